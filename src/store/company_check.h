#ifndef STORE_COMPANY_CHECK_H
#define STORE_COMPANY_CHECK_H

#include "base/base.h"
#include "domain/company.h"
#include "domain/scope.h"

struct db;

/* Staff looking at companies that registered: who waits, and what was decided. */

struct company_waiting {
	company_id *ids;		/* oldest first */
	size_t n;
	size_t total;			/* without the limit */
};

/** company_waiting(db, scope, max, arena, ret_waiting): submitted companies of ${scope}. */
enum err company_waiting(struct db *, const struct scope *, size_t max, struct arena *,
    struct company_waiting *ret_waiting) NODISCARD;

/** company_waiting_count(db, scope, ret_n): how many they are. */
enum err company_waiting_count(struct db *, const struct scope *, int64_t *ret_n) NODISCARD;

struct company_decision {
	company_id id;
	const char *from, *to;		/* states */
	const char *reason;		/* of a refusal, else "" */
	struct scope scope;		/* of who decides */
};

/**
 * company_decide(db, decision, now):
 * Change the state, and have the company matched, or no more.  ERR_CONFLICT if it is not in
 * ${decision->from} any more, or beyond the scope.
 */
enum err company_decide(struct db *, const struct company_decision *, int64_t now) NODISCARD;

#endif
