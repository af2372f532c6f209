#include "app/problem.h"

#include <inttypes.h>

#include "base/utf8.h"

const char *
problems_quote(const struct problems *p, const char *value)
{
	return arena_printf(p->arena, "\"%s\"", utf8_shown(p->arena, str_of(value), QUOTE_MAX));
}

void
problems_add(struct problems *p, int64_t line, const char *column, size_t number,
    const char *fmt, ...)
{
	va_list ap;

	p->total++;
	if (p->n == PROBLEMS_MAX)
		return;
	va_start(ap, fmt);
	const char *what = arena_vprintf(p->arena, fmt, ap);
	va_end(ap);

	const char *at = line > 0 ? arena_printf(p->arena, "%" PRId64 ":", line) : "";
	const char *in = column ? arena_printf(p->arena, "%s:", column) : "";
	const char *place = number > 0 ? arena_printf(p->arena, " (column %zu)", number) : "";
	const char *whole = arena_printf(p->arena, "%s:%s%s %s%s", p->file, at, in, what, place);
	p->items[p->n++] = utf8_shown(p->arena, str_of(whole), SIZE_MAX);
}

void
problems_print(const struct problems *p, FILE *out)
{
	for (size_t i = 0; i < p->n; i++)
		fprintf(out, "%s\n", p->items[i]);
	if (p->total > p->n)
		fprintf(out, "%s: %zu more errors are not shown\n", p->file, p->total - p->n);
}
