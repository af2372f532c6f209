#include "domain/place.h"

/* Nobody has that many: a bound on what a strange file costs, not on what it may hold. */
#define NEAR 200

struct places {
	const struct technology *stored;
	size_t n_stored, n_live;
	struct technology_new *const *rows;
	size_t n_rows;
	bool *claimed;			/* of the stored ones */
	size_t *rank;			/* of the stored ones: how many live ones are before it */
};

/* One way to be the same technology; they are tried one after the other, the surest first. */
struct way {
	bool live;			/* of the stored one */
	bool (*is)(const struct places *, size_t row, size_t stored);
};

static size_t
distance(const struct places *p, size_t row, size_t stored)
{
	return row > p->rank[stored] ? row - p->rank[stored] : p->rank[stored] - row;
}

/* The main sector of "water.sludge" is "water". */
static bool
same_main_sector(const char *a, const char *b)
{
	size_t n = strcspn(a, ".");

	return n == strcspn(b, ".") && memcmp(a, b, n) == 0;
}

/* Where either has no sector nothing speaks against it. */
static bool
related(const struct code_list *a, const struct code_list *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if (same_main_sector(a->items[i], b->items[j]))
				return true;
	return a->n == 0 || b->n == 0;
}

static bool
same_sectors(const struct code_list *a, const struct code_list *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (!streq(a->items[i], b->items[i]))
			return false;
	return a->n == b->n;
}

/* How many bytes of the two are the same at the beginning and at the end. */
static size_t
common(const char *a, size_t an, const char *b, size_t bn)
{
	size_t n = an < bn ? an : bn, head = 0, tail = 0;

	while (head < n && a[head] == b[head])
		head++;
	while (head + tail < n && a[an - 1 - tail] == b[bn - 1 - tail])
		tail++;
	return head + tail;
}

/* How much of the texts is the same, in percent, of the languages that both have. */
static size_t
likeness(const struct texts *a, const struct texts *b)
{
	size_t same = 0, all = 0;

	for (enum lang lang = 0; lang < LANG__MAX; lang++) {
		size_t an = strlen(a->in[lang]), bn = strlen(b->in[lang]);

		if (an == 0 || bn == 0)
			continue;
		same += common(a->in[lang], an, b->in[lang], bn);
		all += an > bn ? an : bn;
	}
	return all == 0 ? 0 : same * 100 / all;
}

static bool
is_same_text(const struct places *p, size_t row, size_t stored)
{
	const struct texts *a = &p->rows[row]->summary, *b = &p->stored[stored].summary;

	for (enum lang lang = 0; lang < LANG__MAX; lang++)
		if (!streq(a->in[lang], b->in[lang]))
			return false;
	return true;
}

static bool
is_same_text_and_sectors(const struct places *p, size_t row, size_t stored)
{
	return is_same_text(p, row, stored) &&
	    same_sectors(&p->rows[row]->sectors, &p->stored[stored].sectors);
}

static bool
is_like(const struct places *p, size_t row, size_t stored, size_t percent)
{
	return distance(p, row, stored) <= NEAR &&
	    related(&p->rows[row]->sectors, &p->stored[stored].sectors) &&
	    likeness(&p->rows[row]->summary, &p->stored[stored].summary) >= percent;
}

/* A translation was added or taken away. */
static bool
is_translated(const struct places *p, size_t row, size_t stored)
{
	return is_like(p, row, stored, 100);
}

static bool
is_touched_up(const struct places *p, size_t row, size_t stored)
{
	return is_like(p, row, stored, 80);
}

static bool
is_edited(const struct places *p, size_t row, size_t stored)
{
	return is_like(p, row, stored, 50);
}

/* Where the file has fewer, places tell nothing: something before it may be gone. */
static bool
is_in_its_place(const struct places *p, size_t row, size_t stored)
{
	return p->n_rows >= p->n_live && distance(p, row, stored) == 0 &&
	    related(&p->rows[row]->sectors, &p->stored[stored].sectors);
}

/* For every row without a position the nearest stored one that it is that ${way}. */
static void
claim(struct places *p, const struct way *way)
{
	for (size_t i = 0; i < p->n_rows; i++) {
		size_t best = p->n_stored;

		if (p->rows[i]->position > 0)
			continue;
		for (size_t j = 0; j < p->n_stored; j++)
			if (!p->claimed[j] && streq(p->stored[j].state, "live") == way->live &&
			    (best == p->n_stored || distance(p, i, j) < distance(p, i, best)) &&
			    way->is(p, i, j))
				best = j;
		if (best == p->n_stored)
			continue;
		p->rows[i]->position = p->stored[best].position;
		p->claimed[best] = true;
	}
}

static const struct way ways[] = {
	{ true, is_same_text_and_sectors },
	{ true, is_same_text },
	{ false, is_same_text_and_sectors },
	{ false, is_same_text },
	{ true, is_translated },
	{ false, is_translated },
	{ true, is_touched_up },
	{ true, is_edited },
	{ true, is_in_its_place },
};

bool *
place_technologies(struct arena *arena, const struct technology *stored, size_t n_stored,
    struct technology_new *const *rows, size_t n_rows)
{
	struct places p = { .stored = stored, .n_stored = n_stored, .rows = rows,
		.n_rows = n_rows, .claimed = arena_new_of(arena, bool, n_stored + 1),
		.rank = arena_new_of(arena, size_t, n_stored + 1) };
	int64_t last = 0;

	for (size_t j = 0; j < n_stored; j++) {
		p.rank[j] = p.n_live;
		p.n_live += streq(stored[j].state, "live");
		if (stored[j].position > last)
			last = stored[j].position;
	}
	for (size_t i = 0; i < n_rows; i++)
		rows[i]->position = 0;
	for (size_t k = 0; k < countof(ways) && n_stored > 0; k++)
		claim(&p, &ways[k]);
	for (size_t i = 0; i < n_rows; i++)
		if (rows[i]->position == 0)
			rows[i]->position = ++last;
	return p.claimed;
}
