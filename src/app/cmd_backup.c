#include "app/cmd.h"

#include <stdio.h>
#include <unistd.h>

#include "app/command.h"
#include "base/clock.h"
#include "store/db.h"

#define DAY_SECONDS 86400

/* "--bogus" would become a file of that name. */
static bool
one_file(int argc, char **argv)
{
	return argc == 2 && argv[1][0] != '-';
}

int
cmd_backup(struct config *config, int argc, char **argv)
{
	struct db *db;

	if (!one_file(argc, argv))
		return command_usage("backup FILE");

	int status = command_open(config, false, &db);
	if (status != EXIT_DONE)
		return status;
	enum err e = db_backup(db, argv[1]);
	command_close(db);
	if (e == ERR_CONFLICT)
		return command_fail("%s: exists already", argv[1]);
	if (e == ERR_NOT_FOUND)
		return command_fail("%s: cannot be made; is its folder there, and may you write in it?",
		    argv[1]);
	return e == OK ? EXIT_DONE : command_fail("%s: could not be written, see above", argv[1]);
}

/* "DB.old-2026-12-18-093000", by the Brussels clock. */
static void
old_name(const char *db, int64_t now, char *name, size_t size)
{
	int seconds = (int)((now + clock_brussels(now)) % DAY_SECONDS);
	char today[11];

	day_iso(day_of(now), today);
	(void)snprintf(name, size, "%s.old-%s-%02d%02d%02d", db, today, seconds / 3600,
	    seconds / 60 % 60, seconds % 60);
}

static int
restore_failed(const char *db, const char *file, enum err e)
{
	switch (e) {
	case ERR_NOT_FOUND:
		return command_fail("%s: no such file", file);
	case ERR_CONFLICT:
		return command_fail("%s: is the database itself", file);
	case ERR_BAD_INPUT:
		return command_fail("%s: is not a whole database of this version, see above; "
				    "nothing was changed", file);
	case ERR_BUSY:
		return command_fail("%s: is in use; stop the daemon first", db);
	case OK:
	case ERR_FORBIDDEN:
	case ERR_INTERNAL:
		break;
	}
	return command_fail("%s: could not be restored, see above", db);
}

int
cmd_restore(struct config *config, int argc, char **argv)
{
	char old[4096];

	if (!one_file(argc, argv))
		return command_usage("restore FILE");
	/* Before anything logs what SQLite thinks of it. */
	if (db_is_other(argv[1]))
		return command_fail("%s: is not a database", argv[1]);

	old_name(config->db, clock_now(), old, sizeof(old));
	enum err e = db_restore(config->db, argv[1], old);
	if (e != OK)
		return restore_failed(config->db, argv[1], e);
	if (access(old, F_OK) == 0)
		printf("%s: restored from %s; the one before is %s\n", config->db, argv[1], old);
	else
		printf("%s: restored from %s\n", config->db, argv[1]);
	return EXIT_DONE;
}
