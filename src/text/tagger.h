#ifndef TEXT_TAGGER_H
#define TEXT_TAGGER_H

#include "base/base.h"
#include "text/lang.h"

/*
 * Finds the terms of a vocabulary in free text, in one pass with one automaton
 * (Aho and Corasick, 1975) over all terms of all languages.
 *
 * Text and terms are folded alike (text/fold.h): case, accents, full-width forms, hyphens,
 * traditional characters.  Dutch and English words are compared by their Snowball stem,
 * function words are skipped; a Dutch compound is taken apart into known terms; Chinese is
 * matched as it is written, longest first.  A term with a capital inside is matched with its capitals.
 */
struct tagger;

struct tagger_term {
	const char *text;		/* as in the vocabulary */
	enum lang lang;
	uint32_t concept;		/* the caller's number, below n_concepts */
	bool ambiguous;			/* counts only beside another concept of one of its fields */
};

struct tagger_vocabulary {
	const struct tagger_term *terms;
	size_t n_terms;
	const uint16_t *fields;		/* of each concept: a bit per field (top-level sector) */
	size_t n_concepts;
	/*
	 * Words that say nothing by themselves, per language: what they cover is no concept, unless a longer
	 * term covers it too.  Dutch ones are known as parts of compounds: installatie, behandeling.
	 */
	const char *const *stop[LANG__MAX];
	size_t n_stop[LANG__MAX];
};

/**
 * tagger_new(v):
 * Build the automaton.  Nothing of ${v} is needed after.  About 5 MB for 15,000 terms.  Constant
 * from then on: shared by processes that fork later, and by threads.
 */
struct tagger *tagger_new(const struct tagger_vocabulary *);
void tagger_free(struct tagger *);	/* NULL is fine */

/** tagger_fold(t), tagger_stemmers(t), tagger_compounds(t): what it reads text with, for search to read it alike. */
struct fold;
struct stemmers;
struct compounds;
const struct fold *tagger_fold(const struct tagger *);
struct stemmers *tagger_stemmers(const struct tagger *);
const struct compounds *tagger_compounds(const struct tagger *);

/* A concept, and where the text names it. */
struct tag {
	uint32_t concept;
	uint32_t begin, end;		/* bytes of the text as it was given, on character boundaries */
};
struct tag_list {
	struct tag *items;		/* in order of begin; none lies in another of another concept */
	size_t n;
	size_t words;			/* of the text; two Chinese characters are one */
};

/**
 * tagger_find(t, lang, text, arena, ret_list):
 * The concepts that ${text} of ${lang} names.  Chinese in it is looked up in Chinese whatever ${lang}, Latin
 * script also among the English terms that are long or have capitals, since engineers borrow them.
 * Of overlapping terms the longest counts; of equally long ones the one whose fields the rest of the
 * text speaks of.  An ambiguous term counts only with a certain one of its field beside it.
 * One Chinese character is a term only where no other Chinese character touches it.
 */
void tagger_find(const struct tagger *, enum lang, const char *text, struct arena *,
    struct tag_list *ret_list);

#endif
