#ifndef STORE_OPPORTUNITY_H
#define STORE_OPPORTUNITY_H

#include "base/base.h"
#include "domain/opportunity.h"
#include "domain/opportunity_filter.h"
#include "domain/taxonomy.h"

struct db;

struct opportunity_list {
	struct opportunity *items;
	size_t n;
};

enum put_result { PUT_INSERTED, PUT_UPDATED, PUT_UNCHANGED };

/**
 * opportunity_put(db, new, now, ret_id, ret_result):
 * Insert or update the opportunity ${new->ref} with its lists.  The first time its
 * status is "published", today (Brussels) becomes the day of publication.  PUT_UNCHANGED:
 * nothing differed and nothing was written.  ERR_CONFLICT if a code is not in the
 * taxonomy.  Changes go onto the list of the job process.
 */
enum err opportunity_put(struct db *, const struct opportunity_new *, int64_t now,
    opportunity_id *ret_id, enum put_result *ret_result) NODISCARD;

/**
 * opportunity_get_public(db, ref, arena, ret_opportunity):
 * What anybody may see: not drafts or those in review (ERR_NOT_FOUND), and no
 * organisation that wants to stay hidden.
 */
enum err opportunity_get_public(struct db *, const char *ref, struct arena *,
    struct opportunity *ret_opportunity) NODISCARD;

/** opportunity_get(db, id, arena, ret_opportunity): as opportunity_get_public(), by id. */
enum err opportunity_get(struct db *, opportunity_id, struct arena *,
    struct opportunity *ret_opportunity) NODISCARD;

/** opportunity_get_staff(db, ref, arena, ret_opportunity), .._staff_by_id: all, with everything. */
enum err opportunity_get_staff(struct db *, const char *ref, struct arena *,
    struct opportunity *ret_opportunity) NODISCARD;
enum err opportunity_get_staff_by_id(struct db *, opportunity_id, struct arena *,
    struct opportunity *ret_opportunity) NODISCARD;

/** opportunity_list(db, after, max, arena, ret_list): every one, by id, in batches; for exports. */
enum err opportunity_list(struct db *, opportunity_id after, size_t max, struct arena *,
    struct opportunity_list *ret_list) NODISCARD;

/**
 * opportunity_ref_twin(db, ref, arena, ret_other):
 * The ref of another that differs from ${ref} in capitals only.  ERR_NOT_FOUND: there is none.
 */
enum err opportunity_ref_twin(struct db *, const char *ref, struct arena *,
    const char **ret_other) NODISCARD;

/**
 * opportunity_facets(db, t, arena, ret_facets):
 * The facets of all listed opportunities (published, closed, fulfilled,
 * unsuccessful, withdrawn), by id.  About 60 bytes each and tens of milliseconds
 * for ten thousand: keep them as long as db_data_version() stays the same, in
 * an arena of their own.
 */
enum err opportunity_facets(struct db *, const struct taxonomy *, struct arena *,
    struct opportunity_facets *ret_facets) NODISCARD;

#endif
