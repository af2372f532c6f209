#ifndef APP_RECORDS_H
#define APP_RECORDS_H

#include <stdio.h>

#include "app/problem.h"
#include "domain/column.h"
#include "text/csv.h"

/*
 * Files of records with named columns, as CSV with a header or as JSON lines
 * (one object a line, the columns are its keys): domain/column.h.
 */
enum record_format { RECORD_CSV, RECORD_JSONL };

/** record_format_parse(text, ret_format): "csv" or "jsonl". */
bool record_format_parse(const char *text, enum record_format *ret_format);

/** record_format_of(path, ret_format): by the end of its name: .csv or .jsonl. */
bool record_format_of(const char *path, enum record_format *ret_format);

/* One record: a cell for every column of the table, "" where there is none. */
struct record {
	int64_t line;			/* where it begins */
	const char *cells[COLUMNS_MAX];	/* trimmed, clean UTF-8 */
	int64_t lines[COLUMNS_MAX];	/* where each cell begins */
	unsigned char *flaws;		/* of each cell: what records_fail() has noted */
};

#define RECORDS_FILE_MAX ((size_t)512 << 20)

struct records {
	struct arena *arena;
	struct problems *problems;
	const struct column *columns;
	size_t n_columns;
	enum record_format format;
	struct buf file;
	struct csv csv;
	struct str rest;		/* JSON lines: what is still to be read */
	int64_t line;			/* JSON lines: number of the next line */
	size_t n_file_columns;
	int to_column[CSV_CELLS_MAX];	/* of the file's columns: which one of ours, or below 0: none */
	size_t number[COLUMNS_MAX];	/* of our columns: which one of the file, from 1, else 0 */
	struct csv_row row;
};

/**
 * records_open(records, arena, problems, path, format, columns, n):
 * Read the file ${path} ("-": standard input) and, of CSV, its header.  Unknown, doubled and
 * missing columns go to ${problems}, and so does a file in another encoding or with other
 * separators; false: nothing can be read at all, or a required column is missing (noted too).  What is read
 * lives in ${arena}.  End with records_close().
 */
bool records_open(struct records *, struct arena *, struct problems *, const char *path,
    enum record_format, const struct column *columns, size_t n) NODISCARD;
void records_close(struct records *);

/**
 * records_next(records, ret_record):
 * Read the next record, skipping rows of empty cells, and those that are broken, which go
 * to the problems, and so does a value in a column without a name.  Line breaks in a cell are LF.
 * False at the end of the file.
 */
bool records_next(struct records *, struct record *ret_record) NODISCARD;

/**
 * records_fail(records, record, column, fmt, ...):
 * What is wrong with that cell goes to the problems, unless it could not even be read.
 */
void records_fail(struct records *, const struct record *, size_t column, const char *fmt, ...)
    PRINTF(4, 5);

/**
 * records_unreadable(records, record, column, why):
 * That cell has no value that could be right or wrong: note ${why}, and nothing else of it
 * from here on.  It becomes "?".
 */
void records_unreadable(struct records *, struct record *, size_t column, const char *why);

/** records_failed(record, column): whether anything was noted of that cell. */
bool records_failed(const struct record *, size_t column);

/** records_broken(records, record): whether anything was noted of any of its cells. */
bool records_broken(const struct records *, const struct record *);

/* ---- Writing ---- */

struct record_writer {
	FILE *out;
	enum record_format format;
	const struct column *columns;
	size_t n_columns;
	struct buf line;
};

/** record_writer_open(w, out, format, columns, n): write the header of CSV to ${out}. */
void record_writer_open(struct record_writer *, FILE *out, enum record_format,
    const struct column *columns, size_t n);

/** record_writer_put(w, cells): one record; list cells have their codes parted by ";". */
void record_writer_put(struct record_writer *, const char *const *cells);

/** record_writer_close(w): flush; false if anything could not be written. */
bool record_writer_close(struct record_writer *) NODISCARD;

#endif
