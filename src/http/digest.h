#ifndef HTTP_DIGEST_H
#define HTTP_DIGEST_H

#include "base/base.h"

#define DIGEST_SIZE 32

/**
 * digest_of(secret, ret_digest):
 * SHA-256 of the text ${secret}: what is kept of a cookie or of the secret in a link.  Only for
 * secrets of 256 random bits, never for passwords.
 */
void digest_of(const char *secret, uint8_t ret_digest[static DIGEST_SIZE]);

/** digest_hex(arena, digest, n): its first ${n} bytes as hexadecimal digits. */
char *digest_hex(struct arena *, const uint8_t *digest, size_t n);

#endif
