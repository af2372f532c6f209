#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void
test_int(void **state)
{
	static const struct {
		const char *text;
		int64_t lo, hi;
		bool ok;
		int64_t value;
	} cases[] = {
		{ "0", 0, 9, true, 0 },
		{ "007", 0, 9, true, 7 },
		{ "9", 0, 9, true, 9 },
		{ "10", 0, 9, false, 0 },
		{ "4", 5, 9, false, 0 },
		{ "9223372036854775807", 0, INT64_MAX, true, INT64_MAX },
		{ "9223372036854775808", 0, INT64_MAX, false, 0 },
		{ "18446744073709551617", 0, INT64_MAX, false, 0 },
		{ "99999999999999999999999999", 0, INT64_MAX, false, 0 },
		{ "", 0, 9, false, 0 },
		{ "-1", 0, 9, false, 0 },
		{ "+1", 0, 9, false, 0 },
		{ " 1", 0, 9, false, 0 },
		{ "1 ", 0, 9, false, 0 },
		{ "0x1", 0, 9, false, 0 },
		{ "1e1", 0, 99, false, 0 },
		{ "1.", 0, 9, false, 0 },
		{ "\xd9\xa1", 0, 9, false, 0 },		/* the Arabic digit one */
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		int64_t value = -77;
		bool ok = str_int(str_of(cases[i].text), cases[i].lo, cases[i].hi, &value);

		if (ok != cases[i].ok || value != (ok ? cases[i].value : -77))
			fail_msg("'%s'", cases[i].text);
	}
	/* Only what the view covers. */
	int64_t value;
	assert_true(str_int((struct str){ "1234", 2 }, 0, 99, &value));
	assert_int_equal(value, 12);
}

static void
test_split(void **state)
{
	static const struct {
		const char *text, *items;	/* the items, each followed by a '.' */
	} cases[] = {
		{ "", "" },
		{ "a", "a." },
		{ "a,b", "a.b." },
		{ "a,,b", "a..b." },
		{ ",a", ".a." },
		{ "a,", "a." },
		{ ",", "." },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct str rest = str_of(cases[i].text), item;
		char seen[32] = "";
		size_t n = 0;

		while (str_split(&rest, ',', &item)) {
			memcpy(seen + n, item.p, item.n);
			n += item.n;
			seen[n++] = '.';
		}
		assert_string_equal(seen, cases[i].items);
	}
}

static void
test_trim(void **state)
{
	(void)state;
	assert_true(str_eq(str_trim(STR(" \t\r\n a b \v\f")), STR("a b")));
	assert_true(str_eq(str_trim(STR("   ")), STR("")));
	assert_true(str_eq(str_trim(STR("")), STR("")));
	/* Bytes of UTF-8 are no blanks, whatever the sign of char. */
	assert_true(str_eq(str_trim(STR("\xc2\xa0x\xe2\x80\x89")), STR("\xc2\xa0x\xe2\x80\x89")));
	assert_false(str_eq(STR("a"), STR("a\0")));
	assert_true(str_eq((struct str){ NULL, 0 }, STR("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_int),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_trim),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
