#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <fcntl.h>
#include <unistd.h>

#include "http/password.h"

static const char *const own[] = { "jan.peeters@aquaris-membranen.be", "Aquaris Membranen", NULL };

#define MEMBER(password) password_check(password, PASSWORD_MIN_MEMBER, own)

/* Long enough is 15 code points, whatever they are; staff need 12. */
static void
length(void **state)
{
	(void)state;
	assert_int_equal(MEMBER("vijf appels op"), MSG_PASSWORD_TOO_SHORT);
	assert_int_equal(MEMBER("vijf appels op "), MSG_NONE);
	assert_int_equal(password_check("vijf appels op", PASSWORD_MIN_STAFF, own), MSG_NONE);
	assert_int_equal(password_check("vijf appels", PASSWORD_MIN_STAFF, own),
	    MSG_PASSWORD_TOO_SHORT);
	/* Fourteen signs of three bytes are fourteen. */
	assert_int_equal(MEMBER("窗前明月光疑是地上霜举头望明"), MSG_PASSWORD_TOO_SHORT);
	assert_int_equal(MEMBER("窗前明月光疑是地上霜举头望明月"), MSG_NONE);
}

/* 1,024 bytes are fine, one more is refused and never cut off. */
static void
longest(void **state)
{
	char text[PASSWORD_BYTES_MAX + 2];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + i * i % 23);
	text[PASSWORD_BYTES_MAX + 1] = '\0';
	assert_int_equal(MEMBER(text), MSG_PASSWORD_TOO_LONG);
	text[PASSWORD_BYTES_MAX] = '\0';
	assert_int_equal(MEMBER(text), MSG_NONE);
}

static void
easy_to_guess(void **state)
{
	static const char *const bad[] = {
		"correcthorsebatterystaple", "Correct Horse Battery Staple", "CORRECTHORSEBATTERYSTAPLE",
		"aaaaaaaaaaaaaaaaaaaa", "abcabcabcabcabc", "Welkom01Welkom01", "123456789012345678",
		"abcdefghijklmnopq", "zyxwvutsrqponmlk", "qwertyuiopasdfghjkl", "azertyuiopqsdfghjklm",
		"cleantechroutechina", "Cleantech Route China 2026", "CleantechRoute2026!",
		"wachtwoord2026wachtwoord", "Password12345678", "aquarismembranen", "Aquaris-Membranen-1",
		"jan.peeters@aquaris-membranen.be", "jan.peeters.2026", "qwerty123456789",
	};
	static const char *const good[] = {
		"vier stoelen en een kapotte lamp", "onze cleantech gaat naar de maan",
		"Aquaris houdt van groene thee", "kT7#vq9!mZ2pLw4x", "je préfère le thé noir",
		"我们的鱼喜欢在星期二唱歌跳舞吃饭", "6f1ed002ab5595859014ebf0951522d9",
	};

	(void)state;
	for (size_t i = 0; i < countof(bad); i++)
		if (MEMBER(bad[i]) != MSG_PASSWORD_TOO_COMMON)
			fail_msg("accepted or other reason: %s", bad[i]);
	for (size_t i = 0; i < countof(good); i++)
		if (MEMBER(good[i]) != MSG_NONE)
			fail_msg("refused: %s", good[i]);
}

/* Every line of the list is refused for being common, in capitals too. */
static void
whole_list(void **state)
{
	char line[256];
	size_t n = 0;
	FILE *f = fopen(SOURCE_DIR "/seed/common-passwords.txt", "r");

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#')
			continue;
		for (char *p = line; *p; p++)
			if (*p >= 'a' && *p <= 'z')
				*p = (char)(*p - 'a' + 'A');
		assert_int_equal(password_check(line, 1, NULL), MSG_PASSWORD_TOO_COMMON);
		n++;
	}
	fclose(f);
	assert_true(n > 300);
}

static void
hashes(void **state)
{
	char hash[PASSWORD_HASH_SIZE];
	bool ok = false;

	(void)state;
	assert_int_equal(password_hash("vier stoelen en een lamp", hash), OK);
	assert_memory_equal(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31);
	assert_int_equal(password_verify(hash, "vier stoelen en een lamp", &ok), OK);
	assert_true(ok);
	assert_int_equal(password_verify(hash, "vier stoelen en een lamp ", &ok), OK);
	assert_false(ok);
	assert_false(password_needs_rehash(hash));
	assert_true(password_needs_rehash("$argon2id$v=19$m=19456,t=2,p=1$QOzkq2iS63/J31JrYAyaWQ$"
	    "OA8Ny/v6/+3B4DZyh/OJIbJNowUUVuvZWl9uC2pdC6g"));
}

/* An unknown account costs as much as a known one: its stand-in is well-formed. */
static void
unknown_account(void **state)
{
	struct timespec a, b;
	bool ok = true;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &a);
	assert_int_equal(password_verify(NULL, "vier stoelen en een lamp", &ok), OK);
	clock_gettime(CLOCK_MONOTONIC, &b);
	assert_false(ok);
	assert_true((b.tv_sec - a.tv_sec) * 1000 + (b.tv_nsec - a.tv_nsec) / 1000000 > 20);
}

/* Two at once, over all processes: the third is told to come back. */
static void
two_at_once(void **state)
{
	char dir[] = "/tmp/test_password.XXXXXX", path[64], hash[PASSWORD_HASH_SIZE];
	int fd[2];

	(void)state;
	assert_non_null(mkdtemp(dir));
	(void)snprintf(path, sizeof(path), "%s/db", dir);
	assert_true(password_setup(path, SOURCE_DIR));
	assert_int_equal(password_hash("vier stoelen en een lamp", hash), OK);
	for (int i = 0; i < 2; i++) {
		(void)snprintf(path, sizeof(path), "%s/db.password-slot-%d", dir, i);
		fd[i] = open(path, O_RDWR | O_CREAT, 0600);
		assert_int_equal(flock(fd[i], LOCK_EX), 0);
	}
	assert_int_equal(password_hash("vier stoelen en een lamp", hash), ERR_BUSY);
	close(fd[1]);
	assert_int_equal(password_hash("vier stoelen en een lamp", hash), OK);
	close(fd[0]);
	for (int i = 0; i < 2; i++) {
		(void)snprintf(path, sizeof(path), "%s/db.password-slot-%d", dir, i);
		(void)unlink(path);
	}
	(void)rmdir(dir);
	assert_true(password_setup(NULL, SOURCE_DIR));
}

static int
setup(void **state)
{
	(void)state;
	return password_setup(NULL, SOURCE_DIR) ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(length),
		cmocka_unit_test(longest),
		cmocka_unit_test(easy_to_guess),
		cmocka_unit_test(whole_list),
		cmocka_unit_test(hashes),
		cmocka_unit_test(unknown_account),
		cmocka_unit_test(two_at_once),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
