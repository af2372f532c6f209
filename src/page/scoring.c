#include "page/scoring.h"

#include <stdlib.h>

#include "store/score_rules.h"
#include "store/vocabulary.h"

struct scoring {
	const struct taxonomy *taxonomy;
	struct vocabulary *vocabulary;	/* NULL: not loaded yet */
	struct score_rules rules;
	struct scorer scorer;
};

struct scoring *
scoring_new(const struct taxonomy *t)
{
	struct scoring *s = calloc(1, sizeof(*s));

	if (!s)
		BUG("out of memory");
	s->taxonomy = t;
	return s;
}

static void
forget(struct scoring *s)
{
	vocabulary_free(s->vocabulary);
	free(s->scorer.scratch);
	s->vocabulary = NULL;
	s->scorer = (struct scorer){ 0 };
}

void
scoring_free(struct scoring *s)
{
	if (!s)
		return;
	forget(s);
	free(s);
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
				calloc(s->vocabulary->n + 1, sizeof(uint16_t)) };
			if (!s->scorer.scratch)
				BUG("out of memory");
		}
	}
	if (e == OK)
		*ret_scorer = &s->scorer;
	return e;
}
