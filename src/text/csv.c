#include "text/csv.h"

void
csv_init(struct csv *csv, struct str text)
{
	static const char bom[] = "\xef\xbb\xbf";

	*csv = (struct csv){ .text = text, .line = 1 };
	if (text.n >= 3 && memcmp(text.p, bom, 3) == 0)
		csv->pos = 3;
}

/* Whether ${s} begins with something that a spreadsheet takes for a formula. */
static bool
begins_formula(struct str s)
{
	/* Full-width = + - @ are ef bc 9d, 8b, 8d and a0. */
	if (s.n >= 3 && memcmp(s.p, "\xef\xbc", 2) == 0)
		return memchr("\x9d\x8b\x8d\xa0", s.p[2], 4) != NULL;
	return s.n > 0 && s.p[0] != '\0' && strchr("=+-@\t\r", s.p[0]);
}

/* As begins_formula(), behind any number of apostrophes. */
static bool
begins_guarded(struct str s)
{
	while (s.n > 0 && s.p[0] == '\'')
		s = (struct str){ s.p + 1, s.n - 1 };
	return begins_formula(s);
}

/* Put what was collected into ${row} as its next cell. */
static void
add_cell(struct csv_row *row, struct arena *arena, const struct buf *cell, int64_t line)
{
	struct str s = { cell->p, cell->n };

	if (s.n > 0 && s.p[0] == '\'' && begins_guarded(s))
		s = (struct str){ s.p + 1, s.n - 1 };
	row->cells[row->n] = (struct str){ arena_strndup(arena, s.p, s.n), s.n };
	row->lines[row->n++] = line;
}

static int
peek(const struct csv *csv, size_t ahead)
{
	return csv->pos + ahead < csv->text.n ?
	    (unsigned char)csv->text.p[csv->pos + ahead] : -1;
}

/* The length of the line end here: 0 (none), 1 or 2. */
static size_t
line_end(const struct csv *csv)
{
	if (peek(csv, 0) == '\n')
		return 1;
	return peek(csv, 0) == '\r' && peek(csv, 1) == '\n' ? 2 : 0;
}

/* Read what stands between quotes; false if they are never closed. */
static bool
read_quoted(struct csv *csv, struct buf *cell)
{
	csv->pos++;
	for (;;) {
		int c = peek(csv, 0);

		if (c < 0)
			return false;
		if (c == '"' && peek(csv, 1) != '"') {
			csv->pos++;
			return true;
		}
		csv->line += c == '\n';
		csv->pos += c == '"' ? 2 : 1;
		buf_putc(cell, (char)c);
	}
}

/* Read one cell up to the comma or line end behind it; NULL, or what is wrong. */
static const char *
read_cell(struct csv *csv, struct buf *cell)
{
	buf_clear(cell);
	if (peek(csv, 0) == '"') {
		if (!read_quoted(csv, cell))
			return "the quote that opens here is never closed";
		if (peek(csv, 0) >= 0 && peek(csv, 0) != ',' && line_end(csv) == 0)
			return "there is text behind the closing quote; double a quote inside";
		return NULL;
	}

	size_t from = csv->pos;
	while (peek(csv, 0) >= 0 && peek(csv, 0) != ',' && line_end(csv) == 0)
		csv->pos++;

	size_t n = csv->pos - from;
	buf_add(cell, csv->text.p + from, n);
	if (n > 0 && memchr(csv->text.p + from, '"', n))
		return "a quote in a cell without quotes around it";
	return NULL;
}

static void
skip_line(struct csv *csv)
{
	while (peek(csv, 0) >= 0 && line_end(csv) == 0)
		csv->pos++;
	if (line_end(csv) > 0) {
		csv->pos += line_end(csv);
		csv->line++;
	}
}

/* Read cells up to the end of the record, or to the first that is wrong. */
static const char *
read_record(struct csv *csv, struct arena *arena, struct buf *cell, struct csv_row *row)
{
	for (;;) {
		int64_t line = csv->line;
		const char *error = read_cell(csv, cell);

		if (row->n == CSV_CELLS_MAX)
			return "more than 256 cells in one row";
		add_cell(row, arena, cell, line);
		if (error)
			return error;
		if (peek(csv, 0) != ',')
			return NULL;
		csv->pos++;
	}
}

enum csv_result
csv_next(struct csv *csv, struct arena *arena, struct csv_row *row)
{
	struct buf cell;

	row->n = 0;
	row->error = NULL;
	while (line_end(csv) > 0)
		skip_line(csv);
	if (peek(csv, 0) < 0)
		return CSV_END;

	/* No cell is longer than the file. */
	buf_init(&cell, csv->text.n + 1);
	row->error = read_record(csv, arena, &cell, row);
	buf_done(&cell);
	skip_line(csv);
	return row->error ? CSV_BAD : CSV_ROW;
}

void
csv_put(struct buf *out, const char *cell)
{
	bool guard = begins_guarded(str_of(cell));

	if (out->n > 0)
		buf_putc(out, ',');
	/* One empty cell alone would be an empty line: quotes make it a record. */
	bool quotes = cell[strcspn(cell, ",\"\r\n")] != '\0' || (out->n == 0 && cell[0] == '\0');
	if (quotes)
		buf_putc(out, '"');
	if (guard)
		buf_putc(out, '\'');
	for (; *cell != '\0'; cell++) {
		if (*cell == '"')
			buf_putc(out, '"');
		buf_putc(out, *cell);
	}
	if (quotes)
		buf_putc(out, '"');
}

void
csv_end(struct buf *out)
{
	buf_putc(out, '\n');
}
