#include "domain/opportunity_filter.h"

#include <stdlib.h>

#include "domain/lists.h"

bool
taxonomy_set_has(const struct taxonomy_set *set, int index)
{
	return index >= 0 && index < TAXONOMY_MAX &&
	    (set->bits[index / 64] >> (index % 64) & 1) != 0;
}

static void
set_add(struct taxonomy_set *set, int index)
{
	if (index < 0 || index >= TAXONOMY_MAX)
		BUG("no node %d", index);
	set->bits[index / 64] |= UINT64_C(1) << (index % 64);
	set->any = true;
}

void
opportunity_filter_add_sector(struct opportunity_filter *f, const struct taxonomy *t, int sector)
{
	for (int i = 0; i < (int)t->n_sectors; i++)
		for (int up = i; up != -1; up = t->sectors[up].parent)
			if (up == sector)
				set_add(&f->sectors, i);
}

void
opportunity_filter_add_region(struct opportunity_filter *f, const struct taxonomy *t, int region)
{
	for (int i = 0; i < (int)t->n_regions; i++)
		for (int up = i; up != -1; up = t->regions[up].parent)
			if (up == region)
				set_add(&f->regions, i);
}

bool
opportunity_facet_open(const struct opportunity_facet *f, day today)
{
	return f->published && f->deadline >= today.v;
}

/* The groups of choices; a count leaves its own group out. */
enum group { GROUP_SECTOR, GROUP_REGION, GROUP_KIND, GROUP_COOPERATION, GROUP_DEADLINE, GROUP_POSTED,
	GROUP__MAX };

static bool
any_in(const struct taxonomy_set *set, const int16_t *items, size_t n)
{
	if (!set->any)
		return true;
	for (size_t i = 0; i < n; i++)
		if (taxonomy_set_has(set, items[i]))
			return true;
	return false;
}

static bool
fits_deadline(const struct opportunity_facet *o, day today, enum deadline_within within)
{
	static const int32_t days[DEADLINE__MAX] = { [DEADLINE_30] = 30, [DEADLINE_90] = 90,
		[DEADLINE_180] = 180 };

	if (within == DEADLINE_ANY)
		return true;
	if (within == DEADLINE_NONE || o->deadline == FACET_NO_DAY)
		return within == DEADLINE_NONE && o->deadline == FACET_NO_DAY;
	return o->deadline >= today.v && o->deadline <= today.v + days[within];
}

static bool
fits_posted(const struct opportunity_facet *o, day today, enum posted_within within)
{
	static const int32_t days[POSTED__MAX] = { [POSTED_7] = 7, [POSTED_30] = 30,
		[POSTED_90] = 90 };

	return within == POSTED_ANY || o->published_on >= today.v - days[within];
}

static bool
fits_group(const struct opportunity_filter *f, const struct opportunity_facet *o, enum group group)
{
	switch (group) {
	case GROUP_SECTOR:
		return any_in(&f->sectors, o->sectors, o->n_sectors);
	case GROUP_REGION:
		return any_in(&f->regions, o->regions, o->n_regions);
	case GROUP_KIND:
		return f->kinds == 0 || (f->kinds >> o->kind & 1) != 0;
	case GROUP_COOPERATION:
		return f->cooperation == 0 || (f->cooperation & o->cooperation) != 0;
	case GROUP_DEADLINE:
		return fits_deadline(o, f->today, f->deadline);
	case GROUP_POSTED:
		return fits_posted(o, f->today, f->posted);
	case GROUP__MAX:
		break;
	}
	return true;
}

/*
 * Count one opportunity at each of its nodes and at all above them, but once:
 * ${seen} remembers the last one (its number from 1) that was counted at a node.
 */
struct tree_count {
	uint32_t *counts, *seen;
};

static bool
count_node(struct tree_count *c, int node, uint32_t number)
{
	if (c->seen[node] == number)
		return false;
	c->seen[node] = number;
	c->counts[node]++;
	return true;
}

static void
count_days(enum group group, const struct opportunity_facet *o, day today,
    struct opportunity_result *r)
{
	for (unsigned i = 0; group == GROUP_DEADLINE && i < DEADLINE__MAX; i++)
		r->deadlines[i] += fits_deadline(o, today, (enum deadline_within)i);
	for (unsigned i = 0; group == GROUP_POSTED && i < POSTED__MAX; i++)
		r->posted[i] += fits_posted(o, today, (enum posted_within)i);
}

static void
count_in(enum group group, const struct opportunity_facet *o, const struct taxonomy *t,
    uint32_t number, struct tree_count trees[static 2], struct opportunity_result *r)
{
	switch (group) {
	case GROUP_SECTOR:
		for (size_t i = 0; i < o->n_sectors; i++)
			for (int n = o->sectors[i]; n != -1; n = t->sectors[n].parent)
				if (!count_node(&trees[0], n, number))
					break;
		break;
	case GROUP_REGION:
		for (size_t i = 0; i < o->n_regions; i++)
			for (int n = o->regions[i]; n != -1; n = t->regions[n].parent)
				if (!count_node(&trees[1], n, number))
					break;
		break;
	case GROUP_KIND:
		r->kinds[o->kind % FILTER_KINDS_MAX]++;
		break;
	case GROUP_COOPERATION:
		for (unsigned i = 0; i < FILTER_COOPERATION_MAX; i++)
			r->cooperation[i] += o->cooperation >> i & 1;
		break;
	case GROUP_DEADLINE:
	case GROUP_POSTED:
	case GROUP__MAX:
		break;
	}
}

/*
 * Count one opportunity in each group in which only the choice of that very group stands against
 * it, if anything does.  Return whether nothing does.
 */
static bool
count(const struct opportunity_filter *f, const struct opportunity_facet *o,
    const struct taxonomy *t, uint32_t number, struct tree_count trees[static 2],
    struct opportunity_result *r)
{
	unsigned fails = 0;
	enum group failed = GROUP__MAX;

	for (enum group g = 0; g < GROUP__MAX && fails < 2; g++) {
		if (!fits_group(f, o, g)) {
			fails++;
			failed = g;
		}
	}
	for (enum group g = 0; g < GROUP__MAX; g++) {
		if (fails == 0 || (fails == 1 && failed == g)) {
			count_in(g, o, t, number, trees, r);
			count_days(g, o, f->today, r);
		}
	}
	return fails == 0;
}

/* One that is listed, with what it is sorted by, downwards or upwards by its sign. */
struct listed {
	int64_t first, second, id;
};

static int
compare(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->second != y->second)
		return x->second < y->second ? -1 : 1;
	/* The newer one first. */
	return x->id > y->id ? -1 : x->id < y->id;
}

/* The hit of ${id}, at or behind ${*at}: both are in order of id.  NULL: it is none. */
static const struct opportunity_hit *
next_hit(const struct opportunity_filter *f, int64_t id, size_t *at)
{
	while (*at < f->n_hits && f->hits[*at].id < id)
		(*at)++;
	return *at < f->n_hits && f->hits[*at].id == id ? &f->hits[*at] : NULL;
}

static struct listed
listed(const struct opportunity_filter *f, const struct opportunity_facet *o, const struct opportunity_hit *hit)
{
	struct listed l = { .id = o->id };

	switch (f->sort) {
	case OPPORTUNITY_NEWEST:
		l.first = -(int64_t)o->published_on;
		break;
	case OPPORTUNITY_BY_RELEVANCE:
		l.first = hit ? hit->rank : 0;
		break;
	case OPPORTUNITY_BY_DEADLINE:
		if (opportunity_facet_open(o, f->today)) {
			l.second = o->deadline;
		} else {
			l.first = 1;
			l.second = o->deadline == FACET_NO_DAY ? 0 : -(int64_t)o->deadline;
		}
		break;
	}
	return l;
}

static void
take_page(const struct opportunity_filter *f, struct listed *items, size_t total,
    struct arena *arena, struct opportunity_result *r)
{
	size_t from = f->offset < total ? f->offset : total;

	r->total = total;
	r->n = total - from < f->limit ? total - from : f->limit;
	r->ids = arena_new_of(arena, int64_t, r->n + 1);
	if (total > 0)
		qsort(items, total, sizeof(*items), compare);
	for (size_t i = 0; i < r->n; i++)
		r->ids[i] = items[from + i].id;
}

void
opportunity_filter_run(const struct opportunity_filter *f, const struct taxonomy *t,
    const struct opportunity_facets *facets, struct arena *arena,
    struct opportunity_result *ret_result)
{
	struct opportunity_result r = {
		.sectors = arena_new_of(arena, uint32_t, t->n_sectors + 1),
		.regions = arena_new_of(arena, uint32_t, t->n_regions + 1),
	};
	struct tree_count trees[2] = {
		{ r.sectors, arena_new_of(arena, uint32_t, t->n_sectors + 1) },
		{ r.regions, arena_new_of(arena, uint32_t, t->n_regions + 1) },
	};
	struct listed *items = arena_new_of(arena, struct listed, facets->n + 1);
	size_t total = 0, at = 0;

	for (size_t i = 0; i < facets->n; i++) {
		const struct opportunity_facet *o = &facets->items[i];
		const struct opportunity_hit *hit = next_hit(f, o->id, &at);

		/* What belongs to no group is left out of the counts too. */
		if ((f->open_only && !opportunity_facet_open(o, f->today)) || (f->searched && !hit))
			continue;
		if (count(f, o, t, (uint32_t)i + 1, trees, &r))
			items[total++] = listed(f, o, hit);
	}
	take_page(f, items, total, arena, &r);
	*ret_result = r;
}
