#ifndef APP_LABEL_INDEX_H
#define APP_LABEL_INDEX_H

#include "store/vocabulary.h"

/*
 * The terms of our own concepts and the words of the stop list, to be asked for a label of somebody else's.
 * Compared as the tagger does: without case, accents and hyphens.
 */
struct label_index;

/** label_index_new(arena, rows, stop): of our rows among ${rows}; free it with label_index_free(). */
struct label_index *label_index_new(struct arena *, const struct concept_rows *, const struct stop_words *);
void label_index_free(struct label_index *);	/* NULL is fine */

/** label_key(ix, text, arena): what is compared; "" if ${text} names nothing: no letters, or one character. */
const char *label_key(struct label_index *, const char *text, struct arena *);

/** label_owner(ix, lang, key): the row of ours that has this term, or NULL; the first of several. */
const struct concept_row *label_owner(const struct label_index *, enum lang, const char *key);

/** label_is_stop(ix, lang, key): whether it is in the stop list. */
bool label_is_stop(const struct label_index *, enum lang, const char *key);

/**
 * label_clean(text, arena):
 * ${text} as a term: one line, no invisible characters, "," for ";", no "?" in front, which both mean something among terms.
 */
const char *label_clean(const char *text, struct arena *);

#endif
