/* What is called valid must decode, all of it, and be counted right. */
#include "base/base.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str s = { (const char *)data, n };
	size_t pos = 0, codes = 0;
	uint32_t c;

	if (!utf8_valid(s)) {
		if (utf8_clean(s, true))
			BUG("clean but not valid");
		return 0;
	}
	if (utf8_clean(s, false) && !utf8_clean(s, true))
		BUG("lines allow less");

	while (utf8_next(s, &pos, &c)) {
		if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
			BUG("U+%04X", (unsigned)c);
		codes++;
	}
	if (pos != n)
		BUG("stopped at %zu of %zu", pos, n);

	struct arena *a = arena_new(n + 64);
	const char *copy = arena_strndup(a, s.p, n);
	if (strlen(copy) == n && utf8_length(copy) != codes)
		BUG("%zu code points, counted %zu", codes, utf8_length(copy));
	arena_free(a);
	return 0;
}
