#include "page/sign_in_limit.h"

#include <arpa/inet.h>

#include "http/digest.h"
#include "store/account.h"
#include "text/msg.h"

/* A digest: what people type as their address is kept nowhere else either. */
static const char *
account_key(struct req *rq, const char *email)
{
	uint8_t digest[DIGEST_SIZE];

	digest_of(email, digest);
	return arena_printf(rq->arena, "account:%s", digest_hex(rq->arena, digest, 16));
}

static const char *
address_key(struct req *rq)
{
	struct in6_addr six;

	if (inet_pton(AF_INET6, rq->address, &six) == 1 && !IN6_IS_ADDR_V4MAPPED(&six))
		return arena_printf(rq->arena, "address:%s/64", digest_hex(rq->arena, six.s6_addr, 8));
	return arena_printf(rq->arena, "address:%.45s", rq->address);
}

enum err
sign_in_limit(struct req *rq, const char *email, int64_t *ret_wait)
{
	struct throttle account, address;
	enum err e = throttle_get(rq->db, account_key(rq, email), rq->now, &account);

	if (e == OK)
		e = throttle_get(rq->db, address_key(rq), rq->now, &address);
	if (e != OK)
		return e;
	int64_t until = account.until > address.until ? account.until : address.until;
	*ret_wait = until > rq->now ? until - rq->now : 0;
	return OK;
}

enum err
sign_in_failed(struct req *rq, const char *email)
{
	struct throttle t;
	enum err e = throttle_fail(rq->db, account_key(rq, email), rq->now, &t);

	if (e == OK)
		e = throttle_fail(rq->db, address_key(rq), rq->now, &t);
	return e;
}

enum err
sign_in_succeeded(struct req *rq, const char *email)
{
	return throttle_clear(rq->db, account_key(rq, email));
}

const char *
sign_in_wait(struct req *rq, int64_t wait)
{
	int64_t minutes = (wait + 59) / 60;

	return msg_fill(rq->arena, msg_plural(MSG_SIGN_IN_WAIT, rq->lang, minutes), "n",
	    arena_printf(rq->arena, "%lld", (long long)minutes), NULL);
}
