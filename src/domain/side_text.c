#include "domain/side_text.h"

#define TAGGER_VERSION 1	/* raise it when the same text gives other concepts */
#define GUESSED_MAX    3

/* FNV-1a of 64 bits. */
static uint64_t
hash_text(uint64_t h, const char *text)
{
	do
		h = (h ^ (unsigned char)*text) * 1099511628211U;
	while (*text++ != '\0');
	return h;
}

int64_t
side_text_hash(const struct vocabulary *v, const struct side_text *t)
{
	uint64_t h = 14695981039346656037U ^ (uint64_t)v->version ^ (uint64_t)TAGGER_VERSION << 56;

	h = hash_text(h, t->first);
	for (int lang = 0; lang < LANG__MAX; lang++) {
		h = hash_text(h, t->title.in[lang]);
		h = hash_text(h, t->summary.in[lang]);
	}
	return (int64_t)(h >> 1 | 1);
}

void
side_text_concepts(const struct vocabulary *v, const struct side_text *t, struct arena *arena,
    struct concept_set *ret_set)
{
	struct concept_set set = { 0 };
	bool repeated = *t->first == '\0';

	for (enum lang lang = 0; lang < LANG__MAX; lang++) {
		/* The line is in the language of the first summary. */
		if (!repeated && *t->summary.in[lang]) {
			repeated = true;
			if (!strstr(t->summary.in[lang], t->first))
				vocabulary_tag(v, lang, t->first, arena, &set);
		}
		if (*t->title.in[lang])
			vocabulary_tag(v, lang, t->title.in[lang], arena, &set);
		if (*t->summary.in[lang])
			vocabulary_tag(v, lang, t->summary.in[lang], arena, &set);
	}
	*ret_set = set;
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
