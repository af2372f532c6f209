#ifndef PAGE_EXPLAIN_CONCEPTS_H
#define PAGE_EXPLAIN_CONCEPTS_H

#include "page/explain.h"

/**
 * explain_concepts(arena, s, lang, a, b, points, ret_explain):
 * The concepts in which both texts agree, with the words of each as they stand there, the weightiest first;
 * ${points}, those of the criterion, are divided among them.  And what only the opportunity names.
 */
void explain_concepts(struct arena *, const struct scorer *, enum lang, const struct side_tags *a,
    const struct side_tags *b, int points, struct explain *ret_explain);

#endif
