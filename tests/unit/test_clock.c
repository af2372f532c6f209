#include "base/base.h"
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void
test_parse(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		int32_t v;
	} cases[] = {
		{ "1970-01-01", true, 0 },
		{ "1969-12-31", true, -1 },
		{ "2000-02-29", true, 11016 },
		{ "2026-12-18", true, 20805 },
		{ "2024-02-29", true, 19782 },
		{ "1900-01-01", true, -25567 },
		{ "2199-12-31", true, 84005 },
		{ "2026-02-29", false, 0 },
		{ "2100-02-29", false, 0 },	/* 2100 is no leap year */
		{ "2026-04-31", false, 0 },
		{ "2026-13-01", false, 0 },
		{ "2026-00-01", false, 0 },
		{ "2026-01-00", false, 0 },
		{ "1899-12-31", false, 0 },
		{ "2200-01-01", false, 0 },
		{ "2026-1-01", false, 0 },
		{ "2026-01-01 ", false, 0 },
		{ "2026/01/01", false, 0 },
		{ "20260101", false, 0 },
		{ "+026-01-01", false, 0 },
		{ "", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		day d = { 77 };
		bool ok = day_parse(cases[i].text, &d) == 0;

		if (ok != cases[i].ok || d.v != (ok ? cases[i].v : 77))
			fail_msg("'%s' gives %d", cases[i].text, d.v);
	}
}

/* Every day of three centuries: written and read again, one after the other. */
static void
test_every_day(void **state)
{
	char before[11] = "1899-12-31";

	(void)state;
	for (int32_t v = -25567; v <= 84005; v++) {
		char text[11];
		day back;

		day_iso((day){ v }, text);
		assert_true(strcmp(before, text) < 0);
		assert_int_equal(day_parse(text, &back), 0);
		assert_int_equal(back.v, v);
		memcpy(before, text, sizeof(before));
	}
}

/* The last second before and the first after each change of the clock. */
static void
test_brussels(void **state)
{
	static const struct {
		int64_t seconds;
		int ahead;
	} cases[] = {
		{ 1711846799, 3600 },	/* 2024-03-31 00:59:59 UTC */
		{ 1711846800, 7200 },
		{ 1729990799, 7200 },	/* 2024-10-27 00:59:59 UTC */
		{ 1729990800, 3600 },
		{ 1774745999, 3600 },	/* 2026-03-29, the 29th a Sunday */
		{ 1774746000, 7200 },
		{ 1792889999, 7200 },	/* 2026-10-25 */
		{ 1792890000, 3600 },
		{ 1806195599, 3600 },	/* 2027-03-28 */
		{ 1806195600, 7200 },
		{ 1767225599, 3600 },	/* the end of 2025 */
		{ 1767225600, 3600 },
		{ 1783000000, 7200 },	/* July 2026 */
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		assert_int_equal(clock_brussels(cases[i].seconds), cases[i].ahead);
}

static void
test_day_of(void **state)
{
	static const struct {
		int64_t seconds;
		const char *date;
	} cases[] = {
		{ 0, "1970-01-01" },
		{ -3601, "1969-12-31" },
		{ -3600, "1970-01-01" },
		{ 1767221999, "2025-12-31" },	/* 23:59:59 in winter is 22:59:59 UTC */
		{ 1767222000, "2026-01-01" },
		{ 1782856799, "2026-06-30" },	/* in summer 21:59:59 UTC */
		{ 1782856800, "2026-07-01" },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		char text[11];

		day_iso(day_of(cases[i].seconds), text);
		assert_string_equal(text, cases[i].date);
	}
}

static void
test_now(void **state)
{
	int64_t a = clock_ms();

	(void)state;
	assert_true(clock_now() > 1700000000);
	assert_true(clock_ms() >= a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_brussels),
		cmocka_unit_test(test_day_of),
		cmocka_unit_test(test_now),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
