#include "page/card.h"
#include "page/frame.h"
#include "page/listing.h"
#include "page/opportunity_choice.h"
#include "page/paragraphs.h"
#include "page/region_card.h"
#include "page/routes.h"
#include "page/words.h"
#include "store/page_text.h"
#include "text/format.h"

#define OPEN_SHOWN 6
#define PARTS_SHOWN 4		/* subsectors named under a sector */
#define HELPERS_MAX 8

#define FIT "fit"		/* the partner that serves all of China */

struct place {
	int region;				/* index into the taxonomy */
	bool rest;				/* China: what lies outside the partner regions */
	struct partner_list partners;
	const struct partner *partner;		/* NULL: none is known */
	struct page_text text;
	struct region_fact_list facts;
	struct opportunity_result open;
	struct opportunity_list opportunities;
};

/* What is open in a region, or outside all partner regions. */
static enum err
fetch_open(struct req *rq, int region, size_t limit, struct opportunity_result *ret_open)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct opportunity_filter filter = listing_filter(rq, limit);

	if (region_is_partner(t, region))
		opportunity_filter_add_region(&filter, t, region);
	else
		listing_add_rest(&filter, t);
	return listing_run(rq, &filter, ret_open);
}

static enum err
fetch(struct req *rq, struct place *p)
{
	const struct taxonomy *t = rq->site->taxonomy;

	p->region = region_find_slug(t, rq->slug);
	if (p->region < 0)
		return ERR_NOT_FOUND;

	const char *code = t->regions[p->region].code;
	p->rest = !region_is_partner(t, p->region);
	enum err e = partner_list(rq->db, rq->arena, &p->partners);
	if (e == OK)
		e = region_text(rq, rq->slug, &p->text);
	if (e == OK)
		e = region_fact_list(rq->db, code, rq->arena, &p->facts);
	if (e == OK)
		e = fetch_open(rq, p->region, OPEN_SHOWN, &p->open);
	if (e == OK)
		e = listing_fetch(rq, &p->open, &p->opportunities);
	if (e != OK)
		return e;
	p->partner = region_partner(&p->partners, code);
	for (size_t i = 0; p->rest && i < p->partners.n; i++)
		if (streq(p->partners.items[i].code, FIT))
			p->partner = &p->partners.items[i];
	return OK;
}

/* The list of opportunities, filtered to this place, and to ${sector} unless NULL. */
static const char *
list_url(struct req *rq, const struct place *p, const char *sector)
{
	const char *code = p->rest ? CHOICE_REST : rq->site->taxonomy->regions[p->region].code;

	return sector ? req_url(rq, "/opportunities?sector=%s&region=%s", sector, code)
		      : req_url(rq, "/opportunities?region=%s", code);
}

static void
show_who(struct view *v, const char *label, const char *words)
{
	struct view *who = view_section(v, V_WHO);

	view_text(who, V_WHO_LABEL, label);
	view_text(who, V_WHO_WORDS, words);
}

static void
show_head(struct req *rq, struct view *v, const struct place *p)
{
	const struct region *region = &rq->site->taxonomy->regions[p->region];
	const char *name = region_name(rq, p->region);
	const char *lead = paragraphs_first(rq->arena, p->text.body, NULL);

	view_text(v, V_PLACE_NAME, name);
	view_text(v, V_PLACE_EYEBROW, msg_text(MSG_REGION_REST_EYEBROW, rq->lang));
	view_text(v, V_PLACE_COUNT, words_count(rq, MSG_COUNT_OPEN, (int64_t)p->open.total));
	if (rq->lang != LANG_ZH && !p->rest)
		view_text(view_section(v, V_PLACE_HANZI), V_PLACE_HANZI_SIGNS,
		    region->label.in[LANG_ZH]);
	if (lead[0]) {
		struct view *words = view_section(v, V_PLACE_LEAD);
		view_text(words, V_PLACE_LEAD_WORDS, lead);
		words_mark(rq, words, p->text.lang, V_PLACE_LEAD_OTHER, V_PLACE_LEAD_OTHER_LANG);
	}
	view_text(view_include(v, V_MAP, "parts/map.html"), V_MAP_CLASS, p->rest ? "map map--s"
	    : arena_printf(rq->arena, "map map--s map--at map--at-%s", region->slug));
}

/* The partner, and since when. */
static void
show_partner(struct req *rq, struct view *v, const struct place *p)
{
	if (!p->partner)
		return;

	const char *name = texts_pick(&p->partner->name, rq->lang, NULL);
	if (!p->rest)
		view_text(v, V_PLACE_EYEBROW, msg_fill(rq->arena,
		    msg_text(MSG_REGION_EYEBROW, rq->lang), "partner", name, NULL));
	show_who(v, msg_text(MSG_PARTNER_FLEMISH, rq->lang), name);
	const char *since = partner_since(p->partner, rq->site->taxonomy->regions[p->region].code);
	if (since[0])
		show_who(v, msg_text(MSG_REGION_TIE, rq->lang), msg_fill(rq->arena,
		    msg_text(MSG_REGION_SINCE, rq->lang), "year", since, NULL));
}

static void
show_facts(struct req *rq, struct view *v, const struct place *p)
{
	if (p->facts.n == 0)
		return;

	struct view *figures = view_section(v, V_FIGURES);
	view_text(figures, V_FIGURES_TITLE, msg_fill(rq->arena,
	    msg_text(MSG_REGION_FIGURES, rq->lang), "region", region_name(rq, p->region), NULL));
	for (size_t i = 0; i < p->facts.n; i++) {
		const struct region_fact *fact = &p->facts.items[i];
		struct view *figure = view_section(figures, V_FIGURE);

		view_text(figure, V_FIGURE_LABEL, texts_pick(&fact->label, rq->lang, NULL));
		view_text(figure, V_FIGURE_VALUE, texts_pick(&fact->value, rq->lang, NULL));
		view_text(figure, V_FIGURE_YEAR, fact->year);
		if (fact->source_url[0]) {
			struct view *link = view_section(figure, V_FIGURE_LINK);
			view_text(link, V_FIGURE_LINK_URL, fact->source_url);
			view_text(link, V_FIGURE_LINK_NAME, fact->source_name);
		} else {
			view_text(view_section(figure, V_FIGURE_NAME), V_FIGURE_NAME_WORDS,
			    fact->source_name);
		}
	}
}

/* What follows the first paragraph, which stands in the head of the page. */
static void
show_text(struct req *rq, struct view *v, const struct place *p)
{
	const char *rest;

	paragraphs_first(rq->arena, p->text.body, &rest);
	if (rest[0] == '\0')
		return;

	struct view *about = view_section(v, V_ABOUT);
	view_text(about, V_ABOUT_TITLE, msg_fill(rq->arena, msg_text(MSG_REGION_ABOUT, rq->lang),
	    "region", p->rest ? region_label(rq->site->taxonomy, "CN", rq->lang)
			      : region_name(rq, p->region), NULL));
	words_mark(rq, about, p->text.lang, V_ABOUT_OTHER, V_ABOUT_OTHER_LANG);
	if (p->text.lang != rq->lang)
		view_text(view_section(about, V_ABOUT_FALLBACK), V_ABOUT_FALLBACK_WORDS,
		    words_fallback(rq, p->text.lang));
	paragraphs_show(rq, about, V_PARAGRAPHS, rest, 3);
}

/* The subsectors of sector ${parent} that are asked for here. */
static const char *
parts_of(struct req *rq, const struct place *p, int parent)
{
	const struct taxonomy *t = rq->site->taxonomy;
	const char *labels[PARTS_SHOWN];
	size_t n = 0;

	for (size_t i = 0; i < t->n_sectors && n < PARTS_SHOWN; i++)
		if (t->sectors[i].parent == parent && p->open.sectors[i] > 0)
			labels[n++] = texts_pick(&t->sectors[i].label, rq->lang, NULL);
	return words_join(rq, labels, n);
}

/* The sectors that are asked for here, most first; returns how many. */
static size_t
needed(struct req *rq, const struct place *p, size_t sectors[static TAXONOMY_MAX])
{
	const struct taxonomy *t = rq->site->taxonomy;
	size_t n = 0;

	for (size_t i = 0; i < t->n_sectors; i++) {
		size_t at = n;

		if (t->sectors[i].parent >= 0 || p->open.sectors[i] == 0)
			continue;
		for (; at > 0 && p->open.sectors[sectors[at - 1]] < p->open.sectors[i]; at--)
			sectors[at] = sectors[at - 1];
		sectors[at] = i;
		n++;
	}
	return n;
}

static void
show_needs(struct req *rq, struct view *v, const struct place *p)
{
	const struct taxonomy *t = rq->site->taxonomy;
	size_t sectors[TAXONOMY_MAX], n = needed(rq, p, sectors);

	if (n == 0)
		return;
	struct view *needs = view_section(v, V_NEEDS);
	for (size_t i = 0; i < n; i++) {
		const struct sector *sector = &t->sectors[sectors[i]];
		int64_t open = p->open.sectors[sectors[i]];
		struct view *need = view_section(needs, V_NEED);

		view_text(need, V_NEED_COUNT, format_int(rq->arena, open, rq->lang));
		view_text(need, V_NEED_WORD, msg_plural(MSG_COUNT_WORD, rq->lang, open));
		view_text(need, V_NEED_URL, list_url(rq, p, sector->code));
		view_text(need, V_NEED_SECTOR, texts_pick(&sector->label, rq->lang, NULL));
		view_text(need, V_NEED_PARTS, parts_of(rq, p, (int)sectors[i]));
	}
}

static void
show_open(struct req *rq, struct view *v, const struct place *p)
{
	if (p->opportunities.n == 0) {
		view_show(v, V_OPEN_NONE);
		return;
	}
	struct view *all = view_section(v, V_OPEN_ALL);
	view_text(all, V_OPEN_ALL_URL, list_url(rq, p, NULL));
	view_text(all, V_OPEN_ALL_WORDS,
	    words_count(rq, MSG_COUNT_SEE_ALL, (int64_t)p->open.total));
	card_rows(rq, view_section(v, V_OPEN), &p->opportunities);
}

/* Whether ${helper} helps here: its partner, an office there, and who serves all of China. */
static bool
helps(struct req *rq, const struct place *p, const struct partner *helper)
{
	const struct taxonomy *t = rq->site->taxonomy;
	bool office = streq(helper->kind, "office");

	if (helper == p->partner || streq(helper->code, FIT))
		return true;
	for (size_t i = 0; i < helper->regions.n; i++) {
		int at = region_find(t, helper->regions.items[i]);

		if (at >= 0 && (at == p->region || (office && p->rest) ||
		    (office && region_partner_above(t, at) == p->region)))
			return true;
	}
	return false;
}

static void
show_helpers(struct req *rq, struct view *v, const struct place *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->partners.n && n < HELPERS_MAX; i++) {
		const struct partner *helper = &p->partners.items[i];

		if (!helps(rq, p, helper))
			continue;
		struct view *item = view_section(v, V_HELPER);
		view_text(item, V_HELPER_NAME, texts_pick(&helper->name, rq->lang, NULL));
		view_text(item, V_HELPER_TEXT, texts_pick(&helper->text, rq->lang, NULL));
		n++;
	}
}

enum err
page_region(struct req *rq, struct resp *rs)
{
	struct place p;

	enum err e = fetch(rq, &p);
	if (e != OK)
		return e;

	const char *name = region_name(rq, p.region);
	struct view *v = frame_page(rq, "region.html", name);
	struct view *crumbs = frame_crumbs(v, name);
	frame_crumb(crumbs, req_url(rq, "/"), msg_text(MSG_CRUMB_HOME, rq->lang));
	frame_crumb(crumbs, req_url(rq, "/regions"), msg_text(MSG_NAV_REGIONS, rq->lang));
	const char *lead = paragraphs_first(rq->arena, p.text.body, NULL);
	if (lead[0])
		frame_description(v, lead);
	show_head(rq, v, &p);
	show_partner(rq, v, &p);
	show_facts(rq, v, &p);
	show_text(rq, v, &p);
	show_needs(rq, v, &p);
	show_open(rq, v, &p);
	show_helpers(rq, v, &p);
	return frame_ok(rs, v);
}

enum err
page_region_list(struct req *rq, struct resp *rs)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct opportunity_filter filter = listing_filter(rq, 0);
	struct opportunity_result open, rest;
	struct region_cards cards;
	int china = region_find_slug(t, "china");

	enum err e = listing_run(rq, &filter, &open);
	if (e == OK)
		e = region_cards_fetch(rq, &open, &cards);
	if (e == OK && china >= 0 && cards.n < REGION_CARDS_MAX) {
		struct region_card *card = &cards.items[cards.n++];

		*card = (struct region_card){ .region = china };
		e = fetch_open(rq, china, 0, &rest);
		if (e == OK)
			e = region_text(rq, "china", &card->text);
		if (e == OK)
			card->open = (int64_t)rest.total;
	}
	if (e != OK)
		return e;

	const char *title = msg_text(MSG_REGIONS_TITLE, rq->lang);
	struct view *v = frame_page(rq, "region_list.html", title);
	frame_crumb(frame_crumbs(v, title), req_url(rq, "/"), msg_text(MSG_CRUMB_HOME, rq->lang));
	frame_description(v, msg_text(MSG_REGIONS_LEAD, rq->lang));
	view_text(view_include(v, V_MAP, "parts/map.html"), V_MAP_CLASS, "map map--s");
	region_cards_show(rq, v, &cards);
	return frame_ok(rs, v);
}
