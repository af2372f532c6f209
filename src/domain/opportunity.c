#include "domain/opportunity.h"

bool
opportunity_open(const struct opportunity *o, day today)
{
	day deadline;

	if (!streq(o->status, "published"))
		return false;
	if (o->deadline[0] == '\0')
		return true;
	return day_parse(o->deadline, &deadline) == 0 && deadline.v >= today.v;
}
