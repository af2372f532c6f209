#ifndef PAGE_OPPORTUNITY_CHOICE_H
#define PAGE_OPPORTUNITY_CHOICE_H

#include "domain/opportunity_filter.h"
#include "http/route.h"

#define CHOICE_REST "other"	/* region=other: outside the six partner regions */

/*
 * What the visitor chose on the list of opportunities.  All of it stands in
 * the address; codes that do not exist are left out and remembered as unknown.
 */
struct choice_state {
	bool sectors[TAXONOMY_MAX], regions[TAXONOMY_MAX];	/* by index of the taxonomy */
	bool rest;			/* CHOICE_REST */
	uint32_t kinds;			/* bits of list_kinds */
	uint32_t cooperation;		/* bits of list_cooperation */
	const char *q;			/* what is searched for, "" : nothing */
	bool all;			/* also what is closed */
	enum deadline_within deadline;
	enum posted_within posted;
	enum opportunity_sort sort;
	int64_t page;			/* from 1 */
	bool unknown;
};

/** choice_read(rq, ret_state): what the query of ${rq} says. */
void choice_read(const struct req *, struct choice_state *ret_state);

/** choice_url(rq, state): the address of the list with ${state}. */
const char *choice_url(struct req *, const struct choice_state *);

/**
 * choice_sector_counts(state, t, i), choice_region_counts(state, t, i):
 * Whether the chosen node ${i} filters: one that lies above another chosen node
 * is narrowed by it and does not.
 */
bool choice_sector_counts(const struct choice_state *, const struct taxonomy *, int i);
bool choice_region_counts(const struct choice_state *, const struct taxonomy *, int i);

/** choice_rest_counts(state, t): the same for CHOICE_REST: no chosen region lies in it. */
bool choice_rest_counts(const struct choice_state *, const struct taxonomy *);

/** choice_filter(state, t, filter): add what is chosen to ${filter}, but no page. */
void choice_filter(const struct choice_state *, const struct taxonomy *, struct opportunity_filter *);

#endif
