#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * A view of bytes that are not terminated and may hold anything.  Used while
 * parsing only; beyond that a text is a const char * in valid UTF-8.
 */
struct str {
	const char *p;
	size_t n;
};
#define STR(lit) ((struct str){ "" lit, sizeof(lit) - 1 })

/** str_of(text): a view of the terminated ${text}. */
static inline struct str
str_of(const char *text)
{
	return (struct str){ text, strlen(text) };
}

/** str_eq(a, b): whether both hold the same bytes. */
static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/** streq(a, b): whether two terminated texts are equal.  Not for secrets. */
static inline bool
streq(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/**
 * str_int(s, lo, hi, ret_value):
 * Read ${s} as decimal digits and nothing else (no sign, blank or leading
 * "0x") and set ${ret_value}.  Return false, and leave it untouched, if ${s}
 * is not a number between ${lo} and ${hi}; ${lo} is at least 0.
 */
bool str_int(struct str, int64_t lo, int64_t hi, int64_t *ret_value);

/**
 * str_split(rest, separator, ret_item):
 * Cut the next item off ${rest}: what stands before the next ${separator}, or
 * the remainder.  Return false when nothing is left.  An empty item between
 * two separators is returned as such.
 */
bool str_split(struct str *rest, char separator, struct str *ret_item);

/** str_trim(s): ${s} without ASCII blanks at both ends. */
struct str str_trim(struct str);

#endif
