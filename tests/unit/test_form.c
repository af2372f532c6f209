#include "base/base.h"
#include "http/address.h"
#include "http/form.h"
#include "http/limits.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct value {
	const char *name, *about, *kind, *mail, *site, *word;
	int64_t staff;
	struct codes topics;
	bool agree;
};

/* As FORM_TEXT() and its sisters make them, without the labels of a real form. */
#define FIELD(m, k, lo, hi, fl) \
	{ .name = #m, .kind = k, .off = offsetof(struct value, m), .min = lo, .max = hi, .flags = fl }

static const struct field fields[] = {
	FIELD(name, FIELD_TEXT, 2, 5, 0),
	FIELD(about, FIELD_LINES, 0, 20, FIELD_OPTIONAL),
	FIELD(staff, FIELD_INT, 1, 999, FIELD_OPTIONAL),
	FIELD(kind, FIELD_CHOICE, 0, 64, FIELD_OPTIONAL),
	FIELD(topics, FIELD_CHOICES, 1, 2, FIELD_OPTIONAL),
	FIELD(agree, FIELD_CHECK, 0, 1, FIELD_OPTIONAL),
	FIELD(mail, FIELD_EMAIL, 3, 30, FIELD_OPTIONAL),
	FIELD(site, FIELD_URL, 4, 30, FIELD_OPTIONAL),
	FIELD(word, FIELD_PASSWORD, 4, 8, FIELD_OPTIONAL),
};
static const struct choice choices[] = {
	{ .code = "sun" }, { .code = "wind" }, { .code = "heat" },
};

/* What is sent besides a good name; the field it is about; its message; what it becomes. */
static const struct {
	const char *sent, *field;
	enum msg error;
	const char *becomes;
} cases[] = {
	/* Texts: absent, empty, blank, at and beyond the limits, in code points. */
	{ "", "name", MSG_ERR_REQUIRED, NULL },
	{ "name=", "name", MSG_ERR_REQUIRED, NULL },
	{ "name=+%09%C2%A0%E3%80%80+", "name", MSG_ERR_REQUIRED, NULL },
	{ "name=a", "name", MSG_ERR_TOO_SHORT, NULL },
	{ "name=+a+", "name", MSG_ERR_TOO_SHORT, NULL },
	{ "name=ab", "name", MSG_NONE, "ab" },
	{ "name=abcde", "name", MSG_NONE, "abcde" },
	{ "name=abcdef", "name", MSG_ERR_TOO_LONG, NULL },
	{ "name=%E6%B8%85%E6%B4%81%E6%8A%80%E6%9C%AF%E5%85%AC", "name", MSG_NONE, "清洁技术公" },
	{ "name=+a++b%E3%80%80+c%0A", "name", MSG_NONE, "a b c" },
	{ "name=%3Cb%3E%27", "name", MSG_NONE, "<b>'" },
	{ "name=ab&name=ab", "name", MSG_ERR_TWICE, NULL },
	{ "name=ab&name=", "name", MSG_ERR_TWICE, NULL },
	{ "about=%0D%0A+a++b%0D%0A%0D%0Ac+%0A", "about", MSG_NONE, "a  b\n\nc" },
	{ "", "about", MSG_NONE, "" },
	{ "about=%0A", "about", MSG_NONE, "" },
	/* Numbers. */
	{ "", "staff", MSG_NONE, "0" },
	{ "staff=+", "staff", MSG_NONE, "0" },
	{ "staff=+12+", "staff", MSG_NONE, "12" },
	{ "staff=999", "staff", MSG_NONE, "999" },
	{ "staff=1000", "staff", MSG_ERR_NUMBER, "0" },
	{ "staff=0", "staff", MSG_ERR_NUMBER, "0" },
	{ "staff=-1", "staff", MSG_ERR_NUMBER, "0" },
	{ "staff=1x", "staff", MSG_ERR_NUMBER, "0" },
	{ "staff=99999999999999999999", "staff", MSG_ERR_NUMBER, "0" },
	{ "staff=1&staff=2", "staff", MSG_ERR_TWICE, "0" },
	/* Choices. */
	{ "", "kind", MSG_NONE, "" },
	{ "kind=wind", "kind", MSG_NONE, "wind" },
	{ "kind=Wind", "kind", MSG_ERR_CHOICE, NULL },
	{ "kind=coal", "kind", MSG_ERR_CHOICE, NULL },
	{ "kind=sun&kind=wind", "kind", MSG_ERR_TWICE, NULL },
	{ "", "topics", MSG_NONE, "" },
	{ "topics=", "topics", MSG_NONE, "" },
	{ "topics=sun&topics=heat", "topics", MSG_NONE, "sun,heat," },
	{ "topics=sun&topics=sun", "topics", MSG_NONE, "sun," },
	{ "topics=sun&topics=coal", "topics", MSG_ERR_CHOICE, "" },
	{ "topics=sun&topics=heat&topics=wind", "topics", MSG_ERR_CHOICES, "" },
	{ "agree=1", "agree", MSG_NONE, "1" },
	{ "", "agree", MSG_NONE, "0" },
	{ "agree=on", "agree", MSG_ERR_CHOICE, "0" },
	{ "agree=1&agree=1", "agree", MSG_ERR_TWICE, "0" },
	/* Addresses; more of them below. */
	{ "mail=+Jan%40Example.BE+", "mail", MSG_NONE, "Jan@example.be" },
	{ "mail=jan", "mail", MSG_ERR_EMAIL, NULL },
	{ "mail=jan%40example.be%0ABcc:x%40y.be", "mail", MSG_ERR_EMAIL, NULL },
	{ "mail=aaaaaaaaaaaaaaaaaaaa%40example.be", "mail", MSG_ERR_TOO_LONG, NULL },
	{ "site=example.be", "site", MSG_NONE, "https://example.be" },
	{ "site=javascript:alert(1)", "site", MSG_ERR_URL, NULL },
	/* With what is put in front it is 31 characters. */
	{ "site=example.be/0123456789ab", "site", MSG_ERR_TOO_LONG, NULL },
	/* A password is taken as it is. */
	{ "word=+ab+", "word", MSG_NONE, " ab " },
	{ "word=abc", "word", MSG_ERR_TOO_SHORT, NULL },
};

/* The member ${name} of ${v} as text. */
static const char *
member(struct arena *a, const struct value *v, const char *name)
{
	const char *out = "";

	if (streq(name, "staff"))
		return arena_printf(a, "%d", (int)v->staff);
	if (streq(name, "agree"))
		return v->agree ? "1" : "0";
	if (streq(name, "topics")) {
		for (size_t i = 0; i < v->topics.n; i++)
			out = arena_printf(a, "%s%s,", out, v->topics.items[i]);
		return out;
	}
	for (size_t i = 0; i < countof(fields); i++)
		if (streq(fields[i].name, name))
			memcpy(&out, (const char *)v + fields[i].off, sizeof(out));
	return out;
}

static void
set_up(struct form *f)
{
	form_init(f, fields, countof(fields));
	form_choices(f, "kind", choices, countof(choices));
	form_choices(f, "topics", choices, countof(choices));
}

static enum msg
error_of(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (streq(f->fields[i].name, name))
			return f->error[i];
	fail_msg("no field %s", name);
	return MSG_NONE;
}

static void
test_cases(void **state)
{
	struct arena *a = arena_new(LIMIT_ARENA);

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		bool about_name = streq(cases[i].field, "name");
		const char *sent = arena_printf(a, "%s%s", cases[i].sent,
		    about_name ? "" : "&name=good&word=word");
		struct params p;
		struct form f;
		struct value v;

		/* Rubbish in the struct must not come through. */
		memset(&v, 0xaa, sizeof(v));
		if (streq(cases[i].field, "word"))
			sent = arena_printf(a, "%s&name=good", cases[i].sent);
		set_up(&f);
		assert_int_equal(params_parse(a, str_of(sent), &p), OK);
		bool ok = form_decode(&f, p, a, &v);

		const char *got = member(a, &v, cases[i].field);
		bool same = got && cases[i].becomes ? streq(got, cases[i].becomes) :
						      got == cases[i].becomes;
		if (error_of(&f, cases[i].field) != cases[i].error || !same ||
		    ok != (cases[i].error == MSG_NONE) || form_errors(&f) != !ok)
			fail_msg("'%s': message %d, value '%s'", cases[i].sent,
			    (int)error_of(&f, cases[i].field), got ? got : "(null)");
	}
	arena_free(a);
}

/* What was typed is shown again, the password never. */
static void
test_shown_again(void **state)
{
	struct arena *a = arena_new(LIMIT_ARENA);
	struct params p;
	struct form f;
	struct value v;

	(void)state;
	set_up(&f);
	assert_int_equal(params_parse(a,
			     STR("name=+x+&staff=abc&word=secret12&topics=coal&topics=sun&mail=a%40b"),
			     &p),
	    OK);
	assert_false(form_decode(&f, p, a, &v));
	assert_string_equal(f.raw[0], " x ");
	assert_string_equal(f.raw[2], "abc");
	assert_string_equal(f.raw[6], "a@b");
	assert_string_equal(f.raw[8], "");
	assert_string_equal(v.word, "secret12");
	assert_int_equal(f.picked[4].n, 2);
	assert_string_equal(f.picked[4].items[0], "coal");
	assert_int_equal(form_errors(&f), 4);
	arena_free(a);
}

static void
test_untouched(void **state)
{
	struct form f;

	(void)state;
	set_up(&f);
	assert_int_equal(form_errors(&f), 0);
	assert_string_equal(f.raw[0], "");
	form_set(&f, "name", "Jan");
	form_set(&f, "about", NULL);
	assert_string_equal(f.raw[0], "Jan");
	assert_string_equal(f.raw[1], "");
	form_fail(&f, "name", MSG_ERR_CHOICE);
	assert_int_equal(form_errors(&f), 1);
}

/* Required boxes and lists: nothing chosen is "required", not "wrong". */
static void
test_required(void **state)
{
	static const struct field required[] = {
		FIELD(agree, FIELD_CHECK, 0, 1, 0),
		FIELD(topics, FIELD_CHOICES, 1, 2, 0),
		FIELD(kind, FIELD_CHOICE, 0, 64, 0),
		FIELD(staff, FIELD_INT, 0, 9, 0),
	};
	struct arena *a = arena_new(LIMIT_ARENA);
	struct form f;
	struct value v;

	(void)state;
	form_init(&f, required, countof(required));
	assert_false(form_decode(&f, (struct params){ NULL, 0 }, a, &v));
	for (size_t i = 0; i < countof(required); i++)
		assert_int_equal(f.error[i], MSG_ERR_REQUIRED);
	arena_free(a);
}

#define A63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void
test_email(void **state)
{
	static const struct {
		const char *typed, *want;
	} mails[] = {
		{ "a@b.be", "a@b.be" },
		{ "First.Last+tag@Sub.Example.BE", "First.Last+tag@sub.example.be" },
		{ "o'neil_x-1@b.be", "o'neil_x-1@b.be" },
		{ "a@münchen.de", "a@xn--mnchen-3ya.de" },
		{ "a@MÜNCHEN.de", "a@xn--mnchen-3ya.de" },
		{ "a@faß.de", "a@xn--fa-hia.de" },	/* not fass.de: non-transitional */
		{ "a@清洁.中国", "a@xn--wxwpv.xn--fiqs8s" },
		{ A63 "a@b.be", A63 "a@b.be" },
		{ A63 "aa@b.be", NULL },
		{ "a@" A63 ".be", "a@" A63 ".be" },
		{ "a@a" A63 ".be", NULL },
		{ "", NULL },
		{ "@", NULL },
		{ "a@", NULL },
		{ "@b.be", NULL },
		{ "a@b", NULL },
		{ "a@b@c.be", NULL },
		{ "a b@c.be", NULL },
		{ "a@b .be", NULL },
		{ "a@b..be", NULL },
		{ "a@.be", NULL },
		{ "a@b.be.", NULL },
		{ "a@-b.be", NULL },
		{ "a@b-.be", NULL },
		{ "a@b_c.be", NULL },
		{ "a@127.0.0.1", NULL },
		{ "a@[127.0.0.1]", NULL },
		{ ".a@b.be", NULL },
		{ "a.@b.be", NULL },
		{ "a..b@b.be", NULL },
		{ "\"a\"@b.be", NULL },
		{ "a,b@c.be", NULL },
		{ "a;b@c.be", NULL },
		{ "<a@b.be>", NULL },
		{ "a\\b@c.be", NULL },
		{ "a:b@c.be", NULL },
		{ "a@b.be\nBcc: c@d.be", NULL },
		{ "a\n@b.be", NULL },
		{ "é@b.be", NULL },
		{ "a@b.be>", NULL },
		{ "a@b%.be", NULL },
	};
	struct arena *a = arena_new(LIMIT_ARENA);

	(void)state;
	for (size_t i = 0; i < countof(mails); i++) {
		const char *got = address_email(a, mails[i].typed);

		if (!got != !mails[i].want || (got && !streq(got, mails[i].want)))
			fail_msg("'%s' gives '%s'", mails[i].typed, got ? got : "(null)");
	}
	arena_free(a);
}

static void
test_url(void **state)
{
	static const struct {
		const char *typed, *want;
	} urls[] = {
		{ "example.be", "https://example.be" },
		{ "HTTPS://Example.be/A?b=c#d", "https://Example.be/A?b=c#d" },
		{ "http://example.be:8080/x", "http://example.be:8080/x" },
		{ "example.be?q", "https://example.be?q" },
		{ "例子.中国/x", "https://例子.中国/x" },
		{ "https://", NULL },
		{ "https:///x", NULL },
		{ "example", NULL },
		{ "localhost", NULL },
		{ "https://127.0.0.1/", NULL },
		{ "https://[::1]/", NULL },
		{ "javascript:alert(1)", NULL },
		{ "javascript://example.be/%0Aalert(1)", NULL },
		{ "data:text/html,x", NULL },
		{ "ftp://example.be", NULL },
		{ "//example.be", NULL },
		{ "mailto:a@b.be", NULL },
		{ "https://good.be@evil.example/", NULL },
		{ "https://user:pw@example.be/", NULL },
		{ "https://example.be\\@evil.example/", NULL },
		{ "https://example.be/a b", NULL },
		{ "https://example.be/\"x", NULL },
		{ "https://example.be/<x>", NULL },
		{ "https://example.be:0/", NULL },
		{ "https://example.be:65536/", NULL },
		{ "https://example.be:/", NULL },
		{ "https://example.be:80x/", NULL },
		{ "https://exam_ple.be/", NULL },
		{ "https://example..be/", NULL },
	};
	struct arena *a = arena_new(LIMIT_ARENA);

	(void)state;
	for (size_t i = 0; i < countof(urls); i++) {
		const char *got = address_url(a, urls[i].typed);

		if (!got != !urls[i].want || (got && !streq(got, urls[i].want)))
			fail_msg("'%s' gives '%s'", urls[i].typed, got ? got : "(null)");
	}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_shown_again),
		cmocka_unit_test(test_untouched),
		cmocka_unit_test(test_required),
		cmocka_unit_test(test_email),
		cmocka_unit_test(test_url),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
