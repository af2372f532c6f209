#ifndef HTTP_TOTP_H
#define HTTP_TOTP_H

#include "base/base.h"

/* The second factor of staff: RFC 6238, SHA-1, 6 digits, 30 seconds. */
#define TOTP_SECRET_SIZE 20

/**
 * totp_check(secret, now, code, ret_step):
 * Whether ${code} (blanks in it are ignored) is the one of this moment, the one before or the one
 * after.  Sets ${ret_step} to its step: the caller lets no step count twice.
 */
bool totp_check(const uint8_t secret[static TOTP_SECRET_SIZE], int64_t now, const char *code,
    int64_t *ret_step);

/** totp_base32(arena, secret): as people type it into their app, without padding. */
char *totp_base32(struct arena *, const uint8_t secret[static TOTP_SECRET_SIZE]);

/** totp_parse(text, ret_secret): the inverse; false unless it is 20 bytes. */
bool totp_parse(const char *text, uint8_t ret_secret[static TOTP_SECRET_SIZE]);

/** totp_uri(arena, issuer, email, secret): the otpauth:// address that apps read. */
char *totp_uri(struct arena *, const char *issuer, const char *email,
    const uint8_t secret[static TOTP_SECRET_SIZE]);

/**
 * totp_qr(arena, text, ret_size):
 * ${text} as QR code: the data of an SVG path of letters and digits, one unit a module, with
 * the four modules of quiet zone.  ${ret_size} is the side of the whole in modules.
 */
char *totp_qr(struct arena *, const char *text, int *ret_size);

#endif
