#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "domain/oneline.h"

static const char *
of(struct arena *arena, const char *text)
{
	return oneline_of(arena, &(struct texts){ { text, "", "" } });
}

static void
test_sentences(void **state)
{
	/* What is to be left out stands behind "|". */
	static const char *const texts[] = {
		"Zuivert het afvalwater van ververijen.| Ook slib wordt gedroogd.",
		"Zuivert water. Ook slib wordt gedroogd met restwarmte.| En meer.",
		"Behandelt ca. 40 m³ en max. 500 m³ per dag.| Er zijn elf referenties.",
		"Drogen van slib met restwarmte, bv. Afval van brouwerijen.| En meer.",
		"Een installatie bij een brouwerij in St. Niklaas wint warmte terug.| Ook elders.",
		"Cleans the water of plants, e.g. Dyeing works and others.| It is small.",
		"Treats the water of plants, i.e. Dyeing works only!| It is small.",
		"Wint metalen terug uit slib volgens norm nr. EN 12345 van Europa.| Ook elders.",
		"Doet het 60% beter t.o.v. BBT in een gewone zuivering.| Ook elders.",
		"Een module behandelt tot 2.500 m³.| Éen module is genoeg.",
		"Verlaagt het verbruik van pompen met 60%.| “Zelden” is dat minder.",
		"Verlaagt het verbruik van pompen. 3 op 4 klanten merken het.| En meer.",
		"Hoeveel warmte gaat er verloren in uw oven?| Wij meten het.",
		"Wint warmte terug (incl. Stoom) uit rookgas van ovens.| En meer.",
		"Branders voor ovens op aardgas, 100 kW tot 3 MW.| NOx blijft laag.",
		"Een titel zonder punt|\nDan de tekst.",
		"一种用于工业废水的膜生物反应器。|占地小。",
		"短句。用于工业废水的膜生物反应器。|占地小。",
		"Kort",
		"",
	};
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < countof(texts); i++) {
		const char *bar = strchr(texts[i], '|');
		size_t n = bar ? (size_t)(bar - texts[i]) : strlen(texts[i]);
		const char *want = arena_strndup(arena, texts[i], n);
		const char *whole = arena_printf(arena, "%s%s", want, bar ? bar + 1 : "");

		assert_string_equal(of(arena, whole), want);
	}
	arena_free(arena);
}

static void
test_long_ones_end_at_a_word(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	char *text = arena_strndup(arena, "", 0);
	const char *zh = "MBR ";

	(void)state;
	while (strlen(text) < 300)
		text = arena_printf(arena, "%smembranen, ", text);
	assert_string_equal(of(arena, text) + 14 * 11 - 2, "…");
	while (strlen(zh) < 600)
		zh = arena_printf(arena, "%s膜", zh);
	assert_int_equal(utf8_length(of(arena, zh)), ONELINE_MAX_CHARS + 1);

	/* As long as it may be: nothing is missing. */
	text[ONELINE_MAX_CHARS] = '\0';
	assert_string_equal(of(arena, text), text);
	arena_free(arena);
}

static void
test_first_language(void **state)
{
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	assert_string_equal(oneline_of(arena, &(struct texts){ { "", "Drying sludge", "污泥" } }),
	    "Drying sludge");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_long_ones_end_at_a_word),
		cmocka_unit_test(test_first_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
