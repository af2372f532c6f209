#ifndef PAGE_LISTING_H
#define PAGE_LISTING_H

#include "domain/opportunity_filter.h"
#include "http/route.h"
#include "store/opportunity.h"

/* Opportunities by sector, region and so on, for every page that lists or counts them. */

/** listing_filter(rq, limit): open ones only, today, by deadline, the first ${limit}. */
struct opportunity_filter listing_filter(const struct req *, size_t limit);

/**
 * listing_run(rq, filter, ret_result):
 * opportunity_filter_run() over all listed opportunities.  What it runs over is
 * kept between requests, until another process changes the database.
 */
enum err listing_run(struct req *, const struct opportunity_filter *,
    struct opportunity_result *ret_result) NODISCARD;

/** listing_fetch(rq, result, ret_list): the opportunities of ${result}, in its order. */
enum err listing_fetch(struct req *, const struct opportunity_result *,
    struct opportunity_list *ret_list) NODISCARD;

/** region_is_partner(t, i): whether region ${i} is one of the six with a Flemish partner. */
bool region_is_partner(const struct taxonomy *, int i);

/** region_partner_above(t, i): the partner region that ${i} is or lies in, or -1. */
int region_partner_above(const struct taxonomy *, int i);

/**
 * listing_add_rest(filter, t):
 * Also let those through that name a place outside the partner regions, or
 * China as a whole.
 */
void listing_add_rest(struct opportunity_filter *, const struct taxonomy *);

#endif
