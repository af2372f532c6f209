#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/role.h"

static void
who_may_open_what(void **state)
{
	/* Who is the row, what the route asks for the column: ANYONE to SYSTEM. */
	static const char *const may[ACCESS__MAX] = {
		[ANYONE] = "x......",
		[MEMBER] = "xx.....",
		[EDITOR] = "x.x....",
		[REVIEWER] = "x.xx...",
		[MANAGER] = "x.xxx..",
		[ADMIN] = "x.xxxx.",
		[SYSTEM] = "x......",
	};

	(void)state;
	for (enum access who = 0; who < ACCESS__MAX; who++)
		for (enum access needed = 0; needed < ACCESS__MAX; needed++)
			assert_int_equal(role_may(who, needed), may[who][needed] == 'x');
}

static void
codes_and_back(void **state)
{
	enum access a = ANYONE;

	(void)state;
	for (enum access i = MEMBER; i <= ADMIN; i++) {
		assert_true(role_parse(role_code(i), &a));
		assert_int_equal(a, i);
	}
	assert_false(role_parse("system", &a));
	assert_false(role_parse("anyone", &a));
	assert_false(role_parse("", &a));
	assert_int_equal(a, ADMIN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_may_open_what),
		cmocka_unit_test(codes_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
