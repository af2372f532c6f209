#include "base/base.h"
#include "base/random.h"
#include "http/password.h"
#include "page/account.h"
#include "page/frame.h"
#include "page/register_send.h"
#include "page/register_steps.h"
#include "page/register_view.h"
#include "page/routes.h"
#include "store/db.h"

/* Nobody fills in five steps in less; a program does. */
#define FILL_SECONDS 2

/* A draft's address gives away what is in it. */
static void
keep_private(struct resp *rs)
{
	rs->private = true;
	rs->noindex = true;
}

static enum err
go_to(struct req *rq, struct resp *rs, int64_t step, const char *query)
{
	if (step >= REGISTER_SENT)
		req_redirect(rq, rs, "/register/done");
	else
		req_redirect(rq, rs, "/register/%s/%d%s", rq->slug, (int)step, query);
	keep_private(rs);
	return OK;
}

enum err
page_register_start(struct req *rq, struct resp *rs)
{
	char secret[RANDOM_TOKEN_CHARS + 1];

	random_token(secret);
	req_redirect(rq, rs, "/register/%s/1", secret);
	keep_private(rs);
	return OK;
}

/* Read step ${step} of the draft; ${form} has no errors where nothing was given yet. */
static enum err
read_step(struct req *rq, enum register_step step, const struct register_draft *d,
    struct form *form, struct registration *r, bool *ret_fine)
{
	enum err e;

	register_form(rq, step, register_has_password(d), form);
	if (!register_given(form, d->params)) {
		*ret_fine = false;
		return OK;
	}
	r->name = param_get(d->params, "name");
	e = register_decode(rq, step, d->params, form, r, ret_fine);
	return e;
}

/* ${wait}: the seconds after which it can be sent, if that was too soon. */
static enum err
show_check(struct req *rq, struct resp *rs, const struct register_draft *d, int64_t wait)
{
	struct form *forms = arena_new_of(rq->arena, struct form, REGISTER_CHECK - 1);
	struct registration r = { 0 };
	bool fine;

	for (int step = REGISTER_COMPANY; step < REGISTER_CHECK; step++) {
		enum err e = read_step(rq, (enum register_step)step, d, &forms[step - 1], &r, &fine);
		if (e != OK)
			return e;
	}
	keep_private(rs);
	return register_show_check(rq, rs, forms, d, wait);
}

enum err
page_register_step(struct req *rq, struct resp *rs)
{
	struct register_draft d;
	struct registration r = { 0 };
	struct form form;
	bool fine;

	if (rq->id < REGISTER_COMPANY || rq->id > REGISTER_CHECK)
		return ERR_NOT_FOUND;
	enum register_step step = (enum register_step)rq->id;

	enum err e = register_load(rq, &d);
	if (e != OK)
		return e;
	if (d.step == REGISTER_SENT)
		return go_to(rq, rs, REGISTER_SENT, "");
	if (step > d.step + 1)
		return go_to(rq, rs, d.step + 1, "");

	keep_private(rs);
	if (streq(req_query(rq, "later"), "1") && d.updated_at != 0)
		return register_show_later(rq, rs, step);
	if (step == REGISTER_CHECK)
		return show_check(rq, rs, &d, 0);

	e = read_step(rq, step, &d, &form, &r, &fine);
	if (e != OK)
		return e;
	/* Who comes back to a step is not greeted with complaints, unless sending failed on it. */
	if (!streq(req_query(rq, "check"), "1"))
		form_forgive(&form);
	return register_show_step(rq, rs, 200, step, &form, &d);
}

/* What was typed at ${form} goes into the draft as it is by now.  ${hash}: of a new password, or NULL. */
static enum err
keep_step(struct req *rq, enum register_step step, const struct form *form, const char *hash,
    bool fine, struct register_draft *ret_draft)
{
	struct register_draft d;
	TX_AUTO tx = { 0 };

	enum err e = tx_begin(rq->db, &tx);
	if (e == OK)
		e = register_load(rq, &d);
	if (e != OK)
		return e;
	if (d.step != REGISTER_SENT) {
		register_merge(rq, &d, form);
		if (hash)
			register_set(rq, &d, REGISTER_HASH, hash);
		if (fine && step == d.step + 1)
			d.step = step;
		else if (!fine && step <= d.step)
			d.step = step - 1;
		d.updated_at = rq->now;
		e = register_store(rq, &d);
	}
	if (e == OK)
		e = tx_commit(&tx);
	if (e == OK)
		*ret_draft = d;
	return e;
}

static enum err
save_step(struct req *rq, struct resp *rs, enum register_step step, bool later, bool suggest)
{
	struct registration r = { 0 };
	struct register_draft d;
	struct form form;
	char buffer[PASSWORD_HASH_SIZE];
	const char *hash = NULL;
	bool fine;

	enum err e = register_load(rq, &d);
	if (e != OK)
		return e;
	register_form(rq, step, register_has_password(&d), &form);
	r.name = param_get(d.params, "name");
	e = register_decode(rq, step, rq->form, &form, &r, &fine);
	if (e != OK)
		return e;

	/* A good password is kept, as a hash, even if something else is wrong. */
	if (step == REGISTER_CONTACT && r.password && *r.password) {
		e = password_hash(r.password, buffer);
		if (e != OK)
			return e;
		hash = buffer;
	}
	e = keep_step(rq, step, &form, hash, fine, &d);
	if (e != OK)
		return e;

	if (d.step == REGISTER_SENT)
		return go_to(rq, rs, REGISTER_SENT, "");
	if (later)
		return go_to(rq, rs, step, "?later=1");
	keep_private(rs);
	if (suggest) {
		form_forgive(&form);
		return register_show_step(rq, rs, 200, step, &form, &d);
	}
	if (!fine) {
		if (hash)
			register_password_kept(&form);
		return register_show_step(rq, rs, 422, step, &form, &d);
	}
	/* Who changes an answer from the last page goes back there. */
	return go_to(rq, rs, d.step >= REGISTER_CONTACT ? REGISTER_CHECK : step + 1, "");
}

static enum err
send_draft(struct req *rq, struct resp *rs)
{
	struct registration r = { 0 };
	struct register_draft d;
	struct form form;
	int64_t wait;
	bool fine;

	enum err e = register_load(rq, &d);
	if (e != OK)
		return e;
	if (d.step == REGISTER_SENT)
		return go_to(rq, rs, REGISTER_SENT, "");
	if (d.updated_at != 0 && rq->now - d.created_at < FILL_SECONDS)
		return ERR_BUSY;

	for (int step = REGISTER_COMPANY; step < REGISTER_CHECK; step++) {
		e = read_step(rq, (enum register_step)step, &d, &form, &r, &fine);
		if (e != OK)
			return e;
		if (!fine)
			return go_to(rq, rs, step, "?check=1");
	}
	e = register_send(rq, &r, param_get(d.params, REGISTER_HASH), &wait);
	/* Somebody else took the enterprise number a moment ago: step 1 says so. */
	if (e == ERR_CONFLICT)
		return go_to(rq, rs, REGISTER_COMPANY, "?check=1");
	if (e != OK)
		return e;
	return wait > 0 ? show_check(rq, rs, &d, wait) : go_to(rq, rs, REGISTER_SENT, "");
}

enum err
page_register_save(struct req *rq, struct resp *rs)
{
	const char *trap = param_get(rq->form, REGISTER_TRAP);
	const char *go = param_get(rq->form, "go");

	if (rq->id < REGISTER_COMPANY || rq->id > REGISTER_CHECK)
		return ERR_NOT_FOUND;
	enum register_step step = (enum register_step)rq->id;
	bool later = go && streq(go, "later");

	/* Only a program fills in a field that nobody sees; it need not learn that we know. */
	if (trap && *trap)
		return go_to(rq, rs, step + 1, "");
	if (step < REGISTER_CHECK)
		return save_step(rq, rs, step, later, go && streq(go, "suggest"));
	return later ? go_to(rq, rs, step, "?later=1") : send_draft(rq, rs);
}

enum err
page_register_done(struct req *rq, struct resp *rs)
{
	struct view *v = frame_page(rq, "register_done.html",
	    msg_text(MSG_REGISTER_DONE_TITLE, rq->lang));

	if (rq->site->mail_folder)
		view_show(v, V_DONE_DEMO);
	rs->noindex = true;
	return frame_ok(rs, v);
}
