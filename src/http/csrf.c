#include "base/base.h"
#include "http/csrf.h"

#include <sodium.h>

_Static_assert(crypto_auth_hmacsha256_KEYBYTES == 32, "the key of csrf_token()");
_Static_assert(sodium_base64_ENCODED_LEN(crypto_auth_hmacsha256_BYTES,
		   sodium_base64_VARIANT_URLSAFE_NO_PADDING) == CSRF_CHARS + 1,
    "the length of a token");

void
csrf_token(const unsigned char key[static 32], const char *binding,
    char out[static CSRF_CHARS + 1])
{
	static const char purpose[] = "csrf:";
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, key, 32);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)purpose, strlen(purpose));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)binding, strlen(binding));
	crypto_auth_hmacsha256_final(&state, mac);

	sodium_bin2base64(out, CSRF_CHARS + 1, mac, sizeof(mac),
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool
csrf_valid(const unsigned char key[static 32], const char *binding, const char *token)
{
	char expected[CSRF_CHARS + 1];

	if (!token || strlen(token) != CSRF_CHARS || !*binding)
		return false;
	csrf_token(key, binding, expected);
	return sodium_memcmp(expected, token, CSRF_CHARS) == 0;
}

bool
csrf_same_origin(const char *origin, const char *sec_fetch_site, const char *own_origin)
{
	/* NULL is gateway_var()'s word for "sent twice, and not the same". */
	if (!origin || !sec_fetch_site)
		return false;
	if (*sec_fetch_site && !streq(sec_fetch_site, "same-origin") &&
	    !streq(sec_fetch_site, "none"))
		return false;
	return !*origin || streq(origin, own_origin);
}
