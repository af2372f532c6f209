#ifndef PAGE_OPPORTUNITY_CHIPS_H
#define PAGE_OPPORTUNITY_CHIPS_H

#include "page/opportunity_choice.h"
#include "view/view.h"

#define CHIPS_NAMED 12		/* in the sentence above an empty list */

/* What is chosen, in words. */
struct opportunity_chips {
	const char *names[CHIPS_NAMED];
	int64_t n;			/* of all, however many are named */
};

/** opportunity_chips_show(rq, v, s, ret_chips): what ${s} has chosen, each with a link to the list without it. */
void opportunity_chips_show(struct req *, struct view *, const struct choice_state *, struct opportunity_chips *ret_chips);

#endif
