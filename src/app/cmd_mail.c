#include <stdio.h>

#include "app/cmd.h"
#include "app/command.h"
#include "app/mailer.h"
#include "base/clock.h"
#include "store/db.h"

static int
send_all(struct config *c, struct db *db)
{
	int64_t seconds;
	enum err e;

	do
		e = mailer_round(db, c, clock_now(), &seconds);
	while (e == OK && seconds == 0);
	if (e == ERR_BUSY)
		return command_fail("another mailer is at work");
	if (e != OK)
		return command_failed("outbox", e);
	if (seconds == MAILER_DOWN)
		return command_fail("nobody takes mails now; what is waiting is tried again later");
	return EXIT_DONE;
}

int
cmd_mail(struct config *c, int argc, char **argv)
{
	struct db *db = NULL;

	if (argc != 2 || !streq(argv[1], "send"))
		return command_usage("mail send");
	if (!c->mail_folder && !c->smtp_url)
		return command_fail("where to? give --smtp URL or --mail-folder DIR");
	int code = command_open(c, false, &db);
	if (code != EXIT_DONE)
		return code;
	/* The mailer begins and ends its own. */
	db_end_request(db);
	code = send_all(c, db);
	db_close(db);
	return code;
}
