#ifndef STORE_DEMO_H
#define STORE_DEMO_H

#include "base/base.h"

struct db;

/**
 * demo_remove(db, ret_n):
 * Delete companies, opportunities and accounts marked demo, with all theirs.
 */
enum err demo_remove(struct db *, int64_t *ret_n) NODISCARD;

/** demo_count(db, ret_n): how many companies, opportunities and accounts are marked demo. */
enum err demo_count(struct db *, int64_t *ret_n) NODISCARD;

#endif
