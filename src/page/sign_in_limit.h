#ifndef PAGE_SIGN_IN_LIMIT_H
#define PAGE_SIGN_IN_LIMIT_H

#include "http/route.h"

/*
 * Failed attempts to sign in, with password or code: per account (also one that
 * does not exist, so that nobody learns which do) and per address of the visitor, of which IPv6
 * counts the network (/64).  Kept in the store, so a restart forgets nothing.
 */

/** sign_in_limit(rq, email, ret_wait): seconds until the next attempt for ${email} counts, 0: now. */
enum err sign_in_limit(struct req *rq, const char *email, int64_t *ret_wait) NODISCARD;

/** sign_in_failed(rq, email): in the caller's transaction: one more. */
enum err sign_in_failed(struct req *rq, const char *email) NODISCARD;

/**
 * sign_in_succeeded(rq, email):
 * In the caller's transaction, after the last factor: the account's failures are forgotten.
 * Those of the address are not, or an account of one's own would buy more attempts at others.
 */
enum err sign_in_succeeded(struct req *rq, const char *email) NODISCARD;

/** sign_in_wait(rq, wait): "too many attempts, try again in 2 minutes". */
const char *sign_in_wait(struct req *rq, int64_t wait);

#endif
