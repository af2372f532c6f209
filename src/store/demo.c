#include "store/demo.h"

#include "base/clock.h"
#include "store/db.h"

static enum err
run(struct db *db, enum stmt_id id)
{
	STMT_AUTO s = db_stmt(db, id);

	return stmt_exec(s);
}

enum err
demo_any(struct db *db, bool *ret_any)
{
	STMT_AUTO s = db_stmt(db, STMT_DEMO_ANY);
	bool row;
	enum err e = stmt_step(s, &row);

	if (e == OK)
		*ret_any = row && stmt_int(s, 0) != 0;
	return e;
}

enum err
demo_count(struct db *db, int64_t *ret_n)
{
	STMT_AUTO s = db_stmt(db, STMT_DEMO_COUNT);
	bool row;
	enum err e = stmt_step(s, &row);

	if (e == OK)
		*ret_n = row ? stmt_int(s, 0) : 0;
	return e;
}

enum err
demo_real_company(struct db *db, company_id id, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_DEMO_REAL_COMPANY);

	stmt_bind_int(s, ":id", id.v);
	stmt_bind_int(s, ":now", now);
	return stmt_exec_one(s);
}

enum err
demo_real_opportunity(struct db *db, opportunity_id id, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_DEMO_REAL_OPPORTUNITY);
	char today[11];

	day_iso(day_of(now), today);
	stmt_bind_int(s, ":id", id.v);
	stmt_bind_text(s, ":today", today);
	stmt_bind_int(s, ":now", now);
	return stmt_exec_one(s);
}

enum err
demo_verify(struct db *db, opportunity_id id, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_DEMO_VERIFY);
	char checked[11];

	/* From two to fourteen days ago, not all on one day. */
	day_iso((day){ day_of(now).v - 2 - (int)(id.v * 5 % 13) }, checked);
	stmt_bind_int(s, ":id", id.v);
	stmt_bind_text(s, ":day", checked);
	return stmt_exec(s);
}

enum err
demo_remove(struct db *db, int64_t *ret_n)
{
	/* Technologies, matches, sessions go with them; the list of the job has no keys. */
	static const enum stmt_id steps[] = {
		STMT_DEMO_REMOVE_COMPANY,
		STMT_DEMO_REMOVE_OPPORTUNITY,
		STMT_DEMO_REMOVE_ACCOUNT,
		STMT_DEMO_FORGET_TECHNOLOGY,
		STMT_DEMO_FORGET_OPPORTUNITY,
	};
	int64_t n;
	enum err e = demo_count(db, &n);

	for (size_t i = 0; e == OK && i < countof(steps); i++)
		e = run(db, steps[i]);
	if (e == OK)
		*ret_n = n;
	return e;
}
