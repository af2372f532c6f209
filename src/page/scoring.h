#ifndef PAGE_SCORING_H
#define PAGE_SCORING_H

#include "domain/score.h"
#include "domain/taxonomy.h"

struct db;

/*
 * Vocabulary and rules as pages need them, loaded when the first page asks, and anew when `seed` or staff have
 * changed them.  One per process, in struct site.
 */
struct scoring;

/**
 * scoring_new(t, shared):
 * ${shared} is a vocabulary that outlives it, loaded before the processes parted so that they share its memory; used
 * as long as it is the one of the database.  NULL: there is none.
 */
struct scoring *scoring_new(const struct taxonomy *, const struct vocabulary *shared);
void scoring_free(struct scoring *);	/* NULL is fine */

/** scoring_get(s, db, ret_scorer): borrowed until the next call. */
enum err scoring_get(struct scoring *, struct db *, const struct scorer **ret_scorer) NODISCARD;

#endif
