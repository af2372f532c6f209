#include "base/base.h"
#include "http/limits.h"
#include "http/param.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* want: "name=value;" of each pair, NULL for ERR_BAD_INPUT. */
static const struct {
	const char *encoded, *want;
} cases[] = {
	{ "", "" },
	{ "a=1", "a=1;" },
	{ "a=1&b=2&a=3", "a=1;b=2;a=3;" },
	{ "a", "a=;" },
	{ "a=", "a=;" },
	{ "=x", "=x;" },
	{ "&&a=1&", "a=1;" },
	{ "a=b=c", "a=b=c;" },
	{ "a+b=c+d%2Be", "a b=c d+e;" },
	{ "a=%C3%A9%e6%b8%85", "a=é清;" },
	/* An accent typed for itself is the same letter; what has no letter of its own stays. */
	{ "a=Cafe%cc%81&b=q%cc%81&c=%e6%b1%a1", "a=Café;b=q\xcc\x81;c=污;" },
	{ "e%cc%81=1", "é=1;" },
	/* Decoded once, not twice. */
	{ "a=%2526%2500%253D", "a=%26%00%3D;" },
	{ "a=%26b%3D1", "a=&b=1;" },
	/* Line breaks become one. */
	{ "a=x%0D%0Ay%0Dz%0A%0D%0A", "a=x\ny\nz\n\n;" },
	{ "a=%09", "a=\t;" },
	/* Broken escapes. */
	{ "a=%", NULL },
	{ "a=%4", NULL },
	{ "a=%zz", NULL },
	{ "a=%4g", NULL },
	{ "a=%-1", NULL },
	{ "%zz=a", NULL },
	{ "a=1&b=%", NULL },
	/* Nothing after a NUL gets lost, because there is none. */
	{ "a=x%00y", NULL },
	{ "a%00b=1", NULL },
	/* Not clean UTF-8, encoded or raw. */
	{ "a=%ff", NULL },
	{ "a=%c0%af", NULL },
	{ "a=%ed%a0%80", NULL },
	{ "a=%c3", NULL },
	{ "a=\xff", NULL },
	{ "a=%07", NULL },
	{ "a=%7f", NULL },
	{ "a=%c2%85", NULL },
	/* What hides in pasted text does not get through, and costs nobody the form. */
	{ "a=x%e2%80%aey%e2%80%8b&b=%ef%bb%bf", "a=xy;b=;" },
	{ "a=%e2%80%8b%ff", NULL },
};

static void
test_parse(void **state)
{
	struct arena *a = arena_new(LIMIT_ARENA);

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct params p = { NULL, 77 };
		const char *seen = "";
		enum err e = params_parse(a, str_of(cases[i].encoded), &p);

		if (e != OK) {
			if (cases[i].want || e != ERR_BAD_INPUT || p.n != 77)
				fail_msg("'%s': error %d", cases[i].encoded, e);
			continue;
		}
		for (size_t k = 0; k < p.n; k++)
			seen = arena_printf(a, "%s%s=%s;", seen, p.items[k].name,
			    p.items[k].value);
		if (!cases[i].want || !streq(seen, cases[i].want))
			fail_msg("'%s' gives '%s'", cases[i].encoded, seen);
	}
	arena_free(a);
}

static void
test_raw_nul(void **state)
{
	struct arena *a = arena_new(LIMIT_ARENA);
	struct params p;

	(void)state;
	assert_int_equal(params_parse(a, STR("a=x\0y"), &p), ERR_BAD_INPUT);
	arena_free(a);
}

static void
test_limit_of_fields(void **state)
{
	struct arena *a = arena_new(LIMIT_ARENA);
	char text[2 * (LIMIT_FIELDS + 1) + 1] = "";
	struct params p;

	(void)state;
	for (size_t i = 0; i <= LIMIT_FIELDS; i++)
		memcpy(text + 2 * i, "a&", 2);
	assert_int_equal(params_parse(a, (struct str){ text, 2 * LIMIT_FIELDS }, &p), OK);
	assert_int_equal(p.n, LIMIT_FIELDS);
	assert_int_equal(params_parse(a, str_of(text), &p), ERR_BAD_INPUT);
	arena_free(a);
}

static void
test_get(void **state)
{
	struct arena *a = arena_new(LIMIT_ARENA);
	struct params p;

	(void)state;
	assert_int_equal(params_parse(a, STR("a=1&b=2&a=3&A=4"), &p), OK);
	assert_string_equal(param_get(p, "a"), "1");
	assert_null(param_get(p, "c"));
	assert_int_equal(param_count(p, "a"), 2);
	assert_int_equal(param_count(p, "c"), 0);
	arena_free(a);
}

/* What is encoded reads back as it was. */
static void
test_encode(void **state)
{
	struct arena *a = arena_new(LIMIT_ARENA);
	static const struct param items[] = {
		{ "a", "1" }, { "b c", "é&=+%/?#" }, { "", "清\nx" }, { "z", "" },
	};
	struct params p = { items, countof(items) }, back;

	(void)state;
	const char *text = params_encode(a, p);
	assert_string_equal(text, "a=1&b%20c=%C3%A9%26%3D%2B%25%2F%3F%23&=%E6%B8%85%0Ax&z=");
	assert_int_equal(params_parse(a, str_of(text), &back), OK);
	assert_int_equal(back.n, p.n);
	for (size_t i = 0; i < p.n; i++) {
		assert_string_equal(back.items[i].name, items[i].name);
		assert_string_equal(back.items[i].value, items[i].value);
	}
	assert_string_equal(params_encode(a, (struct params){ NULL, 0 }), "");
	assert_string_equal(url_encode(a, ""), "");
	assert_string_equal(url_encode(a, "aZ09-._~"), "aZ09-._~");
	assert_string_equal(url_encode(a, "//\r\n"), "%2F%2F%0D%0A");
	arena_free(a);
}

static void
test_cookie(void **state)
{
	static const struct {
		const char *header, *value;	/* NULL: none */
	} headers[] = {
		{ NULL, NULL },
		{ "", NULL },
		{ "sid=A", "A" },
		{ "x=1; sid=A; y=2", "A" },
		{ "x=1;sid=A", "A" },
		{ " sid = A ;", "A" },
		{ "sid=", "" },
		{ "sid=a=b", "a=b" },
		{ "sid", NULL },
		{ "xsid=A; sidx=B; SID=C", NULL },
		{ "x=sid=A", NULL },
		{ "sid=A; sid=B", NULL },
		{ "sid=A; sid=A", NULL },
	};

	(void)state;
	for (size_t i = 0; i < countof(headers); i++) {
		struct str v = STR("untouched");
		bool ok = cookie_get(headers[i].header, "sid", &v);

		assert_int_equal(ok, headers[i].value != NULL);
		assert_true(str_eq(v, ok ? str_of(headers[i].value) : STR("untouched")));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_raw_nul),
		cmocka_unit_test(test_limit_of_fields),
		cmocka_unit_test(test_get),
		cmocka_unit_test(test_encode),
		cmocka_unit_test(test_cookie),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
