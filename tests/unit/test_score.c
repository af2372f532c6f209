#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules_sample.h"

static const struct score_side technology = {
	.sectors = { WATER_SLUDGE, AIR_VOC }, .n_sectors = 2,
	.regions = { CN_GD }, .n_regions = 1,
	.cooperation = 1U << 0 | 1U << 2, .trl = 8, .languages = 1U << LANG_EN,
};
static const struct score_side opportunity = {
	.sectors = { WATER_SLUDGE }, .n_sectors = 1,
	.regions = { GUANGZHOU }, .n_regions = 1,
	.cooperation = 1U << 2, .trl = 7, .has_deadline = true, .open = true,
};

static struct score
score_of(struct score_side t, struct score_side o)
{
	struct score s;

	score_pair(&sample_scorer, &t, &o, &s);
	return s;
}

static void
points_add_up_to_100(void **state)
{
	int sum = 0;

	(void)state;
	for (int c = 0; c < CRITERION__MAX; c++)
		sum += score_most(&sample_rules, (enum criterion)c);
	assert_int_equal(sum, 100);
}

static void
everything_that_can_be_known_is_met(void **state)
{
	struct score s = score_of(technology, opportunity);
	char criteria[CRITERION__MAX + 1];

	(void)state;
	assert_int_equal(s.total, 30 + 15 + 8 + 6 + 6 + 5);
	assert_int_equal(s.known, 6);
	assert_int_equal(s.met, 6);
	assert_int_equal(s.sector_a, WATER_SLUDGE);
	assert_int_equal(s.region_b, GUANGZHOU);
	assert_true(score_is_match(&sample_rules, &s));
	score_criteria(&s, criteria);
	assert_string_equal(criteria, "mmummmum");
}

static void
the_nearest_sector_and_region_count(void **state)
{
	struct score_side t = technology, o = opportunity;
	struct score s;

	(void)state;
	t.sectors[0] = AIR;
	t.sectors[1] = WATER_REUSE;
	s = score_of(t, o);
	assert_int_equal(s.points[CRITERION_SECTOR], 15);
	assert_int_equal(s.standing[CRITERION_SECTOR], STANDING_PARTLY);
	assert_int_equal(s.sector_a, WATER_REUSE);
	assert_true(score_is_match(&sample_rules, &s));
	t.sectors[1] = WATER;
	assert_int_equal(score_of(t, o).points[CRITERION_SECTOR], 24);
	t.sectors[1] = AIR;
	s = score_of(t, o);
	assert_int_equal(s.standing[CRITERION_SECTOR], STANDING_NOT_MET);
	assert_int_equal(s.sector_a, -1);
	assert_false(score_is_match(&sample_rules, &s));
}

static void
regions_are_worth_15_15_12_10_0(void **state)
{
	static const struct { int16_t wanted, place; int points; } cases[] = {
		{ CN_GD, CN_GD, 15 }, { CN_GD, GUANGZHOU, 15 }, { GUANGZHOU, CN_GD, 12 },
		{ CN, GUANGZHOU, 10 }, { CHENGDU, CN, 10 }, { CHENGDU, GUANGZHOU, 0 },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct score_side t = technology, o = opportunity;

		t.regions[0] = cases[i].wanted;
		o.regions[0] = cases[i].place;

		struct score s = score_of(t, o);
		assert_int_equal(s.points[CRITERION_REGION], cases[i].points);
		assert_int_equal(score_is_match(&sample_rules, &s), cases[i].points > 0);
	}
}

static void
what_is_missing_is_unknown_and_gives_nothing(void **state)
{
	struct score s = score_of((struct score_side){ 0 }, opportunity);

	(void)state;
	assert_int_equal(s.total, 5);
	assert_int_equal(s.known, 1); /* the deadline: it needs one side only */
	assert_int_equal(s.standing[CRITERION_SECTOR], STANDING_UNKNOWN);
	assert_false(score_is_match(&sample_rules, &s));
	s = score_of(technology, (struct score_side){ 0 });
	assert_int_equal(s.total, 6);
	assert_int_equal(s.standing[CRITERION_DEADLINE], STANDING_UNKNOWN);
}

static void
maturity_language_deadline(void **state)
{
	struct score_side t = technology, o = opportunity;

	(void)state;
	t.trl = 6;
	assert_int_equal(score_of(t, o).points[CRITERION_MATURITY], 3);
	assert_int_equal(score_of(t, o).standing[CRITERION_MATURITY], STANDING_PARTLY);
	t.trl = 5;
	assert_int_equal(score_of(t, o).standing[CRITERION_MATURITY], STANDING_NOT_MET);
	t.trl = 7;
	assert_int_equal(score_of(t, o).points[CRITERION_MATURITY], 6);
	t.languages = 1U << LANG_NL;
	assert_int_equal(score_of(t, o).standing[CRITERION_LANGUAGE], STANDING_NOT_MET);
	t.languages |= 1U << LANG_ZH;
	assert_int_equal(score_of(t, o).points[CRITERION_LANGUAGE], 6);
	o.open = false;
	assert_int_equal(score_of(t, o).standing[CRITERION_DEADLINE], STANDING_NOT_MET);
	o.cooperation = 1U << 1;
	assert_int_equal(score_of(t, o).standing[CRITERION_COOPERATION], STANDING_NOT_MET);
}

static void
criteria_as_letters_and_back(void **state)
{
	enum standing out[CRITERION__MAX];

	(void)state;
	score_standings("mpnummmu", out);
	assert_int_equal(out[0], STANDING_MET);
	assert_int_equal(out[1], STANDING_PARTLY);
	assert_int_equal(out[2], STANDING_NOT_MET);
	assert_int_equal(out[3], STANDING_UNKNOWN);
	/* Too short: the rest is not known. */
	score_standings("m", out);
	assert_int_equal(out[1], STANDING_UNKNOWN);
	assert_int_equal(out[7], STANDING_UNKNOWN);
	assert_string_equal(standing_code(STANDING_NOT_MET), "not_met");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_add_up_to_100),
		cmocka_unit_test(everything_that_can_be_known_is_met),
		cmocka_unit_test(the_nearest_sector_and_region_count),
		cmocka_unit_test(regions_are_worth_15_15_12_10_0),
		cmocka_unit_test(what_is_missing_is_unknown_and_gives_nothing),
		cmocka_unit_test(maturity_language_deadline),
		cmocka_unit_test(criteria_as_letters_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
