#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/company_check.h"
#include "store/demo.h"
#include "store/match.h"
#include "store/page_text.h"
#include "store/partner.h"
#include "store_sample.h"

#define LATER (NOW + 100)

static size_t
todos(struct store *st)
{
	struct match_todo_list list;

	assert_int_equal(match_todo_next(st->db, 1000, st->arena, &list), OK);
	return list.n;
}

static void
forget_todos(struct store *st)
{
	struct match_todo_list list;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(match_todo_next(st->db, 1000, st->arena, &list), OK);
	for (size_t i = 0; i < list.n; i++)
		assert_int_equal(match_todo_done(st->db, &list.items[i]), OK);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(todos(st), 0);
}

static void
a_company_comes_back(void **state)
{
	struct store *st = *state;
	technology_id tech;
	company_id id = put_company(st->db, "VL-0001", &tech);
	struct company c, same;
	struct technology_list list;
	struct technology t;

	assert_int_equal(company_get(st->db, id, st->arena, &c), OK);
	assert_string_equal(c.ref, "VL-0001");
	assert_string_equal(c.name, "Testwater bv");
	assert_string_equal(c.enterprise_number, "");
	assert_string_equal(c.province, "antwerpen");
	assert_int_equal(c.founded, 2001);
	assert_string_equal(c.state, "verified");
	assert_int_equal(c.languages.n, 2);
	assert_string_equal(c.languages.items[0], "en");
	assert_int_equal(c.created_at, NOW);

	/* The scope of staff. */
	assert_int_equal(company_get_by_ref(st->db, "VL-0001", st->arena, &same), OK);
	assert_int_equal(company_get_by_ref(st->db, "VL-9", st->arena, &same), ERR_NOT_FOUND);

	assert_int_equal(technology_list(st->db, id, st->arena, &list), OK);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.items[0].id.v, tech.v);
	assert_string_equal(list.items[0].summary.in[LANG_EN], "Drying sludge");
	assert_string_equal(list.items[0].summary.in[LANG_ZH], "");
	assert_int_equal(list.items[0].regions.n, 2);
	assert_string_equal(list.items[0].regions.items[1], "510100");
	assert_int_equal(technology_get(st->db, tech, st->arena, &t), OK);
	assert_int_equal(t.trl, 8);
	assert_int_equal(technology_get_of(st->db, id, tech, st->arena, &t), OK);
	assert_int_equal(technology_get_of(st->db, (company_id){ id.v + 1 }, tech, st->arena, &t),
	    ERR_NOT_FOUND);
	assert_int_equal(todos(st), 1);
}

static void
refs_and_numbers(void **state)
{
	struct store *st = *state;
	struct company_new new = sample_company("c-2");
	struct company c;
	company_id id;
	bool taken;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(company_insert(st->db, &new, NOW, &id), OK);
	assert_int_equal(company_insert(st->db, &new, NOW, &id), ERR_CONFLICT);

	/* "c-2" is taken by the import, in whatever capitals: the second one here is C-3. */
	new.ref = NULL;
	new.enterprise_number = "0403170701";
	assert_int_equal(company_number_taken(st->db, "0403170701", &taken), OK);
	assert_false(taken);
	assert_int_equal(company_insert(st->db, &new, NOW, &id), OK);
	assert_int_equal(company_get(st->db, id, st->arena, &c), OK);
	assert_string_equal(c.ref, "C-3");
	assert_int_equal(company_number_taken(st->db, "0403170701", &taken), OK);
	assert_true(taken);
	assert_int_equal(company_insert(st->db, &new, NOW, &id), ERR_CONFLICT);
	assert_int_equal(tx_commit(&tx), OK);
}

static void
the_same_twice_changes_nothing(void **state)
{
	struct store *st = *state;
	struct company_new new = sample_company("VL-0001");
	struct technology_new t = sample_technology();
	technology_id tech, again;
	company_id id = put_company(st->db, "VL-0001", &tech), found;
	struct company c;
	bool changed;
	TX_AUTO tx = { 0 };

	forget_todos(st);
	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(company_update(st->db, &new, LATER, &found, &changed), OK);
	assert_false(changed);
	assert_int_equal(found.v, id.v);
	assert_int_equal(technology_put(st->db, id, &t, LATER, &again, &changed), OK);
	assert_false(changed);
	assert_int_equal(again.v, tech.v);
	assert_int_equal(company_get(st->db, id, st->arena, &c), OK);
	assert_int_equal(c.updated_at, NOW);
	assert_int_equal(todos(st), 0);

	/* Written in another order it is still the same. */
	const char *turned[] = { "en", "nl", "en" };

	new.languages = codes_of(turned, 3);
	assert_int_equal(company_update(st->db, &new, LATER, &found, &changed), OK);
	assert_false(changed);

	new.ref = "VL-0002";
	assert_int_equal(company_update(st->db, &new, LATER, &found, &changed), ERR_NOT_FOUND);
	assert_int_equal(tx_commit(&tx), OK);
}

static void
changes_are_noticed(void **state)
{
	struct store *st = *state;
	struct company_new new = sample_company("VL-0001");
	technology_id tech;
	company_id id = put_company(st->db, "VL-0001", &tech), found;
	struct company c;
	bool changed;
	TX_AUTO tx = { 0 };

	forget_todos(st);
	assert_int_equal(tx_begin(st->db, &tx), OK);

	/* A name is no matter of matching, languages are. */
	new.name = "Testwater nv";
	assert_int_equal(company_update(st->db, &new, LATER, &found, &changed), OK);
	assert_true(changed);
	assert_int_equal(todos(st), 0);
	new.languages.n = 1;
	assert_int_equal(company_update(st->db, &new, LATER, &found, &changed), OK);
	assert_true(changed);
	assert_int_equal(todos(st), 1);
	assert_int_equal(company_get(st->db, id, st->arena, &c), OK);
	assert_string_equal(c.name, "Testwater nv");
	assert_int_equal(c.languages.n, 1);
	assert_int_equal(c.updated_at, LATER);

	/* Archived, it comes back with the file. */
	assert_int_equal(company_decide(st->db, &(struct company_decision){ id, "verified",
	    "archived", "", scope_of_all }, LATER), OK);
	assert_int_equal(company_update(st->db, &new, LATER, &found, &changed), OK);
	assert_true(changed);
	assert_int_equal(company_get(st->db, id, st->arena, &c), OK);
	assert_string_equal(c.state, "verified");
	assert_int_equal(tx_commit(&tx), OK);
}

static void
technologies_come_and_go(void **state)
{
	struct store *st = *state;
	struct technology_new t = sample_technology();
	technology_id first, second;
	company_id id = put_company(st->db, "VL-0001", &first);
	struct technology_list list;
	bool changed;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	t.position = 2;
	assert_int_equal(technology_put(st->db, id, &t, NOW, &second, &changed), OK);
	assert_int_equal(tx_commit(&tx), OK);
	forget_todos(st);

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(technology_archive(st->db, second, LATER, &changed), OK);
	assert_true(changed);
	assert_int_equal(todos(st), 1);
	assert_int_equal(technology_archive(st->db, second, LATER, &changed), OK);
	assert_false(changed);
	assert_int_equal(technology_list(st->db, id, st->arena, &list), OK);
	assert_int_equal(list.n, 1);
	assert_int_equal(technology_list_all(st->db, id, st->arena, &list), OK);
	assert_int_equal(list.n, 2);
	assert_string_equal(list.items[1].state, "archived");

	/* A region less, and back from the archive. */
	t.regions.n = 1;
	assert_int_equal(technology_put(st->db, id, &t, LATER, &second, &changed), OK);
	assert_true(changed);
	assert_int_equal(technology_list(st->db, id, st->arena, &list), OK);
	assert_int_equal(list.n, 2);
	assert_int_equal(list.items[1].regions.n, 1);

	/* Only a list differs. */
	const char *water[] = { "water" };

	t.sectors = codes_of(water, 1);
	assert_int_equal(technology_put(st->db, id, &t, LATER, &second, &changed), OK);
	assert_true(changed);

	const char *unknown[] = { "astrology" };

	t.sectors = codes_of(unknown, 1);
	assert_int_equal(technology_put(st->db, id, &t, LATER, &second, &changed), ERR_CONFLICT);
}

static void
companies_in_batches(void **state)
{
	struct store *st = *state;
	struct company_list list;
	company_id after = { 0 }, last = { 0 };
	technology_id tech;
	size_t n = 0;
	char ref[16];

	for (int i = 0; i < 5; i++) {
		snprintf(ref, sizeof(ref), "VL-%d", i);
		last = put_company(st->db, ref, &tech);
	}

	/* What staff refused, or nobody confirmed, is in no export. */
	static const char *const hidden[] = { "unconfirmed", "refused", "archived" };
	for (size_t i = 0; i < countof(hidden); i++) {
		TX_AUTO tx = { 0 };

		assert_int_equal(tx_begin(st->db, &tx), OK);
		assert_int_equal(company_decide(st->db, &(struct company_decision){
		    { last.v - (int64_t)i }, "verified", hidden[i], "", scope_of_all }, LATER), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	do {
		assert_int_equal(company_list(st->db, after, 2, st->arena, &list), OK);
		n += list.n;
		if (list.n > 0)
			after = list.items[list.n - 1].id;
	} while (list.n > 0);
	assert_int_equal(n, 2);
}

/* ---- The small subjects beside it ---- */

static void
the_taxonomy_comes_back(void **state)
{
	struct store *st = *state;
	struct taxonomy *t;
	struct sector moved = sample_sectors[AIR];
	bool changed;
	TX_AUTO tx = { 0 };

	assert_int_equal(taxonomy_load(st->db, &t), OK);
	assert_int_equal(t->n_sectors, countof(sample_sectors));
	assert_int_equal(t->n_regions, countof(sample_regions));
	for (size_t i = 0; i < t->n_regions; i++) {
		assert_string_equal(t->regions[i].code, sample_regions[i].code);
		assert_int_equal(t->regions[i].parent, sample_regions[i].parent);
		assert_int_equal(t->regions[i].level, sample_regions[i].level);
		assert_string_equal(t->regions[i].slug, sample_regions[i].slug);
	}
	assert_string_equal(t->sectors[WATER_SLUDGE].label.in[LANG_ZH], "污泥");
	taxonomy_free(t);

	/* The same again, then the first two change places. */
	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(taxonomy_put_sector(st->db, &sample_sectors[WATER], "", 1, &changed), OK);
	assert_false(changed);
	assert_int_equal(taxonomy_put_region(st->db, &sample_regions[CN], "", 1, &changed), OK);
	assert_false(changed);
	assert_int_equal(taxonomy_put_sector(st->db, &moved, "", 1, &changed), OK);
	assert_true(changed);
	assert_int_equal(taxonomy_put_sector(st->db, &sample_sectors[WATER], "", 4, &changed), OK);
	assert_true(changed);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(taxonomy_load(st->db, &t), OK);
	assert_int_equal(t->n_sectors, countof(sample_sectors));
	assert_string_equal(t->sectors[0].code, "air");
	assert_int_equal(t->sectors[t->n_sectors - 1].parent, 0);
	taxonomy_free(t);
}

static void
partners_and_their_regions(void **state)
{
	const char *regions[] = { "510100", "CN-GD" }, *since[] = { "2009", "1985" };
	struct store *st = *state;
	struct partner one = { .code = "antwerpen", .kind = "partner",
		.scope = { SCOPE_PROVINCE, "antwerpen" }, .since = since, .name = { { "a", "b", "c" } }, .text = { { "d", "e", "f" } },
		.regions = codes_of(regions, 2) };
	struct partner all = { .code = "fit", .kind = "partner", .scope = scope_of_all,
		.regions = codes_of(regions, 0) };
	struct partner got;
	struct partner_list list;
	bool changed;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(partner_put(st->db, &one, 1, st->arena, &changed), OK);
	assert_true(changed);
	assert_int_equal(partner_put(st->db, &one, 1, st->arena, &changed), OK);
	assert_false(changed);
	assert_int_equal(partner_put(st->db, &all, 2, st->arena, &changed), OK);
	/* The year of one tie alone is a change too. */
	assert_int_equal(partner_get(st->db, "antwerpen", st->arena, &got), OK);
	assert_string_equal(partner_since(&got, "CN-GD"), "1985");
	assert_string_equal(partner_since(&got, "510100"), "2009");
	assert_string_equal(partner_since(&got, "CN-SC"), "");
	since[0] = "2010";
	assert_int_equal(partner_put(st->db, &one, 1, st->arena, &changed), OK);
	assert_true(changed);
	assert_int_equal(partner_get(st->db, "antwerpen", st->arena, &got), OK);
	assert_string_equal(partner_since(&got, "510100"), "2010");
	one.regions.items++;
	one.since++;
	one.regions.n = 1;
	assert_int_equal(partner_put(st->db, &one, 1, st->arena, &changed), OK);
	assert_true(changed);
	assert_int_equal(tx_commit(&tx), OK);

	assert_int_equal(partner_list(st->db, st->arena, &list), OK);
	assert_int_equal(list.n, 2);
	assert_string_equal(list.items[0].text.in[LANG_ZH], "f");
	assert_int_equal(list.items[0].regions.n, 1);
	assert_int_equal(partner_get(st->db, "fit", st->arena, &got), OK);
	assert_int_equal(partner_get(st->db, "x", st->arena, &got), ERR_NOT_FOUND);
	assert_int_equal(partner_of_province(st->db, "antwerpen", st->arena, &got), OK);
	assert_string_equal(got.code, "antwerpen");
	assert_int_equal(partner_of_province(st->db, "", st->arena, &got), OK);
	assert_string_equal(got.code, "fit");
	assert_int_equal(partner_list_of_region(st->db, "CN-GD", st->arena, &list), OK);
	assert_int_equal(list.n, 1);
	assert_int_equal(partner_list_of_region(st->db, "510100", st->arena, &list), OK);
	assert_int_equal(list.n, 0);
}

static void
texts_and_facts(void **state)
{
	struct store *st = *state;
	struct page_text text = { "privacy", LANG_NL, "Privacy", "Tekst", 0 }, got;
	struct region_fact fact = { .region = "CN-GD", .position = 1,
		.label = { { "a", "b", "c" } }, .value = { { "1", "1", "1" } }, .year = "2024",
		.source_name = "NBS", .source_url = "https://example.cn" };
	struct region_fact_list list;
	bool changed;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(page_text_put(st->db, &text, NOW, &changed), OK);
	assert_int_equal(page_text_put(st->db, &text, LATER, &changed), OK);
	assert_false(changed);
	assert_int_equal(region_fact_put(st->db, &fact, &changed), OK);
	assert_true(changed);
	assert_int_equal(region_fact_put(st->db, &fact, &changed), OK);
	assert_false(changed);
	assert_int_equal(tx_commit(&tx), OK);

	assert_int_equal(page_text_get(st->db, "privacy", LANG_ZH, st->arena, &got), OK);
	assert_int_equal(got.lang, LANG_NL);
	assert_int_equal(got.updated_at, NOW);
	assert_int_equal(tx_begin(st->db, &tx), OK);
	text.lang = LANG_EN;
	assert_int_equal(page_text_put(st->db, &text, NOW, &changed), OK);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(page_text_get(st->db, "privacy", LANG_ZH, st->arena, &got), OK);
	assert_int_equal(got.lang, LANG_EN);
	assert_int_equal(page_text_get(st->db, "privacy", LANG_NL, st->arena, &got), OK);
	assert_int_equal(got.lang, LANG_NL);
	assert_int_equal(page_text_get(st->db, "x", LANG_NL, st->arena, &got), ERR_NOT_FOUND);
	assert_int_equal(region_fact_list(st->db, "CN-GD", st->arena, &list), OK);
	assert_int_equal(list.n, 1);
	assert_string_equal(list.items[0].source_name, "NBS");
}

static void
demo_data_goes(void **state)
{
	struct store *st = *state;
	struct company_new demo = sample_company("DEMO-1");
	struct opportunity_new o = sample_opportunity("DEMO-2");
	struct technology_new t = sample_technology();
	technology_id tech, other;
	enum put_result result;
	company_id id, real = put_company(st->db, "VL-0001", &other);
	struct company c;
	int64_t n;
	bool changed;
	TX_AUTO tx = { 0 };

	demo.demo = o.demo = true;
	put_opportunity(st->db, &o, NOW, &result);
	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(company_insert(st->db, &demo, NOW, &id), OK);
	assert_int_equal(technology_put(st->db, id, &t, NOW, &tech, &changed), OK);
	assert_int_equal(todos(st), 3);
	assert_int_equal(demo_remove(st->db, &n), OK);
	assert_int_equal(n, 2);
	assert_int_equal(demo_remove(st->db, &n), OK);
	assert_int_equal(n, 0);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(todos(st), 1);
	assert_int_equal(company_get(st->db, id, st->arena, &c), ERR_NOT_FOUND);
	assert_int_equal(company_get(st->db, real, st->arena, &c), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_company_comes_back),
		STORE_TEST(refs_and_numbers),
		STORE_TEST(the_same_twice_changes_nothing),
		STORE_TEST(changes_are_noticed),
		STORE_TEST(technologies_come_and_go),
		STORE_TEST(companies_in_batches),
		STORE_TEST(the_taxonomy_comes_back),
		STORE_TEST(partners_and_their_regions),
		STORE_TEST(texts_and_facts),
		STORE_TEST(demo_data_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
