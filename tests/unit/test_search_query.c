#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"
#include "domain/search_query.h"

/* Two concepts are enough: what is looked for is told by the expression. */
enum { WASTEWATER, SLUDGE, HOUSE, MEMBRANE, N };

static const struct tagger_term terms[] = {
	{ "afvalwater", LANG_NL, WASTEWATER, false }, { "waste water", LANG_EN, WASTEWATER, false },
	{ "污水", LANG_ZH, WASTEWATER, false }, { "slib", LANG_NL, SLUDGE, false },
	{ "污泥", LANG_ZH, SLUDGE, false }, { "printhuis", LANG_NL, HOUSE, false },
	{ "mbrmembraan", LANG_NL, MEMBRANE, false },
};
static const struct texts named[N] = {
	[WASTEWATER] = { { "afvalwater; ?water; rioolwater", "waste water", "污水; 废水" } },
	[SLUDGE] = { { "slib", "", "污泥" } },
	[HOUSE] = { { "printhuis", "", "建筑3D打印" } },
	[MEMBRANE] = { { "mbrmembraan", "", "MBR膜" } },
};
static struct concept concepts[N] = { [WASTEWATER] = { .code = "w" }, [SLUDGE] = { .code = "s" },
	[HOUSE] = { .code = "h" }, [MEMBRANE] = { .code = "m" } };
static struct vocabulary v;
static struct arena *arena;

static int
set_up(void **state)
{
	static const uint16_t fields[N] = { 1, 1, 1, 1 };
	const struct tagger_vocabulary tv = { .terms = terms, .n_terms = countof(terms), .fields = fields,
		.n_concepts = N };

	(void)state;
	arena = arena_new((size_t)64 << 20);
	v = (struct vocabulary){ .concepts = concepts, .n = N, .tagger = tagger_new(&tv) };
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	tagger_free(v.tagger);
	arena_free(arena);
	return 0;
}

static enum err
tell(void *cookie, const char *code, struct texts *ret_terms)
{
	(void)cookie;
	for (int i = 0; i < N; i++)
		if (streq(code, concepts[i].code))
			*ret_terms = named[i];
	return OK;
}

static struct search_query
query(const char *text)
{
	struct search_query q;

	assert_int_equal(search_query_read(&v, LANG_NL, text, tell, NULL, arena, &q), OK);
	return q;
}

static void
marks(const char *text, enum lang lang, const char *typed, const char *expected)
{
	struct search_query q = query(typed);
	struct search_marks m;
	const char *got = "";

	search_query_marks(&q, &v, lang, text, arena, &m);
	for (size_t i = 0; i < m.n; i++)
		got = arena_printf(arena, "%s[%.*s]", got, (int)(m.items[i].end - m.items[i].begin),
		    text + m.items[i].begin);
	assert_string_equal(got, expected);
}

static void
words_are_stemmed_in_both_languages(void **state)
{
	(void)state;
	assert_string_equal(query("leidingen").direct, "(\"leiding\" OR \"leidingen\")");
	assert_string_equal(query("pompen Hebei").direct, "(\"pomp\" OR \"pompen\") AND (\"hebei\")");
	assert_null(query("pompen").wide);
}

static void
chinese_is_looked_for_as_it_stands(void **state)
{
	(void)state;
	assert_string_equal(query("干化厂房").direct, "(\"干化 化厂 厂房\")");
	assert_string_equal(query("水").direct, "(\"水\"*)");
	/* A blank parts it; traditional is simplified. */
	assert_string_equal(query("乾燥 廠").direct, "(\"干燥\") AND (\"厂\"*)");
}

static void
a_concept_is_looked_for_by_its_terms(void **state)
{
	struct search_query q = query("afvalwater in Xi'an");

	(void)state;
	assert_string_equal(q.direct, "(\"afvalwater\" OR \"afvalwat\") AND (\"xi\")");
	assert_string_equal(q.wide, "(\"afvalwater\" OR \"afvalwat\" OR \"rioolwater\" OR \"wast water\" OR \"污水\" OR \"废水\") AND (\"xi\")");
	assert_int_equal(q.n_senses, 1);
	assert_string_equal(q.senses[0].said, "afvalwater");
	assert_string_equal(query("西安污水厂").direct, "(\"西安\") AND (\"污水\") AND (\"厂\"*)");
}

static void
latin_letters_within_chinese(void **state)
{
	(void)state;
	/* As it is indexed: the last character of a run stands alone. */
	assert_string_equal(query("房3D印").direct, "(\"房\"*) AND (\"3d\") AND (\"印\"*)");
	marks("建筑3D打印厂", LANG_ZH, "3d", "[3D]");
	marks("我们做建筑3D打印", LANG_ZH, "printhuis", "[建筑3D打印]");
	marks("高效MBR膜组件", LANG_ZH, "mbrmembraan", "[MBR膜]");
}

static void
a_part_of_a_word_is_not_the_word(void **state)
{
	struct search_query q = query("slibbrug");

	(void)state;
	assert_string_equal(q.direct, "(\"slibbrug\")");
	assert_null(q.wide);
}

static void
a_word_counts_once_and_all_words_count(void **state)
{
	const char *many = "slib", *words = "";

	(void)state;
	for (int i = 0; i < 60; i++)
		many = arena_printf(arena, "%s slib", many);
	assert_string_equal(query(many).direct, "(\"slib\")");
	for (int i = 0; i < 20; i++)
		words = arena_printf(arena, "%sw%dw ", words, i);
	assert_non_null(strstr(query(arena_printf(arena, "afvalwater slib %s", words)).direct, "w19w"));
}

static void
little_words_count_only_alone(void **state)
{
	(void)state;
	assert_string_equal(query("pomp voor de zee").direct, "(\"pomp\") AND (\"zee\")");
	assert_string_equal(query("van").direct, "(\"van\")");
}

static void
whatever_is_typed_is_text(void **state)
{
	static const char *const nothing[] = { "", " ", "\"", "*", "^", "( ) { } : - +", "\"\"\"\"", "，。！" };
	struct search_query q;

	(void)state;
	for (size_t i = 0; i < countof(nothing); i++)
		assert_null(query(nothing[i]).direct);
	assert_string_equal(query("NEAR(zz yy) title_nl:qq*").direct,
	    "(\"near\") AND (\"zz\") AND (\"yy\") AND (\"titl\") AND (\"nl\") AND (\"qq\")");
	q = query("a \" OR b");
	assert_null(strstr(q.direct, "\"\""));
}

static void
marks_are_what_was_found(void **state)
{
	(void)state;
	marks("Rioolwater en Afvalwater, geen water.", LANG_NL, "afvalwater", "[Rioolwater][Afvalwater]");
	marks("城市污水处理厂的废水", LANG_ZH, "afvalwater", "[污水][废水]");
	marks("处理水和水处理", LANG_ZH, "水处理", "[水处理]");
	marks("处理水和水处理", LANG_ZH, "水", "[水][水]");
	marks("Slib drogen", LANG_NL, "污泥", "[Slib]");
	marks("Pompen voor pompstations", LANG_NL, "pomp", "[Pompen]");
	marks("", LANG_NL, "pomp", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_stemmed_in_both_languages),
		cmocka_unit_test(chinese_is_looked_for_as_it_stands),
		cmocka_unit_test(a_concept_is_looked_for_by_its_terms),
		cmocka_unit_test(latin_letters_within_chinese),
		cmocka_unit_test(a_part_of_a_word_is_not_the_word),
		cmocka_unit_test(a_word_counts_once_and_all_words_count),
		cmocka_unit_test(little_words_count_only_alone),
		cmocka_unit_test(whatever_is_typed_is_text),
		cmocka_unit_test(marks_are_what_was_found),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
