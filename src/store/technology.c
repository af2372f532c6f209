#include "store/company.h"
#include "store/match.h"
#include "store/rows.h"

static const struct code_table sectors_table = {
	.list = STMT_TECHNOLOGY_SECTOR_LIST,
	.count = STMT_TECHNOLOGY_SECTOR_COUNT,
	.insert = STMT_TECHNOLOGY_SECTOR_INSERT,
	.delete = STMT_TECHNOLOGY_SECTOR_DELETE,
};
static const struct code_table regions_table = {
	.list = STMT_TECHNOLOGY_REGION_LIST,
	.count = STMT_TECHNOLOGY_REGION_COUNT,
	.insert = STMT_TECHNOLOGY_REGION_INSERT,
	.delete = STMT_TECHNOLOGY_REGION_DELETE,
};
static const struct code_table cooperation_table = {
	.list = STMT_TECHNOLOGY_COOPERATION_LIST,
	.count = STMT_TECHNOLOGY_COOPERATION_COUNT,
	.insert = STMT_TECHNOLOGY_COOPERATION_INSERT,
	.delete = STMT_TECHNOLOGY_COOPERATION_DELETE,
};

/* Columns in the order of TECHNOLOGY_COLS. */
static enum err
read_technology(struct db *db, struct stmt *s, struct arena *arena, struct technology *t)
{
	*t = (struct technology){
		.id = { stmt_int(s, 0) },
		.company = { stmt_int(s, 1) },
		.position = stmt_int(s, 2),
		.oneline = stmt_text(s, 3, arena),
		.summary = read_texts(s, 4, arena),
		.capacity = stmt_text(s, 7, arena),
		.trl = stmt_int(s, 8),
		.state = stmt_text(s, 9, arena),
	};

	struct owner owner = { .id = t->id.v };
	enum err e = codes_list(db, sectors_table.list, owner, arena, &t->sectors);

	if (e == OK)
		e = codes_list(db, regions_table.list, owner, arena, &t->regions);
	if (e == OK)
		e = codes_list(db, cooperation_table.list, owner, arena, &t->cooperation);
	return e;
}

static enum err
read_one(struct db *db, struct stmt *s, struct arena *arena, struct technology *ret_technology)
{
	struct technology t;
	enum err e = row_one(s);

	if (e == OK)
		e = read_technology(db, s, arena, &t);
	if (e == OK)
		*ret_technology = t;
	return e;
}

/* The row itself, without its lists. */
static enum err
put_row(struct db *db, company_id company, const struct technology_new *new, int64_t now,
    technology_id *ret_id, bool *ret_changed)
{
	enum err e;
	{
		STMT_AUTO s = db_stmt(db, STMT_TECHNOLOGY_PUT);

		stmt_bind_int(s, ":company", company.v);
		stmt_bind_int(s, ":position", new->position);
		stmt_bind_text(s, ":oneline", new->oneline ? new->oneline : "");
		bind_texts(s, "summary", &new->summary);
		stmt_bind_text(s, ":capacity", new->capacity ? new->capacity : "");
		stmt_bind_opt(s, ":trl", new->trl);
		stmt_bind_int(s, ":now", now);
		e = exec_changed(s, ret_changed);
	}
	if (e != OK)
		return e;

	STMT_AUTO s = db_stmt(db, STMT_TECHNOLOGY_FIND);
	bool row;

	stmt_bind_int(s, ":company", company.v);
	stmt_bind_int(s, ":position", new->position);
	e = stmt_step(s, &row);
	if (e != OK)
		return e;
	if (!row)
		BUG("a technology that was just written is not there");
	*ret_id = (technology_id){ stmt_int(s, 0) };
	return OK;
}

static enum err
touch(struct db *db, technology_id id, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_TECHNOLOGY_TOUCH);

	stmt_bind_int(s, ":id", id.v);
	stmt_bind_int(s, ":now", now);
	return stmt_exec_one(s);
}

enum err
technology_put(struct db *db, company_id company, const struct technology_new *new, int64_t now,
    technology_id *ret_id, bool *ret_changed)
{
	technology_id id;
	bool row_changed, lists = false;
	enum err e = put_row(db, company, new, now, &id, &row_changed);

	if (e != OK)
		return e;

	struct owner owner = { .id = id.v };

	e = codes_put(db, &sectors_table, owner, &new->sectors, &lists);
	if (e == OK)
		e = codes_put(db, &regions_table, owner, &new->regions, &lists);
	if (e == OK)
		e = codes_put(db, &cooperation_table, owner, &new->cooperation, &lists);
	if (e == OK && lists)
		e = touch(db, id, now);
	if (e == OK && (lists || row_changed))
		e = match_todo_add(db, MATCH_TECHNOLOGY, id.v, now);
	if (e != OK)
		return e;
	*ret_id = id;
	*ret_changed = lists || row_changed;
	return OK;
}

enum err
technology_archive(struct db *db, technology_id id, int64_t now, bool *ret_changed)
{
	enum err e;
	{
		STMT_AUTO s = db_stmt(db, STMT_TECHNOLOGY_ARCHIVE);

		stmt_bind_int(s, ":id", id.v);
		stmt_bind_int(s, ":now", now);
		e = exec_changed(s, ret_changed);
	}
	return e == OK && *ret_changed ? match_todo_add(db, MATCH_TECHNOLOGY, id.v, now) : e;
}

static enum err
list_with(struct db *db, enum stmt_id stmt, company_id company, struct arena *arena,
    struct technology_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, stmt);
	struct technology_list list = { 0 };
	size_t cap = 0;

	stmt_bind_int(s, ":company", company.v);
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(
		    arena, list.items, list.n, &cap, sizeof(*list.items));
		e = read_technology(db, s, arena, &list.items[list.n++]);
		if (e != OK)
			return e;
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}

enum err
technology_list(
    struct db *db, company_id company, struct arena *arena, struct technology_list *ret_list)
{
	return list_with(db, STMT_TECHNOLOGY_LIST, company, arena, ret_list);
}

enum err
technology_list_all(
    struct db *db, company_id company, struct arena *arena, struct technology_list *ret_list)
{
	return list_with(db, STMT_TECHNOLOGY_LIST_ALL, company, arena, ret_list);
}

enum err
technology_get(
    struct db *db, technology_id id, struct arena *arena, struct technology *ret_technology)
{
	STMT_AUTO s = db_stmt(db, STMT_TECHNOLOGY_GET);

	stmt_bind_int(s, ":id", id.v);
	return read_one(db, s, arena, ret_technology);
}

enum err
technology_get_of(struct db *db, company_id company, technology_id id, struct arena *arena,
    struct technology *ret_technology)
{
	STMT_AUTO s = db_stmt(db, STMT_TECHNOLOGY_GET_OF);

	stmt_bind_int(s, ":id", id.v);
	stmt_bind_int(s, ":company", company.v);
	return read_one(db, s, arena, ret_technology);
}
