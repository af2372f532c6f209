#include "job/match_side.h"

#include <stdlib.h>

#include "base/heap.h"

/* ---- Places ---- */

static void
places_insert(struct match_places *p, size_t at, uint32_t place)
{
	p->items = heap_grow(p->items, p->n, &p->cap, sizeof(*p->items));
	memmove(p->items + at + 1, p->items + at, (p->n - at) * sizeof(*p->items));
	p->items[at] = place;
	p->n++;
}

/* Their order says nothing, so the last one fills the gap. */
static void
places_drop(struct match_places *p, uint32_t place)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->items[i] == place) {
			p->items[i] = p->items[--p->n];
			return;
		}
	}
}

/* Where ${id} is in by_id, or belongs. */
static size_t
rank_of(const struct match_side *s, int64_t id)
{
	size_t lo = 0, hi = s->by_id.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->items[s->by_id.items[mid]].in.id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* ---- Sets of regions ---- */

bool
match_sets_meet(const struct match_set *a, const struct match_set *b)
{
	uint64_t both = 0;

	for (int i = 0; i < MATCH_SET_WORDS; i++)
		both |= a->bits[i] & b->bits[i];
	return both != 0;
}

static void
fill_near(struct match_side *s)
{
	const struct taxonomy *t = s->taxonomy;

	s->near = heap_zeros(t->n_regions, sizeof(*s->near));
	for (size_t i = 0; i < t->n_regions; i++)
		for (size_t j = 0; j < t->n_regions; j++)
			if (i == j || (s->widen &&
			    region_nearness(t, (int)i, (int)j) != REGION_APART))
				s->near[i].bits[j / 64] |= (uint64_t)1 << (j % 64);
}

static struct match_set
regions_of(const struct match_side *s, const struct score_side *side)
{
	struct match_set set = { 0 };

	for (int r = 0; r < side->n_regions; r++)
		for (int w = 0; w < MATCH_SET_WORDS; w++)
			set.bits[w] |= s->near[side->regions[r]].bits[w];
	return set;
}

static uint64_t
tops_of(const struct match_side *s, const struct score_side *side)
{
	uint64_t tops = 0;

	for (int k = 0; k < side->n_sectors; k++)
		tops |= (uint64_t)1 << (sector_top(s->taxonomy, side->sectors[k]) % 64);
	return tops;
}

/* What of a technology is found in it by concepts_agree(): that looks up what is near to those of the opportunity. */
static uint64_t *
concepts_of(const struct match_side *s, const struct concept_set *set)
{
	uint64_t *bits = heap_zeros((s->n_concepts + 63) / 64, sizeof(*bits));

	for (size_t i = 0; i < set->n; i++) {
		uint16_t c = set->items[i].concept;
		const struct concept *concept = &s->vocabulary->concepts[c];

		bits[c / 64] |= (uint64_t)1 << (c % 64);
		for (size_t k = 0; k < concept->n_near; k++) {
			uint16_t near = concept->near[k].concept;

			bits[near / 64] |= (uint64_t)1 << (near % 64);
		}
	}
	return bits;
}

/* ---- Indexes ---- */

static void
index_sectors(struct match_side *s, uint32_t place, bool add)
{
	const struct score_side *side = &s->items[place].in.side;

	for (int k = 0; k < side->n_sectors; k++) {
		int top = sector_top(s->taxonomy, side->sectors[k]);
		bool again = false;

		for (int j = 0; j < k; j++)
			again |= sector_top(s->taxonomy, side->sectors[j]) == top;
		if (again)
			continue;
		if (add)
			places_insert(&s->by_sector[top], s->by_sector[top].n, place);
		else
			places_drop(&s->by_sector[top], place);
	}
}

static void
index_concepts(struct match_side *s, uint32_t place, bool add)
{
	const struct concept_set *set = &s->items[place].in.side.concepts;

	for (size_t i = 0; i < set->n; i++) {
		uint16_t c = set->items[i].concept;

		if (s->vocabulary->concepts[c].weight < s->least)
			continue;
		if (add)
			places_insert(&s->by_concept[c], s->by_concept[c].n, place);
		else
			places_drop(&s->by_concept[c], place);
	}
}

/* What takes no part is looked up by id alone. */
static void
index_item(struct match_side *s, uint32_t place, bool add)
{
	if (!s->items[place].in.live)
		return;
	index_sectors(s, place, add);
	index_concepts(s, place, add);
}

/* ---- The side ---- */

static void
forget(struct match_item *item)
{
	free(item->in.side.concepts.items);
	free(item->concepts);
}

void
match_side_init(struct match_side *s, const struct taxonomy *t, const struct vocabulary *v, int least,
    bool widen)
{
	*s = (struct match_side){ .taxonomy = t, .n_concepts = v->n, .widen = widen, .least = least,
		.vocabulary = v };
	s->by_sector = heap_zeros(t->n_sectors, sizeof(*s->by_sector));
	s->by_concept = heap_zeros(v->n, sizeof(*s->by_concept));
	fill_near(s);
}

void
match_side_done(struct match_side *s)
{
	for (size_t i = 0; i < s->n; i++)
		forget(&s->items[i]);
	for (size_t i = 0; s->by_sector && i < s->taxonomy->n_sectors; i++)
		free(s->by_sector[i].items);
	for (size_t i = 0; s->by_concept && i < s->n_concepts; i++)
		free(s->by_concept[i].items);
	free(s->by_sector);
	free(s->by_concept);
	free(s->by_id.items);
	free(s->items);
	free(s->keys);
	free(s->near);
	*s = (struct match_side){ 0 };
}

static void
fill(struct match_side *s, uint32_t place, const struct match_input *in)
{
	struct match_item *item = &s->items[place];
	struct concept_set *set = &item->in.side.concepts;

	*item = (struct match_item){ .in = *in, .there = true };
	s->keys[place] = (struct match_key){ .regions = regions_of(s, &in->side), .tops = tops_of(s, &in->side) };
	item->in.ref = "";
	set->items = heap_copy(in->side.concepts.items, set->n, sizeof(*set->items));
	item->concepts = s->widen ? NULL : concepts_of(s, set);
	index_item(s, place, true);
}

void
match_side_put(struct match_side *s, const struct match_input *in)
{
	size_t rank = rank_of(s, in->id);

	if (rank < s->by_id.n && s->items[s->by_id.items[rank]].in.id == in->id) {
		uint32_t place = s->by_id.items[rank];

		index_item(s, place, false);
		forget(&s->items[place]);
		fill(s, place, in);
		return;
	}
	s->items = heap_grow(s->items, s->n, &s->cap, sizeof(*s->items));
	s->keys = heap_grow(s->keys, s->n, &s->cap_keys, sizeof(*s->keys));
	uint32_t place = (uint32_t)s->n++;
	places_insert(&s->by_id, rank, place);
	fill(s, place, in);
}

void
match_side_remove(struct match_side *s, int64_t id)
{
	size_t rank = rank_of(s, id);

	if (rank == s->by_id.n || s->items[s->by_id.items[rank]].in.id != id)
		return;
	uint32_t place = s->by_id.items[rank];

	index_item(s, place, false);
	forget(&s->items[place]);
	s->items[place] = (struct match_item){ .there = false };
	memmove(s->by_id.items + rank, s->by_id.items + rank + 1,
	    (s->by_id.n - rank - 1) * sizeof(*s->by_id.items));
	s->by_id.n--;
}

uint32_t
match_side_find(const struct match_side *s, int64_t id)
{
	size_t rank = rank_of(s, id);

	if (rank == s->by_id.n || s->items[s->by_id.items[rank]].in.id != id)
		return MATCH_NOWHERE;
	return s->by_id.items[rank];
}

size_t
match_side_live(const struct match_side *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->items[i].there && s->items[i].in.live;
	return n;
}
