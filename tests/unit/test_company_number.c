#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/company.h"

static void
as_people_write_it(void **state)
{
	static const char *const good[] = { "0403170701", "BE 0403.170.701", "be0403170701",
		" BE0403 170 701 ", "403170701", "BE 403.170.701" };

	(void)state;
	for (size_t i = 0; i < countof(good); i++) {
		char digits[11] = "";

		assert_true(company_number_check(good[i], digits));
		assert_string_equal(digits, "0403170701");
	}
}

static void
refused(void **state)
{
	static const char *const bad[] = { "", "0403170702", "0403107701", "04031707011",
		"40317070", "BE", "NL0403170701", "0403-170-701", "0403170701x", "2403170701",
		"０４０３１７０７０１" };

	(void)state;
	for (size_t i = 0; i < countof(bad); i++) {
		char digits[11] = "before";

		assert_false(company_number_check(bad[i], digits));
		assert_string_equal(digits, "before");
	}
}

static void
a_check_of_97_for_a_multiple(void **state)
{
	char digits[11] = "";

	(void)state;
	/* 10000021 is 97 times 103093: the check is 97, never 0. */
	assert_true(company_number_check("1000002197", digits));
	assert_false(company_number_check("1000002100", digits));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_people_write_it),
		cmocka_unit_test(refused),
		cmocka_unit_test(a_check_of_97_for_a_multiple),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
