#include "page/scoring.h"

#include "store/score_rules.h"
#include "store/vocabulary.h"

#define SCORING_ARENA_MAX ((size_t)1 << 20)

struct scoring {
	struct arena *arena;		/* of this */
	struct arena *loaded;		/* of what goes with the vocabulary */
	const struct taxonomy *taxonomy;
	struct vocabulary *vocabulary;	/* NULL: not loaded yet */
	struct score_rules rules;
	struct scorer scorer;
};

struct scoring *
scoring_new(const struct taxonomy *t)
{
	struct arena *arena = arena_new(SCORING_ARENA_MAX);
	struct scoring *s = arena_new_of(arena, struct scoring, 1);

	*s = (struct scoring){ .arena = arena, .loaded = arena_new(SCORING_ARENA_MAX), .taxonomy = t };
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

enum err
scoring_get(struct scoring *s, struct db *db, const struct scorer **ret_scorer)
{
	int64_t version;
	enum err e = vocabulary_version(db, &version);

	if (e == OK)
		e = score_rules_load(db, &s->rules);
	if (e == OK && s->vocabulary && s->vocabulary->version != version)
		forget(s);
	if (e == OK && !s->vocabulary) {
		e = vocabulary_load(db, s->taxonomy, &s->vocabulary);
		if (e == OK) {
			s->scorer = (struct scorer){ s->taxonomy, s->vocabulary, &s->rules,
				arena_new_of(s->loaded, uint16_t, s->vocabulary->n + 1) };
		}
	}
	if (e == OK)
		*ret_scorer = &s->scorer;
	return e;
}
