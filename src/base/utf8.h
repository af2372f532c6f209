#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

/**
 * utf8_valid(s):
 * Return whether ${s} is UTF-8 as RFC 3629 defines it: no overlong forms, no
 * surrogates, nothing above U+10FFFF.
 */
bool utf8_valid(struct str);

/**
 * utf8_next(s, pos, ret_code):
 * Read the code point that starts at byte ${*pos} of the valid ${s}, advance
 * ${*pos} behind it and set ${ret_code}.  Return false at the end.
 */
bool utf8_next(struct str, size_t *pos, uint32_t *ret_code);

/**
 * utf8_decode(s, pos, ret_code):
 * Read the code point that starts at byte ${pos} of ${s}, which may hold
 * anything.  Return how many bytes it takes and set ${ret_code}, or return 0 if
 * no valid UTF-8 starts there.
 */
size_t utf8_decode(struct str, size_t pos, uint32_t *ret_code);

/** utf8_encode(code, out): write the bytes of ${code}, a valid code point, to ${out}; returns how many, 1 to 4. */
size_t utf8_encode(uint32_t code, char out[static 4]);

/** utf8_length(text): the number of code points of a valid, terminated text. */
size_t utf8_length(const char *text);

/**
 * utf8_clean(s, lines):
 * Return whether ${s} is valid UTF-8 without NUL, control characters (C0, C1,
 * DEL; tab, line feed, carriage return and U+2028, U+2029 are allowed where
 * ${lines}), bidirectional marks and overrides (U+061C, U+200E, U+200F, U+202A
 * to 202E, U+2066 to 2069), zero-width characters (U+200B to 200D, U+2060 to
 * 2064) or a byte-order mark.
 */
bool utf8_clean(struct str, bool lines);

/**
 * utf8_drop_hidden(text, n):
 * Take those marks, zero-width characters and byte-order marks out of the ${n} bytes at ${text}, and
 * return how many are left.  They come along unseen when text is pasted.  What is not UTF-8
 * stays.
 */
size_t utf8_drop_hidden(char *text, size_t n);

/**
 * utf8_find_control(s, ret_code):
 * The number, from 1, of the first character of the valid ${s} that is a control character and no
 * tab or end of line; ${ret_code} is which.  0: there is none.
 */
size_t utf8_find_control(struct str, uint32_t *ret_code);

/**
 * utf8_unify_lines(text, n):
 * Make every CR LF and every CR alone of the ${n} bytes at ${text} an LF, and return how many bytes are left.
 */
size_t utf8_unify_lines(char *text, size_t n);

/**
 * utf8_shown(arena, s, max):
 * ${s}, which may hold anything, as a terminal can be shown it, in one line: what is not clean (utf8_clean())
 * becomes "?", and behind ${max} characters comes "…".
 */
const char *utf8_shown(struct arena *, struct str, size_t max);

/**
 * utf8_trim(s): str_trim() that also takes no-break spaces (U+00A0) and those of Chinese
 * texts (U+3000), which spreadsheets and web pages leave around a value.
 */
struct str utf8_trim(struct str);

#endif
