#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Numbers for strings: the same string has the same number, 1, 2, 3 ... in the order in which they
 * came.  Open addressing, grown in the arena, which ends with it.
 */
struct intern;

/** intern_new(arena, expected): for about ${expected} strings; more are fine. */
struct intern *intern_new(struct arena *, size_t expected);

/** intern_put(in, s): the number of ${s}, a new one if it has none; ${s} is copied then. */
uint32_t intern_put(struct intern *, struct str);

/** intern_find(in, s): the number of ${s}, 0 if it has none. */
uint32_t intern_find(const struct intern *, struct str);

/** intern_count(in): the highest number given. */
uint32_t intern_count(const struct intern *);

#endif
