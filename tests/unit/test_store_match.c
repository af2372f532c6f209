#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/match.h"
#include "store/match_best.h"
#include "rules_sample.h"
#include "store_sample.h"

#define LATER (NOW + 100)

static const struct scope antwerpen = { SCOPE_PROVINCE, "antwerpen" },
			  limburg = { SCOPE_PROVINCE, "limburg" }, nothing = { SCOPE_NONE, "" };

static const day today = { 20700 };

/* A company with its technology, an opportunity, and their match. */
struct pair {
	company_id company;
	technology_id technology;
	opportunity_id opportunity;
	match_id match;
};

static struct score
score_of(struct store *st, const struct pair *p)
{
	struct match_inputs in;
	struct score score;
	const struct match_input *t = NULL, *o = NULL;

	assert_int_equal(match_inputs(st->db, &sample, today, st->arena, &in), OK);
	for (size_t i = 0; i < in.n_technologies; i++)
		if (in.technologies[i].id == p->technology.v)
			t = &in.technologies[i];
	for (size_t i = 0; i < in.n_opportunities; i++)
		if (in.opportunities[i].id == p->opportunity.v)
			o = &in.opportunities[i];
	assert_non_null(t);
	assert_non_null(o);
	score_pair(&sample_scorer, &t->side, &o->side, &score);
	return score;
}

static bool
put(struct store *st, const struct pair *p, const struct score *score, int64_t now)
{
	struct match_batch batch;
	bool changed;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(match_batch_begin(st->db, &batch), OK);
	assert_int_equal(
	    match_new(st->db, &batch, p->technology, p->opportunity, score, now, &changed), OK);
	if (!changed)
		assert_int_equal(
		    match_rescore(st->db, p->technology, p->opportunity, score, now, &changed), OK);
	assert_int_equal(match_batch_count(st->db, &batch), OK);
	assert_int_equal(tx_commit(&tx), OK);
	return changed;
}

static struct pair
make_pair(struct store *st, const char *company, const char *opportunity)
{
	struct opportunity_new o = sample_opportunity(opportunity);
	struct match_pair_list list;
	struct pair p;
	enum put_result result;

	p.company = put_company(st->db, company, &p.technology);
	p.opportunity = put_opportunity(st->db, &o, NOW, &result);
	struct score score = score_of(st, &p);

	assert_true(put(st, &p, &score, NOW));
	assert_int_equal(
	    match_pairs(st->db, MATCH_TECHNOLOGY, p.technology.v, st->arena, &list), OK);
	p.match = list.items[0].id;
	return p;
}

static enum err
decide(struct store *st, match_id id, int64_t version, enum match_state from, enum match_state to,
    const struct scope *scope)
{
	const struct match_decision d = { .id = id, .version = version, .from = from, .to = to,
		.scope = *scope, .account_id = 7, .account_name = "Els",
		.reason = to == MATCH_NOT_SUITABLE ? "too_small" : "", .note = "gezien" };
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(st->db, &tx);

	if (e == OK)
		e = match_decide(st->db, &d, LATER);
	return e == OK ? tx_commit(&tx) : e;
}

static void
inputs(void **state)
{
	struct store *st = *state;
	struct opportunity_new draft = sample_opportunity("SN-2");
	struct company_new refused = sample_company("VL-2");
	struct pair p = make_pair(st, "VL-1", "SN-1");
	struct match_inputs in;
	enum put_result result;
	company_id id;
	TX_AUTO tx = { 0 };

	draft.status = "draft";
	put_opportunity(st->db, &draft, NOW, &result);
	refused.state = "submitted";
	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(company_insert(st->db, &refused, NOW, &id), OK);
	assert_int_equal(tx_commit(&tx), OK);

	assert_int_equal(match_inputs(st->db, &sample, today, st->arena, &in), OK);
	assert_int_equal(in.n_technologies, 1);
	assert_int_equal(in.n_opportunities, 1);
	assert_string_equal(in.technologies[0].ref, "VL-1");
	assert_string_equal(in.opportunities[0].ref, "SN-1");
	const struct score_side *t = &in.technologies[0].side, *o = &in.opportunities[0].side;

	assert_int_equal(t->n_sectors, 1);
	assert_int_equal(t->sectors[0], WATER_SLUDGE);
	assert_int_equal(t->n_regions, 2);
	assert_int_equal(t->trl, 8);
	assert_int_equal(t->languages, 1U << LANG_NL | 1U << LANG_EN);
	assert_int_equal(t->cooperation, 1U << 0 | 1U << 5);
	assert_int_equal(o->regions[0], GUANGZHOU);
	assert_true(o->has_deadline);
	assert_int_equal(in.technologies[0].id, p.technology.v);
}

static void
the_same_score_changes_nothing(void **state)
{
	struct store *st = *state;
	struct pair p = make_pair(st, "VL-1", "SN-1");
	struct score score = score_of(st, &p);
	struct match_row row;
	struct match_event_list events;
	bool deleted;
	TX_AUTO tx = { 0 };

	assert_false(put(st, &p, &score, LATER));
	score.total--;
	assert_true(put(st, &p, &score, LATER));
	assert_int_equal(match_get(st->db, p.match, &scope_of_all, st->arena, &row), OK);
	assert_int_equal(row.match.score, score.total);
	assert_int_equal(row.match.created_at, NOW);
	assert_int_equal(row.match.scored_at, LATER);
	assert_int_equal(row.match.version, 1);
	assert_string_equal(row.match.state, "suggested");
	assert_string_equal(row.match.rules, "7");
	assert_string_equal(row.company_name, "Testwater bv");
	assert_string_equal(row.technology_name, "Slib drogen");
	assert_string_equal(row.opportunity_ref, "SN-1");
	assert_int_equal(match_events(st->db, p.match, &scope_of_all, st->arena, &events), OK);
	assert_int_equal(events.n, 1);
	assert_string_equal(events.items[0].to_state, "suggested");
	assert_string_equal(events.items[0].account_name, "");

	/* Nobody touched it, so it may go; and come again. */
	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(match_retire(st->db, p.technology, p.opportunity, &deleted), OK);
	assert_true(deleted);
	assert_int_equal(match_retire(st->db, p.technology, p.opportunity, &deleted), OK);
	assert_false(deleted);
	assert_int_equal(tx_commit(&tx), OK);
	assert_true(put(st, &p, &score, LATER));
}

static void
the_second_decision_is_told(void **state)
{
	struct store *st = *state;
	struct pair p = make_pair(st, "VL-1", "SN-1");
	struct match_event_list events;
	struct match_row row;
	bool deleted;
	TX_AUTO tx = { 0 };

	assert_int_equal(decide(st, p.match, 1, MATCH_SUGGESTED, MATCH_NOT_SUITABLE, &scope_of_all), OK);
	assert_int_equal(decide(st, p.match, 1, MATCH_SUGGESTED, MATCH_SUITABLE, &scope_of_all), ERR_CONFLICT);
	assert_int_equal(match_get(st->db, p.match, &scope_of_all, st->arena, &row), OK);
	assert_string_equal(row.match.state, "not_suitable");
	assert_string_equal(row.match.reason, "too_small");
	assert_int_equal(row.match.version, 2);
	assert_int_equal(match_events(st->db, p.match, &scope_of_all, st->arena, &events), OK);
	assert_int_equal(events.n, 3);
	assert_string_equal(events.items[1].to_state, "in_review");
	assert_string_equal(events.items[1].note, "");
	assert_string_equal(events.items[2].from_state, "in_review");
	assert_string_equal(events.items[2].to_state, "not_suitable");
	assert_string_equal(events.items[2].note, "gezien");
	assert_string_equal(events.items[2].account_name, "Els");
	assert_int_equal(events.items[2].at, LATER);

	/* Undo; the same version, or a state that it is not in, is a conflict too. */
	assert_int_equal(decide(st, p.match, 2, MATCH_SUITABLE, MATCH_IN_REVIEW, &scope_of_all), ERR_CONFLICT);
	assert_int_equal(decide(st, p.match, 2, MATCH_NOT_SUITABLE, MATCH_IN_REVIEW, &scope_of_all), OK);
	assert_int_equal(
	    decide(st, p.match, 2, MATCH_NOT_SUITABLE, MATCH_IN_REVIEW, &scope_of_all), ERR_CONFLICT);

	/* It was touched, so it stays. */
	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(match_retire(st->db, p.technology, p.opportunity, &deleted), OK);
	assert_false(deleted);
	assert_int_equal(tx_commit(&tx), OK);
}

static void
nobody_sees_beyond_the_scope(void **state)
{
	struct store *st = *state;
	struct pair p = make_pair(st, "VL-1", "SN-1"), other = make_pair(st, "VL-2", "SN-2");
	struct match_filter f = { .province = "limburg", .limit = 10 };
	struct match_event_list events;
	struct match_list list;
	struct match_row row;

	assert_int_equal(match_get(st->db, p.match, &antwerpen, st->arena, &row), OK);
	assert_int_equal(match_get(st->db, p.match, &limburg, st->arena, &row), ERR_NOT_FOUND);
	assert_int_equal(match_events(st->db, p.match, &limburg, st->arena, &events), OK);
	assert_int_equal(events.n, 0);
	/* Who looks after nobody sees nothing: an empty province is not all of them. */
	assert_int_equal(match_get(st->db, p.match, &nothing, st->arena, &row), ERR_NOT_FOUND);
	assert_int_equal(match_events(st->db, p.match, &nothing, st->arena, &events), OK);
	assert_int_equal(events.n, 0);
	assert_int_equal(
	    decide(st, p.match, 1, MATCH_SUGGESTED, MATCH_SUITABLE, &nothing), ERR_CONFLICT);
	assert_int_equal(match_queue(st->db, &f, st->arena, &list), OK);
	assert_int_equal(list.total, 0);
	assert_int_equal(
	    decide(st, p.match, 1, MATCH_SUGGESTED, MATCH_SUITABLE, &limburg), ERR_CONFLICT);
	assert_int_equal(decide(st, p.match, 1, MATCH_SUGGESTED, MATCH_SUITABLE, &antwerpen), OK);

	assert_int_equal(match_list_for_company(st->db, p.company, 10, st->arena, &list), OK);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.total, 1);
	assert_int_equal(list.items[0].match.id.v, p.match.v);
	assert_string_equal(list.items[0].match.state, "suitable");
	assert_int_equal(match_list_for_company(st->db, other.company, 10, st->arena, &list), OK);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.items[0].match.id.v, other.match.v);
}

/* A draft that was published before is no longer for the company's eyes. */
static void
back_to_draft(void **state)
{
	struct store *st = *state;
	struct pair p = make_pair(st, "VL-1", "SN-1");
	struct opportunity_new o = sample_opportunity("SN-1");
	struct match_list list;
	enum put_result result;

	o.status = "draft";
	put_opportunity(st->db, &o, LATER, &result);
	assert_int_equal(match_list_for_company(st->db, p.company, 10, st->arena, &list), OK);
	assert_int_equal(list.n, 0);
	assert_int_equal(list.total, 0);
}

static size_t
queue(struct store *st, struct match_filter f)
{
	struct match_list list;

	f.province = f.province ? f.province : "";
	f.limit = 10;
	assert_int_equal(match_queue(st->db, &f, st->arena, &list), OK);
	assert_int_equal(list.total, list.n);
	return list.n;
}

static void
the_queue(void **state)
{
	struct store *st = *state;
	struct pair p = make_pair(st, "VL-1", "SN-1");

	make_pair(st, "VL-2", "SN-2");
	assert_int_equal(queue(st, (struct match_filter){ .region = "" }), 2);
	assert_int_equal(queue(st, (struct match_filter){ .region = "CN" }), 2);
	assert_int_equal(queue(st, (struct match_filter){ .region = "CN-GD" }), 2);
	assert_int_equal(queue(st, (struct match_filter){ .region = "CN-SC" }), 0);
	assert_int_equal(queue(st, (struct match_filter){ .sector = "water" }), 2);
	assert_int_equal(queue(st, (struct match_filter){ .sector = "air" }), 0);
	assert_int_equal(queue(st, (struct match_filter){ .province = "antwerpen" }), 2);

	assert_int_equal(decide(st, p.match, 1, MATCH_SUGGESTED, MATCH_MORE_INFO, &scope_of_all), OK);
	assert_int_equal(queue(st, (struct match_filter){ .group = MATCHES_OPEN }), 1);
	assert_int_equal(queue(st, (struct match_filter){ .group = MATCHES_MORE_INFO }), 1);
	assert_int_equal(queue(st, (struct match_filter){ .group = MATCHES_DECIDED }), 0);
	assert_int_equal(decide(st, p.match, 2, MATCH_MORE_INFO, MATCH_IN_REVIEW, &scope_of_all), OK);
	assert_int_equal(decide(st, p.match, 3, MATCH_IN_REVIEW, MATCH_SUITABLE, &scope_of_all), OK);
	assert_int_equal(queue(st, (struct match_filter){ .group = MATCHES_DECIDED }), 1);
}

/* Walking by "next" gives the list, by "previous" the list backwards, in every order. */
static void
neighbours(void **state)
{
	static const char *const deadlines[] = { "2026-12-18", "", "2026-11-01", "2026-12-18", "" };
	struct store *st = *state;
	enum { N = countof(deadlines) };

	for (int i = 0; i < N; i++) {
		char company[16], ref[16];
		struct pair p;
		struct opportunity_new o;
		enum put_result result;

		snprintf(company, sizeof(company), "VL-%d", i);
		snprintf(ref, sizeof(ref), "SN-%d", i);
		p = make_pair(st, company, ref);
		o = sample_opportunity(ref);
		o.deadline = deadlines[i];
		put_opportunity(st->db, &o, LATER, &result);
		struct score score = score_of(st, &p);

		score.total = 50 + i % 3;
		put(st, &p, &score, LATER);
	}
	/* All of it, and by way of the region: the same rows in the same order. */
	for (int i = 0; i < 6; i++) {
		enum match_sort sort = (enum match_sort)(i / 2);
		struct match_filter f = { .province = "", .sort = sort, .limit = N,
			.region = i % 2 ? "CN" : "" };
		struct match_list list;
		match_id previous, next;

		assert_int_equal(match_queue(st->db, &f, st->arena, &list), OK);
		assert_int_equal(list.n, N);
		for (size_t k = 0; k < N; k++) {
			assert_int_equal(match_neighbours(st->db, &f, &list.items[k],
					     &previous, &next),
			    OK);
			assert_int_equal(previous.v, k == 0 ? 0 : list.items[k - 1].match.id.v);
			assert_int_equal(next.v, k == N - 1 ? 0 : list.items[k + 1].match.id.v);
		}
		if (sort == MATCH_BY_SCORE)
			assert_true(list.items[0].match.score > list.items[N - 1].match.score);
		if (sort == MATCH_BY_DEADLINE) {
			assert_string_equal(list.items[0].deadline, "2026-11-01");
			assert_string_equal(list.items[N - 1].deadline, "");
		}
	}
}

/* ---- The list of the job process ---- */

/* The number that is kept is that of the rows, in every province and group. */
static void
assert_counted(struct store *st, const char *province, size_t n)
{
	for (enum match_group g = MATCHES_OPEN; g < MATCHES__MAX; g++) {
		struct match_filter f = { .province = province, .group = g, .limit = 100 };
		struct match_list kept, counted;

		assert_int_equal(match_queue(st->db, &f, st->arena, &kept), OK);
		assert_int_equal(kept.n, kept.total);
		f.region = "CN";
		assert_int_equal(match_queue(st->db, &f, st->arena, &counted), OK);
		assert_int_equal(counted.n, counted.total);
		assert_int_equal(counted.total, kept.total);
		n -= kept.total;
	}
	assert_int_equal(n, 0);
}

static void
the_queue_counts_what_changes(void **state)
{
	static const char *const provinces[] = { "antwerpen", "limburg", "oost-vlaanderen",
		"vlaams-brabant", "west-vlaanderen", "" };
	struct store *st = *state;
	struct pair pairs[6];
	struct opportunity_new o = sample_opportunity("SN-0");
	enum put_result result;
	bool deleted;

	for (int i = 0; i < 6; i++) {
		struct company_new c = sample_company(arena_printf(st->arena, "VL-%d", i));
		company_id id;
		bool changed;
		TX_AUTO tx = { 0 };

		pairs[i] = make_pair(st, c.ref, arena_printf(st->arena, "SN-%d", i));
		/* Moved after the match was made: it moves with its company. */
		c.province = provinces[i];
		assert_int_equal(tx_begin(st->db, &tx), OK);
		assert_int_equal(company_update(st->db, &c, LATER, &id, &changed), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	assert_counted(st, "", 6);
	for (int i = 0; i < 5; i++)
		assert_counted(st, provinces[i], 1);
	assert_int_equal(
	    decide(st, pairs[1].match, 1, MATCH_SUGGESTED, MATCH_SUITABLE, &scope_of_all), OK);
	assert_counted(st, "limburg", 1);

	/* So does a deadline: the first is now the last. */
	o.deadline = "";
	put_opportunity(st->db, &o, LATER, &result);
	struct match_filter f = { .province = "", .sort = MATCH_BY_DEADLINE, .limit = 100 };
	struct match_list list;
	assert_int_equal(match_queue(st->db, &f, st->arena, &list), OK);
	assert_int_equal(list.n, 5);
	assert_int_equal(list.items[4].match.id.v, pairs[0].match.v);
	{
		TX_AUTO tx = { 0 };

		assert_int_equal(tx_begin(st->db, &tx), OK);
		assert_int_equal(match_retire(
		    st->db, pairs[0].technology, pairs[0].opportunity, &deleted), OK);
		assert_true(deleted);
		assert_int_equal(tx_commit(&tx), OK);
	}
	assert_counted(st, "", 5);
	assert_counted(st, "antwerpen", 0);
}

static void
a_change_while_it_is_scored(void **state)
{
	struct store *st = *state;
	struct opportunity_new o = sample_opportunity("SN-1");
	struct match_todo_list list, after;
	enum put_result result;
	TX_AUTO tx = { 0 };

	put_opportunity(st->db, &o, NOW, &result);
	assert_int_equal(match_todo_next(st->db, 10, st->arena, &list), OK);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.items[0].subject, MATCH_OPPORTUNITY);

	/* In the very same second somebody changes it: what is done is not this. */
	o.trl_min = 3;
	put_opportunity(st->db, &o, NOW, &result);
	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(match_todo_done(st->db, &list.items[0]), OK);
	assert_int_equal(match_todo_next(st->db, 10, st->arena, &after), OK);
	assert_int_equal(after.n, 1);
	assert_int_equal(match_todo_done(st->db, &after.items[0]), OK);
	assert_int_equal(match_todo_next(st->db, 10, st->arena, &after), OK);
	assert_int_equal(after.n, 0);
	assert_int_equal(tx_commit(&tx), OK);
}

/* ---- Export ---- */

/* What match_best() gives, one after the other. */
static const char *
export(struct store *st, enum match_by by, int64_t limit, int64_t min_score)
{
	struct match_id_list list;
	const char *text = "";

	assert_int_equal(match_best(st->db, by, limit, min_score, st->arena, &list), OK);
	for (size_t i = 0; i < list.n; i++) {
		struct match_row r;

		assert_int_equal(match_get(st->db, list.items[i], &scope_of_all, st->arena, &r), OK);
		text = arena_printf(st->arena, "%s%s %s %d;", text, r.company_ref,
		    r.opportunity_ref, (int)r.match.score);
	}
	return text;
}

/* Another technology of the company of ${p}, with a match of that score. */
static struct pair
second_technology(struct store *st, const struct pair *p, int total)
{
	struct technology_new t = sample_technology();
	struct pair second = { .company = p->company, .opportunity = p->opportunity };
	struct score score = score_of(st, p);
	struct match_pair_list list;
	bool changed;

	t.position = 2;
	{
		TX_AUTO tx = { 0 };

		assert_int_equal(tx_begin(st->db, &tx), OK);
		assert_int_equal(
		    technology_put(st->db, p->company, &t, NOW, &second.technology, &changed), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	score.total = total;
	put(st, &second, &score, NOW);
	assert_int_equal(
	    match_pairs(st->db, MATCH_TECHNOLOGY, second.technology.v, st->arena, &list), OK);
	second.match = list.items[0].id;
	return second;
}

static void
export_best_first(void **state)
{
	struct store *st = *state;
	struct pair a = make_pair(st, "VL-1", "SN-1"), b = make_pair(st, "VL-2", "SN-2");
	struct pair ab = { .technology = a.technology, .opportunity = b.opportunity };
	struct score score = score_of(st, &a);

	score.total = 50;
	put(st, &a, &score, NOW);
	score.total = 70;
	put(st, &b, &score, NOW);
	score.total = 60;
	put(st, &ab, &score, NOW);
	/* A second technology of the same company fits less: it is not told again. */
	second_technology(st, &a, 40);

	assert_string_equal(export(st, MATCH_BY_OPPORTUNITY, 0, 0),
	    "VL-2 SN-2 70;VL-1 SN-2 60;VL-1 SN-1 50;");
	assert_string_equal(export(st, MATCH_BY_OPPORTUNITY, 1, 0), "VL-2 SN-2 70;VL-1 SN-1 50;");
	assert_string_equal(export(st, MATCH_BY_COMPANY, 1, 0), "VL-2 SN-2 70;VL-1 SN-2 60;");
	assert_string_equal(export(st, MATCH_BY_COMPANY, 20, 55), "VL-2 SN-2 70;VL-1 SN-2 60;");
}

/* Of the technologies of one company, the one that staff spoke about is told, not the best. */
static void
export_what_staff_said(void **state)
{
	struct store *st = *state;
	struct pair best = make_pair(st, "VL-1", "SN-1");
	struct pair decided = second_technology(st, &best, 20);
	struct score score = score_of(st, &best);

	score.total = 90;
	put(st, &best, &score, NOW);
	for (enum match_by by = MATCH_BY_OPPORTUNITY; by <= MATCH_BY_COMPANY; by++)
		assert_string_equal(export(st, by, 0, 0), "VL-1 SN-1 90;");
	assert_int_equal(
	    decide(st, decided.match, 1, MATCH_SUGGESTED, MATCH_NOT_SUITABLE, &scope_of_all), OK);
	for (enum match_by by = MATCH_BY_OPPORTUNITY; by <= MATCH_BY_COMPANY; by++) {
		assert_string_equal(export(st, by, 0, 0), "VL-1 SN-1 20;");
		/* The other one does not take its place where a score is asked for. */
		assert_string_equal(export(st, by, 0, 50), "");
	}
	/* One that fits before one that does not. */
	assert_int_equal(decide(st, best.match, 1, MATCH_SUGGESTED, MATCH_MORE_INFO, &scope_of_all), OK);
	assert_string_equal(export(st, MATCH_BY_COMPANY, 0, 0), "VL-1 SN-1 20;");
	assert_int_equal(decide(st, best.match, 2, MATCH_MORE_INFO, MATCH_IN_REVIEW, &scope_of_all), OK);
	assert_int_equal(decide(st, best.match, 3, MATCH_IN_REVIEW, MATCH_SUITABLE, &scope_of_all), OK);
	assert_string_equal(export(st, MATCH_BY_COMPANY, 0, 0), "VL-1 SN-1 90;");
}

static void
pairs_from_both_sides(void **state)
{
	struct store *st = *state;
	struct pair p = make_pair(st, "VL-1", "SN-1");
	struct match_pair_list list;

	assert_int_equal(
	    match_pairs(st->db, MATCH_OPPORTUNITY, p.opportunity.v, st->arena, &list), OK);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.items[0].technology.v, p.technology.v);
	assert_int_equal(match_pairs(st->db, MATCH_TECHNOLOGY, 99, st->arena, &list), OK);
	assert_int_equal(list.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(inputs),
		STORE_TEST(the_same_score_changes_nothing),
		STORE_TEST(the_second_decision_is_told),
		STORE_TEST(nobody_sees_beyond_the_scope),
		STORE_TEST(back_to_draft),
		STORE_TEST(the_queue),
		STORE_TEST(neighbours),
		STORE_TEST(the_queue_counts_what_changes),
		STORE_TEST(a_change_while_it_is_scored),
		STORE_TEST(export_best_first),
		STORE_TEST(export_what_staff_said),
		STORE_TEST(pairs_from_both_sides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
