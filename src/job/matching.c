#include "job/matching.h"

#include "base/clock.h"
#include "store/concept_tag.h"
#include "store/db.h"
#include "store/match.h"
#include "store/matching.h"
#include "store/setting.h"

/* The matches of one technology or opportunity. */
#define SUBJECT_ARENA_MAX ((size_t)64 << 20)

/* A transaction ends after so many rows or milliseconds, whatever comes first. */
#define BATCH_ROWS         4000
#define BATCH_MS           100
#define CHECKPOINT_BATCHES 50

/* What has changed is read so many at a time. */
#define TODO_MAX     500
#define TODO_RUN_MAX 100000	/* a full run takes as many off the list */

#define KEEP_AT_ONCE 500		/* concepts of texts, in one transaction */

struct matching {
	struct db *db;
	struct match_memory *memory;
	struct arena *arena;		/* of one subject */
	uint32_t subject;		/* a number for each that was looked at */
	int64_t now;
	struct matching_counts counts;
	struct tx tx;
	size_t tx_rows, batches;
	int64_t tx_since;
};

/* Stamps of match_item.seen must not come again while the memory is kept. */
static uint32_t
next_stamp(void)
{
	static uint32_t stamp;

	return ++stamp;
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

/* Whether ${kept} says just that of its pair. */
static bool
is_up_to_date(const struct match_kept *kept, const struct score *score)
{
	char criteria[CRITERION__MAX + 1];

	score_criteria(score, criteria);
	return kept->rules == score->rules && kept->score == score->total &&
	    streq(kept->criteria, criteria);
}

/* Score one pair; if it fits, write what is not kept so already. */
static enum err
look_at(struct matching *m, const struct match_input *technology,
    const struct match_input *opportunity, struct match_kept *kept)
{
	struct score score;
	bool changed = false;

	score_pair(&m->memory->scorer, &technology->side, &opportunity->side, &score);
	m->counts.pairs++;
	if (!score_is_match(&m->memory->rules, &score))
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

	score_pair(&m->memory->scorer, &technology->side, &opportunity->side, &score);
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
	const struct match_side *others = &m->memory->sides[1 - subject];
	bool technology = subject == MATCH_TECHNOLOGY;
	enum err e = OK;

	for (size_t i = 0; i < kept->n && e == OK; i++) {
		const struct match_item *other = match_side_find(others, kept->items[i].other);

		/* One that came since the sides were loaded is on the list of what has changed. */
		if (kept->items[i].fits || !other)
			continue;
		e = settle(m, technology ? self : &other->in, technology ? &other->in : self,
		    &kept->items[i]);
	}
	return e;
}

/* Look at those of ${places} that share a region with ${self} and were not looked at before. */
static enum err
look_at_places(struct matching *m, enum match_subject subject, const struct match_item *self,
    const struct match_places *places, const struct match_kept_list *kept)
{
	struct match_side *others = &m->memory->sides[1 - subject];
	bool technology = subject == MATCH_TECHNOLOGY;

	for (size_t i = 0; i < places->n; i++) {
		struct match_item *other = &others->items[places->items[i]];

		if (other->seen == m->subject)
			continue;
		other->seen = m->subject;
		if (!match_sets_meet(&self->regions, &other->regions))
			continue;
		enum err e = look_at(m, technology ? &self->in : &other->in,
		    technology ? &other->in : &self->in, find_kept(kept, other->in.id));
		if (e != OK)
			return e;
	}
	return OK;
}

/* Look at everything on the other side that shares a sector or a concept, and a region, with ${self}. */
static enum err
look_at_all(struct matching *m, enum match_subject subject, const struct match_item *self,
    const struct match_kept_list *kept)
{
	const struct match_side *others = &m->memory->sides[1 - subject];
	const struct score_side *side = &self->in.side;
	enum err e = OK;

	m->subject = next_stamp();
	for (int k = 0; k < side->n_sectors && e == OK; k++)
		e = look_at_places(m, subject, self,
		    &others->by_sector[match_top(m->memory->taxonomy, side->sectors[k])], kept);
	for (size_t k = 0; k < side->concepts.n && e == OK; k++)
		e = look_at_places(m, subject, self,
		    &others->by_concept[side->concepts.items[k].concept], kept);
	return e;
}

/*
 * Bring all matches of one technology or opportunity up to date; NULL: it neither takes part nor has any.
 */
static enum err
match_with_all(struct matching *m, enum match_subject subject, const struct match_item *self)
{
	struct match_kept_list kept = { 0 };

	if (!self)
		return OK;
	arena_reset(m->arena);
	enum err e = match_kept(m->db, subject, self->in.id, m->arena, &kept);
	if (e == OK && self->in.live)
		e = look_at_all(m, subject, self, &kept);
	return e == OK ? settle_others(m, subject, &self->in, &kept) : e;
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

/* Keep the concepts that were found. */
static enum err
keep_concepts(struct matching *m)
{
	enum err e = OK;

	while (m->memory->n_tagged > 0 && e == OK) {
		e = batch_next(m);
		if (e == OK)
			e = match_memory_keep(m->memory, KEEP_AT_ONCE);
		m->tx_rows += KEEP_AT_ONCE;
	}
	return e;
}

static enum err
run_all(struct matching *m)
{
	const struct match_side *technologies = &m->memory->sides[MATCH_TECHNOLOGY];
	enum err e = keep_concepts(m);

	/* Every match has its technology here, so this settles those of every opportunity too. */
	for (size_t i = 0; e == OK && i < technologies->n; i++)
		if (technologies->items[i].there)
			e = match_with_all(m, MATCH_TECHNOLOGY, &technologies->items[i]);
	if (e == OK)
		e = batch_next(m);
	if (e == OK)
		e = concept_tag_clean(m->db);
	/* Who holds the sides in memory has missed what is taken off the list here. */
	if (e == OK)
		e = setting_put(m->db, "match_run", m->memory->run + 1);
	return e;
}

enum err
matching_run(struct db *db, int64_t now, struct matching_counts *ret_counts)
{
	struct match_memory memory = { 0 };
	struct matching m = { .db = db, .memory = &memory, .now = now,
		.arena = arena_new(SUBJECT_ARENA_MAX) };
	struct arena *arena = arena_new(SUBJECT_ARENA_MAX);
	struct match_todo_list todo = { 0 };

	/* Read first: what changes behind our back stays on the list. */
	enum err e = match_todo_next(db, TODO_RUN_MAX, arena, &todo);
	if (e == OK)
		e = match_memory_load(&memory, db, now);
	if (e == OK)
		e = run_all(&m);
	if (e == OK)
		e = todo_done(&m, &todo);
	if (e == OK)
		e = batch_end(&m);
	if (e == OK) {
		m.counts.technologies = match_side_live(&memory.sides[MATCH_TECHNOLOGY]);
		m.counts.opportunities = match_side_live(&memory.sides[MATCH_OPPORTUNITY]);
		*ret_counts = m.counts;
	}
	tx_releasep(&m.tx);
	match_memory_free(&memory);
	arena_free(m.arena);
	arena_free(arena);
	return e;
}

/* All of them are brought up to date before the first is matched: two of them may match each other. */
static enum err
todo_batch(struct matching *m, const struct match_todo_list *todo)
{
	enum err e = OK;

	for (size_t i = 0; i < todo->n && e == OK; i++)
		e = match_memory_refresh(m->memory, todo->items[i].subject, todo->items[i].id);
	if (e == OK)
		e = keep_concepts(m);
	for (size_t i = 0; i < todo->n && e == OK; i++) {
		const struct match_todo *t = &todo->items[i];

		e = match_with_all(m, t->subject,
		    match_side_find(&m->memory->sides[t->subject], t->id));
	}
	if (e == OK)
		e = todo_done(m, todo);
	return e == OK ? batch_end(m) : e;
}

static enum err
todo_all(struct matching *m)
{
	struct arena *arena = arena_new(SUBJECT_ARENA_MAX);
	enum err e;

	for (;;) {
		struct match_todo_list todo = { 0 };

		arena_reset(arena);
		e = match_todo_next(m->db, TODO_MAX, arena, &todo);
		if (e != OK || todo.n == 0)
			break;
		e = match_memory_load(m->memory, m->db, m->now);
		if (e == OK)
			e = todo_batch(m, &todo);
		if (e != OK)
			break;
	}
	arena_free(arena);
	return e;
}

enum err
matching_todo(struct match_memory *memory, struct db *db, int64_t now,
    struct matching_counts *ret_counts)
{
	struct matching m = { .db = db, .memory = memory, .now = now,
		.arena = arena_new(SUBJECT_ARENA_MAX) };
	enum err e = todo_all(&m);

	tx_releasep(&m.tx);
	if (e == OK && memory->loaded) {
		m.counts.technologies = match_side_live(&memory->sides[MATCH_TECHNOLOGY]);
		m.counts.opportunities = match_side_live(&memory->sides[MATCH_OPPORTUNITY]);
	}
	if (e == OK)
		*ret_counts = m.counts;
	else
		match_memory_free(memory);
	arena_free(m.arena);
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
