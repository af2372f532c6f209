#include "base/base.h"
#include "http/fcgi_filter.h"
#include "http/limits.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A conversation being put together. */
struct talk {
	unsigned char p[400000];
	size_t n;
};

#define ID 0x0102

static void
add_raw(struct talk *t, const void *p, size_t n)
{
	assert_true(n <= sizeof(t->p) - t->n);
	if (n)
		memcpy(t->p + t->n, p, n);
	t->n += n;
}

static void
add(struct talk *t, unsigned type, unsigned id, const void *content, size_t n, size_t padding)
{
	const unsigned char head[8] = { 1, (unsigned char)type, (unsigned char)(id >> 8),
		(unsigned char)id, (unsigned char)(n >> 8), (unsigned char)n,
		(unsigned char)padding, 0 };
	static const unsigned char zeros[256];

	add_raw(t, head, 8);
	add_raw(t, content, n);
	add_raw(t, zeros, padding);
}

/* As nginx sends it: short and long lengths, a body, padding where it may stand. */
static void
add_request(struct talk *t)
{
	static const char vars[] = "\x03\x02" "abcXY" "\x01\x00" "e"
				   "\x80\x00\x00\x04\x03" "longVAL" "\x01\x80\x00\x00\x01" "zZ";

	add(t, 1, ID, "\0\1\0\0\0\0\0\0", 8, 0);
	add(t, 4, ID, vars, sizeof(vars) - 1, 5);
	add(t, 4, ID, "", 0, 0);
	add(t, 5, ID, "body", 4, 255);
	add(t, 5, ID, "more", 4, 0);
	add(t, 5, ID, "", 0, 0);
}

/* Feed ${t} in two pieces cut at ${cut}; whether all of it was taken. */
static bool
fed(const struct talk *t, size_t cut, bool *ret_complete)
{
	struct fcgi_filter f;

	fcgi_filter_init(&f);
	bool first = fcgi_filter_feed(&f, t->p, cut);
	bool ok = fcgi_filter_feed(&f, t->p + cut, t->n - cut);
	if (!first)
		assert_false(ok);
	/* Once bad, for ever bad. */
	if (!ok) {
		assert_false(fcgi_filter_feed(&f, t->p, 0));
		assert_false(fcgi_filter_feed(&f, t->p, t->n));
	}
	*ret_complete = fcgi_filter_complete(&f);
	return ok;
}

static struct talk talk;

static struct talk *
fresh(void)
{
	talk.n = 0;
	return &talk;
}

static void
test_good_request_cut_anywhere(void **state)
{
	struct talk *t = fresh();
	struct fcgi_filter f;
	bool complete;

	(void)state;
	add_request(t);
	for (size_t cut = 0; cut <= t->n; cut++) {
		assert_true(fed(t, cut, &complete));
		assert_true(complete);
	}

	fcgi_filter_init(&f);
	for (size_t i = 0; i < t->n; i++) {
		assert_false(fcgi_filter_complete(&f));
		assert_true(fcgi_filter_feed(&f, t->p + i, 1));
	}
	assert_true(fcgi_filter_complete(&f));
	/* Afterwards nothing but an abort. */
	assert_false(fcgi_filter_feed(&f, t->p, t->n));
	assert_false(fcgi_filter_complete(&f));
}

/* A pair may be spread over any number of records. */
static void
test_parameters_in_small_records(void **state)
{
	static const char vars[] = "\x80\x00\x00\x04\x03" "longVAL" "\x01\x00" "e";
	bool complete;

	(void)state;
	for (size_t size = 1; size < sizeof(vars); size++) {
		struct talk *t = fresh();

		add(t, 1, ID, "\0\1\0\0\0\0\0\0", 8, 0);
		for (size_t i = 0; i < sizeof(vars) - 1; i += size) {
			size_t n = sizeof(vars) - 1 - i;

			add(t, 4, ID, vars + i, n < size ? n : size, size);
		}
		add(t, 4, ID, "", 0, 0);
		add(t, 5, ID, "", 0, 0);
		assert_true(fed(t, 0, &complete));
		assert_true(complete);
	}
}

/* One record to try where it is wrong: after BEGIN, after PARAMS, after all. */
struct record {
	unsigned type, id;
	const char *content;
	size_t n, padding;
};

enum where { AT_START, AFTER_BEGIN, AFTER_PARAMS, AFTER_STDIN };

#define R(type, id, lit, padding) { type, id, "" lit, sizeof(lit) - 1, padding }

static const struct {
	enum where where;
	struct record r;
} wrong[] = {
	/* BEGIN_REQUEST: role, flags, length, id, padding; and only once. */
	{ AT_START, R(1, ID, "\0\2\0\0\0\0\0\0", 0) },
	{ AT_START, R(1, ID, "\1\1\0\0\0\0\0\0", 0) },
	{ AT_START, R(1, ID, "\0\1\1\0\0\0\0\0", 0) },
	{ AT_START, R(1, ID, "\0\1\0\0\0\0\0", 0) },
	{ AT_START, R(1, ID, "\0\1\0\0\0\0\0\0\0", 0) },
	{ AT_START, R(1, 0, "\0\1\0\0\0\0\0\0", 0) },
	{ AT_START, R(1, ID, "\0\1\0\0\0\0\0\0", 8) },
	{ AFTER_BEGIN, R(1, ID, "\0\1\0\0\0\0\0\0", 0) },
	{ AFTER_BEGIN, R(1, 7, "\0\1\0\0\0\0\0\0", 0) },
	{ AFTER_PARAMS, R(1, ID, "\0\1\0\0\0\0\0\0", 0) },
	{ AFTER_STDIN, R(1, ID, "\0\1\0\0\0\0\0\0", 0) },
	/* Records out of order. */
	{ AT_START, R(4, ID, "\1\1aA", 0) },
	{ AT_START, R(5, ID, "x", 0) },
	{ AT_START, R(2, ID, "", 0) },
	{ AFTER_BEGIN, R(5, ID, "x", 0) },
	{ AFTER_PARAMS, R(4, ID, "\1\1aA", 0) },
	{ AFTER_PARAMS, R(4, ID, "", 0) },
	{ AFTER_STDIN, R(5, ID, "", 0) },
	/* Management records, in any place. */
	{ AT_START, R(9, 0, "\x0e\0FCGI_MAX_CONNS", 0) },
	{ AT_START, R(99, 0, "", 0) },
	{ AFTER_BEGIN, R(9, 0, "\x0e\0FCGI_MAX_CONNS", 0) },
	{ AFTER_BEGIN, R(9, ID, "\x0e\0FCGI_MAX_CONNS", 0) },
	{ AFTER_PARAMS, R(99, 0, "", 0) },
	{ AFTER_STDIN, R(9, 0, "", 0) },
	/* What only a server sends. */
	{ AFTER_BEGIN, R(3, ID, "\0\0\0\0\0\0\0\0", 0) },
	{ AFTER_PARAMS, R(6, ID, "x", 0) },
	{ AFTER_PARAMS, R(8, ID, "x", 0) },
	/* Another request. */
	{ AFTER_BEGIN, R(4, 7, "\1\1aA", 0) },
	{ AFTER_PARAMS, R(5, 0, "x", 0) },
	/* Padding that libfcgi would take for a header. */
	{ AFTER_PARAMS, R(5, ID, "", 8) },
	{ AFTER_BEGIN, R(4, ID, "", 8) },
	/* Lengths that do not fit, in the 9 bytes before libfcgi would act on them. */
	{ AFTER_BEGIN, R(4, ID, "\xff\xff\xff\xff\xff\xff\xff\xff", 0) },
	{ AFTER_BEGIN, R(4, ID, "\xff\xff\xff\xfe\xff\xff\xff\xfe", 0) },
	{ AFTER_BEGIN, R(4, ID, "\xc0\x00\x00\x00\xbf\xff\xff\xff", 0) },
	{ AFTER_BEGIN, R(4, ID, "\xbf\xff\xff\xff\x00", 0) },
	{ AFTER_BEGIN, R(4, ID, "\x01\x80\x01\x00\x00", 0) },	/* 65536 */
	{ AFTER_BEGIN, R(4, ID, "\0\1A", 0) },			/* no name */
	{ AFTER_BEGIN, R(4, ID, "\2\2a\0AB", 0) },		/* a NUL */
	{ AFTER_BEGIN, R(4, ID, "\1\2aA\0", 0) },
};

static void
test_wrong_records(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(wrong); i++) {
		const struct record *r = &wrong[i].r;
		struct talk *t = fresh();
		bool complete;

		if (wrong[i].where >= AFTER_BEGIN)
			add(t, 1, ID, "\0\1\0\0\0\0\0\0", 8, 0);
		if (wrong[i].where >= AFTER_PARAMS) {
			add(t, 4, ID, "\1\1aA", 4, 0);
			add(t, 4, ID, "", 0, 0);
		}
		if (wrong[i].where >= AFTER_STDIN)
			add(t, 5, ID, "", 0, 0);
		assert_true(fed(t, 0, &complete));

		size_t before = t->n;
		add(t, r->type, r->id, r->content, r->n, r->padding);
		for (size_t cut = 0; cut <= t->n; cut++)
			if (fed(t, cut, &complete) || complete)
				fail_msg("case %zu, cut at %zu", i, cut);
		assert_true(before < t->n);
	}
}

static void
test_version(void **state)
{
	(void)state;
	for (unsigned v = 0; v < 256; v++) {
		struct talk *t = fresh();
		bool complete;

		add_request(t);
		t->p[0] = (unsigned char)v;
		assert_int_equal(fed(t, 0, &complete), v == 1);
	}
}

/* PARAMS that stop inside a pair, or inside its lengths. */
static void
test_open_pair(void **state)
{
	static const struct record open[] = {
		R(4, ID, "\1", 0), R(4, ID, "\x80\0\0", 0), R(4, ID, "\1\x80", 0),
		R(4, ID, "\1\1", 0), R(4, ID, "\1\1a", 0), R(4, ID, "\1\1aA\3", 0),
	};
	bool complete;

	(void)state;
	for (size_t i = 0; i < countof(open); i++) {
		struct talk *t = fresh();

		add(t, 1, ID, "\0\1\0\0\0\0\0\0", 8, 0);
		add(t, 4, ID, open[i].content, open[i].n, 0);
		assert_true(fed(t, 0, &complete));
		add(t, 4, ID, "", 0, 0);
		assert_false(fed(t, 0, &complete));
	}
}

static void
test_abort(void **state)
{
	bool complete;

	(void)state;
	for (int where = AFTER_BEGIN; where <= AFTER_STDIN; where++) {
		struct talk *t = fresh();

		add(t, 1, ID, "\0\1\0\0\0\0\0\0", 8, 0);
		if (where >= AFTER_PARAMS)
			add(t, 4, ID, "", 0, 0);
		if (where >= AFTER_STDIN)
			add(t, 5, ID, "", 0, 0);
		add(t, 2, ID, "", 0, 0);
		assert_true(fed(t, 0, &complete));
		/* A request taken back is never a whole one; nothing may follow. */
		assert_false(complete);
		add(t, 5, ID, "", 0, 0);
		assert_false(fed(t, 0, &complete));
	}
}

/* ${count} parameters of ${value} bytes each; whether they pass. */
static bool
pass(size_t count, size_t value)
{
	struct talk *t = fresh();
	unsigned char pair[70000] = { 1, (unsigned char)(0x80 | value >> 24),
		(unsigned char)(value >> 16), (unsigned char)(value >> 8), (unsigned char)value };
	bool complete;

	memset(pair + 5, 'x', 1 + value);
	add(t, 1, ID, "\0\1\0\0\0\0\0\0", 8, 0);
	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; at < value + 6; at += 60000) {
			size_t n = value + 6 - at;

			add(t, 4, ID, pair + at, n < 60000 ? n : 60000, 0);
		}
	return fed(t, 0, &complete);
}

static void
test_limits(void **state)
{
	(void)state;
	assert_true(pass(LIMIT_PARAM_COUNT, 10));
	assert_false(pass(LIMIT_PARAM_COUNT + 1, 10));
	assert_true(pass(1, LIMIT_PARAMS - 6));
	assert_false(pass(1, LIMIT_PARAMS - 5));
	assert_true(pass(2, LIMIT_PARAMS / 2 - 6));
	assert_false(pass(2, LIMIT_PARAMS / 2 - 5));
}

static void
test_endless_body(void **state)
{
	static const unsigned char head[8] = { 1, 5, ID >> 8, ID & 255, 0xff, 0xff, 0, 0 };
	static unsigned char content[65535];
	struct talk *t = fresh();
	struct fcgi_filter f;
	size_t sent = 0;
	bool ok = true;

	(void)state;
	add(t, 1, ID, "\0\1\0\0\0\0\0\0", 8, 0);
	add(t, 4, ID, "", 0, 0);
	fcgi_filter_init(&f);
	assert_true(fcgi_filter_feed(&f, t->p, t->n));
	while (ok && sent < 2 * LIMIT_UPLOAD) {
		ok = fcgi_filter_feed(&f, head, sizeof(head)) &&
		    fcgi_filter_feed(&f, content, sizeof(content));
		sent += sizeof(content);
	}
	assert_false(ok);
	assert_true(sent > LIMIT_UPLOAD && sent <= LIMIT_UPLOAD + sizeof(content));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_request_cut_anywhere),
		cmocka_unit_test(test_parameters_in_small_records),
		cmocka_unit_test(test_wrong_records),
		cmocka_unit_test(test_version),
		cmocka_unit_test(test_open_pair),
		cmocka_unit_test(test_abort),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_endless_body),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
