#ifndef DOMAIN_TAXONOMY_H
#define DOMAIN_TAXONOMY_H

#include "base/base.h"
#include "text/lang.h"

/*
 * Sectors and regions as two trees in memory.  Rows are in order of display;
 * parent is an index into the same array, or -1.  Loaded once by
 * store/taxonomy.h and constant after.
 */
struct sector {
	const char *code;
	int parent;
	struct texts label;
};
enum region_level { LEVEL_COUNTRY, LEVEL_PROVINCE, LEVEL_MUNICIPALITY, LEVEL_CITY };
struct region {
	const char *code, *slug;	/* slug "" : no page */
	int parent;
	enum region_level level;
	struct texts label;
};
struct taxonomy {
	struct sector *sectors;
	size_t n_sectors;
	struct region *regions;
	size_t n_regions;
};

#define TAXONOMY_MAX 512		/* rows in each tree */

/* Index of ${code}, or -1. */
int sector_find(const struct taxonomy *, const char *code);
int region_find(const struct taxonomy *, const char *code);
int region_find_slug(const struct taxonomy *, const char *slug);

/** region_label(t, code, lang): the label, or ${code} if unknown. */
const char *region_label(const struct taxonomy *, const char *code, enum lang);

/* Codes to their indexes, much faster than searching: the number of a code is its index + 1. */
struct intern;
struct intern *sector_codes(const struct taxonomy *, struct arena *);
struct intern *region_codes(const struct taxonomy *, struct arena *);

/** code_index(codes, code): -1 if it is not there. */
int code_index(const struct intern *codes, const char *code);

/** sector_top(t, sector): the sector that ${sector} is a subsector of, or itself. */
int sector_top(const struct taxonomy *, int sector);

/** sector_title(arena, t, code, lang): "Water: slib" for a subsector, "Water" for a sector. */
const char *sector_title(struct arena *, const struct taxonomy *, const char *code, enum lang);

/* How near two nodes are; smaller is nearer, the order matters. */
enum sector_nearness { SECTOR_EQUAL, SECTOR_WHOLE, SECTOR_SIBLING, SECTOR_APART };
enum region_nearness { REGION_EQUAL, REGION_CONTAINS, REGION_CONTAINED, REGION_COUNTRY, REGION_APART };

/**
 * sector_nearness(t, a, b):
 * SECTOR_EQUAL: the same node; SECTOR_WHOLE: one is the sector of the other;
 * SECTOR_SIBLING: two subsectors of one sector; else SECTOR_APART.
 */
enum sector_nearness sector_nearness(const struct taxonomy *, int a, int b);

/**
 * region_nearness(t, wanted, place):
 * ${wanted} is a company's target, ${place} where the need is.  REGION_EQUAL;
 * REGION_CONTAINS: ${place} lies in ${wanted}, a province or municipality;
 * REGION_CONTAINED: ${wanted} lies in ${place} (not the country);
 * REGION_COUNTRY: one of them is CN; else REGION_APART.
 */
enum region_nearness region_nearness(const struct taxonomy *, int wanted, int place);

#endif
