#ifndef DOMAIN_OPPORTUNITY_FILTER_H
#define DOMAIN_OPPORTUNITY_FILTER_H

#include "base/base.h"
#include "base/clock.h"
#include "domain/taxonomy.h"

/*
 * The public list of opportunities: which of them fit what the visitor chose,
 * in which order, and how many there would be for each further choice.  A pure
 * function over the facets that store/opportunity.h loads.
 */

#define FACET_NO_DAY INT32_MAX		/* no deadline */

/* One opportunity, reduced to what is filtered on.  Indexes into the taxonomy and lists. */
struct opportunity_facet {
	int64_t id;
	int32_t deadline;		/* day, or FACET_NO_DAY */
	int32_t published_on;		/* day, 0: not known */
	uint16_t cooperation;		/* bit per code of list_cooperation */
	uint8_t kind;			/* index into list_kinds */
	bool published;			/* status is "published": open until its deadline */
	uint8_t n_sectors, n_regions;
	const int16_t *sectors, *regions;
};

struct opportunity_facets {
	struct opportunity_facet *items;
	size_t n;
};

/* A set of taxonomy indexes. */
struct taxonomy_set {
	uint64_t bits[TAXONOMY_MAX / 64];
	bool any;			/* false: nothing chosen, everything fits */
};

/** taxonomy_set_has(set, index): whether ${index} is in it. */
bool taxonomy_set_has(const struct taxonomy_set *, int index);

enum opportunity_sort { OPPORTUNITY_BY_DEADLINE, OPPORTUNITY_NEWEST, OPPORTUNITY_BY_RELEVANCE };

/* One that full text found, and its place among what was found: 0 is the best. */
struct opportunity_hit {
	int64_t id;
	uint32_t rank;
};

/*
 * How soon the deadline is, and how long ago it was posted; behind the first in the
 * order of list_deadlines and list_posted.
 */
enum deadline_within { DEADLINE_ANY, DEADLINE_30, DEADLINE_90, DEADLINE_180, DEADLINE_NONE, DEADLINE__MAX };
enum posted_within { POSTED_ANY, POSTED_7, POSTED_30, POSTED_90, POSTED__MAX };

/* What the visitor chose; all zero: everything, by deadline, and no rows (set limit). */
struct opportunity_filter {
	struct taxonomy_set sectors, regions;
	uint32_t kinds;			/* bit per index of list_kinds; 0: any */
	uint16_t cooperation;		/* bits; any of them; 0: any */
	bool open_only;
	day today;
	enum deadline_within deadline;	/* from today on: what is over is not "within 30 days" */
	enum posted_within posted;
	bool searched;			/* only the hits */
	const struct opportunity_hit *hits;	/* by id */
	size_t n_hits;
	enum opportunity_sort sort;	/* by relevance: for what was searched */
	size_t offset, limit;
};

/**
 * opportunity_filter_add_sector(filter, t, sector), .._add_region(filter, t, region):
 * Also let those through that name the node ${sector} (index into ${t}) or one
 * below it.
 */
void opportunity_filter_add_sector(struct opportunity_filter *, const struct taxonomy *, int sector);
void opportunity_filter_add_region(struct opportunity_filter *, const struct taxonomy *, int region);

#define FILTER_KINDS_MAX 32
#define FILTER_COOPERATION_MAX 16

/*
 * The ids to show, and the counts.  The count of a choice is how many would be
 * listed if it alone were chosen in its group and the other groups stayed; a
 * sector or region counts what lies below it.
 */
struct opportunity_result {
	int64_t *ids;			/* from offset, at most limit */
	size_t n;
	size_t total;
	uint32_t *sectors, *regions;	/* per index of the taxonomy */
	uint32_t kinds[FILTER_KINDS_MAX];
	uint32_t cooperation[FILTER_COOPERATION_MAX];
	uint32_t deadlines[DEADLINE__MAX], posted[POSTED__MAX];
};

/**
 * opportunity_filter_run(filter, t, facets, arena, ret_result):
 * Fill ${ret_result}.  By deadline: open ones first, soonest deadline first, those
 * without one after them, then the ones that are over, latest first.  Newest: by
 * day of publication, then id, downwards.  By relevance: by rank.
 */
void opportunity_filter_run(const struct opportunity_filter *, const struct taxonomy *,
    const struct opportunity_facets *, struct arena *, struct opportunity_result *ret_result);

/** opportunity_facet_open(f, today): published, and its deadline is not before ${today}. */
bool opportunity_facet_open(const struct opportunity_facet *, day today);

#endif
