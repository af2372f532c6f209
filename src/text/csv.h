#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "base/base.h"
#include "base/buf.h"

/*
 * Comma-separated values as RFC 4180 has them, in UTF-8: a cell that holds a
 * comma, a quote or a line break stands in quotes, a quote inside is doubled.
 *
 * A spreadsheet runs a cell that begins with = + - @ (also full-width), tab
 * or carriage return as a formula.  Such a cell is written with a ' in front,
 * and so is one that begins with '... followed by one of these; the reader
 * takes exactly that ' off again, so nothing changes on the way.
 */

/* A file that is being read; the text belongs to the caller. */
struct csv {
	struct str text;
	size_t pos;
	int64_t line;			/* of the next byte, from 1 */
};

#define CSV_CELLS_MAX 256		/* cells in one record */

struct csv_row {
	struct str cells[CSV_CELLS_MAX];
	int64_t lines[CSV_CELLS_MAX];	/* where each begins */
	size_t n;
	/* Set where csv_next() says CSV_BAD. */
	const char *error;
};

enum csv_result { CSV_ROW, CSV_END, CSV_BAD };

/** csv_init(csv, text): start to read ${text}; a byte-order mark is skipped. */
void csv_init(struct csv *, struct str text);

/**
 * csv_next(csv, arena, row):
 * Read the next record into ${row}.  Line ends may be LF or CRLF; inside quotes
 * they stay what they are; lines with nothing in them are skipped.  Cells are
 * terminated copies in ${arena} that may hold any bytes.  CSV_BAD: the record
 * breaks the rules in its last cell, row->cells[row->n - 1], row->error says
 * how; reading goes on behind its line.
 */
enum csv_result csv_next(struct csv *, struct arena *, struct csv_row *row);

/**
 * csv_put(out, cell), csv_end(out):
 * Append ${cell} to the line in ${out}, with a comma in front unless it is the
 * first, in quotes and guarded where it has to be; end the line.  ${out} holds
 * one line: clear it before the next.
 */
void csv_put(struct buf *out, const char *cell);
void csv_end(struct buf *out);

#endif
