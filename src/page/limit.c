#include "page/limit.h"

#include <arpa/inet.h>

#include "http/digest.h"
#include "store/account.h"
#include "text/msg.h"

static const struct {
	const char *name;
	bool counts_loopback;
	enum msg text;
} limits[] = {
	[LIMIT_SIGN_IN] = { "sign_in", true, MSG_SIGN_IN_WAIT },
	[LIMIT_REGISTER] = { "register", false, MSG_REGISTER_WAIT },
};

/* A digest: what people type as their address is kept nowhere else either. */
static const char *
email_key(struct req *rq, enum limit limit, const char *email)
{
	uint8_t digest[DIGEST_SIZE];

	digest_of(email, digest);
	return arena_printf(rq->arena, "%s:email:%s", limits[limit].name,
	    digest_hex(rq->arena, digest, 16));
}

static bool
is_loopback(const char *address)
{
	return strncmp(address, "127.", 4) == 0 || streq(address, "::1");
}

/* NULL: this address is not counted. */
static const char *
address_key(struct req *rq, enum limit limit)
{
	const char *name = limits[limit].name;
	struct in6_addr six;

	if (!limits[limit].counts_loopback && is_loopback(rq->address))
		return NULL;
	if (inet_pton(AF_INET6, rq->address, &six) == 1 && !IN6_IS_ADDR_V4MAPPED(&six))
		return arena_printf(rq->arena, "%s:address:%s/64", name,
		    digest_hex(rq->arena, six.s6_addr, 8));
	return arena_printf(rq->arena, "%s:address:%.45s", name, rq->address);
}

enum err
limit_get(struct req *rq, enum limit limit, const char *email, int64_t *ret_wait)
{
	const char *key = address_key(rq, limit);
	struct throttle by_email, by_address = { 0 };
	enum err e = throttle_get(rq->db, email_key(rq, limit, email), rq->now, &by_email);

	if (e == OK && key)
		e = throttle_get(rq->db, key, rq->now, &by_address);
	if (e != OK)
		return e;
	int64_t until = by_email.until > by_address.until ? by_email.until : by_address.until;
	*ret_wait = until > rq->now ? until - rq->now : 0;
	return OK;
}

enum err
limit_count(struct req *rq, enum limit limit, const char *email)
{
	const char *key = address_key(rq, limit);
	struct throttle t;
	enum err e = throttle_fail(rq->db, email_key(rq, limit, email), rq->now, &t);

	return e == OK && key ? throttle_fail(rq->db, key, rq->now, &t) : e;
}

enum err
limit_forget(struct req *rq, enum limit limit, const char *email)
{
	return throttle_clear(rq->db, email_key(rq, limit, email));
}

const char *
limit_text(struct req *rq, enum limit limit, int64_t wait)
{
	int64_t minutes = (wait + 59) / 60;

	return msg_fill(rq->arena, msg_plural(limits[limit].text, rq->lang, minutes), "n",
	    arena_printf(rq->arena, "%lld", (long long)minutes), NULL);
}
