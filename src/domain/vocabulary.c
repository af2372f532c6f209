#include "domain/vocabulary.h"

#include <stdlib.h>

/* ---- Weight ---- */

/* log2(n) × 256, n > 0: by repeated squaring of the fraction (Knuth, The Art of Computer Programming 1, 1.2.2). */
static int
log2_256(uint64_t n)
{
	int whole = 63 - __builtin_clzll(n), fraction = 0;
	uint64_t x = whole > 31 ? n >> (whole - 31) : n << (31 - whole);	/* 1 to 2, times 2^31 */

	for (int bit = 128; bit > 0; bit /= 2) {
		x = x * x >> 31;
		if (x >> 32) {
			x >>= 1;
			fraction += bit;
		}
	}
	return whole * 256 + fraction;
}

/* The links of each concept, by concept. */
struct links {
	size_t *begin;			/* of each concept; one more at the end */
	uint16_t *to;
};

static struct links
links_of(const struct vocabulary *v, const struct concept_link *links, size_t n,
    enum concept_relation kind, bool down, struct arena *arena)
{
	struct links l = { arena_new_of(arena, size_t, v->n + 2), arena_new_of(arena, uint16_t, n) };

	for (size_t i = 0; i < n; i++)
		if (links[i].kind == kind)
			l.begin[(down ? links[i].other : links[i].concept) + 2]++;
	for (size_t i = 1; i <= v->n + 1; i++)
		l.begin[i] += l.begin[i - 1];
	for (size_t i = 0; i < n; i++)
		if (links[i].kind == kind)
			l.to[l.begin[(down ? links[i].other : links[i].concept) + 1]++] =
			    down ? links[i].concept : links[i].other;
	return l;
}

/*
 * How many lie below ${concept}; a ring of them ends too.  So many that it says nothing any more count as ${all}: an
 * imported chain or web of 60,000 would take minutes to count.
 */
#define BELOW_MAX 2048

static size_t
count_below(const struct links *down, uint16_t concept, uint32_t stamp, uint32_t *seen,
    uint16_t *stack, size_t all)
{
	size_t n = 0, top = 0;

	stack[top++] = concept;
	seen[concept] = stamp;
	while (top > 0 && n <= BELOW_MAX) {
		uint16_t c = stack[--top];

		for (size_t i = down->begin[c]; i < down->begin[c + 1]; i++) {
			uint16_t to = down->to[i];

			if (seen[to] == stamp)
				continue;
			seen[to] = stamp;
			stack[top++] = to;
			n++;
		}
	}
	return n > BELOW_MAX ? all : n;
}

/* Tenths that are left of what belongs to no subsector: 'tourism' of an imported vocabulary is no cleantech. */
#define NO_SECTOR 5

static void
fill_weights(struct vocabulary *v, const struct links *down, struct arena *arena)
{
	uint32_t *seen = arena_new_of(arena, uint32_t, v->n);
	uint16_t *stack = arena_new_of(arena, uint16_t, v->n + 1);
	int all = log2_256(v->n + 1);

	for (size_t i = 0; i < v->n; i++) {
		struct concept *c = &v->concepts[i];
		size_t below = count_below(down, (uint16_t)i, (uint32_t)i + 1, seen, stack, v->n);
		int content = 1000 - 1000 * log2_256(below + 1) / all;
		int breadth = c->n_sectors > 1 ? 11 - c->n_sectors : c->n_sectors == 1 ? 10 : NO_SECTOR;
		int weight = content * content / 1000 * breadth / 100;

		c->weight = (uint8_t)(weight < 1 ? 1 : weight);
	}
}

/* ---- Nearness ---- */

/* What is near the concept at hand: percent of each, 0 for the rest. */
struct around {
	uint8_t *percent;
	uint16_t *list;
	size_t n;
};

static void
add_near(struct around *a, uint16_t self, uint16_t concept, uint8_t percent)
{
	if (concept == self)
		return;
	if (a->percent[concept] == 0)
		a->list[a->n++] = concept;
	if (percent > a->percent[concept])
		a->percent[concept] = percent;
}

static void
add_links(struct around *a, const struct links *l, uint16_t self, uint16_t from, uint8_t percent)
{
	for (size_t i = l->begin[from]; i < l->begin[from + 1]; i++)
		add_near(a, self, l->to[i], percent);
}

/* So many under one are not near each other just by that. */
#define SIBLINGS_MAX 16

static void
add_all(struct around *a, const struct links *up, const struct links *down,
    const struct links *related, const struct links *related_back, uint16_t self)
{
	add_links(a, up, self, self, NEAR_STEP);
	add_links(a, down, self, self, NEAR_STEP);
	add_links(a, related, self, self, NEAR_RELATED);
	add_links(a, related_back, self, self, NEAR_RELATED);
	for (size_t i = up->begin[self]; i < up->begin[self + 1]; i++) {
		uint16_t parent = up->to[i];

		add_links(a, up, self, parent, NEAR_TWO);
		if (down->begin[parent + 1] - down->begin[parent] <= SIBLINGS_MAX)
			add_links(a, down, self, parent, NEAR_TWO);
	}
	for (size_t i = down->begin[self]; i < down->begin[self + 1]; i++)
		add_links(a, down, self, down->to[i], NEAR_TWO);
}

static int
by_nearness(const void *x, const void *y)
{
	const struct concept_near *a = x, *b = y;

	if (a->percent != b->percent)
		return a->percent > b->percent ? -1 : 1;
	return (a->concept > b->concept) - (a->concept < b->concept);
}

static void
keep_near(struct vocabulary *v, struct concept *c, struct around *a)
{
	struct concept_near *near = arena_new_of(v->arena, struct concept_near, a->n);

	for (size_t i = 0; i < a->n; i++) {
		near[i] = (struct concept_near){ a->list[i], a->percent[a->list[i]] };
		a->percent[a->list[i]] = 0;
	}
	if (a->n > 0)
		qsort(near, a->n, sizeof(*near), by_nearness);
	c->near = near;
	c->n_near = a->n < CONCEPT_NEAR_MAX ? a->n : CONCEPT_NEAR_MAX;
	a->n = 0;
}

/* Nearness the other way round. */
static void
turn_near(struct vocabulary *v)
{
	for (size_t i = 0; i < v->n; i++)
		for (size_t k = 0; k < v->concepts[i].n_near; k++)
			v->concepts[v->concepts[i].near[k].concept].n_near_to++;
	for (size_t i = 0; i < v->n; i++) {
		struct concept *c = &v->concepts[i];

		c->near_to = arena_new_of(v->arena, struct concept_near, c->n_near_to);
		c->n_near_to = 0;
	}
	for (size_t i = 0; i < v->n; i++)
		for (size_t k = 0; k < v->concepts[i].n_near; k++) {
			const struct concept_near *near = &v->concepts[i].near[k];
			struct concept *c = &v->concepts[near->concept];

			c->near_to[c->n_near_to++] = (struct concept_near){ (uint16_t)i, near->percent };
		}
}

#define WEIGH_ARENA_MAX ((size_t)64 << 20)

void
vocabulary_weigh(struct vocabulary *v, const struct concept_link *links, size_t n)
{
	struct arena *arena = arena_new(WEIGH_ARENA_MAX);
	struct links up = links_of(v, links, n, CONCEPT_BROADER, false, arena);
	struct links down = links_of(v, links, n, CONCEPT_BROADER, true, arena);
	struct links related = links_of(v, links, n, CONCEPT_RELATED, false, arena);
	struct links back = links_of(v, links, n, CONCEPT_RELATED, true, arena);
	struct around around = { arena_new_of(arena, uint8_t, v->n),
		arena_new_of(arena, uint16_t, v->n), 0 };

	fill_weights(v, &down, arena);
	for (size_t i = 0; i < v->n; i++) {
		add_all(&around, &up, &down, &related, &back, (uint16_t)i);
		keep_near(v, &v->concepts[i], &around);
	}
	turn_near(v);
	arena_free(arena);
}

void
vocabulary_free(struct vocabulary *v)
{
	if (!v)
		return;
	struct arena *arena = v->arena;

	tagger_free(v->tagger);
	arena_free(arena);
}

/* ---- What a text speaks of ---- */

int
concept_times(uint16_t count)
{
	return count >= 3 ? 16 : count == 2 ? 14 : 10;
}

static int
by_concept(const void *a, const void *b)
{
	const struct concept_count *x = a, *y = b;

	return (x->concept > y->concept) - (x->concept < y->concept);
}

void
concepts_add(const struct vocabulary *v, const struct tag_list *tags, struct arena *arena,
    struct concept_set *set)
{
	struct concept_count *all = arena_new_of(arena, struct concept_count, set->n + tags->n);
	size_t n = 0;

	if (set->n > 0)
		memcpy(all, set->items, set->n * sizeof(*all));
	for (size_t i = 0; i < tags->n; i++) {
		const struct tag *t = &tags->items[i];

		all[set->n + i] = (struct concept_count){ (uint16_t)t->concept, 1 };
		if (t->end - t->begin > set->longest && v->concepts[t->concept].n_sectors > 0)
			set->longest = t->end - t->begin;
	}
	if (set->n + tags->n > 0)
		qsort(all, set->n + tags->n, sizeof(*all), by_concept);
	for (size_t i = 0; i < set->n + tags->n; i++) {
		if (n > 0 && all[n - 1].concept == all[i].concept)
			all[n - 1].count = (uint16_t)(all[n - 1].count + all[i].count);
		else
			all[n++] = all[i];
	}
	set->items = all;
	set->n = n;
	set->words += tags->words;
}
