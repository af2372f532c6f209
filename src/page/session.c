#include "page/session.h"

#include "base/random.h"
#include "http/digest.h"
#include "page/review.h"
#include "store/account.h"
#include "store/company_check.h"
#include "store/db.h"

#define SEEN_SECONDS 60			/* so often a session is noted as seen */

_Static_assert(DIGEST_SIZE == ACCOUNT_HASH_SIZE, "what the store keeps of a cookie");

/* Only what random_token() writes: nothing else is ever looked up or shown. */
static bool
is_token(struct str s)
{
	if (s.n != RANDOM_TOKEN_CHARS)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
			(c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return true;
}

static struct me
me_of(const struct account *a)
{
	return (struct me){
		.access = a->role,
		.account_id = a->id,
		.company_id = a->company_id,
		.partner = a->partner,
		.scope = a->scope,
		.name = a->name,
		.email = a->email,
	};
}

/* Best effort: a visitor never waits for it. */
static void
note_seen(struct req *rq, const uint8_t *hash)
{
	TX_AUTO tx = { 0 };

	if (tx_try(rq->db, &tx) != OK)
		return;
	if (session_touch(rq->db, hash, rq->now) == OK)
		(void)(tx_commit(&tx) == OK);
}

enum err
session_begin(struct req *rq, const char *cookie)
{
	uint8_t hash[DIGEST_SIZE];
	struct session session;

	rq->me = (struct me){ .access = ANYONE, .partner = "", .scope = { SCOPE_NONE, "" },
		.name = "", .email = "" };
	rq->binding = "";
	if (!cookie || !is_token(str_of(cookie)))
		return OK;
	rq->binding = cookie;
	digest_of(cookie, hash);

	db_begin_request(rq->db, SYSTEM, true);
	enum err e = session_get(rq->db, hash, rq->now, rq->arena, &session);
	if (e == OK && session.stage == SESSION_FULL)
		rq->me = me_of(&session.account);
	if (e == OK && review_checks(&rq->me))
		e = company_waiting_count(rq->db, review_scope(&rq->me), &rq->waiting);
	if (e == OK && rq->now - session.seen_at >= SEEN_SECONDS)
		note_seen(rq, hash);
	db_end_request(rq->db);
	return e == ERR_NOT_FOUND ? OK : e;
}

void
session_bind(struct req *rq, struct resp *rs)
{
	if (rq->binding[0] != '\0')
		return;
	char *token = arena_alloc(rq->arena, RANDOM_TOKEN_CHARS + 1);
	random_token(token);
	rq->binding = token;
	rs->cookie = token;
}

/* The row of this request's cookie goes, if there is one. */
static enum err
delete_current(struct req *rq)
{
	uint8_t hash[DIGEST_SIZE];

	if (rq->binding[0] == '\0')
		return OK;
	digest_of(rq->binding, hash);
	return session_delete(rq->db, hash);
}

enum err
session_start(struct req *rq, struct resp *rs, int64_t account_id, enum session_stage stage)
{
	char *token = arena_alloc(rq->arena, RANDOM_TOKEN_CHARS + 1);
	uint8_t hash[DIGEST_SIZE];
	enum err e = delete_current(rq);

	if (e != OK)
		return e;
	random_token(token);
	digest_of(token, hash);
	e = session_insert(rq->db, hash, account_id, stage, rq->now);
	if (e == OK)
		rs->cookie = token;
	return e;
}

enum err
session_end(struct req *rq, struct resp *rs)
{
	enum err e = delete_current(rq);

	if (e == OK)
		rs->cookie = "";
	return e;
}

enum err
session_current(struct req *rq, struct session *ret_session)
{
	uint8_t hash[DIGEST_SIZE];

	if (rq->binding[0] == '\0')
		return ERR_NOT_FOUND;
	digest_of(rq->binding, hash);
	return session_get(rq->db, hash, rq->now, rq->arena, ret_session);
}
