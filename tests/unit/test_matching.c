#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "job/job.h"
#include "job/matching.h"
#include "store/company.h"
#include "store/company_check.h"
#include "store/db.h"
#include "store/match.h"
#include "store/migrate.h"
#include "store/opportunity.h"
#include "store/taxonomy.h"
#include "domain/lists.h"
#include "taxonomy_sample.h"

/*
 * Random companies and opportunities, the same on every run: after whatever
 * changes, the matches are those that scoring all pairs gives.
 */
#define N_COMPANIES     60
#define N_OPPORTUNITIES 80

static struct arena *arena;
static struct db *db;
static char folder[] = "/tmp/test_matching.XXXXXX";
static const char *path;
static uint32_t seed;
static int64_t now;

/* What staff decided in a test: it stays, whatever becomes of the pair. */
#define DECIDED_MAX 2048
static struct decided {
	int64_t technology, opportunity;
	enum match_state state;
} decided[DECIDED_MAX];
static size_t n_decided;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525U + 1013904223U;
	return (seed >> 16) % n;
}

static struct code_list
some(const struct list *list, size_t n_tree, bool sectors)
{
	struct code_list out = { arena_new_of(arena, const char *, 8), 0 };
	size_t all = list ? list->n : n_tree;

	for (size_t i = 0; i < all && out.n < 8; i++) {
		if (below(3) > 0)
			continue;
		out.items[out.n++] = list ? list->items[i].code
		    : sectors ? sample_sectors[i].code : sample_regions[i].code;
	}
	return out;
}

static enum err
put_company(int i)
{
	struct company_new c = { .ref = arena_printf(arena, "C%d", i), .name = "Test",
		.enterprise_number = "", .province = "", .website = "", .size = "",
		.export_experience = "", .contact_name = "", .contact_email = "",
		.languages = some(&list_languages, 0, false), .state = "verified" };
	company_id id;
	bool changed;
	enum err e = company_update(db, &c, now, &id, &changed);

	if (e == ERR_NOT_FOUND)
		e = company_insert(db, &c, now, &id);

	int n = 1 + (int)below(3);
	for (int p = 1; p <= n && e == OK; p++) {
		struct technology_new t = { .position = p, .oneline = "", .capacity = "",
			.summary = { { "tekst", "", "" } }, .trl = below(10),
			.sectors = some(NULL, countof(sample_sectors), true),
			.regions = some(NULL, countof(sample_regions), false),
			.cooperation = some(&list_cooperation, 0, false) };
		technology_id technology;

		e = technology_put(db, id, &t, now, &technology, &changed);
	}

	struct technology_list kept = { 0 };
	if (e == OK)
		e = technology_list(db, id, arena, &kept);
	for (size_t k = 0; k < kept.n && e == OK; k++)
		if (kept.items[k].position > n)
			e = technology_archive(db, kept.items[k].id, now, &changed);
	if (e == OK && below(8) == 0) {
		struct company is;

		e = company_get(db, id, arena, &is);
		if (e == OK)
			e = company_decide(db, &(struct company_decision){ id, is.state, "refused", "",
			    scope_of_all }, now);
	}
	return e;
}

static enum err
put_opportunity(int i)
{
	static const char *const deadlines[] = { "", "2026-01-01", "2026-06-30", "2027-12-31" };
	struct opportunity_new o = { .ref = arena_printf(arena, "O%d", i), .kind = "tender",
		.title = { { "titel", "", "" } }, .summary = { { "", "", "" } }, .capacity = "",
		.trl_min = below(10), .deadline = deadlines[below(4)], .organisation = "",
		.source_url = "", .status = below(6) == 0 ? "closed" : "published",
		.sectors = some(NULL, countof(sample_sectors), true),
		.regions = some(NULL, countof(sample_regions), false),
		.cooperation = some(&list_cooperation, 0, false) };
	opportunity_id id;
	enum put_result result;

	return opportunity_put(db, &o, now, &id, &result);
}

/* Write ${n} of each, chosen at random, or all of them. */
static void
change(int n, bool all)
{
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(db, &tx), OK);
	for (int i = 0; i < (all ? N_COMPANIES : n); i++)
		assert_int_equal(put_company(all ? i : (int)below(N_COMPANIES)), OK);
	for (int i = 0; i < (all ? N_OPPORTUNITIES : n); i++)
		assert_int_equal(put_opportunity(all ? i : (int)below(N_OPPORTUNITIES)), OK);
	assert_int_equal(tx_commit(&tx), OK);
}

static void
put_taxonomy(void)
{
	TX_AUTO tx = { 0 };
	bool changed;

	assert_int_equal(tx_begin(db, &tx), OK);
	for (size_t i = 0; i < countof(sample_sectors); i++) {
		int p = sample_sectors[i].parent;

		assert_int_equal(taxonomy_put_sector(db, &sample_sectors[i],
		    p < 0 ? "" : sample_sectors[p].code, (int64_t)i + 1, &changed), OK);
	}
	for (size_t i = 0; i < countof(sample_regions); i++) {
		int p = sample_regions[i].parent;

		assert_int_equal(taxonomy_put_region(db, &sample_regions[i],
		    p < 0 ? "" : sample_regions[p].code, (int64_t)i + 1, &changed), OK);
	}
	assert_int_equal(tx_commit(&tx), OK);
}

static int
set_up(void **state)
{
	day d;

	(void)state;
	arena = arena_new((size_t)256 << 20);
	snprintf(folder, sizeof(folder), "/tmp/test_matching.XXXXXX");
	assert_non_null(mkdtemp(folder));
	path = arena_printf(arena, "%s/db", folder);
	assert_int_equal(migrate_init(path, SOURCE_DIR), OK);
	assert_int_equal(db_open(path, &db), OK);
	db_begin_request(db, SYSTEM, true);
	assert_int_equal(day_parse("2026-03-01", &d), 0);
	now = (int64_t)d.v * 86400 + 43200;
	seed = 20260301;
	n_decided = 0;
	put_taxonomy();
	change(0, true);
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const files[] = { "db", "db-wal", "db-shm", "db.lock", "db-lock" };

	(void)state;
	db_end_request(db);
	db_close(db);
	for (size_t i = 0; i < countof(files); i++)
		(void)unlink(arena_printf(arena, "%s/%s", folder, files[i]));
	(void)rmdir(folder);
	arena_free(arena);
	return 0;
}

static const struct decided *
find_decided(int64_t technology, int64_t opportunity)
{
	for (size_t i = 0; i < n_decided; i++)
		if (decided[i].technology == technology && decided[i].opportunity == opportunity)
			return &decided[i];
	return NULL;
}

/* Decide about every second match of every third technology. */
static void
decide_some(void)
{
	static const enum match_state to[] = { MATCH_SUITABLE, MATCH_NOT_SUITABLE, MATCH_MORE_INFO,
		MATCH_IN_REVIEW };
	struct match_pair_list pairs;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(db, &tx), OK);
	for (int64_t t = 1; t < 150; t += 3) {
		assert_int_equal(match_pairs(db, MATCH_TECHNOLOGY, t, arena, &pairs), OK);
		for (size_t i = 0; i < pairs.n && n_decided < DECIDED_MAX; i += 2) {
			struct match_decision d = { .id = pairs.items[i].id, .version = 1,
				.from = MATCH_SUGGESTED, .to = to[n_decided % countof(to)],
				.scope = scope_of_all, .account_id = 1, .account_name = "Els",
				.reason = "", .note = "" };

			assert_int_equal(match_decide(db, &d, now), OK);
			decided[n_decided++] = (struct decided){ t, pairs.items[i].opportunity.v,
				d.to };
		}
	}
	assert_int_equal(tx_commit(&tx), OK);
	assert_true(n_decided > 100);
}

/* The row of a pair says what is true of it now; that of a decision also what was decided. */
static void
assert_pair(const struct match_pair *row, const struct score *s, const struct decided *d)
{
	char criteria[CRITERION__MAX + 1];
	struct match_row got;

	assert_int_equal(match_get(db, row->id, &scope_of_all, arena, &got), OK);
	score_criteria(s, criteria);
	assert_int_equal(got.match.score, s->total);
	assert_string_equal(got.match.criteria, criteria);
	assert_string_equal(got.match.state, match_state_code(d ? d->state : MATCH_SUGGESTED));
	assert_int_equal(got.match.version, d ? 2 : 1);
}

/* All pairs, one by one: every match is there with its score, and no other is. */
static void
assert_equals_all_pairs(void)
{
	struct match_inputs in = { 0 };
	struct taxonomy *t = NULL;
	size_t n = 0, kept = 0, n_kept_decided = 0;

	assert_int_equal(taxonomy_load(db, &t), OK);
	assert_int_equal(match_inputs(db, t, day_of(now), arena, &in), OK);
	for (size_t i = 0; i < in.n_technologies; i++) {
		const struct match_input *a = &in.technologies[i];
		struct match_pair_list pairs = { 0 };

		assert_int_equal(match_pairs(db, MATCH_TECHNOLOGY, a->id, arena, &pairs), OK);
		kept += pairs.n;
		for (size_t j = 0; j < in.n_opportunities; j++) {
			const struct match_input *b = &in.opportunities[j];
			const struct decided *d = find_decided(a->id, b->id);
			const struct match_pair *row = NULL;
			struct score s;

			score_pair(t, &a->side, &b->side, &s);
			for (size_t k = 0; k < pairs.n; k++)
				if (pairs.items[k].opportunity.v == b->id)
					row = &pairs.items[k];
			bool fits = a->live && b->live && score_is_match(&s);
			assert_int_equal(row != NULL, fits || d);
			if (row)
				assert_pair(row, &s, d);
			n += row != NULL;
			n_kept_decided += d != NULL;
		}
	}
	assert_int_equal(n, kept);
	assert_int_equal(n_kept_decided, n_decided);
	assert_true(n > 100);
	taxonomy_free(t);
}

/* A full run finds nothing to do. */
static void
assert_up_to_date(void)
{
	struct matching_counts c = { 0 };

	assert_int_equal(matching_run(db, now, &c), OK);
	assert_int_equal(c.written, 0);
	assert_int_equal(c.retired, 0);
}

static void
a_full_run_equals_all_pairs(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	assert_int_equal(matching_run(db, now, &c), OK);
	assert_true(c.pairs < c.technologies * c.opportunities);
	assert_int_equal(c.written, c.matches);
	assert_equals_all_pairs();
	assert_up_to_date();
}

static void
what_changed_gives_the_same_as_a_full_run(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	now++;
	assert_int_equal(matching_todo(db, now, &c), OK);
	assert_equals_all_pairs();
	for (int round = 0; round < 12; round++) {
		change(1 + round, false);
		now++;
		assert_int_equal(matching_todo(db, now, &c), OK);
		assert_equals_all_pairs();
		assert_up_to_date();
	}
}

/* Decisions outlive what made them: they are scored again, with what is true now. */
static void
what_was_decided_is_kept_and_scored_again(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	now++;
	assert_int_equal(matching_todo(db, now, &c), OK);
	decide_some();
	assert_equals_all_pairs();
	for (int round = 0; round < 8; round++) {
		change(4 + round, false);
		now++;
		if (round % 2 == 0)
			assert_int_equal(matching_todo(db, now, &c), OK);
		else
			assert_int_equal(matching_run(db, now, &c), OK);
		assert_equals_all_pairs();
		assert_up_to_date();
	}
}

static int64_t
count_of(bool (*which)(const struct match_input *))
{
	struct match_inputs in = { 0 };
	struct taxonomy *t = NULL;
	int64_t n = 0;

	assert_int_equal(taxonomy_load(db, &t), OK);
	assert_int_equal(match_inputs(db, t, day_of(now), arena, &in), OK);
	for (size_t i = 0; i < in.n_opportunities; i++)
		n += which(&in.opportunities[i]);
	taxonomy_free(t);
	return n;
}

static bool
is_expired(const struct match_input *o)
{
	return o->side.has_deadline && !o->side.open;
}

static bool
is_expired_and_live(const struct match_input *o)
{
	return is_expired(o) && o->live;
}

/* The day passes: suggestions go, decisions stay, and nothing new is suggested. */
static void
an_expired_opportunity_gets_no_suggestions(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	now++;
	assert_int_equal(matching_todo(db, now, &c), OK);
	decide_some();
	now += (int64_t)200 * 86400;
	assert_int_equal(matching_passed(db, now), OK);
	assert_int_equal(matching_todo(db, now, &c), OK);
	assert_true(c.retired > 0);
	assert_true(c.written > 0);
	assert_true(count_of(is_expired) > 0);
	assert_int_equal(count_of(is_expired_and_live), 0);
	assert_equals_all_pairs();
	assert_up_to_date();

	/* Once is enough: nothing is put on the list again. */
	assert_int_equal(matching_passed(db, now + 1), OK);
	assert_int_equal(matching_todo(db, now + 1, &c), OK);
	assert_int_equal(c.pairs + c.written + c.retired, 0);
}

static void
nothing_changed_nothing_done(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	now++;
	assert_int_equal(matching_todo(db, now, &c), OK);
	now++;
	assert_int_equal(matching_todo(db, now, &c), OK);
	assert_int_equal(c.pairs, 0);
}

static void
a_deadline_that_passes_is_seen(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	now++;
	assert_int_equal(matching_todo(db, now, &c), OK);
	now += (int64_t)200 * 86400;
	assert_int_equal(matching_passed(db, now), OK);
	assert_int_equal(matching_todo(db, now, &c), OK);
	assert_true(c.retired > 0);
	assert_equals_all_pairs();
	assert_up_to_date();
}

static void
the_job_does_all_of_it(void **state)
{
	int64_t seconds = 0;

	(void)state;
	now++;
	db_end_request(db);
	assert_int_equal(job_round(db, now, &seconds), OK);
	assert_true(seconds > 0);
	now += (int64_t)200 * 86400;
	assert_int_equal(job_round(db, now, &seconds), OK);
	db_begin_request(db, SYSTEM, true);
	assert_equals_all_pairs();
	assert_up_to_date();
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_full_run_equals_all_pairs),
		TEST(what_changed_gives_the_same_as_a_full_run),
		TEST(what_was_decided_is_kept_and_scored_again),
		TEST(an_expired_opportunity_gets_no_suggestions),
		TEST(nothing_changed_nothing_done),
		TEST(a_deadline_that_passes_is_seen),
		TEST(the_job_does_all_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
