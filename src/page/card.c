#include "page/card.h"

#include "domain/lists.h"
#include "page/words.h"
#include "text/format.h"

#define SOON 30			/* days left from which the tag warns */
#define SUMMARY_MAX 240		/* code points of a summary in a list; a Chinese sign says more */
#define SUMMARY_MAX_ZH 100

const char *
card_url(struct req *rq, const struct opportunity *o)
{
	return req_url(rq, "/opportunities/%s", o->ref);
}

void
card_demo(struct view *v, enum view_name at, bool demo)
{
	if (demo)
		(void)view_include(v, at, "parts/demo.html");
}

/* The tag about the deadline or the end, and the modifier of its class; false if there is none. */
static bool
days_tag(struct req *rq, const struct opportunity *o, const char **ret_words, const char **ret_kind)
{
	day deadline;

	*ret_kind = "plain";
	if (!streq(o->status, "published")) {
		*ret_words = list_label(&list_opportunity_status, o->status, rq->lang);
		return true;
	}
	if (day_parse(o->deadline, &deadline) != 0)
		return false;

	int days = deadline.v - day_of(rq->now).v;
	if (days < 0) {
		*ret_words = msg_text(MSG_DEADLINE_OVER, rq->lang);
		return true;
	}
	if (days <= SOON)
		*ret_kind = "warn";
	*ret_words = days == 0 ? msg_text(MSG_DEADLINE_TODAY, rq->lang)
			       : words_count(rq, MSG_DEADLINE_DAYS, days);
	return true;
}

void
card_when(struct req *rq, struct view *v, const struct opportunity *o)
{
	struct view *part = view_include(v, V_WHEN, "parts/deadline.html");
	const char *words, *kind;

	if (o->deadline[0]) {
		struct view *on = view_section(part, V_WHEN_ON);
		view_text(on, V_WHEN_ON_ISO, o->deadline);
		view_text(on, V_WHEN_ON_DAY, words_day(rq, o->deadline));
	} else {
		view_show(part, V_WHEN_NEVER);
	}
	if (days_tag(rq, o, &words, &kind)) {
		struct view *tag = view_section(part, V_WHEN_TAG);
		view_text(tag, V_WHEN_TAG_KIND, kind);
		view_text(tag, V_WHEN_TAG_WORDS, words);
	}
}

/* What short rows and results have in common. */
static void
show_card(struct req *rq, struct view *card, const struct opportunity *o)
{
	enum lang lang;
	enum msg tag = words_title_tag(rq, &o->title);

	view_text(card, V_CARD_URL, card_url(rq, o));
	view_text(card, V_CARD_KIND, list_label(&list_kinds, o->kind, rq->lang));
	view_text(card, V_CARD_TITLE, texts_pick(&o->title, rq->lang, &lang));
	words_mark(rq, card, lang, V_CARD_OTHER, V_CARD_OTHER_LANG);
	if (tag != MSG_NONE)
		view_text(view_section(card, V_CARD_TAG), V_CARD_TAG_WORDS, msg_text(tag, rq->lang));
	card_demo(card, V_CARD_DEMO, o->demo);
	view_text(card, V_CARD_PLACES, words_places(rq, &o->regions));
	view_text(card, V_CARD_SECTORS, words_sectors(rq, &o->sectors));
	if (o->verified_on[0]) {
		struct view *on = view_section(card, V_CARD_VERIFIED);
		view_text(on, V_CARD_VERIFIED_ISO, o->verified_on);
		view_text(on, V_CARD_VERIFIED_DAY, words_day(rq, o->verified_on));
	}
}

void
card_rows(struct req *rq, struct view *v, const struct opportunity_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct opportunity *o = &list->items[i];
		struct view *card = view_include(v, V_CARDS, "parts/opportunity_card.html");

		show_card(rq, card, o);
		if (o->deadline[0]) {
			struct view *on = view_section(card, V_CARD_DEADLINE);
			view_text(on, V_CARD_DEADLINE_ISO, o->deadline);
			view_text(on, V_CARD_DEADLINE_DAY, words_day(rq, o->deadline));
		} else {
			view_show(card, V_CARD_NO_DEADLINE);
		}
	}
}

void
card_results(struct req *rq, struct view *v, const struct opportunity_list *list, const struct search *search)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct opportunity *o = &list->items[i];
		struct view *card = view_include(v, V_CARDS, "parts/opportunity_result.html");
		enum lang lang;
		const char *summary = texts_pick(&o->summary, rq->lang, &lang);

		show_card(rq, card, o);
		view_text(card, V_CARD_REF, o->ref);
		if (!search_show_snippet(rq, card, search, o) && summary[0]) {
			struct view *text = view_section(card, V_CARD_SUMMARY);
			view_text(text, V_CARD_SUMMARY_WORDS, words_shorten(rq->arena, summary,
			    lang == LANG_ZH ? SUMMARY_MAX_ZH : SUMMARY_MAX));
			words_mark(rq, text, lang, V_CARD_SUMMARY_OTHER, V_CARD_SUMMARY_OTHER_LANG);
		}
		card_when(rq, card, o);
	}
}
