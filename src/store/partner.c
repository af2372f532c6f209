#include "store/partner.h"

#include "store/rows.h"

static const struct code_table regions_table = {
	.list = STMT_PARTNER_REGION_LIST,
	.count = STMT_PARTNER_REGION_COUNT,
	.insert = STMT_PARTNER_REGION_INSERT,
	.delete = STMT_PARTNER_REGION_DELETE,
};

/* Columns in the order of PARTNER_COLS. */
static enum err
read_partner(struct db *db, struct stmt *s, struct arena *arena, struct partner *p)
{
	*p = (struct partner){
		.code = stmt_text(s, 0, arena),
		.kind = stmt_text(s, 1, arena),
		.province = stmt_text(s, 2, arena),
		.since = stmt_text(s, 3, arena),
		.name = read_texts(s, 4, arena),
		.text = read_texts(s, 7, arena),
	};
	return codes_list(
	    db, regions_table.list, (struct owner){ .code = p->code }, arena, &p->regions);
}

static enum err
read_one(struct db *db, struct stmt *s, struct arena *arena, struct partner *ret_partner)
{
	struct partner p;
	bool row;
	enum err e = stmt_step(s, &row);

	if (e == OK && !row)
		return ERR_NOT_FOUND;
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

	for (;;) {
		bool row;
		enum err e = stmt_step(s, &row);

		if (e == OK && !row)
			break;
		if (e == OK) {
			list.items = rows_grow(
			    arena, list.items, list.n, &cap, sizeof(*list.items));
			e = read_partner(db, s, arena, &list.items[list.n++]);
		}
		if (e != OK)
			return e;
	}
	*ret_list = list;
	return OK;
}

enum err
partner_put(struct db *db, const struct partner *p, int64_t position, bool *ret_changed)
{
	bool changed;
	enum err e;
	{
		STMT_AUTO s = db_stmt(db, STMT_PARTNER_MOVE);

		stmt_bind_text(s, ":code", p->code);
		stmt_bind_int(s, ":position", position);
		e = stmt_exec(s);
	}
	if (e != OK)
		return e;
	{
		STMT_AUTO s = db_stmt(db, STMT_PARTNER_PUT);

		stmt_bind_text(s, ":code", p->code);
		stmt_bind_int(s, ":position", position);
		stmt_bind_text(s, ":kind", p->kind);
		stmt_bind_code(s, ":province", p->province);
		stmt_bind_text(s, ":since", p->since);
		bind_texts(s, "name", &p->name);
		bind_texts(s, "text", &p->text);
		e = exec_changed(s, &changed);
	}
	if (e == OK)
		e = codes_put(db, &regions_table, (struct owner){ .code = p->code }, &p->regions,
		    &changed);
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
