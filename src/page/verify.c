#include "base/base.h"
#include "http/csrf.h"
#include "http/digest.h"
#include "http/form.h"
#include "http/password.h"
#include "page/account.h"
#include "page/form_view.h"
#include "page/frame.h"
#include "page/limit.h"
#include "page/routes.h"
#include "page/session.h"
#include "store/account.h"
#include "store/company.h"
#include "store/db.h"

/*
 * The link of the mail that confirms an address.  Opening it changes nothing: mail
 * scanners open every link.  It takes the mailbox and the password that was chosen with the
 * registration: anybody can register an address that is not theirs, and its owner must not
 * confirm an account of which somebody else knows the password.
 */
static const char purpose[] = "verify_email";

struct verify {
	const char *password;
};

/* clang-format off */
static const struct field verify_form[] = {
	FORM_PASSWORD(struct verify, password, SIGN_IN_PASSWORD, VERIFY_PASSWORD_HINT, 1, "current-password"),
};
/* clang-format on */

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

static enum err
show_ask(struct req *rq, struct resp *rs, int status, const char *email, const struct form *form,
    int64_t wait)
{
	const char *title = msg_text(MSG_VERIFY_TITLE, rq->lang);
	char *token = arena_alloc(rq->arena, CSRF_CHARS + 1);
	struct view *v = frame_page(rq, "verify.html",
	    status == 200 ? title : frame_error_title(rq, title));
	struct view *ask = view_section(v, V_ASK);

	csrf_token(rq->site->key, rq->slug, token);
	view_text(ask, V_ASK_CSRF, token);
	view_text(ask, V_ASK_TEXT, msg_fill(rq->arena, msg_text(MSG_VERIFY_TEXT, rq->lang), "email",
	    email, NULL));
	form_view_summary(ask, form, rq->lang);
	form_view(ask, form, rq->lang);
	if (wait > 0)
		view_text(view_section(ask, V_WAIT), V_WAIT_TEXT, limit_text(rq, LIMIT_SIGN_IN, wait));
	rs->status = status;
	rs->view = v;
	rs->private = rs->noindex = true;
	return OK;
}

/* Whose link it is.  ERR_NOT_FOUND. */
static enum err
load(struct req *rq, uint8_t hash[static DIGEST_SIZE], struct account *ret_account)
{
	int64_t id;

	digest_of(rq->slug, hash);
	enum err e = token_peek(rq->db, purpose, hash, rq->now, &id);
	return e == OK ? account_get(rq->db, id, rq->arena, ret_account) : e;
}

enum err
page_verify(struct req *rq, struct resp *rs)
{
	uint8_t hash[DIGEST_SIZE];
	struct account a;
	struct form form;
	enum err e = load(rq, hash, &a);

	if (e == ERR_NOT_FOUND)
		return show_gone(rq, rs);
	if (e != OK)
		return e;
	form_init(&form, verify_form, countof(verify_form));
	return show_ask(rq, rs, 200, a.email, &form, 0);
}

static enum err
refuse(struct req *rq, struct resp *rs, const struct account *a, struct form *form)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(rq->db, &tx);

	if (e == OK)
		e = limit_count(rq, LIMIT_SIGN_IN, a->email);
	if (e == OK)
		e = account_audit(rq, a->id, "account.verify_failed");
	if (e == OK)
		e = tx_commit(&tx);
	if (e != OK)
		return e;
	form_fail(form, "password", MSG_VERIFY_WRONG);
	return show_ask(rq, rs, 422, a->email, form, 0);
}

/* Confirm the address and the company; who did so has shown all there is, and is signed in. */
static enum err
confirm(struct req *rq, struct resp *rs, const uint8_t hash[static DIGEST_SIZE])
{
	TX_AUTO tx = { 0 };
	int64_t id;
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
		e = session_start(rq, rs, id, SESSION_FULL);
	if (e == OK)
		e = tx_commit(&tx);
	if (e != OK)
		rs->cookie = NULL;
	else
		req_redirect(rq, rs, "/company?notice=verified");
	rs->private = true;
	return e;
}

enum err
page_verify_confirm(struct req *rq, struct resp *rs)
{
	uint8_t hash[DIGEST_SIZE];
	struct verify in = { 0 };
	struct account a;
	struct form form;
	int64_t wait = 0;
	bool right;
	enum err e = load(rq, hash, &a);

	if (e == ERR_NOT_FOUND)
		return show_gone(rq, rs);
	form_init(&form, verify_form, countof(verify_form));
	if (e == OK && !form_decode(&form, rq->form, rq->arena, &in))
		return show_ask(rq, rs, 422, a.email, &form, 0);
	if (e == OK)
		e = limit_get(rq, LIMIT_SIGN_IN, a.email, &wait);
	if (e == OK && wait > 0)
		return show_ask(rq, rs, 429, a.email, &form, wait);
	if (e == OK)
		e = password_verify(a.password_hash, in.password, &right);
	if (e != OK)
		return e;
	if (!right || a.disabled)
		return refuse(rq, rs, &a, &form);
	e = confirm(rq, rs, hash);
	return e == ERR_NOT_FOUND ? show_gone(rq, rs) : e;
}
