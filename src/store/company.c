#include "store/company.h"

#include <stdio.h>

#include "store/match.h"
#include "store/rows.h"

static const struct code_table languages_table = {
	.list = STMT_COMPANY_LANGUAGE_LIST,
	.count = STMT_COMPANY_LANGUAGE_COUNT,
	.insert = STMT_COMPANY_LANGUAGE_INSERT,
	.delete = STMT_COMPANY_LANGUAGE_DELETE,
};

/* Columns in the order of COMPANY_COLS. */
static enum err
read_company(struct db *db, struct stmt *s, struct arena *arena, struct company *c)
{
	*c = (struct company){
		.id = { stmt_int(s, 0) },
		.ref = stmt_text(s, 1, arena),
		.name = stmt_text(s, 2, arena),
		.enterprise_number = stmt_text(s, 3, arena),
		.province = stmt_text(s, 4, arena),
		.website = stmt_text(s, 5, arena),
		.founded = stmt_int(s, 6),
		.size = stmt_text(s, 7, arena),
		.export_experience = stmt_text(s, 8, arena),
		.contact_name = stmt_text(s, 9, arena),
		.contact_email = stmt_text(s, 10, arena),
		.state = stmt_text(s, 11, arena),
		.reason = stmt_text(s, 12, arena),
		.demo = stmt_int(s, 13) != 0,
		.created_at = stmt_int(s, 14),
		.updated_at = stmt_int(s, 15),
	};
	return codes_list(
	    db, languages_table.list, (struct owner){ .id = c->id.v }, arena, &c->languages);
}

static enum err
read_one(struct db *db, struct stmt *s, struct arena *arena, struct company *ret_company)
{
	struct company c;
	enum err e = row_one(s);

	if (e == OK)
		e = read_company(db, s, arena, &c);
	if (e == OK)
		*ret_company = c;
	return e;
}

static void
bind_company(struct stmt *s, const struct company_new *new)
{
	stmt_bind_text(s, ":name", new->name);
	stmt_bind_code(s, ":enterprise_number", new->enterprise_number);
	stmt_bind_code(s, ":province", new->province);
	stmt_bind_text(s, ":website", new->website);
	stmt_bind_opt(s, ":founded", new->founded);
	stmt_bind_code(s, ":size", new->size);
	stmt_bind_code(s, ":export_experience", new->export_experience);
	stmt_bind_text(s, ":contact_name", new->contact_name);
	stmt_bind_text(s, ":contact_email", new->contact_email);
	stmt_bind_int(s, ":demo", new->demo);
}

static enum err
find(struct db *db, const char *ref, company_id *ret_id)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_FIND);

	stmt_bind_text(s, ":ref", ref);
	enum err e = row_one(s);

	if (e == OK)
		*ret_id = (company_id){ stmt_int(s, 0) };
	return e;
}

#define REF_SIZE 32

/* The first "C-" and number from the next id on that no imported company has. */
static enum err
make_ref(struct db *db, char ret[static REF_SIZE])
{
	int64_t last = 0;
	{
		STMT_AUTO s = db_stmt(db, STMT_COMPANY_LAST);
		bool row;
		enum err e = stmt_step(s, &row);

		if (e != OK)
			return e;
		if (row)
			last = stmt_int(s, 0);
	}
	for (;;) {
		STMT_AUTO s = db_stmt(db, STMT_COMPANY_REF_TAKEN);
		bool taken;

		snprintf(ret, REF_SIZE, "C-%lld", (long long)++last);
		stmt_bind_text(s, ":ref", ret);

		enum err e = stmt_step(s, &taken);

		if (e != OK || !taken)
			return e;
	}
}

enum err
company_insert(struct db *db, const struct company_new *new, int64_t now, company_id *ret_id)
{
	char made[REF_SIZE] = "";
	company_id id;
	bool changed = false;
	enum err e = new->ref ? OK : make_ref(db, made);

	if (e != OK)
		return e;
	{
		STMT_AUTO s = db_stmt(db, STMT_COMPANY_INSERT);

		stmt_bind_text(s, ":ref", new->ref ? new->ref : made);
		stmt_bind_text(s, ":state", new->state);
		stmt_bind_int(s, ":now", now);
		bind_company(s, new);
		e = stmt_exec(s);
	}
	if (e != OK)
		return e;
	id = (company_id){ db_last_id(db) };
	e = codes_put(
	    db, &languages_table, (struct owner){ .id = id.v }, &new->languages, &changed);
	if (e == OK)
		*ret_id = id;
	return e;
}

/* Run one of the small updates of a company. */
static enum err
revive(struct db *db, company_id id, const char *state, int64_t now, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_REVIVE);

	stmt_bind_int(s, ":id", id.v);
	stmt_bind_text(s, ":state", state);
	stmt_bind_int(s, ":now", now);
	return exec_changed(s, ret_changed);
}

static enum err
touch(struct db *db, company_id id, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_TOUCH);

	stmt_bind_int(s, ":id", id.v);
	stmt_bind_int(s, ":now", now);
	return stmt_exec_one(s);
}

enum err
company_update(struct db *db, const struct company_new *new, int64_t now, company_id *ret_id,
    bool *ret_changed)
{
	bool row_changed = false, revived = false, languages = false;
	company_id id;
	enum err e = find(db, new->ref, &id);

	if (e != OK)
		return e;
	{
		STMT_AUTO s = db_stmt(db, STMT_COMPANY_UPDATE);

		stmt_bind_int(s, ":id", id.v);
		stmt_bind_int(s, ":now", now);
		bind_company(s, new);
		e = exec_changed(s, &row_changed);
	}
	if (e == OK)
		e = revive(db, id, new->state, now, &revived);
	if (e == OK)
		e = codes_put(db, &languages_table, (struct owner){ .id = id.v }, &new->languages,
		    &languages);
	if (e == OK && languages)
		e = touch(db, id, now);

	/* Of all this only the languages and the state count in a score. */
	if (e == OK && (languages || revived))
		e = match_todo_add_company(db, id, now);
	if (e != OK)
		return e;
	*ret_id = id;
	*ret_changed = row_changed || revived || languages;
	return OK;
}

enum err
company_confirm(struct db *db, int64_t account_id, int64_t now)
{
	company_id id;
	bool row;
	{
		STMT_AUTO s = db_stmt(db, STMT_COMPANY_CONFIRM);

		stmt_bind_int(s, ":account_id", account_id);
		stmt_bind_int(s, ":now", now);
		enum err e = stmt_step(s, &row);
		if (e != OK || !row)
			return e;
		id = (company_id){ stmt_int(s, 0) };
	}
	return match_todo_add_company(db, id, now);
}

enum err
company_get(struct db *db, company_id id, struct arena *arena, struct company *ret_company)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_GET);

	stmt_bind_int(s, ":id", id.v);
	return read_one(db, s, arena, ret_company);
}

enum err
company_get_by_ref(struct db *db, const char *ref, struct arena *arena,
    struct company *ret_company)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_GET_BY_REF);

	stmt_bind_text(s, ":ref", ref);
	return read_one(db, s, arena, ret_company);
}

enum err
company_list(struct db *db, company_id after, size_t max, struct arena *arena,
    struct company_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_LIST);
	struct company_list list = { 0 };
	size_t cap = 0;

	stmt_bind_int(s, ":after", after.v);
	stmt_bind_int(s, ":max", (int64_t)max);
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(
		    arena, list.items, list.n, &cap, sizeof(*list.items));
		e = read_company(db, s, arena, &list.items[list.n++]);
		if (e != OK)
			return e;
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}

enum err
company_ref_twin(struct db *db, const char *ref, struct arena *arena, const char **ret_other)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_FIND_TWIN);

	stmt_bind_text(s, ":ref", ref);
	enum err e = row_one(s);

	if (e == OK)
		*ret_other = stmt_text(s, 0, arena);
	return e;
}

enum err
company_number_taken(struct db *db, const char *enterprise_number, bool *ret_taken)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_NUMBER_TAKEN);

	stmt_bind_text(s, ":enterprise_number", enterprise_number);
	return stmt_step(s, ret_taken);
}

enum err
company_number_release(
    struct db *db, const char *ref, const char *keep, int64_t now, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_NUMBER_RELEASE);

	stmt_bind_text(s, ":ref", ref);
	stmt_bind_text(s, ":enterprise_number", keep);
	stmt_bind_int(s, ":now", now);
	return exec_changed(s, ret_changed);
}

enum err
company_number_claim(
    struct db *db, const char *enterprise_number, int64_t now, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_NUMBER_CLAIM);

	stmt_bind_text(s, ":enterprise_number", enterprise_number);
	stmt_bind_int(s, ":now", now);
	return exec_changed(s, ret_changed);
}
