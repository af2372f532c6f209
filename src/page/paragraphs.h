#ifndef PAGE_PARAGRAPHS_H
#define PAGE_PARAGRAPHS_H

#include "http/route.h"
#include "view/view.h"

/*
 * The body of a page_text: paragraphs parted by an empty line; a block that
 * begins with "## " has a heading as its first line, lines that begin with "- " make a list.
 */

/** paragraphs_show(rq, v, slot, body, level): put ${body} at ${slot}, its headings as h2 or h3. */
void paragraphs_show(struct req *, struct view *, enum view_name slot, const char *body, int level);

/** paragraphs_first(arena, body, ret_rest): the first paragraph, and (unless NULL) what follows it. */
const char *paragraphs_first(struct arena *, const char *body, const char **ret_rest);

#endif
