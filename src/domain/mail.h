#ifndef DOMAIN_MAIL_H
#define DOMAIN_MAIL_H

#include "base/base.h"
#include "text/lang.h"

/* A mail to be sent: plain text to one address. */
struct mail_new {
	const char *kind;		/* "verify_email", ... */
	const char *recipient;
	enum lang lang;
	const char *subject, *body;
	int64_t delay;			/* seconds before it goes out */
};

struct mail {
	int64_t id;
	const char *kind, *recipient;
	enum lang lang;
	const char *subject;
	const char *body;		/* "" once it is sent */
	const char *state;		/* "waiting", "sending", "sent" or "failed" */
	int64_t tries, next_try_at;
	const char *last_error;
	int64_t created_at, sent_at;	/* sent_at 0: not yet */
};

struct mail_list {
	struct mail *items;
	size_t n;
};

#endif
