#include "domain/side_text.h"

#include "base/hash.h"

#define TAGGER_VERSION 2	/* raise it when the same text gives other concepts */
#define GUESSED_MAX    3

int64_t
side_text_hash(const struct vocabulary *v, const struct side_text *t)
{
	uint64_t h = HASH_START ^ (uint64_t)v->version ^ (uint64_t)TAGGER_VERSION << 56;

	h = hash_text(h, t->first);
	for (int lang = 0; lang < LANG__MAX; lang++) {
		h = hash_text(h, t->title.in[lang]);
		h = hash_text(h, t->summary.in[lang]);
	}
	return (int64_t)(h >> 1 | 1);
}

static void
tag(const struct vocabulary *v, enum lang lang, const char *text, struct arena *arena,
    struct side_tags *to)
{
	struct tagged_text *t = &to->texts[to->n];

	if (!text || *text == '\0')
		return;
	*t = (struct tagged_text){ .text = text, .lang = lang };
	tagger_find(v->tagger, lang, text, arena, &t->tags);
	concepts_add(v, &t->tags, arena, &to->concepts);
	to->n++;
}

void
side_text_tag(const struct vocabulary *v, const struct side_text *t, struct arena *arena,
    struct side_tags *ret_tags)
{
	bool told = *t->first == '\0';

	*ret_tags = (struct side_tags){ 0 };
	for (enum lang lang = 0; lang < LANG__MAX; lang++) {
		const char *summary = t->summary.in[lang];

		tag(v, lang, t->title.in[lang], arena, ret_tags);
		tag(v, lang, summary, arena, ret_tags);
		/* The line is in the language of the first summary. */
		if (!told && summary && *summary) {
			told = true;
			if (!strstr(summary, t->first))
				tag(v, lang, t->first, arena, ret_tags);
		}
	}
	if (ret_tags->concepts.n > CONCEPT_SET_MAX)
		ret_tags->concepts.n = CONCEPT_SET_MAX;
}

void
side_guess_sectors(const struct vocabulary *v, const struct taxonomy *t, struct score_side *side)
{
	struct sector_guess guesses[SECTOR_GUESSES_MAX];

	if (side->n_sectors > 0)
		return;
	size_t n = sectors_guess(v, t, &side->concepts, guesses);
	for (size_t i = 0; i < n && i < GUESSED_MAX; i++)
		side->sectors[side->n_sectors++] = (int16_t)guesses[i].sector;
}
