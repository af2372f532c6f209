#ifndef MAIL_SENDER_H
#define MAIL_SENDER_H

#include "base/base.h"

enum sender_result {
	SENDER_SENT,
	SENDER_LATER,		/* refused for now (4xx) */
	SENDER_DOWN,		/* no server answered: others will not get through either */
	SENDER_NEVER,		/* this mail will not be taken (5xx) */
};

#define SENDER_ERROR_SIZE 160

/**
 * sender_send(url, from, to, raw, ret_error):
 * Hand the message ${raw} over to the mail server ${url} ("smtp://host:25", "smtps://host:465", with
 * "user:password@" if it asks for one), in the name of ${from} for the one address ${to}.
 * A server elsewhere must speak TLS.  Gives up after ten seconds of silence.  ${ret_error}
 * becomes one printable line, "" if it is sent; addresses do not stand in it.
 */
enum sender_result sender_send(const char *url, const char *from, const char *to, struct str raw,
    char ret_error[static SENDER_ERROR_SIZE]);

#endif
