#ifndef TESTS_UNIT_TAXONOMY_SAMPLE_H
#define TESTS_UNIT_TAXONOMY_SAMPLE_H

#include "domain/taxonomy.h"

/* A small taxonomy for tests: two sectors, and China with some of its parts. */
enum { WATER, WATER_SLUDGE, WATER_REUSE, AIR, AIR_VOC };
enum { CN, CN_GD, GUANGZHOU, CN_SC, CHENGDU, CN_BJ };

static struct sector sample_sectors[] = {
	[WATER] = { "water", -1, { { "Water", "Water", "水" } } },
	[WATER_SLUDGE] = { "water.sludge", WATER, { { "Slib", "Sludge", "污泥" } } },
	[WATER_REUSE] = { "water.reuse", WATER, { { "Hergebruik", "Reuse", "" } } },
	[AIR] = { "air", -1, { { "Lucht", "Air", "大气" } } },
	[AIR_VOC] = { "air.voc", AIR, { { "VOC en geur", "VOC and odour", "挥发性有机物" } } },
};
static struct region sample_regions[] = {
	[CN] = { "CN", "china", -1, LEVEL_COUNTRY, { { "China", "China", "中国" } } },
	[CN_GD] = { "CN-GD", "guangdong", CN, LEVEL_PROVINCE,
	    { { "Guangdong", "Guangdong", "广东" } } },
	[GUANGZHOU] = { "440100", "", CN_GD, LEVEL_CITY,
	    { { "Guangzhou", "Guangzhou", "广州" } } },
	[CN_SC] = { "CN-SC", "", CN, LEVEL_PROVINCE, { { "Sichuan", "Sichuan", "四川" } } },
	[CHENGDU] = { "510100", "chengdu", CN_SC, LEVEL_CITY,
	    { { "Chengdu", "Chengdu", "成都" } } },
	[CN_BJ] = { "CN-BJ", "", CN, LEVEL_MUNICIPALITY, { { "Beijing", "Beijing", "北京" } } },
};
static const struct taxonomy sample = { sample_sectors, countof(sample_sectors), sample_regions,
	countof(sample_regions) };

#endif
