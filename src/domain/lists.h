#ifndef DOMAIN_LISTS_H
#define DOMAIN_LISTS_H

#include "base/base.h"
#include "text/msg.h"

/*
 * The short code lists of the taxonomy (design taxonomy.md, "Who offers
 * what").  Each is a table of code and label, in the order of display.
 */
struct list_item {
	const char *code;
	enum msg label;
};

struct list {
	const struct list_item *items;
	size_t n;
};

extern const struct list list_kinds;		/* opportunity kind */
extern const struct list list_cooperation;
extern const struct list list_deadlines;	/* how soon, as a filter */
extern const struct list list_posted;		/* how long ago, as a filter */
extern const struct list list_provinces;
extern const struct list list_sizes;
extern const struct list list_languages;
extern const struct list list_export;		/* export experience */
extern const struct list list_opportunity_status;
extern const struct list list_match_states;
extern const struct list list_reasons;		/* why a match is not suitable */
extern const struct list list_company_states;
extern const struct list list_refusals;		/* why a company is refused */

/** list_find(list, code): the place of ${code} in the order of display, from 0; -1 if it is none of them. */
int list_find(const struct list *, const char *code);

/** list_has(list, code): whether ${code} is one of them. */
bool list_has(const struct list *, const char *code);

/** list_label(list, code, lang): its label, or ${code} itself if it is none of them. */
const char *list_label(const struct list *, const char *code, enum lang);

#endif
