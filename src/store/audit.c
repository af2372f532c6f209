#include "store/audit.h"

#include "store/db.h"

enum err
audit_add(struct db *db, int64_t now, int64_t account_id, const char *action, const char *subject,
    const char *detail)
{
	STMT_AUTO s = db_stmt(db, STMT_AUDIT_ADD);

	stmt_bind_int(s, ":now", now);
	stmt_bind_opt(s, ":account", account_id);
	stmt_bind_text(s, ":action", action);
	stmt_bind_text(s, ":subject", subject);
	stmt_bind_text(s, ":detail", detail ? detail : "");
	return stmt_exec(s);
}
