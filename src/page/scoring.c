#include "page/scoring.h"

#include "store/score_rules.h"
#include "store/vocabulary.h"

#define SCORING_ARENA_MAX ((size_t)1 << 20)

struct scoring {
	struct arena *arena;		/* of this */
	struct arena *loaded;		/* of what goes with the vocabulary */
	const struct taxonomy *taxonomy;
	const struct vocabulary *shared;	/* NULL: none */
	struct vocabulary *vocabulary;	/* of this process alone; NULL: none yet */
	struct score_rules rules;
	struct scorer scorer;
};

struct scoring *
scoring_new(const struct taxonomy *t, const struct vocabulary *shared)
{
	struct arena *arena = arena_new(SCORING_ARENA_MAX);
	struct scoring *s = arena_new_of(arena, struct scoring, 1);

	*s = (struct scoring){ .arena = arena, .loaded = arena_new(SCORING_ARENA_MAX), .taxonomy = t,
		.shared = shared };
	return s;
}

static void
forget(struct scoring *s)
{
	vocabulary_free(s->vocabulary);
	arena_reset(s->loaded);
	s->vocabulary = NULL;
	s->scorer = (struct scorer){ 0 };
}

void
scoring_free(struct scoring *s)
{
	if (!s)
		return;
	struct arena *arena = s->arena;

	forget(s);
	arena_free(s->loaded);
	arena_free(arena);
}

/* The vocabulary of ${version}: the shared one, or one of our own. */
static enum err
renew(struct scoring *s, struct db *db, int64_t version)
{
	const struct vocabulary *v = s->shared;
	enum err e = OK;

	forget(s);
	if (!v || v->version != version) {
		e = vocabulary_load(db, s->taxonomy, &s->vocabulary);
		v = s->vocabulary;
	}
	if (e == OK)
		s->scorer = (struct scorer){ s->taxonomy, v, &s->rules,
			arena_new_of(s->loaded, uint16_t, v->n + 1) };
	return e;
}

enum err
scoring_get(struct scoring *s, struct db *db, const struct scorer **ret_scorer)
{
	int64_t version;
	enum err e = vocabulary_version(db, &version);

	if (e == OK)
		e = score_rules_load(db, &s->rules);
	if (e == OK && (!s->scorer.vocabulary || s->scorer.vocabulary->version != version))
		e = renew(s, db, version);
	if (e == OK)
		*ret_scorer = &s->scorer;
	return e;
}
