#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>

/** random_bytes(out, n): fill from the kernel; never fails (BUG if it does). */
void random_bytes(void *out, size_t n);

#define RANDOM_TOKEN_CHARS 43
/**
 * random_token(out):
 * Write 256 random bits as 43 characters of URL-safe base64 and a NUL.
 */
void random_token(char out[static RANDOM_TOKEN_CHARS + 1]);

#endif
