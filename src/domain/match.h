#ifndef DOMAIN_MATCH_H
#define DOMAIN_MATCH_H

#include "base/base.h"
#include "domain/company.h"
#include "domain/opportunity.h"
#include "domain/score.h"

typedef struct { int64_t v; } match_id;

/*
 * The states of product.md section 6 that this version uses:
 *	suggested -> in_review <-> more_info;  in_review -> suitable | not_suitable(reason)
 * and back to in_review by "undo".
 */
enum match_state {
	MATCH_SUGGESTED,
	MATCH_IN_REVIEW,
	MATCH_MORE_INFO,
	MATCH_SUITABLE,
	MATCH_NOT_SUITABLE,
	MATCH_STATE__MAX
};

const char *match_state_code(enum match_state);
bool match_state_parse(const char *code, enum match_state *ret_state);

/**
 * match_may_go(from, to):
 * Whether a reviewer may bring a match from ${from} to ${to}.  A decision on a
 * suggested match takes it into review first; both steps are recorded.
 */
bool match_may_go(enum match_state from, enum match_state to);

/** match_open(s): still to be judged: suggested, in review or waiting for more information. */
bool match_open(enum match_state);

struct match {
	match_id id;
	technology_id technology;
	opportunity_id opportunity;
	int64_t score, known, met;
	const char *criteria, *rules, *origin, *state, *reason;
	int64_t version, created_at, scored_at;
};

/* One row of a list of matches: what both sides are called. */
struct match_row {
	struct match match;
	company_id company;
	const char *company_ref, *company_name, *province, *technology_name;
	enum lang technology_lang;	/* of that name: of the first description */
	const char *opportunity_ref, *deadline;
	struct texts opportunity_title;
	const char *company_state, *technology_state, *opportunity_status;
	bool company_demo;
};

/* Why a match that is kept would not be suggested now; FIT_YES: it would. */
enum match_fit {
	FIT_YES,
	FIT_COMPANY,			/* takes no part: refused, archived */
	FIT_TECHNOLOGY,			/* archived */
	FIT_CLOSED,			/* the opportunity is not published (any more) */
	FIT_EXPIRED,			/* its deadline has passed */
	FIT_SECTOR,			/* no sector, no region, or neither agrees */
	FIT_REGION,
	FIT_BOTH
};

/**
 * match_fit(row, standings, today):
 * Whether the pair of ${row} takes part in matching and fits by sector and region, which
 * ${standings} tell; else the first reason why not, in the order of the enum.
 */
enum match_fit match_fit(const struct match_row *row, const enum standing standings[CRITERION__MAX],
    day today);

struct match_event {
	int64_t at;
	const char *account_name, *from_state, *to_state, *reason, *note;
};

#endif
