#include "store/migrate.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/log.h"
#include "store/db.h"

#define PATH_SIZE    4096
#define SCRIPT_MAX   ((size_t)1 << 20)
#define VERSION_MAX  9999

static enum err
failed(const char *path, const char *why)
{
	log_event(LOG_ERROR, "migrate", "%s: %s", path, why);
	return ERR_INTERNAL;
}

/* "FOLDER/NAME" into ${ret} of PATH_SIZE bytes. */
static enum err
join(char *ret, const char *folder, const char *name)
{
	int n = snprintf(ret, PATH_SIZE, "%s/%s", folder, name);

	return n < 0 || n >= PATH_SIZE ? failed(folder, "the path is too long") : OK;
}

/* The whole of a script; the caller has made ${to} ready and gives it back. */
static enum err
read_script(const char *path, struct buf *to)
{
	char piece[8192];
	size_t n;
	FILE *f = fopen(path, "re");

	if (!f)
		return failed(path, strerror(errno));
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_add(to, piece, n);
	bool bad = ferror(f) != 0;

	fclose(f);
	if (bad || to->over || to->n == 0)
		return failed(path, "cannot be read as a script");
	if (strlen(to->p) != to->n)
		return failed(path, "holds a NUL");
	return OK;
}

enum err
migrate_init(const char *path, const char *share_dir)
{
	char name[PATH_SIZE];
	struct buf schema;

	enum err e = join(name, share_dir, "schema.sql");

	if (e != OK)
		return e;
	buf_init(&schema, SCRIPT_MAX);
	e = read_script(name, &schema);
	if (e == OK)
		e = db_create(path, schema.p);
	buf_done(&schema);
	return e;
}

/* The version of "0002_more_words.sql", or 0 if it is named otherwise. */
static int64_t
version_of(const char *name)
{
	size_t n = strlen(name);
	int64_t version = 0;

	if (n < sizeof("0001_a.sql") - 1 || name[4] != '_' || !streq(name + n - 4, ".sql"))
		return 0;
	return str_int((struct str){ name, 4 }, 1, VERSION_MAX, &version) ? version : 0;
}

/* The name of the migration to ${version}, into ${ret} of PATH_SIZE bytes. */
static enum err
find_script(const char *folder, int64_t version, char *ret)
{
	DIR *d = opendir(folder);
	enum err e = OK;
	int found = 0;

	if (!d)
		return failed(folder, strerror(errno));
	for (struct dirent *entry; e == OK && (entry = readdir(d)) != NULL;) {
		if (version_of(entry->d_name) != version)
			continue;
		e = join(ret, folder, entry->d_name);
		found++;
	}
	closedir(d);
	if (e != OK)
		return e;
	if (found > 1)
		return failed(folder, "two migrations have the same number");
	return found == 1 ? OK : ERR_NOT_FOUND;
}

/* In the source tree they lie one folder deeper than where they are installed. */
static enum err
find_folder(const char *share_dir, char *ret)
{
	static const char *const folders[] = { "migrations", "deploy/migrations" };

	for (size_t i = 0; i < countof(folders); i++) {
		enum err e = join(ret, share_dir, folders[i]);
		DIR *d;

		if (e != OK)
			return e;
		d = opendir(ret);
		if (d) {
			closedir(d);
			return OK;
		}
	}
	return failed(share_dir, "there is no folder migrations");
}

static enum err
run_one(const char *path, const char *folder, int64_t version)
{
	char name[PATH_SIZE];
	struct buf script;
	enum err e = find_script(folder, version, name);

	if (e == ERR_NOT_FOUND)
		return failed(folder, "a migration is missing");
	if (e != OK)
		return e;
	buf_init(&script, SCRIPT_MAX);
	e = read_script(name, &script);
	if (e == OK)
		e = db_run_migration(path, version, script.p);
	buf_done(&script);
	return e;
}

enum err
migrate_run(const char *path, const char *share_dir, int64_t *ret_version)
{
	char folder[PATH_SIZE];
	int64_t version;
	enum err e = db_version(path, &version);

	if (e != OK)
		return e;
	if (version > DB_SCHEMA_VERSION)
		return ERR_CONFLICT;
	if (version < DB_SCHEMA_VERSION)
		e = find_folder(share_dir, folder);
	while (e == OK && version < DB_SCHEMA_VERSION) {
		e = run_one(path, folder, version + 1);
		if (e == OK)
			version++;
	}
	if (e == OK)
		*ret_version = version;
	return e;
}

enum err
migrate_check(const char *path)
{
	int64_t version;
	enum err e = db_version(path, &version);

	return e == OK && version != DB_SCHEMA_VERSION ? ERR_CONFLICT : e;
}
