#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "text/xml.h"

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

static void
elements_nest(void **state)
{
	struct xml x = xml_begin(&out);

	(void)state;
	xml_open(&x, "feed");
	xml_attr(&x, "xml:lang", "nl");
	xml_element(&x, "id", "a&b");
	xml_open(&x, "link");
	xml_attr(&x, "href", "/?a=1&b=\"2\"");
	xml_close(&x);
	xml_close(&x);
	assert_string_equal(out.p, "<feed xml:lang=\"nl\"><id>a&amp;b</id>\n"
				   "<link href=\"/?a=1&amp;b=&quot;2&quot;\"/>\n</feed>\n");
}

/* A reader finds the very same text again, in an element and in an attribute. */
static void
libxml_reads_it_back(void **state)
{
	static const char *const hostile[] = {
		"",
		"<script>alert(1)</script>",
		"]]> <![CDATA[ x ]]> <!-- y --> <?z?>",
		"&amp; &lt; &#60; & &nosuch;",
		"\"double\" and 'single'",
		"tab\tline\nreturn\rend",
		"  blanks  ",
		"水处理 é 𝄞 \xc2\x85 \xe2\x80\xa8",
	};

	(void)state;
	for (size_t i = 0; i < countof(hostile); i++) {
		struct xml x = xml_begin(&out);

		buf_clear(&out);
		xml_open(&x, "a");
		xml_attr(&x, "b", hostile[i]);
		xml_text(&x, hostile[i]);
		xml_close(&x);
		xmlDoc *doc = xmlReadMemory(out.p, (int)out.n, NULL, "utf-8", XML_PARSE_NONET);
		assert_non_null(doc);
		xmlChar *text = xmlNodeGetContent(xmlDocGetRootElement(doc));
		xmlChar *value = xmlGetProp(xmlDocGetRootElement(doc), BAD_CAST "b");
		assert_string_equal((char *)text, hostile[i]);
		assert_string_equal((char *)value, hostile[i]);
		xmlFree(text);
		xmlFree(value);
		xmlFreeDoc(doc);
	}
}

/* What XML has no way to say becomes a mark, never an error of the reader. */
static void
impossible_characters_are_replaced(void **state)
{
	struct xml x = xml_begin(&out);

	(void)state;
	xml_element(&x, "a", "1\x01 2\x1b 3\x0b 4\xef\xbf\xbe 5\xef\xbf\xbf 6\x7f");
	assert_string_equal(out.p,
	    "<a>1\xef\xbf\xbd 2\xef\xbf\xbd 3\xef\xbf\xbd 4\xef\xbf\xbd 5\xef\xbf\xbd 6\x7f</a>\n");
	xmlDoc *doc = xmlReadMemory(out.p, (int)out.n, NULL, "utf-8", XML_PARSE_NONET);
	assert_non_null(doc);
	xmlFreeDoc(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(elements_nest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(libxml_reads_it_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(impossible_characters_are_replaced, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
