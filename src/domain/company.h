#ifndef DOMAIN_COMPANY_H
#define DOMAIN_COMPANY_H

#include "base/base.h"
#include "text/lang.h"

typedef struct { int64_t v; } company_id;
typedef struct { int64_t v; } technology_id;

/* A list of taxonomy or list codes, in the caller's arena. */
struct code_list {
	const char **items;
	size_t n;
};

/* What a company says of itself: from the registration or from a file. */
struct company_new {
	const char *ref;		/* NULL: one is made ("C-12") */
	const char *name;
	const char *enterprise_number;	/* ten digits, or "" */
	const char *province, *website;	/* "" : not known */
	int64_t founded;		/* year, 0: not known */
	const char *size, *export_experience;	/* "" : not known */
	const char *contact_name, *contact_email;
	struct code_list languages;
	const char *state;		/* "unconfirmed" or "verified" */
	bool demo;
};

struct company {
	company_id id;
	const char *ref, *name, *enterprise_number, *province, *website;
	int64_t founded;
	const char *size, *export_experience, *contact_name, *contact_email;
	const char *state, *reason;
	bool demo;
	int64_t created_at, updated_at;
	struct code_list languages;
};

struct technology_new {
	int64_t position;		/* row within its company, from 1 */
	const char *oneline;
	struct texts summary;
	const char *capacity;
	int64_t trl;			/* 0: not known */
	struct code_list sectors, regions, cooperation;
};

struct technology {
	technology_id id;
	company_id company;
	int64_t position;
	const char *oneline;
	struct texts summary;
	const char *capacity;
	int64_t trl;
	const char *state;
	struct code_list sectors, regions, cooperation;
};

/**
 * company_number_check(text, ret):
 * Read an enterprise number as people write it ("BE 0403.170.701", dots, blanks
 * and a leading BE are fine, nine digits get a 0 in front) into ten digits and
 * a NUL.  Return false if it is not ten digits starting with 0 or 1 whose last
 * two are 97 minus the first eight modulo 97 (the rule of the Belgian
 * Crossroads Bank for Enterprises).
 */
bool company_number_check(const char *text, char ret[static 11]);

#endif
