#ifndef DOMAIN_SCORE_H
#define DOMAIN_SCORE_H

#include "base/base.h"
#include "domain/taxonomy.h"
#include "domain/vocabulary.h"

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

/*
 * Weights and thresholds, from seed/rules.csv by store/score_rules.h; the file says why each is what it is.
 */
enum score_rule {
	RULE_VERSION,			/* stored with each match */
	RULE_SECTOR_EQUAL,
	RULE_SECTOR_WHOLE,
	RULE_SECTOR_SIBLING,
	RULE_REGION_EQUAL,
	RULE_REGION_CONTAINS,
	RULE_REGION_CONTAINED,
	RULE_REGION_COUNTRY,
	RULE_CONCEPTS,
	RULE_CONCEPTS_FULL,
	RULE_CONCEPTS_MET,
	RULE_CONCEPTS_SHARED,
	RULE_COOPERATION,
	RULE_MATURITY,
	RULE_MATURITY_BELOW,
	RULE_LANGUAGE,
	RULE_CAPACITY,
	RULE_DEADLINE,
	RULE_SUGGESTIONS,		/* how many of the best are suggested to either side */
	RULE__MAX
};
struct score_rules {
	int value[RULE__MAX];
};

/** score_rule_name(rule): "sector_equal", as in the file. */
const char *score_rule_name(enum score_rule);

/** score_most(rules, c): the most points that criterion ${c} gives; they add up to 100. */
int score_most(const struct score_rules *, enum criterion);

#define SCORE_CODES_MAX 64		/* sectors, regions on one side; imports and forms refuse more */

/* One side, reduced to what counts.  Indexes into the taxonomy; bits by list order. */
struct score_side {
	int16_t sectors[SCORE_CODES_MAX], regions[SCORE_CODES_MAX];
	uint8_t n_sectors, n_regions;
	uint16_t cooperation;		/* bit per code of list_cooperation; 0: not known */
	uint8_t trl;			/* technology: its level; opportunity: least; 0: not known */
	uint8_t languages;		/* technology: bit per enum lang; 0: not known */
	struct concept_set concepts;	/* what its texts speak of */
	bool open;			/* opportunity: its deadline, if any, is still to come */
	bool has_deadline;
};

struct score {
	int rules;			/* RULE_VERSION of what gave it */
	int total;			/* 0 to 100 */
	int known, met;			/* number of criteria */
	enum standing standing[CRITERION__MAX];
	int points[CRITERION__MAX];
	int agreement, shared;		/* of the concepts: see struct agreement */
	/* Which two codes were the nearest: indexes into the taxonomy, or -1. */
	int sector_a, sector_b, region_a, region_b;
};

/* All that a score depends on besides the two sides. */
struct scorer {
	const struct taxonomy *taxonomy;
	const struct vocabulary *vocabulary;	/* NULL: concepts are not known */
	const struct score_rules *rules;
	uint16_t *scratch;		/* zeros, one for each concept; see concepts_agree() */
};

/**
 * score_pair(s, technology, opportunity, ret_score):
 * sector: the nearest two, met if equal or one is the whole of the other, partly if siblings.
 * region: met if equal, one in the other or all of China.
 * concepts: points grow with concepts_agree() up to RULE_CONCEPTS_FULL; met from RULE_CONCEPTS_MET on, partly below.
 * cooperation: a shared code.  maturity: trl at least the least asked; one below partly.
 * language: zh or en known by the company.  capacity: not known (written as free text).
 * deadline: still open; none asked: not known.
 * What is missing on either side makes that criterion STANDING_UNKNOWN, with no points.
 */
void score_pair(const struct scorer *, const struct score_side *technology,
    const struct score_side *opportunity, struct score *ret_score);

/**
 * score_facts(s, technology, opportunity, score), score_texts(s, technology, opportunity, score):
 * The two parts of score_pair(): all but the concepts, and the concepts, which cost most and add at most
 * RULE_CONCEPTS points.
 */
void score_facts(const struct scorer *, const struct score_side *technology,
    const struct score_side *opportunity, struct score *);
void score_texts(const struct scorer *, const struct score_side *technology,
    const struct score_side *opportunity, struct score *);

/** score_sectors_meet(s, technology, opportunity): whether the sector of the two is met. */
bool score_sectors_meet(const struct scorer *, const struct score_side *technology, const struct score_side *opportunity);

/** score_agreement(rules, percent): the points of texts that agree so much. */
int score_agreement(const struct score_rules *, int percent);

/**
 * standings_fit(standings):
 * What the two are about: the sector is met; or it is met partly and the texts do not speak of different
 * things; or it is not, and the texts meet in what they speak of.  Codes are often chosen in haste.
 */
bool standings_fit(const enum standing standings[static CRITERION__MAX]);

/**
 * score_is_match(rules, s):
 * standings_fit(), and the region is met at least partly; where the texts alone say so, both name one
 * concept that weighs RULE_CONCEPTS_SHARED.
 */
bool score_is_match(const struct score_rules *, const struct score *);

/** score_criteria(s, out), score_standings(text, out): "mmupmmuu" and back, see match.criteria. */
void score_criteria(const struct score *, char out[static CRITERION__MAX + 1]);
void score_standings(const char *criteria, enum standing out[static CRITERION__MAX]);

/** standing_code(s): "unknown", "not_met", "partly", "met": exports and styles. */
const char *standing_code(enum standing);

#endif
