#ifndef STORE_VOCABULARY_H
#define STORE_VOCABULARY_H

#include "base/base.h"
#include "domain/vocabulary.h"

struct db;

/* A concept as it stands in the files: lists as text. */
struct concept_row {
	const char *code, *source;
	const char *sectors;		/* parted by a blank */
	const char *terms[LANG__MAX];	/* parted by ";" */
	const char *broader, *related;	/* codes parted by a blank */
};

struct concept_rows {
	struct concept_row *items;
	size_t n;
};
struct stop_words {
	const char **items[LANG__MAX];
	size_t n[LANG__MAX];
};

/**
 * concept_list(db, arena, ret_rows):
 * All of them: ours, then the imported ones, each in the order in which they came: of equal terms the first counts.
 */
enum err concept_list(struct db *, struct arena *, struct concept_rows *ret_rows) NODISCARD;

/** stop_words_list(db, arena, ret_words): those of all languages. */
enum err stop_words_list(struct db *, struct arena *, struct stop_words *ret_words) NODISCARD;

/** concept_put(db, row, ret_changed): insert it, or make it equal.  ERR_CONFLICT: the code is another source's. */
enum err concept_put(struct db *, const struct concept_row *, bool *ret_changed) NODISCARD;

/**
 * concept_keep(db, source, codes, n, arena, ret_deleted):
 * Delete the concepts of ${source} whose code is not among the ${n} ${codes}.
 */
enum err concept_keep(struct db *, const char *source, const char *const *codes, size_t n,
    struct arena *, size_t *ret_deleted) NODISCARD;

/** stop_words_put(db, lang, words, n, ret_changed): those of ${lang} are these. */
enum err stop_words_put(struct db *, enum lang, const char *const *words, size_t n,
    bool *ret_changed) NODISCARD;

/**
 * vocabulary_stamp(db):
 * Note that it has changed: the version is a hash of all of it.  ERR_CONFLICT, and logged: more than CONCEPTS_MAX.
 */
enum err vocabulary_stamp(struct db *) NODISCARD;

/** vocabulary_version(db, ret_version): 0: there is none yet. */
enum err vocabulary_version(struct db *, int64_t *ret_version) NODISCARD;

/**
 * vocabulary_load(db, t, ret_vocabulary):
 * All of it, with tagger, weights and nearness, in about 0.15 s; vocabulary_free() it.  Codes that ${t} or the
 * vocabulary does not know are left out.
 */
enum err vocabulary_load(struct db *, const struct taxonomy *,
    struct vocabulary **ret_vocabulary) NODISCARD;

#endif
