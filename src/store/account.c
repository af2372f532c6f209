#include "store/account.h"

#include "store/rows.h"

/* Columns in the order of ACCOUNT_COLS. */
static void
read_account(struct stmt *s, struct arena *arena, struct account *a)
{
	*a = (struct account){
		.id = stmt_int(s, 0),
		.email = stmt_text(s, 1, arena),
		.name = stmt_text(s, 2, arena),
		.company_id = stmt_int(s, 5),
		.partner = stmt_text(s, 6, arena),
		.scope.province = stmt_text(s, 8, arena),
		.password_hash = stmt_text(s, 9, arena),
		.verified_at = stmt_int(s, 10),
		.totp_confirmed = stmt_int(s, 12) != 0,
		.totp_last_step = stmt_int(s, 13),
		.disabled = stmt_int(s, 14) != 0,
		.demo = stmt_int(s, 15) != 0,
		.created_at = stmt_int(s, 16),
	};
	/* A member, or staff of a partner that is not there, look after nobody. */
	if (!scope_kind_parse(stmt_peek(s, 7), &a->scope.kind))
		a->scope = (struct scope){ SCOPE_NONE, "" };
	a->has_totp = stmt_blob(s, 11, a->totp_secret, sizeof(a->totp_secret)) ==
	    sizeof(a->totp_secret);
	if (!lang_parse(str_of(stmt_peek(s, 3)), &a->lang) ||
	    !role_parse(stmt_peek(s, 4), &a->role))
		BUG("account %lld has no known language or role", (long long)a->id);
}

#define ACCOUNT_N_COLS 17		/* what is behind ACCOUNT_COLS starts here */

static enum err
read_one(struct stmt *s, struct arena *arena, struct account *ret_account)
{
	enum err e = row_one(s);

	if (e == OK)
		read_account(s, arena, ret_account);
	return e;
}

enum err
account_list_of_company(struct db *db, int64_t company, struct arena *arena, struct account_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_OF_COMPANY);
	struct account_list list = { 0 };
	size_t cap = 0;
	enum err e;

	stmt_bind_int(s, ":company", company);
	while (rows_next(s, &e)) {
		list.items = arena_grow(arena, list.items, list.n, &cap, sizeof(*list.items));
		read_account(s, arena, &list.items[list.n++]);
	}
	*ret_list = list;
	return e;
}

enum err
account_insert(struct db *db, const struct account_new *new, int64_t now, int64_t *ret_id)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_INSERT);

	stmt_bind_text(s, ":email", new->email);
	stmt_bind_text(s, ":name", new->name);
	stmt_bind_text(s, ":lang", lang_code(new->lang));
	stmt_bind_text(s, ":role", role_code(new->role));
	stmt_bind_opt(s, ":company", new->company_id);
	stmt_bind_code(s, ":partner", new->partner);
	stmt_bind_text(s, ":password_hash", new->password_hash);
	stmt_bind_int(s, ":demo", new->demo);
	stmt_bind_int(s, ":now", now);
	enum err e = stmt_exec(s);

	if (e == OK)
		*ret_id = db_last_id(db);
	return e;
}

enum err
account_get_by_email(
    struct db *db, const char *email, struct arena *arena, struct account *ret_account)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_GET_BY_EMAIL);

	stmt_bind_text(s, ":email", email);
	return read_one(s, arena, ret_account);
}

enum err
account_get(struct db *db, int64_t id, struct arena *arena, struct account *ret_account)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_GET);

	stmt_bind_int(s, ":id", id);
	return read_one(s, arena, ret_account);
}

enum err
account_set_password(struct db *db, int64_t id, const char *password_hash)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_SET_PASSWORD);

	stmt_bind_int(s, ":id", id);
	stmt_bind_text(s, ":password_hash", password_hash);
	return stmt_exec_one(s);
}

enum err
account_drop_unconfirmed(struct db *db, int64_t id, bool *ret_dropped)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_DROP_UNCONFIRMED);

	stmt_bind_int(s, ":id", id);
	return exec_changed(s, ret_dropped);
}

enum err
account_set_verified(struct db *db, int64_t id, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_SET_VERIFIED);

	stmt_bind_int(s, ":id", id);
	stmt_bind_int(s, ":now", now);
	return stmt_exec_one(s);
}

enum err
account_set_role(struct db *db, int64_t id, enum access role, const char *partner)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_SET_ROLE);

	stmt_bind_int(s, ":id", id);
	stmt_bind_text(s, ":role", role_code(role));
	stmt_bind_code(s, ":partner", partner);
	return stmt_exec_one(s);
}

enum err
account_set_totp(struct db *db, int64_t id, const uint8_t *secret, bool confirmed)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_SET_TOTP);

	stmt_bind_int(s, ":id", id);
	stmt_bind_blob(s, ":secret", secret, ACCOUNT_TOTP_SIZE);
	stmt_bind_int(s, ":confirmed", secret && confirmed);
	return stmt_exec_one(s);
}

enum err
account_use_totp_step(struct db *db, int64_t id, int64_t step)
{
	STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_USE_TOTP_STEP);

	stmt_bind_int(s, ":id", id);
	stmt_bind_int(s, ":step", step);
	enum err e = stmt_exec_one(s);

	return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
}

static enum err
run_before(struct db *db, enum stmt_id id, int64_t before)
{
	STMT_AUTO s = db_stmt(db, id);

	stmt_bind_int(s, ":before", before);
	return stmt_exec(s);
}

enum err
account_delete_unverified(struct db *db, int64_t before, int64_t *ret_n)
{
	int64_t n = 0;
	enum err e;
	{
		STMT_AUTO s = db_stmt(db, STMT_ACCOUNT_STALE_COUNT);
		bool row;

		stmt_bind_int(s, ":before", before);
		e = stmt_step(s, &row);
		if (e == OK && row)
			n = stmt_int(s, 0);
	}
	/* A company takes its accounts along. */
	if (e == OK)
		e = run_before(db, STMT_ACCOUNT_STALE_COMPANY, before);
	if (e == OK)
		e = run_before(db, STMT_ACCOUNT_STALE_DELETE, before);
	if (e == OK)
		*ret_n = n;
	return e;
}

/* ---- Sessions ---- */

static const char *const stages[] = {
	[SESSION_PASSWORD] = "password",
	[SESSION_FULL] = "full",
};

enum err
session_insert(struct db *db, const uint8_t *hash, int64_t account_id, enum session_stage stage,
    int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_SESSION_INSERT);

	stmt_bind_blob(s, ":hash", hash, ACCOUNT_HASH_SIZE);
	stmt_bind_int(s, ":account", account_id);
	stmt_bind_text(s, ":stage", stages[stage]);
	stmt_bind_int(s, ":now", now);
	return stmt_exec(s);
}

enum err
session_get(struct db *db, const uint8_t *hash, int64_t now, struct arena *arena,
    struct session *ret_session)
{
	STMT_AUTO s = db_stmt(db, STMT_SESSION_GET);
	struct session session = { 0 };

	stmt_bind_blob(s, ":hash", hash, ACCOUNT_HASH_SIZE);
	enum err e = read_one(s, arena, &session.account);

	if (e != OK)
		return e;
	session.stage = streq(stmt_peek(s, ACCOUNT_N_COLS), stages[SESSION_FULL]) ?
	    SESSION_FULL :
	    SESSION_PASSWORD;
	session.created_at = stmt_int(s, ACCOUNT_N_COLS + 1);
	session.seen_at = stmt_int(s, ACCOUNT_N_COLS + 2);
	if (!session_alive(&session, now))
		return ERR_NOT_FOUND;
	*ret_session = session;
	return OK;
}

enum err
session_touch(struct db *db, const uint8_t *hash, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_SESSION_TOUCH);

	stmt_bind_blob(s, ":hash", hash, ACCOUNT_HASH_SIZE);
	stmt_bind_int(s, ":now", now);
	return stmt_exec_one(s);
}

enum err
session_delete(struct db *db, const uint8_t *hash)
{
	STMT_AUTO s = db_stmt(db, STMT_SESSION_DELETE);

	stmt_bind_blob(s, ":hash", hash, ACCOUNT_HASH_SIZE);
	return stmt_exec(s);
}

enum err
session_delete_all(struct db *db, int64_t account_id)
{
	STMT_AUTO s = db_stmt(db, STMT_SESSION_DELETE_ALL);

	stmt_bind_int(s, ":account", account_id);
	return stmt_exec(s);
}

enum err
session_clean(struct db *db, int64_t before)
{
	return run_before(db, STMT_SESSION_CLEAN, before);
}
