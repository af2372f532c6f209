#ifndef STORE_PARTNER_H
#define STORE_PARTNER_H

#include "base/base.h"
#include "domain/partner.h"

struct db;

/**
 * partner_put(db, partner, position, arena, ret_changed):
 * Insert or update the partner ${partner->code} with its regions.  Whoever had
 * ${position} moves to the end, until its own put.
 */
enum err partner_put(struct db *, const struct partner *, int64_t position, struct arena *,
    bool *ret_changed) NODISCARD;

/** partner_list(db, arena, ret_list): all, in order of display. */
enum err partner_list(struct db *, struct arena *, struct partner_list *ret_list) NODISCARD;

/** partner_get(db, code, arena, ret_partner): one, or ERR_NOT_FOUND. */
enum err partner_get(struct db *, const char *code, struct arena *,
    struct partner *ret_partner) NODISCARD;

/**
 * partner_of_province(db, province, arena, ret_partner):
 * The partner that looks after companies of ${province}, else (also for "")
 * the first one that looks after all of Flanders; ERR_NOT_FOUND if none does.
 */
enum err partner_of_province(struct db *, const char *province, struct arena *,
    struct partner *ret_partner) NODISCARD;

/** partner_list_of_region(db, region, arena, ret_list): those tied to the region of that code. */
enum err partner_list_of_region(struct db *, const char *region, struct arena *,
    struct partner_list *ret_list) NODISCARD;

#endif
