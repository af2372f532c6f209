#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/db_sqlite.h"
#include "store_sample.h"

#define LATER (NOW + 100)
#define NEXT_DAY (NOW + 86400)

static void
it_comes_back(void **state)
{
	struct store *st = *state;
	struct opportunity_new new = sample_opportunity("SN-1");
	struct opportunity o;
	enum put_result result;
	char today[11];
	opportunity_id id = put_opportunity(st->db, &new, NOW, &result);

	day_iso(day_of(NOW), today);
	assert_int_equal(result, PUT_INSERTED);
	assert_int_equal(opportunity_get_public(st->db, "SN-1", st->arena, &o), OK);
	assert_int_equal(o.id.v, id.v);
	assert_string_equal(o.kind, "tender");
	assert_string_equal(o.title.in[LANG_ZH], "污泥干化");
	assert_int_equal(o.trl_min, 7);
	assert_string_equal(o.deadline, "2026-12-18");
	assert_string_equal(o.organisation, "Guangzhou Water");
	assert_string_equal(o.published_on, today);
	assert_string_equal(o.verified_on, "");
	assert_int_equal(o.sectors.n, 1);
	assert_string_equal(o.regions.items[0], "440100");
	assert_string_equal(o.cooperation.items[0], "sale");
	assert_int_equal(opportunity_get(st->db, id, st->arena, &o), OK);
	assert_int_equal(opportunity_get_staff_by_id(st->db, id, st->arena, &o), OK);
}

static void
the_same_twice_changes_nothing(void **state)
{
	struct store *st = *state;
	struct opportunity_new new = sample_opportunity("SN-1");
	const char *more[] = { "water.sludge", "air" };
	struct opportunity o;
	enum put_result result;

	put_opportunity(st->db, &new, NOW, &result);
	put_opportunity(st->db, &new, NEXT_DAY, &result);
	assert_int_equal(result, PUT_UNCHANGED);
	assert_int_equal(opportunity_get_public(st->db, "SN-1", st->arena, &o), OK);
	assert_int_equal(o.updated_at, NOW);

	new.sectors = codes_of(more, 2);
	put_opportunity(st->db, &new, NEXT_DAY, &result);
	assert_int_equal(result, PUT_UPDATED);
	new.deadline = "";
	put_opportunity(st->db, &new, NEXT_DAY, &result);
	assert_int_equal(result, PUT_UPDATED);
	put_opportunity(st->db, &new, NEXT_DAY, &result);
	assert_int_equal(result, PUT_UNCHANGED);

	/* The day of publication is that of the first time. */
	char first[11];

	day_iso(day_of(NOW), first);
	assert_int_equal(opportunity_get_public(st->db, "SN-1", st->arena, &o), OK);
	assert_string_equal(o.published_on, first);
	assert_string_equal(o.deadline, "");
	assert_int_equal(o.sectors.n, 2);
	assert_int_equal(o.updated_at, NEXT_DAY);
}

static void
drafts_are_for_staff(void **state)
{
	static const char *const hidden[] = { "draft", "in_review" };
	static const char *const shown[] = { "published", "closed", "withdrawn", "fulfilled",
		"unsuccessful", "archived" };
	struct store *st = *state;
	struct opportunity_new new = sample_opportunity("SN-1");
	struct opportunity o;
	enum put_result result;

	for (size_t i = 0; i < countof(hidden); i++) {
		new.status = hidden[i];
		opportunity_id id = put_opportunity(st->db, &new, NOW, &result);

		assert_int_equal(
		    opportunity_get_public(st->db, "SN-1", st->arena, &o), ERR_NOT_FOUND);
		assert_int_equal(opportunity_get(st->db, id, st->arena, &o), ERR_NOT_FOUND);
		assert_int_equal(opportunity_get_staff(st->db, "SN-1", st->arena, &o), OK);
		assert_string_equal(o.published_on, "");
	}
	for (size_t i = 0; i < countof(shown); i++) {
		new.status = shown[i];
		put_opportunity(st->db, &new, NOW, &result);
		assert_int_equal(opportunity_get_public(st->db, "SN-1", st->arena, &o), OK);
	}
}

/* What is missing or unknown is refused whole. */
static void
unknown_codes(void **state)
{
	const char *unknown[] = { "mars" };
	struct store *st = *state;
	struct opportunity_new new = sample_opportunity("SN-1");
	struct opportunity o;
	enum put_result result;
	opportunity_id id;
	{
		TX_AUTO tx = { 0 };

		new.regions = codes_of(unknown, 1);
		assert_int_equal(tx_begin(st->db, &tx), OK);
		assert_int_equal(opportunity_put(st->db, &new, NOW, &id, &result), ERR_CONFLICT);
	}
	assert_int_equal(opportunity_get_staff(st->db, "SN-1", st->arena, &o), ERR_NOT_FOUND);
}

static void
in_batches(void **state)
{
	struct store *st = *state;
	struct opportunity_list list;
	opportunity_id after = { 0 };
	enum put_result result;
	size_t n = 0;
	char ref[16];

	for (int i = 0; i < 5; i++) {
		snprintf(ref, sizeof(ref), "SN-%d", i);
		struct opportunity_new new = sample_opportunity(ref);

		put_opportunity(st->db, &new, NOW, &result);
	}
	do {
		assert_int_equal(opportunity_list(st->db, after, 2, st->arena, &list), OK);
		n += list.n;
		if (list.n > 0)
			after = list.items[list.n - 1].id;
	} while (list.n > 0);
	assert_int_equal(n, 5);
}

static void
facets(void **state)
{
	const char *sectors[] = { "water.sludge", "air" };
	struct store *st = *state;
	struct opportunity_new new = sample_opportunity("SN-1");
	struct opportunity_facets f;
	enum put_result result;
	day deadline;

	new.status = "draft";
	put_opportunity(st->db, &new, NOW, &result);
	new.ref = "SN-2";
	new.status = "published";
	new.sectors = codes_of(sectors, 2);
	opportunity_id second = put_opportunity(st->db, &new, NOW, &result);

	new.ref = "SN-3";
	new.status = "closed";
	new.deadline = "";
	new.kind = "event";
	new.cooperation.n = 0;
	new.sectors.n = 0;
	put_opportunity(st->db, &new, NOW, &result);

	assert_int_equal(opportunity_facets(st->db, &sample, st->arena, &f), OK);
	assert_int_equal(f.n, 2);
	assert_int_equal(f.items[0].id, second.v);
	assert_int_equal(day_parse("2026-12-18", &deadline), 0);
	assert_int_equal(f.items[0].deadline, deadline.v);
	assert_int_equal(f.items[0].published_on, day_of(NOW).v);
	assert_int_equal(f.items[0].kind, 0);
	assert_true(f.items[0].published);
	assert_int_equal(f.items[0].cooperation, 1);
	assert_int_equal(f.items[0].n_sectors, 2);
	assert_int_equal(f.items[0].sectors[0], AIR);
	assert_int_equal(f.items[0].sectors[1], WATER_SLUDGE);
	assert_int_equal(f.items[0].n_regions, 1);
	assert_int_equal(f.items[0].regions[0], GUANGZHOU);
	assert_int_equal(f.items[1].deadline, FACET_NO_DAY);
	assert_int_equal(f.items[1].kind, 6);
	assert_false(f.items[1].published);
	assert_int_equal(f.items[1].n_sectors, 0);
	assert_int_equal(f.items[1].regions[0], GUANGZHOU);
}

/* No form sets it yet: by hand. */
static void
set_hidden(struct db *db)
{
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(db, &tx), OK);
	assert_int_equal(sqlite3_exec(db->h, "UPDATE opportunity SET organisation_hidden = 1", NULL,
			     NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(tx_commit(&tx), OK);
}

static void
a_hidden_organisation(void **state)
{
	struct store *st = *state;
	struct opportunity_new new = sample_opportunity("SN-1");
	struct opportunity o;
	enum put_result result;

	new.source_url = "https://water.example/notice";
	opportunity_id id = put_opportunity(st->db, &new, NOW, &result);

	set_hidden(st->db);
	assert_int_equal(opportunity_get_public(st->db, "SN-1", st->arena, &o), OK);
	assert_string_equal(o.organisation, "");
	assert_string_equal(o.source_url, "");
	assert_true(o.organisation_hidden);
	assert_int_equal(opportunity_get(st->db, id, st->arena, &o), OK);
	assert_string_equal(o.organisation, "");
	assert_int_equal(opportunity_get_staff(st->db, "SN-1", st->arena, &o), OK);
	assert_string_equal(o.organisation, "Guangzhou Water");
	assert_string_equal(o.source_url, "https://water.example/notice");

	/* An import does not bring it into the open. */
	put_opportunity(st->db, &new, LATER, &result);
	assert_int_equal(result, PUT_UNCHANGED);
	assert_int_equal(opportunity_get_public(st->db, "SN-1", st->arena, &o), OK);
	assert_string_equal(o.organisation, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(it_comes_back),
		STORE_TEST(the_same_twice_changes_nothing),
		STORE_TEST(drafts_are_for_staff),
		STORE_TEST(unknown_codes),
		STORE_TEST(in_batches),
		STORE_TEST(facets),
		STORE_TEST(a_hidden_organisation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
