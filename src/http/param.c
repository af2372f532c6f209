#include "base/base.h"
#include "base/utf8.h"
#include "http/limits.h"
#include "http/param.h"
#include "text/normal.h"

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Decode ${s} exactly once; NULL if it is broken or not clean. */
static const char *
decode(struct arena *arena, struct str s)
{
	char *out = arena_alloc(arena, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '+') {
			out[n++] = ' ';
		} else if (s.p[i] == '%') {
			if (s.n - i < 3)
				return NULL;
			int hi = hex_value(s.p[i + 1]), lo = hex_value(s.p[i + 2]);

			if (hi < 0 || lo < 0)
				return NULL;
			out[n++] = (char)(hi << 4 | lo);
			i += 2;
		} else {
			out[n++] = s.p[i];
		}
	}

	n = utf8_drop_hidden(out, n);
	/* A NUL is not clean, so from here on the text ends where it seems to. */
	if (!utf8_clean((struct str){ out, n }, true))
		return NULL;
	/* After decoding, not before: the CR and LF arrive as %0D%0A. */
	n = utf8_unify_lines(out, n);
	out[n] = '\0';
	return text_nfc(arena, (struct str){ out, n }).p;
}

/* How many pairs there can be at most. */
static size_t
count_pairs(struct str s)
{
	struct str item;
	size_t n = 0;

	while (str_split(&s, '&', &item))
		n += item.n > 0;
	return n;
}

enum err
params_parse(struct arena *arena, struct str encoded, struct params *ret_params)
{
	size_t n = count_pairs(encoded), i = 0;
	struct str item;

	if (n > LIMIT_FIELDS)
		return ERR_BAD_INPUT;

	struct param *items = arena_new_of(arena, struct param, n);
	while (str_split(&encoded, '&', &item)) {
		struct str value = item, name = { "", 0 };

		/* "a&&b": an empty pair is nothing. */
		if (item.n == 0)
			continue;
		str_split(&value, '=', &name);
		items[i].name = decode(arena, name);
		items[i].value = decode(arena, value);
		if (!items[i].name || !items[i].value)
			return ERR_BAD_INPUT;
		i++;
	}
	*ret_params = (struct params){ items, n };
	return OK;
}

const char *
param_get(struct params params, const char *name)
{
	for (size_t i = 0; i < params.n; i++)
		if (streq(params.items[i].name, name))
			return params.items[i].value;
	return NULL;
}

size_t
param_count(struct params params, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < params.n; i++)
		n += streq(params.items[i].name, name);
	return n;
}

static bool
is_unreserved(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    c == '-' || c == '.' || c == '_' || c == '~';
}

/* Encode ${text} at ${out}, which has room for three times its length; return the end. */
static char *
encode(char *out, const char *text)
{
	static const char hex[] = "0123456789ABCDEF";

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (is_unreserved(*text)) {
			*out++ = *text;
		} else {
			*out++ = '%';
			*out++ = hex[c >> 4];
			*out++ = hex[c & 15];
		}
	}
	return out;
}

const char *
url_encode(struct arena *arena, const char *text)
{
	/* Zeroed memory: what encode() leaves untouched ends the text. */
	char *out = arena_array(arena, strlen(text) + 1, 3);

	encode(out, text);
	return out;
}

const char *
params_encode(struct arena *arena, struct params params)
{
	size_t size = 1;

	for (size_t i = 0; i < params.n; i++)
		size += 3 * (strlen(params.items[i].name) + strlen(params.items[i].value)) + 2;

	char *out = arena_alloc(arena, size), *p = out;
	for (size_t i = 0; i < params.n; i++) {
		if (i > 0)
			*p++ = '&';
		p = encode(p, params.items[i].name);
		*p++ = '=';
		p = encode(p, params.items[i].value);
	}
	return out;
}

bool
cookie_get(const char *header, const char *name, struct str *ret_value)
{
	struct str rest = str_of(header ? header : ""), item, found = { "", 0 };
	size_t n = 0;

	while (str_split(&rest, ';', &item)) {
		const char *equals = memchr(item.p, '=', item.n);

		if (!equals)
			continue;
		struct str key = str_trim((struct str){ item.p, (size_t)(equals - item.p) });
		if (str_eq(key, str_of(name))) {
			found = str_trim((struct str){ equals + 1,
			    item.n - (size_t)(equals - item.p) - 1 });
			n++;
		}
	}
	/* Twice: one of them may have been planted by a sister site. */
	if (n != 1)
		return false;
	*ret_value = found;
	return true;
}
