#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/opportunity_filter.h"
#include "taxonomy_sample.h"

#define TODAY 20000

static const int16_t sludge[] = { WATER_SLUDGE }, both[] = { WATER_SLUDGE, WATER_REUSE },
		     voc[] = { AIR_VOC }, guangzhou[] = { GUANGZHOU }, chengdu[] = { CHENGDU },
		     china[] = { CN };

/*                 id  deadline      published  coop kind open  sectors       regions */
static struct opportunity_facet rows[] = {
	{ 1, TODAY + 30, TODAY - 9, 1, 0, true, 1, 1, sludge, guangzhou },
	{ 2, TODAY + 10, TODAY - 5, 2, 0, true, 2, 1, both, chengdu },
	{ 3, FACET_NO_DAY, TODAY - 1, 3, 1, true, 1, 1, voc, guangzhou },
	{ 4, TODAY - 1, TODAY - 80, 1, 1, true, 1, 1, voc, china },
	{ 5, TODAY + 20, TODAY - 70, 0, 2, false, 0, 1, NULL, guangzhou },
};
static const struct opportunity_facets facets = { rows, countof(rows) };

static int
setup(void **state)
{
	*state = arena_new(1 << 20);
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static void
ids_are(const struct opportunity_filter *f, struct arena *arena, size_t total, const char *ids)
{
	struct opportunity_result r;
	char got[32] = "";

	opportunity_filter_run(f, &sample, &facets, arena, &r);
	for (size_t i = 0; i < r.n; i++)
		got[i] = (char)('0' + r.ids[i]);
	assert_string_equal(got, ids);
	assert_int_equal(r.total, total);
}

static void
order_and_page(void **state)
{
	struct opportunity_filter f = { .today = { TODAY }, .limit = 24 };

	/* Open by deadline, without one, over: latest first. */
	ids_are(&f, *state, 5, "21354");
	f.sort = OPPORTUNITY_NEWEST;
	ids_are(&f, *state, 5, "32154");
	f.offset = 1;
	f.limit = 2;
	ids_are(&f, *state, 5, "21");
	f.offset = 4;
	ids_are(&f, *state, 5, "4");
	f.offset = SIZE_MAX;
	ids_are(&f, *state, 5, "");
}

static void
open_and_days(void **state)
{
	struct opportunity_filter f = { .today = { TODAY }, .limit = 24, .open_only = true };

	ids_are(&f, *state, 3, "213");
	f.today.v = TODAY + 10;
	ids_are(&f, *state, 3, "213");
	f.today.v = TODAY + 11;
	ids_are(&f, *state, 2, "13");
	/* The day that is 30 days away is within them; what is over is not. */
	f = (struct opportunity_filter){ .today = { TODAY }, .limit = 24, .deadline = DEADLINE_30 };
	ids_are(&f, *state, 3, "215");
	f.today.v--;
	ids_are(&f, *state, 3, "425");
	f.deadline = DEADLINE_NONE;
	ids_are(&f, *state, 1, "3");
	f = (struct opportunity_filter){ .today = { TODAY }, .limit = 24, .posted = POSTED_7 };
	ids_are(&f, *state, 2, "23");
	f.posted = POSTED_30;
	ids_are(&f, *state, 3, "213");
	f.posted = POSTED_90;
	f.open_only = true;
	f.deadline = DEADLINE_90;
	ids_are(&f, *state, 2, "21");
}

static void
groups(void **state)
{
	struct opportunity_filter f = { .today = { TODAY }, .limit = 24 };

	/* A sector takes its parts along, a part does not take its sector. */
	opportunity_filter_add_sector(&f, &sample, WATER);
	ids_are(&f, *state, 2, "21");
	f.kinds = 1U << 1;
	ids_are(&f, *state, 0, "");
	opportunity_filter_add_sector(&f, &sample, AIR_VOC);
	ids_are(&f, *state, 2, "34");

	f = (struct opportunity_filter){ .today = { TODAY }, .limit = 24 };
	opportunity_filter_add_region(&f, &sample, CN_GD);
	ids_are(&f, *state, 3, "135");
	f.cooperation = 2;
	ids_are(&f, *state, 1, "3");
	f.cooperation = 3;
	ids_are(&f, *state, 2, "13");
	f = (struct opportunity_filter){ .today = { TODAY }, .limit = 24 };
	opportunity_filter_add_region(&f, &sample, CN);
	ids_are(&f, *state, 5, "21354");
	assert_true(taxonomy_set_has(&f.regions, CHENGDU));
	assert_false(taxonomy_set_has(&f.regions, -1));
	assert_false(taxonomy_set_has(&f.sectors, WATER));
}

static void
counts(void **state)
{
	struct opportunity_filter f = { .today = { TODAY } };
	struct opportunity_result r;

	opportunity_filter_run(&f, &sample, &facets, *state, &r);
	assert_int_equal(r.n, 0);
	assert_int_equal(r.total, 5);
	/* Two parts of one sector are one opportunity. */
	assert_int_equal(r.sectors[WATER], 2);
	assert_int_equal(r.sectors[WATER_SLUDGE], 2);
	assert_int_equal(r.sectors[WATER_REUSE], 1);
	assert_int_equal(r.sectors[AIR], 2);
	assert_int_equal(r.regions[CN], 5);
	assert_int_equal(r.regions[CN_GD], 3);
	assert_int_equal(r.regions[CN_BJ], 0);
	assert_int_equal(r.kinds[0], 2);
	assert_int_equal(r.cooperation[0], 3);
	assert_int_equal(r.cooperation[1], 2);
	assert_int_equal(r.deadlines[DEADLINE_ANY], 5);
	assert_int_equal(r.deadlines[DEADLINE_30], 3);
	assert_int_equal(r.deadlines[DEADLINE_NONE], 1);
	assert_int_equal(r.posted[POSTED_7], 2);
	assert_int_equal(r.posted[POSTED_90], 5);

	/* A choice leaves the counts of its own group alone and narrows the others. */
	opportunity_filter_add_sector(&f, &sample, WATER);
	opportunity_filter_run(&f, &sample, &facets, *state, &r);
	assert_int_equal(r.total, 2);
	assert_int_equal(r.sectors[AIR], 2);
	assert_int_equal(r.regions[CN], 2);
	assert_int_equal(r.regions[CN_GD], 1);
	assert_int_equal(r.kinds[1], 0);

	/* With two groups chosen, each is counted under the other. */
	f.kinds = 1U << 1;
	opportunity_filter_run(&f, &sample, &facets, *state, &r);
	assert_int_equal(r.total, 0);
	assert_int_equal(r.sectors[AIR], 2);
	assert_int_equal(r.sectors[WATER], 0);
	assert_int_equal(r.kinds[0], 2);
	assert_int_equal(r.kinds[1], 0);
	assert_int_equal(r.regions[CN], 0);

	/* Days are groups like the others. */
	f = (struct opportunity_filter){ .today = { TODAY }, .deadline = DEADLINE_NONE };
	opportunity_filter_run(&f, &sample, &facets, *state, &r);
	assert_int_equal(r.total, 1);
	assert_int_equal(r.deadlines[DEADLINE_30], 3);
	assert_int_equal(r.posted[POSTED_30], 1);
	assert_int_equal(r.regions[CN], 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(order_and_page, setup, teardown),
		cmocka_unit_test_setup_teardown(open_and_days, setup, teardown),
		cmocka_unit_test_setup_teardown(groups, setup, teardown),
		cmocka_unit_test_setup_teardown(counts, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
