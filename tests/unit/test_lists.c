#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/lists.h"
#include "domain/match.h"
#include "domain/opportunity_filter.h"
#include "domain/score.h"

static const struct list *const all[] = { &list_kinds, &list_cooperation, &list_provinces,
	&list_sizes, &list_languages, &list_export, &list_opportunity_status, &list_match_states,
	&list_reasons, &list_deadlines, &list_posted, &list_company_states, &list_refusals };

static void
every_code_is_found_once_and_has_words(void **state)
{
	(void)state;
	for (size_t l = 0; l < countof(all); l++) {
		for (size_t i = 0; i < all[l]->n; i++) {
			const char *code = all[l]->items[i].code;

			assert_int_equal(list_find(all[l], code), (int)i);
			assert_true(list_has(all[l], code));
			for (enum lang lang = 0; lang < LANG__MAX; lang++) {
				assert_true(all[l]->items[i].label != MSG_NONE);
				assert_true(list_label(all[l], code, lang)[0] != '\0');
			}
		}
	}
}

static void
other_codes_are_refused(void **state)
{
	(void)state;
	assert_false(list_has(&list_kinds, ""));
	assert_false(list_has(&list_kinds, "Tender"));
	assert_false(list_has(&list_provinces, "brussel"));
	assert_string_equal(list_label(&list_kinds, "x", LANG_NL), "x");
}

static void
orders_that_others_count_on(void **state)
{
	(void)state;
	for (enum lang lang = 0; lang < LANG__MAX; lang++)
		assert_string_equal(list_languages.items[lang].code, lang_code(lang));
	assert_int_equal(list_match_states.n, MATCH_STATE__MAX);
	/* These begin with "any", which is no code. */
	assert_int_equal(list_deadlines.n + 1, DEADLINE__MAX);
	assert_int_equal(list_posted.n + 1, POSTED__MAX);
	for (enum match_state s = 0; s < MATCH_STATE__MAX; s++)
		assert_string_equal(list_match_states.items[s].code, match_state_code(s));
	/* One bit each in score_side.cooperation. */
	assert_true(list_cooperation.n <= 16);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_is_found_once_and_has_words),
		cmocka_unit_test(other_codes_are_refused),
		cmocka_unit_test(orders_that_others_count_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
