#include "base/heap.h"

#include <stdlib.h>

#include "base/base.h"

static void *
checked(void *p)
{
	if (!p)
		BUG("out of memory");
	return p;
}

void *
heap_zeros(size_t n, size_t size)
{
	return checked(calloc(n > 0 ? n : 1, size));
}

void *
heap_copy(const void *p, size_t n, size_t size)
{
	void *copy = heap_zeros(n, size);

	if (n > 0)
		memcpy(copy, p, n * size);
	return copy;
}

void *
heap_grow(void *items, size_t n, size_t *cap, size_t size)
{
	size_t more;

	if (n < *cap)
		return items;
	*cap += *cap / 2 + 16;
	if (__builtin_mul_overflow(*cap, size, &more))
		BUG("%zu items of %zu bytes", *cap, size);
	return checked(realloc(items, more));
}
