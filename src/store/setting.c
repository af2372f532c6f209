#include "store/setting.h"

#include "store/rows.h"

enum err
setting_get(struct db *db, const char *name, int64_t otherwise, int64_t *ret_value)
{
	STMT_AUTO s = db_stmt(db, STMT_SETTING_GET);
	bool row;

	stmt_bind_text(s, ":name", name);
	enum err e = stmt_step(s, &row);
	if (e == OK)
		*ret_value = row ? stmt_int(s, 0) : otherwise;
	return e;
}

enum err
setting_put(struct db *db, const char *name, int64_t value)
{
	STMT_AUTO s = db_stmt(db, STMT_SETTING_PUT);

	stmt_bind_text(s, ":name", name);
	stmt_bind_int(s, ":value", value);
	return stmt_exec(s);
}
