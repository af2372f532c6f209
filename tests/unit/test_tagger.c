#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"
#include "text/tagger.h"

/* A little vocabulary: number of the concept, language, term. */
enum { WASTEWATER, SEWAGE, PURIFY, SLUDGE, CEMENT, MBR, MERCURY, CELL, FUEL_CELL, BATTERY, HEAT, PV, ICE, SEA, BIRD, N };

static const struct tagger_term terms[] = {
	{ "afvalwater", LANG_NL, WASTEWATER, false }, { "wastewater", LANG_EN, WASTEWATER, false },
	{ "waste water", LANG_EN, WASTEWATER, false }, { "废水", LANG_ZH, WASTEWATER, false },
	{ "污水", LANG_ZH, WASTEWATER, false },
	{ "afvalwaterzuivering", LANG_NL, SEWAGE, false }, { "waste water treatment", LANG_EN, SEWAGE, false },
	{ "污水处理", LANG_ZH, SEWAGE, false },
	{ "zuivering", LANG_NL, PURIFY, false },
	{ "slib", LANG_NL, SLUDGE, false }, { "污泥", LANG_ZH, SLUDGE, false }, { "sludge", LANG_EN, SLUDGE, false },
	{ "水泥", LANG_ZH, CEMENT, false },
	{ "MBR", LANG_EN, MBR, false }, { "membraanbioreactor", LANG_NL, MBR, false }, { "膜生物反应器", LANG_ZH, MBR, false },
	{ "membrane bioreactor", LANG_EN, MBR, false },
	{ "汞", LANG_ZH, MERCURY, false },
	{ "cel", LANG_NL, CELL, true }, { "cell", LANG_EN, CELL, true },
	{ "fuel cell", LANG_EN, FUEL_CELL, false }, { "brandstofcel", LANG_NL, FUEL_CELL, false },
	{ "batterij", LANG_NL, BATTERY, false }, { "battery", LANG_EN, BATTERY, false },
	{ "restwarmte", LANG_NL, HEAT, false },
	{ "PV", LANG_EN, PV, false }, { "zonnepaneel", LANG_NL, PV, false },
	{ "law of the sea", LANG_EN, SEA, false }, { "bescherming van de zee", LANG_NL, SEA, false },
	{ "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四 BAT", LANG_ZH, BIRD, false },
	{ "ICE", LANG_EN, ICE, false }, { "led", LANG_NL, ICE, false },
	{ "watering", LANG_EN, HEAT, false }, { "warmtemachine", LANG_NL, HEAT, false },
};
static const uint16_t fields[N] = { [WASTEWATER] = 1, [SEWAGE] = 1, [PURIFY] = 1, [SLUDGE] = 1, [CEMENT] = 2,
	[MBR] = 1, [MERCURY] = 1, [CELL] = 4, [FUEL_CELL] = 4, [BATTERY] = 4, [HEAT] = 8, [PV] = 4, [ICE] = 4 };
static const char *const stop_nl[] = { "installatie", "systeem", "droging" };

static const char *const stop_zh[] = { "污水横流" };

static struct tagger *tagger;

static int
set_up(void **state)
{
	const struct tagger_vocabulary v = { .terms = terms, .n_terms = countof(terms), .fields = fields,
		.n_concepts = N, .stop = { stop_nl, NULL, stop_zh }, .n_stop = { countof(stop_nl), 0, countof(stop_zh) } };

	(void)state;
	tagger = tagger_new(&v);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	tagger_free(tagger);
	return 0;
}

/* What is found, as "concept:words concept:words". */
static const struct {
	enum lang lang;
	const char *text, *want;
} cases[] = {
	/* Stems, case, accents, hyphens. */
	{ LANG_EN, "Treats Waste-Water and sludges.", "0:Waste-Water 3:sludges" },
	{ LANG_NL, "Zonnepanelen en batterijen", "11:Zonnepanelen 9:batterijen" },
	/* A plural that Snowball keeps apart. */
	{ LANG_NL, "Warmtemachines, een mes en een me", "10:Warmtemachines" },
	/* The longest, in any order that the language allows. */
	{ LANG_EN, "waste water treatment", "1:waste water treatment" },
	{ LANG_EN, "treatment of waste water", "1:treatment of waste water" },
	{ LANG_EN, "treatment of the waste water", "1:treatment of the waste water" },
	/* Short words behind an article: the term has one, the text has one more or one less. */
	{ LANG_EN, "law of the sea", "13:law of the sea" },
	{ LANG_EN, "law of sea", "13:law of sea" },
	{ LANG_EN, "the law of seat", "" },
	{ LANG_NL, "bescherming van de zee", "13:bescherming van de zee" },
	/* A term with too many words is none. */
	{ LANG_ZH, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四 BAT", "" },
	{ LANG_EN, "food waste, water treatment", "" },
	{ LANG_NL, "zuivering van afvalwater", "1:zuivering van afvalwater" },
	/* Dutch compounds. */
	{ LANG_NL, "Een afvalwaterzuiveringsinstallatie.", "1:afvalwaterzuivering" },
	{ LANG_NL, "slibdroging met restwarmte", "3:slib 10:restwarmte" },
	{ LANG_NL, "afvalwaterslib", "0:afvalwater 3:slib" },
	{ LANG_NL, "restwarmtenetten", "10:restwarmte" },
	/* Short parts need the whole word to be known: these are other words. */
	{ LANG_NL, "slibberig en celibaat", "" },
	{ LANG_NL, "volledig en veeleisend", "" },
	/* Chinese by longest match; simplified and traditional; full width; not across words. */
	{ LANG_ZH, "城镇污水处理厂的污泥", "1:污水处理 3:污泥" },
	{ LANG_ZH, "廢水與膜生物反應器", "0:廢水 5:膜生物反應器" },
	{ LANG_ZH, "采用ＭＢＲ工艺", "5:ＭＢＲ" },
	{ LANG_ZH, "污水泥沙", "0:污水" },
	{ LANG_ZH, "水泥厂", "4:水泥" },
	/* What says nothing takes its characters away. */
	{ LANG_ZH, "污水横流", "" },
	/* One character only where it stands alone. */
	{ LANG_ZH, "重金属：汞、铅", "6:汞" },
	{ LANG_ZH, "汞灯", "" },
	/* A stem alone is not the word. */
	{ LANG_EN, "watering and waterings, clean water", "10:watering 10:waterings" },
	/* Capitals as they are. */
	{ LANG_EN, "MBRs and MBR's, but no mbr; ice cream", "5:MBRs 5:MBR" },
	{ LANG_NL, "Een MBR met PV-panelen", "5:MBR 11:PV" },
	/* English in other languages, if it is long enough to be sure. */
	{ LANG_NL, "Onze fuel cell en membrane bioreactor", "8:fuel cell 5:membrane bioreactor" },
	{ LANG_ZH, "需要 membrane bioreactor", "5:membrane bioreactor" },
	/* Ambiguous: only beside something certain of its field. */
	{ LANG_EN, "a prison cell", "" },
	{ LANG_EN, "a battery with one cell", "9:battery 7:cell" },
	{ LANG_EN, "sludge in a cell", "3:sludge" },
	{ LANG_EN, "", "" },
	{ LANG_ZH, "。、", "" },
};

static void
test_cases(void **state)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	int failed = 0;

	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct tag_list tags;
		const char *got = "";

		arena_reset(arena);
		tagger_find(tagger, cases[i].lang, cases[i].text, arena, &tags);
		for (size_t k = 0; k < tags.n; k++)
			got = arena_printf(arena, "%s%s%u:%.*s", got, k > 0 ? " " : "", tags.items[k].concept,
			    (int)(tags.items[k].end - tags.items[k].begin), cases[i].text + tags.items[k].begin);
		if (!streq(got, cases[i].want)) {
			print_error("'%s' gives '%s', not '%s'\n", cases[i].text, got, cases[i].want);
			failed++;
		}
	}
	arena_free(arena);
	assert_int_equal(failed, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_cases) };

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
