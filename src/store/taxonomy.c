#include "store/taxonomy.h"

#include <stdlib.h>

#include "store/rows.h"

static const char *const levels[] = {
	[LEVEL_COUNTRY] = "country",
	[LEVEL_PROVINCE] = "province",
	[LEVEL_MUNICIPALITY] = "municipality",
	[LEVEL_CITY] = "city",
};

const char *
region_level_code(enum region_level level)
{
	return levels[level];
}

bool
region_level_parse(const char *code, enum region_level *ret_level)
{
	for (size_t i = 0; i < countof(levels); i++) {
		if (streq(levels[i], code)) {
			*ret_level = (enum region_level)i;
			return true;
		}
	}
	return false;
}

/* The taxonomy and the arena that holds it, with the codes of the parents while it is loaded. */
struct loaded {
	struct taxonomy t;		/* first: taxonomy_free() gets its address */
	struct arena *arena;
};

#define TAXONOMY_BYTES ((size_t)1 << 20)

static enum err
load_sectors(struct db *db, struct loaded *l, const char **parents)
{
	STMT_AUTO s = db_stmt(db, STMT_SECTOR_LIST);
	enum err e;

	while (rows_next(s, &e)) {
		if (l->t.n_sectors == TAXONOMY_MAX)
			BUG("more than %d sectors", TAXONOMY_MAX);
		parents[l->t.n_sectors] = stmt_text(s, 1, l->arena);
		l->t.sectors[l->t.n_sectors++] = (struct sector){
			.code = stmt_text(s, 0, l->arena),
			.label = read_texts(s, 2, l->arena),
		};
	}
	return e;
}

static enum err
load_regions(struct db *db, struct loaded *l, const char **parents)
{
	STMT_AUTO s = db_stmt(db, STMT_REGION_LIST);
	enum err e;

	while (rows_next(s, &e)) {
		if (l->t.n_regions == TAXONOMY_MAX)
			BUG("more than %d regions", TAXONOMY_MAX);
		parents[l->t.n_regions] = stmt_text(s, 1, l->arena);

		struct region *r = &l->t.regions[l->t.n_regions++];

		*r = (struct region){
			.code = stmt_text(s, 0, l->arena),
			.label = read_texts(s, 2, l->arena),
			.slug = stmt_text(s, 5, l->arena),
		};
		if (!region_level_parse(stmt_peek(s, 6), &r->level))
			BUG("region %s has no known level", r->code);
	}
	return e;
}

enum err
taxonomy_load(struct db *db, struct taxonomy **ret_taxonomy)
{
	struct loaded *l = calloc(1, sizeof(*l));
	const char **parents;

	if (!l)
		BUG("out of memory");
	l->arena = arena_new(TAXONOMY_BYTES);
	l->t.sectors = arena_new_of(l->arena, struct sector, TAXONOMY_MAX);
	l->t.regions = arena_new_of(l->arena, struct region, TAXONOMY_MAX);
	parents = arena_new_of(l->arena, const char *, TAXONOMY_MAX);

	enum err e = load_sectors(db, l, parents);

	for (size_t i = 0; i < l->t.n_sectors; i++)
		l->t.sectors[i].parent = *parents[i] ? sector_find(&l->t, parents[i]) : -1;
	if (e == OK)
		e = load_regions(db, l, parents);
	for (size_t i = 0; i < l->t.n_regions; i++)
		l->t.regions[i].parent = *parents[i] ? region_find(&l->t, parents[i]) : -1;
	if (e != OK) {
		taxonomy_free(&l->t);
		return e;
	}
	*ret_taxonomy = &l->t;
	return OK;
}

void
taxonomy_free(struct taxonomy *t)
{
	struct loaded *l = (struct loaded *)t;

	if (!l)
		return;
	arena_free(l->arena);
	free(l);
}

/* Nobody else may have the position. */
static enum err
move(struct db *db, enum stmt_id id, const char *code, int64_t position)
{
	STMT_AUTO s = db_stmt(db, id);

	stmt_bind_text(s, ":code", code);
	stmt_bind_int(s, ":position", position);
	return stmt_exec(s);
}

enum err
taxonomy_put_sector(struct db *db, const struct sector *sector, const char *parent,
    int64_t position, bool *ret_changed)
{
	enum err e = move(db, STMT_SECTOR_MOVE, sector->code, position);

	if (e != OK)
		return e;

	STMT_AUTO s = db_stmt(db, STMT_SECTOR_PUT);

	stmt_bind_text(s, ":code", sector->code);
	stmt_bind_code(s, ":parent", parent);
	stmt_bind_int(s, ":position", position);
	bind_texts(s, "label", &sector->label);
	return exec_changed(s, ret_changed);
}

enum err
taxonomy_put_region(struct db *db, const struct region *region, const char *parent,
    int64_t position, bool *ret_changed)
{
	enum err e = move(db, STMT_REGION_MOVE, region->code, position);

	if (e != OK)
		return e;

	STMT_AUTO s = db_stmt(db, STMT_REGION_PUT);

	stmt_bind_text(s, ":code", region->code);
	stmt_bind_code(s, ":parent", parent);
	stmt_bind_int(s, ":position", position);
	stmt_bind_text(s, ":level", region_level_code(region->level));
	stmt_bind_code(s, ":slug", region->slug);
	bind_texts(s, "label", &region->label);
	return exec_changed(s, ret_changed);
}
