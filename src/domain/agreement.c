#include "domain/vocabulary.h"

/* Half of the full agreement is left where both sides say no more than this in common: one concept of some weight. */
#define LITTLE 60

/* What one concept of a text says: more if it is named again, but not as often as it is named. */
static int
value_of(const struct vocabulary *v, const struct concept_count *c)
{
	return v->concepts[c->concept].weight * concept_times(c->count) / 10;
}

/* The root of n, rounded down: Newton's method from above. */
static int64_t
root(int64_t n)
{
	int64_t x = n, y = (x + 1) / 2;

	if (n < 2)
		return n;
	while (y < x) {
		x = y;
		y = (x + n / x) / 2;
	}
	return x;
}

/* The nearest of the other side, for each concept: percent, and which. */
struct best {
	uint8_t percent[CONCEPT_SET_MAX];
	uint16_t with[CONCEPT_SET_MAX];
};

static void
note(struct best *best, size_t i, uint8_t percent, size_t with)
{
	if (percent > best->percent[i]) {
		best->percent[i] = percent;
		best->with[i] = (uint16_t)with;
	}
}

static size_t
bounded(const struct concept_set *s)
{
	return s->n < CONCEPT_SET_MAX ? s->n : CONCEPT_SET_MAX;
}

/* Fill both bests.  ${at}: of each concept its place in ${a}, from 1. */
static void
find_best(const struct vocabulary *v, const uint16_t *at, const struct concept_set *b,
    struct best *of_a, struct best *of_b)
{
	for (size_t j = 0; j < bounded(b); j++) {
		const struct concept *c = &v->concepts[b->items[j].concept];
		uint16_t same = at[b->items[j].concept];

		if (same != 0) {
			note(of_a, same - 1U, 100, j);
			note(of_b, j, 100, same - 1U);
		}
		for (size_t k = 0; k < c->n_near; k++) {
			uint16_t near = at[c->near[k].concept];

			if (near == 0)
				continue;
			note(of_a, near - 1U, c->near[k].percent, j);
			note(of_b, j, c->near[k].percent, near - 1U);
		}
	}
}

/* Of what ${s} says, all and what is said by the other side too (times 100). */
static void
add_up(const struct vocabulary *v, const struct concept_set *s, const struct best *best,
    int64_t *ret_all, int64_t *ret_common)
{
	*ret_all = *ret_common = 0;
	for (size_t i = 0; i < bounded(s); i++) {
		int value = value_of(v, &s->items[i]);

		*ret_all += value;
		*ret_common += (int64_t)value * best->percent[i];
	}
}

/* The agreement, from what is said on either side, and what of that is common (times 100). */
static int
percent_of(int64_t all_a, int64_t common_a, int64_t all_b, int64_t common_b)
{
	if (common_a == 0 || common_b == 0)
		return 0;
	int64_t share = root(common_a * common_b * 10000 / (all_a * all_b));	/* of 10,000 */
	int64_t common = (common_a + common_b) / 200;
	int percent = (int)(share * common / (common + LITTLE) / 100);

	return percent == 0 ? 1 : percent;
}

static void
agree(const struct vocabulary *v, uint16_t *scratch, const struct concept_set *a,
    const struct concept_set *b, struct best *of_a, struct best *of_b, struct agreement *ret)
{
	int64_t all_a, all_b, common_a, common_b;

	memset(of_a->percent, 0, bounded(a));
	memset(of_b->percent, 0, bounded(b));
	*ret = (struct agreement){ 0 };
	for (size_t i = 0; i < bounded(a); i++)
		scratch[a->items[i].concept] = (uint16_t)(i + 1);
	find_best(v, scratch, b, of_a, of_b);
	for (size_t i = 0; i < bounded(a); i++)
		scratch[a->items[i].concept] = 0;
	add_up(v, a, of_a, &all_a, &common_a);
	add_up(v, b, of_b, &all_b, &common_b);
	ret->percent = percent_of(all_a, common_a, all_b, common_b);
	if (ret->percent == 0)
		return;
	for (size_t j = 0; j < bounded(b); j++) {
		int weight = v->concepts[b->items[j].concept].weight;

		if (of_b->percent[j] == 100 && weight > ret->shared)
			ret->shared = weight;
	}
}

void
concepts_reach(const struct vocabulary *v, const struct concept_set *a, uint8_t *reach)
{
	memset(reach, 0, v->n);
	for (size_t i = 0; i < bounded(a); i++) {
		const struct concept *c = &v->concepts[a->items[i].concept];

		reach[a->items[i].concept] = 100;
		for (size_t k = 0; k < c->n_near_to; k++)
			if (reach[c->near_to[k].concept] < c->near_to[k].percent)
				reach[c->near_to[k].concept] = c->near_to[k].percent;
	}
}

bool
concepts_within(const uint8_t *reach, const struct concept_set *b)
{
	unsigned any = 0;

	for (size_t j = 0; j < bounded(b); j++)
		any |= reach[b->items[j].concept];
	return any != 0;
}

int
concepts_agree_at_most(const struct vocabulary *v, const struct concept_set *a, const uint8_t *reach,
    const struct concept_set *b, const uint64_t *near_b)
{
	int64_t all_a = 0, common_a = 0, all_b = 0, common_b = 0;

	for (size_t j = 0; j < bounded(b); j++) {
		int value = value_of(v, &b->items[j]);

		all_b += value;
		common_b += value * reach[b->items[j].concept];
	}
	if (common_b == 0)
		return 0;
	for (size_t i = 0; i < bounded(a); i++) {
		uint16_t c = a->items[i].concept;
		int value = value_of(v, &a->items[i]);

		all_a += value;
		if (near_b[c / 64] >> (c % 64) & 1)
			common_a += value * 100;
	}
	return percent_of(all_a, common_a, all_b, common_b);
}

void
concepts_agree(const struct vocabulary *v, uint16_t *scratch, const struct concept_set *a,
    const struct concept_set *b, struct agreement *ret_agreement)
{
	struct best of_a, of_b;

	agree(v, scratch, a, b, &of_a, &of_b, ret_agreement);
}

/* Keep a pair if it is among the largest, and neither of its concepts stands there already. */
static void
keep_pair(struct agreement *g, struct concept_pair pair)
{
	int i = 0;

	for (int k = 0; k < g->n_pairs; k++)
		if (g->pairs[k].b == pair.b || g->pairs[k].a == pair.a) {
			if (g->pairs[k].part >= pair.part)
				return;
			memmove(&g->pairs[k], &g->pairs[k + 1],
			    (size_t)(g->n_pairs - k - 1) * sizeof(pair));
			g->n_pairs--;
			k--;
		}
	while (i < g->n_pairs && g->pairs[i].part >= pair.part)
		i++;
	if (i == AGREEMENT_PAIRS)
		return;
	if (g->n_pairs == AGREEMENT_PAIRS)
		g->n_pairs--;
	memmove(&g->pairs[i + 1], &g->pairs[i], (size_t)(g->n_pairs - i) * sizeof(pair));
	g->pairs[i] = pair;
	g->n_pairs++;
}

void
concepts_pairs(const struct vocabulary *v, uint16_t *scratch, const struct concept_set *a,
    const struct concept_set *b, struct agreement *ret_agreement)
{
	struct best of_a, of_b;

	agree(v, scratch, a, b, &of_a, &of_b, ret_agreement);
	for (size_t j = 0; j < bounded(b); j++) {
		if (of_b.percent[j] == 0)
			continue;
		const struct concept_count *x = &a->items[of_b.with[j]], *y = &b->items[j];
		int value = value_of(v, x) < value_of(v, y) ? value_of(v, x) : value_of(v, y);

		keep_pair(ret_agreement,
		    (struct concept_pair){ x->concept, y->concept, value * of_b.percent[j] / 100 });
	}
}
