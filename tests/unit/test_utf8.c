#include "base/base.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define CASE(lit, v, l, c) { { "" lit, sizeof(lit) - 1 }, v, l, c }

/* valid: RFC 3629; lines, clean: utf8_clean() with and without line breaks. */
static const struct {
	struct str s;
	bool valid, lines, clean;
} cases[] = {
	CASE("", true, true, true),
	CASE("Zürich 清洁技术 \xf0\x9f\x8c\xb1", true, true, true),
	/* The first and last of each length. */
	CASE("\x7e\xc2\xa0\xdf\xbf", true, true, true),
	CASE("\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbd", true, true, true),
	CASE("\xf0\x90\x80\x80\xf4\x8f\xbf\xbd", true, true, true),
	/* Overlong: '/' and NUL in two, three, four bytes. */
	CASE("\xc0\xaf", false, false, false),
	CASE("\xc1\xbf", false, false, false),
	CASE("\xe0\x80\xaf", false, false, false),
	CASE("\xe0\x9f\xbf", false, false, false),
	CASE("\xf0\x80\x80\xaf", false, false, false),
	CASE("\xf0\x8f\xbf\xbf", false, false, false),
	CASE("\xc0\x80", false, false, false),
	/* Surrogates, and above U+10FFFF. */
	CASE("\xed\xa0\x80", false, false, false),
	CASE("\xed\xbf\xbf", false, false, false),
	CASE("\xf4\x90\x80\x80", false, false, false),
	CASE("\xf5\x80\x80\x80", false, false, false),
	CASE("\xf8\x88\x80\x80\x80", false, false, false),
	/* Cut, alone, or followed by something else. */
	CASE("\x80", false, false, false),
	CASE("a\xbf", false, false, false),
	CASE("\xc3", false, false, false),
	CASE("\xc3(", false, false, false),
	CASE("\xe6\xb8", false, false, false),
	CASE("\xe6\xb8x", false, false, false),
	CASE("\xf0\x9f\x8c", false, false, false),
	CASE("\xff", false, false, false),
	CASE("\xfe", false, false, false),
	/* Valid, but not what a person types into a field. */
	CASE("a\0b", true, false, false),
	CASE("\x01", true, false, false),
	CASE("\x1f", true, false, false),
	CASE("\x7f", true, false, false),
	CASE("\xc2\x80", true, false, false),
	CASE("\xc2\x9f", true, false, false),
	CASE("a\tb", true, true, false),
	CASE("a\r\nb", true, true, false),
	CASE("\xe2\x80\xa8", true, true, false),
	CASE("\xe2\x80\xa9", true, true, false),
	CASE("\x0b", true, false, false),
	CASE("\xe2\x80\xae" "gpj.exe", true, false, false),
	CASE("\xe2\x80\xaa", true, false, false),
	CASE("\xe2\x81\xa6", true, false, false),
	CASE("\xe2\x81\xa9", true, false, false),
	CASE("\xe2\x80\x8b", true, false, false),
	CASE("\xe2\x80\x8d", true, false, false),
	CASE("\xe2\x80\x8f", true, false, false),
	CASE("\xe2\x81\xa0", true, false, false),
	CASE("\xef\xbb\xbf", true, false, false),
	CASE("\xd8\x9c", true, false, false),
	/* Their neighbours are ordinary: a hyphen, a thin space. */
	CASE("\xe2\x80\x8a\xe2\x80\x90\xe2\x80\xaf\xe2\x81\xaa", true, true, true),
};

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		if (utf8_valid(cases[i].s) != cases[i].valid ||
		    utf8_clean(cases[i].s, true) != cases[i].lines ||
		    utf8_clean(cases[i].s, false) != cases[i].clean)
			fail_msg("case %zu", i);
	}
}

/* Every code point, encoded by hand, comes back as itself. */
static void
test_every_code_point(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x110000; c++) {
		unsigned char b[4];
		size_t n;
		uint32_t back = 0xffffffff;

		if (c < 0x80) {
			b[0] = (unsigned char)c, n = 1;
		} else if (c < 0x800) {
			b[0] = (unsigned char)(0xc0 | c >> 6), n = 2;
		} else if (c < 0x10000) {
			b[0] = (unsigned char)(0xe0 | c >> 12), n = 3;
		} else {
			b[0] = (unsigned char)(0xf0 | c >> 18), n = 4;
		}
		for (size_t k = 1; k < n; k++)
			b[k] = (unsigned char)(0x80 | (c >> (6 * (n - 1 - k)) & 0x3f));

		bool ok = c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);
		size_t got = utf8_decode((struct str){ (const char *)b, n }, 0, &back);
		if (got != (ok ? n : 0) || (ok && back != c))
			fail_msg("U+%04X", c);
	}
}

static void
test_next_and_length(void **state)
{
	struct str s = STR("aé清\xf0\x9f\x8c\xb1");
	static const uint32_t want[] = { 'a', 0xe9, 0x6e05, 0x1f331 };
	size_t pos = 0;
	uint32_t c;

	(void)state;
	for (size_t i = 0; i < countof(want); i++) {
		assert_true(utf8_next(s, &pos, &c));
		assert_int_equal(c, want[i]);
	}
	assert_false(utf8_next(s, &pos, &c));
	assert_int_equal(pos, s.n);
	assert_int_equal(utf8_length(s.p), 4);
	assert_int_equal(utf8_length(""), 0);
}

static void
test_trim(void **state)
{
	(void)state;
	assert_true(str_eq(utf8_trim(str_of(" \xc2\xa0 a\xc2\xa0z\t\xe3\x80\x80\n")),
	    str_of("a\xc2\xa0z")));
	assert_int_equal(utf8_trim(str_of("\xc2\xa0\xe3\x80\x80")).n, 0);
	assert_int_equal(utf8_trim(str_of("")).n, 0);
	/* Half of one is none. */
	assert_int_equal(utf8_trim((struct str){ "\xa0x\xc2", 3 }).n, 3);
}

static void
find_control(void **state)
{
	uint32_t c = 0;

	(void)state;
	assert_int_equal(utf8_find_control(STR("水é\tx\n"), &c), 0);
	assert_int_equal(utf8_find_control(STR("水é\aq"), &c), 3);
	assert_int_equal(c, 7);
	assert_int_equal(utf8_find_control(STR("a\0b"), &c), 2);
	assert_int_equal(c, 0);
	assert_int_equal(utf8_find_control(STR("\xc2\x85"), &c), 1);
	assert_int_equal(c, 0x85);
}

static void
lines_end_with_lf(void **state)
{
	static const struct { const char *in, *out; } lines[] = {
		{ "", "" }, { "a\nb", "a\nb" }, { "a\r\nb\r\n", "a\nb\n" }, { "a\rb\r", "a\nb\n" },
		{ "\r\r\n\n\r", "\n\n\n\n" },
	};

	(void)state;
	for (size_t i = 0; i < countof(lines); i++) {
		char text[16];

		(void)snprintf(text, sizeof(text), "%s", lines[i].in);
		text[utf8_unify_lines(text, strlen(text))] = '\0';
		assert_string_equal(text, lines[i].out);
	}
}

static void
what_is_shown_is_clean(void **state)
{
	static const struct { struct str in; size_t max; const char *out; } shown[] = {
		{ STR(""), 3, "" }, { STR("abc"), 3, "abc" }, { STR("abcd"), 3, "abc…" }, { STR("a"), 0, "…" },
		{ STR("水水水水"), 4, "水水水水" }, { STR("水水水水"), 2, "水水…" },
		{ STR("a\x1b[1m\n\0b\xff\xe6\xb0"), SIZE_MAX, "a?[1m??b???" },
		{ STR("\xe2\x80\xae\xc2\x9b\xf0\x9f\x8c\xb1"), 3, "??\xf0\x9f\x8c\xb1" },
	};
	struct arena *a = arena_new(1 << 16);

	(void)state;
	for (size_t i = 0; i < countof(shown); i++)
		assert_string_equal(utf8_shown(a, shown[i].in, shown[i].max), shown[i].out);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_every_code_point),
		cmocka_unit_test(test_next_and_length),
		cmocka_unit_test(test_trim),
		cmocka_unit_test(find_control),
		cmocka_unit_test(lines_end_with_lf),
		cmocka_unit_test(what_is_shown_is_clean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
