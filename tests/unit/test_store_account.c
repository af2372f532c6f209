#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/account.h"
#include "store/draft.h"
#include "store/outbox.h"
#include "store/partner.h"
#include "store_sample.h"

#define MINUTE 60
#define HOUR   3600

static const uint8_t hash_a[32] = "a", hash_b[32] = "b";

/* Run ${call} in a transaction of its own. */
#define WRITES(st, call, result)                                                                   \
	do {                                                                                       \
		TX_AUTO tx = { 0 };                                                                \
                                                                                                   \
		assert_int_equal(tx_begin((st)->db, &tx), OK);                                     \
		assert_int_equal((call), (result));                                                \
		assert_int_equal(tx_commit(&tx), OK);                                              \
	} while (0)

static int64_t
member(struct store *st, const char *email, company_id company)
{
	const struct account_new new = { .email = email, .name = "An", .lang = LANG_NL,
		.role = MEMBER, .company_id = company.v, .partner = "", .password_hash = "$x" };
	int64_t id = 0;

	WRITES(st, account_insert(st->db, &new, NOW, &id), OK);
	return id;
}

static int64_t
staff(struct store *st)
{
	const struct partner partner = { .code = "antwerpen", .kind = "partner",
		.scope = { SCOPE_PROVINCE, "antwerpen" } };
	const struct account_new new = { .email = "els@example.be", .name = "Els", .lang = LANG_EN,
		.role = REVIEWER, .partner = "antwerpen", .password_hash = "$y" };
	int64_t id = 0;
	bool changed;

	WRITES(st, partner_put(st->db, &partner, 1, st->arena, &changed), OK);
	WRITES(st, account_insert(st->db, &new, NOW, &id), OK);
	return id;
}

static void
accounts(void **state)
{
	struct store *st = *state;
	technology_id tech;
	company_id company = put_company(st->db, "VL-1", &tech);
	int64_t id = member(st, "an@example.be", company), other;
	struct account_new new = { .email = "an@example.be", .name = "B", .role = MEMBER,
		.company_id = company.v, .partner = "", .password_hash = "$" };
	struct account a;

	WRITES(st, account_insert(st->db, &new, NOW, &other), ERR_CONFLICT);
	/* A member without a company is none. */
	new.email = "b@example.be";
	new.company_id = 0;
	WRITES(st, account_insert(st->db, &new, NOW, &other), ERR_CONFLICT);

	assert_int_equal(account_get_by_email(st->db, "an@example.be", st->arena, &a), OK);
	assert_int_equal(a.id, id);
	assert_int_equal(a.role, MEMBER);
	assert_int_equal(a.company_id, company.v);
	assert_int_equal(a.verified_at, 0);
	assert_false(a.has_totp);
	WRITES(st, account_set_verified(st->db, id, NOW + 5), OK);
	WRITES(st, account_set_verified(st->db, id, NOW + 9), OK);
	WRITES(st, account_set_password(st->db, id, "$new"), OK);
	WRITES(st, account_set_password(st->db, 99, "$new"), ERR_NOT_FOUND);
	WRITES(st, account_set_role(st->db, id, ADMIN, "x"), ERR_NOT_FOUND);
	assert_int_equal(account_get(st->db, id, st->arena, &a), OK);
	assert_int_equal(a.verified_at, NOW + 5);
	assert_string_equal(a.password_hash, "$new");
	assert_int_equal(account_get(st->db, 99, st->arena, &a), ERR_NOT_FOUND);
	assert_int_equal(account_get_by_email(st->db, "x", st->arena, &a), ERR_NOT_FOUND);
}

static void
no_code_counts_twice(void **state)
{
	struct store *st = *state;
	uint8_t secret[ACCOUNT_TOTP_SIZE] = { 1, 2, 3 };
	int64_t id = staff(st);
	struct account a;

	WRITES(st, account_set_totp(st->db, id, secret, false), OK);
	assert_int_equal(account_get(st->db, id, st->arena, &a), OK);
	assert_true(a.has_totp);
	assert_false(a.totp_confirmed);
	assert_memory_equal(a.totp_secret, secret, sizeof(secret));
	assert_true(scope_covers(&a.scope, "antwerpen"));
	assert_false(scope_all(&a.scope));
	WRITES(st, account_use_totp_step(st->db, id, 100), OK);
	WRITES(st, account_use_totp_step(st->db, id, 100), ERR_CONFLICT);
	WRITES(st, account_use_totp_step(st->db, id, 99), ERR_CONFLICT);
	WRITES(st, account_use_totp_step(st->db, id, 101), OK);
	WRITES(st, account_set_totp(st->db, id, NULL, true), OK);
	WRITES(st, account_set_role(st->db, id, MANAGER, "antwerpen"), OK);
	assert_int_equal(account_get(st->db, id, st->arena, &a), OK);
	assert_false(a.has_totp);
	assert_false(a.totp_confirmed);
	assert_int_equal(a.role, MANAGER);
}

static void
sessions(void **state)
{
	struct store *st = *state;
	int64_t id = staff(st);
	struct session s;

	WRITES(st, session_insert(st->db, hash_a, id, SESSION_PASSWORD, NOW), OK);
	WRITES(st, session_insert(st->db, hash_b, id, SESSION_FULL, NOW), OK);
	assert_int_equal(session_get(st->db, hash_a, NOW, st->arena, &s), OK);
	assert_int_equal(s.stage, SESSION_PASSWORD);
	assert_int_equal(session_get(st->db, hash_b, NOW + 14 * MINUTE, st->arena, &s), OK);
	assert_int_equal(s.stage, SESSION_FULL);
	assert_string_equal(s.account.name, "Els");
	assert_true(scope_covers(&s.account.scope, "antwerpen"));

	assert_int_equal(
	    session_get(st->db, hash_b, NOW + 15 * MINUTE, st->arena, &s), ERR_NOT_FOUND);
	WRITES(st, session_touch(st->db, hash_b, NOW + 14 * MINUTE), OK);
	assert_int_equal(session_get(st->db, hash_b, NOW + 15 * MINUTE, st->arena, &s), OK);
	assert_int_equal(s.seen_at, NOW + 14 * MINUTE);
	WRITES(st, session_touch(st->db, hash_b, NOW + 8 * HOUR), OK);
	assert_int_equal(
	    session_get(st->db, hash_b, NOW + 8 * HOUR, st->arena, &s), ERR_NOT_FOUND);

	WRITES(st, session_delete(st->db, hash_a), OK);
	WRITES(st, session_delete(st->db, hash_a), OK);
	WRITES(st, session_touch(st->db, hash_a, NOW), ERR_NOT_FOUND);
	assert_int_equal(session_get(st->db, hash_a, NOW, st->arena, &s), ERR_NOT_FOUND);
	WRITES(st, session_insert(st->db, hash_a, id, SESSION_FULL, NOW), OK);
	WRITES(st, session_clean(st->db, NOW + 1), OK);
	assert_int_equal(session_get(st->db, hash_a, NOW, st->arena, &s), ERR_NOT_FOUND);
	WRITES(st, session_insert(st->db, hash_a, id, SESSION_FULL, NOW), OK);
	WRITES(st, session_delete_all(st->db, id), OK);
	assert_int_equal(session_get(st->db, hash_a, NOW, st->arena, &s), ERR_NOT_FOUND);
	assert_int_equal(session_get(st->db, hash_b, NOW, st->arena, &s), ERR_NOT_FOUND);
}

/* Rules without a database. */
static void
lives_and_delays(void **state)
{
	struct session s = { .stage = SESSION_FULL, .created_at = NOW, .seen_at = NOW,
		.account.role = MEMBER };

	(void)state;
	assert_true(session_alive(&s, NOW + 30 * MINUTE - 1));
	assert_false(session_alive(&s, NOW + 30 * MINUTE));
	s.seen_at = NOW + 12 * HOUR;
	assert_true(session_alive(&s, NOW + 12 * HOUR - 1));
	assert_false(session_alive(&s, NOW + 12 * HOUR));
	s.account.role = EDITOR;
	assert_false(session_alive(&s, NOW + 8 * HOUR));
	s.stage = SESSION_PASSWORD;
	assert_true(session_alive(&s, NOW + 10 * MINUTE - 1));
	assert_false(session_alive(&s, NOW + 10 * MINUTE));
	/* The clock was set back: not lost. */
	assert_true(session_alive(&s, NOW - 48 * HOUR));

	assert_int_equal(throttle_delay(0), 0);
	assert_int_equal(throttle_delay(4), 0);
	assert_int_equal(throttle_delay(5), 30);
	assert_int_equal(throttle_delay(6), 60);
	assert_int_equal(throttle_delay(9), 480);
	assert_int_equal(throttle_delay(10), 900);
	assert_int_equal(throttle_delay(INT64_MAX), 900);
}

static void
links_are_for_once(void **state)
{
	struct store *st = *state;
	int64_t id = staff(st), who = 0;

	WRITES(st, token_insert(st->db, "verify_email", hash_a, id, NOW + HOUR), OK);
	assert_int_equal(token_peek(st->db, "verify_email", hash_a, NOW, &who), OK);
	assert_int_equal(who, id);
	assert_int_equal(token_peek(st->db, "other", hash_a, NOW, &who), ERR_NOT_FOUND);
	assert_int_equal(token_peek(st->db, "verify_email", hash_a, NOW + HOUR, &who), ERR_NOT_FOUND);

	/* A newer one makes it void. */
	WRITES(st, token_insert(st->db, "verify_email", hash_b, id, NOW + HOUR), OK);
	assert_int_equal(token_peek(st->db, "verify_email", hash_a, NOW, &who), ERR_NOT_FOUND);
	WRITES(st, token_take(st->db, "verify_email", hash_b, NOW, &who), OK);
	WRITES(st, token_take(st->db, "verify_email", hash_b, NOW, &who), ERR_NOT_FOUND);
	WRITES(st, token_insert(st->db, "verify_email", hash_b, id, NOW + HOUR), OK);
	WRITES(st, token_clean(st->db, NOW + HOUR), OK);
	assert_int_equal(token_peek(st->db, "verify_email", hash_b, NOW, &who), ERR_NOT_FOUND);
}

static void
failures_grow_and_heal(void **state)
{
	struct store *st = *state;
	struct throttle t;

	assert_int_equal(throttle_get(st->db, "address:1", NOW, &t), OK);
	assert_int_equal(t.failures, 0);
	for (int i = 1; i <= 6; i++) {
		WRITES(st, throttle_fail(st->db, "address:1", NOW, &t), OK);
		assert_int_equal(t.failures, i);
	}
	assert_int_equal(t.until, NOW + 60);
	assert_int_equal(throttle_get(st->db, "address:1", NOW + 900, &t), OK);
	assert_int_equal(t.failures, 6);
	assert_int_equal(throttle_get(st->db, "address:1", NOW + 60 + THROTTLE_HEALS, &t), OK);
	assert_int_equal(t.failures, 0);
	WRITES(st, throttle_fail(st->db, "address:1", NOW + 60 + THROTTLE_HEALS, &t), OK);
	assert_int_equal(t.failures, 1);
	WRITES(st, throttle_clear(st->db, "address:1"), OK);
	assert_int_equal(throttle_get(st->db, "address:1", NOW, &t), OK);
	assert_int_equal(t.failures, 0);
	WRITES(st, throttle_fail(st->db, "address:1", NOW, &t), OK);
	WRITES(st, throttle_clean(st->db, NOW + 10 * HOUR), OK);
	assert_int_equal(throttle_get(st->db, "address:1", NOW, &t), OK);
	assert_int_equal(t.failures, 0);
}

static void
the_unverified_are_forgotten(void **state)
{
	struct store *st = *state;
	struct company_new new = sample_company("C-1");
	company_id alone, shared, imported;
	technology_id tech;
	struct account a;
	struct company c;
	int64_t n, first, second, third, verified;

	new.state = "submitted";
	WRITES(st, company_insert(st->db, &new, NOW, &alone), OK);
	new.ref = "C-2";
	WRITES(st, company_insert(st->db, &new, NOW, &shared), OK);
	imported = put_company(st->db, "VL-1", &tech);
	first = member(st, "1@example.be", alone);
	second = member(st, "2@example.be", shared);
	verified = member(st, "3@example.be", shared);
	third = member(st, "4@example.be", imported);
	WRITES(st, account_set_verified(st->db, verified, NOW), OK);

	WRITES(st, account_delete_unverified(st->db, NOW, &n), OK);
	assert_int_equal(n, 0);
	WRITES(st, account_delete_unverified(st->db, NOW + 1, &n), OK);
	assert_int_equal(n, 3);
	assert_int_equal(account_get(st->db, first, st->arena, &a), ERR_NOT_FOUND);
	assert_int_equal(account_get(st->db, second, st->arena, &a), ERR_NOT_FOUND);
	assert_int_equal(account_get(st->db, third, st->arena, &a), ERR_NOT_FOUND);
	assert_int_equal(account_get(st->db, verified, st->arena, &a), OK);
	assert_int_equal(company_get(st->db, alone, st->arena, &c), ERR_NOT_FOUND);
	assert_int_equal(company_get(st->db, shared, st->arena, &c), OK);
	assert_int_equal(company_get(st->db, imported, st->arena, &c), OK);
}

static void
drafts(void **state)
{
	struct store *st = *state;
	struct draft d;

	assert_int_equal(draft_get(st->db, hash_a, st->arena, &d), ERR_NOT_FOUND);
	WRITES(st, draft_put(st->db, hash_a, "name=x", 1, NOW), OK);
	WRITES(st, draft_put(st->db, hash_a, "name=y", 2, NOW + 5), OK);
	assert_int_equal(draft_get(st->db, hash_a, st->arena, &d), OK);
	assert_string_equal(d.data, "name=y");
	assert_int_equal(d.step, 2);
	assert_int_equal(d.created_at, NOW);
	assert_int_equal(d.updated_at, NOW + 5);
	WRITES(st, draft_clean(st->db, NOW + 5), OK);
	assert_int_equal(draft_get(st->db, hash_a, st->arena, &d), OK);
	WRITES(st, draft_clean(st->db, NOW + 6), OK);
	assert_int_equal(draft_get(st->db, hash_a, st->arena, &d), ERR_NOT_FOUND);
}

static void
mails(void **state)
{
	struct store *st = *state;
	struct mail_new new = { .kind = "verify_email", .recipient = "an@example.be",
		.lang = LANG_ZH, .subject = "s", .body = "secret" };
	struct mail m, same;
	struct mail_list list;

	assert_int_equal(outbox_next(st->db, NOW, st->arena, &m), ERR_NOT_FOUND);
	WRITES(st, outbox_insert(st->db, &new, NOW), OK);
	new.recipient = "b@example.be";
	WRITES(st, outbox_insert(st->db, &new, NOW + 1), OK);
	assert_int_equal(outbox_next(st->db, NOW + 1, st->arena, &m), OK);
	assert_string_equal(m.recipient, "an@example.be");
	assert_string_equal(m.body, "secret");
	assert_int_equal(m.lang, LANG_ZH);

	WRITES(st, outbox_retry(st->db, m.id, NOW + 60, "451 later"), ERR_NOT_FOUND);
	WRITES(st, outbox_claim(st->db, m.id, NOW, NOW + 900), OK);
	WRITES(st, outbox_claim(st->db, m.id, NOW + 899, NOW + 1800), ERR_NOT_FOUND);
	WRITES(st, outbox_retry(st->db, m.id, NOW + 60, "451 later"), OK);
	assert_int_equal(outbox_next(st->db, NOW + 1, st->arena, &same), OK);
	assert_string_equal(same.recipient, "b@example.be");
	WRITES(st, outbox_claim(st->db, same.id, NOW + 1, NOW + 900), OK);
	WRITES(st, outbox_failed(st->db, same.id, "550 no"), OK);
	assert_int_equal(outbox_next(st->db, NOW + 1, st->arena, &same), ERR_NOT_FOUND);
	assert_int_equal(outbox_next(st->db, NOW + 60, st->arena, &same), OK);
	assert_int_equal(same.id, m.id);
	assert_int_equal(same.tries, 1);
	assert_string_equal(same.last_error, "451 later");
	WRITES(st, outbox_claim(st->db, m.id, NOW + 60, NOW + 900), OK);
	WRITES(st, outbox_sent(st->db, m.id, NOW + 61), OK);
	WRITES(st, outbox_sent(st->db, m.id, NOW + 61), ERR_NOT_FOUND);
	WRITES(st, outbox_retry(st->db, m.id, NOW, ""), ERR_NOT_FOUND);

	assert_int_equal(outbox_list(st->db, 10, st->arena, &list), OK);
	assert_int_equal(list.n, 2);
	assert_string_equal(list.items[0].state, "failed");
	assert_string_equal(list.items[1].state, "sent");
	assert_int_equal(list.items[1].sent_at, NOW + 61);
	assert_string_equal(list.items[1].body, "");
	WRITES(st, outbox_clean(st->db, NOW + 1), OK);
	assert_int_equal(outbox_list(st->db, 10, st->arena, &list), OK);
	assert_int_equal(list.n, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(accounts),
		STORE_TEST(no_code_counts_twice),
		STORE_TEST(sessions),
		cmocka_unit_test(lives_and_delays),
		STORE_TEST(links_are_for_once),
		STORE_TEST(failures_grow_and_heal),
		STORE_TEST(the_unverified_are_forgotten),
		STORE_TEST(drafts),
		STORE_TEST(mails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
