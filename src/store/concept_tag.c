#include "store/concept_tag.h"

#include "store/rows.h"

static const enum stmt_id all[] = {
	[MATCH_TECHNOLOGY] = STMT_MATCH_TEXTS_TECHNOLOGY,
	[MATCH_OPPORTUNITY] = STMT_MATCH_TEXTS_OPPORTUNITY,
};
static const enum stmt_id one[] = {
	[MATCH_TECHNOLOGY] = STMT_MATCH_TEXTS_ONE_TECHNOLOGY,
	[MATCH_OPPORTUNITY] = STMT_MATCH_TEXTS_ONE_OPPORTUNITY,
};

/* As it is kept: the number of words, then the concepts. */
struct kept {
	uint32_t words, longest;
	struct concept_count items[CONCEPT_SET_MAX];
};

static struct concept_set
read_concepts(struct stmt *s, int column, struct arena *arena)
{
	struct kept *kept = arena_new_of(arena, struct kept, 1);
	size_t bytes = stmt_blob(s, column, kept, sizeof(*kept));

	if (bytes < offsetof(struct kept, items))
		return (struct concept_set){ 0 };
	return (struct concept_set){ .items = kept->items, .words = kept->words,
		.longest = kept->longest,
		.n = (bytes - offsetof(struct kept, items)) / sizeof(kept->items[0]) };
}

enum err
match_texts(struct db *db, enum match_subject subject, int64_t id, struct arena *arena,
    enum err (*each)(void *cookie, const struct match_text *), void *cookie)
{
	STMT_AUTO s = db_stmt(db, id != 0 ? one[subject] : all[subject]);

	if (id != 0)
		stmt_bind_int(s, ":id", id);
	enum err e;

	while (rows_next(s, &e)) {
		arena_reset(arena);
		const struct match_text text = {
			.id = stmt_int(s, 0),
			.text = { stmt_text(s, 1, arena), read_texts(s, 2, arena),
			    read_texts(s, 5, arena) },
			.hash = stmt_int(s, 8),
			.concepts = read_concepts(s, 9, arena),
		};
		e = each(cookie, &text);
		if (e != OK)
			return e;
	}
	return e;
}

enum err
concept_tag_put(struct db *db, enum match_subject subject, int64_t id, int64_t hash,
    const struct concept_set *set)
{
	STMT_AUTO s = db_stmt(db, STMT_CONCEPT_TAG_PUT);
	size_t n = set->n < CONCEPT_SET_MAX ? set->n : CONCEPT_SET_MAX;
	struct kept kept = { .words = (uint32_t)set->words,
		.longest = (uint32_t)set->longest };

	if (n > 0)
		memcpy(kept.items, set->items, n * sizeof(kept.items[0]));

	stmt_bind_text(s, ":subject", subject == MATCH_TECHNOLOGY ? "technology" : "opportunity");
	stmt_bind_int(s, ":id", id);
	stmt_bind_int(s, ":hash", hash);
	stmt_bind_blob(s, ":concepts", &kept, offsetof(struct kept, items) + n * sizeof(kept.items[0]));
	return stmt_exec(s);
}

enum err
concept_tag_clean(struct db *db)
{
	STMT_AUTO s = db_stmt(db, STMT_CONCEPT_TAG_CLEAN);

	return stmt_exec(s);
}
