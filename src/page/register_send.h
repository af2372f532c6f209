#ifndef PAGE_REGISTER_SEND_H
#define PAGE_REGISTER_SEND_H

#include "page/register_steps.h"

/**
 * register_send(rq, r, password_hash, ret_wait):
 * In one transaction: the company (unconfirmed), its technology, the account with the mail that confirms its
 * address, a line in the audit log, and the draft emptied and marked as sent, so that a second
 * click does nothing.  What waits unconfirmed under the same e-mail address makes room.  If the
 * address has a confirmed account, a mail there says so and nothing is made.  ${ret_wait} is not 0 if
 * nothing was done because LIMIT_REGISTER asks to wait so many seconds.
 * ERR_CONFLICT: the enterprise number is taken.
 */
enum err register_send(struct req *rq, const struct registration *r,
    const char *password_hash, int64_t *ret_wait) NODISCARD;

#endif
