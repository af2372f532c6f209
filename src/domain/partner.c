#include "domain/partner.h"

const char *
partner_since(const struct partner *p, const char *region)
{
	for (size_t i = 0; i < p->regions.n; i++)
		if (streq(p->regions.items[i], region))
			return p->since[i];
	return "";
}
