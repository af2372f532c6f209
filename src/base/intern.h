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

/**
 * intern_value(in, number):
 * What the caller keeps of that string, 0 at first.  Valid until the next intern_put().
 */
size_t *intern_value(struct intern *, uint32_t number);

/** intern_get(in, number): the same, to read. */
size_t intern_get(const struct intern *, uint32_t number);

/** intern_count(in): the highest number given. */
uint32_t intern_count(const struct intern *);

#endif
