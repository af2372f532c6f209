#include "http/totp.h"

#include "base/buf.h"
#include "http/param.h"

#include <liboath/oath.h>
#include <qrencode.h>
#include <sodium.h>
#include <stdlib.h>

#define STEP_SECONDS 30
#define DIGITS	     6
#define QUIET_ZONE   4			/* modules around a QR code that stay white */

bool
totp_check(const uint8_t secret[static TOTP_SECRET_SIZE], int64_t now, const char *code,
    int64_t *ret_step)
{
	char digits[DIGITS + 1], expected[DIGITS + 1];
	size_t n = 0;

	/* Apps show "123 456", and people type it so. */
	for (; *code; code++) {
		if (*code == ' ')
			continue;
		if (*code < '0' || *code > '9' || n == DIGITS)
			return false;
		digits[n++] = *code;
	}
	if (n != DIGITS)
		return false;
	digits[n] = '\0';

	for (int64_t step = now / STEP_SECONDS - 1; step <= now / STEP_SECONDS + 1; step++) {
		if (oath_totp_generate((const char *)secret, TOTP_SECRET_SIZE,
			(time_t)(step * STEP_SECONDS), STEP_SECONDS, 0, DIGITS, expected) != OATH_OK)
			return false;
		if (sodium_memcmp(expected, digits, DIGITS) == 0) {
			*ret_step = step;
			return true;
		}
	}
	return false;
}

char *
totp_base32(struct arena *arena, const uint8_t secret[static TOTP_SECRET_SIZE])
{
	char *out;
	size_t len;

	if (oath_base32_encode((const char *)secret, TOTP_SECRET_SIZE, &out, &len) != OATH_OK)
		BUG("oath_base32_encode");
	/* 160 bits are 32 characters: no padding. */
	char *copy = arena_strndup(arena, out, len);
	free(out);
	return copy;
}

bool
totp_parse(const char *text, uint8_t ret_secret[static TOTP_SECRET_SIZE])
{
	char *out = NULL;
	size_t len = 0;
	bool ok = oath_base32_decode(text, strlen(text), &out, &len) == OATH_OK &&
	    len == TOTP_SECRET_SIZE;

	if (ok)
		memcpy(ret_secret, out, TOTP_SECRET_SIZE);
	free(out);
	return ok;
}

char *
totp_uri(struct arena *arena, const char *issuer, const char *email,
    const uint8_t secret[static TOTP_SECRET_SIZE])
{
	const char *name = url_encode(arena, issuer);

	return arena_printf(arena, "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1"
	    "&digits=%d&period=%d", name, url_encode(arena, email), totp_base32(arena, secret), name,
	    DIGITS, STEP_SECONDS);
}

/* The dark modules of one row, each run of them as a closed rectangle. */
static void
draw_row(struct buf *out, const unsigned char *row, int width, int y)
{
	for (int x = 0; x < width; x++) {
		int from = x;

		while (x < width && (row[x] & 1))
			x++;
		if (x > from)
			buf_printf(out, "M%d %dh%dv1H%dz", from + QUIET_ZONE, y + QUIET_ZONE,
			    x - from, from + QUIET_ZONE);
	}
}

char *
totp_qr(struct arena *arena, const char *text, int *ret_size)
{
	QRcode *qr = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct buf path;

	/* Addresses of at most 200 characters fit by far. */
	if (!qr)
		BUG("QRcode_encodeString8bit");
	buf_init(&path, 64 * 1024);
	for (int y = 0; y < qr->width; y++)
		draw_row(&path, qr->data + (ptrdiff_t)y * qr->width, qr->width, y);
	if (path.over)
		BUG("a QR code above the limit");
	char *copy = arena_strndup(arena, path.p, path.n);
	*ret_size = qr->width + 2 * QUIET_ZONE;
	buf_done(&path);
	QRcode_free(qr);
	return copy;
}
