#ifndef PAGE_SESSION_H
#define PAGE_SESSION_H

#include "domain/account.h"
#include "http/route.h"

/*
 * Who is behind a request.  The cookie holds 256 random bits (random_token()), the store
 * only their SHA-256.  A cookie without a session row is a visitor's: it binds forms, no more.
 */
#define SESSION_COOKIE "__Host-sid"

/**
 * session_begin(rq, cookie):
 * For app/serve, after rq->db, now and arena are set and outside db_begin_request(): it
 * makes its own, with role SYSTEM.  ${cookie} is the value of SESSION_COOKIE; NULL if there is none, or two.
 * Sets rq->binding to it ("" if it is none of ours) and rq->me: the person if the session is alive
 * and complete, else ANYONE.  Notes once a minute that the session was seen, but waits for nobody
 * to do so.  ERR_INTERNAL, ERR_BUSY: the store failed, and nobody is signed in.
 */
enum err session_begin(struct req *rq, const char *cookie) NODISCARD;

/**
 * session_bind(rq, rs):
 * For a page with a form for visitors: if nothing binds its token yet, set a fresh cookie.
 * Call it before req_csrf().
 */
void session_bind(struct req *rq, struct resp *rs);

/**
 * session_start(rq, rs, account_id, stage):
 * In the caller's transaction: end the session of this request if there is one, begin a new one with
 * a new secret, and set the cookie.
 */
enum err session_start(struct req *rq, struct resp *rs, int64_t account_id,
    enum session_stage) NODISCARD;

/** session_end(rq, rs): in the caller's transaction: delete the session and clear the cookie. */
enum err session_end(struct req *rq, struct resp *rs) NODISCARD;

/** session_current(rq, ret_session): the living session of this request, in any stage, or ERR_NOT_FOUND. */
enum err session_current(struct req *rq, struct session *ret_session) NODISCARD;

#endif
