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

static struct concept_set
read_concepts(struct stmt *s, int column, struct arena *arena)
{
	struct concept_count *items = arena_new_of(arena, struct concept_count, CONCEPT_SET_MAX);
	size_t bytes = stmt_blob(s, column, items, CONCEPT_SET_MAX * sizeof(*items));

	return (struct concept_set){ items, bytes / sizeof(*items) };
}

enum err
match_texts(struct db *db, enum match_subject subject, int64_t id, struct arena *arena,
    enum err (*each)(void *cookie, const struct match_text *), void *cookie)
{
	STMT_AUTO s = db_stmt(db, id != 0 ? one[subject] : all[subject]);

	if (id != 0)
		stmt_bind_int(s, ":id", id);
	for (;;) {
		bool row;
		enum err e = stmt_step(s, &row);

		if (e != OK || !row)
			return e;
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
}

enum err
concept_tag_put(struct db *db, enum match_subject subject, int64_t id, int64_t hash,
    const struct concept_set *set)
{
	STMT_AUTO s = db_stmt(db, STMT_CONCEPT_TAG_PUT);
	size_t n = set->n < CONCEPT_SET_MAX ? set->n : CONCEPT_SET_MAX;

	stmt_bind_text(s, ":subject", subject == MATCH_TECHNOLOGY ? "technology" : "opportunity");
	stmt_bind_int(s, ":id", id);
	stmt_bind_int(s, ":hash", hash);
	stmt_bind_blob(s, ":concepts", n > 0 ? (const void *)set->items : "", n * sizeof(*set->items));
	return stmt_exec(s);
}

enum err
concept_tag_clean(struct db *db)
{
	STMT_AUTO s = db_stmt(db, STMT_CONCEPT_TAG_CLEAN);

	return stmt_exec(s);
}
