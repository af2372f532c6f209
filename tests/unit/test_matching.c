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
#include "store/score_rules.h"
#include "store/taxonomy.h"
#include "store/vocabulary.h"
#include "domain/lists.h"
#include "rules_sample.h"

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
static struct match_memory memory;	/* as the job process keeps it */
static uint64_t generation;	/* of what find_row() remembers */

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

/* Concepts of both sectors, in two languages; what one side writes in Dutch the other asks in Chinese. */
static const struct {
	const char *code, *sectors, *nl, *zh, *broader;
} concepts[] = {
	{ "sludge", "water.sludge", "slib", "污泥", "" },
	{ "sludge-drying", "water.sludge", "slibdroging", "污泥干化", "sludge" },
	{ "digestion", "water.sludge", "slibgisting", "污泥消化", "sludge" },
	{ "membrane", "water.reuse", "membraan", "膜", "" },
	{ "membrane-bioreactor", "water.reuse", "membraanbioreactor", "膜生物反应器", "membrane" },
	{ "reverse-osmosis", "water.reuse", "omgekeerde osmose", "反渗透", "membrane" },
	{ "biofilter", "air.voc", "biofilter", "生物滤池", "" },
	{ "odour", "air.voc water.sludge", "geurhinder", "恶臭", "" },
};

static void
put_rules_and_vocabulary(void)
{
	bool changed;

	for (int r = 0; r < RULE__MAX; r++)
		assert_int_equal(score_rule_put(db, (enum score_rule)r, sample_rules.value[r], &changed), OK);
	for (size_t i = 0; i < countof(concepts); i++) {
		const struct concept_row row = { .code = concepts[i].code, .source = "",
			.sectors = concepts[i].sectors,
			.terms = { concepts[i].nl, concepts[i].code, concepts[i].zh },
			.broader = concepts[i].broader, .related = "" };

		assert_int_equal(concept_put(db, &row, &changed), OK);
	}
	assert_int_equal(vocabulary_stamp(db), OK);
}

/* A text with up to four of them, or of nothing. */
static const char *
some_text(enum lang lang)
{
	const char *text = lang == LANG_NL ? "Tekst" : "文本";

	for (uint32_t n = below(5); n > 0; n--) {
		size_t i = below(countof(concepts));
		text = arena_printf(arena, "%s, %s", text, lang == LANG_NL ? concepts[i].nl : concepts[i].zh);
	}
	return text;
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
			.summary = { { some_text(LANG_NL), "", "" } }, .trl = below(10),
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
		.title = { { "titel", "", "" } }, .summary = { { "", "", some_text(LANG_ZH) } }, .capacity = "",
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
	put_rules_and_vocabulary();
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
	match_memory_free(&memory);
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

	assert_non_null(row);
	assert_int_equal(match_get(db, row->id, &scope_of_all, arena, &got), OK);
	score_criteria(s, criteria);
	assert_int_equal(got.match.score, s->total);
	assert_string_equal(got.match.criteria, criteria);
	assert_string_equal(got.match.state, match_state_code(d ? d->state : MATCH_SUGGESTED));
	assert_int_equal(got.match.version, d ? 2 : 1);
}

/* The row of a pair, if there is one. */
static bool
find_row(int64_t technology, int64_t opportunity, struct match_pair *ret_pair)
{
	static struct match_pair_list pairs;
	static int64_t of;
	static uint64_t at;

	if (of != technology || at != generation) {
		assert_int_equal(match_pairs(db, MATCH_TECHNOLOGY, technology, arena, &pairs), OK);
		of = technology;
		at = generation;
	}
	for (size_t i = 0; i < pairs.n; i++) {
		if (pairs.items[i].opportunity.v == opportunity) {
			*ret_pair = pairs.items[i];
			return true;
		}
	}
	return false;
}

/* A pair that fits, as it stands among those of one side. */
struct ranked {
	size_t t, o;
	struct score score;
	bool suggested;
};

/* Whether ${a} is a better one than ${b}; ${id} tells them apart where all else is equal. */
static bool
is_better(const struct ranked *a, const struct ranked *b, int64_t id_a, int64_t id_b)
{
	if (a->score.total != b->score.total)
		return a->score.total > b->score.total;
	if (a->score.known != b->score.known)
		return a->score.known > b->score.known;
	if (a->score.met != b->score.met)
		return a->score.met > b->score.met;
	return id_a < id_b;
}

/* By counting, for each pair, how many of the same technology and of the same opportunity are better. */
static void
mark_suggested(struct match_memory *m, struct ranked *r, size_t n)
{
	int most = m->rules.value[RULE_SUGGESTIONS];

	for (size_t i = 0; i < n; i++) {
		int of_t = 0, of_o = 0;

		for (size_t j = 0; j < n; j++) {
			if (j == i)
				continue;
			of_t += r[j].t == r[i].t && is_better(&r[j], &r[i],
			    m->sides[1].items[r[j].o].in.id, m->sides[1].items[r[i].o].in.id);
			of_o += r[j].o == r[i].o && is_better(&r[j], &r[i],
			    m->sides[0].items[r[j].t].in.id, m->sides[0].items[r[i].t].in.id);
		}
		r[i].suggested = of_t < most || of_o < most;
	}
}

/* How many matches the review queue says there are. */
static size_t
counted(void)
{
	const struct match_filter filter = { .province = "", .region = "", .sector = "" };
	struct match_list list = { 0 };
	size_t n = 0;

	assert_int_equal(match_queue(db, &filter, arena, &list), OK);
	for (int g = 0; g < MATCHES__MAX; g++)
		n += list.groups[g];
	return n;
}

/* All pairs, one by one: every match is there with its score, and no other is. */
static void
assert_equals_all_pairs(void)
{
	struct match_memory fresh = { 0 };
	generation++;
	size_t n = 0, n_all = 0, kept = 0, n_kept_decided = 0;

	assert_int_equal(match_memory_load(&fresh, db, now), OK);
	const struct match_side *ts = &fresh.sides[MATCH_TECHNOLOGY], *os = &fresh.sides[MATCH_OPPORTUNITY];
	struct ranked *all = arena_new_of(arena, struct ranked, ts->n * os->n);
	struct ranked *none = arena_new_of(arena, struct ranked, ts->n * os->n);
	size_t n_none = 0;

	for (size_t i = 0; i < ts->n; i++) {
		for (size_t j = 0; j < os->n; j++) {
			struct ranked r = { .t = i, .o = j };

			score_pair(&fresh.scorer, &ts->items[i].in.side, &os->items[j].in.side, &r.score);
			if (ts->items[i].in.live && os->items[j].in.live &&
			    score_is_match(&fresh.rules, &r.score))
				all[n_all++] = r;
			else
				none[n_none++] = r;
		}
	}
	mark_suggested(&fresh, all, n_all);
	for (size_t k = 0; k < n_all + n_none; k++) {
		const struct ranked *r = k < n_all ? &all[k] : &none[k - n_all];
		int64_t t = ts->items[r->t].in.id, o = os->items[r->o].in.id;
		const struct decided *d = find_decided(t, o);
		struct match_pair row = { .technology = { t }, .opportunity = { o } };

		if (r->suggested || d)
			assert_pair(find_row(t, o, &row) ? &row : NULL, &r->score, d);
		else
			assert_false(find_row(t, o, &row));
		n += r->suggested || d;
		n_kept_decided += d != NULL;
	}
	for (size_t i = 0; i < ts->n; i++) {
		struct match_pair_list pairs = { 0 };

		assert_int_equal(match_pairs(db, MATCH_TECHNOLOGY, ts->items[i].in.id, arena, &pairs), OK);
		kept += pairs.n;
	}
	assert_int_equal(n, kept);
	assert_int_equal(n, counted());
	assert_int_equal(n_kept_decided, n_decided);
	assert_true(n > 100);
	match_memory_free(&fresh);
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
	assert_int_equal(c.written, c.suggested);
	assert_true(c.scored < c.pairs);
	assert_equals_all_pairs();
	assert_up_to_date();
}

static void
what_changed_gives_the_same_as_a_full_run(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	now++;
	assert_int_equal(matching_todo(&memory, db, now, &c), OK);
	assert_equals_all_pairs();
	for (int round = 0; round < 12; round++) {
		change(1 + round, false);
		now++;
		assert_int_equal(matching_todo(&memory, db, now, &c), OK);
		assert_equals_all_pairs();
		assert_up_to_date();
	}
}

/* The job process goes on from what it has in memory, however often. */
static void
one_change_after_another(void **state)
{
	struct matching_counts c = { 0 };
	size_t looked_at = 0;

	(void)state;
	now++;
	assert_int_equal(matching_todo(&memory, db, now, &c), OK);
	decide_some();
	size_t all = c.pairs;
	for (int round = 0; round < 40; round++) {
		change(round % 8 == 7 ? 12 : 1, false);
		now++;
		assert_int_equal(matching_todo(&memory, db, now, &c), OK);
		looked_at += c.pairs;
		assert_true(memory.picked);
		assert_equals_all_pairs();
	}
	/* Far less than looking at everything each time. */
	assert_true(looked_at < 40 * all / 2);
	assert_up_to_date();
}

/* Decisions outlive what made them: they are scored again, with what is true now. */
static void
what_was_decided_is_kept_and_scored_again(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	now++;
	assert_int_equal(matching_todo(&memory, db, now, &c), OK);
	decide_some();
	assert_equals_all_pairs();
	for (int round = 0; round < 8; round++) {
		change(4 + round, false);
		now++;
		if (round % 2 == 0)
			assert_int_equal(matching_todo(&memory, db, now, &c), OK);
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
	assert_int_equal(matching_todo(&memory, db, now, &c), OK);
	decide_some();
	now += (int64_t)200 * 86400;
	assert_int_equal(matching_passed(db, now), OK);
	assert_int_equal(matching_todo(&memory, db, now, &c), OK);
	assert_true(c.retired > 0);
	assert_true(c.written > 0);
	assert_true(count_of(is_expired) > 0);
	assert_int_equal(count_of(is_expired_and_live), 0);
	assert_equals_all_pairs();
	assert_up_to_date();

	/* Once is enough: nothing is put on the list again. */
	assert_int_equal(matching_passed(db, now + 1), OK);
	assert_int_equal(matching_todo(&memory, db, now + 1, &c), OK);
	assert_int_equal(c.pairs + c.written + c.retired, 0);
}

static void
nothing_changed_nothing_done(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	now++;
	assert_int_equal(matching_todo(&memory, db, now, &c), OK);
	now++;
	assert_int_equal(matching_todo(&memory, db, now, &c), OK);
	assert_int_equal(c.pairs, 0);
}

static void
a_deadline_that_passes_is_seen(void **state)
{
	struct matching_counts c = { 0 };

	(void)state;
	now++;
	assert_int_equal(matching_todo(&memory, db, now, &c), OK);
	now += (int64_t)200 * 86400;
	assert_int_equal(matching_passed(db, now), OK);
	assert_int_equal(matching_todo(&memory, db, now, &c), OK);
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
		TEST(one_change_after_another),
		TEST(what_was_decided_is_kept_and_scored_again),
		TEST(an_expired_opportunity_gets_no_suggestions),
		TEST(nothing_changed_nothing_done),
		TEST(a_deadline_that_passes_is_seen),
		TEST(the_job_does_all_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
