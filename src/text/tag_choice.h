#ifndef TEXT_TAG_CHOICE_H
#define TEXT_TAG_CHOICE_H

#include "text/tagger.h"

#define TAG_NOTHING UINT32_MAX		/* as concept: words that say nothing */

/* Of all places where a term may be meant, those where it is. */
struct candidate {
	uint32_t concept;
	uint32_t begin, end;		/* bytes of the text */
	uint32_t letters;		/* letters or Chinese characters: longer is surer */
	uint32_t han;			/* of them, Chinese ones */
	uint16_t fields;
	bool ambiguous, only_han;
	/* Of the choice itself. */
	bool aligned;			/* begins and ends where ICU sees the borders of words */
	uint16_t support;		/* certain tags of its fields in the text */
};
struct candidates {
	struct candidate *items;
	size_t n, cap;
};

void candidates_add(struct candidates *, struct arena *, const struct candidate *);

/**
 * candidates_choose(c, text, arena, ret_list):
 * Longest first, then what agrees with the borders of Chinese words, then what the rest of the text speaks of;
 * what overlaps something chosen is out.  An ambiguous one needs a certain one of its fields.  Two Chinese
 * characters that ICU puts into two other words (污水|泥沙 is no 水泥) are no term.
 */
void candidates_choose(struct candidates *, const char *text, struct arena *,
    struct tag_list *ret_list);

#endif
