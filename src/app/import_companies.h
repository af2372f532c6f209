#ifndef APP_IMPORT_COMPANIES_H
#define APP_IMPORT_COMPANIES_H

#include "app/import.h"

/* What import_companies*.c share: a file of companies, read and not yet written. */

/* The columns, in the order of product.md section 10; exports use the same. */
enum {
	C_REF, C_NAME, C_NUMBER, C_PROVINCE, C_WEBSITE, C_FOUNDED, C_SIZE,
	C_SUMMARY, C_SUMMARY_EN, C_SUMMARY_ZH, C_SECTORS, C_REGIONS, C_COOPERATION, C_TRL,
	C_LANGUAGES, C_CONTACT_NAME, C_CONTACT_EMAIL, C__MAX
};

/* One row of the file. */
struct row {
	struct row *next;		/* of the same company */
	struct record record;
	struct company_new company;
	struct technology_new technology;
};
/* One company: all rows with its ref. */
struct entry {
	struct row *first, *last;
	size_t n;
	struct company_new company;	/* of all rows: the first value that there is */
	const struct record *said[C__MAX];	/* which row has said it; NULL: none */
	bool changed;			/* something was written for it */
	bool was_demo;
	bool kept;			/* real, and the file is a demo: left alone */
};
struct company_file {
	struct entry *entries;
	size_t n, cap;
	struct names refs, folded, numbers, technologies;
};

/**
 * company_file_write(im, f):
 * Write ${f}, in one transaction.  ERR_BAD_INPUT, and nothing is changed, where there are problems; then
 * what the database has against the rows that are right is noted too.
 */
enum err company_file_write(struct import *, const struct company_file *) NODISCARD;

#endif
