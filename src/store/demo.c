#include "store/demo.h"

#include "store/db.h"

static enum err
run(struct db *db, enum stmt_id id)
{
	STMT_AUTO s = db_stmt(db, id);

	return stmt_exec(s);
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
