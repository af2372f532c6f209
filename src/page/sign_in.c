#include "base/base.h"
#include "base/random.h"
#include "http/form.h"
#include "http/password.h"
#include "http/totp.h"
#include "page/account.h"
#include "page/form_view.h"
#include "page/frame.h"
#include "page/limit.h"
#include "page/routes.h"
#include "page/session.h"
#include "page/sign_in_next.h"
#include "store/account.h"
#include "store/db.h"

struct sign_in {
	const char *email, *password;
};

/* clang-format off */
static const struct field sign_in_form[] = {
	FORM_EMAIL(struct sign_in, email, SIGN_IN_EMAIL, NONE, 0, "username"),
	FORM_PASSWORD(struct sign_in, password, SIGN_IN_PASSWORD, NONE, 1, "current-password"),
};
/* clang-format on */

/* What the visitor is told on arrival, by the "notice" of the address. */
static const struct {
	const char *code, *kind;
	enum msg text;
} notices[] = {
	{ "unverified", "warn", MSG_SIGN_IN_UNVERIFIED },
	{ "out", "ok", MSG_SIGN_IN_OUT },
	{ "again", "warn", MSG_SIGN_IN_AGAIN },
};

/* "/sign-in/code", with where to go after it. */
static void
ask_code(struct req *rq, struct resp *rs)
{
	const char *next = sign_in_next(rq->form);

	req_redirect(rq, rs, "/sign-in/code%s%s", *next ? "?next=" : "",
	    url_encode(rq->arena, next));
	rs->private = true;
}

static enum err
show_sign_in(struct req *rq, struct resp *rs, int status, const struct form *form, int64_t wait)
{
	const char *title = msg_text(MSG_SIGN_IN_TITLE, rq->lang), *notice = req_query(rq, "notice");

	session_bind(rq, rs);
	struct view *v = frame_page(rq, "sign_in.html",
	    status == 200 ? title : frame_error_title(rq, title));
	form_view_summary(v, form, rq->lang);
	form_view(v, form, rq->lang);
	view_text(v, V_FORM_CSRF, req_csrf(rq));
	view_text(v, V_FORM_NEXT, sign_in_next(status == 200 ? rq->query : rq->form));
	if (wait > 0)
		view_text(view_section(v, V_WAIT), V_WAIT_TEXT, limit_text(rq, LIMIT_SIGN_IN, wait));
	for (size_t i = 0; status == 200 && i < countof(notices); i++)
		if (streq(notice, notices[i].code))
			frame_notice(v, notices[i].kind, msg_text(notices[i].text, rq->lang));
	rs->status = status;
	rs->view = v;
	rs->private = rs->noindex = true;
	return OK;
}

enum err
page_sign_in(struct req *rq, struct resp *rs)
{
	struct form form;

	if (rq->me.access != ANYONE) {
		rs->status = 303;
		rs->location = sign_in_home(rq, rq->me.access);
		return OK;
	}
	form_init(&form, sign_in_form, countof(sign_in_form));
	return show_sign_in(rq, rs, 200, &form, 0);
}

/* The password was not right, or there is no such account: the same answer. */
static enum err
refuse(struct req *rq, struct resp *rs, struct form *form, const char *email, int64_t account_id)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(rq->db, &tx);

	if (e == OK)
		e = limit_count(rq, LIMIT_SIGN_IN, email);
	if (e == OK)
		e = account_audit(rq, account_id, "account.sign_in_failed");
	if (e == OK)
		e = tx_commit(&tx);
	if (e != OK)
		return e;
	form_fail(form, "email", MSG_SIGN_IN_WRONG);
	return show_sign_in(rq, rs, 422, form, 0);
}

/* The address was never confirmed: a fresh link goes there, and nobody gets in. */
static enum err
refuse_unverified(struct req *rq, struct resp *rs, const struct account *a)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(rq->db, &tx);

	if (e == OK)
		e = account_send_verification(rq, a);
	if (e == OK)
		e = account_audit(rq, a->id, "account.sign_in_unverified");
	if (e == OK)
		e = tx_commit(&tx);
	if (e == OK)
		req_redirect(rq, rs, "/sign-in?notice=unverified");
	return e;
}

/* A password hashed with the costs of today, or NULL if there is no need, or no time now. */
static const char *
better_hash(struct req *rq, const struct account *a, const char *password)
{
	char *hash;

	if (!password_needs_rehash(a->password_hash))
		return NULL;
	hash = arena_alloc(rq->arena, PASSWORD_HASH_SIZE);
	return password_hash(password, hash) == OK ? hash : NULL;
}

/* In the caller's transaction: the password was right. */
static enum err
let_in(struct req *rq, struct resp *rs, const struct account *a, const char *new_hash)
{
	uint8_t secret[TOTP_SECRET_SIZE];
	enum err e = new_hash ? account_set_password(rq->db, a->id, new_hash) : OK;

	if (e != OK)
		return e;
	if (a->role == MEMBER) {
		e = limit_forget(rq, LIMIT_SIGN_IN, a->email);
		if (e == OK)
			e = account_audit(rq, a->id, "account.sign_in");
		return e == OK ? session_start(rq, rs, a->id, SESSION_FULL) : e;
	}
	/*
	 * Shown again at each sign-in until a code comes back, and each time another: a secret
	 * that somebody saw who had only the password is worth nothing after.
	 */
	if (!a->has_totp || !a->totp_confirmed) {
		random_bytes(secret, sizeof(secret));
		e = account_set_totp(rq->db, a->id, secret, false);
	}
	return e == OK ? session_start(rq, rs, a->id, SESSION_PASSWORD) : e;
}

static enum err
accept(struct req *rq, struct resp *rs, const struct account *a, const char *password)
{
	const char *new_hash = better_hash(rq, a, password);
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(rq->db, &tx);

	if (e == OK)
		e = let_in(rq, rs, a, new_hash);
	if (e == OK)
		e = tx_commit(&tx);
	if (e != OK) {
		rs->cookie = NULL;
		return e;
	}
	if (a->role == MEMBER)
		sign_in_go_on(rq, rs, a->role);
	else
		ask_code(rq, rs);
	return OK;
}

enum err
page_sign_in_password(struct req *rq, struct resp *rs)
{
	struct sign_in in = { 0 };
	struct account a = { 0 };
	struct form form;
	int64_t wait;
	bool right;

	form_init(&form, sign_in_form, countof(sign_in_form));
	if (!form_decode(&form, rq->form, rq->arena, &in))
		return show_sign_in(rq, rs, 422, &form, 0);
	in.email = account_email(rq->arena, in.email);

	enum err e = limit_get(rq, LIMIT_SIGN_IN, in.email, &wait);
	if (e != OK)
		return e;
	if (wait > 0)
		return show_sign_in(rq, rs, 429, &form, wait);

	e = account_get_by_email(rq->db, in.email, rq->arena, &a);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	/* Outside any transaction: it takes a while, the same for an unknown address. */
	e = password_verify(e == OK ? a.password_hash : NULL, in.password, &right);
	if (e != OK)
		return e;

	if (!right || a.disabled)
		return refuse(rq, rs, &form, in.email, a.id);
	if (a.verified_at == 0)
		return refuse_unverified(rq, rs, &a);
	return accept(rq, rs, &a, in.password);
}

enum err
page_sign_out(struct req *rq, struct resp *rs)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(rq->db, &tx);

	if (e == OK && rq->me.account_id)
		e = account_audit(rq, rq->me.account_id, "account.sign_out");
	if (e == OK)
		e = session_end(rq, rs);
	if (e == OK)
		e = tx_commit(&tx);
	if (e != OK) {
		rs->cookie = NULL;
		return e;
	}
	req_redirect(rq, rs, "/sign-in?notice=out");
	rs->private = true;
	return OK;
}
