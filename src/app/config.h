#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "base/base.h"

/* What the command line and the environment say; constant after start. */
struct config {
	const char *db;			/* --db FILE, else CLEANTECHROUTE_DB */
	const char *share;		/* --share DIR, else CLEANTECHROUTE_SHARE, else where it was built:
					   holds templates/, seed/, schema.sql, deploy/migrations/ */
	const char *origin;		/* --origin URL: of the public site, for links in mails */
	const char *mail_folder;	/* --mail-folder DIR: mails are put there, not sent */
	const char *smtp_url;		/* --smtp URL, or CLEANTECHROUTE_SMTP: smtp://host:port */
	const char *mail_from;		/* --mail-from ADDRESS */
	const char *socket;		/* of `serve`: --socket PATH, unless a socket is handed over */
	int workers;			/* of `serve`: --workers N, 1 to 64 */
};

#endif
