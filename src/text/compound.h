#ifndef TEXT_COMPOUND_H
#define TEXT_COMPOUND_H

#include "base/base.h"
#include "text/words.h"

/*
 * Dutch writes compounds as one word: afvalwaterzuiveringsinstallatie.  They are taken apart into words of a
 * list, with what joins them (-s-, -e-, -en-, -er-) between.
 */
struct compounds;

/** compounds_new(arena, stemmers): an empty list. */
struct compounds *compounds_new(struct arena *, struct stemmers *);

/** compounds_add(c, word, value): ${word} in folded letters; ${value} from 1, 0 for a word that says nothing by itself. */
void compounds_add(struct compounds *, struct str word, uint32_t value);

struct compound_part {
	uint32_t value;
	uint32_t begin, n;		/* bytes of the word */
};
#define COMPOUND_PARTS_MAX 8

/**
 * compound_split(c, word, whole, parts):
 * The parts of ${word} (folded letters; ${whole} is its stem) that have a value, in order; returns how many.  All of the word must
 * be words of the list, or all but one piece of it; beside such a piece a part counts from
 * five letters on.  The longest parts win.  The word itself is no part of itself.
 */
size_t compound_split(const struct compounds *, struct str word, struct str whole,
    struct compound_part parts[static COMPOUND_PARTS_MAX]);

/**
 * compound_parts(c, word, arena, parts):
 * compound_split() of a word as words_cut() gives it; 0 for what is too short, Chinese, or not ASCII, whose letters are not
 * its bytes.
 */
size_t compound_parts(const struct compounds *, const struct word *, struct arena *,
    struct compound_part parts[static COMPOUND_PARTS_MAX]);

/** compound_halves(c, word, ret_halves): whether ${word} is just two words of the list, joined or not, and which. */
bool compound_halves(const struct compounds *, struct str word, struct str ret_halves[static 2]);

#endif
