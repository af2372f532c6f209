#ifndef APP_PROBLEM_H
#define APP_PROBLEM_H

#include <stdio.h>

#include "base/base.h"

/*
 * What is wrong with a file, collected so that its author can mend all of it
 * at once.  The first PROBLEMS_MAX are kept, the rest is counted.
 */
#define PROBLEMS_MAX 50

struct problems {
	struct arena *arena;
	const char *file;		/* as named by the user */
	const char *items[PROBLEMS_MAX];
	size_t n, total;
};

/**
 * problems_quote(problems, value):
 * ${value}, of the file, in quotes for a message: its first QUOTE_MAX characters.
 */
#define QUOTE_MAX 120
const char *problems_quote(const struct problems *, const char *value);

/**
 * problems_add(problems, line, column, number, fmt, ...):
 * Note what is wrong on ${line} (0: with the whole file) in the column called
 * ${column} (NULL: with the whole line), which is number ${number} of the file
 * (0: it has no number, as in JSON).  What a terminal cannot be shown becomes "?": a file may hold anything.
 */
void problems_add(struct problems *, int64_t line, const char *column, size_t number,
    const char *fmt, ...) PRINTF(5, 6);

/**
 * problems_print(problems, out):
 * Write one line each: "FILE:LINE:COLUMN: what is wrong (column NUMBER)", then
 * how many more there were.
 */
void problems_print(const struct problems *, FILE *out);

#endif
