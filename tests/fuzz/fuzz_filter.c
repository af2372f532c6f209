/*
 * What passes the filter, cut in one place or another, must be the same; and
 * what passed must add up when it is read without any care.
 */
#include "base/base.h"
#include "http/fcgi_filter.h"
#include "http/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A reader that trusts every length, as libfcgi does, on memory that ASan watches. */
static void
read_trusting(const uint8_t *p, size_t n)
{
	uint8_t *params = calloc(1, n + 1), *own = params;
	size_t total = 0;

	if (!params)
		return;
	while (n >= 8) {
		size_t content = (size_t)p[4] << 8 | p[5], record = 8 + content + p[6];

		if (p[1] == 4) {
			memcpy(params + total, p + 8, content);
			total += content;
		}
		p += record;
		n -= record;
	}
	if (n != 0 || total > LIMIT_PARAMS)
		BUG("%zu bytes left, %zu of parameters", n, total);

	while (total > 0) {
		uint8_t *start = params;
		size_t len[2];

		for (int i = 0; i < 2; i++) {
			len[i] = *params++;
			if (len[i] & 0x80) {
				len[i] = (len[i] & 0x7f) << 24 | (size_t)params[0] << 16 |
				    (size_t)params[1] << 8 | params[2];
				params += 3;
			}
		}
		params += len[0] + len[1];
		if ((size_t)(params - start) > total)
			BUG("a pair longer than the parameters");
		total -= (size_t)(params - start);
	}
	free(own);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fcgi_filter whole, cut;
	bool ok = true;

	fcgi_filter_init(&whole);
	fcgi_filter_init(&cut);
	bool taken = fcgi_filter_feed(&whole, data, n);
	for (size_t i = 0; i < n; i++)
		ok = fcgi_filter_feed(&cut, data + i, 1);
	if (ok != taken || fcgi_filter_complete(&whole) != fcgi_filter_complete(&cut))
		BUG("whole %d, byte by byte %d", taken, ok);
	if (taken && fcgi_filter_complete(&whole))
		read_trusting(data, n);
	return 0;
}
