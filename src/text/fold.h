#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/base.h"

/*
 * Text as it is compared: without case, accents, compatibility forms (full-width, ligatures, ², ₂) and what is
 * invisible (NFKC_Casefold of UAX 15 and UTS 39, marks dropped), Chinese in simplified characters.  Each
 * character knows where it stood in the text.
 */
struct fold;

struct fold_char {
	uint32_t code;			/* folded */
	uint32_t begin, end;		/* bytes of the text; marks that follow belong to it */
	bool upper;			/* it was a capital */
};
struct folded {
	struct fold_char *items;
	size_t n;
};

/** fold_new(): the tables, 130 kB, made with ICU in about 30 ms.  Constant after. */
struct fold *fold_new(void);
void fold_free(struct fold *);		/* NULL is fine */

/** fold_text(f, text, arena, ret_folded): ${text} is valid UTF-8. */
void fold_text(const struct fold *, struct str text, struct arena *, struct folded *ret_folded);

/** fold_is_han(code), fold_is_word(code): a Chinese character; a letter or digit of any other script. */
bool fold_is_han(uint32_t code);
bool fold_is_word(uint32_t code);

#endif
