#ifndef STORE_DEMO_H
#define STORE_DEMO_H

#include "base/base.h"
#include "domain/company.h"
#include "domain/opportunity.h"

struct db;

/**
 * demo_remove(db, ret_n):
 * Delete companies, opportunities and accounts marked demo, with all theirs.
 */
enum err demo_remove(struct db *, int64_t *ret_n) NODISCARD;

/**
 * demo_real_company(db, id, now), demo_real_opportunity(db, id, now):
 * Real data stands under the ref of this demo row now: it loses its mark, and demo_remove() leaves it.
 * The days on which the demo was published and verified were invented; a real one is published today.
 */
enum err demo_real_company(struct db *, company_id, int64_t now) NODISCARD;
enum err demo_real_opportunity(struct db *, opportunity_id, int64_t now) NODISCARD;

/**
 * demo_verify(db, id, now):
 * A published demo opportunity has been checked with its party on some day before ${now}, so that pages
 * show what that looks like.  One that has a day keeps it.
 */
enum err demo_verify(struct db *, opportunity_id, int64_t now) NODISCARD;

/** demo_any(db, ret_any): whether any company or opportunity is marked demo; cheap, for every page. */
enum err demo_any(struct db *, bool *ret_any) NODISCARD;

/** demo_count(db, ret_n): how many companies, opportunities and accounts are marked demo. */
enum err demo_count(struct db *, int64_t *ret_n) NODISCARD;

#endif
