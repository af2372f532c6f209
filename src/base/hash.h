#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): the same on every machine, and no secret. For
 * tables and versions of our own data, never against anybody.
 */
#define HASH_START UINT64_C(14695981039346656037)

/** hash_bytes(h, p, n): go on from ${h} with ${n} bytes. */
uint64_t hash_bytes(uint64_t h, const void *p, size_t n);

/** hash_text(h, text): go on with ${text} and its end, so that "a", "b" is not "ab", "". */
uint64_t hash_text(uint64_t h, const char *text);

#ifdef __cplusplus
}
#endif
#endif
