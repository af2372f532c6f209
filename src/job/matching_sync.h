#ifndef JOB_MATCHING_SYNC_H
#define JOB_MATCHING_SYNC_H

#include "job/match_memory.h"
#include "job/matching.h"
#include "store/db.h"
#include "store/matching.h"

/* One run of matching, and how what it finds gets into the store. */

/* ${which} of the other side is no pick of ${from} any more, since a better one came. */
struct evicted {
	enum match_subject subject;	/* of from */
	uint32_t from, which;
};
struct matching {
	struct db *db;
	struct match_memory *memory;
	struct arena *arena;		/* of one subject */
	struct arena *lists;		/* of one round: evicted, pickers */
	struct evicted *evicted;
	size_t n_evicted, cap_evicted;
	int64_t now;
	struct matching_counts counts;
	struct tx tx;
	struct match_batch fresh;	/* of this transaction */
	bool whole;			/* it goes on to the end, however long that takes */
	size_t tx_rows, batches;
	int64_t tx_since;
};

/** matching_begin(m, db, memory, now), matching_end(m): what a run needs; a transaction that is open then is undone. */
void matching_begin(struct matching *, struct db *, struct match_memory *, int64_t now);
void matching_end(struct matching *);

/** matching_side(m, subject): one side of the memory. */
struct match_side *matching_side(struct matching *, enum match_subject);

/** matching_score(m, subject, self, other, ret_score): ${self} is of ${subject}. */
void matching_score(struct matching *, enum match_subject, const struct match_item *self,
    const struct match_item *other, struct score *ret_score);

/** batch_next(m): begin a transaction if none is open; end one that has grown or lasted.  batch_end(m): end it. */
enum err batch_next(struct matching *) NODISCARD;
enum err batch_end(struct matching *) NODISCARD;

/**
 * matching_settle(m, subject, self, other, kept):
 * The pair is not suggested (any more): a mere suggestion goes; what somebody touched stays, and says what is
 * true of the pair now.  ${kept} is its row, NULL if it was not read.
 */
enum err matching_settle(struct matching *, enum match_subject, const struct match_item *self,
    const struct match_item *other, const struct match_kept *kept) NODISCARD;

/**
 * matching_sync(m, subject, self, pickers, n):
 * Bring the matches of the place ${self} in the store up to date: its own picks, and those ${n} of the other side
 * that pick it.
 */
enum err matching_sync(struct matching *, enum match_subject, uint32_t self, const uint32_t *pickers,
    size_t n) NODISCARD;

#endif
