#include "text/normal.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define FIRST_THAT_CHANGES 0xcc		/* the first byte of U+0300, the first that is not always normal */

static bool
may_change(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= FIRST_THAT_CHANGES)
			return true;
	return false;
}

static struct str
to_utf8(struct arena *arena, const UChar *text, int32_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t size = 3 * n + 1, length;
	char *out = arena_alloc(arena, (size_t)size);

	u_strToUTF8(out, size, &length, text, n, &status);
	if (U_FAILURE(status))
		BUG("ICU: %s", u_errorName(status));
	return (struct str){ out, (size_t)length };
}

struct str
text_nfc(struct arena *arena, struct str s)
{
	UErrorCode status = U_ZERO_ERROR;

	if (!may_change(s))
		return s;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	int32_t n, size = (int32_t)s.n + 1;
	UChar *text = arena_new_of(arena, UChar, (size_t)size), *out;

	u_strFromUTF8(text, size, &n, s.p, (int32_t)s.n, &status);
	if (U_SUCCESS(status) && unorm2_isNormalized(nfc, text, n, &status))
		return s;
	/* No text gets longer than three times by it: UAX 15, section 12. */
	size = 3 * n + 1;
	out = arena_new_of(arena, UChar, (size_t)size);
	n = unorm2_normalize(nfc, text, n, out, size, &status);
	if (U_FAILURE(status))
		BUG("ICU: %s", u_errorName(status));
	return to_utf8(arena, out, n);
}
