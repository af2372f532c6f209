#ifndef DOMAIN_OPPORTUNITY_H
#define DOMAIN_OPPORTUNITY_H

#include "base/base.h"
#include "base/clock.h"
#include "domain/company.h"
#include "text/lang.h"

typedef struct { int64_t v; } opportunity_id;

struct opportunity_new {
	const char *ref, *kind;
	struct texts title, summary;
	const char *capacity;
	int64_t trl_min;		/* 0: not known */
	const char *deadline;		/* ISO day, or "" */
	const char *organisation, *source_url, *status;
	struct code_list sectors, regions, cooperation;
	bool demo;
};

struct opportunity {
	opportunity_id id;
	const char *ref, *kind;
	struct texts title, summary;
	const char *capacity;
	int64_t trl_min;
	const char *deadline;
	const char *organisation;	/* "" where hidden, except for staff */
	bool organisation_hidden;
	const char *source_url, *status, *verified_on, *published_on;
	bool demo;
	int64_t updated_at;
	struct code_list sectors, regions, cooperation;
};

/** opportunity_open(o, today): published, and its deadline is not before ${today}. */
bool opportunity_open(const struct opportunity *, day today);

#endif
