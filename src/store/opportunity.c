#include "store/opportunity.h"

#include "base/clock.h"
#include "store/match.h"
#include "store/rows.h"

static const struct code_table sectors_table = {
	.list = STMT_OPPORTUNITY_SECTOR_LIST,
	.count = STMT_OPPORTUNITY_SECTOR_COUNT,
	.insert = STMT_OPPORTUNITY_SECTOR_INSERT,
	.delete = STMT_OPPORTUNITY_SECTOR_DELETE,
};
static const struct code_table regions_table = {
	.list = STMT_OPPORTUNITY_REGION_LIST,
	.count = STMT_OPPORTUNITY_REGION_COUNT,
	.insert = STMT_OPPORTUNITY_REGION_INSERT,
	.delete = STMT_OPPORTUNITY_REGION_DELETE,
};
static const struct code_table cooperation_table = {
	.list = STMT_OPPORTUNITY_COOPERATION_LIST,
	.count = STMT_OPPORTUNITY_COOPERATION_COUNT,
	.insert = STMT_OPPORTUNITY_COOPERATION_INSERT,
	.delete = STMT_OPPORTUNITY_COOPERATION_DELETE,
};

/* Columns in the order of OPPORTUNITY_COLS. */
static enum err
read_opportunity(struct db *db, struct stmt *s, struct arena *arena, struct opportunity *o)
{
	*o = (struct opportunity){
		.id = { stmt_int(s, 0) },
		.ref = stmt_text(s, 1, arena),
		.kind = stmt_text(s, 2, arena),
		.title = read_texts(s, 3, arena),
		.summary = read_texts(s, 6, arena),
		.capacity = stmt_text(s, 9, arena),
		.trl_min = stmt_int(s, 10),
		.deadline = stmt_text(s, 11, arena),
		.organisation = stmt_text(s, 12, arena),
		.organisation_hidden = stmt_int(s, 13) != 0,
		.source_url = stmt_text(s, 14, arena),
		.status = stmt_text(s, 15, arena),
		.verified_on = stmt_text(s, 16, arena),
		.published_on = stmt_text(s, 17, arena),
		.demo = stmt_int(s, 18) != 0,
		.updated_at = stmt_int(s, 19),
	};

	struct owner owner = { .id = o->id.v };
	enum err e = codes_list(db, sectors_table.list, owner, arena, &o->sectors);

	if (e == OK)
		e = codes_list(db, regions_table.list, owner, arena, &o->regions);
	if (e == OK)
		e = codes_list(db, cooperation_table.list, owner, arena, &o->cooperation);
	return e;
}

static enum err
read_one(struct db *db, struct stmt *s, struct arena *arena, struct opportunity *ret_opportunity)
{
	struct opportunity o;
	enum err e = row_one(s);

	if (e == OK)
		e = read_opportunity(db, s, arena, &o);
	if (e == OK)
		*ret_opportunity = o;
	return e;
}

static enum err
find(struct db *db, const char *ref, opportunity_id *ret_id)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_FIND);

	stmt_bind_text(s, ":ref", ref);
	enum err e = row_one(s);

	if (e == OK)
		*ret_id = (opportunity_id){ stmt_int(s, 0) };
	return e;
}

static enum err
put_row(struct db *db, const struct opportunity_new *new, int64_t now, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_PUT);
	char today[11];

	day_iso(day_of(now), today);
	stmt_bind_text(s, ":ref", new->ref);
	stmt_bind_text(s, ":kind", new->kind);
	bind_texts(s, "title", &new->title);
	bind_texts(s, "summary", &new->summary);
	stmt_bind_text(s, ":capacity", new->capacity ? new->capacity : "");
	stmt_bind_opt(s, ":trl_min", new->trl_min);
	stmt_bind_code(s, ":deadline", new->deadline);
	stmt_bind_text(s, ":organisation", new->organisation);
	stmt_bind_text(s, ":source_url", new->source_url);
	stmt_bind_text(s, ":status", new->status);
	stmt_bind_text(s, ":today", today);
	stmt_bind_int(s, ":demo", new->demo);
	stmt_bind_int(s, ":now", now);
	return exec_changed(s, ret_changed);
}

static enum err
put_lists(struct db *db, opportunity_id id, const struct opportunity_new *new, int64_t now,
    bool *ret_changed)
{
	struct owner owner = { .id = id.v };
	bool changed = false;
	enum err e = codes_put(db, &sectors_table, owner, &new->sectors, &changed);

	if (e == OK)
		e = codes_put(db, &regions_table, owner, &new->regions, &changed);
	if (e == OK)
		e = codes_put(db, &cooperation_table, owner, &new->cooperation, &changed);
	if (e == OK && changed) {
		STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_TOUCH);

		stmt_bind_int(s, ":id", id.v);
		stmt_bind_int(s, ":now", now);
		e = stmt_exec_one(s);
	}
	if (e == OK)
		*ret_changed = changed;
	return e;
}

enum err
opportunity_put(struct db *db, const struct opportunity_new *new, int64_t now,
    opportunity_id *ret_id, enum put_result *ret_result)
{
	opportunity_id id = { 0 };
	bool row = false, lists = false, inserted = false;
	enum err e = find(db, new->ref, &id);

	if (e == ERR_NOT_FOUND) {
		inserted = true;
		e = OK;
	}
	if (e == OK)
		e = put_row(db, new, now, &row);
	if (e == OK && inserted)
		id = (opportunity_id){ db_last_id(db) };
	if (e == OK)
		e = put_lists(db, id, new, now, &lists);
	if (e == OK && (row || lists))
		e = match_todo_add(db, MATCH_OPPORTUNITY, id.v, now);
	if (e != OK)
		return e;
	*ret_id = id;
	*ret_result = inserted ? PUT_INSERTED : row || lists ? PUT_UPDATED : PUT_UNCHANGED;
	return OK;
}

enum err
opportunity_get_public(
    struct db *db, const char *ref, struct arena *arena, struct opportunity *ret_opportunity)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_GET_PUBLIC);

	stmt_bind_text(s, ":ref", ref);
	return read_one(db, s, arena, ret_opportunity);
}

enum err
opportunity_get(
    struct db *db, opportunity_id id, struct arena *arena, struct opportunity *ret_opportunity)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_GET);

	stmt_bind_int(s, ":id", id.v);
	return read_one(db, s, arena, ret_opportunity);
}

enum err
opportunity_get_staff(
    struct db *db, const char *ref, struct arena *arena, struct opportunity *ret_opportunity)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_GET_STAFF);

	stmt_bind_text(s, ":ref", ref);
	return read_one(db, s, arena, ret_opportunity);
}

enum err
opportunity_get_staff_by_id(
    struct db *db, opportunity_id id, struct arena *arena, struct opportunity *ret_opportunity)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_GET_STAFF_ID);

	stmt_bind_int(s, ":id", id.v);
	return read_one(db, s, arena, ret_opportunity);
}

enum err
opportunity_ref_twin(struct db *db, const char *ref, struct arena *arena, const char **ret_other)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_FIND_TWIN);

	stmt_bind_text(s, ":ref", ref);
	enum err e = row_one(s);

	if (e == OK)
		*ret_other = stmt_text(s, 0, arena);
	return e;
}

enum err
opportunity_list(struct db *db, opportunity_id after, size_t max, struct arena *arena,
    struct opportunity_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_LIST);
	struct opportunity_list list = { 0 };
	size_t cap = 0;

	stmt_bind_int(s, ":after", after.v);
	stmt_bind_int(s, ":max", (int64_t)max);
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(
		    arena, list.items, list.n, &cap, sizeof(*list.items));
		e = read_opportunity(db, s, arena, &list.items[list.n++]);
		if (e != OK)
			return e;
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}
