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
	uint64_t bits[MATCH_SET_WORDS];	/* by region */
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
	uint64_t *concepts;		/* a bit each, near ones too: of opportunities, else NULL */
	bool there;			/* false: the place is empty */
};
/* What is asked of each item for each of the other side: together, since most are turned down by it. */
struct match_key {
	struct match_set regions;	/* of opportunities as they stand, of technologies with all near ones */
	uint64_t tops;			/* a bit for each top-level sector; two may share one */
	uint32_t seen;			/* the last subject that looked at it */
	uint8_t floor;			/* match_pick_floor() of the item */
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
	struct match_key *keys;		/* of each item */
	size_t n, cap, cap_keys;
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

/** match_sets_meet(a, b): whether they have a region in common. */
bool match_sets_meet(const struct match_set *, const struct match_set *);


#endif
