#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stddef.h>

/*
 * Memory that outlives a request and is replaced piece by piece, which an arena cannot do: malloc() that never
 * fails (BUG()).  Everything is given back with free().
 */

/** heap_zeros(n, size): ${n} zeroed items of ${size} bytes, at least one. */
void *heap_zeros(size_t n, size_t size) __attribute__((returns_nonnull));

/** heap_copy(p, n, size): a copy of ${n} items. */
void *heap_copy(const void *p, size_t n, size_t size) __attribute__((returns_nonnull));

/**
 * heap_grow(items, n, cap, size):
 * ${items} with room for one more behind ${n}, moved and ${*cap} grown by half if it is full.  Start with NULL and 0.
 */
void *heap_grow(void *items, size_t n, size_t *cap, size_t size) __attribute__((returns_nonnull));

#endif
