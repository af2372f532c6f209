#include "job/matching.h"

#include "base/clock.h"
#include "job/match_look.h"
#include "job/match_pick.h"
#include "job/matching_sync.h"
#include "store/concept_tag.h"
#include "store/db.h"
#include "store/match.h"
#include "store/rows.h"
#include "store/setting.h"

/* What has changed is read so many at a time. */
#define TODO_MAX     500
#define TODO_RUN_MAX 100000	/* a full run takes as many off the list */

#define TODO_ARENA_MAX ((size_t)64 << 20)

#define KEEP_AT_ONCE 500		/* concepts of texts, in one transaction */

/* The best of every item, from nothing. */
static void
pick_all(struct matching *m)
{
	struct match_side *technologies = matching_side(m, MATCH_TECHNOLOGY);

	for (uint32_t i = 0; i < technologies->n; i++)
		if (technologies->items[i].there)
			match_look(m, MATCH_TECHNOLOGY, i, true);
	/* Nothing is written yet. */
	m->evicted = NULL;
	m->n_evicted = m->cap_evicted = 0;
	arena_reset(m->lists);
	m->memory->picked = true;
}

/* Which of the other side pick ${self}. */
static uint32_t *
pickers_of(struct matching *m, enum match_subject subject, uint32_t self, size_t *ret_n)
{
	const struct match_side *others = matching_side(m, 1 - subject);
	uint32_t *list = arena_new_of(m->lists, uint32_t, others->n);
	size_t n = 0;

	for (uint32_t i = 0; i < others->n; i++)
		if (others->items[i].there && match_pick_has(&others->items[i], self))
			list[n++] = i;
	*ret_n = n;
	return list;
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

/* The pickers of all technologies at once: of each, where its part of ${list} begins. */
static void
turn_picks(const struct match_side *technologies, const struct match_side *opportunities, size_t *begin,
    uint32_t *list)
{
	for (size_t i = 0; i < opportunities->n; i++)
		for (int k = 0; k < opportunities->items[i].n_picks; k++)
			begin[opportunities->items[i].picks[k].other + 2]++;
	for (size_t i = 1; i < technologies->n + 2; i++)
		begin[i] += begin[i - 1];
	for (uint32_t i = 0; i < opportunities->n; i++)
		for (int k = 0; k < opportunities->items[i].n_picks; k++)
			list[begin[opportunities->items[i].picks[k].other + 1]++] = i;
}

#define TURN_ARENA_MAX ((size_t)1 << 30)

/* Every match has its technology in memory, so this settles those of every opportunity too. */
static enum err
sync_all(struct matching *m)
{
	const struct match_side *technologies = matching_side(m, MATCH_TECHNOLOGY);
	const struct match_side *opportunities = matching_side(m, MATCH_OPPORTUNITY);
	struct arena *arena = arena_new(TURN_ARENA_MAX);
	size_t *begin = arena_new_of(arena, size_t, technologies->n + 3);
	uint32_t *list = arena_new_of(arena, uint32_t, opportunities->n * MATCH_PICKS_MAX + 1);
	enum err e = OK;

	turn_picks(technologies, opportunities, begin, list);
	for (uint32_t i = 0; e == OK && i < technologies->n; i++)
		if (technologies->items[i].there)
			e = matching_sync(m, MATCH_TECHNOLOGY, i, list + begin[i], begin[i + 1] - begin[i]);
	arena_free(arena);
	return e;
}

#define BULK_MIN       5000	/* rows */
#define BULK_ARENA_MAX ((size_t)1 << 20)

/*
 * The first run on a large stock: half of what it costs to write goes into indexes, and all of that at once costs a
 * quarter of it.  In one transaction, so that nobody sees the table without them.
 */
static enum err
fill_all(struct matching *m)
{
	struct arena *arena = arena_new(BULK_ARENA_MAX);
	const char *indexes;
	enum err e = db_indexes_drop(m->db, "match", arena, &indexes);

	m->whole = true;
	if (e == OK)
		e = sync_all(m);
	if (e == OK)
		e = db_indexes_make(m->db, indexes);
	m->whole = false;
	arena_free(arena);
	return e == OK ? batch_end(m) : e;
}

/* Write all picks. */
static enum err
write_all(struct matching *m)
{
	size_t most = 2 * (size_t)m->memory->rules.value[RULE_SUGGESTIONS];
	enum err e = batch_end(m);

	if (e == OK)
		e = batch_next(m);
	if (e != OK)
		return e;
	bool empty = m->fresh.next == 1;
	return empty && most * matching_side(m, MATCH_TECHNOLOGY)->n >= BULK_MIN ? fill_all(m) : sync_all(m);
}

/* Pick from nothing, and compare all of it with the store. */
static enum err
everything(struct matching *m, const struct match_todo_list *todo)
{
	enum err e = keep_concepts(m);

	if (e == OK) {
		pick_all(m);
		e = write_all(m);
	}
	if (e == OK)
		e = todo_done(m, todo);
	return e == OK ? batch_end(m) : e;
}

static enum err
run_all(struct matching *m, const struct match_todo_list *todo)
{
	enum err e = everything(m, todo);

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
	struct matching m;
	struct arena *arena = arena_new(TODO_ARENA_MAX);
	struct match_todo_list todo = { 0 };

	matching_begin(&m, db, &memory, now);
	/* Read first: what changes behind our back stays on the list. */
	enum err e = match_todo_next(db, TODO_RUN_MAX, arena, &todo);
	if (e == OK)
		e = match_memory_load(&memory, db, now);
	if (e == OK)
		e = run_all(&m, &todo);
	if (e == OK)
		e = batch_end(&m);
	if (e == OK) {
		m.counts.technologies = match_side_live(&memory.sides[MATCH_TECHNOLOGY]);
		m.counts.opportunities = match_side_live(&memory.sides[MATCH_OPPORTUNITY]);
		*ret_counts = m.counts;
	}
	matching_end(&m);
	match_memory_free(&memory);
	arena_free(arena);
	return e;
}

/* ---- What has changed ---- */

/* Nobody picks ${self} any more, until it was looked at again. */
static void
strike(struct matching *m, enum match_subject subject, uint32_t self)
{
	struct match_side *others = matching_side(m, 1 - subject);

	int most = m->memory->rules.value[RULE_SUGGESTIONS];

	/* Where there was room, all that fit were in. */
	for (size_t i = 0; i < others->n; i++) {
		bool full = others->items[i].n_picks == most;

		if (match_pick_strike(&others->items[i], self)) {
			others->items[i].short_of |= full;
			match_look_changed(m, 1 - subject, (uint32_t)i);
		}
	}
}

/* Read the changed ones again; afterwards they have no picks, and are marked. */
static enum err
refresh_all(struct matching *m, const struct match_todo_list *todo)
{
	enum err e = OK;

	for (size_t i = 0; i < todo->n && e == OK; i++) {
		const struct match_todo *t = &todo->items[i];
		struct match_side *own = matching_side(m, t->subject);
		uint32_t place = match_side_find(own, t->id);

		if (place != MATCH_NOWHERE)
			strike(m, t->subject, place);
		e = match_memory_refresh(m->memory, t->subject, t->id);
		place = match_side_find(own, t->id);
		if (e == OK && place != MATCH_NOWHERE)
			own->items[place].changed = true;
	}
	return e;
}

/*
 * One that lost a pick and is full again has the best, unless the last of them is one that has just come: of
 * those that were never in, another may be better.
 */
static bool
is_short(struct matching *m, enum match_subject subject, const struct match_item *item)
{
	const struct match_side *others = matching_side(m, 1 - subject);

	if (!item->there || !item->short_of || item->changed)
		return false;
	return item->n_picks < m->memory->rules.value[RULE_SUGGESTIONS] ||
	    others->items[item->picks[item->n_picks - 1].other].changed;
}

/* Pick anew for those that are short, and write it. */
static enum err
refill_all(struct matching *m, enum match_subject subject)
{
	struct match_side *own = matching_side(m, subject);
	enum err e = OK;

	for (uint32_t i = 0; i < own->n && e == OK; i++) {
		bool is = is_short(m, subject, &own->items[i]);

		own->items[i].short_of = false;
		if (!is)
			continue;
		match_look_forget(m, subject, i);
		match_look(m, subject, i, false);
		e = matching_sync(m, subject, i, NULL, 0);
	}
	return e;
}

/* Those that gave way to a better one go, unless they pick the other themselves. */
static enum err
settle_evicted(struct matching *m)
{
	enum err e = OK;

	for (size_t i = 0; i < m->n_evicted && e == OK; i++) {
		const struct evicted *v = &m->evicted[i];
		const struct match_item *from = &matching_side(m, v->subject)->items[v->from];
		const struct match_item *which = &matching_side(m, 1 - v->subject)->items[v->which];

		if (from->there && which->there && !match_pick_has(from, v->which) &&
		    !match_pick_has(which, v->from))
			e = matching_settle(m, v->subject, from, which, NULL);
	}
	m->evicted = NULL;
	m->n_evicted = m->cap_evicted = 0;
	return e;
}

/* Write the matches of the changed ones. */
static enum err
sync_changed(struct matching *m, const struct match_todo_list *todo)
{
	enum err e = OK;

	for (size_t i = 0; i < todo->n && e == OK; i++) {
		enum match_subject subject = todo->items[i].subject;
		uint32_t place = match_side_find(matching_side(m, subject), todo->items[i].id);

		if (place == MATCH_NOWHERE)
			continue;
		size_t n;
		uint32_t *pickers = pickers_of(m, subject, place, &n);

		e = matching_sync(m, subject, place, pickers, n);
	}
	return e;
}

static void
unmark(struct matching *m, const struct match_todo_list *todo)
{
	for (size_t i = 0; i < todo->n; i++) {
		struct match_side *own = matching_side(m, todo->items[i].subject);
		uint32_t place = match_side_find(own, todo->items[i].id);

		if (place != MATCH_NOWHERE)
			own->items[place].changed = own->items[place].looked = false;
	}
}

/*
 * All of them are read again before the first is looked at: two of them may match each other.
 */
static enum err
todo_batch(struct matching *m, const struct match_todo_list *todo)
{
	enum err e = refresh_all(m, todo);

	if (e == OK)
		e = keep_concepts(m);
	for (size_t i = 0; i < todo->n && e == OK; i++) {
		enum match_subject subject = todo->items[i].subject;
		uint32_t place = match_side_find(matching_side(m, subject), todo->items[i].id);

		if (place != MATCH_NOWHERE)
			match_look(m, subject, place, true);
	}
	for (int subject = 0; subject < 2 && e == OK; subject++)
		e = refill_all(m, (enum match_subject)subject);
	if (e == OK)
		e = sync_changed(m, todo);
	if (e == OK)
		e = settle_evicted(m);
	unmark(m, todo);
	arena_reset(m->lists);
	if (e == OK)
		e = todo_done(m, todo);
	return e == OK ? batch_end(m) : e;
}

static enum err
todo_all(struct matching *m)
{
	struct arena *arena = arena_new(TODO_ARENA_MAX);
	enum err e;

	for (;;) {
		struct match_todo_list todo = { 0 };

		arena_reset(arena);
		e = match_todo_next(m->db, TODO_MAX, arena, &todo);
		if (e != OK || todo.n == 0)
			break;
		e = match_memory_load(m->memory, m->db, m->now);
		/* What was there before the changes is not known then: everything is compared with the store. */
		if (e == OK)
			e = m->memory->picked ? todo_batch(m, &todo) : everything(m, &todo);
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
	struct matching m;

	matching_begin(&m, db, memory, now);
	enum err e = todo_all(&m);
	if (e == OK && memory->loaded) {
		m.counts.technologies = match_side_live(&memory->sides[MATCH_TECHNOLOGY]);
		m.counts.opportunities = match_side_live(&memory->sides[MATCH_OPPORTUNITY]);
	}
	if (e == OK)
		*ret_counts = m.counts;
	else
		match_memory_free(memory);
	matching_end(&m);
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
