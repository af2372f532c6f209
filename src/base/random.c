#include "base/base.h"
#include "base/random.h"

#include <errno.h>
#include <sys/random.h>

void
random_bytes(void *out, size_t n)
{
	unsigned char *p = out;

	while (n > 0) {
		ssize_t got = getrandom(p, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		/* A secret that can be guessed is worse than a worker less. */
		if (got <= 0)
			BUG("getrandom: %s", strerror(errno));
		p += got;
		n -= (size_t)got;
	}
}

void
random_token(char out[static RANDOM_TOKEN_CHARS + 1])
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	/* 43 digits of 6 bits need 258; the last two bits are zero. */
	unsigned char bytes[33] = { 0 };

	random_bytes(bytes, 32);
	for (size_t i = 0; i < RANDOM_TOKEN_CHARS; i++) {
		size_t bit = i * 6, at = bit / 8;
		unsigned pair = (unsigned)bytes[at] << 8;

		if (at + 1 < sizeof(bytes))
			pair |= bytes[at + 1];
		out[i] = digits[pair >> (10 - bit % 8) & 63];
	}
	out[RANDOM_TOKEN_CHARS] = '\0';
}
