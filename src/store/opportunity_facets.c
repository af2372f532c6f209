#include "store/opportunity.h"

#include "domain/lists.h"
#include "store/rows.h"

/* What a code is, where the next index goes, and for how many there is room. */
struct spread {
	const struct intern *codes;
	int16_t *next;
	size_t left;
};

static int
list_index(const struct list *list, const char *code)
{
	for (size_t i = 0; i < list->n; i++)
		if (streq(list->items[i].code, code))
			return (int)i;
	return -1;
}

static int32_t
day_or(const char *iso, int32_t otherwise)
{
	day d;

	return *iso && day_parse(iso, &d) == 0 ? d.v : otherwise;
}

/* All codes of one item come one after the other, so its indexes lie side by side. */
static void
add_sector(void *item, const char *code, void *cookie)
{
	struct opportunity_facet *f = item;
	struct spread *to = cookie;
	int index = code_index(to->codes, code);

	if (index == -1 || to->left == 0 || f->n_sectors == UINT8_MAX)
		return;
	to->left--;
	if (f->n_sectors++ == 0)
		f->sectors = to->next;
	*to->next++ = (int16_t)index;
}

static void
add_region(void *item, const char *code, void *cookie)
{
	struct opportunity_facet *f = item;
	struct spread *to = cookie;
	int index = code_index(to->codes, code);

	if (index == -1 || to->left == 0 || f->n_regions == UINT8_MAX)
		return;
	to->left--;
	if (f->n_regions++ == 0)
		f->regions = to->next;
	*to->next++ = (int16_t)index;
}

static void
add_cooperation(void *item, const char *code, void *cookie)
{
	struct opportunity_facet *f = item;
	int index = list_index(&list_cooperation, code);

	(void)cookie;
	if (index != -1)
		f->cooperation = (uint16_t)(f->cooperation | 1U << index);
}

static enum err
count(struct db *db, size_t *ret_rows, size_t *ret_sectors, size_t *ret_regions)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_FACETS_COUNT);
	bool row;
	enum err e = stmt_step(s, &row);

	if (e != OK)
		return e;
	*ret_rows = (size_t)stmt_int(s, 0);
	*ret_sectors = (size_t)stmt_int(s, 1);
	*ret_regions = (size_t)stmt_int(s, 2);
	return OK;
}

static enum err
read_facets(struct db *db, struct opportunity_facets *facets, size_t max)
{
	STMT_AUTO s = db_stmt(db, STMT_OPPORTUNITY_FACETS);

	while (facets->n < max) {
		bool row;
		enum err e = stmt_step(s, &row);

		if (e != OK || !row)
			return e;

		int kind = list_index(&list_kinds, stmt_peek(s, 3));

		facets->items[facets->n++] = (struct opportunity_facet){
			.id = stmt_int(s, 0),
			.deadline = day_or(stmt_peek(s, 1), FACET_NO_DAY),
			.published_on = day_or(stmt_peek(s, 2), 0),
			.kind = (uint8_t)(kind == -1 ? FILTER_KINDS_MAX - 1 : kind),
			.published = streq(stmt_peek(s, 4), "published"),
		};
	}
	return OK;
}

/* Outside of a reading request somebody may add rows between count and read: they are cut. */
enum err
opportunity_facets(struct db *db, const struct taxonomy *t, struct arena *arena,
    struct opportunity_facets *ret_facets)
{
	struct opportunity_facets facets = { 0 };
	size_t n, n_sectors, n_regions;
	enum err e = count(db, &n, &n_sectors, &n_regions);

	if (e != OK)
		return e;
	struct spread to_sectors = {
		sector_codes(t, arena), arena_new_of(arena, int16_t, n_sectors + 1), n_sectors
	};
	struct spread to_regions = {
		region_codes(t, arena), arena_new_of(arena, int16_t, n_regions + 1), n_regions
	};

	facets.items = arena_new_of(arena, struct opportunity_facet, n + 1);
	e = read_facets(db, &facets, n);
	if (e == OK)
		e = rows_merge(db, STMT_OPPORTUNITY_FACETS_SECTOR, facets.items, facets.n,
		    sizeof(*facets.items), add_sector, &to_sectors);
	if (e == OK)
		e = rows_merge(db, STMT_OPPORTUNITY_FACETS_REGION, facets.items, facets.n,
		    sizeof(*facets.items), add_region, &to_regions);
	if (e == OK)
		e = rows_merge(db, STMT_OPPORTUNITY_FACETS_COOPERATION, facets.items, facets.n,
		    sizeof(*facets.items), add_cooperation, NULL);
	if (e == OK)
		*ret_facets = facets;
	return e;
}
