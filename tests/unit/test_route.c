#include "base/base.h"
#include "http/csrf.h"
#include "http/route.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct route routes[] = {
	{ METHOD_GET, ANYONE, CSRF_NONE, "/", NULL },
	{ METHOD_GET, ANYONE, CSRF_NONE, "/companies", NULL },
	{ METHOD_GET, ANYONE, CSRF_NONE, "/companies/new", NULL },
	{ METHOD_POST, ANYONE, CSRF_SESSION, "/companies/new", NULL },
	{ METHOD_GET, ANYONE, CSRF_NONE, "/companies/:id", NULL },
	{ METHOD_GET, ANYONE, CSRF_NONE, "/draft/:slug/step/:id", NULL },
	{ METHOD_POST, ANYONE, CSRF_SLUG, "/draft/:slug/send", NULL },
};

#define SLUG_64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define BIT(m)  (1u << METHOD_##m)

static const struct {
	enum method method;
	const char *path;
	int route;		/* -1: none */
	int64_t id;
	const char *slug;
	unsigned methods;	/* where there is none */
} cases[] = {
	{ METHOD_GET, "/", 0, 0, "", 0 },
	{ METHOD_GET, "/companies", 1, 0, "", 0 },
	{ METHOD_GET, "/companies/new", 2, 0, "", 0 },
	{ METHOD_POST, "/companies/new", 3, 0, "", 0 },
	{ METHOD_GET, "/companies/1", 4, 1, "", 0 },
	{ METHOD_GET, "/companies/1000000000000000", 4, 1000000000000000, "", 0 },
	{ METHOD_GET, "/draft/a-Z_0.9/step/5", 5, 5, "a-Z_0.9", 0 },
	{ METHOD_GET, "/draft/" SLUG_64 "/step/5", 5, 5, SLUG_64, 0 },
	{ METHOD_POST, "/draft/x/send", 6, 0, "x", 0 },
	/* Known, but not under this method. */
	{ METHOD_POST, "/companies", -1, 0, "", BIT(GET) },
	{ METHOD_OTHER, "/companies/new", -1, 0, "", BIT(GET) | BIT(POST) },
	{ METHOD_GET, "/draft/x/send", -1, 0, "", BIT(POST) },
	/* One address per page: nothing that only looks like one. */
	{ METHOD_GET, "", -1, 0, "", 0 },
	{ METHOD_GET, "companies", -1, 0, "", 0 },
	{ METHOD_GET, "//", -1, 0, "", 0 },
	{ METHOD_GET, "//companies", -1, 0, "", 0 },
	{ METHOD_GET, "/companies/", -1, 0, "", 0 },
	{ METHOD_GET, "/Companies", -1, 0, "", 0 },
	{ METHOD_GET, "/companies/0", -1, 0, "", 0 },
	{ METHOD_GET, "/companies/007", -1, 0, "", 0 },
	{ METHOD_GET, "/companies/-1", -1, 0, "", 0 },
	{ METHOD_GET, "/companies/1x", -1, 0, "", 0 },
	{ METHOD_GET, "/companies/1/", -1, 0, "", 0 },
	{ METHOD_GET, "/companies/1000000000000001", -1, 0, "", 0 },
	{ METHOD_GET, "/companies/99999999999999999999", -1, 0, "", 0 },
	{ METHOD_GET, "/companies/:id", -1, 0, "", 0 },
	{ METHOD_GET, "/draft//step/5", -1, 0, "", 0 },
	{ METHOD_GET, "/draft/../step/5", -1, 0, "", 0 },
	{ METHOD_GET, "/draft/.x/step/5", -1, 0, "", 0 },
	{ METHOD_GET, "/draft/%2e/step/5", -1, 0, "", 0 },
	{ METHOD_GET, "/draft/\xc3\xa9/step/5", -1, 0, "", 0 },
	{ METHOD_GET, "/draft/" SLUG_64 "0/step/5", -1, 0, "", 0 },
	{ METHOD_GET, "/draft/x/step", -1, 0, "", 0 },
};

static void
test_match(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		char slug[ROUTE_SLUG_MAX + 1] = "?";
		unsigned methods = 99;
		int64_t id = -77;
		const struct route *r = route_match(routes, countof(routes), cases[i].method,
		    cases[i].path, &id, slug, &methods);

		if (cases[i].route >= 0) {
			if (r != &routes[cases[i].route] || id != cases[i].id ||
			    !streq(slug, cases[i].slug))
				fail_msg("'%s'", cases[i].path);
		} else if (r || methods != cases[i].methods || id != -77 || !streq(slug, "?")) {
			fail_msg("'%s' matches, or has methods %u", cases[i].path, methods);
		}
	}
}

static void
test_request_helpers(void **state)
{
	static const unsigned char key[32] = "key";
	static const struct param items[] = { { "q", "wind" } };
	struct site site = { .key = key };
	struct req rq = {
		.lang = LANG_ZH,
		.query = { items, 1 },
		.binding = "",
		.arena = arena_new(10000),
		.site = &site,
	};
	struct resp rs = { .cookie = "kept" };

	(void)state;
	assert_string_equal(req_url(&rq, "/companies/%d", 7), "/zh/companies/7");
	req_redirect(&rq, &rs, "/q?%s", "a%20b");
	assert_int_equal(rs.status, 303);
	assert_string_equal(rs.location, "/zh/q?a%20b");
	assert_string_equal(rs.cookie, "kept");
	assert_string_equal(req_query(&rq, "q"), "wind");
	assert_string_equal(req_query(&rq, "p"), "");
	assert_string_equal(req_csrf(&rq), "");
	rq.binding = "sid";
	assert_true(csrf_valid(key, "sid", req_csrf(&rq)));
	arena_free(rq.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_request_helpers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
