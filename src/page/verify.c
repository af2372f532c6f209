#include "base/base.h"
#include "http/csrf.h"
#include "http/digest.h"
#include "page/account.h"
#include "page/frame.h"
#include "page/routes.h"
#include "store/account.h"
#include "store/company.h"
#include "store/db.h"

/*
 * The link of the mail that confirms an address.  Opening it changes nothing:
 * mail scanners open every link.  The button does, once.
 */
static const char purpose[] = "verify_email";

/* Used, too old, or not whole: we cannot tell which, only their digests are kept. */
static enum err
show_gone(struct req *rq, struct resp *rs)
{
	struct view *v = frame_page(rq, "verify.html", msg_text(MSG_VERIFY_GONE_TITLE, rq->lang));

	view_show(v, V_GONE);
	rs->status = 410;
	rs->view = v;
	rs->private = rs->noindex = true;
	return OK;
}

enum err
page_verify(struct req *rq, struct resp *rs)
{
	char *token = arena_alloc(rq->arena, CSRF_CHARS + 1);
	uint8_t hash[DIGEST_SIZE];
	struct account a;
	int64_t id;

	digest_of(rq->slug, hash);
	enum err e = token_peek(rq->db, purpose, hash, rq->now, &id);
	if (e == OK)
		e = account_get(rq->db, id, rq->arena, &a);
	if (e == ERR_NOT_FOUND)
		return show_gone(rq, rs);
	if (e != OK)
		return e;

	struct view *v = frame_page(rq, "verify.html", msg_text(MSG_VERIFY_TITLE, rq->lang));
	struct view *ask = view_section(v, V_ASK);
	csrf_token(rq->site->key, rq->slug, token);
	view_text(ask, V_ASK_CSRF, token);
	view_text(ask, V_ASK_TEXT, msg_fill(rq->arena, msg_text(MSG_VERIFY_TEXT, rq->lang), "email",
	    a.email, NULL));
	rs->private = rs->noindex = true;
	return frame_ok(rs, v);
}

enum err
page_verify_confirm(struct req *rq, struct resp *rs)
{
	uint8_t hash[DIGEST_SIZE];
	TX_AUTO tx = { 0 };
	int64_t id;

	digest_of(rq->slug, hash);
	enum err e = tx_begin(rq->db, &tx);
	if (e == OK)
		e = token_take(rq->db, purpose, hash, rq->now, &id);
	if (e == OK)
		e = account_set_verified(rq->db, id, rq->now);
	if (e == OK)
		e = company_confirm(rq->db, id, rq->now);
	if (e == OK)
		e = account_audit(rq, id, "account.verified");
	if (e == OK)
		e = tx_commit(&tx);
	if (e == ERR_NOT_FOUND)
		return show_gone(rq, rs);
	if (e == OK)
		req_redirect(rq, rs, "/sign-in?notice=verified");
	return e;
}
