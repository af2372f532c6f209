#ifndef PAGE_FEED_H
#define PAGE_FEED_H

#include "page/opportunity_choice.h"
#include "view/view.h"

/*
 * The list of opportunities in other formats, each at an address of its own with the same
 * query: opportunities.csv, .json, .atom and .ics.  The same choices, in the same order.
 */

/**
 * feed_links(rq, content, state):
 * On the page ${content} with the list of ${state}: a link to each format, and in the head that to
 * the feed for readers of news.
 */
void feed_links(struct req *, struct view *content, const struct choice_state *);

#endif
