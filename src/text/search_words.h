#ifndef TEXT_SEARCH_WORDS_H
#define TEXT_SEARCH_WORDS_H

#include "base/base.h"
#include "text/lang.h"
#include "text/tagger.h"

/*
 * Text as full-text search compares it: Dutch and English words by their Snowball stem, with the known parts of
 * Dutch compounds; Chinese in overlapping pairs of characters, so that no dictionary decides what can be found;
 * all of it folded (text/fold.h).  What is indexed and what is looked for go through here alike.
 */
struct search_word {
	struct str text;		/* a stem, or one or two Chinese characters */
	uint32_t begin, end;		/* bytes of the text that it stands for */
	bool han;
	bool part;			/* of a compound that is there as a whole too */
	bool function;			/* 'van', 'of': found everywhere, looked for nowhere */
};
struct search_words {
	struct search_word *items;	/* in order; the parts of compounds come last */
	size_t n;
};

/**
 * search_words(t, lang, text, arena, ret_words):
 * The words of ${text}, which is valid UTF-8.  A run of Chinese characters gives each pair, and its last
 * character alone: so one character is found at the beginning of a word, wherever it stands.
 */
void search_words(const struct tagger *, enum lang, const char *text, struct arena *, struct search_words *ret_words);

#endif
