#include "store/db_sqlite.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum err
db_err(sqlite3 *h, int rc, const char *what)
{
	/* Extended codes are on: the last byte is the kind. */
	switch (rc & 0xff) {
	case SQLITE_OK:
		return OK;
	case SQLITE_BUSY:
		return ERR_BUSY;
	case SQLITE_INTERRUPT:
		log_event(LOG_ERROR, "db", "%s: cut off, it took too long", what);
		return ERR_BUSY;
	case SQLITE_FULL:
		log_event(LOG_ERROR, "db", "%s: the disk is full", what);
		return ERR_BUSY;
	case SQLITE_CONSTRAINT:
		if (rc != SQLITE_CONSTRAINT_UNIQUE && rc != SQLITE_CONSTRAINT_PRIMARYKEY)
			log_event(LOG_WARN, "db", "%s: %s", what, sqlite3_errmsg(h));
		return ERR_CONFLICT;
	}
	log_event(LOG_ERROR, "db", "%s: %s (%d)", what, h ? sqlite3_errmsg(h) : "no memory", rc);
	return ERR_INTERNAL;
}

/* SQLite's own error log.  Refused constraints are expected, and db_err() tells the rest. */
static void
on_log(void *unused, int code, const char *message)
{
	(void)unused;
	switch (code & 0xff) {
	case SQLITE_CONSTRAINT:
	case SQLITE_INTERRUPT:
	case SQLITE_SCHEMA:
		return;
	case SQLITE_NOTICE:
		/* Ordinary here: nobody checkpoints when the last handle closes (decision 0004). */
		if (code == SQLITE_NOTICE_RECOVER_WAL)
			return;
		log_event(LOG_INFO, "sqlite", "%s (%d)", message, code);
		return;
	}
	log_event(LOG_WARN, "sqlite", "%s (%d)", message, code);
}

/* Before the first connection of the process. */
static void
set_log(void)
{
	static bool done;

	if (!done && sqlite3_config(SQLITE_CONFIG_LOG, on_log, NULL) != SQLITE_OK)
		log_event(LOG_WARN, "db", "SQLite's error log is not available");
	done = true;
}

enum err
db_exec(sqlite3 *h, const char *sql)
{
	return db_err(h, sqlite3_exec(h, sql, NULL, NULL, NULL), "script");
}

enum err
db_pragma_int(sqlite3 *h, const char *sql, int64_t *ret_value)
{
	sqlite3_stmt *s = NULL;
	int64_t value = 0;
	int rc = sqlite3_prepare_v2(h, sql, -1, &s, NULL);

	if (rc == SQLITE_OK) {
		rc = sqlite3_step(s);
		if (rc == SQLITE_ROW)
			value = sqlite3_column_int64(s, 0);
		if (rc == SQLITE_ROW || rc == SQLITE_DONE)
			rc = SQLITE_OK;
	}
	if (rc == SQLITE_OK)
		*ret_value = value;

	enum err e = db_err(h, rc, sql);

	sqlite3_finalize(s);
	return e;
}

/* Each is set, then read back: SQLite ignores what it does not know without a word. */
static const struct {
	const char *set, *get;
	int64_t value;
} settings[] = {
	{ "PRAGMA busy_timeout = 5000",      "PRAGMA busy_timeout",       5000 },
	{ "PRAGMA synchronous = FULL",       "PRAGMA synchronous",        2 },
	{ "PRAGMA foreign_keys = ON",        "PRAGMA foreign_keys",       1 },
	{ "PRAGMA trusted_schema = OFF",     "PRAGMA trusted_schema",     0 },
	{ "PRAGMA cell_size_check = ON",     "PRAGMA cell_size_check",    1 },
	{ "PRAGMA mmap_size = 0",            "PRAGMA mmap_size",          0 },
	{ "PRAGMA wal_autocheckpoint = 0",   "PRAGMA wal_autocheckpoint", 0 },
	{ "PRAGMA secure_delete = ON",       "PRAGMA secure_delete",      1 },
	{ "PRAGMA temp_store = MEMORY",      "PRAGMA temp_store",         2 },
	{ "PRAGMA cache_size = -16384",      "PRAGMA cache_size",         -16384 },
};

static const struct {
	int option, value;
} options[] = {
	{ SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,      1 },
	{ SQLITE_DBCONFIG_DEFENSIVE,             1 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_DQS_DML,               0 },
	{ SQLITE_DBCONFIG_DQS_DDL,               0 },
};

/* Enough for the longest statement and text here, and far below what hurts. */
static const struct {
	int limit, value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH,              8 << 20 },
	{ SQLITE_LIMIT_SQL_LENGTH,          1 << 20 },
	{ SQLITE_LIMIT_COLUMN,              100 },
	{ SQLITE_LIMIT_EXPR_DEPTH,          100 },
	{ SQLITE_LIMIT_COMPOUND_SELECT,     12 },	/* the review queue: six provinces, two states */
	{ SQLITE_LIMIT_VDBE_OP,             25000 },
	{ SQLITE_LIMIT_FUNCTION_ARG,        16 },
	{ SQLITE_LIMIT_ATTACHED,            0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER,     64 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH,       10 },
	{ SQLITE_LIMIT_WORKER_THREADS,      0 },
};

static enum err
set_safe(sqlite3 *h)
{
	for (size_t i = 0; i < countof(options); i++) {
		int now = -1;

		if (sqlite3_db_config(h, options[i].option, options[i].value, &now) != SQLITE_OK ||
		    now != options[i].value) {
			log_event(LOG_ERROR, "db", "option %d is not available", options[i].option);
			return ERR_INTERNAL;
		}
	}
	for (size_t i = 0; i < countof(settings); i++) {
		int64_t now;
		enum err e = db_exec(h, settings[i].set);

		if (e == OK)
			e = db_pragma_int(h, settings[i].get, &now);
		if (e != OK)
			return e;
		if (now != settings[i].value) {
			log_event(LOG_ERROR, "db", "%s was not taken", settings[i].set);
			return ERR_INTERNAL;
		}
	}
	for (size_t i = 0; i < countof(limits); i++)
		(void)sqlite3_limit(h, limits[i].limit, limits[i].value);
	return OK;
}

bool
db_is_other(const char *path)
{
	static const char magic[16] = "SQLite format 3";
	char head[100];			/* no header is shorter */
	struct stat st;

	if (stat(path, &st) != 0)
		return false;
	if (!S_ISREG(st.st_mode))
		return true;

	FILE *f = st.st_size > 0 ? fopen(path, "rbe") : NULL;
	if (!f)
		return false;
	size_t n = fread(head, 1, sizeof(head), f);
	bool other = !ferror(f) && (n < sizeof(head) || memcmp(head, magic, sizeof(magic)) != 0);
	fclose(f);
	return other;
}

static enum err
need_file(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0)
		return OK;
	if (errno == ENOENT || errno == ENOTDIR)
		return ERR_NOT_FOUND;
	log_event(LOG_ERROR, "db", "%s: %s", path, strerror(errno));
	return ERR_INTERNAL;
}

enum err
db_raw_open(const char *path, sqlite3 **ret_handle)
{
	sqlite3 *h = NULL;
	mode_t mask;
	enum err e = need_file(path);

	if (e != OK)
		return e;
	set_log();
	mask = umask(0077);
	int rc = sqlite3_open_v2(path, &h,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	e = db_err(h, rc, path);
	if (e == OK)
		e = set_safe(h);
	umask(mask);
	if (e != OK) {
		sqlite3_close(h);
		return e;
	}
	*ret_handle = h;
	return OK;
}

static enum err
journal_mode(sqlite3 *h, const char *sql, bool *ret_wal)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(h, sql, -1, &s, NULL);

	if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		*ret_wal = strcmp((const char *)sqlite3_column_text(s, 0), "wal") == 0;
		rc = SQLITE_OK;
	}
	enum err e = db_err(h, rc, sql);

	sqlite3_finalize(s);
	return e;
}

/* A restored copy is not in WAL mode yet; the change is a write. */
static enum err
need_wal(struct db *db)
{
	bool wal;
	enum err e = journal_mode(db->h, "PRAGMA journal_mode", &wal);

	if (e != OK || wal)
		return e;
	e = lock_take(&db->lock, clock_ms() + DB_WAIT_SYSTEM_MS);
	if (e != OK)
		return e;
	e = journal_mode(db->h, "PRAGMA journal_mode = WAL", &wal);
	lock_release(&db->lock);
	if (e == OK && !wal) {
		log_event(LOG_ERROR, "db", "WAL mode was not taken");
		return ERR_INTERNAL;
	}
	return e;
}

static int
on_progress(void *p)
{
	const struct db *db = p;

	return db->deadline != 0 && clock_ms() > db->deadline;
}

/* Whatever way a commit comes about, it has the lock. */
static int
on_commit(void *p)
{
	const struct db *db = p;

	if (!db->lock.held)
		BUG("a commit without the write lock");
	return 0;
}

enum mode { READ, WRITE };

static const struct {
	const char *name, *sql;
	enum mode mode;
} statements[STMT__MAX] = {
#define STMT(id, m, r, text) [STMT_##id] = { .name = #id, .sql = text, .mode = m },
#include "store/stmt_all.def"
#undef STMT
};

static enum err
prepare_one(struct db *db, const char *sql, const char *name, sqlite3_stmt **ret_stmt)
{
	const char *rest = "";
	int rc = sqlite3_prepare_v3(
	    db->h, sql, -1, SQLITE_PREPARE_PERSISTENT, ret_stmt, &rest);

	if (rc == SQLITE_OK && (*ret_stmt == NULL || *rest != '\0'))
		BUG("%s: not exactly one statement", name);
	return db_err(db->h, rc, name);
}

static enum err
prepare(struct db *db)
{
	const struct {
		const char *sql;
		sqlite3_stmt **stmt;
	} own[] = {
		{ "BEGIN", &db->begin_read },
		{ "BEGIN IMMEDIATE", &db->begin_write },
		{ "COMMIT", &db->commit },
		{ "ROLLBACK", &db->rollback },
		{ "PRAGMA data_version", &db->data_version },
	};

	for (size_t i = 0; i < countof(own); i++) {
		enum err e = prepare_one(db, own[i].sql, own[i].sql, own[i].stmt);

		if (e != OK)
			return e;
	}
	for (int i = 0; i < STMT__MAX; i++) {
		struct stmt *s = &db->stmt[i];
		enum err e = prepare_one(db, statements[i].sql, statements[i].name, &s->s);

		if (e != OK)
			return e;
		s->db = db;
		s->id = (enum stmt_id)i;
		if ((statements[i].mode == READ) != (sqlite3_stmt_readonly(s->s) != 0))
			BUG("%s: it is not what its READ or WRITE says", statements[i].name);
	}
	return OK;
}

static enum err
check_version(struct db *db, const char *path)
{
	int64_t version;
	enum err e = db_pragma_int(db->h, "PRAGMA user_version", &version);

	if (e == OK && version != DB_SCHEMA_VERSION) {
		log_event(LOG_ERROR, "db", "%s: schema version %lld, this program needs %d", path,
		    (long long)version, DB_SCHEMA_VERSION);
		return ERR_INTERNAL;
	}
	return e;
}

enum err
db_open(const char *path, struct db **ret_db)
{
	struct db *db = calloc(1, sizeof(*db));

	if (!db)
		BUG("out of memory");
	db->pid = getpid();
	db->lock.fd = -1;
	db->role = ANYONE;

	/* No lock is made for what is not there. */
	enum err e = need_file(path);

	if (e == OK)
		e = lock_open(&db->lock, path);
	if (e == OK)
		e = db_raw_open(path, &db->h);
	if (e == OK)
		e = check_version(db, path);
	if (e == OK)
		e = need_wal(db);
	if (e == OK)
		e = prepare(db);
	if (e != OK) {
		db_close(db);
		return e == ERR_NOT_FOUND || e == ERR_BUSY ? e : ERR_INTERNAL;
	}
	sqlite3_progress_handler(db->h, 10000, on_progress, db);
	(void)sqlite3_commit_hook(db->h, on_commit, db);
	*ret_db = db;
	return OK;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	if (db->pid != getpid())
		BUG("a database handle was carried across fork()");
	for (int i = 0; i < STMT__MAX; i++)
		sqlite3_finalize(db->stmt[i].s);
	sqlite3_finalize(db->begin_read);
	sqlite3_finalize(db->begin_write);
	sqlite3_finalize(db->commit);
	sqlite3_finalize(db->rollback);
	sqlite3_finalize(db->data_version);
	if (sqlite3_close(db->h) != SQLITE_OK)
		BUG("closing the database: %s", sqlite3_errmsg(db->h));
	lock_close(&db->lock);
	free(db);
}
