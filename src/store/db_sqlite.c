#include "store/db_sqlite.h"

#include "base/clock.h"
#include "base/log.h"

#include <unistd.h>

enum mode { READ, WRITE };

static const struct {
	const char *name;
	enum mode mode;
	enum access role;
} rules[STMT__MAX] = {
#define STMT(id, m, r, text) [STMT_##id] = { .name = #id, .mode = m, .role = r },
#include "store/stmt_all.def"
#undef STMT
};

/* Run a statement without values, such as COMMIT. */
static int
run(sqlite3_stmt *s)
{
	int rc = sqlite3_step(s);

	(void)sqlite3_reset(s);
	return rc == SQLITE_DONE || rc == SQLITE_ROW ? SQLITE_OK : rc;
}

static void
check_process(const struct db *db)
{
	if (db->pid != getpid())
		BUG("a database handle was carried across fork()");
}

/* Requests have a deadline, commands and the job process do not. */
static void
set_deadline(struct db *db)
{
	db->deadline = db->role == SYSTEM ? 0 : clock_ms() + DB_REQUEST_MS;
}

void
db_begin_request(struct db *db, enum access role, bool may_write)
{
	check_process(db);
	if (db->in_request || db->in_tx)
		BUG("a request within a request or a transaction");
	db->in_request = true;
	db->role = role;
	db->may_write = may_write;
	set_deadline(db);
	if (!may_write) {
		/* It fixes nothing yet: the snapshot is that of the first statement. */
		if (run(db->begin_read) != SQLITE_OK)
			BUG("BEGIN: %s", sqlite3_errmsg(db->h));
		db->in_read = true;
	}
}

void
db_end_request(struct db *db)
{
	if (!db->in_request)
		BUG("no request to end");
	if (db->in_tx)
		BUG("a write transaction was left open");
	for (sqlite3_stmt *s = NULL; (s = sqlite3_next_stmt(db->h, s)) != NULL;)
		if (sqlite3_stmt_busy(s))
			BUG("a statement was left open: %s", sqlite3_sql(s));
	for (int i = 0; i < STMT__MAX; i++)
		if (db->stmt[i].borrowed)
			BUG("%s was not given back", rules[i].name);

	/* After a bad error SQLite has ended it by itself. */
	db->deadline = 0;
	if (db->in_read && !sqlite3_get_autocommit(db->h) && run(db->commit) != SQLITE_OK)
		(void)run(db->rollback);
	if (!sqlite3_get_autocommit(db->h) || sqlite3_txn_state(db->h, NULL) != SQLITE_TXN_NONE)
		BUG("a transaction was left open");
	db->in_read = db->in_request = db->may_write = false;
	db->role = ANYONE;
}

static enum err
begin_write(struct db *db, struct tx *tx, int64_t until)
{
	check_process(db);
	if (!db->may_write)
		BUG("this request may not write");
	if (db->in_tx || tx->db)
		BUG("a transaction within a transaction");

	enum err e = lock_take(&db->lock, until);

	if (e != OK)
		return e;

	/* Only somebody without our lock can be in the way now. */
	int64_t left = until - clock_ms();

	(void)sqlite3_busy_timeout(db->h, (int)(left > 1000 ? left : 1000));
	db->deadline = 0;
	e = db_err(db->h, run(db->begin_write), "BEGIN IMMEDIATE");
	set_deadline(db);
	if (e != OK) {
		lock_release(&db->lock);
		return e;
	}
	db->in_tx = true;
	tx->db = db;
	return OK;
}

enum err
tx_begin(struct db *db, struct tx *tx)
{
	int64_t wait = db->role == SYSTEM ? DB_WAIT_SYSTEM_MS : DB_WAIT_MS;
	enum err e = begin_write(db, tx, clock_ms() + wait);

	if (e == ERR_BUSY)
		log_event(LOG_WARN, "db", "no write lock after %lld ms", (long long)wait);
	return e;
}

enum err
tx_try(struct db *db, struct tx *tx)
{
	return begin_write(db, tx, clock_ms());
}

/* Whether it went well or not, the transaction is over. */
static void
end_tx(struct tx *tx)
{
	struct db *db = tx->db;

	db->deadline = 0;
	if (!sqlite3_get_autocommit(db->h) && run(db->rollback) != SQLITE_OK)
		BUG("ROLLBACK: %s", sqlite3_errmsg(db->h));
	db->in_tx = false;
	lock_release(&db->lock);
	set_deadline(db);
	tx->db = NULL;
}

enum err
tx_commit(struct tx *tx)
{
	struct db *db = tx->db;
	enum err e;

	if (!db)
		BUG("no transaction to commit");
	if (sqlite3_get_autocommit(db->h)) {
		log_event(LOG_ERROR, "db", "COMMIT: SQLite had rolled back before");
		e = ERR_INTERNAL;
	} else {
		e = db_err(db->h, run(db->commit), "COMMIT");
	}
	if (e == OK)
		db->commits++;
	end_tx(tx);
	return e;
}

void
tx_releasep(struct tx *tx)
{
	if (tx->db)
		end_tx(tx);
}

struct stmt *
db_stmt(struct db *db, enum stmt_id id)
{
	struct stmt *s;

	if ((unsigned)id >= STMT__MAX)
		BUG("no statement %d", (int)id);
	s = &db->stmt[id];
	if (s->borrowed)
		BUG("%s is in use already", rules[id].name);
	if (rules[id].role > db->role)
		BUG("%s is not for role %d", rules[id].name, (int)db->role);
	if (rules[id].mode == WRITE && !db->may_write)
		BUG("%s: this request may not write", rules[id].name);
	if (rules[id].mode == WRITE && !db->in_tx)
		BUG("%s: a write outside a transaction", rules[id].name);
	s->borrowed = true;
	return s;
}

void
stmt_releasep(struct stmt **sp)
{
	struct stmt *s = *sp;

	if (!s)
		return;
	(void)sqlite3_reset(s->s);
	(void)sqlite3_clear_bindings(s->s);
	s->borrowed = false;
	*sp = NULL;
}

void
stmt_again(struct stmt *s)
{
	(void)sqlite3_reset(s->s);
	(void)sqlite3_clear_bindings(s->s);
}

static int
slot(struct stmt *s, const char *name)
{
	int i = sqlite3_bind_parameter_index(s->s, name);

	if (i == 0)
		BUG("%s has no value %s", rules[s->id].name, name);
	return i;
}

static void
bound(struct stmt *s, const char *name, int rc)
{
	if (rc != SQLITE_OK)
		BUG("%s, value %s: %s", rules[s->id].name, name, sqlite3_errmsg(s->db->h));
}

void
stmt_bind_text(struct stmt *s, const char *name, const char *value)
{
	int i = slot(s, name);

	bound(s, name,
	    value ? sqlite3_bind_text(s->s, i, value, -1, SQLITE_STATIC) :
		    sqlite3_bind_null(s->s, i));
}

void
stmt_bind_code(struct stmt *s, const char *name, const char *value)
{
	stmt_bind_text(s, name, value && *value ? value : NULL);
}

void
stmt_bind_int(struct stmt *s, const char *name, int64_t value)
{
	bound(s, name, sqlite3_bind_int64(s->s, slot(s, name), value));
}

void
stmt_bind_opt(struct stmt *s, const char *name, int64_t value)
{
	int i = slot(s, name);

	bound(s, name,
	    value ? sqlite3_bind_int64(s->s, i, value) : sqlite3_bind_null(s->s, i));
}

void
stmt_bind_blob(struct stmt *s, const char *name, const void *value, size_t n)
{
	int i = slot(s, name);

	bound(s, name,
	    value ? sqlite3_bind_blob64(s->s, i, value, n, SQLITE_STATIC) :
		    sqlite3_bind_null(s->s, i));
}

enum err
stmt_step(struct stmt *s, bool *ret_row)
{
	/*
	 * After some errors SQLite rolls back by itself; what the caller still
	 * writes must not be committed piece by piece.
	 */
	if (rules[s->id].mode == WRITE && sqlite3_get_autocommit(s->db->h)) {
		log_event(LOG_ERROR, "db", "%s: the transaction is gone", rules[s->id].name);
		return ERR_INTERNAL;
	}

	int rc = sqlite3_step(s->s);

	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return db_err(s->db->h, rc, rules[s->id].name);
	*ret_row = rc == SQLITE_ROW;
	return OK;
}

enum err
stmt_exec(struct stmt *s)
{
	bool row;
	enum err e = stmt_step(s, &row);

	if (e == OK && row)
		BUG("%s gave a row", rules[s->id].name);
	return e;
}

enum err
stmt_exec_one(struct stmt *s)
{
	enum err e = stmt_exec(s);

	return e == OK && db_changes(s->db) != 1 ? ERR_NOT_FOUND : e;
}

int64_t
stmt_int(struct stmt *s, int column)
{
	return sqlite3_column_int64(s->s, column);
}

const char *
stmt_peek(struct stmt *s, int column)
{
	const unsigned char *text = sqlite3_column_text(s->s, column);

	return text ? (const char *)text : "";
}

const char *
stmt_text(struct stmt *s, int column, struct arena *arena)
{
	const char *text = stmt_peek(s, column);

	/* Most optional columns are empty: no copy. */
	return *text ? arena_strdup(arena, text) : "";
}

size_t
stmt_blob(struct stmt *s, int column, void *out, size_t size)
{
	const void *blob = sqlite3_column_blob(s->s, column);
	size_t n = (size_t)sqlite3_column_bytes(s->s, column);

	if (n > size)
		n = size;
	if (blob && n > 0)
		memcpy(out, blob, n);
	return blob ? n : 0;
}

struct db *
stmt_db(struct stmt *s)
{
	return s->db;
}

int64_t
db_last_id(struct db *db)
{
	return sqlite3_last_insert_rowid(db->h);
}

int64_t
db_changes(struct db *db)
{
	return sqlite3_changes64(db->h);
}

int64_t
db_data_version(struct db *db)
{
	int64_t version = 0;

	/* Both only grow, so does their sum.  0 on trouble: the next call differs. */
	if (sqlite3_step(db->data_version) == SQLITE_ROW)
		version = sqlite3_column_int64(db->data_version, 0) + db->commits;
	(void)sqlite3_reset(db->data_version);
	return version;
}
