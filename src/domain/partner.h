#ifndef DOMAIN_PARTNER_H
#define DOMAIN_PARTNER_H

#include "base/base.h"
#include "domain/company.h"
#include "text/lang.h"

/* One of the seven partners, or an office of Flanders Investment & Trade. */
struct partner {
	const char *code, *kind;	/* kind: "partner" or "office" */
	const char *province;		/* whose companies it looks after, "": all of Flanders */
	const char *since;		/* year, or "" */
	struct texts name, text;
	struct code_list regions;
};

struct partner_list {
	struct partner *items;
	size_t n;
};

#endif
