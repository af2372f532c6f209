#ifndef DOMAIN_ACCOUNT_H
#define DOMAIN_ACCOUNT_H

#include "base/base.h"
#include "domain/role.h"
#include "domain/scope.h"
#include "text/lang.h"

#define ACCOUNT_TOTP_SIZE 20		/* bytes of a TOTP secret */
#define ACCOUNT_HASH_SIZE 32		/* SHA-256 of a cookie or of a secret in a link */

struct account_new {
	const char *email;		/* lower case */
	const char *name;
	enum lang lang;
	enum access role;		/* MEMBER or staff */
	int64_t company_id;		/* of a MEMBER, else 0 */
	const char *partner;		/* of staff, else "" */
	const char *password_hash;	/* Argon2id */
	bool demo;
};

struct account {
	int64_t id;
	const char *email, *name;
	enum lang lang;
	enum access role;
	int64_t company_id;
	const char *partner;
	struct scope scope;		/* whose companies that partner looks after */
	const char *password_hash;
	int64_t verified_at;		/* 0: e-mail address not confirmed */
	bool has_totp, totp_confirmed;
	uint8_t totp_secret[ACCOUNT_TOTP_SIZE];
	int64_t totp_last_step;
	bool disabled, demo;
	int64_t created_at;
};

/* PASSWORD: the second factor is to come. */
enum session_stage { SESSION_PASSWORD, SESSION_FULL };

struct session {
	enum session_stage stage;
	int64_t created_at, seen_at;
	struct account account;
};

/**
 * session_alive(session, now):
 * Members: 30 minutes since it was last seen and 12 hours in all; staff 15
 * minutes and 8 hours; 10 minutes for the second factor.
 */
bool session_alive(const struct session *, int64_t now);

/* Failed attempts of one account or from one address. */
struct throttle {
	int64_t failures;
	int64_t until;			/* no attempt counts before this */
};

#define THROTTLE_HEALS 900		/* seconds after "until" when failures are forgotten */

/**
 * throttle_delay(failures):
 * Seconds to wait after so many failures in a row: none up to the fourth, then
 * 30 s, doubling, 15 minutes at most.
 */
int64_t throttle_delay(int64_t failures);

#endif
