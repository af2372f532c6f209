#include "job/matching.h"

#include "base/clock.h"
#include "domain/taxonomy.h"
#include "store/db.h"
#include "store/match.h"
#include "store/matching.h"
#include "store/taxonomy.h"

/* Both sides of 100,000 and their indexes, and the matches of one of them. */
#define INPUTS_ARENA_MAX  ((size_t)1 << 30)
#define SUBJECT_ARENA_MAX ((size_t)64 << 20)

/* A transaction ends after so many rows or milliseconds, whatever comes first. */
#define BATCH_ROWS         2000
#define BATCH_MS           100
#define CHECKPOINT_BATCHES 50

/* What has changed is read so many at a time. */
#define TODO_MAX     500
#define TODO_RUN_MAX 100000	/* a full run takes as many off the list */

#define SET_WORDS (TAXONOMY_MAX / 64)

/* The regions that are near those of one side, or just those. */
struct set {
	uint64_t bits[SET_WORDS];
};

/* One side of all pairs. */
struct side {
	const struct match_input *items;
	size_t n;
	struct set *regions;		/* of each item: as they stand for opportunities, with all near
					   ones for technologies */
	uint32_t *by_sector;		/* items that name something under a top-level sector */
	size_t *begin;			/* where that sector's part of by_sector begins; one more at the end */
	uint32_t *seen;			/* of each item: the last subject that looked at it */
};

struct matching {
	struct db *db;
	struct arena *inputs_arena, *arena;	/* the second one: of one subject */
	struct taxonomy *taxonomy;
	struct side sides[2];		/* by enum match_subject */
	uint32_t subject;		/* a number for each that was looked at, from 1 */
	int64_t now;
	struct matching_counts counts;
	struct tx tx;
	size_t tx_rows, batches;
	int64_t tx_since;
};

static int
top_of(const struct taxonomy *t, int sector)
{
	while (t->sectors[sector].parent >= 0)
		sector = t->sectors[sector].parent;
	return sector;
}

static bool
sets_meet(const struct set *a, const struct set *b)
{
	uint64_t both = 0;

	for (int i = 0; i < SET_WORDS; i++)
		both |= a->bits[i] & b->bits[i];
	return both != 0;
}

static void
set_add(struct set *s, size_t i)
{
	s->bits[i / 64] |= (uint64_t)1 << (i % 64);
}

/* The regions of every item; of technologies with all that are not apart from them. */
static void
fill_regions(struct matching *m, struct side *side, bool widen)
{
	const struct taxonomy *t = m->taxonomy;
	struct set *near = arena_new_of(m->inputs_arena, struct set, t->n_regions);

	for (size_t i = 0; i < t->n_regions; i++)
		for (size_t j = 0; j < t->n_regions; j++)
			if (i == j || (widen && region_nearness(t, (int)i, (int)j) != REGION_APART))
				set_add(&near[i], j);
	side->regions = arena_new_of(m->inputs_arena, struct set, side->n);
	for (size_t i = 0; i < side->n; i++) {
		const struct score_side *s = &side->items[i].side;

		for (int r = 0; r < s->n_regions; r++)
			for (int w = 0; w < SET_WORDS; w++)
				side->regions[i].bits[w] |= near[s->regions[r]].bits[w];
	}
}

/* Call with ${into} NULL to count, then again to fill: items of a sector stand in order of id. */
static void
visit_sectors(const struct taxonomy *t, const struct side *side, size_t *at, uint32_t *into)
{
	for (size_t i = 0; i < side->n; i++) {
		const struct score_side *s = &side->items[i].side;

		/* What takes no part is found by its matches alone. */
		for (int k = 0; side->items[i].live && k < s->n_sectors; k++) {
			int top = top_of(t, s->sectors[k]);
			bool again = false;

			for (int j = 0; j < k; j++)
				again |= top_of(t, s->sectors[j]) == top;
			if (again)
				continue;
			if (into)
				into[at[top]] = (uint32_t)i;
			at[top]++;
		}
	}
}

/* The inverted index: which items have anything to do with a top-level sector. */
static void
fill_sectors(struct matching *m, struct side *side)
{
	size_t n = m->taxonomy->n_sectors, total = 0;
	size_t *at = arena_new_of(m->inputs_arena, size_t, n + 1);

	side->begin = arena_new_of(m->inputs_arena, size_t, n + 1);
	side->seen = arena_new_of(m->inputs_arena, uint32_t, side->n);
	visit_sectors(m->taxonomy, side, at, NULL);
	for (size_t i = 0; i <= n; i++) {
		size_t here = at[i];

		side->begin[i] = at[i] = total;
		total += here;
	}
	side->by_sector = arena_new_of(m->inputs_arena, uint32_t, total);
	visit_sectors(m->taxonomy, side, at, side->by_sector);
}

static void
matching_done(struct matching *m)
{
	tx_releasep(&m->tx);
	taxonomy_free(m->taxonomy);
	arena_free(m->inputs_arena);
	arena_free(m->arena);
}

static size_t
count_live(const struct match_input *items, size_t n)
{
	size_t live = 0;

	for (size_t i = 0; i < n; i++)
		live += items[i].live;
	return live;
}

/* Load both sides as of now.  End with matching_done(), whatever comes back. */
static enum err
matching_init(struct matching *m, struct db *db, int64_t now)
{
	struct match_inputs inputs = { 0 };

	*m = (struct matching){ .db = db, .now = now, .inputs_arena = arena_new(INPUTS_ARENA_MAX),
		.arena = arena_new(SUBJECT_ARENA_MAX) };
	enum err e = taxonomy_load(db, &m->taxonomy);
	if (e == OK)
		e = match_inputs(db, m->taxonomy, day_of(now), m->inputs_arena, &inputs);
	if (e != OK)
		return e;
	m->sides[MATCH_TECHNOLOGY] =
	    (struct side){ .items = inputs.technologies, .n = inputs.n_technologies };
	m->sides[MATCH_OPPORTUNITY] =
	    (struct side){ .items = inputs.opportunities, .n = inputs.n_opportunities };
	for (int i = 0; i < 2; i++) {
		fill_regions(m, &m->sides[i], i == MATCH_TECHNOLOGY);
		fill_sectors(m, &m->sides[i]);
	}
	m->counts.technologies = count_live(inputs.technologies, inputs.n_technologies);
	m->counts.opportunities = count_live(inputs.opportunities, inputs.n_opportunities);
	return OK;
}

/* Begin a transaction if none is open; end one that has grown or lasted. */
static enum err
batch_next(struct matching *m)
{
	if (m->tx.db && (m->tx_rows >= BATCH_ROWS || clock_ms() - m->tx_since >= BATCH_MS)) {
		enum err e = tx_commit(&m->tx);
		if (e != OK)
			return e;
		/* A first run writes millions of rows: keep the log from growing with them. */
		if (++m->batches % CHECKPOINT_BATCHES == 0) {
			e = db_checkpoint(m->db);
			if (e != OK && e != ERR_BUSY)
				return e;
		}
	}
	if (m->tx.db)
		return OK;
	m->tx_rows = 0;
	m->tx_since = clock_ms();
	return tx_begin(m->db, &m->tx);
}

static enum err
batch_end(struct matching *m)
{
	return m->tx.db ? tx_commit(&m->tx) : OK;
}

/* The match that is kept with ${other}, or NULL. */
static struct match_kept *
find_kept(const struct match_kept_list *kept, int64_t other)
{
	size_t lo = 0, hi = kept->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (kept->items[mid].other < other)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < kept->n && kept->items[lo].other == other ? &kept->items[lo] : NULL;
}

/* The place of ${id} on its side, SIZE_MAX if it is not there. */
static size_t
find_item(const struct side *side, int64_t id)
{
	size_t lo = 0, hi = side->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (side->items[mid].id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < side->n && side->items[lo].id == id ? lo : SIZE_MAX;
}

/* Whether ${kept} says just that of its pair. */
static bool
is_up_to_date(const struct match_kept *kept, const struct score *score)
{
	char criteria[CRITERION__MAX + 1];

	score_criteria(score, criteria);
	return kept->current && kept->score == score->total && streq(kept->criteria, criteria);
}

/* Score one pair; if it fits, write what is not kept so already. */
static enum err
look_at(struct matching *m, const struct match_input *technology,
    const struct match_input *opportunity, struct match_kept *kept)
{
	struct score score;
	bool changed = false;

	score_pair(m->taxonomy, &technology->side, &opportunity->side, &score);
	m->counts.pairs++;
	if (!score_is_match(&score))
		return OK;
	m->counts.matches++;
	if (kept) {
		kept->fits = true;
		if (is_up_to_date(kept, &score))
			return OK;
	}

	enum err e = batch_next(m);
	if (e == OK)
		e = match_put(m->db, (technology_id){ technology->id },
		    (opportunity_id){ opportunity->id }, &score, m->now, &changed);
	m->tx_rows += changed;
	m->counts.written += changed;
	return e;
}

/*
 * The two do not fit, or one takes no part: a mere suggestion goes; what somebody touched stays,
 * and says what is true of the pair now.
 */
static enum err
settle(struct matching *m, const struct match_input *technology,
    const struct match_input *opportunity, const struct match_kept *kept)
{
	technology_id t = { technology->id };
	opportunity_id o = { opportunity->id };
	bool deleted = false, changed = false;
	struct score score;

	score_pair(m->taxonomy, &technology->side, &opportunity->side, &score);
	if (kept->touched && is_up_to_date(kept, &score))
		return OK;

	enum err e = batch_next(m);
	if (e == OK && !kept->touched)
		e = match_retire(m->db, t, o, &deleted);
	/* Touched, if only since it was read. */
	if (e == OK && !deleted)
		e = match_rescore(m->db, t, o, &score, m->now, &changed);
	m->tx_rows += deleted || changed;
	m->counts.retired += deleted;
	m->counts.written += changed;
	return e;
}

/* Settle the matches of a subject that were not found to fit. */
static enum err
settle_others(struct matching *m, enum match_subject subject, const struct match_input *self,
    const struct match_kept_list *kept)
{
	const struct side *others = &m->sides[1 - subject];
	bool technology = subject == MATCH_TECHNOLOGY;
	enum err e = OK;

	for (size_t i = 0; i < kept->n && e == OK; i++) {
		size_t at = find_item(others, kept->items[i].other);

		/* One that came since the sides were loaded is on the list of what has changed. */
		if (kept->items[i].fits || at == SIZE_MAX)
			continue;
		const struct match_input *other = &others->items[at];
		e = settle(m, technology ? self : other, technology ? other : self,
		    &kept->items[i]);
	}
	return e;
}

/* Look at everything on the other side that shares a sector and a region with ${item}. */
static enum err
look_at_all(struct matching *m, enum match_subject subject, size_t item,
    const struct match_kept_list *kept)
{
	const struct side *own = &m->sides[subject];
	struct side *others = &m->sides[1 - subject];
	const struct match_input *self = &own->items[item];
	bool technology = subject == MATCH_TECHNOLOGY;
	uint32_t stamp = ++m->subject;

	for (int k = 0; k < self->side.n_sectors; k++) {
		int top = top_of(m->taxonomy, self->side.sectors[k]);

		for (size_t i = others->begin[top]; i < others->begin[top + 1]; i++) {
			uint32_t o = others->by_sector[i];
			const struct match_input *other = &others->items[o];

			/* Two sectors in common, and it would come twice. */
			if (others->seen[o] == stamp)
				continue;
			others->seen[o] = stamp;
			if (!sets_meet(&own->regions[item], &others->regions[o]))
				continue;
			enum err e = look_at(m, technology ? self : other, technology ? other : self,
			    find_kept(kept, other->id));
			if (e != OK)
				return e;
		}
	}
	return OK;
}

/*
 * Bring all matches of one technology or opportunity up to date: ${item} is its place on its
 * side, SIZE_MAX if it neither takes part nor has any.
 */
static enum err
match_subject_with_all(struct matching *m, enum match_subject subject, size_t item)
{
	struct match_kept_list kept = { 0 };

	if (item == SIZE_MAX)
		return OK;
	const struct match_input *self = &m->sides[subject].items[item];

	arena_reset(m->arena);
	enum err e = match_kept(m->db, subject, self->id, m->arena, &kept);
	if (e == OK && self->live)
		e = look_at_all(m, subject, item, &kept);
	return e == OK ? settle_others(m, subject, self, &kept) : e;
}

/* Take what was done off the list; what was put there again in the meantime stays. */
static enum err
todo_done(struct matching *m, const struct match_todo_list *list)
{
	enum err e = OK;

	for (size_t i = 0; i < list->n && e == OK; i++) {
		e = batch_next(m);
		if (e == OK)
			e = match_todo_done(m->db, &list->items[i]);
		m->tx_rows++;
	}
	return e;
}

enum err
matching_run(struct db *db, int64_t now, struct matching_counts *ret_counts)
{
	struct matching m;
	struct arena *arena = arena_new(SUBJECT_ARENA_MAX);
	struct match_todo_list todo = { 0 };

	/* Read first: what changes behind our back stays on the list. */
	enum err e = match_todo_next(db, TODO_RUN_MAX, arena, &todo);
	enum err loaded = matching_init(&m, db, now);
	if (e == OK)
		e = loaded;
	/* Every match has its technology here, so this settles those of every opportunity too. */
	for (size_t i = 0; e == OK && i < m.sides[MATCH_TECHNOLOGY].n; i++)
		e = match_subject_with_all(&m, MATCH_TECHNOLOGY, i);
	if (e == OK)
		e = todo_done(&m, &todo);
	if (e == OK)
		e = batch_end(&m);
	if (e == OK)
		*ret_counts = m.counts;
	matching_done(&m);
	arena_free(arena);
	return e;
}

/* One load of both sides, for at most TODO_MAX changes. */
static enum err
todo_batch(struct db *db, int64_t now, const struct match_todo_list *todo,
    struct matching_counts *counts)
{
	struct matching m;
	enum err e = matching_init(&m, db, now);

	for (size_t i = 0; i < todo->n && e == OK; i++) {
		const struct match_todo *t = &todo->items[i];

		e = match_subject_with_all(&m, t->subject,
		    find_item(&m.sides[t->subject], t->id));
	}
	if (e == OK)
		e = todo_done(&m, todo);
	if (e == OK)
		e = batch_end(&m);
	if (e == OK) {
		counts->technologies = m.counts.technologies;
		counts->opportunities = m.counts.opportunities;
		counts->pairs += m.counts.pairs;
		counts->matches += m.counts.matches;
		counts->written += m.counts.written;
		counts->retired += m.counts.retired;
	}
	matching_done(&m);
	return e;
}

enum err
matching_todo(struct db *db, int64_t now, struct matching_counts *ret_counts)
{
	struct arena *arena = arena_new(SUBJECT_ARENA_MAX);
	struct matching_counts counts = { 0 };
	enum err e;

	for (;;) {
		struct match_todo_list todo = { 0 };

		arena_reset(arena);
		e = match_todo_next(db, TODO_MAX, arena, &todo);
		if (e == OK && todo.n > 0)
			e = todo_batch(db, now, &todo, &counts);
		if (e != OK || todo.n == 0)
			break;
	}
	arena_free(arena);
	if (e == OK)
		*ret_counts = counts;
	return e;
}

enum err
matching_passed(struct db *db, int64_t now)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(db, &tx);

	if (e == OK)
		e = match_todo_add_passed(db, day_of(now), now);
	return e == OK ? tx_commit(&tx) : e;
}
