#include "app/json.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>

static int
column_find(const struct records *r, const char *name)
{
	for (size_t i = 0; i < r->n_columns; i++)
		if (streq(r->columns[i].name, name))
			return (int)i;
	return -1;
}

/* An array of texts as one cell; false if it holds anything else. */
static bool
array_cell(struct arena *arena, const json_t *array, const char **ret_cell)
{
	const char *cell = "";

	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *item = json_array_get(array, i);

		if (!json_is_string(item) || strchr(json_string_value(item), ';'))
			return false;
		cell = arena_printf(arena, "%s%s%s", cell, i ? ";" : "", json_string_value(item));
	}
	*ret_cell = cell;
	return true;
}

/* Some programs write 7 as 7.0.  A double holds whole numbers exactly up to here. */
#define WHOLE_MAX 9007199254740992.0

/* A whole number as a cell; false if it has a fraction or is too large. */
static bool
real_cell(struct arena *arena, double number, const char **ret_cell)
{
	if (!(fabs(number) < WHOLE_MAX) || floor(number) != number)
		return false;
	*ret_cell = arena_printf(arena, "%" PRId64, (int64_t)number);
	return true;
}

/* The value of a key as a cell would have it; NULL, or what is wrong with it. */
static const char *
value_cell(struct arena *arena, const json_t *value, enum column_kind kind, const char **ret_cell)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		*ret_cell = arena_strndup(arena, json_string_value(value), json_string_length(value));
		return NULL;
	case JSON_NULL:
		*ret_cell = "";
		return NULL;
	case JSON_INTEGER:
		*ret_cell = arena_printf(arena, "%" PRId64, (int64_t)json_integer_value(value));
		return NULL;
	case JSON_REAL:
		if (real_cell(arena, json_real_value(value), ret_cell))
			return NULL;
		break;
	case JSON_ARRAY:
		if (kind != COLUMN_LIST)
			return "an array, where one value is expected";
		return array_cell(arena, value, ret_cell) ? NULL
							  : "an array of anything but single codes";
	case JSON_OBJECT:
	case JSON_TRUE:
	case JSON_FALSE:
		break;
	}
	return "neither a text nor a whole number";
}

static void
read_keys(struct records *r, json_t *object, struct record *record)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value) {
		int c = column_find(r, key);

		if (c < 0) {
			problems_add(r->problems, record->line, key, 0, "unknown column");
			continue;
		}

		const char *error = value_cell(r->arena, value, r->columns[c].kind, &record->cells[c]);
		if (error)
			records_unreadable(r, record, (size_t)c, error);
	}
}

bool
json_record(struct records *r, struct str text, int64_t line, struct record *ret_record)
{
	json_error_t error;
	json_t *object = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);

	if (!object) {
		problems_add(r->problems, line, NULL, 0, "not JSON: %s (at byte %d)", error.text,
		    error.position);
		return false;
	}
	*ret_record = (struct record){ .line = line,
		.flaws = arena_new_of(r->arena, unsigned char, COLUMNS_MAX) };
	for (size_t i = 0; i < r->n_columns; i++) {
		ret_record->cells[i] = "";
		ret_record->lines[i] = line;
	}

	bool ok = json_is_object(object);
	if (ok)
		read_keys(r, object, ret_record);
	else
		problems_add(r->problems, line, NULL, 0, "not a JSON object");
	json_decref(object);
	return ok;
}

void
json_text(struct buf *out, const char *text)
{
	buf_putc(out, '"');
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\') {
			buf_putc(out, '\\');
			buf_putc(out, (char)c);
		} else if (c == '\n') {
			buf_puts(out, "\\n");
		} else if (c < 0x20 || c == 0x7f) {
			buf_printf(out, "\\u%04x", c);
		} else {
			buf_putc(out, (char)c);
		}
	}
	buf_putc(out, '"');
}

static void
put_list(struct buf *out, const char *cell)
{
	struct str rest = str_of(cell), item;
	const char *comma = "";

	buf_putc(out, '[');
	while (str_split(&rest, ';', &item)) {
		/* Codes are plain ASCII: nothing in them needs escaping. */
		buf_printf(out, "%s\"%.*s\"", comma, (int)item.n, item.p);
		comma = ",";
	}
	buf_putc(out, ']');
}

void
json_put(struct buf *out, const struct column *column, const char *cell)
{
	buf_putc(out, out->n == 0 ? '{' : ',');
	json_text(out, column->name);
	buf_putc(out, ':');
	switch (column->kind) {
	case COLUMN_LINE:
	case COLUMN_TEXT:
		json_text(out, cell);
		break;
	case COLUMN_LIST:
		put_list(out, cell);
		break;
	case COLUMN_NUMBER:
		buf_puts(out, cell[0] != '\0' ? cell : "null");
		break;
	}
}
