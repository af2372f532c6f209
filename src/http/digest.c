#include "http/digest.h"

#include <sodium.h>

_Static_assert(DIGEST_SIZE == crypto_hash_sha256_BYTES, "SHA-256");

void
digest_of(const char *secret, uint8_t ret_digest[static DIGEST_SIZE])
{
	crypto_hash_sha256(ret_digest, (const unsigned char *)secret, strlen(secret));
}

char *
digest_hex(struct arena *arena, const uint8_t *digest, size_t n)
{
	char *out = arena_alloc(arena, 2 * n + 1);

	sodium_bin2hex(out, 2 * n + 1, digest, n);
	return out;
}
