#include "base/base.h"
#include "base/hash.h"
#include "base/intern.h"

struct slot {
	const char *p;
	uint32_t n, hash, number;	/* number 0: free */
};
struct intern {
	struct arena *arena;
	struct slot *slots;
	size_t size;			/* a power of two, at least twice the count */
	uint32_t count;
	size_t *values;			/* by number, where one was asked for */
	size_t n_values;
};

static uint32_t
hash_of(struct str s)
{
	uint64_t h = hash_bytes(HASH_START, s.p, s.n);

	return (uint32_t)(h ^ h >> 32);
}

/* The slot that holds ${s}, or the free one where it belongs. */
static struct slot *
find(const struct intern *in, struct str s, uint32_t hash)
{
	for (size_t i = hash & (in->size - 1);; i = (i + 1) & (in->size - 1)) {
		struct slot *slot = &in->slots[i];

		if (slot->number == 0 || (slot->hash == hash && slot->n == s.n &&
		    (s.n == 0 || memcmp(slot->p, s.p, s.n) == 0)))
			return slot;
	}
}

static void
grow(struct intern *in)
{
	struct slot *old = in->slots;
	size_t n = in->size;

	in->size *= 2;
	in->slots = arena_new_of(in->arena, struct slot, in->size);
	for (size_t i = 0; i < n; i++)
		if (old[i].number != 0)
			*find(in, (struct str){ old[i].p, old[i].n }, old[i].hash) = old[i];
}

struct intern *
intern_new(struct arena *arena, size_t expected)
{
	struct intern *in = arena_new_of(arena, struct intern, 1);

	*in = (struct intern){ .arena = arena, .size = 16 };
	while (in->size < 2 * expected)
		in->size *= 2;
	in->slots = arena_new_of(arena, struct slot, in->size);
	return in;
}

uint32_t
intern_put(struct intern *in, struct str s)
{
	uint32_t hash = hash_of(s);
	struct slot *slot = find(in, s, hash);

	if (slot->number != 0)
		return slot->number;
	*slot = (struct slot){ arena_strndup(in->arena, s.p, s.n), (uint32_t)s.n, hash, ++in->count };
	uint32_t number = slot->number;
	if (2 * (size_t)in->count > in->size)
		grow(in);
	return number;
}

uint32_t
intern_find(const struct intern *in, struct str s)
{
	return find(in, s, hash_of(s))->number;
}

uint32_t
intern_count(const struct intern *in)
{
	return in->count;
}

size_t *
intern_value(struct intern *in, uint32_t number)
{
	if (number >= in->n_values) {
		size_t n = 2 * ((size_t)in->count + 8);
		size_t *more = arena_new_of(in->arena, size_t, n);

		if (in->n_values > 0)
			memcpy(more, in->values, in->n_values * sizeof(*more));
		in->values = more;
		in->n_values = n;
	}
	return &in->values[number];
}

size_t
intern_get(const struct intern *in, uint32_t number)
{
	return number < in->n_values ? in->values[number] : 0;
}
