#include "base/base.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void
test_grows(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 100000);
	assert_string_equal(b.p, "");
	for (int i = 0; i < 5000; i++)
		buf_printf(&b, "%04d,", i);
	assert_int_equal(b.n, 25000);
	assert_int_equal(b.p[b.n], 0);
	assert_memory_equal(b.p + 24990, "4998,4999,", 10);
	assert_false(b.over);

	buf_clear(&b);
	assert_string_equal(b.p, "");
	buf_add(&b, "a\0b", 3);
	assert_int_equal(b.n, 3);
	assert_memory_equal(b.p, "a\0b", 4);
	buf_done(&b);
	buf_done(&b);
	assert_string_equal(b.p, "");
}

/* What did not fit can be taken back, and the rest goes on. */
static void
test_cut(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 5);
	buf_cut(&b, 0);
	assert_string_equal(b.p, "");
	buf_puts(&b, "123");
	size_t before = b.n;
	buf_puts(&b, "4");
	buf_puts(&b, "56");
	assert_true(b.over);
	buf_cut(&b, before);
	assert_false(b.over);
	assert_string_equal(b.p, "123");
	buf_puts(&b, "ab");
	assert_string_equal(b.p, "123ab");
	buf_done(&b);
}

/* The limit itself fits; one more is dropped whole, and everything after it. */
static void
test_limit(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 5);
	buf_puts(&b, "12345");
	assert_false(b.over);
	assert_string_equal(b.p, "12345");
	buf_putc(&b, '6');
	assert_true(b.over);
	assert_string_equal(b.p, "12345");

	buf_clear(&b);
	assert_false(b.over);
	buf_puts(&b, "123");
	buf_printf(&b, "%d", 456);
	assert_true(b.over);
	buf_putc(&b, '4');
	assert_string_equal(b.p, "123");
	buf_done(&b);

	buf_init(&b, 0);
	buf_puts(&b, "");
	assert_false(b.over);
	buf_putc(&b, 'x');
	assert_true(b.over);
	assert_string_equal(b.p, "");
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grows),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
