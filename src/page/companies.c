#include "domain/lists.h"
#include "page/card.h"
#include "page/company_mail.h"
#include "page/frame.h"
#include "page/review.h"
#include "page/routes.h"
#include "page/words.h"
#include "store/audit.h"
#include "store/company.h"
#include "store/company_check.h"
#include "store/db.h"
#include "text/format.h"

/*
 * Staff look at the companies that registered: each is verified, or refused with a reason.
 * Both can be taken back.
 */

#define SHOWN 50		/* the others come when these are decided */
#define ID_MAX INT64_C(1000000000000000)

static const struct {
	const char *from, *to;
} steps[] = {
	{ "submitted", "verified" },
	{ "submitted", "refused" },
	{ "verified", "submitted" },
	{ "refused", "submitted" },
};

struct waiting_company {
	struct company company;
	struct technology_list technologies;
};

/* What the page shows, and what just happened. */
struct companies {
	struct waiting_company *items;
	size_t n, total;
	int64_t failed;			/* id of the one whose reason is missing, or 0 */
	struct company done;		/* id 0: nothing was decided just now */
	bool conflict;			/* ${done} was decided by somebody else */
};

static enum err
load(struct req *rq, struct companies *c)
{
	struct company_waiting w;
	enum err e = company_waiting(rq->db, review_scope(&rq->me), SHOWN, rq->arena, &w);

	if (e != OK)
		return e;
	c->items = arena_new_of(rq->arena, struct waiting_company, w.n + 1);
	c->total = w.total;
	for (; c->n < w.n && e == OK; c->n++) {
		struct waiting_company *item = &c->items[c->n];

		e = company_get(rq->db, w.ids[c->n], rq->arena, &item->company);
		if (e == OK)
			e = technology_list(rq->db, w.ids[c->n], rq->arena, &item->technologies);
	}
	return e;
}

/* The company that the query says was just decided, if it was, and is theirs. */
static enum err
load_done(struct req *rq, struct companies *c)
{
	struct company done;
	int64_t id;

	if (!str_int(str_of(req_query(rq, "done")), 1, ID_MAX, &id))
		return OK;
	enum err e = company_get(rq->db, (company_id){ id }, rq->arena, &done);
	if (e == OK && scope_covers(review_scope(&rq->me), done.province) &&
	    (streq(done.state, "verified") || streq(done.state, "refused")))
		c->done = done;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* ---- The page ---- */

static const char *
about_done(struct req *rq, const struct company *c, enum msg msg)
{
	return msg_fill(rq->arena, msg_text(msg, rq->lang), "company", c->name, "state",
	    list_label(&list_company_states, c->state, rq->lang), NULL);
}

static void
draw_done(struct req *rq, struct view *v, const struct companies *c)
{
	if (c->done.id.v == 0)
		return;
	if (c->conflict) {
		view_text(view_section(v, V_CONFLICT), V_CONFLICT_TEXT,
		    about_done(rq, &c->done, MSG_COMPANIES_CONFLICT));
		return;
	}
	struct view *done = view_section(v, V_DECIDED);
	view_text(done, V_DECIDED_TEXT, about_done(rq, &c->done, MSG_COMPANIES_DONE));
	view_text(done, V_DECIDED_URL, req_url(rq, "/staff/companies/%lld", (long long)c->done.id.v));
	view_text(done, V_DECIDED_CSRF, req_csrf(rq));
	view_text(done, V_DECIDED_FROM, c->done.state);
}

/* "0403.170.701", as on invoices. */
static const char *
number_words(struct req *rq, const char *number)
{
	if (strlen(number) != 10)
		return *number ? number : msg_text(MSG_EXPLAIN_NOT_GIVEN, rq->lang);
	return arena_printf(rq->arena, "%.4s.%.3s.%.3s", number, number + 4, number + 7);
}

static void
draw_technologies(struct req *rq, struct view *row, const struct technology_list *list)
{
	if (list->n == 0)
		view_show(row, V_ROW_NO_TECHNOLOGY);
	for (size_t i = 0; i < list->n; i++) {
		struct view *item = view_section(row, V_ROW_TECHNOLOGY);
		enum lang lang;

		view_text(item, V_ROW_TECHNOLOGY_NAME, words_technology(rq, &list->items[i], &lang));
		view_text(item, V_ROW_TECHNOLOGY_TAG, lang_tag(lang));
	}
}

static void
draw_reasons(struct req *rq, struct view *row, bool failed)
{
	for (size_t i = 0; i < list_refusals.n; i++) {
		struct view *option = view_section(row, V_ROW_REASON);

		view_text(option, V_ROW_REASON_CODE, list_refusals.items[i].code);
		view_text(option, V_ROW_REASON_LABEL, msg_text(list_refusals.items[i].label, rq->lang));
	}
	if (failed) {
		view_show(row, V_ROW_FAILED);
		view_show(row, V_ROW_INVALID);
	}
}

static void
draw_row(struct req *rq, struct view *list, const struct waiting_company *item, bool failed)
{
	const struct company *c = &item->company;
	struct view *row = view_section(list, V_ROW);

	view_int(row, V_ROW_ID, c->id.v);
	view_text(row, V_ROW_URL, req_url(rq, "/staff/companies/%lld", (long long)c->id.v));
	view_text(row, V_ROW_CSRF, req_csrf(rq));
	view_text(row, V_ROW_COMPANY, c->name);
	view_text(row, V_ROW_REF, c->ref);
	card_demo(row, V_ROW_DEMO, c->demo);
	view_text(row, V_ROW_PROVINCE, *c->province ?
		list_label(&list_provinces, c->province, rq->lang) :
		msg_text(MSG_EXPLAIN_NOT_GIVEN, rq->lang));
	view_text(row, V_ROW_NUMBER, number_words(rq, c->enterprise_number));
	if (*c->website)
		view_text(view_section(row, V_ROW_WEBSITE), V_ROW_WEBSITE_URL, c->website);
	else
		view_show(row, V_ROW_NO_WEBSITE);
	view_text(row, V_ROW_CONTACT, c->contact_name);
	view_text(row, V_ROW_EMAIL, c->contact_email);
	view_text(row, V_ROW_WHEN, format_day(rq->arena, day_of(c->created_at), rq->lang));
	view_text(row, V_ROW_WHEN_ISO, format_time_iso(rq->arena, c->created_at));
	draw_technologies(rq, row, &item->technologies);
	draw_reasons(rq, row, failed);
}

/* The one mistake that can be made here, linked to where it is put right. */
static void
draw_summary(struct req *rq, struct view *v, int64_t failed)
{
	struct view *item = view_section(
	    view_include(v, V_SUMMARY, "parts/error_summary.html"), V_SUMMARY_ITEM);

	view_text(item, V_SUMMARY_ITEM_ID, arena_printf(rq->arena, "r%lld", (long long)failed));
	view_text(item, V_SUMMARY_ITEM_TEXT, msg_text(MSG_ERR_REFUSAL, rq->lang));
}

static enum err
draw(struct req *rq, struct resp *rs, const struct companies *c, int status)
{
	const char *title = msg_text(MSG_COMPANIES_TITLE, rq->lang);
	struct view *v = frame_page(rq, "companies.html",
	    c->failed ? frame_error_title(rq, title) : title);

	draw_done(rq, v, c);
	if (c->failed)
		draw_summary(rq, v, c->failed);
	if (c->total == 0) {
		view_show(v, V_EMPTY);
	} else {
		struct view *list = view_section(v, V_WAITING);
		view_text(list, V_WAITING_WORDS,
		    words_count(rq, MSG_COMPANIES_COUNT, (int64_t)c->total));
		if (c->total > c->n)
			view_text(view_section(list, V_WAITING_FIRST), V_WAITING_FIRST_TEXT,
			    words_count(rq, MSG_COMPANIES_FIRST, (int64_t)c->n));
		for (size_t i = 0; i < c->n; i++)
			draw_row(rq, list, &c->items[i], c->items[i].company.id.v == c->failed);
	}
	rs->private = rs->noindex = true;
	frame_ok(rs, v);
	rs->status = status;
	return OK;
}

enum err
page_companies(struct req *rq, struct resp *rs)
{
	struct companies c = { 0 };

	/* Staff of an office, say: no company is theirs to look after. */
	if (!review_checks(&rq->me))
		return ERR_FORBIDDEN;
	enum err e = load(rq, &c);
	if (e == OK)
		e = load_done(rq, &c);
	return e == OK ? draw(rq, rs, &c, 200) : e;
}

/* ---- The decision ---- */

static const char *
form_text(const struct req *rq, const char *name)
{
	const char *value = param_get(rq->form, name);

	return value ? value : "";
}

static bool
is_step(const char *from, const char *to)
{
	for (size_t i = 0; i < countof(steps); i++)
		if (streq(steps[i].from, from) && streq(steps[i].to, to))
			return true;
	return false;
}

static enum err
write_decision(struct req *rq, const struct company_decision *d)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(rq->db, &tx);

	if (e == OK)
		e = company_decide(rq->db, d, rq->now);
	if (e == OK)
		e = audit_add(rq->db, rq->now, rq->me.account_id, "company.decide",
		    arena_printf(rq->arena, "company:%lld", (long long)d->id.v),
		    arena_printf(rq->arena, "%s -> %s%s%s", d->from, d->to, *d->reason ? ", " : "",
			d->reason));
	if (e == OK)
		e = company_mail_decision(rq, d);
	return e == OK ? tx_commit(&tx) : e;
}

/* Show the list as it is now: with what somebody else decided, or with the mistake. */
static enum err
show_again(struct req *rq, struct resp *rs, company_id id, bool conflict)
{
	struct companies c = { .conflict = conflict, .failed = conflict ? 0 : id.v };
	enum err e = conflict ? company_get(rq->db, id, rq->arena, &c.done) : OK;

	if (e == OK)
		e = load(rq, &c);
	return e == OK ? draw(rq, rs, &c, conflict ? 409 : 422) : e;
}

enum err
page_companies_decide(struct req *rq, struct resp *rs)
{
	struct company is;
	struct company_decision d = { .id = { rq->id }, .from = form_text(rq, "from"),
		.to = form_text(rq, "decision"), .reason = "", .scope = *review_scope(&rq->me) };
	const char *reason = form_text(rq, "reason");
	bool refuse = streq(d.to, "refused");

	enum err e = company_get(rq->db, d.id, rq->arena, &is);
	if (e != OK)
		return e;
	if (streq(is.state, "unconfirmed"))
		return ERR_NOT_FOUND;
	if (!scope_covers(&d.scope, is.province))
		return ERR_FORBIDDEN;
	if (!is_step(d.from, d.to))
		return ERR_BAD_INPUT;
	if (!streq(is.state, d.from))
		return show_again(rq, rs, d.id, true);
	if (refuse && !list_has(&list_refusals, reason))
		return show_again(rq, rs, d.id, false);
	/* Only a refusal has a reason. */
	d.reason = refuse ? reason : "";
	e = write_decision(rq, &d);
	if (e == ERR_CONFLICT)
		return show_again(rq, rs, d.id, true);
	if (e != OK)
		return e;
	if (streq(d.to, "submitted"))
		req_redirect(rq, rs, "/staff/companies");
	else
		req_redirect(rq, rs, "/staff/companies?done=%lld", (long long)d.id.v);
	return OK;
}
