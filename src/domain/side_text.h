#ifndef DOMAIN_SIDE_TEXT_H
#define DOMAIN_SIDE_TEXT_H

#include "base/base.h"
#include "domain/score.h"
#include "domain/vocabulary.h"

/* The texts of one side of a match: of a technology first and summary, of an opportunity title and summary. */
struct side_text {
	const char *first;		/* in one line, in the language of the first summary; "" : none */
	struct texts title, summary;
};

/**
 * side_text_hash(v, t):
 * Changes with any of the texts, with the vocabulary, and with the program where it finds other concepts.
 * Never 0.
 */
int64_t side_text_hash(const struct vocabulary *, const struct side_text *);

/* Each of the texts with what it names, and what all of them speak of. */
#define SIDE_TEXTS_MAX (2 * LANG__MAX + 1)
struct side_tags {
	struct tagged_text {
		const char *text;
		enum lang lang;
		struct tag_list tags;
	} texts[SIDE_TEXTS_MAX];
	int n;
	struct concept_set concepts;	/* at most CONCEPT_SET_MAX */
};

/** side_text_tag(v, t, arena, ret_tags): a line that only repeats the summary counts once. */
void side_text_tag(const struct vocabulary *, const struct side_text *, struct arena *,
    struct side_tags *ret_tags);

/** side_guess_sectors(v, t, side): where ${side} has no sectors, those that its concepts suggest, at most three. */
void side_guess_sectors(const struct vocabulary *, const struct taxonomy *, struct score_side *);

#endif
