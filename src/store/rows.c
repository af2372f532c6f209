#include "store/rows.h"

#include <stdio.h>

void
bind_texts(struct stmt *s, const char *name, const struct texts *t)
{
	for (enum lang lang = 0; lang < LANG__MAX; lang++) {
		char full[64];

		snprintf(full, sizeof(full), ":%s_%s", name, lang_code(lang));
		stmt_bind_text(s, full, t->in[lang] ? t->in[lang] : "");
	}
}

struct texts
read_texts(struct stmt *s, int first, struct arena *arena)
{
	struct texts t;

	for (enum lang lang = 0; lang < LANG__MAX; lang++)
		t.in[lang] = stmt_text(s, first + (int)lang, arena);
	return t;
}

void
bind_scope(struct stmt *s, const struct scope *scope)
{
	stmt_bind_int(s, ":all", scope_all(scope));
	stmt_bind_text(s, ":province", scope->kind == SCOPE_PROVINCE ? scope->province : "");
}

bool
rows_next(struct stmt *s, enum err *ret_err)
{
	bool row = false;

	*ret_err = stmt_step(s, &row);
	return *ret_err == OK && row;
}

enum err
row_one(struct stmt *s)
{
	bool row;
	enum err e = stmt_step(s, &row);

	return e == OK && !row ? ERR_NOT_FOUND : e;
}

enum err
exec_changed(struct stmt *s, bool *ret_changed)
{
	struct db *db = stmt_db(s);
	enum err e = stmt_exec(s);

	if (e == OK)
		*ret_changed = db_changes(db) > 0;
	return e;
}

static void
bind_owner(struct stmt *s, struct owner owner)
{
	if (owner.code)
		stmt_bind_text(s, ":owner", owner.code);
	else
		stmt_bind_int(s, ":owner", owner.id);
}

enum err
codes_list(struct db *db, enum stmt_id list, struct owner owner, struct arena *arena,
    struct code_list *ret_codes)
{
	STMT_AUTO s = db_stmt(db, list);
	struct code_list codes = { 0 };
	size_t cap = 0;

	bind_owner(s, owner);
	enum err e;

	while (rows_next(s, &e)) {
		codes.items = arena_grow(arena, codes.items, codes.n, &cap, sizeof(*codes.items));
		codes.items[codes.n++] = stmt_text(s, 0, arena);
	}
	if (e != OK)
		return e;
	*ret_codes = codes;
	return OK;
}

/* Whether the code at ${i} stands there before already. */
static bool
repeated(const struct code_list *codes, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (streq(codes->items[j], codes->items[i]))
			return true;
	return false;
}

static enum err
codes_insert(struct db *db, enum stmt_id insert, struct owner owner, const struct code_list *codes,
    size_t *ret_distinct, size_t *ret_inserted)
{
	STMT_AUTO s = db_stmt(db, insert);
	size_t distinct = 0, inserted = 0;

	for (size_t i = 0; i < codes->n; i++) {
		bool changed;

		if (repeated(codes, i))
			continue;
		stmt_again(s);
		bind_owner(s, owner);
		stmt_bind_text(s, ":code", codes->items[i]);

		enum err e = exec_changed(s, &changed);

		if (e != OK)
			return e;
		distinct++;
		inserted += changed;
	}
	*ret_distinct = distinct;
	*ret_inserted = inserted;
	return OK;
}

static enum err
codes_count(struct db *db, enum stmt_id count, struct owner owner, size_t *ret_n)
{
	STMT_AUTO s = db_stmt(db, count);
	bool row;

	bind_owner(s, owner);
	enum err e = stmt_step(s, &row);

	if (e == OK)
		*ret_n = row ? (size_t)stmt_int(s, 0) : 0;
	return e;
}

static enum err
codes_delete(struct db *db, enum stmt_id delete, struct owner owner)
{
	STMT_AUTO s = db_stmt(db, delete);

	bind_owner(s, owner);
	return stmt_exec(s);
}

enum err
codes_put(struct db *db, const struct code_table *table, struct owner owner,
    const struct code_list *codes, bool *changed)
{
	size_t distinct, inserted, n;
	enum err e = codes_insert(db, table->insert, owner, codes, &distinct, &inserted);

	if (e == OK)
		e = codes_count(db, table->count, owner, &n);
	if (e != OK)
		return e;

	/* All are there now; if there are others too, begin anew. */
	if (n != distinct) {
		e = codes_delete(db, table->delete, owner);
		if (e == OK)
			e = codes_insert(db, table->insert, owner, codes, &distinct, &inserted);
		if (e != OK)
			return e;
		*changed = true;
	}
	if (inserted > 0)
		*changed = true;
	return OK;
}

enum err
rows_merge(struct db *db, enum stmt_id list, void *items, size_t n, size_t size,
    void (*add)(void *item, const char *code, void *cookie), void *cookie)
{
	STMT_AUTO s = db_stmt(db, list);
	size_t i = 0;

	while (i < n) {
		bool row;
		enum err e = stmt_step(s, &row);

		if (e != OK)
			return e;
		if (!row)
			break;

		int64_t id = stmt_int(s, 0), here = 0;

		for (; i < n; i++) {
			memcpy(&here, (char *)items + i * size, sizeof(here));
			if (here >= id)
				break;
		}
		if (i < n && here == id)
			add((char *)items + i * size, stmt_peek(s, 1), cookie);
	}
	return OK;
}
