#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "domain/vocabulary.h"
#include "taxonomy_sample.h"

/* A tree of sludge, one of membranes, and odour, related to sludge. */
enum { SLUDGE, DRYING, SOLAR_DRYING, DIGESTION, MEMBRANE, MBR, ODOUR, LONELY, N };

static const struct concept_link links[] = {
	{ DRYING, SLUDGE, CONCEPT_BROADER }, { SOLAR_DRYING, DRYING, CONCEPT_BROADER },
	{ DIGESTION, SLUDGE, CONCEPT_BROADER }, { MBR, MEMBRANE, CONCEPT_BROADER },
	{ ODOUR, SLUDGE, CONCEPT_RELATED },
};
static struct vocabulary v;
static uint16_t scratch[N];

static int
set_up(void **state)
{
	static const int16_t home[N] = { WATER_SLUDGE, WATER_SLUDGE, WATER_SLUDGE, WATER_SLUDGE,
		WATER_REUSE, WATER_REUSE, AIR_VOC, AIR };

	(void)state;
	v.arena = arena_new((size_t)1 << 20);
	v.n = N;
	v.concepts = arena_new_of(v.arena, struct concept, N);
	for (int i = 0; i < N; i++) {
		v.concepts[i].sectors[0] = home[i];
		v.concepts[i].n_sectors = 1;
	}
	v.concepts[ODOUR].sectors[1] = WATER_SLUDGE;
	v.concepts[ODOUR].n_sectors = 2;
	vocabulary_weigh(&v, links, countof(links));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(v.arena);
	return 0;
}

static int
near(int a, int b)
{
	for (size_t i = 0; i < v.concepts[a].n_near; i++)
		if (v.concepts[a].near[i].concept == b)
			return v.concepts[a].near[i].percent;
	return 0;
}

static void
what_is_rare_weighs_more(void **state)
{
	(void)state;
	assert_int_equal(v.concepts[SOLAR_DRYING].weight, 100);
	assert_true(v.concepts[DRYING].weight < 100);
	assert_true(v.concepts[SLUDGE].weight < v.concepts[DRYING].weight);
	/* Two subsectors say less than one. */
	assert_int_equal(v.concepts[ODOUR].weight, 90);
	for (int i = 0; i < N; i++)
		assert_true(v.concepts[i].weight > 0);
}

static void
nearness_follows_the_tree(void **state)
{
	(void)state;
	assert_int_equal(near(DRYING, SLUDGE), NEAR_STEP);
	assert_int_equal(near(SLUDGE, DRYING), NEAR_STEP);
	assert_int_equal(near(SOLAR_DRYING, SLUDGE), NEAR_TWO);
	assert_int_equal(near(SLUDGE, SOLAR_DRYING), NEAR_TWO);
	assert_int_equal(near(DRYING, DIGESTION), NEAR_TWO);
	assert_int_equal(near(ODOUR, SLUDGE), NEAR_RELATED);
	assert_int_equal(near(SLUDGE, ODOUR), NEAR_RELATED);
	assert_int_equal(near(MBR, SLUDGE), 0);
	assert_int_equal(v.concepts[LONELY].n_near, 0);
}

/* A ring of broader concepts is a mistake, but no endless loop. */
static void
a_ring_ends(void **state)
{
	static const struct concept_link ring[] = { { DRYING, SLUDGE, CONCEPT_BROADER },
		{ SLUDGE, DRYING, CONCEPT_BROADER }, { MBR, MBR, CONCEPT_BROADER } };

	(void)state;
	vocabulary_weigh(&v, ring, countof(ring));
	assert_int_equal(near(DRYING, SLUDGE), NEAR_STEP);
	assert_int_equal(near(MBR, MBR), 0);
}

static int
agreement(const struct concept_set *a, const struct concept_set *b)
{
	struct agreement g, back, pairs;

	concepts_agree(&v, scratch, a, b, &g);
	concepts_agree(&v, scratch, b, a, &back);
	concepts_pairs(&v, scratch, a, b, &pairs);
	assert_int_equal(g.percent, back.percent);
	assert_int_equal(g.percent, pairs.percent);
	for (int i = 0; i < N; i++)
		assert_int_equal(scratch[i], 0);
	assert_in_range(g.percent, 0, 100);
	return g.percent;
}

#define SET(...)                                                                                   \
	&(struct concept_set)                                                                      \
	{                                                                                          \
		.items = (struct concept_count[]){ __VA_ARGS__ },                                  \
		.n = sizeof((struct concept_count[]){ __VA_ARGS__ }) / sizeof(struct concept_count) \
	}

static void
the_same_agrees_more_than_what_is_near(void **state)
{
	(void)state;
	int same = agreement(SET({ SOLAR_DRYING, 1 }, { MBR, 1 }), SET({ SOLAR_DRYING, 1 }, { MBR, 1 }));
	int half = agreement(SET({ SOLAR_DRYING, 1 }, { MBR, 1 }), SET({ SOLAR_DRYING, 1 }, { LONELY, 1 }));
	int close = agreement(SET({ DRYING, 1 }), SET({ SOLAR_DRYING, 1 }));
	int nothing = agreement(SET({ DRYING, 1 }), SET({ MBR, 1 }));

	assert_true(same > half && half > 0);
	assert_true(same > close && close > 0);
	assert_int_equal(nothing, 0);
	/* One that both name, of little weight, is less than one of much. */
	assert_true(agreement(SET({ SLUDGE, 1 }), SET({ SLUDGE, 1 })) <
	    agreement(SET({ SOLAR_DRYING, 1 }), SET({ SOLAR_DRYING, 1 })));
	assert_int_equal(agreement(&(struct concept_set){ 0 }, SET({ MBR, 1 })), 0);
}

static void
the_pairs_tell_what_agrees(void **state)
{
	struct agreement g;

	(void)state;
	concepts_pairs(&v, scratch, SET({ DRYING, 1 }, { MBR, 2 }, { LONELY, 1 }),
	    SET({ SOLAR_DRYING, 1 }, { MBR, 1 }), &g);
	assert_int_equal(g.n_pairs, 2);
	assert_int_equal(g.pairs[0].a, MBR);
	assert_int_equal(g.pairs[0].b, MBR);
	assert_int_equal(g.pairs[1].a, DRYING);
	assert_int_equal(g.pairs[1].b, SOLAR_DRYING);
	assert_true(g.pairs[0].part > g.pairs[1].part);
	assert_int_equal(g.shared, v.concepts[MBR].weight);
}

static void
sectors_are_guessed_from_concepts(void **state)
{
	struct sector_guess g[SECTOR_GUESSES_MAX];
	struct concept_set chance = *SET({ LONELY, 1 });

	(void)state;
	assert_int_equal(sectors_guess(&v, &sample, SET({ DRYING, 1 }, { DIGESTION, 1 }, { MBR, 1 }), g), 2);
	assert_int_equal(g[0].sector, WATER_SLUDGE);
	assert_int_equal(g[0].n_concepts, 2);
	assert_int_equal(g[1].sector, WATER_REUSE);
	/* One of a whole sector: the sector itself, as nothing below it is spoken of. */
	assert_int_equal(sectors_guess(&v, &sample, &chance, g), 1);
	assert_int_equal(g[0].sector, AIR);
	/* The same short word once in a long text is chance. */
	chance.words = 60;
	chance.longest = 5;
	assert_int_equal(sectors_guess(&v, &sample, &chance, g), 0);
	assert_int_equal(sectors_guess(&v, &sample, &(struct concept_set){ 0 }, g), 0);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_is_rare_weighs_more),
		TEST(nearness_follows_the_tree),
		TEST(a_ring_ends),
		TEST(the_same_agrees_more_than_what_is_near),
		TEST(the_pairs_tell_what_agrees),
		TEST(sectors_are_guessed_from_concepts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
