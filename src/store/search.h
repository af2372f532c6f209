#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "base/base.h"
#include "domain/opportunity.h"
#include "text/lang.h"

struct db;

/*
 * Full text over opportunities (SQLite's FTS5).  What is put in and what is asked for are words of
 * text/search_words.h; FTS5 only splits them at blanks.
 */

/* ---- Writing: the job process ---- */

struct search_ids {
	int64_t *items;
	size_t n;
};

/** search_todo_next(db, max, arena, ret_ids): opportunities that have changed, or are gone, since they were put in. */
enum err search_todo_next(struct db *, size_t max, struct arena *, struct search_ids *ret_ids) NODISCARD;

/** search_todo_all(db): all of them, as if they had changed. */
enum err search_todo_all(struct db *) NODISCARD;

struct search_source {
	struct texts title, text;
	const char *names;		/* reference, regions, and the organisation unless it is hidden */
};

/** search_source(db, id, arena, ret_source): the texts to cut into words.  ERR_NOT_FOUND: it is gone. */
enum err search_source(struct db *, int64_t id, struct arena *, struct search_source *ret_source) NODISCARD;

/** search_put(db, id, words): make these its words, parted by blanks; NULL: it is gone.  Takes it off the list. */
enum err search_put(struct db *, int64_t id, const struct search_source *words) NODISCARD;

/* ---- Reading ---- */

/**
 * search_find(db, query, lang, max, arena, ret_ids):
 * Those that match ${query}, an expression of domain/search_query.h, the best first: by BM25, titles before
 * texts and what is in ${lang} before the rest.
 */
enum err search_find(struct db *, const char *query, enum lang, size_t max, struct arena *,
    struct search_ids *ret_ids) NODISCARD;

/** search_terms(db, code, arena, ret_terms): what a concept is called, as in struct concept_row. */
enum err search_terms(struct db *, const char *code, struct arena *, struct texts *ret_terms) NODISCARD;

#endif
