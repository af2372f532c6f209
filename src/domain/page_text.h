#ifndef DOMAIN_PAGE_TEXT_H
#define DOMAIN_PAGE_TEXT_H

#include "base/base.h"
#include "text/lang.h"

/* A text about the world, in one language. */
struct page_text {
	const char *subject;		/* "regions/shaanxi", "privacy" */
	enum lang lang;			/* of what is here, not of what was asked for */
	const char *title;
	const char *body;		/* paragraphs parted by an empty line; "## " begins a heading */
	int64_t updated_at;
};

/* A figure about a region, with its year and source. */
struct region_fact {
	const char *region;		/* code */
	int64_t position;		/* order on its page, from 1 */
	struct texts label, value;
	const char *year, *source_name, *source_url;
};

struct region_fact_list {
	struct region_fact *items;
	size_t n;
};

#endif
