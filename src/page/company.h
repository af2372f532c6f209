#ifndef PAGE_COMPANY_H
#define PAGE_COMPANY_H

#include "domain/company.h"
#include "domain/match.h"
#include "domain/opportunity.h"
#include "domain/partner.h"
#include "http/route.h"
#include "page/explain.h"
#include "store/company.h"

struct view;

/* A match as its company sees it. */
struct home_match {
	const struct match_row *row;
	const struct technology *technology;
	struct opportunity opportunity;
	struct explain explain;
};

/* All that the page of a company tells. */
struct home {
	struct company company;
	struct partner partner;		/* who looks after it */
	struct technology_list technologies;
	struct home_match *matches;	/* best first */
	size_t n_matches;
	size_t total;			/* matches there are */
	bool searching;			/* just registered: the first search may still run */
};

/** company_draw(rq, home): the page, filled in. */
struct view *company_draw(struct req *rq, const struct home *);

#endif
