#include "domain/lists.h"
#include "page/card.h"
#include "page/frame.h"
#include "page/review.h"
#include "page/routes.h"
#include "page/words.h"
#include "store/match.h"
#include "store/opportunity.h"
#include "text/format.h"
#include "view/view.h"

/* What the page shows; all fetched before anything is drawn. */
struct queue {
	struct review_choice choice;
	struct match_list list;
	struct opportunity *opportunities;	/* of each row: its regions and sectors */
	bool has_done;
	struct match_row done;
};

/* The number of pages that ${total} matches fill: at least one. */
static int64_t
pages_of(size_t total)
{
	return total == 0 ? 1 : (int64_t)((total + REVIEW_PAGE_SIZE - 1) / REVIEW_PAGE_SIZE);
}

static enum err
load(struct req *rq, struct queue *q)
{
	struct match_filter f = review_choice_filter(&q->choice, REVIEW_PAGE_SIZE);
	enum err e = match_queue(rq->db, &f, rq->arena, &q->list);

	/* The queue may have become shorter since the link was made. */
	if (e == OK && q->choice.page > pages_of(q->list.total)) {
		q->choice.page = pages_of(q->list.total);
		f = review_choice_filter(&q->choice, REVIEW_PAGE_SIZE);
		e = match_queue(rq->db, &f, rq->arena, &q->list);
	}
	if (e != OK)
		return e;
	q->opportunities = arena_new_of(rq->arena, struct opportunity, q->list.n);
	for (size_t i = 0; i < q->list.n && e == OK; i++)
		e = opportunity_get_staff_by_id(rq->db, q->list.items[i].match.opportunity,
		    rq->arena, &q->opportunities[i]);
	return e;
}

/* ---- The filters ---- */

static struct view *
draw_filter(struct req *rq, struct view *v, const char *name, enum msg label)
{
	struct view *filter = view_section(v, V_FILTER);

	view_text(filter, V_FILTER_NAME, name);
	view_text(filter, V_FILTER_LABEL, msg_text(label, rq->lang));
	return filter;
}

static void
draw_option(struct view *filter, const char *code, const char *label, bool picked)
{
	struct view *option = view_section(filter, V_FILTER_OPTION);

	view_text(option, V_FILTER_OPTION_CODE, code);
	view_text(option, V_FILTER_OPTION_LABEL, label);
	if (picked)
		view_show(option, V_FILTER_OPTION_PICKED);
}

static void
draw_provinces(struct req *rq, struct view *v, const struct review_choice *c)
{
	struct view *filter = draw_filter(rq, v, "province", MSG_REVIEW_PROVINCE);

	draw_option(filter, "all", msg_text(MSG_REVIEW_PROVINCE_ALL, rq->lang), *c->province == '\0');
	for (size_t i = 0; i < list_provinces.n; i++) {
		const char *code = list_provinces.items[i].code,
			   *label = list_label(&list_provinces, code, rq->lang);

		if (streq(code, rq->me.scope.province))
			label = msg_fill(rq->arena, msg_text(MSG_REVIEW_PROVINCE_OWN, rq->lang),
			    "province", label, NULL);
		draw_option(filter, code, label, streq(code, c->province));
	}
}

static void
draw_regions(struct req *rq, struct view *v, const struct review_choice *c)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct view *filter = draw_filter(rq, v, "region", MSG_REVIEW_REGION);

	draw_option(filter, "", msg_text(MSG_REVIEW_REGION_ALL, rq->lang), *c->region == '\0');
	for (size_t i = 0; i < t->n_regions; i++) {
		const struct region *r = &t->regions[i];

		/* The whole country is what "all" says. */
		if (r->level != LEVEL_COUNTRY)
			draw_option(filter, r->code, region_label(t, r->code, rq->lang),
			    streq(r->code, c->region));
	}
}

static void
draw_sectors(struct req *rq, struct view *v, const struct review_choice *c)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct view *filter = draw_filter(rq, v, "sector", MSG_REVIEW_SECTOR);

	draw_option(filter, "", msg_text(MSG_REVIEW_SECTOR_ALL, rq->lang), *c->sector == '\0');
	for (size_t i = 0; i < t->n_sectors; i++) {
		const char *code = t->sectors[i].code;

		/* The twelve are enough to choose from; an address may name a subsector. */
		if (t->sectors[i].parent < 0 || streq(code, c->sector))
			draw_option(filter, code, sector_title(rq->arena, t, code, rq->lang),
			    streq(code, c->sector));
	}
}

static void
draw_filters(struct req *rq, struct view *v, const struct queue *q)
{
	struct view *filter;

	view_text(v, V_FILTER_ACTION, req_url(rq, "/staff/review"));
	draw_provinces(rq, v, &q->choice);
	draw_regions(rq, v, &q->choice);
	draw_sectors(rq, v, &q->choice);
	filter = draw_filter(rq, v, "state", MSG_REVIEW_STATE);
	for (size_t i = 0; i < countof(review_groups); i++)
		draw_option(filter, review_groups[i].code,
		    msg_fill(rq->arena, msg_text(MSG_REVIEW_STATE_COUNT, rq->lang),
			"state", msg_text(review_groups[i].label, rq->lang),
			"n", format_int(rq->arena, (int64_t)q->list.groups[i], rq->lang), NULL),
		    i == q->choice.group);
	filter = draw_filter(rq, v, "sort", MSG_REVIEW_SORT);
	for (size_t i = 0; i < countof(review_sorts); i++)
		draw_option(filter, review_sorts[i].code,
		    msg_text(review_sorts[i].label, rq->lang), i == q->choice.sort);
}

/* ---- The rows ---- */

/* The first of several codes, and how many more there are. */
static const char *
first_of(struct req *rq, const char *first, size_t n)
{
	if (n < 2)
		return first;
	return arena_printf(rq->arena, rq->lang == LANG_ZH ? "%s%s" : "%s %s", first,
	    msg_fill(rq->arena, msg_plural(MSG_REVIEW_MORE_CODES, rq->lang, (int64_t)n - 1),
		"n", arena_printf(rq->arena, "%zu", n - 1), NULL));
}

static const char *
age_of(struct req *rq, int64_t since)
{
	int days = day_of(rq->now).v - day_of(since).v;

	if (days <= 0)
		return msg_text(MSG_REVIEW_AGE_TODAY, rq->lang);
	return msg_fill(rq->arena, msg_plural(MSG_REVIEW_AGE_DAYS, rq->lang, days),
	    "n", format_int(rq->arena, days, rq->lang), NULL);
}

static void
draw_opportunity(struct req *rq, struct view *row, const struct match_row *r,
    const struct opportunity *o)
{
	const struct taxonomy *t = rq->site->taxonomy;
	enum lang lang;
	day d;

	view_text(row, V_ROW_TITLE, texts_pick(&r->opportunity_title, rq->lang, &lang));
	view_text(row, V_ROW_TITLE_TAG, lang_tag(lang));
	view_text(row, V_ROW_OPPORTUNITY_REF, r->opportunity_ref);
	card_demo(row, V_ROW_NEED_DEMO, o->demo);
	if (day_parse(r->deadline, &d) == 0)
		view_text(view_section(row, V_ROW_DEADLINE), V_ROW_DEADLINE_TEXT,
		    msg_fill(rq->arena, msg_text(MSG_REVIEW_DEADLINE, rq->lang),
			"day", format_day_short(rq->arena, d, rq->lang), NULL));
	if (o->regions.n > 0)
		view_text(row, V_ROW_REGION,
		    first_of(rq, region_label(t, o->regions.items[0], rq->lang), o->regions.n));
	view_text(row, V_ROW_SECTOR, words_sectors(rq, &o->sectors));
}

static void
draw_fit(struct req *rq, struct view *row, const struct match_row *r)
{
	enum standing standings[CRITERION__MAX];

	score_standings(r->match.criteria, standings);
	enum match_fit fit = match_fit(r, standings, day_of(rq->now));
	if (fit != FIT_YES)
		view_text(view_section(row, V_ROW_FIT), V_ROW_FIT_TEXT, words_fit(rq, fit, r));
}

#define TECHNOLOGY_MAX 60	/* code points: enough to tell two of a company apart */

static void
draw_row(struct req *rq, struct view *table, const struct queue *q, size_t i)
{
	const struct match_row *r = &q->list.items[i];
	struct view *row = view_section(table, V_ROW);

	view_text(row, V_ROW_URL, review_url(rq, &q->choice, r->match.id.v));
	view_text(row, V_ROW_REF, review_ref(rq->arena, r->match.id));
	view_text(row, V_ROW_COMPANY, r->company_name);
	card_demo(row, V_ROW_DEMO, r->company_demo);
	/* Where one province was chosen, every row would say the same. */
	if (*r->province && *q->choice.province == '\0')
		view_text(view_section(row, V_ROW_PROVINCE), V_ROW_PROVINCE_LABEL,
		    list_label(&list_provinces, r->province, rq->lang));
	if (*r->technology_name) {
		struct view *technology = view_section(row, V_ROW_TECHNOLOGY);
		view_text(technology, V_ROW_TECHNOLOGY_NAME,
		    words_shorten(rq->arena, r->technology_name, TECHNOLOGY_MAX));
		view_text(technology, V_ROW_TECHNOLOGY_TAG, lang_tag(r->technology_lang));
	}
	draw_opportunity(rq, row, r, &q->opportunities[i]);
	draw_fit(rq, row, r);
	view_int(row, V_ROW_SCORE, r->match.score);
	view_text(row, V_ROW_AGE, age_of(rq, r->match.created_at));
	view_text(row, V_ROW_AGE_ISO, format_time_iso(rq->arena, r->match.created_at));
	view_text(row, V_ROW_STATE, list_label(&list_match_states, r->match.state, rq->lang));
	view_text(row, V_ROW_STATE_STYLE, review_state_style(r->match.state));
}

#define PAGES_AROUND 2		/* how many page numbers before and after the current one */

static void
draw_pages(struct req *rq, struct view *table, const struct queue *q)
{
	struct review_choice c = q->choice;
	int64_t here = c.page, last = pages_of(q->list.total);

	if (last == 1)
		return;
	struct view *pages = view_section(table, V_PAGES);
	c.page = here > PAGES_AROUND ? here - PAGES_AROUND : 1;
	for (; c.page <= last && c.page <= here + PAGES_AROUND; c.page++) {
		const char *url = review_url(rq, &c, 0);

		if (c.page == here - 1)
			view_text(view_section(pages, V_PAGE_PREVIOUS), V_PAGE_PREVIOUS_URL, url);
		if (c.page == here + 1)
			view_text(view_section(pages, V_PAGE_NEXT), V_PAGE_NEXT_URL, url);
		struct view *page = view_section(pages, V_PAGE);
		view_text(page, V_PAGE_URL, url);
		view_int(page, V_PAGE_N, c.page);
		view_text(page, V_PAGE_LABEL, msg_fill(rq->arena,
		    msg_text(MSG_REVIEW_PAGE, rq->lang),
		    "n", arena_printf(rq->arena, "%d", (int)c.page), NULL));
		if (c.page == here)
			view_show(page, V_PAGE_CURRENT);
	}
}

static void
draw_table(struct req *rq, struct view *v, const struct queue *q)
{
	struct view *table = view_section(v, V_QUEUE);
	int64_t first = (q->choice.page - 1) * REVIEW_PAGE_SIZE + 1;

	view_text(table, V_QUEUE_CAPTION, msg_fill(rq->arena,
	    msg_plural(MSG_REVIEW_RESULTS, rq->lang, (int64_t)q->list.total),
	    "n", format_int(rq->arena, (int64_t)q->list.total, rq->lang),
	    "from", format_int(rq->arena, first, rq->lang),
	    "to", format_int(rq->arena, first + (int64_t)q->list.n - 1, rq->lang), NULL));
	for (size_t i = 0; i < q->list.n; i++)
		draw_row(rq, table, q, i);
	draw_pages(rq, table, q);
}

/* What is missing, why, and one next step: the whole queue, or what was decided. */
static void
draw_empty(struct req *rq, struct view *v, const struct queue *q)
{
	static const enum msg titles[] = {
		[MATCHES_OPEN] = MSG_REVIEW_EMPTY_OPEN,
		[MATCHES_MORE_INFO] = MSG_REVIEW_EMPTY_MORE_INFO,
		[MATCHES_DECIDED] = MSG_REVIEW_EMPTY_DECIDED,
	};
	const struct review_choice *c = &q->choice;
	bool everything = c->group == MATCHES_OPEN && *c->province == '\0' &&
	    *c->region == '\0' && *c->sector == '\0';
	struct review_choice next = { .province = "", .region = "", .sector = "", .page = 1,
		.group = everything ? MATCHES_DECIDED : MATCHES_OPEN };
	struct view *empty = view_section(v, V_EMPTY);

	view_text(empty, V_EMPTY_TITLE, msg_text(titles[c->group], rq->lang));
	view_text(empty, V_EMPTY_TEXT, msg_text(everything ? MSG_REVIEW_EMPTY_NONE :
		MSG_REVIEW_EMPTY_QUEUE, rq->lang));
	view_text(empty, V_EMPTY_URL, review_url(rq, &next, 0));
	view_text(empty, V_EMPTY_LINK, msg_text(everything ? MSG_REVIEW_EMPTY_DECIDED_LINK :
		MSG_REVIEW_EMPTY_ALL, rq->lang));
}

enum err
page_review_queue(struct req *rq, struct resp *rs)
{
	struct queue q = { 0 };

	/* Staff of an office, say: no company is theirs to look after. */
	if (!scope_all(review_reads(&rq->me)))
		return ERR_FORBIDDEN;
	review_choice_read(rq, &q.choice);
	enum err e = load(rq, &q);
	if (e == OK)
		e = review_done(rq, &q.done, &q.has_done);
	if (e != OK)
		return e;

	const char *title = msg_text(MSG_REVIEW_QUEUE_TITLE, rq->lang);
	struct view *v = frame_page(rq, "review_queue.html", title);
	rs->private = rs->noindex = true;
	if (q.has_done)
		review_draw_done(rq, v, &q.choice, &q.done);
	draw_filters(rq, v, &q);
	if (q.list.n > 0)
		draw_table(rq, v, &q);
	else
		draw_empty(rq, v, &q);
	return frame_ok(rs, v);
}
