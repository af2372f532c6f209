#ifndef PAGE_EXPLAIN_H
#define PAGE_EXPLAIN_H

#include "base/base.h"
#include "base/clock.h"
#include "domain/company.h"
#include "domain/match.h"
#include "domain/opportunity.h"
#include "domain/score.h"
#include "domain/side_text.h"
#include "domain/taxonomy.h"
#include "text/lang.h"

/* Who can make a criterion known that is not. */
enum settler {
	SETTLER_NONE,			/* it is known */
	SETTLER_COMPANY,		/* the company has not filled it in */
	SETTLER_OPPORTUNITY,		/* the other side has not said it: ask the region's partner */
	SETTLER_BOTH,
	SETTLER_REVIEWER		/* both sides wrote it as text: somebody has to compare */
};

/* One criterion with the values of both sides, in words. */
struct explain_row {
	enum criterion criterion;
	const char *label;		/* "Regio" */
	const char *company, *opportunity;	/* "Niet ingevuld" where a value is missing */
	enum lang company_lang, opportunity_lang;	/* of these two texts, for lang= */
	bool company_given, opportunity_given;
	enum standing standing;
	const char *standing_label;	/* "Voldaan" */
	const char *standing_style;	/* "ok", "warn", "danger" or "plain": of .tag-- */
	int points, max;		/* points of an unknown one are not 0 but none: "– / 5" */
	enum settler settler;
	const char *settle;		/* who can settle it, in a sentence; "" if it is known */
};

/* A concept in which both texts agree: the words of each, the concept, and what it adds. */
struct explain_term {
	const char *company, *opportunity;
	enum lang company_lang, opportunity_lang;
	const char *label;		/* in the language of the page, if the concept has a name in it */
	enum lang label_lang;
	const char *points;		/* "+4,6" */
};
/* One that only the opportunity names. */
struct explain_missing {
	uint16_t concept;
	const char *opportunity;
	enum lang opportunity_lang;
	const char *label;
	enum lang label_lang;
};
#define EXPLAIN_MISSING 5

/* A match as the pages tell it, in one language. */
struct explain {
	enum standing standings[CRITERION__MAX];
	int score, known, met;
	bool stale;			/* the stored score is older than what is here */
	const char *summary;		/* "6 van 8 bekend, 5 voldaan" */
	const char *fits;		/* "Voldaan: sector, regio." or "" */
	const char *unknown;		/* "Niet bekend, dus geen punten: capaciteit." or "" */
	struct explain_row rows[CRITERION__MAX];	/* in the order of enum criterion */
	struct explain_term terms[AGREEMENT_PAIRS];	/* the weightiest first */
	int n_terms;
	struct explain_missing missing[EXPLAIN_MISSING];
	int n_missing;
};

/**
 * explain_match(arena, s, lang, today, company, technology, opportunity, stored, ret_explain):
 * Score ${technology} of ${company} against ${opportunity} as they are now and put the result
 * into words of ${lang}.  ${stored} is the match row, or NULL; where another score comes out
 * ${ret_explain->stale} is set.  Codes that agree stand first in their list.  Texts live in
 * ${arena} or are those of the arguments.
 */
void explain_match(struct arena *, const struct scorer *, enum lang, day today,
    const struct company *, const struct technology *, const struct opportunity *,
    const struct match *stored, struct explain *ret_explain);

#endif
