#ifndef JOB_MATCH_SIDE_H
#define JOB_MATCH_SIDE_H

#include "base/base.h"
#include "domain/score.h"
#include "store/match.h"

/*
 * One side of all pairs in memory, technologies or opportunities, with the indexes that tell what one of the
 * other side can match: whatever names something under the same top-level sector, or speaks of the
 * same concept of some weight.  Kept from one change to the next by the job process.
 */
#define MATCH_SET_WORDS (TAXONOMY_MAX / 64)

struct match_set {
	uint64_t bits[MATCH_SET_WORDS];	/* by region, or by sector */
};
/* One of the other side, and how well it fits. */
struct match_pick {
	uint32_t other;			/* its place */
	uint8_t score, known, met;
};
#define MATCH_PICKS_MAX 64

struct match_item {
	struct match_input in;		/* its concepts belong to the side */
	struct match_pick picks[MATCH_PICKS_MAX];	/* match_pick.h */
	int n_picks;
	bool changed, looked;		/* in this round: it was read again; it was looked at */
	bool short_of;			/* one was struck: its picks may not be the best any more */
	struct match_set sectors;	/* of opportunities as they stand, of technologies with all that they meet */
	uint64_t *concepts;		/* a bit each: of technologies as they are, of opportunities with all near ones */
	struct match_set regions;	/* of opportunities as they stand, of technologies with all near ones */
	uint32_t seen;			/* the last subject that looked at it */
	bool there;			/* false: the place is empty */
};
/* Places of items. */
struct match_places {
	uint32_t *items;
	size_t n, cap;
};
struct match_side {
	const struct taxonomy *taxonomy;
	size_t n_concepts;
	bool widen;			/* technologies */
	struct match_set *near;		/* of each region */
	struct match_item *items;
	size_t n, cap;
	struct match_places by_id;	/* sorted by id */
	struct match_places *by_sector;	/* of each top-level sector; the others are empty */
	struct match_places *by_concept;
	int least;			/* weight of a concept that is in by_concept */
	const struct vocabulary *vocabulary;
};

/** match_side_init(s, t, v, least, widen): an empty side.  ${t} and ${v} must outlive it. */
void match_side_init(struct match_side *, const struct taxonomy *, const struct vocabulary *,
    int least, bool widen);
void match_side_done(struct match_side *);

/** match_side_put(s, in): insert or replace the item with that id; its concepts are copied. */
void match_side_put(struct match_side *, const struct match_input *);

/** match_side_remove(s, id): fine if it is not there. */
void match_side_remove(struct match_side *, int64_t id);

#define MATCH_NOWHERE UINT32_MAX

/** match_side_find(s, id): its place, which is its own for good; MATCH_NOWHERE if it is not there. */
uint32_t match_side_find(const struct match_side *, int64_t id);

/** match_side_live(s): how many take part. */
size_t match_side_live(const struct match_side *);

/** match_sets_meet(a, b): whether they have a region, or sector, in common. */
bool match_sets_meet(const struct match_set *, const struct match_set *);

/**
 * match_may_fit(s, technology, opportunity):
 * False where score_is_match() could not be true: their sectors are not met, and their texts, of which both
 * speak of something, have nothing in common.  ${s} is either side.  Much cheaper than the score.
 */
bool match_may_fit(const struct match_side *, const struct match_item *technology,
    const struct match_item *opportunity);

#endif
