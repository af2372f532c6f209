#include "app/records.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/json.h"
#include "base/utf8.h"
#include "text/normal.h"

bool
record_format_parse(const char *text, enum record_format *ret_format)
{
	if (streq(text, "csv"))
		*ret_format = RECORD_CSV;
	else if (streq(text, "jsonl"))
		*ret_format = RECORD_JSONL;
	else
		return false;
	return true;
}

bool
record_format_of(const char *path, enum record_format *ret_format)
{
	const char *dot = strrchr(path, '.');

	return dot && record_format_parse(dot + 1, ret_format);
}

/* The whole file into r->file; false, and noted, if it cannot be read. */
static bool
read_file(struct records *r, const char *path)
{
	FILE *in = streq(path, "-") ? stdin : fopen(path, "rbe");
	char block[65536];
	size_t n;

	if (!in) {
		problems_add(r->problems, 0, NULL, 0, "cannot be opened: %s", strerror(errno));
		return false;
	}
	while ((n = fread(block, 1, sizeof(block), in)) > 0)
		buf_add(&r->file, block, n);

	bool failed = ferror(in);
	if (failed)
		problems_add(r->problems, 0, NULL, 0, "cannot be read: %s", strerror(errno));
	else if (r->file.over)
		problems_add(r->problems, 0, NULL, 0, "is larger than %zu MiB",
		    RECORDS_FILE_MAX >> 20);
	if (in != stdin)
		fclose(in);
	return !failed && !r->file.over;
}

/* As in forms: what came along unseen when the cell was pasted is no part of it, line breaks are LF,
 * and the same letters are the same bytes. */
static struct str
tidy(struct arena *arena, struct str cell)
{
	if (cell.n == 0 || !utf8_valid(cell))
		return cell;
	if (!memchr(cell.p, '\r', cell.n) && utf8_clean(cell, true))
		return text_nfc(arena, cell);

	char *copy = arena_strndup(arena, cell.p, cell.n);
	size_t n = utf8_unify_lines(copy, utf8_drop_hidden(copy, cell.n));
	copy[n] = '\0';
	return text_nfc(arena, (struct str){ copy, n });
}

/* Say what is wrong with the bytes of a cell; NULL if nothing is. */
static const char *
cell_error(struct arena *arena, struct str cell, enum column_kind kind)
{
	struct str value = utf8_trim(cell);
	uint32_t code;

	if (!utf8_valid(value))
		return "not UTF-8";
	if (utf8_clean(value, kind == COLUMN_TEXT))
		return NULL;
	if (utf8_clean(value, true))
		return "a line break or tab, which this column cannot hold";
	size_t at = utf8_find_control(cell, &code);
	return arena_printf(arena, "a control character: U+%04X at character %zu", (unsigned)code, at);
}

/* A column of the file that is none of ours: told already, or to be empty all the way down. */
enum { COLUMN_UNKNOWN = -1, COLUMN_UNNAMED = -2 };

/* Which of our columns the cell ${i} of the header names; noted if it is none, or was there before. */
static int
read_name(struct records *r, size_t i)
{
	struct str name = utf8_trim(tidy(r->arena, r->row.cells[i]));
	const char *what = "unknown column";

	if (name.n == 0)
		return COLUMN_UNNAMED;
	for (size_t c = 0; c < r->n_columns; c++) {
		if (!str_eq(name, str_of(r->columns[c].name)))
			continue;
		if (r->number[c] == 0) {
			r->number[c] = i + 1;
			return (int)c;
		}
		what = "this column is there twice";
	}
	problems_add(r->problems, r->row.lines[i], utf8_shown(r->arena, name, QUOTE_MAX), i + 1, "%s", what);
	return COLUMN_UNKNOWN;
}

/* False, and noted, if a required column is missing: without it every record would be wrong. */
static bool
read_header(struct records *r)
{
	bool whole = true;

	r->n_file_columns = r->row.n;
	for (size_t i = 0; i < r->row.n; i++)
		r->to_column[i] = read_name(r, i);
	for (size_t c = 0; c < r->n_columns; c++) {
		if (!r->columns[c].required || r->number[c] > 0)
			continue;
		whole = false;
		problems_add(r->problems, r->row.lines[0], r->columns[c].name, 0,
		    "this column is missing");
	}
	return whole;
}

/* The files that programs write when they are not asked for what we read. */
static bool
is_utf16(struct str file)
{
	if (file.n < 2)
		return false;
	return memcmp(file.p, "\xff\xfe", 2) == 0 || memcmp(file.p, "\xfe\xff", 2) == 0 ||
	    file.p[0] == '\0' || file.p[1] == '\0';
}

/* What separates the names of the header, on ${ret_line}, instead of commas; 0: nothing does. */
static char
other_separator(struct str file, int64_t *ret_line)
{
	struct str line = { "", 0 };
	int64_t number = 0;

	while (str_trim(line).n == 0 && str_split(&file, '\n', &line))
		number++;
	*ret_line = number;
	if (line.n == 0 || memchr(line.p, ',', line.n))
		return 0;
	return memchr(line.p, ';', line.n) ? ';' : memchr(line.p, '\t', line.n) ? '\t' : 0;
}

/* Say at once what would make every cell wrong; false if anything does. */
static bool
check_file(struct records *r)
{
	struct str file = { r->file.p, r->file.n };
	bool csv = r->format == RECORD_CSV;
	int64_t line;
	char other;

	if (file.n == 0)
		return true;
	if (is_utf16(file))
		problems_add(r->problems, 0, NULL, 0, "is UTF-16; save it as %s",
		    csv ? "CSV in UTF-8" : "UTF-8");
	else if (memchr(file.p, '\r', file.n) && !memchr(file.p, '\n', file.n))
		problems_add(r->problems, 0, NULL, 0,
		    "its lines end with CR alone; save it with LF or CRLF");
	else if (csv && (other = other_separator(file, &line)) != 0)
		problems_add(r->problems, line, NULL, 0,
		    "columns are separated by %s where \",\" is expected",
		    other == ';' ? "\";\"" : "tabs");
	else
		return true;
	return false;
}

static bool
open_csv(struct records *r)
{
	csv_init(&r->csv, (struct str){ r->file.p, r->file.n });
	switch (csv_next(&r->csv, r->arena, &r->row)) {
	case CSV_ROW:
		break;
	case CSV_END:
		problems_add(r->problems, 0, NULL, 0, "is empty: not even a header");
		return false;
	case CSV_BAD:
		problems_add(r->problems, r->row.lines[r->row.n - 1], NULL, r->row.n, "%s", r->row.error);
		return false;
	}
	return read_header(r);
}

bool
records_open(struct records *r, struct arena *arena, struct problems *problems, const char *path,
    enum record_format format, const struct column *columns, size_t n)
{
	if (n > COLUMNS_MAX)
		BUG("%zu columns are more than COLUMNS_MAX", n);
	*r = (struct records){ .arena = arena, .problems = problems, .columns = columns,
		.n_columns = n, .format = format, .line = 1 };
	buf_init(&r->file, RECORDS_FILE_MAX);
	if (!read_file(r, path) || !check_file(r))
		return false;
	if (format == RECORD_CSV)
		return open_csv(r);

	/* A byte-order mark is no JSON, but some editors write one. */
	r->rest = (struct str){ r->file.p, r->file.n };
	if (r->rest.n >= 3 && memcmp(r->rest.p, "\xef\xbb\xbf", 3) == 0)
		r->rest = (struct str){ r->rest.p + 3, r->rest.n - 3 };
	return true;
}

void
records_close(struct records *r)
{
	buf_done(&r->file);
}

enum { FLAW_NOTED = 1, FLAW_UNREADABLE = 2 };

void
records_fail(struct records *r, const struct record *record, size_t column, const char *fmt, ...)
{
	va_list ap;

	if (record->flaws[column] & FLAW_UNREADABLE)
		return;
	record->flaws[column] |= FLAW_NOTED;
	va_start(ap, fmt);
	const char *what = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	problems_add(r->problems, record->lines[column], r->columns[column].name,
	    r->number[column], "%s", what);
}

void
records_unreadable(struct records *r, struct record *record, size_t column, const char *why)
{
	records_fail(r, record, column, "%s", why);
	record->flaws[column] |= FLAW_UNREADABLE;
	record->cells[column] = "?";
}

bool
records_failed(const struct record *record, size_t column)
{
	return record->flaws[column] != 0;
}

bool
records_broken(const struct records *r, const struct record *record)
{
	for (size_t c = 0; c < r->n_columns; c++)
		if (record->flaws[c] != 0)
			return true;
	return false;
}

/* Our name of the column ${i} of the file; NULL if it is none of ours. */
static const char *
name_of(const struct records *r, size_t i)
{
	return i < r->n_file_columns && r->to_column[i] >= 0 ? r->columns[r->to_column[i]].name : NULL;
}

/* Note where a row stops, or where it goes on behind its end. */
static void
wrong_length(struct records *r)
{
	size_t n = r->row.n, want = r->n_file_columns;

	if (n < want)
		problems_add(r->problems, r->row.lines[n - 1], name_of(r, n), n + 1,
		    "has %zu cells, the header has %zu: from here on they are missing", n, want);
	else
		problems_add(r->problems, r->row.lines[want], NULL, want + 1,
		    "has %zu cells, the header has %zu: this one is the first too many", n, want);
}

/* A spreadsheet writes rows of nothing but commas below its table. */
static bool
row_is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (utf8_trim(row->cells[i]).n > 0)
			return false;
	return true;
}

/* The next row with as many cells as the header, into r->row. */
static bool
next_row(struct records *r)
{
	for (;;) {
		switch (csv_next(&r->csv, r->arena, &r->row)) {
		case CSV_END:
			return false;
		case CSV_BAD: {
			size_t at = r->row.n - 1;

			problems_add(r->problems, r->row.lines[at], name_of(r, at), at + 1, "%s",
			    r->row.error);
			continue;
		}
		case CSV_ROW:
			break;
		}
		if (row_is_blank(&r->row))
			continue;
		if (r->row.n == r->n_file_columns)
			return true;
		wrong_length(r);
	}
}

/* The cell ${i} of the row is that of our column ${c}, or of none. */
static void
take_cell(struct records *r, struct record *record, size_t i, int c)
{
	struct str cell = tidy(r->arena, r->row.cells[i]);

	if (c == COLUMN_UNNAMED && utf8_trim(cell).n > 0)
		problems_add(r->problems, r->row.lines[i], NULL, i + 1,
		    "a value in a column without a name");
	if (c < 0)
		return;

	const char *error = cell_error(r->arena, cell, r->columns[c].kind);
	record->lines[c] = r->row.lines[i];
	record->cells[c] = cell.p;
	if (error)
		records_unreadable(r, record, (size_t)c, error);
}

/* Bring what the file has into our columns. */
static bool
next_csv(struct records *r, struct record *record)
{
	if (!next_row(r))
		return false;
	*record = (struct record){ .line = r->row.lines[0],
		.flaws = arena_new_of(r->arena, unsigned char, COLUMNS_MAX) };
	for (size_t c = 0; c < r->n_columns; c++) {
		record->cells[c] = "";
		record->lines[c] = record->line;
	}
	for (size_t i = 0; i < r->row.n; i++)
		take_cell(r, record, i, r->to_column[i]);
	return true;
}

static bool
next_json(struct records *r, struct record *record)
{
	struct str line;

	while (str_split(&r->rest, '\n', &line)) {
		int64_t number = r->line++;

		if (str_trim(line).n == 0 || !json_record(r, line, number, record))
			continue;
		for (size_t c = 0; c < r->n_columns; c++) {
			struct str cell = tidy(r->arena, str_of(record->cells[c]));
			const char *error = cell_error(r->arena, cell, r->columns[c].kind);

			record->cells[c] = cell.p;
			if (error)
				records_unreadable(r, record, c, error);
		}
		return true;
	}
	return false;
}

bool
records_next(struct records *r, struct record *ret_record)
{
	bool more = r->format == RECORD_CSV ? next_csv(r, ret_record) : next_json(r, ret_record);

	if (!more)
		return false;
	for (size_t c = 0; c < r->n_columns; c++) {
		struct str cell = utf8_trim(str_of(ret_record->cells[c]));

		ret_record->cells[c] = cell.n == 0 ? "" : arena_strndup(r->arena, cell.p, cell.n);
		if (cell.n == 0 && r->columns[c].required)
			records_fail(r, ret_record, c, "a value is required");
	}
	return true;
}

void
record_writer_open(struct record_writer *w, FILE *out, enum record_format format,
    const struct column *columns, size_t n)
{
	*w = (struct record_writer){ .out = out, .format = format, .columns = columns,
		.n_columns = n };
	buf_init(&w->line, 1 << 20);
	if (format == RECORD_CSV) {
		const char *names[COLUMNS_MAX];

		for (size_t i = 0; i < n; i++)
			names[i] = columns[i].name;
		record_writer_put(w, names);
	}
}

void
record_writer_put(struct record_writer *w, const char *const *cells)
{
	buf_clear(&w->line);
	for (size_t i = 0; i < w->n_columns; i++) {
		if (w->format == RECORD_CSV)
			csv_put(&w->line, cells[i]);
		else
			json_put(&w->line, &w->columns[i], cells[i]);
	}
	if (w->format == RECORD_CSV)
		csv_end(&w->line);
	else
		buf_puts(&w->line, "}\n");
	if (w->line.over)
		BUG("a record of more than %zu bytes", w->line.max);
	fwrite(w->line.p, 1, w->line.n, w->out);
}

bool
record_writer_close(struct record_writer *w)
{
	buf_done(&w->line);
	return fflush(w->out) == 0 && !ferror(w->out);
}
