#ifndef DOMAIN_SEARCH_QUERY_H
#define DOMAIN_SEARCH_QUERY_H

#include "base/base.h"
#include "domain/vocabulary.h"

/*
 * What a visitor types into the search box, as an expression for SQLite's FTS5 over words of text/search_words.h.
 * Whatever is typed is text to be found: nothing of it reaches FTS5 but words in quotes.
 */

#define SEARCH_MAX 200			/* code points of a query */

/* Words that must follow each other. */
struct search_phrase {
	struct str *words;
	size_t n;
	bool begins;			/* one character: the word only has to begin with it */
};

/* A part of the query that the vocabulary knows, and what else it was looked for by. */
struct search_sense {
	const char *said;		/* as it was typed */
	uint16_t concept;
};

struct search_query {
	const char *direct;		/* the expression for what was typed; NULL: there is no word in it */
	const char *wide;		/* the same with the vocabulary's terms; NULL: it has none */
	struct search_sense *senses;
	size_t n_senses;
	struct search_phrase *phrases;	/* all that either looks for */
	size_t n_phrases;
};

/**
 * search_query_read(v, lang, text, terms, cookie, arena, ret_query):
 * ${text} is valid UTF-8, typed by a visitor who reads ${lang}; it may be in any of the three.  All its words are to be
 * found, in any order: as they are, stemmed as Dutch or English, Chinese as it stands; or, for ${wide}, by any term of
 * the concept that they name, which ${terms} tells ("a; b; ?c"; those with ? are left out).  Little words are left out unless they are all.
 */
enum err search_query_read(const struct vocabulary *, enum lang, const char *text,
    enum err (*terms)(void *cookie, const char *code, struct texts *ret_terms), void *cookie, struct arena *,
    struct search_query *ret_query) NODISCARD;

/* Where a text has what was looked for: bytes. */
struct search_mark {
	uint32_t begin, end;
};
struct search_marks {
	struct search_mark *items;	/* in order, apart from each other */
	size_t n;
};

/** search_query_marks(q, v, lang, text, arena, ret_marks): ${text} of ${lang}, as it is indexed. */
void search_query_marks(const struct search_query *, const struct vocabulary *, enum lang, const char *text,
    struct arena *, struct search_marks *ret_marks);

#endif
