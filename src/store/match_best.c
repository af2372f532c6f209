#include "store/match_best.h"

#include <stdlib.h>

#include "store/rows.h"

/* What a match is judged by, and whose it is. */
struct key {
	int64_t id, technology, opportunity, company;
	int64_t score, known, met;
	int64_t said;			/* MATCH_SAID: how much staff said of it */
};
struct keys {
	struct key *items;
	size_t n, cap;
};

#define GROUP_ARENA_MAX ((size_t)256 << 20)

static int
down(int64_t a, int64_t b)
{
	return (a < b) - (a > b);
}

/* Best first; where that is equal, what staff said; the ids make it the same on every run. */
static int
by_rank(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int c = down(x->score, y->score);

	if (c == 0)
		c = down(x->known, y->known);
	if (c == 0)
		c = down(x->met, y->met);
	if (c == 0)
		c = down(x->said, y->said);
	if (c == 0)
		c = down(y->technology, x->technology);
	return c != 0 ? c : down(y->opportunity, x->opportunity);
}

/* All of one company and opportunity together; first what staff said, then the best. */
static int
by_pair(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int c = down(x->company, y->company);

	if (c == 0)
		c = down(x->opportunity, y->opportunity);
	if (c == 0)
		c = down(x->said, y->said);
	return c != 0 ? c : by_rank(a, b);
}

static void
keys_add(struct keys *keys, struct arena *arena, const struct key *key)
{
	keys->items = arena_grow(arena, keys->items, keys->n, &keys->cap, sizeof(*keys->items));
	keys->items[keys->n++] = *key;
}

static enum err
read_group(struct db *db, enum match_by by, int64_t id, int64_t min_score, struct arena *arena,
    struct keys *keys)
{
	STMT_AUTO s = db_stmt(db, by == MATCH_BY_COMPANY ? STMT_MATCH_BEST_OF_COMPANY
							 : STMT_MATCH_BEST_OF_OPPORTUNITY);

	stmt_bind_int(s, ":id", id);
	stmt_bind_int(s, ":min_score", min_score);
	enum err e;

	while (rows_next(s, &e)) {
		keys_add(keys, arena, &(struct key){ .id = stmt_int(s, 0),
		    .technology = stmt_int(s, 1), .opportunity = stmt_int(s, 2),
		    .company = stmt_int(s, 3), .score = stmt_int(s, 4), .known = stmt_int(s, 5),
		    .met = stmt_int(s, 6), .said = stmt_int(s, 7) });
	}
	return e;
}

/*
 * Leave one of each pair, and of those with at least ${min_score} the best ${limit}.  A pair whose
 * decided match scores less is left out: another technology does not speak for it.
 */
static void
choose(struct keys *keys, int64_t limit, int64_t min_score)
{
	const struct key *last = NULL;
	struct key previous;
	size_t n = 0;

	if (keys->n == 0)
		return;
	qsort(keys->items, keys->n, sizeof(*keys->items), by_pair);
	for (size_t i = 0; i < keys->n; i++) {
		struct key k = keys->items[i];

		if (last && last->company == k.company && last->opportunity == k.opportunity)
			continue;
		previous = k;
		last = &previous;
		if (k.score >= min_score)
			keys->items[n++] = k;
	}
	qsort(keys->items, n, sizeof(*keys->items), by_rank);
	keys->n = limit > 0 && n > (size_t)limit ? (size_t)limit : n;
}

static enum err
collect(struct db *db, enum match_by by, int64_t limit, int64_t min_score, struct arena *arena,
    struct arena *group, struct keys *chosen)
{
	STMT_AUTO s = db_stmt(db, by == MATCH_BY_COMPANY ? STMT_MATCH_BEST_COMPANIES
							 : STMT_MATCH_BEST_OPPORTUNITIES);

	enum err e;

	while (rows_next(s, &e)) {
		struct keys keys = { 0 };

		arena_reset(group);
		e = read_group(db, by, stmt_int(s, 0), min_score, group, &keys);
		if (e != OK)
			return e;
		choose(&keys, limit, min_score);
		for (size_t i = 0; i < keys.n; i++)
			keys_add(chosen, arena, &keys.items[i]);
	}
	return e;
}

enum err
match_best(struct db *db, enum match_by by, int64_t limit, int64_t min_score, struct arena *arena,
    struct match_id_list *ret_list)
{
	struct arena *group = arena_new(GROUP_ARENA_MAX);
	struct keys chosen = { 0 };
	enum err e = collect(db, by, limit, min_score, arena, group, &chosen);

	arena_free(group);
	if (e != OK)
		return e;
	if (chosen.n > 0)
		qsort(chosen.items, chosen.n, sizeof(*chosen.items), by_rank);

	struct match_id_list list = { arena_new_of(arena, match_id, chosen.n), chosen.n };
	for (size_t i = 0; i < chosen.n; i++)
		list.items[i] = (match_id){ chosen.items[i].id };
	*ret_list = list;
	return OK;
}
