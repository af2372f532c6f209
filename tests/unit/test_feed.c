#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>
#include <libical/ical.h>
#include <libxml/parser.h>

#include "app/serve.h"
#include "app/site.h"
#include "http/limits.h"
#include "store_sample.h"
#include "text/csv.h"
#include "view/view.h"

#define HOSTILE "=1+1 <b>&amp;</b> ]]> \"quoted\", 'so'; \\n \\ 水处理 ..."

/*
 * One worker for all tests, with a handle of its own, so that it sees what the tests write as in
 * the daemon.  Each test has opportunities of a kind of its own.
 */
struct worker {
	struct store *st;
	struct db *db;
	struct site *site;
	struct server server;
	const char *head;		/* of the last answer */
	struct str body;
};

static int
start(void **state)
{
	struct worker *w = calloc(1, sizeof(*w));
	struct config config = { .share = SOURCE_DIR, .origin = "https://route.example:8443" };

	store_setup((void **)&w->st);
	config.db = w->st->path;
	db_end_request(w->st->db);
	assert_int_equal(db_open(w->st->path, &w->db), OK);
	assert_int_equal(site_new(&config, w->db, &w->site), OK);
	server_init(&w->server, w->db, w->site);
	db_begin_request(w->st->db, SYSTEM, true);
	*state = w;
	return 0;
}

static int
end(void **state)
{
	struct worker *w = *state;

	server_done(&w->server);
	site_free(w->site);
	db_close(w->db);
	store_teardown((void **)&w->st);
	free(w);
	return 0;
}

static void
get(struct worker *w, const char *target)
{
	const struct gateway_var vars[] = { { "REQUEST_METHOD", "GET" }, { "REQUEST_URI", target },
		{ "REMOTE_ADDR", "127.0.0.1" } };
	struct arena *arena = arena_new(LIMIT_ARENA);
	const struct gateway_in in = { .vars = vars, .n_vars = countof(vars), .arena = arena };
	struct gateway_out out = { 0 };

	server_handle(&w->server, &in, &out);
	/* The last answer goes: all of them would not fit. */
	arena_reset(w->st->arena);
	w->head = arena_strdup(w->st->arena, out.head);
	w->body.p = arena_strndup(w->st->arena, out.body.p, out.body.n);
	w->body.n = out.body.n;
	arena_free(arena);
	assert_non_null(strstr(w->head, "Status: 200 OK"));
}

/* An open opportunity of ${kind} with a hostile title. */
static void
put(struct store *st, const char *ref, const char *kind, int64_t now)
{
	struct opportunity_new o = sample_opportunity(ref);
	enum put_result result;

	o.kind = kind;
	o.title = (struct texts){ { HOSTILE, "", "" } };
	o.summary = (struct texts){ { "xxxx", "xxxx", "xxxx" } };
	o.deadline = "2199-12-31";
	put_opportunity(st->db, &o, now, &result);
}

static json_t *
json_of(const struct worker *w)
{
	json_error_t error;
	json_t *json = json_loadb(w->body.p, w->body.n, JSON_REJECT_DUPLICATES, &error);

	if (!json)
		fail_msg("%s at %d", error.text, error.position);
	return json;
}

static const char *
json_text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void
test_hostile_json(void **state)
{
	struct worker *w = *state;

	put(w->st, "SN-2026-001", "tender", NOW);
	put(w->st, "SN-2026-002", "tender", NOW + 60);
	get(w, "/en/opportunities.json?kind=tender&sector=nothing");
	json_t *json = json_of(w);
	json_t *items = json_object_get(json, "items"), *first = json_array_get(items, 0);
	assert_int_equal(json_array_size(items), 2);
	assert_int_equal(json_integer_value(json_object_get(json, "total")), 2);
	assert_true(json_is_true(json_object_get(json, "unknown_filters")));
	assert_true(json_is_false(json_object_get(json, "truncated")));
	assert_true(json_is_null(json_object_get(json, "next")));
	assert_string_equal(json_text_of(json, "self"),
	    "https://route.example:8443/en/opportunities.json?kind=tender");
	/* The newest of the two. */
	assert_string_equal(json_text_of(json, "updated"), "2026-09-21T14:14:20Z");
	assert_string_equal(json_text_of(first, "ref"), "SN-2026-002");
	assert_string_equal(json_text_of(json_object_get(first, "title"), "nl"), HOSTILE);
	assert_null(json_object_get(json_object_get(first, "title"), "zh-Hans"));
	json_decref(json);

	get(w, "/nl/opportunities.json?kind=tender&kind=project&sector=air");
	json = json_of(w);
	assert_int_equal(json_array_size(json_object_get(json, "items")), 0);
	json_decref(json);
}

static void
test_hostile_csv(void **state)
{
	static struct csv_row row;
	struct worker *w = *state;
	struct csv csv;

	put(w->st, "CSV-1", "project", NOW);
	get(w, "/en/opportunities.csv?kind=project");
	assert_non_null(strstr(w->head, "attachment; filename=\"cleantechroute-opportunities-20"));
	/* A spreadsheet gets no formula; who reads it our way gets the text. */
	assert_non_null(strstr(w->body.p, "\"'=1+1 <b>"));
	assert_non_null(strstr(w->body.p, "published\r\n"));
	csv_init(&csv, w->body);
	assert_int_equal(csv_next(&csv, w->st->arena, &row), CSV_ROW);
	assert_string_equal(row.cells[2].p, "title_nl");
	assert_int_equal(csv_next(&csv, w->st->arena, &row), CSV_ROW);
	assert_string_equal(row.cells[2].p, HOSTILE);
	assert_int_equal(csv_next(&csv, w->st->arena, &row), CSV_END);
}

/* The text of the first ${name} below ${node}, or NULL. */
static const char *
xml_find(struct worker *w, const xmlNode *node, const char *name)
{
	for (const xmlNode *n = node->children; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE || !streq((const char *)n->name, name))
			continue;
		xmlChar *text = xmlNodeGetContent(n);
		const char *copy = arena_strdup(w->st->arena, (const char *)text);
		xmlFree(text);
		return copy;
	}
	return NULL;
}

static void
test_hostile_atom(void **state)
{
	struct worker *w = *state;

	put(w->st, "ATOM-1", "research", NOW);
	get(w, "/zh/opportunities.atom?show=all&kind=research");
	xmlDoc *doc = xmlReadMemory(w->body.p, (int)w->body.n, NULL, NULL, XML_PARSE_NONET);
	assert_non_null(doc);
	const xmlNode *feed = xmlDocGetRootElement(doc), *entry = xmlGetLastChild(feed);
	while (entry->type != XML_ELEMENT_NODE)
		entry = entry->prev;
	assert_string_equal((const char *)feed->ns->href, "http://www.w3.org/2005/Atom");
	assert_string_equal(xml_find(w, feed, "id"),
	    "https://route.example:8443/zh/opportunities.atom?kind=research&show=all");
	assert_non_null(xml_find(w, feed, "author"));
	assert_string_equal(xml_find(w, feed, "updated"), "2026-09-21T14:13:20Z");
	assert_string_equal((const char *)entry->name, "entry");
	assert_string_equal(xml_find(w, entry, "title"), HOSTILE);
	assert_string_equal(xml_find(w, entry, "id"),
	    "https://route.example:8443/zh/opportunities/ATOM-1");
	assert_string_equal(xml_find(w, entry, "published"), "2026-09-21T00:00:00Z");
	assert_string_equal(xml_find(w, entry, "summary"), "xxxx");
	xmlFreeDoc(doc);
}

static icalcomponent *
calendar_of(const struct worker *w, int events)
{
	icalcomponent *calendar = icalparser_parse_string(w->body.p);

	assert_non_null(calendar);
	assert_int_equal(icalcomponent_count_errors(calendar), 0);
	assert_true(icalrestriction_check(calendar));
	assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), events);
	return calendar;
}

static void
test_hostile_calendar(void **state)
{
	struct worker *w = *state;

	put(w->st, "ICS-1", "event", NOW);
	get(w, "/nl/opportunities.ics?kind=event");
	icalcomponent *calendar = calendar_of(w, 1);
	icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	assert_string_equal(icalcomponent_get_uid(event), "ICS-1@route.example");
	assert_string_equal(icalcomponent_get_summary(event), "Deadline: " HOSTILE);
	assert_non_null(strstr(icalcomponent_get_description(event),
	    "xxxx\n\nhttps://route.example:8443/nl/opportunities/ICS-1"));
	assert_int_equal(icalcomponent_get_dtstart(event).year, 2199);
	icalcomponent_free(calendar);

	/* Nothing to show is still a calendar. */
	get(w, "/nl/opportunities.ics?kind=event&sector=air");
	icalcomponent_free(calendar_of(w, 0));
}

/* Follow "next" from the first part to the last; return how many parts there were. */
static int
follow(struct worker *w, const char *kind, size_t total)
{
	const char *target = arena_printf(w->st->arena,
	    "/nl/opportunities.json?kind=%s&sort=newest", kind);
	size_t seen = 0;
	int parts = 0;

	while (target) {
		get(w, target);
		parts++;
		json_t *json = json_of(w);
		const char *next = json_text_of(json, "next");
		size_t n = json_array_size(json_object_get(json, "items"));

		assert_true(n > 0 && n <= LIMIT_FEED_ROWS);
		assert_int_equal(json_integer_value(json_object_get(json, "skipped")), seen);
		assert_int_equal(json_integer_value(json_object_get(json, "total")), total);
		seen += n;
		assert_int_equal(next != NULL, seen < total);
		assert_int_equal(next != NULL, strstr(w->head, "; rel=\"next\"\r\n") != NULL);
		target = next ? arena_strdup(w->st->arena, strstr(next, "/nl/")) : NULL;
		if (target)
			assert_non_null(strstr(target, "sort=newest&skip="));
		json_decref(json);
	}
	assert_int_equal(seen, total);
	return parts;
}

static void
put_many(struct store *st, const char *kind, size_t n, size_t bytes)
{
	struct opportunity_new o = sample_opportunity("");
	char *summary = arena_alloc(st->arena, bytes + 1);
	TX_AUTO tx = { 0 };

	memset(summary, 'x', bytes);
	o.summary = (struct texts){ { summary, summary, summary } };
	o.kind = kind;
	o.deadline = "";
	assert_int_equal(tx_begin(st->db, &tx), OK);
	for (size_t i = 0; i < n; i++) {
		opportunity_id id;
		enum put_result result;

		o.ref = arena_printf(st->arena, "%s-%zu", kind, i);
		assert_int_equal(opportunity_put(st->db, &o, NOW, &id, &result), OK);
	}
	assert_int_equal(tx_commit(&tx), OK);
}

static void
test_cut_by_rows(void **state)
{
	struct worker *w = *state;

	put_many(w->st, "investment", LIMIT_FEED_ROWS + 3, 10);
	assert_int_equal(follow(w, "investment", LIMIT_FEED_ROWS + 3), 2);
	get(w, "/nl/opportunities.atom?kind=investment");
	assert_non_null(strstr(w->body.p, "<link rel=\"next\""));
	assert_non_null(strstr(w->body.p, "opportunities.atom?kind=investment&amp;skip=1000\"/>"));
	get(w, "/nl/opportunities.atom?kind=investment&skip=1000");
	assert_null(strstr(w->body.p, "<link rel=\"next\""));
	get(w, "/nl/opportunities.csv?kind=investment");
	assert_non_null(strstr(w->head,
	    "Link: <https://route.example:8443/nl/opportunities.csv?kind=investment&skip=1000>; rel=\"next\"\r\n"));
	/* Behind the end there is nothing, and what is no number is the beginning. */
	get(w, "/nl/opportunities.json?kind=investment&skip=999999");
	assert_non_null(strstr(w->body.p, "\"truncated\":false"));
	get(w, "/nl/opportunities.json?kind=investment&skip=-1");
	assert_non_null(strstr(w->body.p, "\"skipped\":0"));
}

/* The longest texts there can be: fewer rows fit, and none is lost. */
static void
test_cut_by_bytes(void **state)
{
	static const char *const targets[] = { "/nl/opportunities.csv?kind=partner_request",
		"/nl/opportunities.atom?kind=partner_request",
		"/nl/opportunities.ics?kind=partner_request" };
	struct worker *w = *state;

	put_many(w->st, "partner_request", 300, 16000);
	assert_in_range(follow(w, "partner_request", 300), 4, 6);
	for (size_t i = 0; i < countof(targets); i++) {
		get(w, targets[i]);
		assert_true(w->body.n < LIMIT_PAGE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hostile_json),
		cmocka_unit_test(test_hostile_csv),
		cmocka_unit_test(test_hostile_atom),
		cmocka_unit_test(test_hostile_calendar),
		cmocka_unit_test(test_cut_by_rows),
		cmocka_unit_test(test_cut_by_bytes),
	};

	if (!view_load_all(SOURCE_DIR "/templates"))
		return 1;
	return cmocka_run_group_tests(tests, start, end);
}
