#include "store/search.h"

#include "store/rows.h"

static enum err
read_ids(struct stmt *s, struct arena *arena, struct search_ids *ret_ids)
{
	struct search_ids ids = { 0 };
	size_t cap = 0;
	enum err e;

	while (rows_next(s, &e)) {
		ids.items = arena_grow(arena, ids.items, ids.n, &cap, sizeof(*ids.items));
		ids.items[ids.n++] = stmt_int(s, 0);
	}
	if (e == OK)
		*ret_ids = ids;
	return e;
}

enum err
search_todo_next(struct db *db, size_t max, struct arena *arena, struct search_ids *ret_ids)
{
	STMT_AUTO s = db_stmt(db, STMT_SEARCH_TODO_NEXT);

	stmt_bind_int(s, ":max", (int64_t)max);
	return read_ids(s, arena, ret_ids);
}

enum err
search_todo_all(struct db *db)
{
	STMT_AUTO s = db_stmt(db, STMT_SEARCH_TODO_ALL);

	return stmt_exec(s);
}

enum err
search_source(struct db *db, int64_t id, struct arena *arena, struct search_source *ret_source)
{
	STMT_AUTO s = db_stmt(db, STMT_SEARCH_SOURCE);

	stmt_bind_int(s, ":id", id);
	enum err e = row_one(s);
	if (e == OK)
		*ret_source = (struct search_source){ read_texts(s, 0, arena), read_texts(s, 3, arena),
			stmt_text(s, 6, arena) };
	return e;
}

static enum err
with_id(struct db *db, enum stmt_id which, int64_t id)
{
	STMT_AUTO s = db_stmt(db, which);

	stmt_bind_int(s, ":id", id);
	return stmt_exec(s);
}

static enum err
insert(struct db *db, int64_t id, const struct search_source *words)
{
	STMT_AUTO s = db_stmt(db, STMT_SEARCH_INSERT);

	stmt_bind_int(s, ":id", id);
	bind_texts(s, "title", &words->title);
	bind_texts(s, "text", &words->text);
	stmt_bind_text(s, ":names", words->names);
	return stmt_exec(s);
}

enum err
search_put(struct db *db, int64_t id, const struct search_source *words)
{
	enum err e = with_id(db, STMT_SEARCH_DELETE, id);

	if (e == OK && words)
		e = insert(db, id, words);
	return e == OK ? with_id(db, STMT_SEARCH_TODO_DONE, id) : e;
}

#define OTHER_LANGUAGE 1
#define OWN_LANGUAGE   2

enum err
search_find(struct db *db, const char *query, enum lang lang, size_t max, struct arena *arena,
    struct search_ids *ret_ids)
{
	STMT_AUTO s = db_stmt(db, STMT_SEARCH_FIND);

	stmt_bind_text(s, ":query", query);
	stmt_bind_int(s, ":nl", lang == LANG_NL ? OWN_LANGUAGE : OTHER_LANGUAGE);
	stmt_bind_int(s, ":en", lang == LANG_EN ? OWN_LANGUAGE : OTHER_LANGUAGE);
	stmt_bind_int(s, ":zh", lang == LANG_ZH ? OWN_LANGUAGE : OTHER_LANGUAGE);
	stmt_bind_int(s, ":max", (int64_t)max);
	return read_ids(s, arena, ret_ids);
}

enum err
search_terms(struct db *db, const char *code, struct arena *arena, struct texts *ret_terms)
{
	STMT_AUTO s = db_stmt(db, STMT_SEARCH_TERMS);

	stmt_bind_text(s, ":code", code);
	enum err e = row_one(s);
	if (e == OK)
		*ret_terms = read_texts(s, 0, arena);
	return e;
}
