#ifndef HTTP_PARAM_H
#define HTTP_PARAM_H

#include "base/base.h"

/*
 * Name=value pairs of a query, a form body or a Cookie header.  Values are
 * decoded once, without what hides in pasted text (utf8_drop_hidden()); after params_parse() succeeded every name and value is clean
 * UTF-8 (utf8_clean() with line breaks allowed), terminated, in the arena.
 */
struct param {
	const char *name, *value;
};
struct params {
	const struct param *items;
	size_t n;
};

/**
 * params_parse(arena, encoded, ret_params):
 * Decode application/x-www-form-urlencoded.  CR LF in a value becomes LF.
 * Return ERR_BAD_INPUT for a broken percent escape, bytes that are not clean
 * UTF-8, NUL, or more than LIMIT_FIELDS pairs.
 */
enum err params_parse(struct arena *, struct str encoded, struct params *ret_params) NODISCARD;

/** param_get(params, name): the value of the first ${name}, or NULL. */
const char *param_get(struct params, const char *name);

/** param_count(params, name): how often ${name} stands in ${params}. */
size_t param_count(struct params, const char *name);

/**
 * params_encode(arena, params): the inverse of params_parse(), "a=1&b=%C3%A9".
 */
const char *params_encode(struct arena *, struct params);

/** url_encode(arena, text): percent-encode all but A-Z a-z 0-9 - . _ ~ . */
const char *url_encode(struct arena *, const char *text);

/**
 * cookie_get(header, name, ret_value):
 * Find the cookie ${name} in a Cookie header (may be NULL).  Return false if
 * it is absent or stands there twice.
 */
bool cookie_get(const char *header, const char *name, struct str *ret_value);

#endif
