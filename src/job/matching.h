#ifndef JOB_MATCHING_H
#define JOB_MATCHING_H

#include "base/base.h"
#include "job/match_memory.h"

struct db;

/* What one run did. */
struct matching_counts {
	size_t technologies, opportunities;	/* that take part */
	size_t pairs;			/* that share a region, and a sector or concept */
	size_t scored;			/* of those, in full: the others cannot be among the best */
	size_t suggested;		/* that fit and are among the best of either side */
	size_t written;			/* matches that are new or have another score */
	size_t retired;			/* suggestions that no longer fit, and were deleted */
};

/**
 * matching_run(db, now, ret_counts):
 * Score every live technology against every published opportunity whose deadline has not
 * passed, as of ${now}, and bring the matches up to date.  Suggestions that no longer fit go;
 * a match that somebody touched stays, with the score that is true now.  Written in short transactions, so
 * that nobody waits long; a run that is broken off is made whole by the next.
 */
enum err matching_run(struct db *, int64_t now, struct matching_counts *ret_counts) NODISCARD;

/**
 * matching_todo(memory, db, now, ret_counts):
 * Do the same for what has changed: the rows of match_todo.  Afterwards the matches are those of a full
 * run.  ${memory} is zeros at first, is kept from one call to the next, and costs nothing but memory: one
 * change then costs what it can match, not a load of both sides.  After an error it is empty again.
 */
enum err matching_todo(struct match_memory *, struct db *, int64_t now,
    struct matching_counts *ret_counts) NODISCARD;

/**
 * matching_passed(db, now):
 * Put the opportunities whose deadline has passed since they were scored on the list of
 * what has changed: they get no new suggestions, and lose those that nobody touched.  Once a day is enough.
 */
enum err matching_passed(struct db *, int64_t now) NODISCARD;

#endif
