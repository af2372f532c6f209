#include "domain/lists.h"
#include "page/card.h"
#include "page/company.h"
#include "page/frame.h"
#include "page/words.h"
#include "text/format.h"
#include "view/view.h"

static const char *
say(struct req *rq, enum msg msg, const char *name, const char *value)
{
	return msg_fill(rq->arena, msg_text(msg, rq->lang), name, value, NULL);
}

static const char *
partner_name(struct req *rq, const struct home *h)
{
	return texts_pick(&h->partner.name, rq->lang, NULL);
}

#define UNFOLDED 1		/* matches whose reasons are open from the start */

/* ---- One match ---- */

/* What a company is told of each state: what stands in the foot, and how far the track is. */
static const struct {
	enum msg tag, now, text;
	int here;			/* place on the track, from 0 */
	const char *style;
} states[MATCH_STATE__MAX] = {
	[MATCH_SUGGESTED] = { MSG_COMPANY_TAG_SUGGESTED, MSG_COMPANY_NOW_SUGGESTED,
		MSG_COMPANY_NOW_TEXT, 0, "info" },
	[MATCH_IN_REVIEW] = { MSG_COMPANY_TAG_IN_REVIEW, MSG_COMPANY_NOW_IN_REVIEW,
		MSG_COMPANY_NOW_TEXT, 1, "info" },
	[MATCH_MORE_INFO] = { MSG_COMPANY_TAG_MORE_INFO, MSG_COMPANY_NOW_MORE_INFO,
		MSG_COMPANY_NOW_TEXT, 1, "warn" },
	[MATCH_SUITABLE] = { MSG_COMPANY_TAG_SUITABLE, MSG_COMPANY_NOW_SUITABLE,
		MSG_COMPANY_NOW_SUITABLE_TEXT, 2, "ok" },
	[MATCH_NOT_SUITABLE] = { MSG_COMPANY_TAG_NOT_SUITABLE, MSG_COMPANY_NOW_NOT_SUITABLE,
		MSG_NONE, -1, "plain" },
};

static const enum msg track[] = { MSG_COMPANY_TRACK_1, MSG_COMPANY_TRACK_2, MSG_COMPANY_TRACK_3,
	MSG_COMPANY_TRACK_4, MSG_COMPANY_TRACK_5 };

static void
draw_track(struct req *rq, struct view *v, int here)
{
	struct view *list = view_section(v, V_MATCH_TRACK);

	for (int i = 0; i < (int)countof(track); i++) {
		struct view *item = view_section(list, V_MATCH_STEP);

		view_text(item, V_MATCH_STEP_LABEL, msg_text(track[i], rq->lang));
		if (i == here)
			view_show(item, V_MATCH_STEP_HERE);
		else if (i < here)
			view_show(item, V_MATCH_STEP_DONE);
	}
}

static void
draw_state(struct req *rq, struct view *v, const struct match *m)
{
	enum match_state state;

	/* A state of a later version of the program: its name is all that can be told. */
	if (!match_state_parse(m->state, &state)) {
		view_text(v, V_MATCH_STATE, list_label(&list_match_states, m->state, rq->lang));
		view_text(v, V_MATCH_STYLE, "plain");
		return;
	}
	view_text(v, V_MATCH_STATE, msg_text(states[state].tag, rq->lang));
	view_text(v, V_MATCH_STYLE, states[state].style);
	if (states[state].here >= 0)
		draw_track(rq, v, states[state].here);
	view_text(v, V_MATCH_NOW, msg_text(states[state].now, rq->lang));
	view_text(v, V_MATCH_NOW_TEXT, *m->reason ?
		say(rq, MSG_COMPANY_REASON, "reason", list_label(&list_reasons, m->reason, rq->lang)) :
		msg_text(states[state].text, rq->lang));
}

static void
draw_reason(struct view *v, const struct explain_row *row)
{
	struct view *r = view_section(v, V_REASON);

	view_text(r, V_REASON_STYLE, row->standing_style);
	view_text(r, V_REASON_STANDING, row->standing_label);
	view_text(r, V_REASON_LABEL, row->label);
	/* A deadline asks nothing of the company: only one side has a value. */
	if (row->criterion != CRITERION_DEADLINE) {
		struct view *mine = view_section(r, V_REASON_MINE);
		view_text(mine, V_REASON_MINE_TEXT, row->company);
		view_text(mine, V_REASON_MINE_TAG, lang_tag(row->company_lang));
		struct view *theirs = view_section(r, V_REASON_THEIRS);
		view_text(theirs, V_REASON_THEIRS_TEXT, row->opportunity);
		view_text(theirs, V_REASON_THEIRS_TAG, lang_tag(row->opportunity_lang));
	} else {
		view_text(view_section(r, V_REASON_ONE), V_REASON_ONE_TEXT, row->opportunity);
	}
}

/* For each who can make something known, what that is. */
static void
draw_settle(struct req *rq, struct view *v, const struct explain *ex)
{
	static const enum msg who[] = {
		[SETTLER_COMPANY] = MSG_COMPANY_SETTLE_YOU,
		[SETTLER_OPPORTUNITY] = MSG_COMPANY_SETTLE_THEM,
		[SETTLER_BOTH] = MSG_COMPANY_SETTLE_BOTH,
		[SETTLER_REVIEWER] = MSG_COMPANY_SETTLE_REVIEW,
	};
	struct view *settle = NULL;

	for (size_t w = SETTLER_COMPANY; w < countof(who); w++) {
		const char *items[CRITERION__MAX];
		size_t n = 0;

		for (size_t i = 0; i < CRITERION__MAX; i++)
			if (ex->rows[i].settler == (enum settler)w)
				items[n++] = words_in_sentence(rq, ex->rows[i].label);
		if (n == 0)
			continue;
		if (!settle)
			settle = view_section(v, V_SETTLE);
		view_text(view_section(settle, V_SETTLE_LINE), V_SETTLE_LINE_TEXT,
		    say(rq, who[w], "list", words_join(rq, items, n)));
	}
}

static void
draw_meta(struct req *rq, struct view *v, const struct home *h, const struct home_match *m)
{
	const struct opportunity *o = &m->opportunity;
	enum lang lang;

	view_text(v, V_MATCH_PLACE, words_places(rq, &o->regions));
	view_text(v, V_MATCH_KIND, list_label(&list_kinds, o->kind, rq->lang));
	if (*o->deadline) {
		struct view *d = view_section(v, V_MATCH_DEADLINE);
		view_text(d, V_MATCH_DEADLINE_ISO, o->deadline);
		view_text(d, V_MATCH_DEADLINE_DAY, words_day(rq, o->deadline));
	} else {
		view_show(v, V_MATCH_NO_DEADLINE);
	}
	if (h->technologies.n > 1 || !streq(m->technology->state, "live")) {
		struct view *t = view_section(v, V_MATCH_TECHNOLOGY);
		view_text(t, V_MATCH_TECHNOLOGY_NAME, words_technology(rq, m->technology, &lang));
		view_text(t, V_MATCH_TECHNOLOGY_TAG, lang_tag(lang));
	}
}

/* Why the pair no longer fits, and that what was decided is not lost. */
static void
draw_fit(struct req *rq, struct view *v, const struct home_match *m)
{
	enum match_fit fit = match_fit(m->row, m->explain.standings, day_of(rq->now));

	if (fit == FIT_YES)
		return;
	view_text(view_section(v, V_MATCH_FIT), V_MATCH_FIT_TEXT,
	    arena_printf(rq->arena, rq->lang == LANG_ZH ? "%s%s" : "%s %s",
		words_fit(rq, fit, m->row), msg_text(MSG_MATCH_FIT_KEPT, rq->lang)));
}

static void
draw_match(struct req *rq, struct view *page, const struct home *h, const struct home_match *m,
    bool open)
{
	struct view *v = view_section(page, V_MATCH);
	const struct opportunity *o = &m->opportunity;
	const struct explain *ex = &m->explain;
	enum msg in = words_title_tag(rq, &o->title);
	enum lang lang;

	view_int(v, V_MATCH_ID, m->row->match.id.v);
	view_text(v, V_MATCH_TITLE, texts_pick(&o->title, rq->lang, &lang));
	view_text(v, V_MATCH_TITLE_TAG, lang_tag(lang));
	view_text(v, V_MATCH_URL, req_url(rq, "/opportunities/%s", o->ref));
	view_int(v, V_MATCH_SCORE, ex->score);
	view_text(v, V_MATCH_SUMMARY, ex->summary);
	view_text(v, V_MATCH_TEXT, arena_printf(rq->arena, rq->lang == LANG_ZH ? "%s%s" : "%s %s",
	    ex->fits, ex->unknown));
	if (in != MSG_NONE)
		view_text(view_section(v, V_MATCH_TITLE_IN), V_MATCH_TITLE_IN_TEXT,
		    msg_text(in, rq->lang));
	card_demo(v, V_MATCH_DEMO, o->demo);
	if (open)
		view_show(v, V_MATCH_OPEN);
	draw_state(rq, v, &m->row->match);
	draw_meta(rq, v, h, m);
	draw_fit(rq, v, m);
	for (size_t i = 0; i < CRITERION__MAX; i++)
		draw_reason(v, &ex->rows[i]);
	draw_settle(rq, v, ex);
}

static void
draw_matches(struct req *rq, struct view *v, const struct home *h)
{
	if (h->n_matches == 0) {
		view_show(v, h->searching ? V_SEARCHING : V_NONE);
		return;
	}
	struct view *list = view_section(v, V_MATCHES);
	if (h->total > h->n_matches)
		view_text(view_section(list, V_MATCHES_FIRST), V_MATCHES_FIRST_TEXT,
		    msg_fill(rq->arena, msg_text(MSG_COMPANY_FIRST, rq->lang),
		    "n", format_int(rq->arena, (int64_t)h->n_matches, rq->lang),
		    "total", format_int(rq->arena, (int64_t)h->total, rq->lang), NULL));
	for (size_t i = 0; i < h->n_matches; i++)
		draw_match(rq, list, h, &h->matches[i], i < UNFOLDED);
}

/* ---- Beside the matches ---- */

static void
draw_company_state(struct req *rq, struct view *v, const struct home *h)
{
	static const struct {
		const char *state, *style;
		enum msg label, text;
	} of[] = {
		{ "submitted", "info", MSG_COMPANY_STATE_SUBMITTED, MSG_COMPANY_STATE_SUBMITTED_TEXT },
		{ "verified", "ok", MSG_COMPANY_STATE_VERIFIED, MSG_COMPANY_STATE_VERIFIED_TEXT },
		{ "refused", "danger", MSG_COMPANY_STATE_REFUSED, MSG_COMPANY_STATE_REFUSED_TEXT },
		{ "archived", "plain", MSG_COMPANY_STATE_ARCHIVED, MSG_COMPANY_STATE_ARCHIVED_TEXT },
	};

	view_text(v, V_COMPANY_NAME, h->company.name);
	view_text(v, V_COMPANY_REF, h->company.ref);
	card_demo(v, V_COMPANY_DEMO, h->company.demo);
	for (size_t i = 0; i < countof(of); i++) {
		if (!streq(of[i].state, h->company.state))
			continue;
		view_text(v, V_COMPANY_STYLE, of[i].style);
		view_text(v, V_COMPANY_STATE, msg_text(of[i].label, rq->lang));
		view_text(v, V_COMPANY_STATE_TEXT, say(rq, of[i].text, "partner", partner_name(rq, h)));
	}
	if (*h->company.reason)
		view_text(view_section(v, V_COMPANY_REASON), V_COMPANY_REASON_TEXT,
		    say(rq, MSG_COMPANY_REASON, "reason",
			list_label(&list_refusals, h->company.reason, rq->lang)));
}

/* What the company itself left open, and in how many of its matches that counts. */
static void
draw_tasks(struct req *rq, struct view *v, const struct home *h)
{
	struct view *tasks = NULL;

	for (size_t c = 0; c < CRITERION__MAX; c++) {
		const char *label = "";
		int64_t n = 0;

		for (size_t i = 0; i < h->n_matches; i++) {
			const struct explain_row *row = &h->matches[i].explain.rows[c];

			if (row->settler != SETTLER_COMPANY && row->settler != SETTLER_BOTH)
				continue;
			label = row->label;
			n++;
		}
		if (n == 0)
			continue;
		if (!tasks)
			tasks = view_section(v, V_TASKS);
		struct view *task = view_section(tasks, V_TASK);
		view_text(task, V_TASK_LABEL, label);
		view_text(task, V_TASK_N, words_count(rq, MSG_COMPANY_TASKS_N, n));
	}
}

static void
draw_technologies(struct req *rq, struct view *v, const struct home *h)
{
	for (size_t i = 0; i < h->technologies.n; i++) {
		const struct technology *t = &h->technologies.items[i];
		struct view *item = view_section(v, V_TECHNOLOGY);
		enum lang lang;

		view_text(item, V_TECHNOLOGY_NAME, words_technology(rq, t, &lang));
		view_text(item, V_TECHNOLOGY_TAG, lang_tag(lang));
		view_text(item, V_TECHNOLOGY_SECTORS, words_sectors(rq, &t->sectors));
	}
}

struct view *
company_draw(struct req *rq, const struct home *h)
{
	const char *name = rq->me.name, *text;
	struct view *v = frame_page(rq, "company.html", arena_printf(rq->arena, "%s – %s",
	    msg_text(MSG_COMPANY_TITLE, rq->lang), h->company.name));
	enum lang lang;

	if (h->n_matches > 0)
		text = msg_fill(rq->arena,
		    msg_plural(MSG_COMPANY_HELLO, rq->lang, (int64_t)h->total), "name", name,
		    "n", format_int(rq->arena, (int64_t)h->total, rq->lang), NULL);
	else
		text = say(rq, MSG_COMPANY_HELLO_NONE, "name", name);
	view_text(v, V_HELLO, text);
	view_text(v, V_LEAD, say(rq, MSG_COMPANY_LEAD, "partner", partner_name(rq, h)));

	draw_matches(rq, v, h);
	draw_company_state(rq, v, h);
	draw_tasks(rq, v, h);
	draw_technologies(rq, v, h);

	view_text(v, V_PARTNER_NAME, partner_name(rq, h));
	view_text(v, V_PARTNER_TEXT, texts_pick(&h->partner.text, rq->lang, &lang));
	view_text(v, V_PARTNER_TAG, lang_tag(lang));
	return v;
}
