#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_sample.h"

static void
write_file(const char *folder, const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
init_once(void **state)
{
	struct store *st = *state;
	int64_t version;

	assert_int_equal(migrate_check(st->path), OK);
	assert_int_equal(db_version(st->path, &version), OK);
	assert_int_equal(version, DB_SCHEMA_VERSION);
	assert_int_equal(migrate_init(st->path, SOURCE_DIR), ERR_CONFLICT);
	assert_int_equal(db_check(st->db), OK);
	assert_int_equal(migrate_run(st->path, SOURCE_DIR, &version), OK);
	assert_int_equal(version, DB_SCHEMA_VERSION);
	assert_int_equal(migrate_run("/nonexistent/a.db", SOURCE_DIR, &version), ERR_NOT_FOUND);
	assert_int_equal(migrate_check("/nonexistent/a.db"), ERR_NOT_FOUND);
}

/* One that was cut off left a file without tables: it is finished. */
static void
init_after_a_cut(void **state)
{
	struct store *st = *state;
	char path[128];
	struct db *db;

	snprintf(path, sizeof(path), "%s/b.db", st->folder);
	write_file(st->folder, "b.db", "");
	assert_int_equal(migrate_check(path), ERR_CONFLICT);
	assert_int_equal(migrate_init(path, SOURCE_DIR), OK);
	assert_int_equal(db_open(path, &db), OK);
	db_close(db);
}

static void
init_without_schema(void **state)
{
	struct store *st = *state;
	char path[128];

	snprintf(path, sizeof(path), "%s/b.db", st->folder);
	assert_int_equal(migrate_init(path, st->folder), ERR_INTERNAL);
	assert_int_equal(access(path, F_OK), -1);

	/* A schema that breaks off, or is of another version, leaves nothing behind. */
	assert_int_equal(db_create(path, "CREATE TABLE a (b INTEGER) STRICT; CREATE NONSENSE"),
	    ERR_INTERNAL);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(db_create(path, "CREATE TABLE a (b INTEGER) STRICT; PRAGMA user_version = 99"),
	    ERR_INTERNAL);
	assert_int_equal(access(path, F_OK), -1);
}

/* All migrations give a database that the program opens. */
static void
all_from_nothing(void **state)
{
	struct store *st = *state;
	char path[128];
	int64_t version;

	snprintf(path, sizeof(path), "%s/b.db", st->folder);
	write_file(st->folder, "b.db", "");
	assert_int_equal(migrate_run(path, SOURCE_DIR, &version), OK);
	assert_int_equal(version, DB_SCHEMA_VERSION);
	assert_int_equal(migrate_check(path), OK);
}

static void
each_in_one_transaction(void **state)
{
	struct store *st = *state;
	int64_t version;
	struct db *db;

	/* Breaks off: nothing of it stays. */
	assert_int_equal(db_run_migration(st->path, 2, "CREATE TABLE x (a INTEGER) STRICT; NONSENSE"),
	    ERR_INTERNAL);
	assert_int_equal(db_version(st->path, &version), OK);
	assert_int_equal(version, DB_SCHEMA_VERSION);

	/* Leaves a row without its parent: refused. */
	assert_int_equal(
	    db_run_migration(st->path, 2, "INSERT INTO company_language VALUES (4711, 'nl')"),
	    ERR_INTERNAL);
	assert_int_equal(db_version(st->path, &version), OK);
	assert_int_equal(version, DB_SCHEMA_VERSION);

	assert_int_equal(db_run_migration(st->path, 2, "CREATE TABLE x (a INTEGER) STRICT"), OK);
	assert_int_equal(db_version(st->path, &version), OK);
	assert_int_equal(version, 2);

	/* This program is older now. */
	assert_int_equal(migrate_check(st->path), ERR_CONFLICT);
	assert_int_equal(migrate_run(st->path, SOURCE_DIR, &version), ERR_CONFLICT);
	assert_int_equal(db_open(st->path, &db), ERR_INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(init_once),
		STORE_TEST(init_after_a_cut),
		STORE_TEST(init_without_schema),
		STORE_TEST(all_from_nothing),
		STORE_TEST(each_in_one_transaction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
