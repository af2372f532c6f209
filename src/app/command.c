#include "app/command.h"

#include <stdarg.h>
#include <stdio.h>

#include "store/db.h"
#include "store/migrate.h"
#include "store/score_rules.h"

int
command_fail(const char *fmt, ...)
{
	va_list ap;

	fputs("cleantechroute: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return EXIT_REFUSED;
}

int
command_usage(const char *usage)
{
	fprintf(stderr, "usage: cleantechroute %s\n", usage);
	return EXIT_USAGE;
}

int
command_failed(const char *what, enum err e)
{
	switch (e) {
	case ERR_BUSY:
		return command_fail("%s: the database is busy, try again", what);
	case ERR_NOT_FOUND:
		return command_fail("%s: not found", what);
	case ERR_CONFLICT:
		return command_fail("%s: it contradicts what is in the database", what);
	case OK:
	case ERR_FORBIDDEN:
	case ERR_INTERNAL:
	case ERR_BAD_INPUT:
		break;
	}
	return command_fail("%s: failed, see the message above", what);
}

int
command_open(const struct config *config, bool may_write, struct db **ret_db)
{
	if (!config->db || config->db[0] == '\0') {
		command_fail("which database? give --db FILE or set CLEANTECHROUTE_DB");
		return EXIT_USAGE;
	}

	/* Tell the two usual mistakes from a real failure. */
	enum err e = migrate_check(config->db);
	if (e == ERR_NOT_FOUND)
		return command_fail("%s: no such database; make it with 'cleantechroute init'",
		    config->db);
	if (e == ERR_CONFLICT)
		return command_fail("%s: its schema is of another version; "
				    "'cleantechroute migrate' brings an older one up to date",
		    config->db);
	if (e == OK)
		e = db_open(config->db, ret_db);
	if (e != OK)
		return command_failed(config->db, e);
	db_begin_request(*ret_db, SYSTEM, may_write);
	return EXIT_DONE;
}

void
command_close(struct db *db)
{
	if (!db)
		return;
	db_end_request(db);
	db_close(db);
}

int
command_need_rules(struct db *db, const struct config *config)
{
	struct score_rules rules;
	enum err e = score_rules_load(db, &rules);

	if (e == ERR_NOT_FOUND)
		return command_fail("%s: no rules; load them with 'seed DIR'", config->db);
	return e == OK ? EXIT_DONE : command_failed("the rules", e);
}

void
command_checkpoint(struct db *db)
{
	/* What was written is safe either way: a failure was logged. */
	(void)!db_checkpoint(db);
}
