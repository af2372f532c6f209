#ifndef PAGE_CARD_H
#define PAGE_CARD_H

#include "domain/opportunity.h"
#include "http/route.h"
#include "page/search.h"
#include "store/opportunity.h"
#include "view/view.h"

/** card_rows(rq, v, list): ${list} as short rows, at {{>CARDS}} inside a ul.rows. */
void card_rows(struct req *, struct view *, const struct opportunity_list *);

/** card_results(rq, v, list, search): ${list} with summary, or where that has what was searched for, deadline and days left, at {{>CARDS}} inside an ol.rows. */
void card_results(struct req *, struct view *, const struct opportunity_list *, const struct search *);

/** card_when(rq, v, o): the deadline of ${o} and how long that is, at {{>WHEN}}. */
void card_when(struct req *, struct view *, const struct opportunity *);

/** card_demo(v, at, demo): that a row is made up, at {{>AT}} beside its name, if ${demo}. */
void card_demo(struct view *, enum view_name at, bool demo);

/** card_url(rq, o): the address of its page. */
const char *card_url(struct req *, const struct opportunity *);

#endif
