#ifndef JOB_MATCH_PICK_H
#define JOB_MATCH_PICK_H

#include "job/match_side.h"

/*
 * The best of the other side for one technology or opportunity.  A pair that fits is suggested if it is among
 * the best RULE_SUGGESTIONS of either of its two: nobody reviews the 200th best, and what
 * is written stays in proportion to both sides, not to their product.
 */

/** match_pick_insert(item, others, pick, most, ret_evicted): 0: not good enough; 1: it is in; 2: it is in, another is out. */
int match_pick_insert(struct match_item *, const struct match_side *others, struct match_pick,
    int most, struct match_pick *ret_evicted);

/** match_pick_floor(item, most): a score below this is not good enough. */
int match_pick_floor(const struct match_item *, int most);

/** match_pick_has(item, other): whether the place ${other} is among them. */
bool match_pick_has(const struct match_item *, uint32_t other);

/** match_pick_strike(item, other): take it out; false if it was not in. */
bool match_pick_strike(struct match_item *, uint32_t other);

#endif
