#include "base/base.h"
#include "text/msg.h"
#include "text/msg_table.h"

#include <stdarg.h>

/* The most {names} that one message may have. */
#define FILL_MAX 16

static const struct msg_entry *
entry(enum msg msg)
{
	if ((unsigned)msg >= MSG__MAX)
		BUG("no message %d", (int)msg);
	return &msg_table[msg];
}

const char *
msg_plural(enum msg msg, enum lang lang, int64_t n)
{
	return entry(msg)->text[lang][n == 1 ? 0 : 1];
}

const char *
msg_text(enum msg msg, enum lang lang)
{
	return entry(msg)->text[lang][1];
}

const char *
msg_name(enum msg msg)
{
	return entry(msg)->name;
}

struct pair {
	struct str name, value;
};

/* What is to stand in the place of "{name}" at ${p}, and how long that is in the text. */
static struct str
expand(const char *p, const struct pair *pairs, size_t n, size_t *ret_len)
{
	const char *end = *p == '{' ? strchr(p, '}') : NULL;

	if (end) {
		struct str name = { p + 1, (size_t)(end - p) - 1 };

		for (size_t i = 0; i < n; i++) {
			if (str_eq(name, pairs[i].name)) {
				*ret_len = name.n + 2;
				return pairs[i].value;
			}
		}
	}
	*ret_len = 1;
	return (struct str){ p, 1 };
}

const char *
msg_fill(struct arena *arena, const char *text, ...)
{
	struct pair pairs[FILL_MAX];
	size_t n = 0, len, total = 0;
	const char *name;
	va_list ap;

	va_start(ap, text);
	while ((name = va_arg(ap, const char *)) != NULL) {
		const char *value = va_arg(ap, const char *);

		if (n == FILL_MAX || !value)
			BUG("msg_fill: '%s' in '%s'", name, text);
		pairs[n++] = (struct pair){ str_of(name), str_of(value) };
	}
	va_end(ap);

	/* Once for the length, once to write; a value is never looked into for {names}. */
	for (const char *p = text; *p; p += len)
		total += expand(p, pairs, n, &len).n;

	char *result = arena_alloc(arena, total + 1), *out = result;
	for (const char *p = text; *p; p += len) {
		struct str piece = expand(p, pairs, n, &len);

		memcpy(out, piece.p, piece.n);
		out += piece.n;
	}
	return result;
}
