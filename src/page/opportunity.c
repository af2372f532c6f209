#include "domain/lists.h"
#include "page/card.h"
#include "page/frame.h"
#include "page/listing.h"
#include "page/paragraphs.h"
#include "page/routes.h"
#include "page/words.h"

#define SIMILAR_SHOWN 3
#define DESCRIPTION_MAX 155	/* what search engines show */

/* Others in the same sectors that are open; one more is asked for, as this one may be among them. */
static enum err
fetch_similar(struct req *rq, const struct opportunity *o, struct opportunity_list *ret_similar)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct opportunity_filter filter = listing_filter(rq, SIMILAR_SHOWN + 1);
	struct opportunity_result result;
	size_t n = 0;

	for (size_t i = 0; i < o->sectors.n; i++) {
		int at = sector_find(t, o->sectors.items[i]);

		if (at >= 0)
			opportunity_filter_add_sector(&filter, t,
			    t->sectors[at].parent >= 0 ? t->sectors[at].parent : at);
	}
	*ret_similar = (struct opportunity_list){ 0 };
	if (!filter.sectors.any)
		return OK;

	enum err e = listing_run(rq, &filter, &result);
	if (e != OK)
		return e;
	for (size_t i = 0; i < result.n && n < SIMILAR_SHOWN; i++)
		if (result.ids[i] != o->id.v)
			result.ids[n++] = result.ids[i];
	result.n = n;
	return listing_fetch(rq, &result, ret_similar);
}

/* --- the table of details ------------------------------------------------------- */

static struct view *
show_row(struct req *rq, struct view *v, enum msg label)
{
	struct view *row = view_section(v, V_DETAIL);

	view_text(row, V_DETAIL_LABEL, msg_text(label, rq->lang));
	return row;
}

/* A row of plain words, which may be Chinese on any page; nothing if there are none. */
static void
show_words(struct req *rq, struct view *v, enum msg label, const char *words)
{
	if (words[0] == '\0')
		return;

	struct view *text = view_section(show_row(rq, v, label), V_DETAIL_TEXT);
	view_text(text, V_DETAIL_TEXT_WORDS, words);
	words_mark(rq, text, words_lang(rq, words), V_DETAIL_TEXT_OTHER, V_DETAIL_TEXT_OTHER_LANG);
}

static void
show_day(struct req *rq, struct view *v, enum msg label, const char *iso, bool needed)
{
	if (iso[0] == '\0') {
		if (needed)
			show_words(rq, v, label, msg_text(MSG_OPP_UNKNOWN, rq->lang));
		return;
	}
	struct view *on = view_section(show_row(rq, v, label), V_DETAIL_DAY);
	view_text(on, V_DETAIL_DAY_ISO, iso);
	view_text(on, V_DETAIL_DAY_WORDS, words_day(rq, iso));
}

static void
show_link(struct view *links, const char *url, const char *label)
{
	struct view *link = view_section(links, V_DETAIL_LINK);

	view_text(link, V_DETAIL_LINK_URL, url);
	view_text(link, V_DETAIL_LINK_LABEL, label);
}

/* The page of the region it lies in where there is one, else the list of what is there. */
static const char *
region_url(struct req *rq, const char *code)
{
	const struct taxonomy *t = rq->site->taxonomy;
	int at = region_find(t, code), partner = region_partner_above(t, at);

	if (partner >= 0)
		return req_url(rq, "/regions/%s", t->regions[partner].slug);
	if (at >= 0 && t->regions[at].level == LEVEL_COUNTRY)
		return req_url(rq, "/regions/%s", t->regions[at].slug);
	return req_url(rq, "/opportunities?region=%s", code);
}

static void
show_taxonomy(struct req *rq, struct view *v, const struct opportunity *o)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct view *links = view_section(show_row(rq, v, MSG_OPP_PLACE), V_DETAIL_LINKS);

	for (size_t i = 0; i < o->regions.n; i++)
		show_link(links, region_url(rq, o->regions.items[i]),
		    words_place(rq, o->regions.items[i]));
	if (o->sectors.n == 0)
		return;
	links = view_section(show_row(rq, v, MSG_OPP_SECTORS), V_DETAIL_LINKS);
	for (size_t i = 0; i < o->sectors.n; i++)
		show_link(links, req_url(rq, "/opportunities?sector=%s", o->sectors.items[i]),
		    sector_title(rq->arena, t, o->sectors.items[i], rq->lang));
}

static const char *
cooperation_words(struct req *rq, const struct opportunity *o)
{
	const char *labels[FILTER_COOPERATION_MAX];
	size_t n = 0;

	for (size_t i = 0; i < o->cooperation.n && n < countof(labels); i++)
		labels[n++] = list_label(&list_cooperation, o->cooperation.items[i], rq->lang);
	return words_join(rq, labels, n);
}

/* "example.org" of "https://example.org/a/b". */
static const char *
host_of(struct req *rq, const char *url)
{
	const char *p = strstr(url, "://");

	p = p ? p + 3 : url;
	return arena_strndup(rq->arena, p, strcspn(p, "/?#"));
}

static void
show_details(struct req *rq, struct view *v, const struct opportunity *o)
{
	show_words(rq, v, MSG_OPP_REF, o->ref);
	show_words(rq, v, MSG_FILTER_KIND, list_label(&list_kinds, o->kind, rq->lang));
	show_words(rq, v, MSG_OPP_ORGANISATION, o->organisation_hidden
	    ? msg_text(MSG_OPP_HIDDEN, rq->lang) : o->organisation);
	show_taxonomy(rq, v, o);
	show_words(rq, v, MSG_OPP_COOPERATION, cooperation_words(rq, o));
	show_words(rq, v, MSG_OPP_CAPACITY, o->capacity);
	if (o->trl_min > 0)
		show_words(rq, v, MSG_OPP_TRL, words_count(rq, MSG_OPP_TRL_LEAST, o->trl_min));
	show_day(rq, v, MSG_OPP_PUBLISHED, o->published_on, false);
	show_day(rq, v, MSG_OPP_VERIFIED, o->verified_on, true);
	if (o->source_url[0])
		show_link(view_section(show_row(rq, v, MSG_OPP_SOURCE), V_DETAIL_LINKS), o->source_url,
		    host_of(rq, o->source_url));
}

/* --- the texts -------------------------------------------------------------------- */

static void
show_title(struct req *rq, struct view *v, const struct opportunity *o)
{
	enum lang lang;
	enum msg tag = words_title_tag(rq, &o->title);

	view_text(v, V_NEED_TITLE, texts_pick(&o->title, rq->lang, &lang));
	words_mark(rq, v, lang, V_NEED_TITLE_OTHER, V_NEED_TITLE_OTHER_LANG);
	view_text(v, V_NEED_KIND, list_label(&list_kinds, o->kind, rq->lang));
	if (tag != MSG_NONE)
		view_text(view_section(v, V_NEED_TAG), V_NEED_TAG_WORDS, msg_text(tag, rq->lang));
	card_demo(v, V_NEED_DEMO, o->demo);
}

static void
show_summary(struct req *rq, struct view *v, const struct opportunity *o)
{
	enum lang title, summary;
	const char *words = texts_pick(&o->summary, rq->lang, &summary);

	texts_pick(&o->title, rq->lang, &title);
	if (words[0]) {
		struct view *text = view_section(v, V_WHAT);
		words_mark(rq, text, summary, V_WHAT_OTHER, V_WHAT_OTHER_LANG);
		paragraphs_show(rq, text, V_PARAGRAPHS, words, 3);
	}

	/* The Chinese text beside another one, never the same text twice. */
	bool title_too = title != LANG_ZH && o->title.in[LANG_ZH][0];
	bool summary_too = words[0] && summary != LANG_ZH && o->summary.in[LANG_ZH][0];
	if (!title_too && !summary_too)
		return;
	struct view *chinese = view_section(v, V_CHINESE);
	if (title_too)
		view_text(view_section(chinese, V_CHINESE_TITLE), V_CHINESE_TITLE_WORDS,
		    o->title.in[LANG_ZH]);
	if (summary_too)
		paragraphs_show(rq, chinese, V_PARAGRAPHS, o->summary.in[LANG_ZH], 3);
}

/* What can be done with it: the call while it is open, else that it is over. */
static void
show_call(struct req *rq, struct view *v, const struct opportunity *o)
{
	if (opportunity_open(o, day_of(rq->now))) {
		if (rq->me.access == MEMBER)
			view_show(v, V_CALL_MEMBER);
		else if (rq->me.access == ANYONE)
			view_show(v, V_CALL_GUEST);
		return;
	}
	const char *words = streq(o->status, "published")
	    ? msg_fill(rq->arena, msg_text(MSG_OPP_OVER_TEXT, rq->lang), "day",
	      words_day(rq, o->deadline), NULL)
	    : msg_fill(rq->arena, msg_text(MSG_OPP_CLOSED_TEXT, rq->lang), "status",
	      list_label(&list_opportunity_status, o->status, rq->lang), NULL);
	view_text(view_section(v, V_OVER), V_OVER_WORDS, words);
}

/* A description for search engines: the summary in the language of the page, else none. */
static void
describe(struct req *rq, struct view *v, const struct opportunity *o)
{
	enum lang lang;
	const char *words = texts_pick(&o->summary, rq->lang, &lang);

	if (words[0] && lang == rq->lang)
		frame_description(v, words_shorten(rq->arena, words, DESCRIPTION_MAX));
}

enum err
page_opportunity(struct req *rq, struct resp *rs)
{
	struct opportunity o;
	struct opportunity_list similar;

	enum err e = opportunity_get_public(rq->db, rq->slug, rq->arena, &o);
	if (e == OK)
		e = fetch_similar(rq, &o, &similar);
	if (e != OK)
		return e;

	struct view *v = frame_page(rq, "opportunity.html", texts_pick(&o.title, rq->lang, NULL));
	struct view *crumbs = frame_crumbs(v, o.ref);
	frame_crumb(crumbs, req_url(rq, "/"), msg_text(MSG_CRUMB_HOME, rq->lang));
	frame_crumb(crumbs, req_url(rq, "/opportunities"), msg_text(MSG_NAV_OPPORTUNITIES, rq->lang));
	describe(rq, v, &o);
	show_title(rq, v, &o);
	show_summary(rq, v, &o);
	show_details(rq, v, &o);
	card_when(rq, v, &o);
	show_call(rq, v, &o);
	if (o.demo)
		view_show(v, V_DEMO_ROW);
	if (similar.n > 0)
		card_rows(rq, view_section(v, V_SIMILAR), &similar);
	return frame_ok(rs, v);
}
