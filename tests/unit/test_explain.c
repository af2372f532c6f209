#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules_sample.h"

#include "page/explain.h"

/* A company, its technology and an opportunity; each test changes what it is about. */
struct pair {
	struct arena *arena;
	struct company company;
	struct technology technology;
	struct opportunity opportunity;
	day today;
};

static const char *two_sectors[] = { "air.voc", "water.sludge" };
static const char *one_sector[] = { "water.sludge" };
static const char *guangdong[] = { "CN-SC", "CN-GD" };
static const char *guangzhou[] = { "440100" };
static const char *cooperation[] = { "sale", "pilot" };
static const char *pilot[] = { "pilot", "licence" };
static const char *dutch_english[] = { "nl", "en" };

static int
set_up(void **state)
{
	static struct pair p;

	p = (struct pair){
		.arena = arena_new(1 << 20),
		.company = { .name = "Aquaris", .languages = { dutch_english, 2 } },
		.technology = {
			.summary = { { "Slib drogen", "", "" } },
			.capacity = "10 ton per dag",
			.trl = 6,
			.sectors = { two_sectors, 2 },
			.regions = { guangdong, 2 },
			.cooperation = { cooperation, 2 },
		},
		.opportunity = {
			.summary = { { "", "", "污泥干化" } },
			.capacity = "",
			.trl_min = 7,
			.deadline = "2026-12-18",
			.status = "published",
			.sectors = { one_sector, 1 },
			.regions = { guangzhou, 1 },
			.cooperation = { pilot, 2 },
		},
	};
	assert_int_equal(day_parse("2026-11-24", &p.today), 0);
	*state = &p;
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(((struct pair *)*state)->arena);
	return 0;
}

static struct explain
explain(const struct pair *p, enum lang lang, const struct match *stored)
{
	struct explain ex;

	explain_match(p->arena, &sample_scorer, lang, p->today, &p->company, &p->technology,
	    &p->opportunity, stored, &ex);
	return ex;
}

static void
what_agrees_stands_first(void **state)
{
	struct explain ex = explain(*state, LANG_NL, NULL);
	const struct explain_row *r = ex.rows;

	assert_string_equal(r[CRITERION_SECTOR].company, "Water: slib; Lucht: VOC en geur");
	assert_string_equal(r[CRITERION_SECTOR].opportunity, "Water: slib");
	assert_string_equal(r[CRITERION_SECTOR].standing_style, "ok");
	assert_int_equal(r[CRITERION_SECTOR].points, 30);
	assert_string_equal(r[CRITERION_REGION].company, "Guangdong, Sichuan");
	assert_string_equal(r[CRITERION_COOPERATION].company, "Proefproject, Verkoop");
	assert_string_equal(r[CRITERION_MATURITY].standing_style, "warn");
	assert_int_equal(r[CRITERION_MATURITY].points, 3);
	assert_string_equal(r[CRITERION_DEADLINE].opportunity, "18 december 2026");
}

static void
the_summary_counts_and_the_points_add_up(void **state)
{
	struct explain ex = explain(*state, LANG_NL, NULL);
	int sum = 0, max = 0;

	for (int c = 0; c < CRITERION__MAX; c++) {
		assert_int_equal(ex.rows[c].criterion, c);
		sum += ex.rows[c].points;
		max += ex.rows[c].max;
	}
	assert_int_equal(sum, ex.score);
	assert_int_equal(max, 100);
	assert_int_equal(ex.known, 6);
	assert_int_equal(ex.met, 5);
	assert_string_equal(ex.summary, "6 van 8 bekend, 5 voldaan");
	assert_non_null(strstr(ex.fits, "sector, regio"));
	assert_non_null(strstr(ex.unknown, "capaciteit"));
	assert_null(strstr(ex.fits, "capaciteit"));
}

static void
who_can_settle_what_is_not_known(void **state)
{
	struct pair *p = *state;
	struct explain ex = explain(p, LANG_NL, NULL);

	assert_int_equal(ex.rows[CRITERION_SECTOR].settler, SETTLER_NONE);
	assert_string_equal(ex.rows[CRITERION_SECTOR].settle, "");
	assert_int_equal(ex.rows[CRITERION_CAPACITY].settler, SETTLER_OPPORTUNITY);
	assert_string_equal(ex.rows[CRITERION_CAPACITY].opportunity, "Niet ingevuld");
	assert_int_equal(ex.rows[CRITERION_CONCEPTS].settler, SETTLER_REVIEWER);

	p->technology.capacity = "";
	p->technology.trl = 0;
	p->company.languages.n = 0;
	p->opportunity.deadline = "";
	ex = explain(p, LANG_NL, NULL);
	assert_int_equal(ex.rows[CRITERION_CAPACITY].settler, SETTLER_BOTH);
	assert_int_equal(ex.rows[CRITERION_MATURITY].settler, SETTLER_COMPANY);
	assert_string_equal(ex.rows[CRITERION_MATURITY].company, "Niet ingevuld");
	assert_string_equal(ex.rows[CRITERION_LANGUAGE].company, "Niet ingevuld");
	assert_int_equal(ex.rows[CRITERION_LANGUAGE].settler, SETTLER_COMPANY);
	assert_int_equal(ex.rows[CRITERION_DEADLINE].settler, SETTLER_OPPORTUNITY);
	assert_string_equal(ex.rows[CRITERION_DEADLINE].opportunity, "Geen vaste deadline");
	for (int c = 0; c < CRITERION__MAX; c++) {
		assert_int_equal(ex.rows[c].standing == STANDING_UNKNOWN, *ex.rows[c].settle != '\0');
		assert_true(*ex.rows[c].company && *ex.rows[c].opportunity);
	}
}

static void
a_passed_deadline_is_not_met_but_the_last_day_is(void **state)
{
	struct pair *p = *state;

	assert_int_equal(day_parse("2026-12-18", &p->today), 0);
	assert_int_equal(explain(p, LANG_NL, NULL).rows[CRITERION_DEADLINE].standing, STANDING_MET);
	p->today.v++;
	struct explain_row row = explain(p, LANG_NL, NULL).rows[CRITERION_DEADLINE];
	assert_int_equal(row.standing, STANDING_NOT_MET);
	assert_string_equal(row.opportunity, "18 december 2026, voorbij");
}

static void
every_language_and_the_language_of_free_text(void **state)
{
	struct explain ex = explain(*state, LANG_ZH, NULL);

	assert_string_equal(ex.rows[CRITERION_REGION].company, "广东、四川");
	assert_string_equal(ex.rows[CRITERION_CAPACITY].company, "10 ton per dag");
	assert_int_equal(ex.rows[CRITERION_CAPACITY].company_lang, LANG_NL);
	assert_string_equal(ex.rows[CRITERION_CAPACITY].opportunity, "未填写");
	assert_int_equal(ex.rows[CRITERION_CAPACITY].opportunity_lang, LANG_ZH);
	assert_string_equal(explain(*state, LANG_EN, NULL).rows[CRITERION_CAPACITY].opportunity,
	    "Not filled in");
}

static void
a_stored_score_may_be_stale(void **state)
{
	struct match stored = { .criteria = "mmumpmum" };

	stored.score = explain(*state, LANG_NL, NULL).score;
	assert_false(explain(*state, LANG_NL, &stored).stale);
	stored.score++;
	assert_true(explain(*state, LANG_NL, &stored).stale);
	stored.score--;
	stored.criteria = "mmummmum";
	assert_true(explain(*state, LANG_NL, &stored).stale);
}

static void
nothing_known_at_all(void **state)
{
	struct pair *p = *state;

	p->technology = (struct technology){ .capacity = "" };
	p->opportunity = (struct opportunity){ .capacity = "", .deadline = "" };
	p->company.languages.n = 0;
	struct explain ex = explain(p, LANG_NL, NULL);
	assert_int_equal(ex.score, 0);
	assert_string_equal(ex.summary, "0 van 8 bekend, 0 voldaan");
	assert_string_equal(ex.fits, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_agrees_stands_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_summary_counts_and_the_points_add_up, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_can_settle_what_is_not_known, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_passed_deadline_is_not_met_but_the_last_day_is, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_language_and_the_language_of_free_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_stored_score_may_be_stale, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_known_at_all, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
