#include "job/matching_sync.h"

#include "base/clock.h"
#include "job/match_pick.h"
#include "store/match.h"

/* The matches of one technology or opportunity. */
#define SUBJECT_ARENA_MAX ((size_t)64 << 20)
#define LISTS_ARENA_MAX   ((size_t)256 << 20)

/* A transaction ends after so many rows or milliseconds, whatever comes first. */
#define BATCH_ROWS         20000
#define BATCH_MS           250
#define CHECKPOINT_BATCHES 10

void
matching_begin(struct matching *m, struct db *db, struct match_memory *memory, int64_t now)
{
	*m = (struct matching){ .db = db, .memory = memory, .now = now,
		.arena = arena_new(SUBJECT_ARENA_MAX), .lists = arena_new(LISTS_ARENA_MAX) };
}

void
matching_end(struct matching *m)
{
	tx_releasep(&m->tx);
	arena_free(m->arena);
	arena_free(m->lists);
}

struct match_side *
matching_side(struct matching *m, enum match_subject subject)
{
	return &m->memory->sides[subject];
}

void
matching_score(struct matching *m, enum match_subject subject, const struct match_item *self,
    const struct match_item *other, struct score *ret_score)
{
	bool technology = subject == MATCH_TECHNOLOGY;

	score_pair(&m->memory->scorer, technology ? &self->in.side : &other->in.side,
	    technology ? &other->in.side : &self->in.side, ret_score);
}

/* Begin a transaction if none is open; end one that has grown or lasted. */
enum err
batch_next(struct matching *m)
{
	if (m->tx.db && !m->whole && (m->tx_rows >= BATCH_ROWS || clock_ms() - m->tx_since >= BATCH_MS)) {
		enum err e = batch_end(m);
		if (e != OK)
			return e;
		/* A first run writes hundreds of thousands of rows: keep the log from growing with them. */
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
	enum err e = tx_begin(m->db, &m->tx);
	return e == OK ? match_batch_begin(m->db, &m->fresh) : e;
}

enum err
batch_end(struct matching *m)
{
	if (!m->tx.db)
		return OK;
	enum err e = match_batch_count(m->db, &m->fresh);
	return e == OK ? tx_commit(&m->tx) : e;
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

/* Whether ${kept} says just that of its pair. */
static bool
is_up_to_date(const struct match_kept *kept, const struct score *score)
{
	char criteria[CRITERION__MAX + 1];

	score_criteria(score, criteria);
	return kept->rules == score->rules && kept->score == score->total &&
	    streq(kept->criteria, criteria);
}

/* Write the match of a pair that is suggested, if it is not kept so already. */
static enum err
put(struct matching *m, enum match_subject subject, const struct match_item *self,
    const struct match_item *other, struct match_kept *kept)
{
	bool technology = subject == MATCH_TECHNOLOGY, changed = false;
	technology_id t = { technology ? self->in.id : other->in.id };
	opportunity_id o = { technology ? other->in.id : self->in.id };
	struct score score;

	matching_score(m, subject, self, other, &score);
	m->counts.suggested++;
	if (kept) {
		kept->fits = true;
		if (is_up_to_date(kept, &score))
			return OK;
	}

	enum err e = batch_next(m);
	if (e == OK && !kept)
		e = match_new(m->db, &m->fresh, t, o, &score, m->now, &changed);
	/* Or made since it was read. */
	if (e == OK && !changed)
		e = match_rescore(m->db, t, o, &score, m->now, &changed);
	m->tx_rows += changed;
	m->counts.written += changed;
	return e;
}

enum err
matching_settle(struct matching *m, enum match_subject subject, const struct match_item *self,
    const struct match_item *other, const struct match_kept *kept)
{
	bool technology = subject == MATCH_TECHNOLOGY, deleted = false, changed = false;
	technology_id t = { technology ? self->in.id : other->in.id };
	opportunity_id o = { technology ? other->in.id : self->in.id };
	struct score score;

	matching_score(m, subject, self, other, &score);
	if (kept && kept->touched && is_up_to_date(kept, &score))
		return OK;

	enum err e = batch_next(m);
	if (e == OK)
		e = match_batch_count(m->db, &m->fresh);
	if (e == OK && !(kept && kept->touched))
		e = match_retire(m->db, t, o, &deleted);
	/* Touched, if only since it was read. */
	if (e == OK && !deleted)
		e = match_rescore(m->db, t, o, &score, m->now, &changed);
	m->tx_rows += deleted || changed;
	m->counts.retired += deleted;
	m->counts.written += changed;
	return e;
}

/* Settle the matches of ${self} that were not put, and that the other one does not pick either. */
static enum err
settle_others(struct matching *m, enum match_subject subject, uint32_t self,
    const struct match_kept_list *kept)
{
	const struct match_side *own = matching_side(m, subject), *others = matching_side(m, 1 - subject);
	enum err e = OK;

	for (size_t i = 0; i < kept->n && e == OK; i++) {
		uint32_t other = match_side_find(others, kept->items[i].other);

		/* One that came since the sides were loaded is on the list of what has changed. */
		if (kept->items[i].fits || other == MATCH_NOWHERE ||
		    match_pick_has(&others->items[other], self))
			continue;
		e = matching_settle(m, subject, &own->items[self], &others->items[other], &kept->items[i]);
	}
	return e;
}

enum err
matching_sync(struct matching *m, enum match_subject subject, uint32_t self, const uint32_t *pickers, size_t n)
{
	const struct match_side *others = matching_side(m, 1 - subject);
	const struct match_item *item = &matching_side(m, subject)->items[self];
	struct match_kept_list kept = { 0 };

	arena_reset(m->arena);
	enum err e = match_kept(m->db, subject, item->in.id, m->arena, &kept);
	for (int i = 0; i < item->n_picks && e == OK; i++) {
		const struct match_item *other = &others->items[item->picks[i].other];

		e = put(m, subject, item, other, find_kept(&kept, other->in.id));
	}
	for (size_t i = 0; i < n && e == OK; i++) {
		const struct match_item *other = &others->items[pickers[i]];

		if (!match_pick_has(item, pickers[i]))
			e = put(m, subject, item, other, find_kept(&kept, other->in.id));
	}
	return e == OK ? settle_others(m, subject, self, &kept) : e;
}

