#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/file.h>

#include "app/mailer.h"
#include "mail/folder.h"
#include "store/outbox.h"
#include "store_sample.h"

static const struct mail_new mail = {
	.kind = "verify_email",
	.recipient = "an@example.be",
	.lang = LANG_NL,
	.subject = "Bevestig je e-mailadres",
	.body = "Open https://example.eu/nl/verify/abc\n",
};

/* 1, 5, 15, 60 minutes, then every six hours. */
static void
delays(void **state)
{
	static const int64_t minutes[] = { 1, 5, 15, 60, 360, 360, 360 };

	(void)state;
	for (size_t i = 0; i < countof(minutes); i++)
		assert_true(mailer_delay((int64_t)i + 1) == minutes[i] * 60);
	assert_true(mailer_delay(0) == 60);
}

static void
insert(struct store *st, const struct mail_new *m, int64_t now)
{
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(outbox_insert(st->db, m, now), OK);
	assert_int_equal(tx_commit(&tx), OK);
}

static int64_t
play_round(struct store *st, const struct config *c, int64_t now)
{
	int64_t seconds = -1;

	db_end_request(st->db);
	assert_int_equal(mailer_round(st->db, c, now, &seconds), OK);
	db_begin_request(st->db, SYSTEM, true);
	return seconds;
}

static struct mail
newest(struct store *st)
{
	struct mail_list list;

	assert_int_equal(outbox_list(st->db, 1, st->arena, &list), OK);
	assert_int_equal(list.n, 1);
	return list.items[0];
}

static struct config
config_of(const struct store *st, const char *folder)
{
	return (struct config){ .db = st->path, .mail_folder = folder,
		.mail_from = "noreply@example.eu" };
}

/* Into the folder, once; the row keeps no secret. */
static void
into_folder(void **state)
{
	struct store *st = *state;
	const struct config c = config_of(st, st->folder);
	struct message_read read;
	char path[160];

	insert(st, &mail, NOW);
	assert_true(play_round(st, &c, NOW) > 0);
	struct mail m = newest(st);
	assert_string_equal(m.state, "sent");
	assert_true(m.sent_at == NOW && m.tries == 1);

	const char *name = folder_name(st->arena, m.id, m.kind);
	assert_int_equal(folder_get(st->folder, name, st->arena, &read), OK);
	assert_string_equal(read.text, mail.body);
	assert_string_equal(read.to, mail.recipient);
	(void)snprintf(path, sizeof(path), "%s/%s.eml", st->folder, name);
	assert_int_equal(unlink(path), 0);

	/* Gone is gone: a second round writes nothing. */
	assert_true(play_round(st, &c, NOW + 100000) > 0);
	assert_false(folder_has(st->folder, name));
}

/* No server: the mail waits longer each time, and is given up after two days. */
static void
back_off(void **state)
{
	struct store *st = *state;
	const struct config c = config_of(st, "/nowhere/at/all");
	int64_t now = NOW;

	insert(st, &mail, NOW);
	for (int64_t tries = 1; now < NOW + MAILER_GIVE_UP; tries++) {
		assert_true(play_round(st, &c, now) == MAILER_DOWN);
		struct mail m = newest(st);
		assert_true(m.tries == tries);
		assert_true(*m.last_error);
		if (streq(m.state, "failed"))
			break;
		assert_string_equal(m.state, "waiting");
		assert_true(m.next_try_at == now + mailer_delay(tries));
		/* Not before its time. */
		assert_true(play_round(st, &c, m.next_try_at - 1) != MAILER_DOWN);
		now = m.next_try_at;
	}
	assert_string_equal(newest(st).state, "failed");
	assert_in_range(newest(st).tries, 8, 16);
}

/* What is no mail is never tried again, and stops nobody. */
static void
no_mail(void **state)
{
	struct store *st = *state;
	const struct config c = config_of(st, "/nowhere/at/all");
	struct mail_new bad = mail;

	bad.recipient = "an@example.be\nBcc: c@example.be";
	insert(st, &bad, NOW);
	assert_true(play_round(st, &c, NOW) != MAILER_DOWN);
	assert_string_equal(newest(st).state, "failed");
}

/* One mailer at a time, or a mail would go out twice. */
static void
one_at_a_time(void **state)
{
	struct store *st = *state;
	const struct config c = config_of(st, st->folder);
	char path[160];
	int64_t seconds;

	(void)snprintf(path, sizeof(path), "%s.mailer-lock", st->path);
	int fd = open(path, O_RDWR | O_CREAT, 0600);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	insert(st, &mail, NOW);
	db_end_request(st->db);
	assert_int_equal(mailer_round(st->db, &c, NOW, &seconds), ERR_BUSY);
	db_begin_request(st->db, SYSTEM, true);
	assert_string_equal(newest(st).state, "waiting");
	close(fd);
}

static void
claim(struct store *st, int64_t now)
{
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(st->db, &tx), OK);
	assert_int_equal(outbox_claim(st->db, newest(st).id, now, now + MAILER_CLAIM), OK);
	assert_int_equal(tx_commit(&tx), OK);
}

/* Killed, or the database was busy, between the delivery and its note: not at once again, but once more. */
static void
interrupted(void **state)
{
	struct store *st = *state;
	const struct config c = config_of(st, st->folder);
	char path[160];

	insert(st, &mail, NOW);
	claim(st, NOW);
	assert_string_equal(newest(st).state, "sending");
	assert_true(play_round(st, &c, NOW + MAILER_CLAIM - 1) > 0);
	assert_string_equal(newest(st).state, "sending");
	assert_true(play_round(st, &c, NOW + MAILER_CLAIM) > 0);

	struct mail m = newest(st);
	assert_string_equal(m.state, "sent");
	assert_true(m.tries == 2);
	(void)snprintf(path, sizeof(path), "%s/%s.eml", st->folder,
	    folder_name(st->arena, m.id, m.kind));
	assert_int_equal(unlink(path), 0);
}

/* One that ends its mailer each time is not tried for ever. */
static void
interrupted_for_days(void **state)
{
	struct store *st = *state;
	const struct config c = config_of(st, st->folder);

	insert(st, &mail, NOW);
	claim(st, NOW + MAILER_GIVE_UP);
	assert_true(play_round(st, &c, NOW + MAILER_GIVE_UP + MAILER_CLAIM) > 0);
	assert_string_equal(newest(st).state, "failed");
	assert_string_equal(newest(st).last_error, "interrupted");
}

static int
teardown(void **state)
{
	struct store *st = *state;
	char path[160];

	(void)snprintf(path, sizeof(path), "%s.mailer-lock", st->path);
	(void)unlink(path);
	return store_teardown(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delays),
		cmocka_unit_test_setup_teardown(into_folder, store_setup, teardown),
		cmocka_unit_test_setup_teardown(back_off, store_setup, teardown),
		cmocka_unit_test_setup_teardown(no_mail, store_setup, teardown),
		cmocka_unit_test_setup_teardown(one_at_a_time, store_setup, teardown),
		cmocka_unit_test_setup_teardown(interrupted, store_setup, teardown),
		cmocka_unit_test_setup_teardown(interrupted_for_days, store_setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
