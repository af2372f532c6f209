#include "base/base.h"
#include "http/form.h"
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

/*
 * The second step of staff: the code of their app, or setting it up.  The
 * session of the first step tells who it is; it opens no other page.
 */
struct code_in {
	const char *code;
};

/* clang-format off */
static const struct field code_form[] = {
	FORM_TEXT(struct code_in, code, CODE_LABEL, CODE_HINT, 6, 12, FIELD_SHORT | FIELD_DIGITS, "one-time-code"),
};
/* clang-format on */

/* The session that waits for its code.  Otherwise ERR_NOT_FOUND, and ${rs} leads to where to go. */
static enum err
pending(struct req *rq, struct resp *rs, struct session *ret_session)
{
	enum err e;

	rs->private = rs->noindex = true;
	if (rq->me.access != ANYONE) {
		sign_in_go_on(rq, rs, rq->me.access);
		return ERR_NOT_FOUND;
	}
	e = session_current(rq, ret_session);
	if (e == OK && ret_session->stage == SESSION_PASSWORD && ret_session->account.has_totp)
		return OK;
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	req_redirect(rq, rs, "/sign-in?notice=again");
	return ERR_NOT_FOUND;
}

/* "ABCD EFGH ...": groups of four are easier to type. */
static const char *
in_groups(struct arena *arena, const char *text)
{
	size_t n = strlen(text), k = 0;
	char *out = arena_alloc(arena, n + n / 4 + 1);

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && i % 4 == 0)
			out[k++] = ' ';
		out[k++] = text[i];
	}
	return out;
}

static void
show_setup(struct req *rq, struct view *v, const struct account *a)
{
	struct view *s = view_section(v, V_SETUP);
	int size;
	const char *path = totp_qr(rq->arena, totp_uri(rq->arena,
	    msg_text(MSG_SITE_NAME, LANG_EN), a->email, a->totp_secret), &size);

	view_text(s, V_SETUP_QR, path);
	view_text(s, V_SETUP_BOX, arena_printf(rq->arena, "0 0 %d %d", size, size));
	view_text(s, V_SETUP_SECRET, in_groups(rq->arena, totp_base32(rq->arena, a->totp_secret)));
}

static enum err
show_code(struct req *rq, struct resp *rs, int status, const struct form *form,
    const struct account *a, int64_t wait)
{
	const char *title = msg_text(a->totp_confirmed ? MSG_CODE_TITLE : MSG_CODE_SETUP_TITLE,
	    rq->lang);
	struct view *v = frame_page(rq, "sign_in_code.html",
	    status == 200 ? title : frame_error_title(rq, title));

	view_text(v, V_CODE_HEADING, title);
	form_view_summary(v, form, rq->lang);
	form_view(v, form, rq->lang);
	view_text(v, V_FORM_CSRF, req_csrf(rq));
	view_text(v, V_FORM_NEXT, sign_in_next(status == 200 ? rq->query : rq->form));
	if (a->totp_confirmed)
		view_show(v, V_HELP);
	else
		show_setup(rq, v, a);
	if (wait > 0)
		view_text(view_section(v, V_WAIT), V_WAIT_TEXT, limit_text(rq, LIMIT_SIGN_IN, wait));
	rs->status = status;
	rs->view = v;
	return OK;
}

enum err
page_sign_in_code(struct req *rq, struct resp *rs)
{
	struct session session;
	struct form form;
	enum err e = pending(rq, rs, &session);

	if (e != OK)
		return rs->location ? OK : e;
	form_init(&form, code_form, countof(code_form));
	return show_code(rq, rs, 200, &form, &session.account, 0);
}

/* In the caller's transaction.  ERR_CONFLICT: the code of that step was used before. */
static enum err
let_in(struct req *rq, struct resp *rs, const struct account *a, int64_t step)
{
	enum err e = OK;

	if (!a->totp_confirmed) {
		e = account_set_totp(rq->db, a->id, a->totp_secret, true);
		if (e == OK)
			e = account_audit(rq, a->id, "account.totp_set");
	}
	if (e == OK)
		e = account_use_totp_step(rq->db, a->id, step);
	if (e == OK)
		e = limit_forget(rq, LIMIT_SIGN_IN, a->email);
	if (e == OK)
		e = account_audit(rq, a->id, "account.sign_in");
	return e == OK ? session_start(rq, rs, a->id, SESSION_FULL) : e;
}

static enum err
accept(struct req *rq, struct resp *rs, const struct account *a, int64_t step)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(rq->db, &tx);

	if (e == OK)
		e = let_in(rq, rs, a, step);
	if (e == OK)
		e = tx_commit(&tx);
	if (e == OK)
		sign_in_go_on(rq, rs, a->role);
	else
		rs->cookie = NULL;
	return e;
}

static enum err
refuse(struct req *rq, struct resp *rs, struct form *form, const struct account *a)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(rq->db, &tx);

	if (e == OK)
		e = limit_count(rq, LIMIT_SIGN_IN, a->email);
	if (e == OK)
		e = account_audit(rq, a->id, "account.code_failed");
	if (e == OK)
		e = tx_commit(&tx);
	if (e != OK)
		return e;
	form_fail(form, "code", MSG_CODE_WRONG);
	return show_code(rq, rs, 422, form, a, 0);
}

enum err
page_sign_in_check(struct req *rq, struct resp *rs)
{
	struct code_in in = { 0 };
	struct session session;
	struct form form;
	int64_t wait, step;
	enum err e = pending(rq, rs, &session);
	const struct account *a = &session.account;

	if (e != OK)
		return rs->location ? OK : e;
	form_init(&form, code_form, countof(code_form));
	if (!form_decode(&form, rq->form, rq->arena, &in))
		return show_code(rq, rs, 422, &form, a, 0);
	e = limit_get(rq, LIMIT_SIGN_IN, a->email, &wait);
	if (e != OK)
		return e;
	if (wait > 0)
		return show_code(rq, rs, 429, &form, a, wait);

	if (!totp_check(a->totp_secret, rq->now, in.code, &step))
		return refuse(rq, rs, &form, a);
	e = accept(rq, rs, a, step);
	return e == ERR_CONFLICT ? refuse(rq, rs, &form, a) : e;
}
