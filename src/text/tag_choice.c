#include "text/tag_choice.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#define FIELDS 16

void
candidates_add(struct candidates *c, struct arena *arena, const struct candidate *item)
{
	c->items = arena_grow(arena, c->items, c->n, &c->cap, sizeof(*c->items));
	c->items[c->n++] = *item;
}

/* Which bytes of ${text} are borders of words; NULL if no candidate needs to know. */
static bool *
borders_of(const struct candidates *c, const char *text, struct arena *arena)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t n = strlen(text);
	bool needed = false;

	for (size_t i = 0; i < c->n; i++)
		needed |= c->items[i].only_han;
	if (!needed)
		return NULL;
	bool *border = arena_new_of(arena, bool, n + 1);
	UText *u = utext_openUTF8(NULL, text, (int64_t)n, &status);
	UBreakIterator *words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);

	ubrk_setUText(words, u, &status);
	if (U_FAILURE(status))
		BUG("ICU: word borders: %s", u_errorName(status));
	for (int32_t at = ubrk_first(words); at != UBRK_DONE; at = ubrk_next(words))
		border[at] = true;
	ubrk_close(words);
	utext_close(u);
	return border;
}

/* Note what agrees with the borders, and drop what lies across two of them. */
static void
align(struct candidates *c, const bool *border)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->n; i++) {
		struct candidate *k = &c->items[i];

		k->aligned = true;
		if (border && k->only_han) {
			k->aligned = border[k->begin] && border[k->end];
			if (k->letters == 2 && !border[k->begin] && !border[k->end])
				continue;
		}
		c->items[kept++] = *k;
	}
	c->n = kept;
}

static int
compare(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->letters != y->letters)
		return x->letters > y->letters ? -1 : 1;
	if (x->aligned != y->aligned)
		return x->aligned ? -1 : 1;
	/* A term of just the words that say nothing is one. */
	if ((x->concept == TAG_NOTHING) != (y->concept == TAG_NOTHING))
		return y->concept == TAG_NOTHING ? -1 : 1;
	if (x->support != y->support)
		return x->support > y->support ? -1 : 1;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	return (x->concept > y->concept) - (x->concept < y->concept);
}

static int
by_place(const void *a, const void *b)
{
	const struct tag *x = a, *y = b;

	return (x->begin > y->begin) - (x->begin < y->begin);
}

/* The first of those that overlap, in the order of compare(); with ${certain} none that is ambiguous. */
static size_t
take(struct candidates *c, bool certain, size_t length, struct arena *arena, struct tag *out,
    uint32_t count[static FIELDS])
{
	bool *taken = arena_new_of(arena, bool, length + 1);
	size_t n = 0;

	if (c->n > 0)
		qsort(c->items, c->n, sizeof(*c->items), compare);
	for (size_t i = 0; i < c->n; i++) {
		const struct candidate *k = &c->items[i];
		bool free = true;

		if (certain && k->ambiguous)
			continue;
		for (uint32_t at = k->begin; at < k->end && free; at++)
			free = !taken[at];
		if (!free)
			continue;
		memset(taken + k->begin, true, k->end - k->begin);
		out[n++] = (struct tag){ k->concept, k->begin, k->end };
		for (unsigned f = 0; f < FIELDS; f++)
			count[f] += ((unsigned)k->fields >> f) & 1U;
	}
	return n;
}

/* What of the certain ones speaks for each; an ambiguous one without any is out. */
static void
weigh(struct candidates *c, const uint32_t count[static FIELDS])
{
	size_t kept = 0;

	for (size_t i = 0; i < c->n; i++) {
		struct candidate *k = &c->items[i];
		uint32_t support = 0;

		for (unsigned f = 0; f < FIELDS; f++)
			if (((unsigned)k->fields >> f) & 1U && count[f] > support)
				support = count[f];
		k->support = (uint16_t)(support < UINT16_MAX ? support : UINT16_MAX);
		if (!k->ambiguous || support > 0)
			c->items[kept++] = *k;
	}
	c->n = kept;
}

void
candidates_choose(struct candidates *c, const char *text, struct arena *arena,
    struct tag_list *ret_list)
{
	struct tag *tags = arena_new_of(arena, struct tag, c->n);
	uint32_t count[FIELDS] = { 0 }, unused[FIELDS] = { 0 };
	size_t length = strlen(text);

	align(c, borders_of(c, text, arena));
	take(c, true, length, arena, tags, count);
	weigh(c, count);
	size_t taken = take(c, false, length, arena, tags, unused), n = 0;

	for (size_t i = 0; i < taken; i++)
		if (tags[i].concept != TAG_NOTHING)
			tags[n++] = tags[i];
	if (n > 0)
		qsort(tags, n, sizeof(*tags), by_place);
	*ret_list = (struct tag_list){ .items = tags, .n = n };
}
