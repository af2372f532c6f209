#include "domain/match.h"

static const char *const codes[MATCH_STATE__MAX] = {
	[MATCH_SUGGESTED] = "suggested",
	[MATCH_IN_REVIEW] = "in_review",
	[MATCH_MORE_INFO] = "more_info",
	[MATCH_SUITABLE] = "suitable",
	[MATCH_NOT_SUITABLE] = "not_suitable",
};

/*
 * From the row to the column.  The first row also holds the decisions that
 * pass through in_review on their way.
 */
static const bool may_go[MATCH_STATE__MAX][MATCH_STATE__MAX] = {
	[MATCH_SUGGESTED] = {
		[MATCH_IN_REVIEW] = true,
		[MATCH_MORE_INFO] = true,
		[MATCH_SUITABLE] = true,
		[MATCH_NOT_SUITABLE] = true,
	},
	[MATCH_IN_REVIEW] = {
		[MATCH_MORE_INFO] = true,
		[MATCH_SUITABLE] = true,
		[MATCH_NOT_SUITABLE] = true,
	},
	[MATCH_MORE_INFO] = { [MATCH_IN_REVIEW] = true },
	[MATCH_SUITABLE] = { [MATCH_IN_REVIEW] = true },
	[MATCH_NOT_SUITABLE] = { [MATCH_IN_REVIEW] = true },
};

const char *
match_state_code(enum match_state state)
{
	if ((unsigned)state >= MATCH_STATE__MAX)
		BUG("no match state %d", (int)state);
	return codes[state];
}

bool
match_state_parse(const char *code, enum match_state *ret_state)
{
	for (enum match_state s = 0; s < MATCH_STATE__MAX; s++) {
		if (streq(codes[s], code)) {
			*ret_state = s;
			return true;
		}
	}
	return false;
}

bool
match_may_go(enum match_state from, enum match_state to)
{
	if ((unsigned)from >= MATCH_STATE__MAX || (unsigned)to >= MATCH_STATE__MAX)
		BUG("no way from match state %d to %d", (int)from, (int)to);
	return may_go[from][to];
}

bool
match_open(enum match_state state)
{
	switch (state) {
	case MATCH_SUGGESTED:
	case MATCH_IN_REVIEW:
	case MATCH_MORE_INFO:
		return true;
	case MATCH_SUITABLE:
	case MATCH_NOT_SUITABLE:
	case MATCH_STATE__MAX:
		return false;
	}
	return false;
}

enum match_fit
match_fit(const struct match_row *row, const enum standing standings[CRITERION__MAX], day today)
{
	bool sector = standings_fit(standings),
	     region = standings[CRITERION_REGION] >= STANDING_PARTLY;
	day deadline;

	if (!streq(row->company_state, "submitted") && !streq(row->company_state, "verified"))
		return FIT_COMPANY;
	if (!streq(row->technology_state, "live"))
		return FIT_TECHNOLOGY;
	if (!streq(row->opportunity_status, "published"))
		return FIT_CLOSED;
	if (day_parse(row->deadline, &deadline) == 0 && deadline.v < today.v)
		return FIT_EXPIRED;
	if (!sector && !region)
		return FIT_BOTH;
	if (!sector)
		return FIT_SECTOR;
	return region ? FIT_YES : FIT_REGION;
}
