/*
 * The two sides of checkpoint_race.sh, over the program's own store:
 *
 *	checkpoint_race make DB SHARE
 *	checkpoint_race checkpoint DB lock|nolock DONE
 *	checkpoint_race write DB lock|nolock DONE
 *
 * "nolock" does what the store does, but without its lock.  "checkpoint" stops
 * itself between its two looks at the shared memory and starts "write" there:
 * the memory is protected, so every look is a fault, and the instruction that
 * looked is then run alone, by the processor's trap flag.
 */
#include "base/base.h"
#include "store/db_sqlite.h"
#include "store/migrate.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#define ROWS "200"
#define WRITTEN 10

static void
must(struct db *db, const char *sql)
{
	char *error = NULL;

	if (sqlite3_exec(db->h, sql, NULL, NULL, &error) != SQLITE_OK) {
		printf("%s: %s\n", sql, error ? error : "");
		exit(1);
	}
}

static struct db *
open_db(const char *path)
{
	struct db *db;

	if (db_open(path, &db) != OK)
		exit(1);
	(void)sqlite3_commit_hook(db->h, NULL, NULL);
	db_begin_request(db, SYSTEM, true);
	return db;
}

static int
make(const char *path, const char *share)
{
	if (migrate_init(path, share) != OK)
		return 1;
	struct db *db = open_db(path);

	must(db, "CREATE TABLE race (a INTEGER PRIMARY KEY, b BLOB) STRICT;"
		 "WITH s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < " ROWS ")"
		 " INSERT INTO race SELECT NULL, randomblob(600) FROM s;"
		 "CREATE INDEX race_by_b ON race (b); PRAGMA wal_checkpoint(PASSIVE)");
	return 0;
}

/* ---- Stopping in the middle ---- */

/* The index of the log: header, its copy, and how much of the log is in the database. */
#define SHM_SIZE   32768
#define COPY_AT	   48
#define BACKFILL_AT 96
#define TRAP_FLAG  0x100

static struct {
	char *shm;
	char *const *writer;		/* its command line */
	const char *done;		/* the file that it makes */
	volatile sig_atomic_t seen, played;
} race;

static void
find_shm(void)
{
	char line[512];
	FILE *f = fopen("/proc/self/maps", "r");
	uintptr_t at = 0;

	while (f && fgets(line, sizeof(line), f))
		if (strstr(line, "-shm"))
			at = strtoull(line, NULL, 16);
	if (f)
		fclose(f);
	memcpy(&race.shm, &at, sizeof(at));
}

static bool
is_done(int tenths)
{
	for (int i = 0; i < tenths * 10 && access(race.done, F_OK) != 0; i++)
		usleep(10000);
	return access(race.done, F_OK) == 0;
}

/* The header was read, what is backfilled was not: the worst moment. */
static void
let_writer_go(void)
{
	race.played = 1;
	if (fork() == 0) {
		execv(race.writer[0], race.writer);
		_exit(127);
	}
	puts(is_done(20) ? "the writer goes at once" : "the writer waits");
	fflush(stdout);
}

static void
on_look(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;
	ptrdiff_t at = (char *)info->si_addr - race.shm;

	if (at < 0 || at >= SHM_SIZE) {
		signal(sig, SIG_DFL);
		return;
	}
	if (at >= COPY_AT && at < BACKFILL_AT)
		race.seen = 1;
	else if (race.seen && !race.played && at >= BACKFILL_AT && at < BACKFILL_AT + 4)
		let_writer_go();
	mprotect(race.shm, SHM_SIZE, PROT_READ | PROT_WRITE);
	if (!race.played)
		uc->uc_mcontext.gregs[REG_EFL] |= TRAP_FLAG;
}

static void
after_look(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;

	(void)sig;
	(void)info;
	uc->uc_mcontext.gregs[REG_EFL] &= ~(greg_t)TRAP_FLAG;
	if (!race.played)
		mprotect(race.shm, SHM_SIZE, PROT_NONE);
}

static void
watch(void)
{
	struct sigaction act = { .sa_sigaction = on_look, .sa_flags = SA_SIGINFO | SA_NODEFER };

	find_shm();
	sigaction(SIGSEGV, &act, NULL);
	act.sa_sigaction = after_look;
	sigaction(SIGTRAP, &act, NULL);
	if (!race.shm || mprotect(race.shm, SHM_SIZE, PROT_NONE) != 0)
		puts("no shared memory to watch");
}

/* With a handle of its own while another is open: a first one would read the log anew. */
static int
verify(const char *path)
{
	int64_t rows = 0;
	struct db *db;

	if (db_open(path, &db) != OK ||
	    db_pragma_int(db->h, "SELECT count(*) FROM race WHERE b = zeroblob(600)", &rows) != OK ||
	    db_check(db) != OK) {
		puts("damaged");
		return 1;
	}
	if (rows != WRITTEN) {
		printf("damaged: %lld of %d acknowledged rows are there\n", (long long)rows, WRITTEN);
		return 1;
	}
	puts("sound");
	return 0;
}

static int
checkpoint(char *self, char *path, char *mode, char *done)
{
	static char write_word[] = "write";
	char *const writer[] = { self, write_word, path, mode, done, NULL };
	struct db *db = open_db(path);

	/* All of the log is in the database, none of it is reset: the next writer will do that. */
	must(db, "UPDATE race SET b = randomblob(600); PRAGMA wal_checkpoint(PASSIVE)");
	race.writer = writer;
	race.done = done;
	watch();
	/* Alone, as SQLite's own automatic one: what db_checkpoint() does next hides most of it. */
	if (!streq(mode, "lock"))
		must(db, "PRAGMA wal_checkpoint(PASSIVE)");
	else if (db_checkpoint(db) != OK)
		puts("the checkpoint did not end well");
	mprotect(race.shm, SHM_SIZE, PROT_READ | PROT_WRITE);
	if (!race.played)
		puts("the moment never came");

	/*
	 * Life goes on.  After the race the log counts as moved up to where the old
	 * one ended: what is committed below that never gets into the database.  Once
	 * the log is longer again and moved, nobody looks into it any more.
	 */
	if (!is_done(200))
		puts("the writer never got through");
	must(db, "UPDATE race SET b = zeroblob(600) WHERE a BETWEEN 51 AND 55;"
		 "UPDATE race SET b = randomblob(600) WHERE a > 60;"
		 "UPDATE race SET b = randomblob(600) WHERE a > 60;"
		 "PRAGMA wal_checkpoint(PASSIVE)");
	return verify(path);
}

static int
write_rows(const char *path, bool with_lock, const char *done)
{
	static const char sql[] = "UPDATE race SET b = zeroblob(600) WHERE a <= 5";
	struct db *db = open_db(path);

	if (with_lock) {
		struct tx tx = { 0 };

		if (tx_begin(db, &tx) != OK)
			return 1;
		must(db, sql);
		if (tx_commit(&tx) != OK)
			return 1;
	} else {
		must(db, sql);
	}
	FILE *f = fopen(done, "w");

	return f && fclose(f) == 0 ? 0 : 1;
}

int
main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";

	if (streq(what, "make") && argc == 4)
		return make(argv[2], argv[3]);
	if (streq(what, "checkpoint") && argc == 5)
		return checkpoint(argv[0], argv[2], argv[3], argv[4]);
	if (streq(what, "write") && argc == 5)
		return write_rows(argv[2], streq(argv[3], "lock"), argv[4]);
	return 2;
}
