#ifndef DOMAIN_COLUMN_H
#define DOMAIN_COLUMN_H

#include "base/base.h"
#include "domain/company.h"

/*
 * A table of named columns, and what stands in its cells: files that come in, exports and the
 * list of opportunities as CSV share one, so that what goes out can come in again.
 */
enum column_kind {
	COLUMN_LINE,		/* text without line breaks */
	COLUMN_TEXT,		/* text */
	COLUMN_LIST,		/* codes parted by ";", in JSON also an array */
	COLUMN_NUMBER,		/* digits, or nothing; in JSON also a number or null */
};
struct column {
	const char *name;
	enum column_kind kind;
	bool required;		/* the file must have it, and every record a value */
};
#define COLUMNS_MAX 32

/** column_number(arena, n): the cell of ${n}; "" for 0, which is "not known". */
const char *column_number(struct arena *, int64_t n);

/** column_codes(arena, codes): the cell of ${codes}, parted by ";". */
const char *column_codes(struct arena *, const struct code_list *);

#endif
