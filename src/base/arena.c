#include "base/base.h"

#include <stdalign.h>

/* clang tells of AddressSanitizer by a feature, gcc by a macro. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
/* Never handed out, so that running over the end of one piece is seen. */
#define REDZONE 16
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define REDZONE 0
#endif

#define ALIGN alignof(max_align_t)

/* One page with its view fits in the first chunk, so most requests call no malloc. */
#define CHUNK_SIZE ((size_t)64 * 1024)

/* What lies behind used is zero in every chunk: allocation need not clear. */
struct chunk {
	struct chunk *next;
	size_t size, used;
	alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct chunk *chunks; /* the one in use first */
	size_t limit, total;
};

struct arena *
arena_new(size_t limit)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (!a)
		BUG("out of memory");
	a->limit = limit;
	return a;
}

static void
chunk_free(struct chunk *c)
{
	/* malloc must not find its memory poisoned when it uses it again. */
	UNPOISON(c->data, c->size);
	free(c);
}

void
arena_reset(struct arena *a)
{
	struct chunk *keep = NULL;

	/* Keep one chunk of the usual size: the next request needs it at once. */
	while (a->chunks) {
		struct chunk *c = a->chunks;

		a->chunks = c->next;
		if (!keep && c->size == CHUNK_SIZE)
			keep = c;
		else
			chunk_free(c);
	}

	if (keep) {
		UNPOISON(keep->data, keep->size);
		memset(keep->data, 0, keep->used);
		POISON(keep->data, keep->size);
		keep->used = 0;
		keep->next = NULL;
		a->chunks = keep;
	}
	a->total = 0;
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	while (a->chunks) {
		struct chunk *c = a->chunks;

		a->chunks = c->next;
		chunk_free(c);
	}
	free(a);
}

static struct chunk *
chunk_add(struct arena *a, size_t need)
{
	size_t size = need > CHUNK_SIZE ? need : CHUNK_SIZE;
	struct chunk *c = calloc(1, sizeof(*c) + size);

	if (!c)
		BUG("out of memory");
	c->size = size;
	POISON(c->data, c->size);

	/* A chunk of its own for something big goes second: the first has room left. */
	if (a->chunks && need > CHUNK_SIZE) {
		c->next = a->chunks->next;
		a->chunks->next = c;
	} else {
		c->next = a->chunks;
		a->chunks = c;
	}
	return c;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	size_t need;

	if (size > a->limit || a->total > a->limit - size)
		BUG("arena: %zu bytes on top of %zu, limit %zu", size, a->total, a->limit);
	a->total += size;

	/* Zero bytes get an address of their own too. */
	need = ((size ? size : 1) + ALIGN - 1) / ALIGN * ALIGN + REDZONE;

	struct chunk *c = a->chunks;
	if (!c || c->size - c->used < need)
		c = chunk_add(a, need);

	unsigned char *p = c->data + c->used;
	c->used += need;
	UNPOISON(p, size);
	return p;
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		BUG("arena: %zu pieces of %zu bytes", n, size);
	return arena_alloc(a, bytes);
}

char *
arena_strndup(struct arena *a, const char *text, size_t len)
{
	if (len == SIZE_MAX)
		BUG("arena: text of %zu bytes", len);

	char *copy = arena_alloc(a, len + 1);
	if (len)
		memcpy(copy, text, len);
	return copy;
}

void *
arena_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return items;
	*cap = *cap ? *cap * 2 : 8;
	void *more = arena_array(a, *cap, size);
	if (n > 0)
		memcpy(more, items, n * size);
	return more;
}

char *
arena_strdup(struct arena *a, const char *text)
{
	return arena_strndup(a, text, strlen(text));
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;

	/* gcc with UBSan otherwise warns of a NULL that no caller can give. */
	if (!fmt)
		BUG("no format");
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	if (n < 0)
		BUG("cannot format '%s'", fmt);

	char *text = arena_alloc(a, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, fmt, again);
	va_end(again);
	return text;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	char *text = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return text;
}
