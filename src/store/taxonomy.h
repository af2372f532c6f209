#ifndef STORE_TAXONOMY_H
#define STORE_TAXONOMY_H

#include "base/base.h"
#include "domain/taxonomy.h"

struct db;

/**
 * taxonomy_load(db, ret_taxonomy):
 * Load both trees onto the heap, in order of display.  Once per process; give
 * back with taxonomy_free().  More than TAXONOMY_MAX rows is a bug.
 */
enum err taxonomy_load(struct db *, struct taxonomy **ret_taxonomy) NODISCARD;
void taxonomy_free(struct taxonomy *);		/* NULL is fine */

/**
 * taxonomy_put_sector(db, sector, parent, position, ret_changed):
 * Insert or update the sector ${sector->code}; ${sector->parent} is not looked at,
 * ${parent} is a code or "".  ${position} counts from 1; whoever had it moves to the
 * end, until its own put.  ${ret_changed} tells whether the store differs now.
 */
enum err taxonomy_put_sector(struct db *, const struct sector *, const char *parent,
    int64_t position, bool *ret_changed) NODISCARD;

/** taxonomy_put_region(db, region, parent, position, ret_changed): the same for a region. */
enum err taxonomy_put_region(struct db *, const struct region *, const char *parent,
    int64_t position, bool *ret_changed) NODISCARD;

/** region_level_code(level), region_level_parse(code, ret_level): "country", "province" ... */
const char *region_level_code(enum region_level);
bool region_level_parse(const char *code, enum region_level *ret_level);

#endif
