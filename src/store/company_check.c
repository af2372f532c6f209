#include "store/company_check.h"

#include "store/match.h"
#include "store/rows.h"

enum err
company_waiting_count(struct db *db, const struct scope *scope, int64_t *ret_n)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_WAITING_COUNT);
	bool row;

	bind_scope(s, scope);
	enum err e = stmt_step(s, &row);
	if (e == OK)
		*ret_n = row ? stmt_int(s, 0) : 0;
	return e;
}

enum err
company_waiting(struct db *db, const struct scope *scope, size_t max, struct arena *arena,
    struct company_waiting *ret_waiting)
{
	STMT_AUTO s = db_stmt(db, STMT_COMPANY_WAITING);
	struct company_waiting w = { .ids = arena_new_of(arena, company_id, max + 1) };
	int64_t total;

	bind_scope(s, scope);
	stmt_bind_int(s, ":max", (int64_t)max);
	for (;;) {
		bool row;
		enum err e = stmt_step(s, &row);

		if (e != OK)
			return e;
		if (!row || w.n == max)
			break;
		w.ids[w.n++] = (company_id){ stmt_int(s, 0) };
	}
	enum err e = company_waiting_count(db, scope, &total);
	if (e != OK)
		return e;
	w.total = (size_t)total;
	*ret_waiting = w;
	return OK;
}

enum err
company_decide(struct db *db, const struct company_decision *d, int64_t now)
{
	enum err e;
	{
		STMT_AUTO s = db_stmt(db, STMT_COMPANY_DECIDE);

		stmt_bind_int(s, ":id", d->id.v);
		stmt_bind_text(s, ":from", d->from);
		stmt_bind_text(s, ":to", d->to);
		stmt_bind_text(s, ":reason", d->reason);
		stmt_bind_int(s, ":now", now);
		bind_scope(s, &d->scope);
		e = stmt_exec_one(s);
	}
	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
	return match_todo_add_company(db, d->id, now);
}
