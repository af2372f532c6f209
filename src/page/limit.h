#ifndef PAGE_LIMIT_H
#define PAGE_LIMIT_H

#include "http/route.h"

/*
 * How often something may be tried.  Counted per e-mail address (also one that no account has, so that
 * nobody learns which do) and per network address of the visitor, of which IPv6 counts the
 * network (/64).  The first few are free, then waits grow by throttle_delay().  Kept in the
 * store, so a restart forgets nothing.
 */
enum limit {
	LIMIT_SIGN_IN,		/* failed attempts, with password or code */
	LIMIT_REGISTER,		/* registrations sent and links mailed: nobody fills a mailbox through us.
				   Requests from this machine itself are counted by e-mail address alone */
};

/** limit_get(rq, limit, email, ret_wait): seconds until the next one for ${email} is heard, 0: now. */
enum err limit_get(struct req *rq, enum limit, const char *email, int64_t *ret_wait) NODISCARD;

/** limit_count(rq, limit, email): in the caller's transaction: one more. */
enum err limit_count(struct req *rq, enum limit, const char *email) NODISCARD;

/**
 * limit_forget(rq, limit, email):
 * In the caller's transaction, after the last factor: what was counted for ${email} is forgotten.
 * What was counted for the network address is not, or an account of one's own would buy more
 * attempts at others.
 */
enum err limit_forget(struct req *rq, enum limit, const char *email) NODISCARD;

/** limit_text(rq, limit, wait): "too many attempts, try again in 2 minutes". */
const char *limit_text(struct req *rq, enum limit, int64_t wait);

#endif
