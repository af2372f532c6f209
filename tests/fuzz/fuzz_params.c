/* Query, form body and Cookie header: bytes from anybody. */
#include "base/base.h"
#include "base/utf8.h"
#include "http/address.h"
#include "http/limits.h"
#include "http/param.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new(LIMIT_ARENA);
	struct params p, back;
	struct str value;

	if (n > LIMIT_BODY)
		n = LIMIT_BODY;
	if (params_parse(a, (struct str){ (const char *)data, n }, &p) == OK) {
		for (size_t i = 0; i < p.n; i++) {
			if (!utf8_clean(str_of(p.items[i].name), true) ||
			    !utf8_clean(str_of(p.items[i].value), true))
				BUG("not clean");
			address_email(a, p.items[i].value);
			address_url(a, p.items[i].value);
		}

		/* Written and read again, they are the same. */
		if (params_parse(a, str_of(params_encode(a, p)), &back) != OK || back.n != p.n)
			BUG("encoded, they do not read back");
		for (size_t i = 0; i < p.n; i++)
			if (!streq(p.items[i].name, back.items[i].name) ||
			    !streq(p.items[i].value, back.items[i].value))
				BUG("pair %zu reads back as another", i);
	}
	cookie_get(arena_strndup(a, (const char *)data, n), "sid", &value);
	arena_free(a);
	return 0;
}
