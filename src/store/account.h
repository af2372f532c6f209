#ifndef STORE_ACCOUNT_H
#define STORE_ACCOUNT_H

#include "base/base.h"
#include "domain/account.h"

struct db;

/** account_insert(db, new, now, ret_id): ERR_CONFLICT if the e-mail address is taken. */
enum err account_insert(struct db *, const struct account_new *, int64_t now,
    int64_t *ret_id) NODISCARD;

/** account_get_by_email(db, email, arena, ret_account), account_get(db, id, ..): ERR_NOT_FOUND. */
enum err account_get_by_email(struct db *, const char *email, struct arena *,
    struct account *ret_account) NODISCARD;
enum err account_get(struct db *, int64_t id, struct arena *,
    struct account *ret_account) NODISCARD;

struct account_list {
	struct account *items;
	size_t n;
};

/** account_list_of_company(db, company, arena, ret_list): who can read mail for it: confirmed, and not disabled. */
enum err account_list_of_company(struct db *, int64_t company, struct arena *,
    struct account_list *ret_list) NODISCARD;

/**
 * account_drop_unconfirmed(db, id, ret_dropped):
 * Delete the account ${id} with its company and its links if neither was ever confirmed, and say so.
 */
enum err account_drop_unconfirmed(struct db *, int64_t id, bool *ret_dropped) NODISCARD;

/** account_set_password(db, id, hash), account_set_verified(db, id, now): ERR_NOT_FOUND. */
enum err account_set_password(struct db *, int64_t id, const char *password_hash) NODISCARD;
enum err account_set_verified(struct db *, int64_t id, int64_t now) NODISCARD;

/** account_set_role(db, id, role, partner): of staff, from the command line. */
enum err account_set_role(struct db *, int64_t id, enum access role, const char *partner) NODISCARD;

/**
 * account_set_totp(db, id, secret, confirmed):
 * Keep the ${secret} of ACCOUNT_TOTP_SIZE bytes, NULL to take the factor away.  Not confirmed: it
 * was shown but no code has come back yet.  The last step starts again at 0.
 */
enum err account_set_totp(struct db *, int64_t id, const uint8_t *secret, bool confirmed) NODISCARD;

/** account_use_totp_step(db, id, step): ERR_CONFLICT unless ${step} is later than the last used. */
enum err account_use_totp_step(struct db *, int64_t id, int64_t step) NODISCARD;

/**
 * account_delete_unverified(db, before, ret_n):
 * Delete member accounts made before ${before} whose address was never confirmed, with
 * their companies unless somebody else has an account there.
 */
enum err account_delete_unverified(struct db *, int64_t before, int64_t *ret_n) NODISCARD;

/* ---- Sessions: ${hash} is SHA-256 of the cookie, ACCOUNT_HASH_SIZE bytes ---- */

enum err session_insert(struct db *, const uint8_t *hash, int64_t account_id, enum session_stage,
    int64_t now) NODISCARD;

/**
 * session_get(db, hash, now, arena, ret_session):
 * The session and its account, if it is alive (session_alive()) and the account is not disabled;
 * else ERR_NOT_FOUND.
 */
enum err session_get(struct db *, const uint8_t *hash, int64_t now, struct arena *,
    struct session *ret_session) NODISCARD;

/** session_touch(db, hash, now): it was seen; once a minute is enough. */
enum err session_touch(struct db *, const uint8_t *hash, int64_t now) NODISCARD;
enum err session_delete(struct db *, const uint8_t *hash) NODISCARD;	/* fine if there is none */
enum err session_delete_all(struct db *, int64_t account_id) NODISCARD;

/** session_clean(db, before): delete those last seen before ${before}. */
enum err session_clean(struct db *, int64_t before) NODISCARD;

/* ---- One-time links ---- */

/**
 * token_insert(db, purpose, hash, account_id, expires_at):
 * Older ones of that account and purpose become void.
 */
enum err token_insert(struct db *, const char *purpose, const uint8_t *hash, int64_t account_id,
    int64_t expires_at) NODISCARD;

/**
 * token_peek(db, purpose, hash, now, ret_account_id):
 * Whose it is; ERR_NOT_FOUND if void or too late.
 */
enum err token_peek(struct db *, const char *purpose, const uint8_t *hash, int64_t now,
    int64_t *ret_account_id) NODISCARD;

/** token_take(db, purpose, hash, now, ret_account_id): as token_peek(), and it is used up. */
enum err token_take(struct db *, const char *purpose, const uint8_t *hash, int64_t now,
    int64_t *ret_account_id) NODISCARD;

/** token_clean(db, now): delete those that are too late. */
enum err token_clean(struct db *, int64_t now) NODISCARD;

/* ---- What may not be tried too often; page/limit.h makes the keys ---- */

/** throttle_get(db, key, now, ret_throttle): zeros if there were none, or they are forgotten. */
enum err throttle_get(struct db *, const char *key, int64_t now,
    struct throttle *ret_throttle) NODISCARD;

/** throttle_fail(db, key, now, ret_throttle): one more; waits grow by throttle_delay(). */
enum err throttle_fail(struct db *, const char *key, int64_t now,
    struct throttle *ret_throttle) NODISCARD;
enum err throttle_clear(struct db *, const char *key) NODISCARD;	/* fine if there is none */

/** throttle_clean(db, now): delete those that are forgotten. */
enum err throttle_clean(struct db *, int64_t now) NODISCARD;

#endif
