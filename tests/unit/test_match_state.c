#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/match.h"

static void
codes_and_back(void **state)
{
	enum match_state s = MATCH_SUITABLE;

	(void)state;
	for (enum match_state i = 0; i < MATCH_STATE__MAX; i++) {
		assert_true(match_state_parse(match_state_code(i), &s));
		assert_int_equal(s, i);
	}
	assert_false(match_state_parse("Suggested", &s));
	assert_false(match_state_parse("", &s));
}

static void
the_ways_a_match_may_go(void **state)
{
	/* From the row to the column, in the order of enum match_state. */
	static const char *const ways[MATCH_STATE__MAX] = {
		[MATCH_SUGGESTED] = ".xxxx",
		[MATCH_IN_REVIEW] = "..xxx",
		[MATCH_MORE_INFO] = ".x...",
		[MATCH_SUITABLE] = ".x...",
		[MATCH_NOT_SUITABLE] = ".x...",
	};

	(void)state;
	for (enum match_state from = 0; from < MATCH_STATE__MAX; from++)
		for (enum match_state to = 0; to < MATCH_STATE__MAX; to++)
			assert_int_equal(match_may_go(from, to), ways[from][to] == 'x');
}

static void
open_until_decided(void **state)
{
	(void)state;
	assert_true(match_open(MATCH_SUGGESTED));
	assert_true(match_open(MATCH_IN_REVIEW));
	assert_true(match_open(MATCH_MORE_INFO));
	assert_false(match_open(MATCH_SUITABLE));
	assert_false(match_open(MATCH_NOT_SUITABLE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_and_back),
		cmocka_unit_test(the_ways_a_match_may_go),
		cmocka_unit_test(open_until_decided),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
