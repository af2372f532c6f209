#ifndef DOMAIN_SCORE_H
#define DOMAIN_SCORE_H

#include "base/base.h"
#include "domain/taxonomy.h"

/*
 * How well one technology fits one opportunity.  A pure function of the two:
 * same input, same score, on any machine; whole numbers only.
 */

enum criterion {
	CRITERION_SECTOR,
	CRITERION_REGION,
	CRITERION_CONCEPTS,
	CRITERION_COOPERATION,
	CRITERION_MATURITY,
	CRITERION_LANGUAGE,
	CRITERION_CAPACITY,
	CRITERION_DEADLINE,
	CRITERION__MAX
};

enum standing { STANDING_UNKNOWN, STANDING_NOT_MET, STANDING_PARTLY, STANDING_MET };

#define SCORE_RULES "1"			/* stored with each match; change it with the rules */

/* Points of each criterion; they add up to 100. */
extern const int score_points[CRITERION__MAX];

#define SCORE_CODES_MAX 64		/* sectors, regions on one side; imports and forms refuse more */

/* One side, reduced to what counts.  Indexes into the taxonomy; bits by list order. */
struct score_side {
	int16_t sectors[SCORE_CODES_MAX], regions[SCORE_CODES_MAX];
	uint8_t n_sectors, n_regions;
	uint16_t cooperation;		/* bit per code of list_cooperation; 0: not known */
	uint8_t trl;			/* technology: its level; opportunity: least; 0: not known */
	uint8_t languages;		/* technology: bit per enum lang; 0: not known */
	bool open;			/* opportunity: its deadline, if any, is still to come */
	bool has_deadline;
};

struct score {
	int total;			/* 0 to 100 */
	int known, met;			/* number of criteria */
	enum standing standing[CRITERION__MAX];
	int points[CRITERION__MAX];
	/* Which two codes were the nearest: indexes into the taxonomy, or -1. */
	int sector_a, sector_b, region_a, region_b;
};

/**
 * score_pair(t, technology, opportunity, ret_score):
 * sector: equal 30 (met), one is the whole of the other 24 (met), sibling 15 (partly), apart 0.
 * region: equal 15, contains 15 (met), contained 12 (met), all of China 10 (met), apart 0.
 * concepts: not known until texts are tagged.  cooperation: a shared code 8, else 0.
 * maturity: trl at least the least asked 6; one below 3 (partly); else 0.
 * language: zh or en known by the company 6; nl only 0.
 * capacity: not known (written as free text).
 * deadline: still open 5; passed 0; none asked: not known.
 * An empty list or 0 on either side makes that criterion STANDING_UNKNOWN, with no points.
 */
void score_pair(const struct taxonomy *, const struct score_side *technology,
    const struct score_side *opportunity, struct score *ret_score);

/** score_is_match(s): sector and region both at least partly met. */
bool score_is_match(const struct score *);

/** score_criteria(s, out), score_standings(text, out): "mmupmmuu" and back, see match.criteria. */
void score_criteria(const struct score *, char out[static CRITERION__MAX + 1]);
void score_standings(const char *criteria, enum standing out[static CRITERION__MAX]);

/** standing_code(s): "unknown", "not_met", "partly", "met": exports and styles. */
const char *standing_code(enum standing);

#endif
