#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/scope.h"

static void
an_empty_province_is_nobodys(void **state)
{
	const struct scope unset = { 0 }, none = { SCOPE_NONE, "" }, one = { SCOPE_PROVINCE, "limburg" },
			   empty = { SCOPE_PROVINCE, "" };

	(void)state;
	assert_false(scope_covers(&unset, "limburg"));
	assert_false(scope_covers(&none, ""));
	assert_false(scope_covers(&empty, "limburg"));
	assert_false(scope_covers(&empty, ""));
	assert_true(scope_covers(&one, "limburg"));
	assert_false(scope_covers(&one, "antwerpen"));
	assert_false(scope_covers(&one, ""));
	assert_true(scope_covers(&scope_of_all, "antwerpen"));
	assert_true(scope_covers(&scope_of_all, ""));
	assert_true(scope_all(&scope_of_all));
	assert_false(scope_all(&one));
	assert_false(scope_all(&unset));
}

static void
codes_and_back(void **state)
{
	enum scope_kind kind;

	(void)state;
	for (enum scope_kind k = SCOPE_NONE; k <= SCOPE_ALL; k++) {
		assert_true(scope_kind_parse(scope_kind_code(k), &kind));
		assert_int_equal(kind, k);
	}
	assert_false(scope_kind_parse("", &kind));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_province_is_nobodys),
		cmocka_unit_test(codes_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
