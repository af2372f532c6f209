#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Memory with one life.  Everything that belongs to one request (or one row
 * of an import) is taken from an arena and given back by one arena_reset().
 * No function here returns NULL: out of memory, and a request above the
 * limit, are bugs (sizes are bounded before, see http/limits.h).
 */
struct arena;

/**
 * arena_new(limit):
 * Return an empty arena that may hold at most ${limit} bytes.  Free with
 * arena_free().
 */
struct arena *arena_new(size_t limit) __attribute__((returns_nonnull));

/**
 * arena_reset(arena), arena_free(arena):
 * Give back everything taken from ${arena}; arena_free() gives back the arena
 * too and accepts NULL.  Under AddressSanitizer later use is reported.
 */
void arena_reset(struct arena *);
void arena_free(struct arena *);

/**
 * arena_alloc(arena, size), arena_array(arena, n, size):
 * Return ${size} (times ${n}) zeroed bytes, aligned for any type.
 */
void *arena_alloc(struct arena *, size_t size) __attribute__((returns_nonnull));
void *arena_array(struct arena *, size_t n, size_t size) __attribute__((returns_nonnull));
#define arena_new_of(a, type, n) ((type *)arena_array((a), (n), sizeof(type)))

/**
 * arena_grow(a, items, n, cap, size):
 * Return ${items} with room for one more of ${size} bytes behind ${n}, moved and ${*cap} doubled if it is
 * full.  Start with NULL and 0.
 */
void *arena_grow(struct arena *, void *items, size_t n, size_t *cap, size_t size);

/**
 * arena_strdup(arena, text), arena_strndup(arena, text, len):
 * Return a terminated copy of ${text}, or of its first ${len} bytes.
 */
char *arena_strdup(struct arena *, const char *) __attribute__((returns_nonnull));
char *arena_strndup(struct arena *, const char *, size_t len) __attribute__((returns_nonnull));

/**
 * arena_printf(arena, fmt, ...), arena_vprintf(arena, fmt, ap):
 * Return the formatted text.
 */
char *arena_printf(struct arena *, const char *fmt, ...) PRINTF(2, 3);
char *arena_vprintf(struct arena *, const char *fmt, va_list) PRINTF(2, 0);

#ifdef __cplusplus
}
#endif
#endif
