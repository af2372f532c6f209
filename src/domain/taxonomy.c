#include "domain/taxonomy.h"

#include "base/intern.h"

int
sector_find(const struct taxonomy *t, const char *code)
{
	for (size_t i = 0; i < t->n_sectors; i++)
		if (streq(t->sectors[i].code, code))
			return (int)i;
	return -1;
}

int
region_find(const struct taxonomy *t, const char *code)
{
	for (size_t i = 0; i < t->n_regions; i++)
		if (streq(t->regions[i].code, code))
			return (int)i;
	return -1;
}

int
region_find_slug(const struct taxonomy *t, const char *slug)
{
	/* Most regions have no page, and so the slug "". */
	if (slug[0] == '\0')
		return -1;
	for (size_t i = 0; i < t->n_regions; i++)
		if (streq(t->regions[i].slug, slug))
			return (int)i;
	return -1;
}

const char *
region_label(const struct taxonomy *t, const char *code, enum lang lang)
{
	int i = region_find(t, code);

	return i < 0 ? code : texts_pick(&t->regions[i].label, lang, NULL);
}

/* Labels begin with a capital, but not after a colon; "VOC" keeps its capitals. */
static char *
after_colon(struct arena *arena, const char *label)
{
	char *text = arena_strdup(arena, label);

	if (text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z')
		text[0] = (char)(text[0] - 'A' + 'a');
	return text;
}

const char *
sector_title(struct arena *arena, const struct taxonomy *t, const char *code, enum lang lang)
{
	int i = sector_find(t, code);

	if (i < 0)
		return code;

	const struct sector *s = &t->sectors[i];
	const char *label = texts_pick(&s->label, lang, NULL);
	if (s->parent < 0)
		return label;

	const char *parent = texts_pick(&t->sectors[s->parent].label, lang, NULL);
	switch (lang) {
	case LANG_ZH:
		return arena_printf(arena, "%s：%s", parent, label);
	case LANG_NL:
	case LANG_EN:
	case LANG__MAX:
		break;
	}
	return arena_printf(arena, "%s: %s", parent, after_colon(arena, label));
}

enum sector_nearness
sector_nearness(const struct taxonomy *t, int a, int b)
{
	if (a == b)
		return SECTOR_EQUAL;
	if (t->sectors[a].parent == b || t->sectors[b].parent == a)
		return SECTOR_WHOLE;
	if (t->sectors[a].parent >= 0 && t->sectors[a].parent == t->sectors[b].parent)
		return SECTOR_SIBLING;
	return SECTOR_APART;
}

/* Whether region ${inner} lies in ${outer}, at any depth. */
static bool
lies_in(const struct taxonomy *t, int inner, int outer)
{
	for (int i = t->regions[inner].parent; i >= 0; i = t->regions[i].parent)
		if (i == outer)
			return true;
	return false;
}

enum region_nearness
region_nearness(const struct taxonomy *t, int wanted, int place)
{
	if (wanted == place)
		return REGION_EQUAL;
	if (t->regions[wanted].level == LEVEL_COUNTRY || t->regions[place].level == LEVEL_COUNTRY)
		return REGION_COUNTRY;
	if (lies_in(t, place, wanted))
		return REGION_CONTAINS;
	if (lies_in(t, wanted, place))
		return REGION_CONTAINED;
	return REGION_APART;
}

struct intern *
sector_codes(const struct taxonomy *t, struct arena *arena)
{
	struct intern *codes = intern_new(arena, t->n_sectors);

	for (size_t i = 0; i < t->n_sectors; i++)
		intern_put(codes, str_of(t->sectors[i].code));
	return codes;
}

struct intern *
region_codes(const struct taxonomy *t, struct arena *arena)
{
	struct intern *codes = intern_new(arena, t->n_regions);

	for (size_t i = 0; i < t->n_regions; i++)
		intern_put(codes, str_of(t->regions[i].code));
	return codes;
}

int
code_index(const struct intern *codes, const char *code)
{
	return (int)intern_find(codes, str_of(code)) - 1;
}

int
sector_top(const struct taxonomy *t, int sector)
{
	while (t->sectors[sector].parent >= 0)
		sector = t->sectors[sector].parent;
	return sector;
}
