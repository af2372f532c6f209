#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "base/base.h"
#include "text/fold.h"
#include "text/lang.h"

/*
 * Folded text cut into words, as tagger and search compare them: a run of letters and digits with its Snowball
 * stem (snowballstem.org), or one Chinese character.
 */
struct stemmers;

/** stemmers_new(): those of Dutch and English.  They hold state: not for two threads at once. */
struct stemmers *stemmers_new(void);
void stemmers_free(struct stemmers *);	/* NULL is fine */

/** stem(s, lang, word, arena): the stem of the folded ${word}; Chinese: ${word} itself. */
struct str stem(struct stemmers *, enum lang, struct str word, struct arena *);

struct word {
	uint32_t han;			/* the character; 0: a word */
	struct str text;		/* of a word: its folded letters in UTF-8 */
	uint32_t first, n;		/* its characters in the folded text */
	uint32_t begin, end;		/* bytes of the text as given */
	bool breaks;			/* what ends a phrase stands before it: a full stop, a comma, a bracket */
};
struct words {
	struct word *items;
	size_t n;
};

/** words_cut(f, arena, ret_words): "PM2.5" is one word, "PV-paneel" two, what follows an apostrophe alone ('s) none. */
void words_cut(const struct folded *, struct arena *, struct words *ret_words);

#endif
