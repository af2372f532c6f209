#include "base/base.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Memory is zero, aligned, and stays apart; also after a reset, when chunks are used again. */
static void
test_zeroed_and_apart(void **state)
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 4096, 65535, 65536, 65537, 200000 };
	unsigned char *p[countof(sizes)];
	struct arena *a = arena_new(1024 * 1024);

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < countof(sizes); i++) {
			p[i] = arena_alloc(a, sizes[i]);
			assert_int_equal((uintptr_t)p[i] % 16, 0);
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(p[i][k], 0);
			memset(p[i], (int)i + 1, sizes[i]);
		}
		for (size_t i = 0; i < countof(sizes); i++)
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(p[i][k], i + 1);
		arena_reset(a);
	}
	arena_free(a);
	arena_free(NULL);
}

static void
test_many_small(void **state)
{
	struct arena *a = arena_new(1024 * 1024);
	const char *first = arena_strdup(a, "first");

	(void)state;
	for (int i = 0; i < 20000; i++)
		assert_int_equal(*(char *)arena_alloc(a, 40), 0);
	assert_string_equal(first, "first");
	arena_free(a);
}

static void
test_texts(void **state)
{
	struct arena *a = arena_new(1024 * 1024);
	char long_text[3000];

	(void)state;
	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	assert_string_equal(arena_strdup(a, ""), "");
	assert_string_equal(arena_strndup(a, "Kortrijk", 4), "Kort");
	assert_string_equal(arena_strndup(a, NULL, 0), "");
	assert_string_equal(arena_printf(a, "%d-%s", 7, "x"), "7-x");
	assert_string_equal(arena_printf(a, "%s", long_text), long_text);
	arena_free(a);
}

enum misuse { AT_LIMIT, ABOVE_LIMIT, ABOVE_LIMIT_IN_STEPS, PRODUCT_WRAPS, HUGE_TEXT };

/* Run in a child, because a bug ends the process. */
static int
ending_of(enum misuse what)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct arena *a = arena_new(1000);

		signal(SIGABRT, SIG_DFL);
		close(STDERR_FILENO);
		switch (what) {
		case AT_LIMIT:
			arena_alloc(a, 1000);
			arena_reset(a);
			arena_alloc(a, 1000);
			break;
		case ABOVE_LIMIT:
			arena_alloc(a, 1001);
			break;
		case ABOVE_LIMIT_IN_STEPS:
			arena_alloc(a, 600);
			arena_alloc(a, 401);
			break;
		case PRODUCT_WRAPS:
			arena_array(a, SIZE_MAX / 2 + 2, 2);
			break;
		case HUGE_TEXT:
			arena_strndup(a, "x", SIZE_MAX);
			break;
		}
		_exit(0);
	}
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void
test_limit(void **state)
{
	(void)state;
	assert_int_equal(ending_of(AT_LIMIT), 0);
	assert_int_equal(ending_of(ABOVE_LIMIT), SIGABRT);
	assert_int_equal(ending_of(ABOVE_LIMIT_IN_STEPS), SIGABRT);
	assert_int_equal(ending_of(PRODUCT_WRAPS), SIGABRT);
	assert_int_equal(ending_of(HUGE_TEXT), SIGABRT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zeroed_and_apart),
		cmocka_unit_test(test_many_small),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
