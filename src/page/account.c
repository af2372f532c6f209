#include "page/account.h"

#include "base/random.h"
#include "http/digest.h"
#include "page/letter.h"
#include "page/limit.h"
#include "store/account.h"
#include "store/audit.h"
#include "store/db.h"
#include "text/msg.h"

#define VERIFY_SECONDS (24 * 60 * 60)

const char *
account_email(struct arena *arena, const char *email)
{
	char *low = arena_strdup(arena, email);

	for (char *p = low; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return low;
}

enum err
account_audit(struct req *rq, int64_t account_id, const char *action)
{
	const char *subject = account_id
	    ? arena_printf(rq->arena, "account:%lld", (long long)account_id)
	    : "account:unknown";

	return audit_add(rq->db, rq->now, account_id, action, subject, "");
}

/* A new secret for the account, and the mail with the link that holds it. */
static enum err
put_verification(struct req *rq, int64_t account_id, const char *email, enum lang lang)
{
	char secret[RANDOM_TOKEN_CHARS + 1];
	uint8_t hash[DIGEST_SIZE];

	random_token(secret);
	digest_of(secret, hash);
	enum err e = token_insert(rq->db, "verify_email", hash, account_id,
	    rq->now + VERIFY_SECONDS);
	if (e != OK)
		return e;
	return letter_put(rq, &(struct letter){ .kind = "verify_email", .template = "mail/verify_email.txt",
	    .subject = MSG_MAIL_VERIFY_SUBJECT, .recipient = email, .lang = lang,
	    .link = arena_printf(rq->arena, "%s/%s/verify/%s", rq->site->origin, lang_code(lang), secret) });
}

enum err
account_send_verification(struct req *rq, const struct account *a)
{
	int64_t wait;
	enum err e = limit_get(rq, LIMIT_REGISTER, a->email, &wait);

	if (e != OK || wait > 0)
		return e;
	e = limit_count(rq, LIMIT_REGISTER, a->email);
	return e == OK ? put_verification(rq, a->id, a->email, a->lang) : e;
}

static enum err
send_already_registered(struct req *rq, const struct account *a)
{
	return letter_put(rq, &(struct letter){ .kind = "already_registered",
	    .template = "mail/already_registered.txt", .subject = MSG_MAIL_REGISTERED_SUBJECT,
	    .recipient = a->email, .lang = a->lang,
	    .link = arena_printf(rq->arena, "%s/%s/sign-in", rq->site->origin, lang_code(a->lang)) });
}

enum err
account_make_room(struct req *rq, const char *email, bool *ret_taken)
{
	struct account a;
	bool dropped;
	enum err e = account_get_by_email(rq->db, account_email(rq->arena, email), rq->arena, &a);

	*ret_taken = false;
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK)
		e = account_drop_unconfirmed(rq->db, a.id, &dropped);
	if (e != OK)
		return e;
	if (dropped)
		return account_audit(rq, a.id, "account.replaced");
	*ret_taken = true;
	if (!a.disabled)
		e = send_already_registered(rq, &a);
	return e == OK ? account_audit(rq, a.id, "account.register_again") : e;
}

enum err
account_register(struct req *rq, const struct account_registration *r)
{
	struct account_new new = {
		.email = account_email(rq->arena, r->email),
		.name = r->name,
		.lang = rq->lang,
		.role = MEMBER,
		.company_id = r->company_id,
		.partner = "",
		.password_hash = r->password_hash,
	};
	int64_t id;
	enum err e = account_insert(rq->db, &new, rq->now, &id);

	if (e == OK)
		e = account_audit(rq, id, "account.register");
	if (e == OK)
		e = put_verification(rq, id, new.email, new.lang);
	return e;
}
