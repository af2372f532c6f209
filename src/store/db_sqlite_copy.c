#include "store/db_sqlite.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A copy of the database is made, and put in its place. */

#define PATH_SIZE 4096

enum err
db_failed(const char *path)
{
	log_event(LOG_ERROR, "db", "%s: %s", path, strerror(errno));
	return errno == ENOSPC ? ERR_BUSY : ERR_INTERNAL;
}

static enum err
sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);

	if (fd == -1)
		return db_failed(path);
	if (fsync(fd) != 0) {
		enum err e = db_failed(path);

		close(fd);
		return e;
	}
	close(fd);
	return OK;
}

enum err
db_sync_folder(const char *path)
{
	char folder[PATH_SIZE];
	const char *slash = strrchr(path, '/');

	if (!slash)
		return sync_path(".", O_RDONLY | O_DIRECTORY);
	snprintf(folder, sizeof(folder), "%.*s", (int)(slash == path ? 1 : slash - path), path);
	return sync_path(folder, O_RDONLY | O_DIRECTORY);
}

static enum err
vacuum_into(sqlite3 *h, const char *path)
{
	sqlite3_stmt *s = NULL;
	mode_t mask = umask(0077);
	int old = sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, 1);
	int rc = sqlite3_prepare_v2(h, "VACUUM INTO ?1", -1, &s, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(s, 1, path, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_DONE)
		rc = SQLITE_OK;

	enum err e = db_err(h, rc, "backup");

	sqlite3_finalize(s);
	(void)sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, old);
	umask(mask);
	return e;
}

/* Whether that is a whole database of ours, of this version. */
static enum err
verify(sqlite3 *h, const char *path)
{
	int64_t version = 0;
	enum err e = db_pragma_int(h, "PRAGMA user_version", &version);

	if (e == OK && version != DB_SCHEMA_VERSION) {
		log_event(LOG_ERROR, "db", "%s: schema version %lld, this program needs %d", path,
		    (long long)version, DB_SCHEMA_VERSION);
		return ERR_INTERNAL;
	}
	return e == OK ? db_check_raw(h, "PRAGMA integrity_check") : e;
}

static enum err
verify_copy(const char *path)
{
	sqlite3 *h;
	enum err e = db_raw_open(path, &h);

	if (e != OK)
		return e;
	e = verify(h, path);
	sqlite3_close(h);
	return e;
}

/* Make the empty file ${part}, over one left from an attempt that was cut off; false, with errno. */
static bool
make_empty(const char *part)
{
	(void)unlink(part);
	int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd != -1)
		close(fd);
	return fd != -1;
}

/* A verified copy of ${h}, on the disk, in ${part}; or no such file.  ERR_NOT_FOUND: it cannot be made. */
static enum err
copy_into(sqlite3 *h, const char *part)
{
	if (!make_empty(part))
		return ERR_NOT_FOUND;

	enum err e = vacuum_into(h, part);
	if (e == OK)
		e = verify_copy(part);
	if (e == OK)
		e = sync_path(part, O_RDONLY);
	if (e != OK)
		(void)unlink(part);
	return e;
}

/* "PATH" and ${end} into ${name} of PATH_SIZE bytes. */
static bool
join(char *name, const char *path, const char *end)
{
	int n = snprintf(name, PATH_SIZE, "%s%s", path, end);

	return n >= 0 && n < PATH_SIZE;
}

enum err
db_backup(struct db *db, const char *path)
{
	char part[PATH_SIZE];

	if (db->in_tx)
		BUG("a backup within a transaction");
	if (!join(part, path, ".part"))
		return ERR_BAD_INPUT;
	if (access(path, F_OK) == 0)
		return ERR_CONFLICT;

	/* VACUUM takes a snapshot of its own. */
	if (db->in_read && !sqlite3_get_autocommit(db->h)) {
		(void)sqlite3_step(db->commit);
		(void)sqlite3_reset(db->commit);
	}
	enum err e = copy_into(db->h, part);

	if (e == OK && rename(part, path) != 0) {
		e = db_failed(path);
		(void)unlink(part);
	}
	return e == OK ? db_sync_folder(path) : e;
}

/* ---- Restoring ---- */

/* ERR_BAD_INPUT, and logged: ${from} is no whole database of ours. */
static enum err
copy_from(const char *from, const char *part)
{
	sqlite3 *h;
	enum err e = db_raw_open(from, &h);

	if (e != OK)
		return e == ERR_NOT_FOUND ? e : ERR_BAD_INPUT;
	e = verify(h, from) == OK ? OK : ERR_BAD_INPUT;
	if (e == OK) {
		e = copy_into(h, part);
		if (e == ERR_NOT_FOUND)
			e = db_failed(part);
	}
	sqlite3_close(h);
	return e;
}

/* Bring all of it into one file.  If it is too damaged for that its log is kept beside it. */
static void
settle(const char *path)
{
	sqlite3 *h;

	if (db_raw_open(path, &h) != OK)
		return;
	(void)!db_checkpoint_raw(h);
	sqlite3_close(h);
}

/* Give the file ${path}${end} its second name, if there is anything in it. */
static enum err
keep(const char *path, const char *old, const char *end)
{
	char from[PATH_SIZE], to[PATH_SIZE];
	struct stat st;

	if (!join(from, path, end) || !join(to, old, end))
		return ERR_INTERNAL;
	if (stat(from, &st) != 0 || st.st_size == 0)
		return OK;
	return link(from, to) == 0 ? OK : db_failed(to);
}

/*
 * Put ${part} in the place of ${path}.  A name is given before one is taken away, and a log that
 * does not belong to the new file is gone before that is there: at each step a whole database
 * stands there, the old one or the new one.
 */
static enum err
replace(const char *path, const char *part, const char *old)
{
	static const char *const ends[] = { "-wal", "-shm" };
	char name[PATH_SIZE];

	settle(path);
	enum err e = keep(path, old, "");
	if (e == OK)
		e = keep(path, old, "-wal");
	if (e != OK)
		return e;
	for (size_t i = 0; i < countof(ends); i++)
		if (join(name, path, ends[i]))
			(void)unlink(name);
	e = db_sync_folder(path);
	if (e == OK && rename(part, path) != 0)
		e = db_failed(path);
	return e == OK ? db_sync_folder(path) : e;
}

static bool
is_same(const char *a, const char *b)
{
	struct stat s, t;

	return stat(a, &s) == 0 && stat(b, &t) == 0 && s.st_dev == t.st_dev && s.st_ino == t.st_ino;
}

static enum err
restore_locked(const char *path, const char *from, const char *old)
{
	char part[PATH_SIZE];

	if (!join(part, path, ".part"))
		return ERR_INTERNAL;
	enum err e = copy_from(from, part);
	if (e != OK)
		return e;
	e = replace(path, part, old);
	if (e != OK)
		(void)unlink(part);
	return e;
}

enum err
db_restore(const char *path, const char *from, const char *old)
{
	struct lock lock;

	if (access(from, F_OK) != 0)
		return ERR_NOT_FOUND;
	if (is_same(path, from))
		return ERR_CONFLICT;

	enum err e = lock_open_alone(&lock, path);
	if (e == OK)
		e = lock_take(&lock, clock_ms());
	if (e == OK) {
		e = restore_locked(path, from, old);
		/* A full disk is not somebody at work. */
		if (e == ERR_BUSY)
			e = ERR_INTERNAL;
		lock_release(&lock);
	}
	lock_close(&lock);
	return e;
}
