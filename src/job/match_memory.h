#ifndef JOB_MATCH_MEMORY_H
#define JOB_MATCH_MEMORY_H

#include "job/match_side.h"

struct db;

/*
 * Everything that matching needs from the store, in memory: rules, vocabulary, both sides with their concepts.
 * The job process loads it once and brings single items up to date as they change.
 */
struct match_memory {
	bool loaded;
	bool picked;			/* the best of every item are known: match_pick.h */
	struct db *db;
	day today;			/* of the deadlines */
	int64_t run;			/* setting 'match_run' when it was loaded: another process that
					   matched has taken changes off the list that are not in here */
	struct taxonomy *taxonomy;
	struct vocabulary *vocabulary;
	struct score_rules rules;
	struct scorer scorer;
	uint8_t *reach;			/* concepts_reach() of the technology that is looked at */
	struct match_side sides[2];	/* by enum match_subject */
	uint32_t stamp;			/* the last of match_item.seen: none comes again while this is kept */
	struct arena *arena;		/* of one text */
	/* Concepts that were found anew, and are yet to be kept. */
	struct match_tagged {
		enum match_subject subject;
		int64_t id, hash;
		struct concept_set concepts;
	} *tagged;
	size_t n_tagged, cap_tagged;
};

/** match_memory_load(m, db, now): all of it, unless it is there already and still holds. */
enum err match_memory_load(struct match_memory *, struct db *, int64_t now) NODISCARD;

/** match_memory_refresh(m, subject, id): that item as it is in the store now. */
enum err match_memory_refresh(struct match_memory *, enum match_subject, int64_t id) NODISCARD;

/** match_memory_keep(m, n): keep ${n} more of the concepts that were found anew, in the caller's transaction. */
enum err match_memory_keep(struct match_memory *, size_t n) NODISCARD;

/** match_memory_free(m): forget everything; zeros are fine. */
void match_memory_free(struct match_memory *);

#endif
