#ifndef APP_IMPORT_VOCABULARY_H
#define APP_IMPORT_VOCABULARY_H

#include "app/problem.h"
#include "text/lang.h"

struct db;

/*
 * A thesaurus of somebody else beside our own vocabulary: all of a file or nothing.
 */
struct vocabulary_import {
	struct db *db;
	struct arena *arena;
	struct problems problems;
	enum lang only;			/* labels in this language; LANG__MAX: in all of ours */
	const char *source;		/* NULL: as the addresses of the file say, and set by the import */
	bool dry_run;
	size_t n_concepts;		/* of the file, that have a label of their own */
	size_t n_changed;		/* new, changed or left without any label */
	size_t n_labels;		/* of the file, that were taken */
};

#define VOCABULARY_ARENA_MAX  ((size_t)2 << 30)
#define VOCABULARY_LABELS_MAX 500000	/* of all concepts together, ours too */
#define SOURCE_MAX            24	/* letters of the name of a source */

/** vocabulary_source_valid(name): 1 to 24 of a-z, 0-9 and "-", which does not begin or end with "-". */
bool vocabulary_source_valid(const char *name);

/**
 * import_vocabulary(im, path):
 * OK, and the counts are set; ERR_BAD_INPUT: see im->problems, nothing was changed; another: the store failed, nothing
 * was changed.
 *
 * The labels of the file replace those that its concepts had in the same language; the other languages stay.
 * Ours wins: a label that is a term of one of our concepts is left out, and so are words of the stop list and single
 * characters; a concept without any label left is not kept.  One whose preferred label is a term of ours has
 * that concept's sectors.  Relations are added to those that are there, between concepts that are kept.
 */
enum err import_vocabulary(struct vocabulary_import *, const char *path) NODISCARD;

#endif
