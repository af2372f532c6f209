#ifndef PAGE_REGISTER_SEND_H
#define PAGE_REGISTER_SEND_H

#include "page/register_steps.h"

/**
 * register_send(rq, r, password_hash):
 * In one transaction: the company (unconfirmed), its technology, the account with the mail that confirms its
 * address, a line in the audit log, and the draft emptied and marked as sent, so that a second
 * click does nothing.  If the e-mail address has an account already, a mail there says so and
 * nothing is made.  ERR_CONFLICT: the enterprise number is taken.
 */
enum err register_send(struct req *rq, const struct registration *r,
    const char *password_hash) NODISCARD;

#endif
