#include "base/base.h"
#include "base/buf.h"

#include <stdarg.h>

/* What p points to while nothing was added: readable, never written, never freed. */
static char nothing[1];

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .p = nothing, .max = max };
}

void
buf_done(struct buf *b)
{
	if (b->cap)
		free(b->p);
	buf_init(b, b->max);
}

void
buf_clear(struct buf *b)
{
	buf_cut(b, 0);
}

void
buf_cut(struct buf *b, size_t n)
{
	if (n > b->n)
		BUG("%zu bytes of %zu", n, b->n);
	b->n = n;
	b->over = false;
	if (b->cap)
		b->p[n] = '\0';
}

/* Make room for ${len} more bytes and the NUL; false if the limit forbids it. */
static bool
make_room(struct buf *b, size_t len)
{
	if (b->over || len > b->max - b->n) {
		b->over = true;
		return false;
	}

	size_t need = b->n + len + 1;
	if (need <= b->cap)
		return true;

	/* Doubling keeps the copies few. */
	size_t cap = b->cap ? b->cap : 256;
	while (cap < need)
		cap = cap > SIZE_MAX / 2 ? need : cap * 2;

	char *p = realloc(b->cap ? b->p : NULL, cap);
	if (!p)
		BUG("out of memory");
	b->p = p;
	b->cap = cap;
	return true;
}

void
buf_add(struct buf *b, const char *bytes, size_t len)
{
	if (!make_room(b, len))
		return;
	if (len)
		memcpy(b->p + b->n, bytes, len);
	b->n += len;
	b->p[b->n] = '\0';
}

void
buf_puts(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void
buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	int len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		BUG("cannot format '%s'", fmt);
	if (!make_room(b, (size_t)len))
		return;

	va_start(ap, fmt);
	vsnprintf(b->p + b->n, (size_t)len + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)len;
}
