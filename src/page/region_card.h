#ifndef PAGE_REGION_CARD_H
#define PAGE_REGION_CARD_H

#include "domain/opportunity_filter.h"
#include "domain/page_text.h"
#include "domain/partner.h"
#include "http/route.h"
#include "store/partner.h"
#include "view/view.h"

/* What the card of one region shows. */
struct region_card {
	int region;			/* index into the taxonomy */
	const struct partner *partner;	/* NULL: none is known */
	struct page_text text;		/* subject NULL: there is none */
	int64_t open;			/* opportunities */
};

#define REGION_CARDS_MAX 16
struct region_cards {
	struct region_card items[REGION_CARDS_MAX];
	size_t n;
};

/** region_cards_fetch(rq, open, ret_cards): the partner regions, with the counts of ${open}. */
enum err region_cards_fetch(struct req *, const struct opportunity_result *open,
    struct region_cards *ret_cards) NODISCARD;

/** region_text(rq, slug, ret_text): the text of its page; subject NULL if there is none. */
enum err region_text(struct req *, const char *slug, struct page_text *ret_text) NODISCARD;

/** region_cards_show(rq, v, cards): as cards, at {{>REGION_CARDS}} inside a ul.grid. */
void region_cards_show(struct req *, struct view *, const struct region_cards *);

/** region_partner(partners, code): the first partner (no office) tied to the region ${code}, or NULL. */
const struct partner *region_partner(const struct partner_list *, const char *code);

/** region_name(rq, i): "Zhejiang"; China, as a page, is called "Elsewhere in China". */
const char *region_name(struct req *, int i);

#endif
