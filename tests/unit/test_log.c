#include "base/base.h"
#include "base/log.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

/* What one log_event() with ${message} writes to standard error. */
static char *
logged(const char *message)
{
	static char out[16384];
	int ends[2], saved = dup(STDERR_FILENO);
	ssize_t n;

	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	log_event(LOG_WARN, "test", "%s", message);
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(ends[1]);
	n = read(ends[0], out, sizeof(out) - 1);
	close(ends[0]);
	assert_true(n > 0);
	out[n] = '\0';
	return out;
}

static void
test_escaping(void **state)
{
	static const struct {
		const char *message, *json;
	} cases[] = {
		{ "plain", "\"plain\"" },
		{ "", "\"\"" },
		{ "a\"b\\c", "\"a\\\"b\\\\c\"" },
		/* No second line, no escape sequence for a terminal. */
		{ "a\nb\r\t\x1b[31m", "\"a\\u000ab\\u000d\\u0009\\u001b[31m\"" },
		{ "\x7f\xc2\x9b", "\"\\u007f\\u009b\"" },
		{ "清洁 é", "\"清洁 é\"" },
		{ "\xff\xc3(", "\"\\ufffd\\ufffd(\"" },
		{ "\xed\xa0\x80", "\"\\ufffd\\ufffd\\ufffd\"" },
		{ "a\xe2\x80\xa8\xe2\x80\xa9", "\"a\\u2028\\u2029\"" },
		{ "\xe6\xb8", "\"\\ufffd\\ufffd\"" },
	};

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		char *line = logged(cases[i].message), want[256];

		snprintf(want, sizeof(want), "\"event\":\"test\",\"message\":%s}\n", cases[i].json);
		assert_non_null(strstr(line, want));
		assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
	}
}

/* Whatever its length, a line is one piece of a pipe, whole JSON and whole characters. */
static void
test_long_lines(void **state)
{
	static const char *const pieces[] = { "x", "清", "\x01", "\"", "\xff" };

	(void)state;
	for (size_t i = 0; i < countof(pieces); i++) {
		char message[6000] = "";
		size_t len = strlen(pieces[i]);

		for (size_t n = 0; n + len < sizeof(message); n += len)
			memcpy(message + n, pieces[i], len);

		char *line = logged(message);
		size_t n = strlen(line);
		assert_true(n <= 4096);
		assert_memory_equal(line + n - 3, "\"}\n", 3);
		assert_true(utf8_valid(str_of(line)));
	}
}

static void
test_fields(void **state)
{
	(void)state;
	log_init("worker");
	errno = ENOENT;
	char *line = logged("m");
	assert_memory_equal(line, "{\"time\":\"20", 11);
	assert_non_null(strstr(line, "Z\",\"level\":\"warn\",\"process\":\"worker\",\"pid\":"));
}

/* A reader that does not read costs lines, not requests; the next line says how many. */
static void
test_full_pipe(void **state)
{
	int ends[2], saved = dup(STDERR_FILENO);
	char out[65536];
	size_t filled = 0;

	(void)state;
	assert_int_equal(pipe2(ends, 0), 0);
	dup2(ends[1], STDERR_FILENO);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	memset(out, '.', sizeof(out));
	for (ssize_t n; (n = write(ends[1], out, sizeof(out))) > 0;)
		filled += (size_t)n;
	fcntl(ends[1], F_SETFL, 0);

	errno = EEXIST;
	log_event(LOG_INFO, "test", "lost");
	log_event(LOG_INFO, "test", "lost too");
	assert_int_equal(errno, EEXIST);
	while (filled > 0)
		filled -= (size_t)read(ends[0], out, filled < sizeof(out) ? filled : sizeof(out));
	log_event(LOG_INFO, "test", "here again");

	dup2(saved, STDERR_FILENO);
	close(saved);
	close(ends[1]);
	ssize_t n = read(ends[0], out, sizeof(out) - 1);
	close(ends[0]);
	assert_true(n > 0);
	out[n] = '\0';
	assert_non_null(strstr(out, "\"lost\":2,\"message\":\"here again\""));
	assert_null(strstr(out, "lost too"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_escaping),
		cmocka_unit_test(test_long_lines),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_full_pipe),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
