#ifndef TESTS_UNIT_RULES_SAMPLE_H
#define TESTS_UNIT_RULES_SAMPLE_H

#include "domain/score.h"
#include "taxonomy_sample.h"

/* Rules for tests, and a scorer that knows no concepts. */
static const struct score_rules sample_rules = { .value = {
	[RULE_VERSION] = 7,
	[RULE_SECTOR_EQUAL] = 30,
	[RULE_SECTOR_WHOLE] = 24,
	[RULE_SECTOR_SIBLING] = 15,
	[RULE_REGION_EQUAL] = 15,
	[RULE_REGION_CONTAINS] = 15,
	[RULE_REGION_CONTAINED] = 12,
	[RULE_REGION_COUNTRY] = 10,
	[RULE_CONCEPTS] = 25,
	[RULE_CONCEPTS_FULL] = 45,
	[RULE_CONCEPTS_MET] = 22,
	[RULE_CONCEPTS_SHARED] = 40,
	[RULE_COOPERATION] = 8,
	[RULE_MATURITY] = 6,
	[RULE_MATURITY_BELOW] = 3,
	[RULE_LANGUAGE] = 6,
	[RULE_CAPACITY] = 5,
	[RULE_DEADLINE] = 5,
	[RULE_SUGGESTIONS] = 12,
} };
static const struct scorer sample_scorer = { &sample, NULL, &sample_rules, NULL };

#endif
