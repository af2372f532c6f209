#include "store/account.h"
#include "store/rows.h"

static enum err
void_tokens(struct db *db, const char *purpose, int64_t account_id)
{
	STMT_AUTO s = db_stmt(db, STMT_TOKEN_VOID);

	stmt_bind_int(s, ":account", account_id);
	stmt_bind_text(s, ":purpose", purpose);
	return stmt_exec(s);
}

enum err
token_insert(struct db *db, const char *purpose, const uint8_t *hash, int64_t account_id,
    int64_t expires_at)
{
	enum err e = void_tokens(db, purpose, account_id);

	if (e != OK)
		return e;

	STMT_AUTO s = db_stmt(db, STMT_TOKEN_INSERT);

	stmt_bind_blob(s, ":hash", hash, ACCOUNT_HASH_SIZE);
	stmt_bind_text(s, ":purpose", purpose);
	stmt_bind_int(s, ":account", account_id);
	stmt_bind_int(s, ":expires_at", expires_at);
	return stmt_exec(s);
}

enum err
token_peek(struct db *db, const char *purpose, const uint8_t *hash, int64_t now,
    int64_t *ret_account_id)
{
	STMT_AUTO s = db_stmt(db, STMT_TOKEN_GET);

	stmt_bind_blob(s, ":hash", hash, ACCOUNT_HASH_SIZE);
	stmt_bind_text(s, ":purpose", purpose);
	stmt_bind_int(s, ":now", now);
	enum err e = row_one(s);

	if (e == OK)
		*ret_account_id = stmt_int(s, 0);
	return e;
}

enum err
token_take(struct db *db, const char *purpose, const uint8_t *hash, int64_t now,
    int64_t *ret_account_id)
{
	int64_t account_id;
	enum err e = token_peek(db, purpose, hash, now, &account_id);

	/* There is never more than one of a purpose. */
	if (e == OK)
		e = void_tokens(db, purpose, account_id);
	if (e == OK)
		*ret_account_id = account_id;
	return e;
}

enum err
token_clean(struct db *db, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_TOKEN_CLEAN);

	stmt_bind_int(s, ":now", now);
	return stmt_exec(s);
}

enum err
throttle_get(struct db *db, const char *key, int64_t now, struct throttle *ret_throttle)
{
	STMT_AUTO s = db_stmt(db, STMT_THROTTLE_GET);
	bool row;

	stmt_bind_text(s, ":key", key);
	enum err e = stmt_step(s, &row);

	if (e != OK)
		return e;
	*ret_throttle = (struct throttle){ 0 };
	if (row && stmt_int(s, 1) + THROTTLE_HEALS > now)
		*ret_throttle = (struct throttle){ stmt_int(s, 0), stmt_int(s, 1) };
	return OK;
}

enum err
throttle_fail(struct db *db, const char *key, int64_t now, struct throttle *ret_throttle)
{
	struct throttle t;
	enum err e = throttle_get(db, key, now, &t);

	if (e != OK)
		return e;
	t.failures++;
	t.until = now + throttle_delay(t.failures);

	STMT_AUTO s = db_stmt(db, STMT_THROTTLE_PUT);

	stmt_bind_text(s, ":key", key);
	stmt_bind_int(s, ":failures", t.failures);
	stmt_bind_int(s, ":until", t.until);
	e = stmt_exec(s);
	if (e == OK)
		*ret_throttle = t;
	return e;
}

enum err
throttle_clear(struct db *db, const char *key)
{
	STMT_AUTO s = db_stmt(db, STMT_THROTTLE_CLEAR);

	stmt_bind_text(s, ":key", key);
	return stmt_exec(s);
}

enum err
throttle_clean(struct db *db, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_THROTTLE_CLEAN);

	stmt_bind_int(s, ":before", now - THROTTLE_HEALS);
	return stmt_exec(s);
}
