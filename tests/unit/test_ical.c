#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "base/utf8.h"
#include "text/ical.h"

static struct buf out;

static int
set_up(void **state)
{
	(void)state;
	buf_init(&out, 1 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	buf_done(&out);
	return 0;
}

/* What a reader may rely on, whatever the value was. */
static void
check_lines(const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\r\n");

		assert_non_null(end);
		struct str line = { text, (size_t)(end - text) };
		assert_true(line.n <= 75);
		assert_true(utf8_valid(line));
		for (size_t i = 0; i < line.n; i++)
			assert_true((unsigned char)line.p[i] >= 0x20 || line.p[i] == '\t');
		text = end + 2;
	}
}

static void
writes_what_rfc_5545_says(void **state)
{
	day d;

	(void)state;
	assert_int_equal(day_parse("2026-12-18", &d), 0);
	ical_put(&out, "BEGIN", "VEVENT");
	ical_day(&out, "DTSTART;VALUE=DATE", d);
	ical_time(&out, "DTSTAMP", INT64_C(1797600720));
	ical_time(&out, "CREATED", -1);
	ical_text(&out, "SUMMARY", "a, b; c\\d\ne\r\nf\rg");
	ical_put(&out, "URL", "https://x.example/?a=1,2;3\r\nATTACH:x");
	assert_string_equal(out.p, "BEGIN:VEVENT\r\n"
				   "DTSTART;VALUE=DATE:20261218\r\n"
				   "DTSTAMP:20261218T133200Z\r\n"
				   "CREATED:19691231T235959Z\r\n"
				   "SUMMARY:a\\, b\\; c\\\\d\\ne\\nfg\r\n"
				   "URL:https://x.example/?a=1,2;3ATTACH:x\r\n");
}

/* The line break may come between any two characters, but never inside one or inside "\n". */
static void
folds_between_characters(void **state)
{
	static const char *const of[] = { "a", "é", "水", "𝄞", ",", "\n", "水a,é" };

	(void)state;
	for (size_t i = 0; i < countof(of); i++) {
		for (size_t before = 60; before < 80; before++) {
			struct buf text;

			buf_init(&text, 1000);
			for (size_t j = 0; j < before; j++)
				buf_putc(&text, 'x');
			for (size_t j = 0; j < 40; j++)
				buf_puts(&text, of[i]);
			buf_clear(&out);
			ical_text(&out, "X", text.p);
			check_lines(out.p);
			assert_null(strstr(out.p, "\\\r\n"));
			buf_done(&text);
		}
	}
}

static void
fills_a_line(void **state)
{
	char text[200] = "";

	(void)state;
	memset(text, 'x', 73);
	ical_text(&out, "X", text);
	assert_int_equal(out.n, 75 + 2);
	memset(text, 'x', 74);
	buf_clear(&out);
	ical_text(&out, "X", text);
	assert_string_equal(out.p + 75, "\r\n x\r\n");
}

static const char *const hostile[] = {
	"plain",
	"<script>alert(1)</script> & \"quotes\" 'and' ]]>",
	"a\nEND:VEVENT\nBEGIN:VALARM",
	"one, two; three \\ four \\n five",
	"\\,\\;\\\\",
	"trailing backslash \\",
	"水处理与水资源：工业废水与零排放，再生水、节水与海水淡化；膜、涂层与催化材料，占地紧张，须说明抗污染措施",
	"some   blanks and\ta tab",
	("colon: and = and \"quoted; text\" with a very long line that has to be folded several times over,"
	 " because it goes on and on; and on, and on"),
	"𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞",
};

/* An independent reader finds the very same text again. */
static void
libical_reads_it_back(void **state)
{
	day d;

	(void)state;
	assert_int_equal(day_parse("2027-01-05", &d), 0);
	for (size_t i = 0; i < countof(hostile); i++) {
		buf_clear(&out);
		ical_put(&out, "BEGIN", "VCALENDAR");
		ical_put(&out, "VERSION", "2.0");
		ical_text(&out, "PRODID", "-//x//y//EN");
		ical_put(&out, "BEGIN", "VEVENT");
		ical_text(&out, "UID", "SN-2026-001@x.example");
		ical_time(&out, "DTSTAMP", 1790000000);
		ical_day(&out, "DTSTART;VALUE=DATE", d);
		ical_text(&out, "SUMMARY;LANGUAGE=zh-Hans", hostile[i]);
		ical_put(&out, "END", "VEVENT");
		ical_put(&out, "END", "VCALENDAR");
		check_lines(out.p);

		icalcomponent *calendar = icalparser_parse_string(out.p);
		assert_non_null(calendar);
		assert_int_equal(icalcomponent_count_errors(calendar), 0);
		assert_true(icalrestriction_check(calendar));
		assert_int_equal(icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT), 1);
		icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
		const char *summary = icalcomponent_get_summary(event);
		assert_string_equal(summary ? summary : "", hostile[i]);
		struct icaltimetype start = icalcomponent_get_dtstart(event);
		assert_true(start.is_date);
		assert_int_equal(start.year * 10000 + start.month * 100 + start.day, 20270105);
		icalcomponent_free(calendar);
	}
}

static void
leaves_controls_out(void **state)
{
	(void)state;
	ical_text(&out, "X", "a\x01\x1b\x7f\xc2\x85z");
	ical_put(&out, "Y", "\x02\xc2\x9f");
	assert_string_equal(out.p, "X:az\r\nY:\r\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(writes_what_rfc_5545_says, set_up, tear_down),
		cmocka_unit_test_setup_teardown(folds_between_characters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(fills_a_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(libical_reads_it_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(leaves_controls_out, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
