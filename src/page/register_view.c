#include "page/register_view.h"

#include "domain/taxonomy.h"
#include "page/form_view.h"
#include "page/frame.h"
#include "page/limit.h"
#include "page/register_suggest.h"
#include "text/format.h"

static const char *
number(struct req *rq, int64_t n)
{
	return arena_printf(rq->arena, "%d", (int)n);
}

static const char *
step_url(struct req *rq, int64_t step, const char *rest)
{
	return req_url(rq, "/register/%s/%d%s", rq->slug, (int)step, rest);
}

/* "Je technologie, stap 2 van 5 – Registreer je bedrijf" */
static const char *
page_title(struct req *rq, enum register_step step)
{
	const char *title = msg_fill(rq->arena, msg_text(MSG_REGISTER_PAGE_TITLE, rq->lang), "step",
	    msg_text(register_title(step), rq->lang), "n", number(rq, step), NULL);

	return arena_printf(rq->arena, "%s – %s", title, msg_text(MSG_REGISTER_TITLE, rq->lang));
}

/* Where on the way this step is; steps that were accepted are links. */
static void
show_track(struct req *rq, struct view *page, enum register_step here,
    const struct register_draft *d)
{
	struct view *v = view_include(page, V_STEPS, "parts/register_track.html");

	if (here > REGISTER_COMPANY) {
		struct view *back = view_section(v, V_BACK);
		view_text(back, V_BACK_URL, step_url(rq, here - 1, ""));
		view_text(back, V_BACK_LABEL, msg_fill(rq->arena,
		    msg_text(MSG_REGISTER_BACK, rq->lang), "n", number(rq, here - 1), NULL));
	}
	for (int step = REGISTER_COMPANY; step <= REGISTER_CHECK; step++) {
		const char *label = msg_text(register_track((enum register_step)step), rq->lang);
		struct view *item = view_section(v, V_STEP);

		if (step == (int)here)
			view_show(item, V_STEP_HERE);
		else if (step <= d->step)
			view_show(item, V_STEP_DONE);
		if (step != (int)here && step <= d->step + 1) {
			struct view *link = view_section(item, V_STEP_LINK);
			view_text(link, V_STEP_LINK_URL, step_url(rq, step, ""));
			view_text(link, V_STEP_LINK_LABEL, label);
		} else {
			view_text(view_section(item, V_STEP_PLAIN), V_STEP_PLAIN_LABEL, label);
		}
	}
}

/* What every step has around its own content. */
static struct view *
start_page(struct req *rq, const char *file, const char *title, enum register_step step,
    const struct register_draft *d)
{
	struct view *v = frame_page(rq, file, title);

	show_track(rq, v, step, d);
	view_text(v, V_REGISTER_STEP_OF, msg_fill(rq->arena,
	    msg_text(MSG_REGISTER_STEP_OF, rq->lang), "n", number(rq, step), NULL));
	view_text(v, V_REGISTER_STEP_TITLE, msg_text(register_title(step), rq->lang));
	view_text(v, V_REGISTER_URL, step_url(rq, step, ""));
	view_text(v, V_REGISTER_CSRF, req_csrf(rq));
	if (d->updated_at != 0)
		view_text(view_section(v, V_REGISTER_SAVED), V_REGISTER_SAVED_TEXT,
		    msg_fill(rq->arena, msg_text(MSG_REGISTER_SAVED, rq->lang), "time",
		    format_time(rq->arena, d->updated_at, rq->lang), NULL));
	return v;
}

enum err
register_show_step(struct req *rq, struct resp *rs, int status, enum register_step step,
    struct form *form, const struct register_draft *d)
{
	enum err e = step == REGISTER_TECHNOLOGY ? register_suggest(rq, form) : OK;

	if (e != OK)
		return e;
	const char *title = page_title(rq, step);
	struct view *v;

	if (form_errors(form) > 0)
		title = frame_error_title(rq, title);
	v = start_page(rq, "register_step.html", title, step, d);
	form_view_summary(v, form, rq->lang);

	/* What is agreed to can be read right above the box. */
	for (size_t i = 0; i < form->n; i++) {
		struct view *at = v;

		if (streq(form->fields[i].name, "consent"))
			at = view_section(v, V_REGISTER_PRIVACY);
		form_view_field(at, form, form->fields[i].name, rq->lang);
	}
	rs->status = status;
	rs->view = v;
	return OK;
}

/* ---- The last step: all answers ---- */

static const char *
picked_labels(struct req *rq, const struct form *form, size_t i)
{
	const char *text = "", *comma = rq->lang == LANG_ZH ? "；" : "; ";

	for (size_t k = 0; k < form->n_choices[i]; k++) {
		const struct choice *c = &form->choices[i][k];
		const char *label = c->label;
		bool picked = streq(form->raw[i], c->code);

		for (size_t p = 0; p < form->picked[i].n; p++)
			picked = picked || streq(form->picked[i].items[p], c->code);
		if (!picked)
			continue;
		if (streq(form->fields[i].name, "sectors"))
			label = sector_title(rq->arena, rq->site->taxonomy, c->code, rq->lang);
		text = *text ? arena_printf(rq->arena, "%s%s%s", text, comma, label) : label;
	}
	return text;
}

static const char *
answer(struct req *rq, const struct form *form, size_t i, const struct register_draft *d)
{
	switch (form->fields[i].kind) {
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		return picked_labels(rq, form, i);
	case FIELD_CHECK:
		return streq(form->raw[i], "1") ? msg_text(MSG_REGISTER_CONSENT_YES, rq->lang) : "";
	case FIELD_PASSWORD:
		return register_has_password(d) ? msg_text(MSG_REGISTER_PASSWORD_SET, rq->lang) : "";
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_INT:
	case FIELD_EMAIL:
	case FIELD_URL:
		break;
	}
	return form->raw[i];
}

/* Headings of the fields as they stand among the answers: shorter than the question. */
static enum msg
answer_label(const struct field *f)
{
	if (streq(f->name, "consent"))
		return MSG_REGISTER_PRIVACY_LABEL;
	return streq(f->name, "password") ? MSG_REGISTER_PASSWORD : f->label;
}

/* Texts in the language of the description, which need not be that of the page. */
static bool
is_described(const struct field *f)
{
	return streq(f->name, "oneline") || streq(f->name, "summary") || streq(f->name, "capacity");
}

static void
show_answer(struct req *rq, struct view *list, const struct form *form, size_t i,
    enum register_step step, enum lang described, const struct register_draft *d)
{
	const struct field *f = &form->fields[i];
	struct view *row = view_section(list, V_ANSWER);
	const char *text = answer(rq, form, i, d), *label = msg_text(answer_label(f), rq->lang);

	view_text(row, V_ANSWER_LABEL, label);
	if (*text) {
		struct view *given = view_section(row, V_ANSWER_GIVEN);
		view_text(given, V_ANSWER_GIVEN_TEXT, text);
		if (is_described(f))
			view_text(view_section(given, V_ANSWER_GIVEN_IN), V_ANSWER_GIVEN_IN_TAG,
			    lang_tag(described));
	} else {
		view_show(row, V_ANSWER_EMPTY);
	}
	view_text(row, V_ANSWER_URL, step_url(rq, step, arena_printf(rq->arena, "#%s", f->name)));
}

enum err
register_show_check(struct req *rq, struct resp *rs,
    const struct form forms[static REGISTER_CHECK - 1], const struct register_draft *d,
    int64_t wait)
{
	struct view *v = start_page(rq, "register_check.html", page_title(rq, REGISTER_CHECK),
	    REGISTER_CHECK, d);
	const char *code = param_get(d->params, "summary_lang");
	enum lang described = rq->lang;

	if (code)
		(void)lang_parse(str_of(code), &described);
	for (int step = REGISTER_COMPANY; step < REGISTER_CHECK; step++) {
		const struct form *form = &forms[step - 1];
		struct view *list = view_section(v, V_ANSWERS);

		view_text(list, V_ANSWERS_TITLE, msg_text(register_title((enum register_step)step),
		    rq->lang));
		for (size_t i = 0; i < form->n; i++)
			show_answer(rq, list, form, i, (enum register_step)step, described, d);
	}
	if (wait == 0)
		return frame_ok(rs, v);
	view_text(view_section(v, V_WAIT), V_WAIT_TEXT, limit_text(rq, LIMIT_REGISTER, wait));
	rs->status = 429;
	rs->view = v;
	return OK;
}

enum err
register_show_later(struct req *rq, struct resp *rs, enum register_step step)
{
	struct view *v = frame_page(rq, "register_later.html",
	    msg_text(MSG_REGISTER_LATER_TITLE, rq->lang));
	const char *url = step_url(rq, step, "");

	view_text(v, V_LATER_URL, url);
	view_text(v, V_LATER_ADDRESS, arena_printf(rq->arena, "%s%s", rq->site->origin, url));
	return frame_ok(rs, v);
}
