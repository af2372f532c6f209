#include "base/base.h"
#include "http/csrf.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const unsigned char key[32] = "0123456789abcdef0123456789abcde";
static const unsigned char other_key[32] = "0123456789abcdef0123456789abcdf";

static void
test_token(void **state)
{
	char token[CSRF_CHARS + 1], again[CSRF_CHARS + 1];

	(void)state;
	csrf_token(key, "binding", token);
	csrf_token(key, "binding", again);
	assert_int_equal(strlen(token), CSRF_CHARS);
	assert_string_equal(token, again);
	assert_true(csrf_valid(key, "binding", token));

	/* Another visitor, another key, another purpose. */
	assert_false(csrf_valid(key, "bindinh", token));
	assert_false(csrf_valid(key, "csrf:binding", token));
	assert_false(csrf_valid(other_key, "binding", token));

	assert_false(csrf_valid(key, "binding", NULL));
	assert_false(csrf_valid(key, "binding", ""));
	assert_false(csrf_valid(key, "binding", "x"));
	token[CSRF_CHARS - 1] = '\0';
	assert_false(csrf_valid(key, "binding", token));

	/* Any one character changed. */
	for (size_t i = 0; i < CSRF_CHARS; i++) {
		csrf_token(key, "binding", token);
		token[i] = token[i] == 'A' ? 'B' : 'A';
		assert_false(csrf_valid(key, "binding", token));
	}

	/* Bound to nothing, everybody would have it. */
	csrf_token(key, "", token);
	assert_false(csrf_valid(key, "", token));
}

/* Computed with Python: hmac.new(key, b"csrf:binding", "sha256"), URL-safe base64. */
static void
test_known_value(void **state)
{
	char token[CSRF_CHARS + 1];

	(void)state;
	csrf_token(key, "binding", token);
	assert_string_equal(token, "XKxWH_Wf-h3OO5rOV1GEm2BVY0LeOy2CE6DShYBpRIs");
}

static void
test_same_origin(void **state)
{
	static const struct {
		const char *origin, *site;
		bool same;
	} cases[] = {
		{ "", "", true },
		{ "https://x.be", "", true },
		{ "https://x.be", "same-origin", true },
		{ "", "same-origin", true },
		{ "", "none", true },
		{ "", "same-site", false },
		{ "", "cross-site", false },
		{ "", "Same-Origin", false },
		{ "https://x.be", "cross-site", false },
		{ "https://evil.example", "", false },
		{ "https://evil.example", "same-origin", false },
		{ "null", "", false },
		{ "http://x.be", "", false },
		{ "https://x.be:444", "", false },
		{ "https://x.be.evil.example", "", false },
		{ "https://x.be/", "", false },
		{ NULL, "", false },
		{ "", NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++)
		if (csrf_same_origin(cases[i].origin, cases[i].site, "https://x.be") !=
		    cases[i].same)
			fail_msg("case %zu", i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_token),
		cmocka_unit_test(test_known_value),
		cmocka_unit_test(test_same_origin),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
