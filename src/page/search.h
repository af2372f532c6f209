#ifndef PAGE_SEARCH_H
#define PAGE_SEARCH_H

#include "domain/opportunity.h"
#include "domain/opportunity_filter.h"
#include "domain/search_query.h"
#include "http/route.h"
#include "view/view.h"

/* What the visitor searched for, and what was found. */
struct search {
	const char *text;		/* as it was typed, "" : nothing */
	bool cut;			/* it was longer than SEARCH_MAX */
	bool no_words;			/* it was nothing but signs: nothing is searched for */
	struct search_query query;
	const struct vocabulary *vocabulary;
	struct opportunity_hit *hits;	/* by id */
	size_t n_hits;
};

/**
 * search_run(rq, text, ret_search):
 * Find ${text}: first what says just that, then what the vocabulary finds besides; both the best first.
 */
enum err search_run(struct req *, const char *text, struct search *ret_search) NODISCARD;

/** search_filter(s, filter): let through what was found, if there was something to find. */
void search_filter(const struct search *, struct opportunity_filter *);

/** search_show_senses(v, s): by which other words it was looked for, at {{#SENSES}}. */
void search_show_senses(struct view *, const struct search *);

/**
 * search_show_snippet(rq, v, s, o):
 * The words that were found in what surrounds them, at {{#CARD_SNIPPET}}: in the summary that the visitor reads, else,
 * unless the title has them, in another language.  False, and nothing, if neither has them.
 */
bool search_show_snippet(struct req *, struct view *, const struct search *, const struct opportunity *);

#endif
