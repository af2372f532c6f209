#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/base.h"
#include "domain/role.h"
#include "store/stmt.h"

/*
 * The store's engine, without showing which one it is.  db_sqlite.c holds
 * SQLite and the lock of security.md decision 1: a file lock is taken before
 * every write transaction and every checkpoint and kept to its end.
 */
struct db;
struct stmt;

/**
 * db_open(path, ret_db):
 * Open the existing database ${path}, refuse any schema version but the one
 * of this program, set and read back the safety settings (WAL, synchronous
 * FULL, foreign keys, trusted_schema off, no automatic checkpoint ...),
 * prepare every statement and compare READ/WRITE with what the engine says.
 * Return ERR_NOT_FOUND if there is no such file, ERR_INTERNAL (logged)
 * otherwise, ERR_BUSY while somebody restores it.  Never carry a handle across fork().  The handle starts with
 * role ANYONE and may not write.
 */
enum err db_open(const char *path, struct db **ret_db) NODISCARD;

/**
 * db_is_other(path):
 * Whether ${path} is there but cannot be a database: a folder, or a file with another
 * beginning.  False for an empty file, and where it cannot be told; then db_open() says more.
 */
bool db_is_other(const char *path);

void db_close(struct db *);		/* NULL is fine */

/**
 * db_begin_request(db, role, may_write), db_end_request(db):
 * Between the two, statements of a higher role, and WRITE statements unless
 * ${may_write}, are bugs.  A reading request sees one snapshot, that of its first
 * statement.  Statements are cut off (ERR_BUSY) 2 s after the begin, or after
 * the last tx_begin(); not for role SYSTEM.  db_end_request() finds
 * a statement or a write transaction that was left open: a bug.
 */
void db_begin_request(struct db *, enum access role, bool may_write);
void db_end_request(struct db *);

/*
 * A write transaction.  Every WRITE statement must run inside one, so that
 * what belongs together is written together; store functions never begin one,
 * their callers do.
 *
 *	TX_AUTO tx = { 0 };
 *	enum err e = tx_begin(db, &tx);
 *	...
 *	return tx_commit(&tx);		// without it, leaving the block rolls back
 */
struct tx {
	struct db *db;
};
#define TX_AUTO __attribute__((cleanup(tx_releasep))) struct tx

/**
 * tx_begin(db, tx):
 * Take the write lock and BEGIN IMMEDIATE.  A request waits up to 5 s, role SYSTEM
 * 30 s, then ERR_BUSY.
 */
enum err tx_begin(struct db *, struct tx *) NODISCARD;
/** tx_try(db, tx): as tx_begin(), but does not wait: ERR_BUSY if somebody else is writing. */
enum err tx_try(struct db *, struct tx *) NODISCARD;
enum err tx_commit(struct tx *) NODISCARD;
void tx_releasep(struct tx *);

/**
 * db_stmt(db, id):
 * Borrow the prepared statement ${id}; given back when the STMT_AUTO variable
 * goes out of scope.
 */
struct stmt *db_stmt(struct db *, enum stmt_id);
void stmt_releasep(struct stmt **);
#define STMT_AUTO __attribute__((cleanup(stmt_releasep))) struct stmt *

/* Bind the value of ":name".  Texts and blobs are borrowed until ${s} is given back. */
void stmt_bind_text(struct stmt *, const char *name, const char *value);	/* NULL: NULL */
void stmt_bind_code(struct stmt *, const char *name, const char *value);	/* NULL or "": NULL */
void stmt_bind_int(struct stmt *, const char *name, int64_t value);
void stmt_bind_opt(struct stmt *, const char *name, int64_t value);		/* 0: NULL */
void stmt_bind_blob(struct stmt *, const char *name, const void *value, size_t n);

/**
 * stmt_step(s, ret_row):
 * Run to the next row; ${ret_row} tells whether there is one.  ERR_CONFLICT: a
 * constraint refused it.
 */
enum err stmt_step(struct stmt *, bool *ret_row) NODISCARD;

/** stmt_exec(s): run a statement without rows. */
enum err stmt_exec(struct stmt *) NODISCARD;

/** stmt_exec_one(s): as stmt_exec(); ERR_NOT_FOUND unless exactly one row was changed. */
enum err stmt_exec_one(struct stmt *) NODISCARD;

/** stmt_again(s): reset, so that it can be bound and run once more. */
void stmt_again(struct stmt *);

/* Columns of the current row, counted from 0. */
int64_t stmt_int(struct stmt *, int column);			/* NULL: 0 */
const char *stmt_text(struct stmt *, int column, struct arena *);	/* copied; NULL: "" */
const char *stmt_peek(struct stmt *, int column);	/* not copied: until the next step; NULL: "" */
size_t stmt_blob(struct stmt *, int column, void *out, size_t size);	/* bytes copied, at most ${size} */

/** stmt_db(s): the handle that ${s} belongs to. */
struct db *stmt_db(struct stmt *);

int64_t db_last_id(struct db *);
int64_t db_changes(struct db *);

/** db_data_version(db): changes whenever anybody has committed, this handle or another one. */
int64_t db_data_version(struct db *);

/**
 * db_checkpoint(db):
 * Move the write-ahead log into the database and empty it, under the lock.
 * Only the job process and commands call it, outside of reading requests.
 * ERR_BUSY: a reader was in the way, some of it is left; try again later.
 */
enum err db_checkpoint(struct db *) NODISCARD;

/**
 * db_indexes_drop(db, table, arena, ret_sql), db_indexes_make(db, sql):
 * Within a write transaction: drop what CREATE INDEX has made on ${table}, and make it again by what is returned, before
 * the transaction ends.  For tables that are filled from nothing.
 */
enum err db_indexes_drop(struct db *, const char *table, struct arena *, const char **ret_sql) NODISCARD;
enum err db_indexes_make(struct db *, const char *sql) NODISCARD;

/**
 * db_check(db):
 * Verify the file (quick_check, foreign_key_check), and that keys are on and all
 * tables STRICT.  Logs what is wrong.
 */
enum err db_check(struct db *) NODISCARD;

/**
 * db_backup(db, path):
 * Write a verified copy to the new file ${path} (VACUUM INTO, integrity_check, fsync, rename);
 * writers go on meanwhile.  ERR_CONFLICT if it exists, ERR_NOT_FOUND if no file can be made
 * there (not logged).  The snapshot of a reading request ends.
 */
enum err db_backup(struct db *, const char *path) NODISCARD;

/**
 * db_restore(path, from, old):
 * Put a verified copy of the database ${from} in the place of ${path}, whole or not at all.  What was there is
 * kept under the new name ${old}.  ERR_NOT_FOUND: there is no ${from}; ERR_CONFLICT: it is ${path}
 * itself; ERR_BUSY: somebody has ${path} open; ERR_BAD_INPUT, and logged: ${from} is no whole database of
 * this schema version; ERR_INTERNAL: logged.
 */
enum err db_restore(const char *path, const char *from, const char *old) NODISCARD;

/**
 * db_create(path, schema_sql): make the new database ${path}, mode 0600, from the text of
 * schema.sql, WAL on, and fill table secret.  ERR_CONFLICT if the file exists, unless it has
 * no tables.
 */
enum err db_create(const char *path, const char *schema_sql) NODISCARD;

/** db_version(path, ret_version): the schema version of ${path}; ERR_NOT_FOUND. */
enum err db_version(const char *path, int64_t *ret_version) NODISCARD;

/**
 * db_run_migration(path, version, sql): run ${sql} and set the schema version to
 * ${version}, in one transaction under the lock.
 */
enum err db_run_migration(const char *path, int64_t version, const char *sql) NODISCARD;

#define DB_SCHEMA_VERSION 1

#endif
