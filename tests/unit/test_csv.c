#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/csv.h"
#include "app/json.h"

static struct arena *arena;
static struct csv_row row;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* All records of ${text} as "a|b/c|d"; a bad one as "!line of its last cell". */
static const char *
parse(struct str text)
{
	const char *out = "";
	struct csv csv;
	enum csv_result r;

	csv_init(&csv, text);
	while ((r = csv_next(&csv, arena, &row)) != CSV_END) {
		if (out[0] != '\0')
			out = arena_printf(arena, "%s/", out);
		if (r == CSV_BAD) {
			assert_non_null(row.error);
			out = arena_printf(arena, "%s!%d", out, (int)row.lines[row.n - 1]);
			continue;
		}
		for (size_t i = 0; i < row.n; i++)
			out = arena_printf(arena, "%s%s%s", out, i ? "|" : "", row.cells[i].p);
	}
	return out;
}

static void
reads_what_rfc_4180_says(void **state)
{
	static const struct { const char *text, *records; } cases[] = {
		{ "", "" },
		{ "a,b\nc,d\n", "a|b/c|d" },
		{ "a,b\r\nc,d\r\n", "a|b/c|d" },
		{ "a,b\nc,d", "a|b/c|d" },
		{ "\xef\xbb\xbf" "a,b\n", "a|b" },
		{ "a,,\n", "a||" },
		{ "\"a,b\",\"c\"\"d\"\n", "a,b|c\"d" },
		{ "\"a\nb\",c\n", "a\nb|c" },
		{ "\"a\r\nb\",c\r\n", "a\r\nb|c" },
		{ "\"\"\n", "" },
		{ "a\n\n\r\nb\n", "a/b" },
		{ " a , b \n", " a | b " },
		{ "水,\"泥,\"\n", "水|泥," },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		assert_string_equal(parse(str_of(cases[i].text)), cases[i].records);
}

static void
goes_on_behind_a_broken_record(void **state)
{
	(void)state;
	assert_string_equal(parse(STR("a,b\nc,d\"e\nf\n")), "a|b/!2/f");
	assert_string_equal(parse(STR("\"a\"b,c\nf\n")), "!1/f");
	/* The quote opens on line 2: that is where to look, not at the end. */
	assert_string_equal(parse(STR("a\n\"b\nc\nd\n")), "a/!2");
}

static void
tells_the_line_of_each_cell(void **state)
{
	struct csv csv;

	(void)state;
	csv_init(&csv, STR("\"a\nb\",\"c\nd\"\ne\n"));
	assert_int_equal(csv_next(&csv, arena, &row), CSV_ROW);
	assert_int_equal(row.lines[0], 1);
	assert_int_equal(row.lines[1], 2);
	assert_int_equal(csv_next(&csv, arena, &row), CSV_ROW);
	assert_int_equal(row.lines[0], 4);
}

static void
any_bytes_are_read_as_they_are(void **state)
{
	struct csv csv;

	(void)state;
	csv_init(&csv, STR("a\0b,\xff\n"));
	assert_int_equal(csv_next(&csv, arena, &row), CSV_ROW);
	assert_int_equal(row.n, 2);
	assert_true(str_eq(row.cells[0], STR("a\0b")));
	assert_true(str_eq(row.cells[1], STR("\xff")));
}

static void
too_many_cells_are_an_error(void **state)
{
	char text[CSV_CELLS_MAX + 2];
	struct csv csv;

	(void)state;
	memset(text, ',', sizeof(text));
	csv_init(&csv, (struct str){ text, CSV_CELLS_MAX - 1 });
	assert_int_equal(csv_next(&csv, arena, &row), CSV_ROW);
	assert_int_equal(row.n, CSV_CELLS_MAX);
	csv_init(&csv, (struct str){ text, CSV_CELLS_MAX });
	assert_int_equal(csv_next(&csv, arena, &row), CSV_BAD);
}

static void
cells_are_quoted_and_guarded(void **state)
{
	static const struct { const char *cell, *written; } cases[] = {
		{ "a", "x,a\n" },
		{ "", "x,\n" },
		{ "a,b", "x,\"a,b\"\n" },
		{ "a\"b", "x,\"a\"\"b\"\n" },
		{ "a\nb", "x,\"a\nb\"\n" },
		{ "=1+1", "x,'=1+1\n" },
		{ "+1", "x,'+1\n" },
		{ "-1", "x,'-1\n" },
		{ "@A1", "x,'@A1\n" },
		{ "\tx", "x,'\tx\n" },
		{ "\rx", "x,\"'\rx\"\n" },
		{ "＝1", "x,'＝1\n" },
		{ "＋1", "x,'＋1\n" },
		{ "－1", "x,'－1\n" },
		{ "＠1", "x,'＠1\n" },
		{ "'=1", "x,''=1\n" },
		{ "=a,\"b\"", "x,\"'=a,\"\"b\"\"\"\n" },
		/* Nothing to guard. */
		{ "'s avonds", "x,'s avonds\n" },
		{ "a=1", "x,a=1\n" },
		{ "：1", "x,：1\n" },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct buf out;

		buf_init(&out, 1000);
		csv_put(&out, "x");
		csv_put(&out, cases[i].cell);
		csv_end(&out);
		assert_string_equal(out.p, cases[i].written);
		/* And back. */
		if (!strchr(cases[i].cell, '\r'))
			assert_string_equal(parse((struct str){ out.p, out.n }),
			    arena_printf(arena, "x|%s", cases[i].cell));
		buf_done(&out);
	}
}

static void
one_empty_cell_is_still_a_record(void **state)
{
	struct csv csv;
	struct buf out;

	(void)state;
	buf_init(&out, 100);
	csv_put(&out, "");
	csv_end(&out);
	assert_string_equal(out.p, "\"\"\n");
	csv_init(&csv, (struct str){ out.p, out.n });
	assert_int_equal(csv_next(&csv, arena, &row), CSV_ROW);
	assert_int_equal(row.n, 1);
	buf_done(&out);
}

static const struct column columns[] = {
	{ "ref", COLUMN_LINE, true },
	{ "text", COLUMN_TEXT, false },
	{ "list", COLUMN_LIST, false },
	{ "number", COLUMN_NUMBER, false },
};

static void
json_writes_what_it_reads(void **state)
{
	struct problems problems = { .arena = arena, .file = "f" };
	struct records r = { .arena = arena, .problems = &problems, .columns = columns,
		.n_columns = countof(columns) };
	struct record record;
	struct buf out;

	(void)state;
	buf_init(&out, 1000);
	json_put(&out, &columns[0], "a\"\\b");
	json_put(&out, &columns[1], "één\n水\x01");
	json_put(&out, &columns[2], "water.sludge;air");
	json_put(&out, &columns[3], "");
	buf_puts(&out, "}");
	assert_string_equal(out.p, "{\"ref\":\"a\\\"\\\\b\",\"text\":\"één\\n水\\u0001\","
				   "\"list\":[\"water.sludge\",\"air\"],\"number\":null}");
	assert_true(json_record(&r, (struct str){ out.p, out.n }, 7, &record));
	assert_int_equal(problems.total, 0);
	assert_string_equal(record.cells[0], "a\"\\b");
	assert_string_equal(record.cells[1], "één\n水\x01");
	assert_string_equal(record.cells[2], "water.sludge;air");
	assert_string_equal(record.cells[3], "");
	assert_true(json_record(&r, STR("{\"number\":9,\"list\":\"a;b\"}"), 8, &record));
	assert_string_equal(record.cells[3], "9");
	assert_string_equal(record.cells[2], "a;b");
	buf_done(&out);
}

static void
json_refuses(void **state)
{
	static const char *const bad[] = { "", "[]", "1", "{", "{\"ref\":1.5}", "{\"ref\":true}",
		"{\"ref\":{}}", "{\"ref\":[\"a\"]}", "{\"list\":[1]}", "{\"list\":[\"a;b\"]}",
		"{\"nothing\":\"x\"}", "{\"ref\":\"a\",\"ref\":\"b\"}", "{\"ref\":\"\\u0000\"}",
		"{\"ref\":\"\xff\"}", "{\"ref\":\"a\"} {}" };

	(void)state;
	for (size_t i = 0; i < countof(bad); i++) {
		struct problems problems = { .arena = arena, .file = "f" };
		struct records r = { .arena = arena, .problems = &problems, .columns = columns,
			.n_columns = countof(columns) };
		struct record record;

		(void)!json_record(&r, str_of(bad[i]), 3, &record);
		assert_int_equal(problems.total, 1);
		assert_memory_equal(problems.items[0], "f:3:", 4);
	}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(reads_what_rfc_4180_says),
		TEST(goes_on_behind_a_broken_record),
		TEST(tells_the_line_of_each_cell),
		TEST(any_bytes_are_read_as_they_are),
		TEST(too_many_cells_are_an_error),
		TEST(cells_are_quoted_and_guarded),
		TEST(one_empty_cell_is_still_a_record),
		TEST(json_writes_what_it_reads),
		TEST(json_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
