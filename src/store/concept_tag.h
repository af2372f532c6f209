#ifndef STORE_CONCEPT_TAG_H
#define STORE_CONCEPT_TAG_H

#include "base/base.h"
#include "domain/side_text.h"
#include "store/match.h"

struct db;

/* The texts of a technology or opportunity, and what was found in them the last time. */
struct match_text {
	int64_t id;
	struct side_text text;
	int64_t hash;			/* concept_tag.hash; 0: never read */
	struct concept_set concepts;	/* as kept */
};

/**
 * match_texts(db, subject, id, arena, each, cookie):
 * Call ${each} for the one with ${id}, or with 0 for all that take part in matching, by id.  ${arena} is reset before
 * each and must hold nothing else.  Stops at the first ${each} that is not OK, and returns that.
 */
enum err match_texts(struct db *, enum match_subject, int64_t id, struct arena *,
    enum err (*each)(void *cookie, const struct match_text *), void *cookie) NODISCARD;

/** concept_tag_put(db, subject, id, hash, set): keep what was found. */
enum err concept_tag_put(struct db *, enum match_subject, int64_t id, int64_t hash,
    const struct concept_set *) NODISCARD;

/** concept_tag_clean(db): forget what is kept of technologies and opportunities that are gone. */
enum err concept_tag_clean(struct db *) NODISCARD;

#endif
