#include "page/region_card.h"

#include "page/listing.h"
#include "page/paragraphs.h"
#include "page/words.h"
#include "store/page_text.h"

#define TEXT_MAX 180		/* code points of the text on a card */
#define TEXT_MAX_ZH 80

const struct partner *
region_partner(const struct partner_list *partners, const char *code)
{
	for (size_t i = 0; i < partners->n; i++) {
		const struct partner *p = &partners->items[i];

		if (!streq(p->kind, "partner"))
			continue;
		for (size_t j = 0; j < p->regions.n; j++)
			if (streq(p->regions.items[j], code))
				return p;
	}
	return NULL;
}

enum err
region_text(struct req *rq, const char *slug, struct page_text *ret_text)
{
	enum err e = page_text_get(rq->db, arena_printf(rq->arena, "regions/%s", slug), rq->lang,
	    rq->arena, ret_text);

	if (e != ERR_NOT_FOUND)
		return e;
	*ret_text = (struct page_text){ .lang = rq->lang, .title = "", .body = "" };
	return OK;
}

enum err
region_cards_fetch(struct req *rq, const struct opportunity_result *open,
    struct region_cards *ret_cards)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct partner_list partners;

	enum err e = partner_list(rq->db, rq->arena, &partners);
	if (e != OK)
		return e;
	ret_cards->n = 0;
	for (size_t i = 0; i < t->n_regions && ret_cards->n < REGION_CARDS_MAX; i++) {
		if (!region_is_partner(t, (int)i))
			continue;
		struct region_card *card = &ret_cards->items[ret_cards->n++];
		card->region = (int)i;
		card->partner = region_partner(&partners, t->regions[i].code);
		card->open = open->regions[i];
		e = region_text(rq, t->regions[i].slug, &card->text);
		if (e != OK)
			return e;
	}
	return OK;
}

const char *
region_name(struct req *rq, int i)
{
	const struct region *region = &rq->site->taxonomy->regions[i];

	return region->level == LEVEL_COUNTRY ? msg_text(MSG_REGION_REST, rq->lang)
					      : texts_pick(&region->label, rq->lang, NULL);
}

static void
show_card(struct req *rq, struct view *v, const struct region_card *card)
{
	const struct region *region = &rq->site->taxonomy->regions[card->region];
	const char *text = paragraphs_first(rq->arena, card->text.body, NULL);
	struct view *item = view_include(v, V_REGION_CARDS, "parts/region_card.html");

	view_text(item, V_REGION_URL, req_url(rq, "/regions/%s", region->slug));
	view_text(item, V_REGION_NAME, region_name(rq, card->region));
	if (rq->lang != LANG_ZH && region->level != LEVEL_COUNTRY)
		view_text(view_section(item, V_REGION_HANZI), V_REGION_HANZI_SIGNS,
		    region->label.in[LANG_ZH]);
	if (card->partner)
		view_text(view_section(item, V_REGION_PARTNER), V_REGION_PARTNER_NAME,
		    texts_pick(&card->partner->name, rq->lang, NULL));
	if (text[0]) {
		struct view *words = view_section(item, V_REGION_TEXT);
		view_text(words, V_REGION_TEXT_WORDS, words_shorten(rq->arena, text,
		    card->text.lang == LANG_ZH ? TEXT_MAX_ZH : TEXT_MAX));
		words_mark(rq, words, card->text.lang, V_REGION_TEXT_OTHER, V_REGION_TEXT_OTHER_LANG);
	}
	view_text(item, V_REGION_COUNT, words_count(rq, MSG_COUNT_OPEN, card->open));
}

void
region_cards_show(struct req *rq, struct view *v, const struct region_cards *cards)
{
	for (size_t i = 0; i < cards->n; i++)
		show_card(rq, v, &cards->items[i]);
}
