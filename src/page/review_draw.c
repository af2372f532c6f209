#include "domain/lists.h"
#include "page/card.h"
#include "page/form_view.h"
#include "page/frame.h"
#include "page/review.h"
#include "page/words.h"
#include "text/format.h"
#include "view/view.h"

/* The letter that picks each decision, in the language of its label. */
static const enum msg keys[MATCH_STATE__MAX] = {
	[MATCH_SUITABLE] = MSG_REVIEW_SUITABLE_KEY,
	[MATCH_MORE_INFO] = MSG_REVIEW_MORE_INFO_KEY,
	[MATCH_NOT_SUITABLE] = MSG_REVIEW_NOT_SUITABLE_KEY,
	[MATCH_IN_REVIEW] = MSG_REVIEW_IN_REVIEW_KEY,
};

static const char *
state_label(struct req *rq, const char *state)
{
	return list_label(&list_match_states, state, rq->lang);
}

/* One sentence after the other. */
static const char *
and_then(struct req *rq, const char *text, const char *more)
{
	if (*text == '\0' || *more == '\0')
		return *text ? text : more;
	return arena_printf(rq->arena, rq->lang == LANG_ZH ? "%s%s" : "%s %s", text, more);
}

static const char *
sentence(struct req *rq, const char *text)
{
	if (*text == '\0')
		return "";
	return arena_printf(rq->arena, rq->lang == LANG_ZH ? "%s。" : "%s.", text);
}

static const char *
filled(struct req *rq, enum msg msg, const char *name, const char *value)
{
	return msg_fill(rq->arena, msg_text(msg, rq->lang), name, value, NULL);
}

/* ---- Both sides ---- */

static void
draw_company(struct req *rq, struct view *v, const struct review *r)
{
	const struct company *c = &r->company;
	const char *facts = sentence(rq, list_label(&list_provinces, c->province, rq->lang));
	enum lang lang = rq->lang;
	const char *oneline = words_technology(rq, &r->technology, &lang);

	view_text(v, V_COMPANY_REF, filled(rq, MSG_REVIEW_COMPANY_REF, "ref", c->ref));
	view_text(v, V_COMPANY_NAME, c->name);
	card_demo(v, V_COMPANY_DEMO, c->demo);
	view_text(v, V_TECHNOLOGY_ONELINE, oneline);
	view_text(v, V_TECHNOLOGY_TAG, lang_tag(lang));

	if (*c->size)
		facts = and_then(rq, facts, sentence(rq, list_label(&list_sizes, c->size, rq->lang)));
	if (*r->decider)
		facts = and_then(rq, facts,
		    sentence(rq, filled(rq, MSG_REVIEW_PARTNER, "partner", r->decider)));
	view_text(v, V_COMPANY_FACTS, facts);
	if (*c->website)
		view_text(view_section(v, V_WEBSITE), V_WEBSITE_URL, c->website);
}

static void
draw_opportunity(struct req *rq, struct view *v, const struct review *r)
{
	const struct opportunity *o = &r->opportunity;
	const char *facts = sentence(rq, words_places(rq, &o->regions));
	enum lang lang;

	view_text(v, V_OPPORTUNITY_REF, filled(rq, MSG_REVIEW_OPPORTUNITY_REF, "ref", o->ref));
	view_text(v, V_OPPORTUNITY_TITLE, texts_pick(&o->title, rq->lang, &lang));
	view_text(v, V_OPPORTUNITY_TAG, lang_tag(lang));
	card_demo(v, V_OPPORTUNITY_DEMO, o->demo);
	view_text(v, V_OPPORTUNITY_URL, req_url(rq, "/opportunities/%s", o->ref));

	facts = and_then(rq, facts, sentence(rq, list_label(&list_kinds, o->kind, rq->lang)));
	if (*o->deadline)
		facts = and_then(rq, facts, sentence(rq, filled(rq, MSG_REVIEW_DEADLINE, "day",
		    words_day(rq, o->deadline))));
	facts = and_then(rq, facts, sentence(rq, *o->verified_on ?
		filled(rq, MSG_REVIEW_VERIFIED, "day", words_day(rq, o->verified_on)) :
		msg_text(MSG_REVIEW_NOT_VERIFIED, rq->lang)));
	view_text(v, V_OPPORTUNITY_FACTS, facts);
	if (*o->organisation) {
		struct view *org = view_section(v, V_ORGANISATION);

		view_text(org, V_ORGANISATION_NAME, o->organisation);
		view_text(org, V_ORGANISATION_TAG, lang_tag(words_lang(rq, o->organisation)));
		if (o->organisation_hidden)
			view_show(org, V_ORGANISATION_HIDDEN);
	}
	if (*r->region_partner)
		view_text(view_section(v, V_REGION_PARTNER), V_REGION_PARTNER_TEXT,
		    sentence(rq, filled(rq, MSG_REVIEW_PARTNER, "partner", r->region_partner)));
}

static void
draw_texts(struct req *rq, struct view *v, const char *label, const struct texts *texts)
{
	struct view *side = view_section(v, V_SIDE);
	bool any = false;

	view_text(side, V_SIDE_LABEL, label);
	for (int i = 0; i < LANG__MAX; i++) {
		enum lang lang = (enum lang)i;

		if (!texts->in[i] || *texts->in[i] == '\0')
			continue;
		struct view *text = view_section(side, V_SIDE_TEXT);
		view_text(text, V_SIDE_TEXT_LANG, list_label(&list_languages, lang_code(lang),
		    rq->lang));
		view_text(text, V_SIDE_TEXT_TAG, lang_tag(lang));
		view_text(text, V_SIDE_TEXT_BODY, texts->in[i]);
		any = true;
	}
	if (!any)
		view_show(side, V_SIDE_EMPTY);
}

/* ---- The score ---- */

/* One piece per criterion with points, on a scale of 1000, parted by a hair. */
static void
draw_bar(struct view *v, const struct explain *ex)
{
	int x = 0;

	for (size_t i = 0; i < countof(ex->rows); i++) {
		if (ex->rows[i].points == 0)
			continue;
		struct view *bar = view_section(v, V_BAR);
		view_int(bar, V_BAR_X, x);
		view_int(bar, V_BAR_WIDTH, ex->rows[i].points * 10 - 4);
		x += ex->rows[i].points * 10;
	}
}

/* The words in which both texts agree, side by side, and what only the opportunity names. */
static void
draw_terms(struct view *v, const struct explain *ex)
{
	struct view *list = view_section(v, ex->n_terms > 0 ? V_TERMS : V_TERMS_NONE), *missing = NULL;

	for (int i = 0; i < ex->n_terms; i++) {
		const struct explain_term *t = &ex->terms[i];
		struct view *row = view_section(list, V_TERM);

		view_text(row, V_TERM_MINE, t->company);
		view_text(row, V_TERM_MINE_TAG, lang_tag(t->company_lang));
		view_text(row, V_TERM_THEIRS, t->opportunity);
		view_text(row, V_TERM_THEIRS_TAG, lang_tag(t->opportunity_lang));
		view_text(row, V_TERM_LABEL, t->label);
		view_text(row, V_TERM_LABEL_TAG, lang_tag(t->label_lang));
		view_text(row, V_TERM_POINTS, t->points);
	}
	for (int i = 0; i < ex->n_missing; i++) {
		const struct explain_missing *m = &ex->missing[i];

		if (!missing)
			missing = view_section(v, V_MISSING);
		struct view *row = view_section(missing, V_MISS);
		view_text(row, V_MISS_TEXT, m->opportunity);
		view_text(row, V_MISS_TAG, lang_tag(m->opportunity_lang));
		view_text(row, V_MISS_LABEL, m->label);
		view_text(row, V_MISS_LABEL_TAG, lang_tag(m->label_lang));
		if (i + 1 < ex->n_missing)
			view_show(row, V_MISS_MORE);
	}
}

static void
draw_criterion(struct view *v, const struct explain_row *row)
{
	struct view *c = view_section(v, V_CRITERION);

	view_text(c, V_CRITERION_LABEL, row->label);
	view_text(c, V_CRITERION_COMPANY, row->company);
	view_text(c, V_CRITERION_COMPANY_TAG, lang_tag(row->company_lang));
	if (!row->company_given)
		view_show(c, V_CRITERION_COMPANY_MISSING);
	view_text(c, V_CRITERION_OPPORTUNITY, row->opportunity);
	view_text(c, V_CRITERION_OPPORTUNITY_TAG, lang_tag(row->opportunity_lang));
	if (!row->opportunity_given)
		view_show(c, V_CRITERION_OPPORTUNITY_MISSING);
	view_text(c, V_CRITERION_STANDING, row->standing_label);
	view_text(c, V_CRITERION_STYLE, row->standing_style);

	bool known = row->standing != STANDING_UNKNOWN;
	struct view *points = view_section(c, known ? V_CRITERION_KNOWN : V_CRITERION_UNKNOWN);
	view_int(points, V_CRITERION_POINTS, row->points);
	view_int(points, V_CRITERION_MAX, row->max);
}

static void
draw_score(struct req *rq, struct view *v, const struct review *r)
{
	const struct explain *ex = &r->explain;
	const struct match *m = &r->row.match;
	struct view *settle = NULL;

	view_int(v, V_SCORE_N, ex->score);
	view_text(v, V_SCORE_SUMMARY, ex->summary);
	view_text(v, V_SCORE_TEXT, and_then(rq, ex->fits, ex->unknown));
	draw_bar(v, ex);
	if (ex->stale)
		view_text(view_section(v, V_STALE), V_STALE_TEXT, filled(rq, MSG_REVIEW_STALE,
		    "score", arena_printf(rq->arena, "%d", (int)m->score)));
	for (size_t i = 0; i < countof(ex->rows); i++)
		draw_criterion(v, &ex->rows[i]);
	draw_terms(v, ex);
	view_text(v, V_RULES_TEXT, msg_fill(rq->arena, msg_text(MSG_REVIEW_RULES, rq->lang),
	    "rules", m->rules, "day", format_day(rq->arena, day_of(m->scored_at), rq->lang), NULL));

	for (size_t i = 0; i < countof(ex->rows); i++) {
		if (ex->rows[i].settler == SETTLER_NONE)
			continue;
		if (!settle)
			settle = view_section(v, V_SETTLE);
		struct view *row = view_section(settle, V_SETTLE_ROW);
		view_text(row, V_SETTLE_ROW_LABEL, ex->rows[i].label);
		view_text(row, V_SETTLE_ROW_TEXT, ex->rows[i].settle);
	}
}

/* ---- The decision ---- */

/* The place of ${name} in the form, for its error and what was typed. */
static size_t
field_of(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->n; i++)
		if (streq(form->fields[i].name, name))
			return i;
	BUG("the form of a decision has no field '%s'", name);
}

static void
draw_error(struct req *rq, struct view *v, const struct form *form, const char *name,
    enum view_name section, enum view_name text)
{
	enum msg error = form->error[field_of(form, name)];

	if (error != MSG_NONE)
		view_text(view_section(v, section), text, msg_text(error, rq->lang));
}

static void
draw_choices(struct req *rq, struct view *v, const struct form *form)
{
	size_t d = field_of(form, "decision"), why = field_of(form, "reason");

	for (size_t i = 0; i < form->n_choices[d]; i++) {
		const struct choice *c = &form->choices[d][i];
		struct view *choice = view_section(v, V_DECISION);
		enum match_state state;

		view_int(choice, V_DECISION_N, (int64_t)i);
		view_text(choice, V_DECISION_CODE, c->code);
		view_text(choice, V_DECISION_LABEL, c->label);
		view_text(choice, V_DECISION_HINT, c->hint);
		if (match_state_parse(c->code, &state))
			view_text(choice, V_DECISION_KEY, msg_text(keys[state], rq->lang));
		if (streq(c->code, form->raw[d]))
			view_show(choice, V_DECISION_PICKED);
	}
	for (size_t i = 0; i < form->n_choices[why]; i++) {
		const struct choice *c = &form->choices[why][i];
		struct view *reason = view_section(v, V_REASON);

		view_text(reason, V_REASON_CODE, c->code);
		view_text(reason, V_REASON_LABEL, c->label);
		if (streq(c->code, form->raw[why]))
			view_show(reason, V_REASON_PICKED);
	}
}

static void
draw_form(struct req *rq, struct view *v, const struct review *r, const struct form *form)
{
	struct view *decide = view_section(v, V_DECIDE);

	view_text(decide, V_DECIDE_URL, review_url(rq, &r->choice, r->row.match.id.v));
	view_text(decide, V_DECIDE_CSRF, req_csrf(rq));
	view_int(decide, V_DECIDE_VERSION, r->row.match.version);
	if (!match_open(r->state))
		view_show(decide, V_DECIDE_AGAIN);
	draw_error(rq, decide, form, "decision", V_DECISION_ERROR, V_DECISION_ERROR_TEXT);
	draw_error(rq, decide, form, "reason", V_REASON_ERROR, V_REASON_ERROR_TEXT);
	draw_error(rq, decide, form, "note", V_NOTE_ERROR, V_NOTE_ERROR_TEXT);
	draw_choices(rq, decide, form);
	view_text(decide, V_NOTE_VALUE, form->raw[field_of(form, "note")]);
}

/* Who may not decide sees who does. */
static void
draw_look(struct req *rq, struct view *v, const struct review *r)
{
	struct view *look = view_section(v, V_LOOK);

	if (!role_may(rq->me.access, REVIEWER))
		view_show(look, V_LOOK_EDITOR);
	view_text(look, V_LOOK_TEXT, filled(rq, MSG_REVIEW_OTHER_DECIDES, "partner", r->decider));
}

/* ---- What happened ---- */

static const char *
who_of(struct req *rq, const struct match_event *e)
{
	return *e->account_name ? e->account_name : msg_text(MSG_REVIEW_SYSTEM, rq->lang);
}

static void
draw_event(struct req *rq, struct view *v, const struct match_event *e)
{
	struct view *event = view_section(v, V_EVENT);
	enum msg msg = *e->from_state ? MSG_REVIEW_EVENT : MSG_REVIEW_EVENT_FIRST;

	view_text(event, V_EVENT_ISO, format_time_iso(rq->arena, e->at));
	view_text(event, V_EVENT_TIME, format_time(rq->arena, e->at, rq->lang));
	view_text(event, V_EVENT_TEXT, msg_fill(rq->arena, msg_text(msg, rq->lang),
	    "who", who_of(rq, e), "from", state_label(rq, e->from_state),
	    "to", state_label(rq, e->to_state), NULL));
	if (*e->reason)
		view_text(view_section(event, V_EVENT_REASON), V_EVENT_REASON_TEXT,
		    filled(rq, MSG_REVIEW_EVENT_REASON, "reason",
			list_label(&list_reasons, e->reason, rq->lang)));
	if (*e->note)
		view_text(view_section(event, V_EVENT_NOTE), V_EVENT_NOTE_TEXT, e->note);
}

/* The last event is what the reader did not know of. */
static void
draw_conflict(struct req *rq, struct view *v, const struct review *r)
{
	struct view *conflict = view_section(v, V_CONFLICT);
	const struct match_event *e;

	if (r->events.n == 0)
		return;
	e = &r->events.items[r->events.n - 1];
	view_text(conflict, V_CONFLICT_TEXT, msg_fill(rq->arena,
	    msg_text(MSG_REVIEW_CONFLICT, rq->lang), "who", who_of(rq, e),
	    "time", format_time(rq->arena, e->at, rq->lang),
	    "state", state_label(rq, e->to_state), NULL));
}

/* ---- The page ---- */

/* Why the system would not suggest the pair now; a decision stands all the same. */
static void
draw_fit(struct req *rq, struct view *v, const struct review *r)
{
	enum match_fit fit = match_fit(&r->row, r->explain.standings, day_of(rq->now));

	if (fit == FIT_YES)
		return;
	view_text(view_section(v, V_FIT), V_FIT_TEXT, and_then(rq,
	    words_fit(rq, fit, &r->row), msg_text(MSG_MATCH_FIT_KEPT, rq->lang)));
}

static void
draw_head(struct req *rq, struct view *v, const struct review *r)
{
	const char *state = r->row.match.state;

	view_text(v, V_STATE_LABEL, state_label(rq, state));
	view_text(v, V_STATE_STYLE, review_state_style(state));
	view_text(v, V_QUEUE_COUNT, msg_fill(rq->arena,
	    msg_plural(MSG_REVIEW_IN_QUEUE, rq->lang, (int64_t)r->total),
	    "n", format_int(rq->arena, (int64_t)r->total, rq->lang), NULL));
	if (r->previous.v)
		view_text(view_section(v, V_PREVIOUS), V_PREVIOUS_URL,
		    review_url(rq, &r->choice, r->previous.v));
	if (r->next.v)
		view_text(view_section(v, V_NEXT), V_NEXT_URL,
		    review_url(rq, &r->choice, r->next.v));
	if (r->has_done)
		review_draw_done(rq, v, &r->choice, &r->done);
}

void
review_draw(struct req *rq, struct resp *rs, struct review *r, const struct form *form, bool conflict)
{
	const char *ref = review_ref(rq->arena, r->row.match.id),
		   *title = filled(rq, MSG_REVIEW_TITLE, "ref", ref);
	bool failed = conflict || form_errors(form) > 0;
	struct view *v = frame_page(rq, "review.html",
	    failed ? frame_error_title(rq, title) : title);
	struct view *crumbs = frame_crumbs(v, ref);

	rs->view = v;
	rs->private = rs->noindex = true;
	frame_crumb(crumbs, review_url(rq, &r->choice, 0), msg_text(MSG_REVIEW_QUEUE_TITLE, rq->lang));
	form_view_summary(v, form, rq->lang);
	if (conflict)
		draw_conflict(rq, v, r);
	draw_head(rq, v, r);
	draw_fit(rq, v, r);
	draw_company(rq, v, r);
	draw_opportunity(rq, v, r);
	draw_score(rq, v, r);
	draw_texts(rq, v, r->company.name, &r->technology.summary);
	draw_texts(rq, v, filled(rq, MSG_REVIEW_OPPORTUNITY_REF, "ref", r->opportunity.ref),
	    &r->opportunity.summary);
	if (r->may_decide)
		draw_form(rq, v, r, form);
	else
		draw_look(rq, v, r);
	for (size_t i = r->events.n; i > 0; i--)
		draw_event(rq, v, &r->events.items[i - 1]);
}
