#include "job/match_memory.h"

#include <stdlib.h>

#include "base/heap.h"
#include "store/concept_tag.h"
#include "store/db.h"
#include "store/score_rules.h"
#include "store/setting.h"
#include "store/taxonomy.h"
#include "store/vocabulary.h"

#define TEXT_ARENA_MAX   ((size_t)64 << 20)
#define INPUTS_ARENA_MAX ((size_t)1 << 30)

void
match_memory_free(struct match_memory *m)
{
	for (int i = 0; i < 2; i++)
		match_side_done(&m->sides[i]);
	for (size_t i = 0; i < m->n_tagged; i++)
		free(m->tagged[i].concepts.items);
	free(m->tagged);
	free(m->scorer.scratch);
	free(m->reach);
	vocabulary_free(m->vocabulary);
	taxonomy_free(m->taxonomy);
	if (m->arena)
		arena_free(m->arena);
	*m = (struct match_memory){ 0 };
}

static void
remember(struct match_memory *m, enum match_subject subject, int64_t id, int64_t hash,
    const struct concept_set *set)
{
	struct match_tagged t = { subject, id, hash, *set };

	t.concepts.items = heap_copy(set->items, set->n, sizeof(*set->items));
	m->tagged = heap_grow(m->tagged, m->n_tagged, &m->cap_tagged, sizeof(*m->tagged));
	m->tagged[m->n_tagged++] = t;
}

/* The concepts of a text: those that are kept, or found now. */
static void
concepts_of(struct match_memory *m, enum match_subject subject, const struct match_text *t,
    struct concept_set *ret_set)
{
	int64_t hash = side_text_hash(m->vocabulary, &t->text);

	if (hash == t->hash) {
		*ret_set = t->concepts;
		return;
	}
	struct side_tags tags;
	side_text_tag(m->vocabulary, &t->text, m->arena, &tags);
	*ret_set = tags.concepts;
	remember(m, subject, t->id, hash, ret_set);
}

/* ---- All ---- */

struct filling {
	struct match_memory *m;
	enum match_subject subject;
	struct match_input *items;
	size_t n, at;
};

static enum err
fill_one(void *cookie, const struct match_text *t)
{
	struct filling *f = cookie;

	/* Both are by id; what takes no part has no text here. */
	while (f->at < f->n && f->items[f->at].id < t->id)
		f->at++;
	if (f->at == f->n || f->items[f->at].id != t->id)
		return OK;
	struct match_input in = f->items[f->at];

	concepts_of(f->m, f->subject, t, &in.side.concepts);
	side_guess_sectors(f->m->vocabulary, f->m->taxonomy, &in.side);
	match_side_put(&f->m->sides[f->subject], &in);
	return OK;
}

static enum err
fill_side(struct match_memory *m, enum match_subject subject, struct match_input *items, size_t n)
{
	struct filling f = { .m = m, .subject = subject, .items = items, .n = n };
	enum err e = match_texts(m->db, subject, 0, m->arena, fill_one, &f);

	/* Those that take no part but have matches on which somebody decided. */
	for (size_t i = 0; i < n && e == OK; i++)
		if (match_side_find(&m->sides[subject], items[i].id) == MATCH_NOWHERE)
			e = match_memory_refresh(m, subject, items[i].id);
	return e;
}

static enum err
load(struct match_memory *m)
{
	struct arena *arena = arena_new(INPUTS_ARENA_MAX);
	struct match_inputs inputs = { 0 };
	enum err e = taxonomy_load(m->db, &m->taxonomy);

	if (e == OK)
		e = score_rules_load(m->db, &m->rules);
	if (e == OK)
		e = vocabulary_load(m->db, m->taxonomy, &m->vocabulary);
	if (e == OK)
		e = match_inputs(m->db, m->taxonomy, m->today, arena, &inputs);
	if (e == OK) {
		m->scorer = (struct scorer){ m->taxonomy, m->vocabulary, &m->rules,
			heap_zeros(m->vocabulary->n, sizeof(uint16_t)) };
		m->reach = heap_zeros(m->vocabulary->n, sizeof(*m->reach));
		for (int i = 0; i < 2; i++)
			match_side_init(&m->sides[i], m->taxonomy, m->vocabulary,
			    m->rules.value[RULE_CONCEPTS_SHARED], i == MATCH_TECHNOLOGY);
		e = fill_side(m, MATCH_TECHNOLOGY, inputs.technologies, inputs.n_technologies);
	}
	if (e == OK)
		e = fill_side(m, MATCH_OPPORTUNITY, inputs.opportunities, inputs.n_opportunities);
	arena_free(arena);
	return e;
}

/* Whether what is here is still what is in the store, but for the list of changes. */
static enum err
still_holds(struct match_memory *m, int64_t run, int64_t version, bool *ret_holds)
{
	struct score_rules rules;
	enum err e = score_rules_load(m->db, &rules);

	if (e == OK)
		*ret_holds = m->run == run && m->vocabulary->version == version &&
		    memcmp(&rules, &m->rules, sizeof(rules)) == 0;
	return e;
}

enum err
match_memory_load(struct match_memory *m, struct db *db, int64_t now)
{
	int64_t run, version;
	bool holds = false;
	enum err e = setting_get(db, "match_run", 0, &run);

	if (e == OK)
		e = vocabulary_version(db, &version);
	if (e == OK && m->loaded && m->db == db && m->today.v == day_of(now).v)
		e = still_holds(m, run, version, &holds);
	if (e != OK || holds)
		return e;
	match_memory_free(m);
	*m = (struct match_memory){ .db = db, .today = day_of(now), .run = run,
		.arena = arena_new(TEXT_ARENA_MAX) };
	e = load(m);
	if (e == OK)
		m->loaded = true;
	else
		match_memory_free(m);
	return e;
}

/* ---- One ---- */

static enum err
put_one(void *cookie, const struct match_text *t)
{
	struct filling *f = cookie;
	struct match_input *in = f->items;

	concepts_of(f->m, f->subject, t, &in->side.concepts);
	side_guess_sectors(f->m->vocabulary, f->m->taxonomy, &in->side);
	match_side_put(&f->m->sides[f->subject], in);
	f->at = 1;
	return OK;
}

enum err
match_memory_refresh(struct match_memory *m, enum match_subject subject, int64_t id)
{
	struct arena *arena = arena_new(TEXT_ARENA_MAX);
	struct match_input in;
	struct filling f = { .m = m, .subject = subject, .items = &in, .n = 1 };
	enum err e = match_input_one(m->db, m->taxonomy, subject, id, m->today, arena, &in);

	if (e == OK)
		e = match_texts(m->db, subject, id, m->arena, put_one, &f);
	arena_free(arena);
	if (e == ERR_NOT_FOUND || (e == OK && f.at == 0)) {
		match_side_remove(&m->sides[subject], id);
		return OK;
	}
	return e;
}

enum err
match_memory_keep(struct match_memory *m, size_t n)
{
	enum err e = OK;

	for (; n > 0 && m->n_tagged > 0 && e == OK; n--) {
		struct match_tagged *t = &m->tagged[--m->n_tagged];

		e = concept_tag_put(m->db, t->subject, t->id, t->hash, &t->concepts);
		free(t->concepts.items);
	}
	return e;
}
