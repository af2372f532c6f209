#ifndef STORE_MATCH_BEST_H
#define STORE_MATCH_BEST_H

#include "base/base.h"
#include "domain/match.h"
#include "store/match.h"

struct db;

enum match_by { MATCH_BY_OPPORTUNITY, MATCH_BY_COMPANY };

struct match_id_list {
	match_id *items;
	size_t n;
};

/**
 * match_best(db, by, limit, min_score, arena, ret_list):
 * The best ${limit} (0: all) matches of every published opportunity, or of every submitted or
 * verified company, with at least ${min_score}; best first over all.  Only live
 * technologies count, and of several of one company that match one opportunity only one:
 * what staff decided before what they look at, that before a suggestion; then the best.  One query per opportunity or company: a window over millions of matches takes
 * ten times as long.  For the command line (SYSTEM).
 */
enum err match_best(struct db *, enum match_by, int64_t limit, int64_t min_score, struct arena *,
    struct match_id_list *ret_list) NODISCARD;

#endif
