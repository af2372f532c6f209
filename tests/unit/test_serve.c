#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "app/serve.h"
#include "app/site.h"
#include "http/limits.h"
#include "store/demo.h"
#include "store_sample.h"
#include "view/view.h"

#define DEMO_NL "gemarkeerd als Demo"

/* A worker that lives through several requests, as in the daemon. */
struct worker {
	struct store *st;
	struct site *site;
	struct server server;
};

static void
start(struct worker *w, struct store *st)
{
	const struct config config = { .db = st->path, .share = SOURCE_DIR,
		.origin = "http://localhost:8080" };

	db_end_request(st->db);
	w->st = st;
	assert_int_equal(site_new(&config, st->db, &w->site), OK);
	server_init(&w->server, st->db, w->site);
}

static void
end(struct worker *w)
{
	server_done(&w->server);
	site_free(w->site);
	db_begin_request(w->st->db, SYSTEM, true);
}

/* The page at ${target}, a string until the next call. */
static const char *
get(struct worker *w, const char *target, int status)
{
	const struct gateway_var vars[] = { { "REQUEST_METHOD", "GET" }, { "REQUEST_URI", target },
		{ "REMOTE_ADDR", "127.0.0.1" } };
	const struct gateway_in in = { .vars = vars, .n_vars = countof(vars), .arena = w->st->arena };
	struct gateway_out out = { 0 };
	char wanted[16];

	server_handle(&w->server, &in, &out);
	snprintf(wanted, sizeof(wanted), "Status: %d", status);
	assert_non_null(strstr(out.head, wanted));
	return arena_strndup(w->st->arena, out.body.p, out.body.n);
}

static void
put_demo(struct store *st, bool there)
{
	struct opportunity_new o = sample_opportunity("SN-2026-001");
	enum put_result result;
	int64_t n;

	db_begin_request(st->db, SYSTEM, true);
	o.demo = true;
	if (there) {
		put_opportunity(st->db, &o, NOW, &result);
	} else {
		TX_AUTO tx = { 0 };

		assert_int_equal(tx_begin(st->db, &tx), OK);
		assert_int_equal(demo_remove(st->db, &n), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	db_end_request(st->db);
}

/* What pages say of the demo is true now, not when the worker began. */
static void
test_demo_comes_and_goes(void **state)
{
	struct worker w;

	start(&w, *state);
	assert_null(strstr(get(&w, "/nl/about/zzz", 404), DEMO_NL));
	put_demo(*state, true);
	assert_non_null(strstr(get(&w, "/nl/about/zzz", 404), DEMO_NL));
	assert_non_null(strstr(get(&w, "/nl/opportunities", 200), DEMO_NL));
	put_demo(*state, false);
	assert_null(strstr(get(&w, "/nl/opportunities?show=all", 200), "Demo"));
	end(&w);
}

/* What cannot be read is answered in the language of its address all the same. */
static void
test_language_of_errors(void **state)
{
	static char query[LIMIT_QUERY + 64] = "/en/?q=", path[LIMIT_PATH + 64] = "/zh/";
	struct worker w;

	memset(query + 7, 'a', LIMIT_QUERY);
	memset(path + 4, 'a', LIMIT_PATH);
	start(&w, *state);
	assert_non_null(strstr(get(&w, "/en/?a=%00", 400), "<html lang=\"en\""));
	assert_non_null(strstr(get(&w, "/zh?a=%00", 400), "<html lang=\"zh-Hans\""));
	assert_non_null(strstr(get(&w, "/en/%ff", 400), "<html lang=\"en\""));
	assert_non_null(strstr(get(&w, query, 414), "<html lang=\"en\""));
	assert_non_null(strstr(get(&w, path, 414), "<html lang=\"zh-Hans\""));
	assert_non_null(strstr(get(&w, "/?a=%00", 400), "<html lang=\"nl\""));
	assert_non_null(strstr(get(&w, "/fr/?a=%00", 400), "<html lang=\"nl\""));
	end(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_demo_comes_and_goes),
		STORE_TEST(test_language_of_errors),
	};

	if (!view_load_all(SOURCE_DIR "/templates"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
