#ifndef JOB_MATCH_LOOK_H
#define JOB_MATCH_LOOK_H

#include "job/matching_sync.h"

/* Which pairs are suggested: what an item can match is scored, as far as it may be among the best of either. */

/**
 * match_look(m, subject, self, both):
 * Look at everything on the other side that shares a sector or a concept, and a region, with the place ${self}: what fits is
 * offered to its picks and, with ${both}, to those of the other one too; which one of those gave way is kept in ${m->evicted}.
 */
void match_look(struct matching *, enum match_subject, uint32_t self, bool both);

/** match_look_forget(m, subject, place): it has no picks any more. */
void match_look_forget(struct matching *, enum match_subject, uint32_t place);

/** match_look_changed(m, subject, place): its picks were changed by somebody else. */
void match_look_changed(struct matching *, enum match_subject, uint32_t place);

#endif
