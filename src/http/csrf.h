#ifndef HTTP_CSRF_H
#define HTTP_CSRF_H

#include "base/base.h"

#define CSRF_CHARS 43

/**
 * csrf_token(key, binding, out):
 * Write the token for forms bound to ${binding}: URL-safe base64, 43
 * characters and a NUL, of HMAC-SHA-256 (libsodium crypto_auth_hmacsha256) of
 * "csrf:" and ${binding} under the 32 bytes of ${key}.  ${binding} is the
 * visitor's session cookie, or the secret in the address of a draft.
 */
void csrf_token(const unsigned char key[static 32], const char *binding,
    char out[static CSRF_CHARS + 1]);

/**
 * csrf_valid(key, binding, token):
 * Compare in constant time.  ${token} may be NULL; false, and false for an
 * empty ${binding}, whose token everybody could have.
 */
bool csrf_valid(const unsigned char key[static 32], const char *binding, const char *token);

/**
 * csrf_same_origin(origin, sec_fetch_site, own_origin):
 * Return false if the browser says that the request comes from elsewhere:
 * Sec-Fetch-Site is neither "same-origin" nor "none", or Origin is present and
 * not ${own_origin}, or a header is NULL (sent twice, see gateway_var()).  Empty
 * headers decide nothing (the token does).
 */
bool csrf_same_origin(const char *origin, const char *sec_fetch_site, const char *own_origin);

#endif
