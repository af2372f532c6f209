#ifndef DOMAIN_PARTNER_H
#define DOMAIN_PARTNER_H

#include "base/base.h"
#include "domain/company.h"
#include "domain/scope.h"
#include "text/lang.h"

/* One of the seven partners, or an office of Flanders Investment & Trade. */
struct partner {
	const char *code, *kind;	/* kind: "partner" or "office" */
	struct scope scope;		/* whose companies its staff look after */
	struct texts name, text;
	struct code_list regions;
	const char **since;		/* of each region: year in which the tie began, or "" */
};

struct partner_list {
	struct partner *items;
	size_t n;
};

/** partner_since(p, region): year in which its tie with ${region} began; "" if not known, or none. */
const char *partner_since(const struct partner *, const char *region);

#endif
