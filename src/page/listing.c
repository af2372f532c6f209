#include "page/listing.h"

#include "http/limits.h"
#include "store/db.h"

/*
 * Loading ten thousand facets takes tens of milliseconds, filtering them less
 * than one: a worker keeps them.  It holds as long as requests do not write
 * opportunities themselves; one that does must reset kept.db.
 */
static struct {
	const struct db *db;
	int64_t version;
	struct arena *arena;
	struct opportunity_facets facets;
} kept;

#define LISTING_ARENA (64 * 1024 * 1024)	/* half a million opportunities */

static enum err
facets(struct req *rq, const struct opportunity_facets **ret_facets)
{
	int64_t version = db_data_version(rq->db);

	if (kept.db != rq->db || kept.version != version) {
		kept.db = NULL;
		if (!kept.arena)
			kept.arena = arena_new(LISTING_ARENA);
		arena_reset(kept.arena);
		enum err e = opportunity_facets(rq->db, rq->site->taxonomy, kept.arena, &kept.facets);
		if (e != OK)
			return e;
		kept.db = rq->db;
		kept.version = version;
	}
	*ret_facets = &kept.facets;
	return OK;
}

struct opportunity_filter
listing_filter(const struct req *rq, size_t limit)
{
	return (struct opportunity_filter){ .open_only = true, .today = day_of(rq->now), .limit = limit };
}

enum err
listing_run(struct req *rq, const struct opportunity_filter *filter,
    struct opportunity_result *ret_result)
{
	const struct opportunity_facets *all;
	enum err e = facets(rq, &all);

	if (e == OK)
		opportunity_filter_run(filter, rq->site->taxonomy, all, rq->arena, ret_result);
	return e;
}

enum err
listing_fetch(struct req *rq, const struct opportunity_result *result,
    struct opportunity_list *ret_list)
{
	struct opportunity_list list = { arena_new_of(rq->arena, struct opportunity, result->n), 0 };

	for (size_t i = 0; i < result->n; i++) {
		enum err e = opportunity_get(rq->db, (opportunity_id){ result->ids[i] }, rq->arena,
		    &list.items[list.n]);
		if (e == OK)
			list.n++;
		else if (e != ERR_NOT_FOUND)
			return e;
	}
	*ret_list = list;
	return OK;
}

bool
region_is_partner(const struct taxonomy *t, int i)
{
	return t->regions[i].slug[0] != '\0' && t->regions[i].level != LEVEL_COUNTRY;
}

int
region_partner_above(const struct taxonomy *t, int i)
{
	for (; i >= 0; i = t->regions[i].parent)
		if (region_is_partner(t, i))
			return i;
	return -1;
}

void
listing_add_rest(struct opportunity_filter *filter, const struct taxonomy *t)
{
	for (size_t i = 0; i < t->n_regions; i++)
		if (region_partner_above(t, (int)i) < 0)
			filter->regions.bits[i / 64] |= UINT64_C(1) << (i % 64);
	filter->regions.any = true;
}
