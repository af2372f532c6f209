#include "store/secret.h"

#include "store/db.h"

enum err
secret_get(struct db *db, const char *name, uint8_t *out, size_t n)
{
	STMT_AUTO s = db_stmt(db, STMT_SECRET_GET);
	bool row;

	stmt_bind_text(s, ":name", name);
	enum err e = stmt_step(s, &row);

	if (e != OK)
		return e;
	if (!row)
		return ERR_NOT_FOUND;
	if (stmt_blob(s, 0, out, n) != n)
		BUG("secret %s has fewer than %zu bytes", name, n);
	return OK;
}
