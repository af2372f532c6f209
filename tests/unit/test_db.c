#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/account.h"
#include "store/audit.h"
#include "store/db_sqlite.h"
#include "store/secret.h"
#include "store_sample.h"

/* One more failure of "k": reads, counts, writes. */
static enum err
increment(struct db *db)
{
	struct throttle t;
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(db, &tx);

	if (e == OK)
		e = throttle_fail(db, "k", NOW, &t);
	return e == OK ? tx_commit(&tx) : e;
}

static int64_t
failures(struct db *db)
{
	struct throttle t;

	assert_int_equal(throttle_get(db, "k", NOW, &t), OK);
	return t.failures;
}

/* ---- What is a bug ---- */

static void
get_writes(struct db *db)
{
	struct tx tx = { 0 };

	db_begin_request(db, SYSTEM, false);
	(void)!tx_begin(db, &tx);
}

static void
write_outside(struct db *db)
{
	db_begin_request(db, SYSTEM, true);
	(void)!throttle_clear(db, "k");
}

static void
above_role(struct db *db)
{
	struct company c;
	struct arena *arena = arena_new(1 << 20);

	db_begin_request(db, MEMBER, false);
	(void)!company_get_by_ref(db, "X", arena, &c);
}

static void
tx_left_open(struct db *db)
{
	struct tx tx = { 0 };

	db_begin_request(db, SYSTEM, true);
	(void)!tx_begin(db, &tx);
	db_end_request(db);
}

static void
statement_left_open(struct db *db)
{
	bool row;

	db_begin_request(db, SYSTEM, false);
	(void)!stmt_step(db_stmt(db, STMT_SECTOR_LIST), &row);
	db_end_request(db);
}

static void
across_fork(struct db *db)
{
	db->pid++;
	db_begin_request(db, SYSTEM, false);
}

static void
checkpoint_inside(struct db *db)
{
	struct tx tx = { 0 };

	db_begin_request(db, SYSTEM, true);
	(void)!tx_begin(db, &tx);
	(void)!db_checkpoint(db);
}

static void
commit_without_lock(struct db *db)
{
	(void)sqlite3_exec(db->h, "DELETE FROM throttle", NULL, NULL, NULL);
}

static void
nothing_wrong(struct db *db)
{
	db_begin_request(db, SYSTEM, true);
	(void)increment(db);
	db_end_request(db);
}

static void
bugs(void **state)
{
	struct store *st = *state;

	assert_false(store_dies(st, nothing_wrong));
	assert_true(store_dies(st, get_writes));
	assert_true(store_dies(st, write_outside));
	assert_true(store_dies(st, above_role));
	assert_true(store_dies(st, tx_left_open));
	assert_true(store_dies(st, statement_left_open));
	assert_true(store_dies(st, across_fork));
	assert_true(store_dies(st, checkpoint_inside));
	assert_true(store_dies(st, commit_without_lock));
}

/* ---- Transactions ---- */

static void
leaving_rolls_back(void **state)
{
	struct store *st = *state;
	struct throttle t;

	assert_int_equal(increment(st->db), OK);
	{
		TX_AUTO tx = { 0 };

		assert_int_equal(tx_begin(st->db, &tx), OK);
		assert_int_equal(throttle_fail(st->db, "k", NOW, &t), OK);
		assert_int_equal(failures(st->db), 2);
	}
	assert_int_equal(failures(st->db), 1);
}

static void
a_get_sees_one_snapshot(void **state)
{
	struct store *st = *state;
	struct db *reader;
	int64_t version;

	assert_int_equal(db_open(st->path, &reader), OK);
	assert_int_equal(increment(st->db), OK);
	version = db_data_version(st->db);

	db_begin_request(reader, ANYONE, false);
	assert_int_equal(failures(reader), 1);
	assert_int_equal(increment(st->db), OK);
	assert_int_equal(failures(reader), 1);
	db_end_request(reader);

	db_begin_request(reader, ANYONE, false);
	assert_int_equal(failures(reader), 2);
	db_end_request(reader);
	db_close(reader);
	assert_true(db_data_version(st->db) != version);
}

static void
the_version_tells_of_others(void **state)
{
	struct store *st = *state;
	struct db *other;
	int64_t before;

	assert_int_equal(db_open(st->path, &other), OK);
	before = db_data_version(other);
	assert_int_equal(db_data_version(other), before);
	assert_int_equal(increment(st->db), OK);
	assert_true(db_data_version(other) != before);
	db_close(other);
}

/* Statements of a request are cut off; those of the system are not asked for the time. */
static void
a_request_has_a_deadline(void **state)
{
	static const char bomb[] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
				   " SELECT count(*) FROM n";
	struct store *st = *state;
	struct db *db;
	int64_t start = clock_ms();

	assert_int_equal(db_open(st->path, &db), OK);
	db_begin_request(db, ANYONE, false);
	assert_int_equal(sqlite3_exec(db->h, bomb, NULL, NULL, NULL), SQLITE_INTERRUPT);
	db_end_request(db);
	assert_in_range(clock_ms() - start, DB_REQUEST_MS, DB_REQUEST_MS + 1500);
	db_close(db);
}

/* ---- The lock, with other processes ---- */

/* Run ${work} in a process; its result is the exit code. */
static pid_t
start(const struct store *st, int (*work)(struct db *, int fd), int fd)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		struct db *db;

		if (db_open(st->path, &db) != OK)
			_exit(2);
		db_begin_request(db, SYSTEM, true);
		int code = work(db, fd);

		db_end_request(db);
		db_close(db);
		_exit(code);
	}
	return pid;
}

static void
finish(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static int
fifty(struct db *db, int fd)
{
	(void)fd;
	for (int i = 0; i < 50; i++)
		if (increment(db) != OK)
			return 1;
	return 0;
}

static void
no_increment_is_lost(void **state)
{
	struct store *st = *state;
	pid_t pids[8];

	for (size_t i = 0; i < countof(pids); i++)
		pids[i] = start(st, fifty, -1);
	/* Checkpoints all the while. */
	for (int i = 0; i < 20; i++) {
		enum err e = db_checkpoint(st->db);

		assert_true(e == OK || e == ERR_BUSY);
		usleep(10000);
	}
	for (size_t i = 0; i < countof(pids); i++)
		finish(pids[i]);
	assert_int_equal(failures(st->db), 400);
	assert_int_equal(db_check(st->db), OK);
}

/* Writes for a second, and tells how often. */
static int
as_often_as_possible(struct db *db, int fd)
{
	int64_t until = clock_ms() + 1000;
	int32_t n = 0;

	for (; clock_ms() < until; n++)
		if (increment(db) != OK)
			return 1;
	return write(fd, &n, sizeof(n)) == sizeof(n) ? 0 : 1;
}

static void
the_lock_is_fair(void **state)
{
	struct store *st = *state;
	int32_t least = INT32_MAX, most = 0;
	pid_t pids[4];
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	for (size_t i = 0; i < countof(pids); i++)
		pids[i] = start(st, as_often_as_possible, fds[1]);
	for (size_t i = 0; i < countof(pids); i++) {
		int32_t n;

		assert_int_equal(read(fds[0], &n, sizeof(n)), sizeof(n));
		least = n < least ? n : least;
		most = n > most ? n : most;
	}
	for (size_t i = 0; i < countof(pids); i++)
		finish(pids[i]);
	close(fds[0]);
	close(fds[1]);
	print_message("turns of 4 writers: %d to %d\n", (int)least, (int)most);
	assert_true(least * 5 >= most);
}

#define HOLD_MS 400

static int
hold(struct db *db, int fd)
{
	TX_AUTO tx = { 0 };

	if (tx_begin(db, &tx) != OK || write(fd, "x", 1) != 1)
		return 1;
	usleep(HOLD_MS * 1000);
	return tx_commit(&tx) == OK ? 0 : 1;
}

static void
a_checkpoint_waits_for_a_writer(void **state)
{
	struct store *st = *state;
	struct tx tx = { 0 };
	int fds[2];
	char c;

	assert_int_equal(pipe(fds), 0);
	pid_t pid = start(st, hold, fds[1]);

	assert_int_equal(read(fds[0], &c, 1), 1);
	int64_t from = clock_ms();

	assert_int_equal(tx_try(st->db, &tx), ERR_BUSY);
	assert_true(clock_ms() - from < HOLD_MS / 2);
	assert_int_equal(db_checkpoint(st->db), OK);
	assert_true(clock_ms() - from >= HOLD_MS - 50);
	finish(pid);
	close(fds[0]);
	close(fds[1]);
}

static void
nobody_waits_for_ever(void **state)
{
	struct store *st = *state;
	struct lock other;
	struct tx tx = { 0 };
	struct db *db;

	assert_int_equal(lock_open(&other, st->path), OK);
	assert_int_equal(lock_take(&other, clock_ms()), OK);
	assert_int_equal(db_open(st->path, &db), OK);
	db_begin_request(db, ANYONE, true);
	int64_t from = clock_ms();

	assert_int_equal(tx_begin(db, &tx), ERR_BUSY);
	assert_in_range(clock_ms() - from, DB_WAIT_MS, DB_WAIT_MS + 500);
	lock_release(&other);
	assert_int_equal(tx_begin(db, &tx), OK);
	assert_int_equal(tx_commit(&tx), OK);
	db_end_request(db);
	db_close(db);
	lock_close(&other);
}

/* Tells each number after it is committed, until it is killed. */
static int
write_and_tell(struct db *db, int fd)
{
	for (int32_t n = 1;; n++)
		if (increment(db) != OK || write(fd, &n, sizeof(n)) != sizeof(n))
			return 1;
}

static void
kill_9_loses_nothing(void **state)
{
	struct store *st = *state;
	int64_t told = 0;

	for (int round = 0; round < 10; round++) {
		int32_t n, last = 0;
		int fds[2], status;

		assert_int_equal(pipe(fds), 0);
		pid_t pid = start(st, write_and_tell, fds[1]);

		close(fds[1]);
		/* Whatever opening takes, it is killed while it writes. */
		assert_int_equal(read(fds[0], &last, sizeof(last)), sizeof(last));
		usleep(5000 * (useconds_t)round);
		kill(pid, SIGKILL);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		while (read(fds[0], &n, sizeof(n)) == sizeof(n))
			last = n;
		close(fds[0]);
		/* The one it was at may have been committed and not told. */
		told += last;
		assert_in_range(failures(st->db), told, told + 1);
		told = failures(st->db);
	}
	assert_true(told >= 10);
	assert_int_equal(increment(st->db), OK);
	assert_int_equal(db_check(st->db), OK);
}

/* ---- Files ---- */

static void
files_are_ours_alone(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".lock" };
	struct store *st = *state;

	for (size_t i = 0; i < countof(ends); i++) {
		char path[128];
		struct stat info;

		snprintf(path, sizeof(path), "%s%s", st->path, ends[i]);
		assert_int_equal(stat(path, &info), 0);
		assert_int_equal(info.st_mode & 0777, 0600);
	}
}

static void
a_backup_opens(void **state)
{
	struct store *st = *state;
	struct db *copy;
	struct stat info;
	char path[128];
	uint8_t ours[SECRET_SIZE], theirs[SECRET_SIZE];

	snprintf(path, sizeof(path), "%s/b.db", st->folder);
	assert_int_equal(increment(st->db), OK);
	assert_int_equal(db_backup(st->db, path), OK);
	assert_int_equal(db_backup(st->db, path), ERR_CONFLICT);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);

	assert_int_equal(db_open(path, &copy), OK);
	db_begin_request(copy, SYSTEM, true);
	assert_int_equal(failures(copy), 1);
	assert_int_equal(increment(copy), OK);
	assert_int_equal(secret_get(st->db, "csrf", ours, sizeof(ours)), OK);
	assert_int_equal(secret_get(copy, "csrf", theirs, sizeof(theirs)), OK);
	assert_memory_equal(ours, theirs, sizeof(ours));
	assert_int_equal(secret_get(copy, "none", theirs, 1), ERR_NOT_FOUND);
	db_end_request(copy);
	assert_int_equal(db_check(copy), OK);
	db_close(copy);
}

static void
nobody_is_there_while_restoring(void **state)
{
	struct store *st = *state;
	struct db *other;
	struct lock alone;
	char copy[128], old[128];

	snprintf(copy, sizeof(copy), "%s/b.db", st->folder);
	snprintf(old, sizeof(old), "%s/old.db", st->folder);
	assert_int_equal(db_backup(st->db, copy), OK);
	assert_int_equal(db_backup(st->db, "/nonexistent/b.db"), ERR_NOT_FOUND);
	assert_int_equal(db_restore(st->path, copy, old), ERR_BUSY);
	assert_int_equal(db_restore(st->path, "/nonexistent/b.db", old), ERR_NOT_FOUND);
	assert_int_equal(access(old, F_OK), -1);
	/* Several have it open, and one alone. */
	assert_int_equal(db_open(st->path, &other), OK);
	db_close(other);
	db_end_request(st->db);
	db_close(st->db);
	assert_int_equal(lock_open_alone(&alone, st->path), OK);
	assert_int_equal(db_open(st->path, &other), ERR_BUSY);
	lock_close(&alone);
	assert_int_equal(db_restore(st->path, copy, old), OK);
	assert_int_equal(unlink(old), 0);
	assert_int_equal(db_open(st->path, &st->db), OK);
	db_begin_request(st->db, SYSTEM, true);
}

static void
damage_is_found(void **state)
{
	struct store *st = *state;

	assert_int_equal(db_check(st->db), OK);
	assert_int_equal(lock_take(&st->db->lock, clock_ms()), OK);
	assert_int_equal(sqlite3_exec(st->db->h, "CREATE TABLE loose (a)", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(db_check(st->db), ERR_INTERNAL);
	assert_int_equal(sqlite3_exec(st->db->h,
			     "DROP TABLE loose; PRAGMA foreign_keys = OFF;"
			     "INSERT INTO company_language VALUES (4711, 'nl')",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(db_check(st->db), ERR_INTERNAL);
	assert_int_equal(
	    sqlite3_exec(st->db->h, "PRAGMA foreign_keys = ON", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(db_check(st->db), ERR_INTERNAL);
	lock_release(&st->db->lock);
}

static void
the_audit_log_stays(void **state)
{
	struct store *st = *state;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(audit_add(st->db, NOW, 0, "match.decide", "match:1", NULL), OK);
	assert_int_equal(sqlite3_exec(st->db->h, "DELETE FROM audit", NULL, NULL, NULL),
	    SQLITE_CONSTRAINT_TRIGGER);
	assert_int_equal(sqlite3_exec(st->db->h, "UPDATE audit SET at = 0", NULL, NULL, NULL),
	    SQLITE_CONSTRAINT_TRIGGER);
	assert_int_equal(tx_commit(&tx), OK);
}

static void
no_file_no_handle(void **state)
{
	struct db *db;

	(void)state;
	assert_int_equal(db_open("/nonexistent/a.db", &db), ERR_NOT_FOUND);
	assert_int_equal(db_open("/etc/passwd", &db), ERR_INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(bugs),
		STORE_TEST(leaving_rolls_back),
		STORE_TEST(a_get_sees_one_snapshot),
		STORE_TEST(the_version_tells_of_others),
		STORE_TEST(a_request_has_a_deadline),
		STORE_TEST(no_increment_is_lost),
		STORE_TEST(the_lock_is_fair),
		STORE_TEST(a_checkpoint_waits_for_a_writer),
		STORE_TEST(nobody_waits_for_ever),
		STORE_TEST(kill_9_loses_nothing),
		STORE_TEST(files_are_ours_alone),
		STORE_TEST(a_backup_opens),
		STORE_TEST(nobody_is_there_while_restoring),
		STORE_TEST(damage_is_found),
		STORE_TEST(the_audit_log_stays),
		cmocka_unit_test(no_file_no_handle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
