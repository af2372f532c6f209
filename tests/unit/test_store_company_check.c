#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/company_check.h"
#include "store_sample.h"

static const struct scope antwerpen = { SCOPE_PROVINCE, "antwerpen" },
			  limburg = { SCOPE_PROVINCE, "limburg" }, nobody = { SCOPE_NONE, "" };

static company_id
put(struct store *st, const char *ref, const char *province, const char *state, int64_t at)
{
	struct company_new new = { .ref = ref, .name = ref, .enterprise_number = "",
		.province = province, .website = "", .size = "", .export_experience = "",
		.contact_name = "", .contact_email = "", .state = state };
	TX_AUTO tx = { 0 };
	company_id id;

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(company_insert(st->db, &new, at, &id), OK);
	assert_int_equal(tx_commit(&tx), OK);
	return id;
}

static enum err
decide(struct store *st, company_id id, const char *from, const char *to, const char *reason,
    const struct scope *scope)
{
	struct company_decision d = { id, from, to, reason, *scope };
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	enum err e = company_decide(st->db, &d, NOW + 9);
	return e == OK ? tx_commit(&tx) : e;
}

static void
waiting_are(struct store *st, const struct scope *scope, size_t max, size_t total,
    const company_id *ids, size_t n)
{
	struct company_waiting w;
	int64_t count;

	assert_int_equal(company_waiting(st->db, scope, max, st->arena, &w), OK);
	assert_int_equal(w.total, total);
	assert_int_equal(w.n, n);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(w.ids[i].v, ids[i].v);
	assert_int_equal(company_waiting_count(st->db, scope, &count), OK);
	assert_int_equal(count, total);
}

static void
the_oldest_of_ones_scope_first(void **state)
{
	struct store *st = *state;
	company_id late = put(st, "A", "antwerpen", "submitted", NOW + 5),
		   early = put(st, "B", "antwerpen", "submitted", NOW),
		   other = put(st, "C", "limburg", "submitted", NOW + 3),
		   unknown = put(st, "D", "", "submitted", NOW + 4);

	put(st, "E", "antwerpen", "verified", NOW);
	put(st, "F", "antwerpen", "unconfirmed", NOW);
	waiting_are(st, &antwerpen, 9, 2, (company_id[]){ early, late }, 2);
	waiting_are(st, &antwerpen, 1, 2, (company_id[]){ early }, 1);
	waiting_are(st, &limburg, 9, 1, (company_id[]){ other }, 1);
	waiting_are(st, &scope_of_all, 9, 4, (company_id[]){ early, other, unknown, late }, 4);
	waiting_are(st, &nobody, 9, 0, NULL, 0);
}

static void
decided_once_and_within_the_scope(void **state)
{
	struct store *st = *state;
	company_id id = put(st, "A", "antwerpen", "submitted", NOW),
		   unknown = put(st, "B", "", "submitted", NOW);
	struct company c;

	assert_int_equal(decide(st, id, "submitted", "verified", "", &limburg), ERR_CONFLICT);
	assert_int_equal(decide(st, id, "submitted", "verified", "", &nobody), ERR_CONFLICT);
	assert_int_equal(decide(st, unknown, "submitted", "verified", "", &nobody), ERR_CONFLICT);
	assert_int_equal(decide(st, unknown, "submitted", "verified", "", &antwerpen), ERR_CONFLICT);
	assert_int_equal(decide(st, id, "submitted", "refused", "other", &antwerpen), OK);
	assert_int_equal(decide(st, id, "submitted", "verified", "", &antwerpen), ERR_CONFLICT);
	assert_int_equal(decide(st, (company_id){ 99 }, "submitted", "verified", "", &scope_of_all),
	    ERR_CONFLICT);
	assert_int_equal(company_get(st->db, id, st->arena, &c), OK);
	assert_string_equal(c.state, "refused");
	assert_string_equal(c.reason, "other");
	assert_int_equal(c.updated_at, NOW + 9);
	assert_int_equal(decide(st, unknown, "submitted", "verified", "", &scope_of_all), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_oldest_of_ones_scope_first, store_setup, store_teardown),
		cmocka_unit_test_setup_teardown(decided_once_and_within_the_scope, store_setup, store_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
