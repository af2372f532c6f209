#include "store/partner.h"

#include "store/rows.h"

static enum err
read_regions(struct db *db, struct arena *arena, struct partner *p)
{
	STMT_AUTO s = db_stmt(db, STMT_PARTNER_REGION_LIST);
	size_t cap_regions = 0, cap_since = 0;

	stmt_bind_text(s, ":owner", p->code);
	enum err e;

	while (rows_next(s, &e)) {
		size_t n = p->regions.n;

		p->regions.items = arena_grow(
		    arena, p->regions.items, n, &cap_regions, sizeof(*p->regions.items));
		p->since = arena_grow(arena, p->since, n, &cap_since, sizeof(*p->since));
		p->regions.items[n] = stmt_text(s, 0, arena);
		p->since[n] = stmt_text(s, 1, arena);
		p->regions.n++;
	}
	return e;
}

/* Columns in the order of PARTNER_COLS. */
static enum err
read_partner(struct db *db, struct stmt *s, struct arena *arena, struct partner *p)
{
	*p = (struct partner){
		.code = stmt_text(s, 0, arena),
		.kind = stmt_text(s, 1, arena),
		.scope.province = stmt_text(s, 3, arena),
		.name = read_texts(s, 4, arena),
		.text = read_texts(s, 7, arena),
	};
	if (!scope_kind_parse(stmt_peek(s, 2), &p->scope.kind))
		BUG("partner %s: scope '%s'", p->code, stmt_peek(s, 2));
	return read_regions(db, arena, p);
}

static enum err
read_one(struct db *db, struct stmt *s, struct arena *arena, struct partner *ret_partner)
{
	struct partner p;
	enum err e = row_one(s);

	if (e == OK)
		e = read_partner(db, s, arena, &p);
	if (e == OK)
		*ret_partner = p;
	return e;
}

static enum err
read_list(struct db *db, struct stmt *s, struct arena *arena, struct partner_list *ret_list)
{
	struct partner_list list = { 0 };
	size_t cap = 0;
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(
		    arena, list.items, list.n, &cap, sizeof(*list.items));
		e = read_partner(db, s, arena, &list.items[list.n++]);
		if (e != OK)
			return e;
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}

static bool
same_regions(const struct partner *a, const struct partner *b)
{
	if (a->regions.n != b->regions.n)
		return false;
	for (size_t i = 0; i < a->regions.n; i++) {
		bool found = false;

		for (size_t j = 0; j < b->regions.n; j++)
			found |= streq(a->regions.items[i], b->regions.items[j]) &&
			    streq(a->since[i], b->since[j]);
		if (!found)
			return false;
	}
	return true;
}

/* Make its regions those of ${p}. */
static enum err
put_regions(struct db *db, const struct partner *p, struct arena *arena, bool *changed)
{
	struct partner old = { .code = p->code };
	enum err e = read_regions(db, arena, &old);

	if (e != OK || same_regions(p, &old))
		return e;
	*changed = true;
	{
		STMT_AUTO s = db_stmt(db, STMT_PARTNER_REGION_DELETE);

		stmt_bind_text(s, ":owner", p->code);
		e = stmt_exec(s);
	}
	for (size_t i = 0; i < p->regions.n && e == OK; i++) {
		STMT_AUTO s = db_stmt(db, STMT_PARTNER_REGION_INSERT);

		stmt_bind_text(s, ":owner", p->code);
		stmt_bind_text(s, ":region", p->regions.items[i]);
		stmt_bind_text(s, ":since", p->since[i]);
		e = stmt_exec(s);
	}
	return e;
}

static enum err
put_row(struct db *db, const struct partner *p, int64_t position, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_PARTNER_PUT);

	stmt_bind_text(s, ":code", p->code);
	stmt_bind_int(s, ":position", position);
	stmt_bind_text(s, ":kind", p->kind);
	stmt_bind_text(s, ":scope", scope_kind_code(p->scope.kind));
	stmt_bind_code(s, ":province", p->scope.province);
	bind_texts(s, "name", &p->name);
	bind_texts(s, "text", &p->text);
	return exec_changed(s, ret_changed);
}

enum err
partner_put(struct db *db, const struct partner *p, int64_t position, struct arena *arena,
    bool *ret_changed)
{
	bool changed;
	enum err e;
	{
		STMT_AUTO s = db_stmt(db, STMT_PARTNER_MOVE);

		stmt_bind_text(s, ":code", p->code);
		stmt_bind_int(s, ":position", position);
		e = stmt_exec(s);
	}
	if (e == OK)
		e = put_row(db, p, position, &changed);
	if (e == OK)
		e = put_regions(db, p, arena, &changed);
	if (e == OK)
		*ret_changed = changed;
	return e;
}

enum err
partner_list(struct db *db, struct arena *arena, struct partner_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_PARTNER_LIST);

	return read_list(db, s, arena, ret_list);
}

enum err
partner_get(struct db *db, const char *code, struct arena *arena, struct partner *ret_partner)
{
	STMT_AUTO s = db_stmt(db, STMT_PARTNER_GET);

	stmt_bind_text(s, ":code", code);
	return read_one(db, s, arena, ret_partner);
}

enum err
partner_of_province(
    struct db *db, const char *province, struct arena *arena, struct partner *ret_partner)
{
	STMT_AUTO s = db_stmt(db, STMT_PARTNER_OF_PROVINCE);

	stmt_bind_text(s, ":province", province);
	return read_one(db, s, arena, ret_partner);
}

enum err
partner_list_of_region(
    struct db *db, const char *region, struct arena *arena, struct partner_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_PARTNER_OF_REGION);

	stmt_bind_text(s, ":region", region);
	return read_list(db, s, arena, ret_list);
}
