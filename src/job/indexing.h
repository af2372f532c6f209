#ifndef JOB_INDEXING_H
#define JOB_INDEXING_H

#include "job/match_memory.h"

struct db;

/**
 * indexing_todo(memory, db, now, ret_n):
 * Bring the full text of the opportunities that have changed up to date, in short transactions; all of them after
 * the vocabulary has changed, since that takes compounds apart.  ${memory} as for matching_todo(): loaded only if there is
 * something to do.  ${ret_n}: how many were read.
 */
enum err indexing_todo(struct match_memory *, struct db *, int64_t now, size_t *ret_n) NODISCARD;

#endif
