#ifndef APP_SEED_H
#define APP_SEED_H

#include "app/problem.h"

struct db;

/* What `seed DIR` loads: each part in the caller's transaction. */
struct seed {
	struct db *db;
	struct arena *arena;
	struct problems problems;
	const char *dir;
	int64_t now;
	size_t n, n_changed;		/* of the part that was loaded last */
};

#define SEED_ARENA_MAX ((size_t)256 << 20)

/**
 * seed_sectors(s), seed_regions(s), seed_partners(s), seed_facts(s):
 * Load DIR/sectors.csv and so on.  ERR_BAD_INPUT: see s->problems.
 */
enum err seed_sectors(struct seed *) NODISCARD;
enum err seed_regions(struct seed *) NODISCARD;
enum err seed_partners(struct seed *) NODISCARD;
enum err seed_facts(struct seed *) NODISCARD;

/** seed_pages(s): load every DIR/pages/SUBJECT.LANG.md; its first line is "# Title". */
enum err seed_pages(struct seed *) NODISCARD;

/** seed_rules(s): load DIR/rules.csv, the weights and thresholds of the score: all of them, and 100 points together. */
enum err seed_rules(struct seed *) NODISCARD;

/** seed_vocabulary(s): load DIR/vocabulary/: a file of concepts per sector, and stop.txt (seed/vocabulary/README.md). */
enum err seed_vocabulary(struct seed *) NODISCARD;

#endif
