#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "app/records.h"
#include "base/clock.h"
#include "domain/company.h"
#include "domain/lists.h"
#include "domain/taxonomy.h"

struct db;

/*
 * Reading a file of companies or opportunities into the database: all of it or
 * nothing.  First every cell is read and checked, then what is right is written in
 * one transaction, which stays only if all is right.
 */
struct import {
	struct db *db;
	struct arena *arena;		/* holds everything that was read */
	const struct taxonomy *taxonomy;
	struct problems problems;
	struct records records;
	int64_t now;
	bool dry_run, demo;
	size_t n_new, n_changed, n_unchanged;
	size_t n_real;			/* of the changed: were a demo, and are real now */
	size_t n_kept;			/* real ones that a demo file names too: left alone */
	size_t n_refused;		/* of all these: refused by staff before, and stay so */
	size_t n_taken_over;		/* enterprise numbers that unconfirmed registrations had */
};

#define IMPORT_ARENA_MAX ((size_t)4 << 30)

extern const struct column company_columns[];
extern const size_t n_company_columns;

/**
 * import_companies(im, path, format), import_opportunities(im, path, format):
 * Import the file ${path}.  OK: done, see the counts; ERR_BAD_INPUT: see im->problems,
 * nothing was changed; another: the store failed, nothing was changed.  The
 * db, arena, taxonomy, now, dry_run and demo of ${im} are the caller's.
 *
 * A company of the file that is new is verified, since the file is staff's.  One that is there
 * keeps its state (a decision of staff is not overturned by a file), except that an archived
 * one comes back as verified; an unconfirmed registration is an error.  A number that only
 * an unconfirmed registration has is taken from it (company_number_claim()).
 *
 * A row of a real file (no demo) that changes a demo row makes it real, so that removing the demo
 * never removes what somebody brought in; one that changes nothing is the demo's own export, and
 * stays a demo.  A demo file changes nothing of what is real.
 */
enum err import_companies(struct import *, const char *path, enum record_format) NODISCARD;
enum err import_opportunities(struct import *, const char *path, enum record_format) NODISCARD;

/** import_print_demo(im): how many demo rows are real now, and how many real ones a demo left alone. */
void import_print_demo(const struct import *);

/* ---- One cell: what is wrong with it goes to the problems ---- */

/** import_text(im, record, column, min, max): between ${min} and ${max} code points, or empty. */
const char *import_text(struct import *, const struct record *, size_t column, size_t min,
    size_t max);

/** import_ref(im, record, column): 1 to 40 letters, digits, "-", "_" and "."; for addresses. */
const char *import_ref(struct import *, const struct record *, size_t column);

/**
 * import_twin(im, record, column, other, where):
 * That ref differs from ${other} ("on line 2", "in the database") in capitals only: an error, since
 * people do not tell the two apart.  import_fold(arena, ref): in small letters, to find such.
 */
void import_twin(struct import *, const struct record *, size_t column, const char *other,
    const char *where);
const char *import_fold(struct arena *, const char *ref);

/** import_code(im, record, column, list): one code of ${list}, or "". */
const char *import_code(struct import *, const struct record *, size_t column,
    const struct list *);

/** import_codes(...), import_sectors(...), import_regions(...): several, each once, in order of display. */
struct code_list import_codes(struct import *, const struct record *, size_t column,
    const struct list *);
struct code_list import_sectors(struct import *, const struct record *, size_t column);
struct code_list import_regions(struct import *, const struct record *, size_t column);

/** import_int(im, record, column, lo, hi): a number, or 0 if empty. */
int64_t import_int(struct import *, const struct record *, size_t column, int64_t lo, int64_t hi);

/** import_url(im, record, column), import_email(...), import_day(...): checked, or "". */
const char *import_url(struct import *, const struct record *, size_t column);
const char *import_email(struct import *, const struct record *, size_t column);
const char *import_day(struct import *, const struct record *, size_t column);

/** import_texts(im, record, column, max): the three columns from ${column}: nl, en, zh. */
struct texts import_texts(struct import *, const struct record *, size_t column, size_t max);

/** texts_any(t): whether there is a text in any language. */
bool texts_any(const struct texts *);

/* ---- Names that may be there only once ---- */

struct names {
	struct arena *arena;
	struct intern *keys;
};

/**
 * names_put(names, key, value):
 * Remember ${key} with ${value} unless it is there already; return the value that it has now.
 * Start with the arena set and the rest zero.  ${value} is below SIZE_MAX.
 */
size_t names_put(struct names *, const char *key, size_t value);

#endif
