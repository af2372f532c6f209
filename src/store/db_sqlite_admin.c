#include "store/db_sqlite.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_SIZE 4096
#define SECRET_BYTES 32

/* Readers are asked to leave for so long only: writers wait meanwhile. */
#define CHECKPOINT_WAIT_MS 200

enum err
db_checkpoint_raw(sqlite3 *h)
{
	/* The first moves what it can without waiting, the second then has little left. */
	int rc = sqlite3_wal_checkpoint_v2(h, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

	if (rc == SQLITE_OK || rc == SQLITE_BUSY) {
		(void)sqlite3_busy_timeout(h, CHECKPOINT_WAIT_MS);
		rc = sqlite3_wal_checkpoint_v2(h, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
		(void)sqlite3_busy_timeout(h, DB_WAIT_MS);
	}
	return db_err(h, rc, "checkpoint");
}

enum err
db_checkpoint(struct db *db)
{
	if (db->pid != getpid())
		BUG("a database handle was carried across fork()");
	if (db->in_tx || db->in_read)
		BUG("a checkpoint within a transaction");

	enum err e = lock_take(&db->lock, clock_ms() + DB_WAIT_SYSTEM_MS);

	if (e != OK)
		return e;
	e = db_checkpoint_raw(db->h);
	lock_release(&db->lock);
	return e;
}

enum err
db_indexes_drop(struct db *db, const char *table, struct arena *arena, const char **ret_sql)
{
	sqlite3_stmt *s = NULL;
	const char *drop = "", *make = "";
	int rc = sqlite3_prepare_v2(db->h, "SELECT name, sql FROM sqlite_schema WHERE type = 'index'"
	    " AND tbl_name = ? AND sql IS NOT NULL", -1, &s, NULL);

	if (!db->in_tx)
		BUG("no transaction to drop indexes in");
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
	while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		drop = arena_printf(arena, "%sDROP INDEX %s;", drop, (const char *)sqlite3_column_text(s, 0));
		make = arena_printf(arena, "%s%s;", make, (const char *)sqlite3_column_text(s, 1));
		rc = SQLITE_OK;
	}
	/* It must not be open any more while they go. */
	sqlite3_finalize(s);
	if (rc == SQLITE_DONE)
		rc = sqlite3_exec(db->h, drop, NULL, NULL, NULL);
	*ret_sql = make;
	return db_err(db->h, rc, "DROP INDEX");
}

enum err
db_indexes_make(struct db *db, const char *sql)
{
	if (!db->in_tx)
		BUG("no transaction to make indexes in");
	return db_err(db->h, sqlite3_exec(db->h, sql, NULL, NULL, NULL), "CREATE INDEX");
}

/* Log every row of ${sql}; ERR_INTERNAL if there was one other than "ok". */
static enum err
need_nothing(sqlite3 *h, const char *sql, const char *what)
{
	sqlite3_stmt *s = NULL;
	int bad = 0, rc = sqlite3_prepare_v2(h, sql, -1, &s, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(s, 0);

		rc = SQLITE_OK;
		if (text && streq(text, "ok"))
			continue;
		log_event(LOG_ERROR, "db", "%s: %s", what, text ? text : "");
		if (++bad == 10)
			break;
	}
	if (rc == SQLITE_DONE)
		rc = SQLITE_OK;

	enum err e = db_err(h, rc, what);

	sqlite3_finalize(s);
	return e == OK && bad > 0 ? ERR_INTERNAL : e;
}

enum err
db_check_raw(sqlite3 *h, const char *quick)
{
	int64_t keys = 0;
	enum err e = db_pragma_int(h, "PRAGMA foreign_keys", &keys);

	if (e == OK && keys != 1) {
		log_event(LOG_ERROR, "db", "foreign keys are off");
		return ERR_INTERNAL;
	}
	if (e == OK)
		e = need_nothing(h, quick, "damaged");
	if (e == OK)
		e = need_nothing(h, "PRAGMA foreign_key_check", "row without its parent, table");
	if (e == OK)
		e = need_nothing(h,
		    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
		    " AND strict = 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
		    "table is not STRICT");
	/* SQLite itself switches the keys on, but a table can lack them. */
	if (e == OK)
		e = need_nothing(h,
		    "SELECT 'match' WHERE NOT EXISTS"
		    " (SELECT 1 FROM pragma_foreign_key_list('match'))",
		    "table has no foreign keys");
	return e;
}

enum err
db_check(struct db *db)
{
	enum err e = db_check_raw(db->h, "PRAGMA quick_check");

	return e == OK ? OK : ERR_INTERNAL;
}

/* The tables, the version and the secret, in one transaction. */
static enum err
fill(sqlite3 *h, const char *schema_sql)
{
	unsigned char secret[SECRET_BYTES];
	sqlite3_stmt *s = NULL;
	int64_t version = 0, tables = 0;
	enum err e = db_pragma_int(h, "SELECT count(*) FROM sqlite_schema", &tables);

	if (e == OK && tables > 0)
		return ERR_CONFLICT;
	if (e == OK)
		e = db_exec(h, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE");
	if (e == OK)
		e = db_exec(h, schema_sql);
	if (e == OK)
		e = db_pragma_int(h, "PRAGMA user_version", &version);
	if (e == OK && version != DB_SCHEMA_VERSION) {
		log_event(LOG_ERROR, "db", "the schema is of version %lld, this program needs %d",
		    (long long)version, DB_SCHEMA_VERSION);
		e = ERR_INTERNAL;
	}
	if (e != OK)
		return e;

	random_bytes(secret, sizeof(secret));
	int rc = sqlite3_prepare_v2(
	    h, "INSERT INTO secret (name, value) VALUES ('csrf', ?1)", -1, &s, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_bind_blob(s, 1, secret, sizeof(secret), SQLITE_STATIC);
	if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_DONE)
		rc = SQLITE_OK;
	e = db_err(h, rc, "secret");
	sqlite3_finalize(s);
	return e == OK ? db_exec(h, "COMMIT") : e;
}

static void
remove_all(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char name[PATH_SIZE];

	for (size_t i = 0; i < countof(ends); i++) {
		snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		(void)unlink(name);
	}
}

/* A raw connection with the write lock held. */
static enum err
open_locked(const char *path, sqlite3 **ret_handle, struct lock *ret_lock)
{
	struct lock lock;
	sqlite3 *h = NULL;
	enum err e = lock_open(&lock, path);

	if (e == OK)
		e = db_raw_open(path, &h);
	if (e == OK)
		e = lock_take(&lock, clock_ms() + DB_WAIT_SYSTEM_MS);
	if (e != OK) {
		sqlite3_close(h);
		lock_close(&lock);
		return e;
	}
	*ret_handle = h;
	*ret_lock = lock;
	return OK;
}

enum err
db_create(const char *path, const char *schema_sql)
{
	struct lock lock;
	sqlite3 *h;
	int fd;

	if (strlen(path) > PATH_SIZE - 16)
		return ERR_BAD_INPUT;

	/*
	 * Made here and closed before SQLite opens it: it takes the mode over for
	 * -wal and -shm.  One without tables is left from an attempt that was cut off.
	 */
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd == -1 && errno != EEXIST)
		return db_failed(path);
	if (fd != -1)
		close(fd);

	enum err e = open_locked(path, &h, &lock);

	if (e == OK) {
		e = fill(h, schema_sql);
		if (e == OK)
			e = db_checkpoint_raw(h);
		sqlite3_close(h);
		lock_release(&lock);
		lock_close(&lock);
	}
	if (e == OK)
		return db_sync_folder(path);
	if (fd != -1)
		remove_all(path);
	return e == ERR_BUSY || e == ERR_CONFLICT ? e : ERR_INTERNAL;
}

enum err
db_version(const char *path, int64_t *ret_version)
{
	sqlite3 *h;
	enum err e = db_raw_open(path, &h);

	if (e != OK)
		return e;
	e = db_pragma_int(h, "PRAGMA user_version", ret_version);
	sqlite3_close(h);
	return e;
}

static enum err
migrate_locked(sqlite3 *h, int64_t version, const char *sql)
{
	char set[64];
	/* Tables can only be made anew with the keys off; they are checked before the commit. */
	enum err e = db_exec(h, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");

	snprintf(set, sizeof(set), "PRAGMA user_version = %lld", (long long)version);
	if (e == OK)
		e = db_exec(h, sql);
	if (e == OK)
		e = need_nothing(h, "PRAGMA foreign_key_check", "row without its parent, table");
	if (e == OK)
		e = db_exec(h, set);
	if (e == OK)
		e = db_exec(h, "COMMIT");
	return e;
}

enum err
db_run_migration(const char *path, int64_t version, const char *sql)
{
	struct lock lock;
	sqlite3 *h;
	enum err e = open_locked(path, &h, &lock);

	if (e != OK)
		return e;
	e = migrate_locked(h, version, sql);
	/* Closing rolls an open transaction back. */
	sqlite3_close(h);
	lock_release(&lock);
	lock_close(&lock);
	return e == OK || e == ERR_BUSY ? e : ERR_INTERNAL;
}
