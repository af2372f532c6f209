#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/totp.h"

static const uint8_t secret[TOTP_SECRET_SIZE] = "12345678901234567890";

/* RFC 6238, appendix B, SHA-1; the last six of its eight digits. */
static void
rfc_6238(void **state)
{
	static const struct {
		int64_t at;
		const char *code;
	} known[] = {
		{ 59, "287082" }, { 1111111109, "081804" }, { 1111111111, "050471" },
		{ 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" },
	};
	int64_t step;

	(void)state;
	for (size_t i = 0; i < countof(known); i++) {
		assert_true(totp_check(secret, known[i].at, known[i].code, &step));
		assert_true(step == known[i].at / 30);
	}
}

/* One step early and one step late are fine, two are not; the step is that of the code. */
static void
window(void **state)
{
	int64_t step = 0;

	(void)state;
	assert_true(totp_check(secret, 1234567890 + 30, "005924", &step));
	assert_true(step == 1234567890 / 30);
	assert_true(totp_check(secret, 1234567890 - 30, "005924", &step));
	assert_true(step == 1234567890 / 30);
	assert_false(totp_check(secret, 1234567890 + 60, "005924", &step));
	assert_false(totp_check(secret, 1234567890 - 60, "005924", &step));
}

static void
typed(void **state)
{
	static const char *const bad[] = { "", "00592", "0059240", "00592a", "-05924", "005925" };
	int64_t step;

	(void)state;
	assert_true(totp_check(secret, 1234567890, "005 924", &step));
	assert_true(totp_check(secret, 1234567890, " 005924 ", &step));
	for (size_t i = 0; i < countof(bad); i++)
		assert_false(totp_check(secret, 1234567890, bad[i], &step));
}

static void
base32(void **state)
{
	struct arena *a = arena_new(1 << 20);
	uint8_t back[TOTP_SECRET_SIZE] = { 0 };

	(void)state;
	assert_string_equal(totp_base32(a, secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	assert_true(totp_parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", back));
	assert_memory_equal(back, secret, TOTP_SECRET_SIZE);
	assert_true(totp_parse("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", back));
	assert_false(totp_parse("GEZDGNBVGY3TQOJQ", back));
	assert_false(totp_parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQ!!!", back));
	assert_false(totp_parse("", back));
	assert_string_equal(totp_uri(a, "Cleantech Route China", "an@x.be", secret),
	    "otpauth://totp/Cleantech%20Route%20China:an%40x.be?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	    "&issuer=Cleantech%20Route%20China&algorithm=SHA1&digits=6&period=30");
	arena_free(a);
}

/* Letters, digits and blanks only, and inside its box. */
static void
qr(void **state)
{
	struct arena *a = arena_new(1 << 20);
	int size = 0;
	const char *path = totp_qr(a, "otpauth://totp/x?secret=GEZDGNBV", &size);

	(void)state;
	assert_int_equal((size - 8 - 17) % 4, 0);
	assert_int_equal(strlen(path), strspn(path, "MHhvz0123456789 "));
	/* The corner of the first finder pattern: seven dark modules behind the quiet zone. */
	assert_memory_equal(path, "M4 4h7v1H4z", 11);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rfc_6238),
		cmocka_unit_test(window),
		cmocka_unit_test(typed),
		cmocka_unit_test(base32),
		cmocka_unit_test(qr),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
