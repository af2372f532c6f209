#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mail/folder.h"
#include "mail/message.h"

static struct message
example(void)
{
	return (struct message){
		.id = 7,
		.from = "noreply@example.eu",
		.from_name = "Cleantech Route China",
		.to = "an@example.be",
		.lang_tag = "nl",
		.subject = "Bevestig je e-mailadres",
		.text = "Beste,\n\nOpen https://example.eu/nl/verify/abc=\n",
		.at = 1795499366,
	};
}

static void
headers(void **state)
{
	struct message m = example();
	struct buf out;

	(void)state;
	buf_init(&out, MESSAGE_MAX);
	assert_int_equal(message_write(&m, &out), OK);
	assert_string_equal(out.p,
	    "Date: Tue, 24 Nov 2026 05:49:26 +0000\r\n"
	    "From: Cleantech Route China <noreply@example.eu>\r\n"
	    "To: <an@example.be>\r\n"
	    "Subject: Bevestig je e-mailadres\r\n"
	    "Message-ID: <outbox.7.1795499366@example.eu>\r\n"
	    "Auto-Submitted: auto-generated\r\n"
	    "Content-Language: nl\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n"
	    "\r\n"
	    "Beste,\r\n\r\nOpen https://example.eu/nl/verify/abc=3D\r\n");
	buf_done(&out);
}

/* Thirty ways to make two mails, or another one, of it. */
static void
refused(void **state)
{
	static const char *const addresses[] = { "", "an", "@", "an@", "@example.be", "an@@example.be",
		"an@x@example.be", "an@example.be\n", "an@example.be\r\nBcc: c@d.be", "\nan@example.be",
		"an@example.be,c@d.be", "an@example.be;c@d.be", "<an@example.be>", "an@example.be>",
		"An <an@example.be>", "an@example.be c@d.be", "an@example.be\tc", "\"an\"@example.be",
		"an@[127.0.0.1]", "an(c)@example.be", "an\\@example.be", "\xc3\xa0n@example.be",
		"an@ex\xc3\xa0mple.be", "an:c@example.be", "an@example.be\x7f", "an@example.be\x01" };
	static const char *const lines[] = { "Hallo\nBcc: c@d.be", "Hallo\r\nBcc: c@d.be", "Hallo\r",
		"\xff", "Hallo\x01", "Hallo\xe2\x80\xae", "Hallo\x7f", "a\u2028b" };
	struct message m;
	struct buf out;

	(void)state;
	buf_init(&out, MESSAGE_MAX);
	for (size_t i = 0; i < countof(addresses); i++) {
		m = example();
		m.to = addresses[i];
		assert_int_equal(message_write(&m, &out), ERR_BAD_INPUT);
		m = example();
		m.from = addresses[i];
		assert_int_equal(message_write(&m, &out), ERR_BAD_INPUT);
	}
	for (size_t i = 0; i < countof(lines); i++) {
		m = example();
		m.subject = lines[i];
		assert_int_equal(message_write(&m, &out), ERR_BAD_INPUT);
		m = example();
		m.from_name = lines[i];
		assert_int_equal(message_write(&m, &out), ERR_BAD_INPUT);
	}
	assert_int_equal(out.n, 0);
	buf_done(&out);
}

static void
check_lines(const char *raw)
{
	for (const char *p = raw; *p;) {
		const char *end = strstr(p, "\r\n");

		assert_non_null(end);
		assert_true(end - p <= 76);
		for (; p < end; p++)
			assert_true((*p >= ' ' && *p <= '~') || *p == '\t');
		p = end + 2;
	}
}

/* What goes in comes out, in short ASCII lines. */
static void
round_trip(void **state)
{
	static const char *const subjects[] = { "Bevestig je e-mailadres", "请确认您的邮箱地址",
		"请确认您的邮箱地址，这是一个非常长的主题，长到一个编码词放不下，所以要分成好几行",
		"Één é", "=?UTF-8?B?aGFsbG8=?=", "a", "Een onderwerp dat langer is dan zestig tekens en dus gecodeerd wordt",
		"x €€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€" };
	static const char *const texts[] = { "", "kort\n", "een regel met een spatie op het einde \n.\n..\nFrom x\n",
		"请打开以下链接，确认该邮箱属于您本人：请打开以下链接，确认该邮箱属于您本人\n\n下一行\n",
		"= == =3D =\n\ttab\t\n",
		"https://example.eu/nl/verify/0123456789012345678901234567890123456789012345678901234567890123456789012345\n" };
	struct arena *a = arena_new(8 << 20);
	struct message_read back;
	struct buf out;

	(void)state;
	buf_init(&out, MESSAGE_MAX);
	for (size_t i = 0; i < countof(subjects); i++)
		for (size_t k = 0; k < countof(texts); k++) {
			struct message m = example();

			m.subject = subjects[i];
			m.text = texts[k];
			buf_clear(&out);
			assert_int_equal(message_write(&m, &out), OK);
			check_lines(out.p);
			assert_true(message_parse(a, (struct str){ out.p, out.n }, &back));
			assert_string_equal(back.subject, m.subject);
			assert_string_equal(back.text, m.text);
			assert_string_equal(back.to, m.to);
			assert_string_equal(back.lang_tag, "nl");
			arena_reset(a);
		}
	buf_done(&out);
	arena_free(a);
}

static void
not_ours(void **state)
{
	static const char *const raws[] = { "", "\r\n\r\n", "To: x\r\n\r\n",
		"To: <a@b>\r\nSubject: =?UTF-8?B?//8=?=\r\nDate: x\r\nContent-Language: nl\r\n\r\nx",
		"To: <a@b>\r\nSubject: x\r\nDate: x\r\nContent-Language: nl\r\n\r\n=FF" };
	struct arena *a = arena_new(1 << 20);
	struct message_read back;

	(void)state;
	for (size_t i = 0; i < countof(raws); i++)
		assert_false(message_parse(a, str_of(raws[i]), &back));
	arena_free(a);
}

static void
folder(void **state)
{
	static const char *const bad[] = { "", "x", "000007", "000007-", "../000007-a", "000007-a/b",
		"000007-a.eml", "7-a", "000007-A", "000007-a\n" };
	char dir[] = "/tmp/test_mail.XXXXXX", path[64];
	struct arena *a = arena_new(1 << 20);
	struct message m = example();
	struct message_read back;
	struct buf out;

	(void)state;
	assert_non_null(mkdtemp(dir));
	buf_init(&out, MESSAGE_MAX);
	assert_int_equal(message_write(&m, &out), OK);
	const char *name = folder_name(a, 7, "verify_email");
	assert_string_equal(name, "000007-verify_email");
	assert_false(folder_has(dir, name));
	assert_int_equal(folder_get(dir, name, a, &back), ERR_NOT_FOUND);
	assert_int_equal(folder_put(dir, name, out.p, out.n), OK);
	assert_int_equal(folder_put(dir, name, out.p, out.n), OK);
	assert_true(folder_has(dir, name));
	assert_int_equal(folder_get(dir, name, a, &back), OK);
	assert_string_equal(back.text, m.text);
	for (size_t i = 0; i < countof(bad); i++)
		assert_int_equal(folder_get(dir, bad[i], a, &back), ERR_NOT_FOUND);
	assert_int_equal(folder_put("/nowhere/at/all", name, out.p, out.n), ERR_INTERNAL);
	(void)snprintf(path, sizeof(path), "%s/%s.eml", dir, name);
	assert_int_equal(unlink(path), 0);
	/* There, but no read ends. */
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(folder_get(dir, name, a, &back), ERR_INTERNAL);
	assert_int_equal(rmdir(path), 0);
	/* Nothing else was left behind. */
	assert_int_equal(rmdir(dir), 0);
	buf_done(&out);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers),
		cmocka_unit_test(refused),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(not_ours),
		cmocka_unit_test(folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
