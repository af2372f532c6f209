#ifndef STORE_MATCHING_H
#define STORE_MATCHING_H

#include "base/base.h"
#include "base/clock.h"
#include "domain/company.h"
#include "domain/score.h"
#include "store/match.h"

struct db;

/* What only the job process asks of the matches. */

/* A match that is kept, as seen from one of its two sides. */
struct match_kept {
	int64_t other;			/* id on the other side */
	int64_t score;
	char criteria[CRITERION__MAX + 1];
	bool current;			/* scored by the rules of this program */
	bool touched;			/* by staff or a company: it is never deleted */
	bool fits;			/* for the caller: false at first */
};
struct match_kept_list {
	struct match_kept *items;	/* by the id on the other side */
	size_t n;
};

/** match_kept(db, subject, id, arena, ret_list): all matches of one technology or opportunity. */
enum err match_kept(struct db *, enum match_subject, int64_t id, struct arena *,
    struct match_kept_list *ret_list) NODISCARD;

/**
 * match_todo_add_passed(db, today, since):
 * Put the opportunities onto the list of the job process whose deadline is before ${today},
 * though a match of theirs says that it is still to come, or is a mere suggestion.
 */
enum err match_todo_add_passed(struct db *, day today, int64_t since) NODISCARD;

#endif
