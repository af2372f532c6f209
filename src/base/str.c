#include "base/base.h"

bool
str_int(struct str s, int64_t lo, int64_t hi, int64_t *ret_value)
{
	int64_t value = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c < '0' || c > '9')
			return false;
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, c - '0', &value))
			return false;
	}
	if (value < lo || value > hi)
		return false;
	*ret_value = value;
	return true;
}

bool
str_split(struct str *rest, char separator, struct str *ret_item)
{
	if (rest->n == 0)
		return false;

	const char *end = memchr(rest->p, separator, rest->n);
	if (!end) {
		*ret_item = *rest;
		*rest = (struct str){ rest->p + rest->n, 0 };
		return true;
	}

	size_t n = (size_t)(end - rest->p);
	*ret_item = (struct str){ rest->p, n };
	*rest = (struct str){ end + 1, rest->n - n - 1 };
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str
str_trim(struct str s)
{
	while (s.n && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}
