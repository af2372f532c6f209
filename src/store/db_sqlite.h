#ifndef STORE_DB_SQLITE_H
#define STORE_DB_SQLITE_H

/*
 * What the files db_sqlite*.c share, and nobody else includes: the engine
 * behind store/db.h is SQLite.
 */
#include <sqlite3.h>
#include <sys/types.h>

#include "store/db.h"

/*
 * The write lock: a file beside the database.  SQLite 3.40 can damage a
 * database when a checkpoint meets a commit of another connection
 * (docs/security.md, P-SQ1), so both are done under it.
 */
struct lock {
	int fd;				/* -1: not open */
	void *timer;			/* ends a wait */
	bool has_timer, held;
};

/**
 * lock_open(lock, path):
 * Open the lock of the database ${path}, before the database itself: until lock_close() nobody puts
 * another file in its place.  ERR_BUSY: somebody is doing that.
 */
enum err lock_open(struct lock *, const char *path) NODISCARD;
/** lock_open_alone(lock, path): the same to put another file in its place; ERR_BUSY: somebody has it open. */
enum err lock_open_alone(struct lock *, const char *path) NODISCARD;
void lock_close(struct lock *);

/**
 * lock_take(lock, until):
 * Wait in the kernel's queue for the lock, at the latest to ${until} on clock_ms(), then
 * ERR_BUSY.  Who has just given it back stands behind those who wait.
 */
enum err lock_take(struct lock *, int64_t until) NODISCARD;
void lock_release(struct lock *);

struct stmt {
	sqlite3_stmt *s;
	struct db *db;
	enum stmt_id id;
	bool borrowed;
};

struct db {
	sqlite3 *h;
	pid_t pid;			/* a handle must not cross fork() */
	struct lock lock;
	enum access role;
	bool may_write, in_request, in_read, in_tx;
	int64_t deadline;		/* on clock_ms(), 0: none */
	int64_t commits;
	sqlite3_stmt *begin_read, *begin_write, *commit, *rollback, *data_version;
	struct stmt stmt[STMT__MAX];
};

#define DB_REQUEST_MS	  2000		/* statements of one request */
#define DB_WAIT_MS	  5000		/* a request waits so long for the write lock */
#define DB_WAIT_SYSTEM_MS 30000		/* a command or the job process */

/** db_raw_open(path, ret_handle): a connection with every setting, but without statements. */
enum err db_raw_open(const char *path, sqlite3 **ret_handle) NODISCARD;

/** db_err(h, rc, what): log what is nobody's mistake, and give the value of store/db.h. */
enum err db_err(sqlite3 *, int rc, const char *what) NODISCARD;

/** db_pragma_int(h, sql, ret_value): the one number that the literal ${sql} gives, 0 if none. */
enum err db_pragma_int(sqlite3 *, const char *sql, int64_t *ret_value) NODISCARD;

/** db_exec(h, sql): run a text of statements that is part of the program or its files. */
enum err db_exec(sqlite3 *, const char *sql) NODISCARD;

/** db_check_raw(h, quick): what db_check() does, with ${quick}, a literal, as the check of the file. */
enum err db_check_raw(sqlite3 *, const char *quick) NODISCARD;

/** db_failed(path): log errno; ERR_BUSY where the disk is full, else ERR_INTERNAL. */
enum err db_failed(const char *path) NODISCARD;

/** db_sync_folder(path): the folder of ${path}, so that a new name in it survives a power cut. */
enum err db_sync_folder(const char *path) NODISCARD;

/** db_checkpoint_raw(h): the checkpoint itself; the caller holds the lock. */
enum err db_checkpoint_raw(sqlite3 *) NODISCARD;

#endif
