#include "domain/lists.h"
#include "domain/taxonomy.h"
#include "page/frame.h"
#include "page/paragraphs.h"
#include "page/routes.h"
#include "page/words.h"
#include "store/page_text.h"
#include "store/partner.h"
#include "text/format.h"

#define PARTNERS "partners"	/* the one that also lists the partners */
#define DESCRIPTION_MAX 155

/* The texts that have a page here; others in page_text are parts of other pages. */
static const struct {
	const char *slug;
	enum msg title;		/* where the text has none */
} subjects[] = {
	{ PARTNERS, MSG_FOOT_PARTNERS },
	{ "matching", MSG_FOOT_MATCHING },
	{ "privacy", MSG_FOOT_PRIVACY },
	{ "accessibility", MSG_FOOT_ACCESSIBILITY },
};

static enum err
fetch(struct req *rq, struct page_text *text, struct partner_list *partners)
{
	size_t i = 0;

	while (i < countof(subjects) && !streq(subjects[i].slug, rq->slug))
		i++;
	if (i == countof(subjects))
		return ERR_NOT_FOUND;

	*partners = (struct partner_list){ 0 };
	enum err e = page_text_get(rq->db, rq->slug, rq->lang, rq->arena, text);
	if (!streq(rq->slug, PARTNERS))
		return e;
	/* The partners are worth a page without a word around them. */
	if (e == ERR_NOT_FOUND) {
		*text = (struct page_text){ .lang = rq->lang, .body = "",
			.title = msg_text(subjects[i].title, rq->lang) };
		e = OK;
	}
	return e == OK ? partner_list(rq->db, rq->arena, partners) : e;
}

/* The regions of ${partner} that have a page, or all of China. */
static void
show_regions(struct req *rq, struct view *card, const struct partner *partner)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct view *line = NULL;
	int n = 0;

	for (size_t i = 0; i < partner->regions.n; i++) {
		int at = region_find(t, partner->regions.items[i]);

		if (at < 0 || t->regions[at].slug[0] == '\0')
			continue;
		if (!line)
			line = view_section(card, V_PARTNER_REGIONS);
		struct view *region = view_section(line, V_PARTNER_REGION);
		view_text(region, V_PARTNER_REGION_URL, req_url(rq, "/regions/%s", t->regions[at].slug));
		view_text(region, V_PARTNER_REGION_NAME, t->regions[at].level == LEVEL_COUNTRY
		    ? msg_text(MSG_ALL_REGIONS, rq->lang)
		    : texts_pick(&t->regions[at].label, rq->lang, NULL));
		view_text(region, V_PARTNER_REGION_BEFORE, n++ > 0 ? words_separator(rq) : "");
		/* Of a single one it has a line of its own. */
		if (partner->regions.n > 1 && partner->since[i][0])
			view_text(view_section(region, V_PARTNER_REGION_SINCE),
			    V_PARTNER_REGION_SINCE_WORDS, msg_fill(rq->arena,
			    msg_text(MSG_ABOUT_SINCE, rq->lang), "year", partner->since[i], NULL));
	}
}

static void
show_partner(struct req *rq, struct view *list, const struct partner *partner)
{
	struct view *card = view_section(list, V_PARTNER);

	view_text(card, V_PARTNER_NAME, texts_pick(&partner->name, rq->lang, NULL));
	view_text(card, V_PARTNER_TEXT, texts_pick(&partner->text, rq->lang, NULL));
	if (streq(partner->kind, "office"))
		return;
	if (partner->scope.kind != SCOPE_NONE)
		view_text(view_section(card, V_PARTNER_FOR), V_PARTNER_FOR_WHERE,
		    scope_all(&partner->scope) ? msg_text(MSG_ABOUT_FOR_ALL, rq->lang)
		    : list_label(&list_provinces, partner->scope.province, rq->lang));
	show_regions(rq, card, partner);
	if (partner->regions.n == 1 && partner->since[0][0])
		view_text(view_section(card, V_PARTNER_SINCE), V_PARTNER_SINCE_WORDS,
		    msg_fill(rq->arena, msg_text(MSG_REGION_SINCE, rq->lang), "year",
		    partner->since[0], NULL));
}

static void
show_partners(struct req *rq, struct view *v, const struct partner_list *partners, const char *kind,
    enum msg title)
{
	struct view *list = NULL;

	for (size_t i = 0; i < partners->n; i++) {
		if (!streq(partners->items[i].kind, kind))
			continue;
		if (!list) {
			list = view_section(v, V_PARTNER_LIST);
			view_text(list, V_PARTNER_LIST_TITLE, msg_text(title, rq->lang));
		}
		show_partner(rq, list, &partners->items[i]);
	}
}

enum err
page_about(struct req *rq, struct resp *rs)
{
	struct page_text text;
	struct partner_list partners;

	enum err e = fetch(rq, &text, &partners);
	if (e != OK)
		return e;

	const char *rest, *lead = paragraphs_first(rq->arena, text.body, &rest);
	struct view *v = frame_page(rq, "about.html", text.title);
	frame_crumb(frame_crumbs(v, text.title), req_url(rq, "/"), msg_text(MSG_CRUMB_HOME, rq->lang));
	view_text(v, V_TEXT_TITLE, text.title);
	words_mark(rq, v, text.lang, V_TEXT_OTHER, V_TEXT_OTHER_LANG);
	if (text.lang != rq->lang)
		view_text(view_section(v, V_TEXT_FALLBACK), V_TEXT_FALLBACK_WORDS,
		    words_fallback(rq, text.lang));
	else if (lead[0])
		frame_description(v, words_shorten(rq->arena, lead, DESCRIPTION_MAX));
	if (lead[0])
		view_text(view_section(v, V_TEXT_LEAD), V_TEXT_LEAD_WORDS, lead);
	paragraphs_show(rq, v, V_PARAGRAPHS, rest, 2);
	if (text.updated_at > 0) {
		struct view *updated = view_section(v, V_TEXT_UPDATED);
		view_text(updated, V_TEXT_UPDATED_ISO, format_time_iso(rq->arena, text.updated_at));
		view_text(updated, V_TEXT_UPDATED_DAY,
		    format_day(rq->arena, day_of(text.updated_at), rq->lang));
	}
	show_partners(rq, v, &partners, "partner", MSG_ABOUT_THE_PARTNERS);
	show_partners(rq, v, &partners, "office", MSG_ABOUT_OFFICES);
	return frame_ok(rs, v);
}
