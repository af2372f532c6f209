#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "taxonomy_sample.h"

static void
find_by_code_and_slug(void **state)
{
	(void)state;
	assert_int_equal(sector_find(&sample, "water.sludge"), WATER_SLUDGE);
	assert_int_equal(sector_find(&sample, "water.slud"), -1);
	assert_int_equal(sector_find(&sample, ""), -1);
	assert_int_equal(region_find(&sample, "510100"), CHENGDU);
	assert_int_equal(region_find(&sample, "cn"), -1);
	assert_int_equal(region_find_slug(&sample, "chengdu"), CHENGDU);
	assert_int_equal(region_find_slug(&sample, ""), -1);
}

static void
labels_in_each_language(void **state)
{
	struct arena *a = arena_new(1 << 20);

	(void)state;
	assert_string_equal(region_label(&sample, "nothing", LANG_ZH), "nothing");
	assert_string_equal(region_label(&sample, "CN-GD", LANG_ZH), "广东");
	assert_string_equal(sector_title(a, &sample, "water", LANG_NL), "Water");
	assert_string_equal(sector_title(a, &sample, "water.sludge", LANG_NL), "Water: slib");
	assert_string_equal(sector_title(a, &sample, "water.sludge", LANG_EN), "Water: sludge");
	assert_string_equal(sector_title(a, &sample, "water.sludge", LANG_ZH), "水：污泥");
	assert_string_equal(sector_title(a, &sample, "air.voc", LANG_NL), "Lucht: VOC en geur");
	arena_free(a);
}

static void
sectors_equal_whole_sibling_apart(void **state)
{
	(void)state;
	assert_int_equal(sector_nearness(&sample, WATER, WATER), SECTOR_EQUAL);
	assert_int_equal(sector_nearness(&sample, WATER, WATER_REUSE), SECTOR_WHOLE);
	assert_int_equal(sector_nearness(&sample, WATER_REUSE, WATER), SECTOR_WHOLE);
	assert_int_equal(sector_nearness(&sample, WATER_REUSE, WATER_SLUDGE), SECTOR_SIBLING);
	assert_int_equal(sector_nearness(&sample, WATER, AIR), SECTOR_APART);
	assert_int_equal(sector_nearness(&sample, WATER_SLUDGE, AIR_VOC), SECTOR_APART);
}

static void
regions_equal_contains_contained_country_apart(void **state)
{
	(void)state;
	assert_int_equal(region_nearness(&sample, CN, CN), REGION_EQUAL);
	assert_int_equal(region_nearness(&sample, CN_GD, GUANGZHOU), REGION_CONTAINS);
	assert_int_equal(region_nearness(&sample, GUANGZHOU, CN_GD), REGION_CONTAINED);
	assert_int_equal(region_nearness(&sample, CN, GUANGZHOU), REGION_COUNTRY);
	assert_int_equal(region_nearness(&sample, GUANGZHOU, CN), REGION_COUNTRY);
	assert_int_equal(region_nearness(&sample, GUANGZHOU, CHENGDU), REGION_APART);
	assert_int_equal(region_nearness(&sample, CN_BJ, CN_GD), REGION_APART);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(find_by_code_and_slug),
		cmocka_unit_test(labels_in_each_language),
		cmocka_unit_test(sectors_equal_whole_sibling_apart),
		cmocka_unit_test(regions_equal_contains_contained_country_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
