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

static enum match_fit
fit(const char *company, const char *technology, const char *status, const char *deadline,
    const char *criteria)
{
	const struct match_row row = { .company_state = company, .technology_state = technology,
		.opportunity_status = status, .deadline = deadline };
	enum standing standings[CRITERION__MAX];
	day today;

	score_standings(criteria, standings);
	assert_int_equal(day_parse("2026-06-30", &today), 0);
	return match_fit(&row, standings, today);
}

static void
why_a_pair_does_not_fit(void **state)
{
	(void)state;
	assert_int_equal(fit("verified", "live", "published", "", "mmuuuuuu"), FIT_YES);
	assert_int_equal(fit("submitted", "live", "published", "2026-06-30", "ppuuuuuu"), FIT_YES);
	assert_int_equal(fit("verified", "live", "published", "2026-06-29", "mmuuuuun"), FIT_EXPIRED);
	assert_int_equal(fit("refused", "live", "published", "", "mmuuuuuu"), FIT_COMPANY);
	assert_int_equal(fit("verified", "archived", "closed", "", "mmuuuuuu"), FIT_TECHNOLOGY);
	assert_int_equal(fit("verified", "live", "draft", "2001-01-01", "mmuuuuuu"), FIT_CLOSED);
	assert_int_equal(fit("verified", "live", "published", "", "nmuuuuuu"), FIT_SECTOR);
	/* A list that is empty now makes it unknown: that is no agreement either. */
	assert_int_equal(fit("verified", "live", "published", "", "muuuuuuu"), FIT_REGION);
	assert_int_equal(fit("verified", "live", "published", "", "unuuuuuu"), FIT_BOTH);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_and_back),
		cmocka_unit_test(the_ways_a_match_may_go),
		cmocka_unit_test(open_until_decided),
		cmocka_unit_test(why_a_pair_does_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
