#ifndef PAGE_LETTER_H
#define PAGE_LETTER_H

#include "http/route.h"
#include "text/msg.h"

/* A mail from a template, in the language of who gets it. */
struct letter {
	const char *kind;		/* "verify_email", ... */
	const char *template;		/* "mail/verify_email.txt" */
	enum msg subject;
	const char *recipient;
	enum lang lang;
	const char *link;		/* {{MAIL_LINK}} */
	const char *reason;		/* {{MAIL_REASON}}; NULL: it has none */
	int64_t delay;			/* seconds before it goes out */
};

/** letter_put(rq, letter): in the caller's transaction: a row of the outbox. */
enum err letter_put(struct req *rq, const struct letter *) NODISCARD;

#endif
