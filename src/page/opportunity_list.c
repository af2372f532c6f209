#include "domain/lists.h"
#include "page/card.h"
#include "page/feed.h"
#include "page/frame.h"
#include "page/listing.h"
#include "page/opportunity_chips.h"
#include "page/opportunity_choice.h"
#include "page/routes.h"
#include "page/search.h"
#include "page/words.h"
#include "text/format.h"

#define PAGE_SIZE 24
#define PAGER_AROUND 2		/* numbers on each side of the current page */

struct listing {
	struct choice_state chosen;
	struct search search;
	struct opportunity_result result;
	struct opportunity_list list;
	int64_t open, all;	/* how many there are of each kind of "show" */
	int64_t rest;		/* how many outside the partner regions */
	int64_t pages;
};

/* Count what would be listed if one thing were chosen differently. */
static enum err
count(struct req *rq, const struct opportunity_filter *filter, int64_t *ret_n)
{
	struct opportunity_result result;

	enum err e = listing_run(rq, filter, &result);
	if (e == OK)
		*ret_n = (int64_t)result.total;
	return e;
}

static enum err
fetch_counts(struct req *rq, const struct opportunity_filter *chosen, struct listing *l)
{
	struct opportunity_filter filter = *chosen;

	filter.limit = 0;
	filter.open_only = true;
	enum err e = count(rq, &filter, &l->open);
	filter.open_only = false;
	if (e == OK)
		e = count(rq, &filter, &l->all);
	filter.open_only = chosen->open_only;
	filter.regions = (struct taxonomy_set){ .any = false };
	listing_add_rest(&filter, rq->site->taxonomy);
	if (e == OK)
		e = count(rq, &filter, &l->rest);
	return e;
}

static enum err
fetch(struct req *rq, struct listing *l)
{
	struct opportunity_filter filter = listing_filter(rq, PAGE_SIZE);

	choice_read(rq, &l->chosen);
	choice_filter(&l->chosen, rq->site->taxonomy, &filter);
	enum err e = search_run(rq, l->chosen.q, &l->search);
	if (e != OK)
		return e;
	search_filter(&l->search, &filter);
	l->chosen.q = l->search.text;
	e = fetch_counts(rq, &filter, l);
	if (e != OK)
		return e;

	/* A page behind the last one is the last one: rows go away over time. */
	l->pages = ((l->chosen.all ? l->all : l->open) + PAGE_SIZE - 1) / PAGE_SIZE;
	if (l->chosen.page > l->pages)
		l->chosen.page = l->pages > 0 ? l->pages : 1;
	filter.offset = (size_t)(l->chosen.page - 1) * PAGE_SIZE;
	e = listing_run(rq, &filter, &l->result);
	return e == OK ? listing_fetch(rq, &l->result, &l->list) : e;
}

/* --- the form --------------------------------------------------------------- */

static struct view *
show_group(struct req *rq, struct view *v, enum msg label)
{
	struct view *group = view_section(v, V_FILTER_GROUP);

	view_text(group, V_FILTER_GROUP_LABEL, msg_text(label, rq->lang));
	return group;
}

struct box {
	const char *name, *code, *label;
	int64_t n;
	bool checked, sub;
};

static void
show_box(struct req *rq, struct view *group, const struct box *box)
{
	struct view *item = view_section(group, V_FILTER_BOX);

	view_text(item, V_FILTER_BOX_TYPE, streq(box->name, "show") ? "radio" : "checkbox");
	view_text(item, V_FILTER_BOX_NAME, box->name);
	view_text(item, V_FILTER_BOX_CODE, box->code);
	view_text(item, V_FILTER_BOX_LABEL, box->label);
	view_text(item, V_FILTER_BOX_COUNT, format_int(rq->arena, box->n, rq->lang));
	if (box->checked)
		view_show(item, V_FILTER_BOX_CHECKED);
	if (box->sub)
		view_show(item, V_FILTER_BOX_SUB);
}

static void
show_sector(struct req *rq, struct view *group, const struct listing *l, size_t i, bool sub)
{
	const struct sector *sector = &rq->site->taxonomy->sectors[i];

	show_box(rq, group, &(struct box){ "sector", sector->code,
	    texts_pick(&sector->label, rq->lang, NULL), l->result.sectors[i], l->chosen.sectors[i], sub });
}

/* The twelve sectors; below one that is chosen, or has a chosen part, all its parts. */
static void
show_sectors(struct req *rq, struct view *v, const struct listing *l)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct view *group = show_group(rq, v, MSG_FILTER_SECTOR);

	for (size_t i = 0; i < t->n_sectors; i++) {
		bool open = l->chosen.sectors[i];

		if (t->sectors[i].parent >= 0)
			continue;
		show_sector(rq, group, l, i, false);
		for (size_t j = 0; j < t->n_sectors; j++)
			open |= t->sectors[j].parent == (int)i && l->chosen.sectors[j];
		for (size_t j = 0; open && j < t->n_sectors; j++)
			if (t->sectors[j].parent == (int)i)
				show_sector(rq, group, l, j, true);
	}
}

static void
show_region(struct req *rq, struct view *group, const struct listing *l, size_t i, bool sub)
{
	const struct taxonomy *t = rq->site->taxonomy;
	const char *code = t->regions[i].code;

	/* Below its own province a city needs no "(Hebei)". */
	show_box(rq, group, &(struct box){ "region", code,
	    sub && region_partner_above(t, (int)i) < 0 ? words_place(rq, code)
						       : region_label(t, code, rq->lang),
	    l->result.regions[i], l->chosen.regions[i], sub });
}

/*
 * The places below ${partner}, or (for -1) outside all partner regions: those
 * that have something or are chosen.  Nothing at all unless one of them, or the
 * region itself (${open}), is chosen.
 */
static void
show_places(struct req *rq, struct view *group, const struct listing *l, int partner, bool open)
{
	const struct taxonomy *t = rq->site->taxonomy;

	for (size_t i = 0; i < t->n_regions; i++)
		open |= l->chosen.regions[i] && (int)i != partner &&
		    t->regions[i].level != LEVEL_COUNTRY &&
		    region_partner_above(t, (int)i) == partner;
	for (size_t i = 0; open && i < t->n_regions; i++) {
		if ((int)i == partner || t->regions[i].level == LEVEL_COUNTRY ||
		    region_partner_above(t, (int)i) != partner)
			continue;
		/* Outside the partner regions provinces are enough, unless a city was asked for. */
		if (l->chosen.regions[i] || (l->result.regions[i] > 0 &&
		    (partner >= 0 || t->regions[i].level != LEVEL_CITY)))
			show_region(rq, group, l, i, true);
	}
}

static void
show_regions(struct req *rq, struct view *v, const struct listing *l)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct view *group = show_group(rq, v, MSG_FILTER_REGION);

	for (size_t i = 0; i < t->n_regions; i++) {
		if (!region_is_partner(t, (int)i))
			continue;
		show_region(rq, group, l, i, false);
		show_places(rq, group, l, (int)i, l->chosen.regions[i]);
	}
	show_box(rq, group, &(struct box){ "region", CHOICE_REST,
	    msg_text(MSG_REGION_REST, rq->lang), l->rest, l->chosen.rest, false });
	show_places(rq, group, l, -1, l->chosen.rest);
	for (size_t i = 0; i < t->n_regions; i++)
		if (t->regions[i].level == LEVEL_COUNTRY && l->chosen.regions[i])
			show_region(rq, group, l, i, false);
}

static void
show_list(struct req *rq, struct view *v, enum msg label, const char *name, const struct list *list,
    uint32_t chosen, const uint32_t *counts)
{
	struct view *group = show_group(rq, v, label);

	for (size_t i = 0; i < list->n; i++)
		show_box(rq, group, &(struct box){ name, list->items[i].code,
		    msg_text(list->items[i].label, rq->lang), counts[i], chosen >> i & 1, false });
}

static void
show_option(struct req *rq, struct view *select, const char *code, enum msg label, uint32_t n,
    bool picked)
{
	struct view *option = view_section(select, V_FILTER_OPTION);

	view_text(option, V_FILTER_OPTION_CODE, code);
	view_text(option, V_FILTER_OPTION_LABEL, msg_fill(rq->arena,
	    msg_text(MSG_FILTER_OPTION, rq->lang), "label", msg_text(label, rq->lang),
	    "n", format_int(rq->arena, n, rq->lang), NULL));
	if (picked)
		view_show(option, V_FILTER_OPTION_PICKED);
}

/* One of ${list}, or any: ${chosen} and ${counts} have "any" at 0. */
static void
show_select(struct req *rq, struct view *v, const char *name, enum msg label, enum msg any,
    const struct list *list, unsigned chosen, const uint32_t *counts)
{
	struct view *select = view_section(v, V_FILTER);

	view_text(select, V_FILTER_NAME, name);
	view_text(select, V_FILTER_LABEL, msg_text(label, rq->lang));
	show_option(rq, select, "", any, counts[0], chosen == 0);
	for (size_t i = 0; i < list->n; i++)
		show_option(rq, select, list->items[i].code, list->items[i].label, counts[i + 1],
		    chosen == i + 1);
}

static void
show_form(struct req *rq, struct view *v, const struct listing *l)
{
	show_sectors(rq, v, l);
	show_regions(rq, v, l);
	show_list(rq, v, MSG_FILTER_KIND, "kind", &list_kinds, l->chosen.kinds, l->result.kinds);
	show_list(rq, v, MSG_FILTER_COOPERATION, "cooperation", &list_cooperation,
	    l->chosen.cooperation, l->result.cooperation);
	struct view *group = show_group(rq, v, MSG_FILTER_SHOW);
	show_box(rq, group, &(struct box){ "show", "open", msg_text(MSG_FILTER_SHOW_OPEN, rq->lang),
	    l->open, !l->chosen.all, false });
	show_box(rq, group, &(struct box){ "show", "all", msg_text(MSG_FILTER_SHOW_ALL, rq->lang),
	    l->all, l->chosen.all, false });
	show_select(rq, v, "deadline", MSG_FILTER_DEADLINE, MSG_FILTER_DEADLINE_ANY, &list_deadlines,
	    l->chosen.deadline, l->result.deadlines);
	show_select(rq, v, "posted", MSG_FILTER_POSTED, MSG_FILTER_POSTED_ANY, &list_posted,
	    l->chosen.posted, l->result.posted);
	view_text(v, V_SEARCH_TEXT, l->chosen.q);
	if (*l->chosen.q)
		view_text(view_section(v, V_SORT_RELEVANCE), V_SORT_RELEVANCE_LABEL,
		    msg_text(MSG_SORT_RELEVANCE, rq->lang));
	view_show(v, l->chosen.sort == OPPORTUNITY_NEWEST     ? V_SORTED_NEWEST :
		l->chosen.sort == OPPORTUNITY_BY_RELEVANCE ? V_SORTED_RELEVANCE :
							     V_SORTED_DEADLINE);
}

/* --- the results ------------------------------------------------------------------ */

static void
show_page_link(struct req *rq, struct view *pager, const struct listing *l, int64_t page)
{
	struct choice_state s = l->chosen;
	struct view *link = view_section(view_section(pager, V_PAGER_ITEM), V_PAGER_LINK);
	const char *number = format_int(rq->arena, page, rq->lang);

	s.page = page;
	view_text(link, V_PAGER_LINK_URL, choice_url(rq, &s));
	view_text(link, V_PAGER_LINK_NUMBER, number);
	view_text(link, V_PAGER_LINK_NAME, msg_fill(rq->arena, msg_text(MSG_PAGER_PAGE, rq->lang),
	    "n", number, NULL));
	if (page == l->chosen.page)
		view_show(link, V_PAGER_LINK_CURRENT);
}

/* Previous, the first, those around the current one, the last, next. */
static void
show_pager(struct req *rq, struct view *v, const struct listing *l)
{
	int64_t current = l->chosen.page, shown = 0;
	struct choice_state s = l->chosen;

	if (l->pages <= 1)
		return;
	struct view *pager = view_section(v, V_PAGES);
	if (current > 1) {
		s.page = current - 1;
		view_text(view_section(pager, V_PAGER_BACK), V_PAGER_BACK_URL, choice_url(rq, &s));
	}
	for (int64_t page = 1; page <= l->pages; page++) {
		if (page != 1 && page != l->pages &&
		    (page < current - PAGER_AROUND || page > current + PAGER_AROUND))
			continue;
		if (page > shown + 1)
			view_show(view_section(pager, V_PAGER_ITEM), V_PAGER_GAP);
		show_page_link(rq, pager, l, page);
		shown = page;
	}
	if (current < l->pages) {
		s.page = current + 1;
		view_text(view_section(pager, V_PAGER_ON), V_PAGER_ON_URL, choice_url(rq, &s));
	}
}

static void
show_empty(struct req *rq, struct view *v, const struct opportunity_chips *chips)
{
	struct view *empty = view_section(v, V_EMPTY);

	view_text(v, V_RESULT_COUNT, msg_text(MSG_RESULTS_NONE, rq->lang));
	if (chips->n == 0) {
		view_show(empty, V_EMPTY_ALL);
		return;
	}
	size_t named = chips->n < CHIPS_NAMED ? (size_t)chips->n : CHIPS_NAMED;
	view_text(view_section(empty, V_EMPTY_FILTERS), V_EMPTY_FILTERS_WORDS,
	    msg_fill(rq->arena, msg_text(MSG_EMPTY_FILTERS, rq->lang), "filters",
	    words_join(rq, chips->names, named), NULL));
}

static void
show_results(struct req *rq, struct view *v, const struct listing *l)
{
	int64_t total = (int64_t)l->result.total, from = (l->chosen.page - 1) * PAGE_SIZE + 1;

	view_text(v, V_RESULT_COUNT, msg_fill(rq->arena,
	    msg_plural(MSG_RESULTS_RANGE, rq->lang, total),
	    "n", format_int(rq->arena, total, rq->lang),
	    "from", format_int(rq->arena, from, rq->lang),
	    "to", format_int(rq->arena, from + (int64_t)l->list.n - 1, rq->lang), NULL));
	card_results(rq, view_section(v, V_RESULTS), &l->list, &l->search);
	show_pager(rq, v, l);
}

enum err
page_opportunity_list(struct req *rq, struct resp *rs)
{
	struct listing l;
	struct opportunity_chips chips;

	enum err e = fetch(rq, &l);
	if (e != OK)
		return e;

	struct view *v = frame_page(rq, "opportunity_list.html",
	    words_count(rq, MSG_OPPS_TITLE_COUNT, (int64_t)l.result.total));
	frame_crumb(frame_crumbs(v, msg_text(MSG_NAV_OPPORTUNITIES, rq->lang)), req_url(rq, "/"),
	    msg_text(MSG_CRUMB_HOME, rq->lang));
	frame_description(v, msg_text(MSG_OPPS_DESCRIPTION, rq->lang));
	if (l.chosen.unknown)
		frame_notice(v, "warn", msg_text(MSG_FILTER_UNKNOWN, rq->lang));
	if (l.search.cut)
		frame_notice(v, "warn", msg_text(MSG_SEARCH_CUT, rq->lang));
	if (l.search.no_words)
		frame_notice(v, "warn", msg_text(MSG_SEARCH_NO_WORDS, rq->lang));
	show_form(rq, v, &l);
	if (l.search.query.n_senses > 0)
		search_show_senses(view_section(v, V_SENSES), &l.search);
	opportunity_chips_show(rq, v, &l.chosen, &chips);
	if (l.list.n > 0)
		show_results(rq, v, &l);
	else
		show_empty(rq, v, &chips);
	feed_links(rq, v, &l.chosen);
	/* Search engines need the list, not each way to filter it. */
	rs->noindex = rq->query.n > 0;
	return frame_ok(rs, v);
}
