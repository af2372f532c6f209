#include "text/compound.h"

#include "base/intern.h"

#define WORD_MAX  80		/* letters of a compound; what is longer is none */
#define SHORTEST  3		/* letters of a part */
#define SHORT_WORD 4		/* letters of one that is found only as it is */
#define PART_MIN  5		/* letters of a part beside a piece that is not known */
#define PIECE_MIN 3		/* letters of that piece */
#define PIECE_COST 60

struct compounds {
	struct arena *arena;
	struct stemmers *stemmers;
	struct intern *words, *stems;	/* surface forms; stems, for the last part */
};

/* The best way to read the first letters of a word. */
enum piece { NOTHING, PART, JOINT, UNKNOWN };
struct reading {
	int score;
	enum piece piece;		/* the last piece */
	uint32_t from, value;		/* where it begins */
	bool has_unknown, before;	/* before: of the reading that it goes on from */
};

struct compounds *
compounds_new(struct arena *arena, struct stemmers *stemmers)
{
	struct compounds *c = arena_new_of(arena, struct compounds, 1);

	*c = (struct compounds){ .arena = arena, .stemmers = stemmers,
		.words = intern_new(arena, 8192), .stems = intern_new(arena, 8192) };
	return c;
}

/* The first one stays, but nothing-by-itself gives way. */
static void
put(struct intern *in, struct str word, uint32_t value)
{
	size_t *kept = intern_value(in, intern_put(in, word));

	if (*kept == 0)
		*kept = value;
}

void
compounds_add(struct compounds *c, struct str word, uint32_t value)
{
	if (word.n < SHORTEST)
		return;
	put(c->words, word, value);
	/* The stem of a short word is that of others too: led is not in volledig. */
	if (word.n <= SHORT_WORD)
		return;
	struct str s = stem(c->stemmers, LANG_NL, word, c->arena);
	if (s.n >= SHORTEST)
		put(c->stems, s, value);
}

/*
 * Whether letters ${from} to ${to} are a word of the list; at the end of a compound in any form of it, whose
 * stem is the end of the compound's own ${whole}.
 */
static bool
is_part(const struct compounds *c, struct str word, struct str whole, size_t from, size_t to,
    uint32_t *ret_value)
{
	struct str piece = { word.p + from, to - from };
	uint32_t number;

	if (piece.n < SHORTEST || piece.n == word.n)
		return false;
	number = intern_find(c->words, piece);
	if (number != 0) {
		*ret_value = (uint32_t)intern_get(c->words, number);
		return true;
	}
	if (to != word.n || from + SHORTEST > whole.n)
		return false;
	number = intern_find(c->stems, (struct str){ whole.p + from, whole.n - from });
	*ret_value = (uint32_t)intern_get(c->stems, number);
	return number != 0;
}

static bool
is_joint(struct str word, size_t from, size_t to)
{
	static const char *const joints[] = { "s", "e", "en", "er", "n" };

	for (size_t i = 0; i < countof(joints); i++)
		if (strlen(joints[i]) == to - from && memcmp(word.p + from, joints[i], to - from) == 0)
			return true;
	return false;
}

/* Go on from the reading of ${from} letters to one of ${to}, if that is better than what is known. */
static void
go_on(struct reading *r, size_t from, size_t to, enum piece piece, uint32_t value, int points)
{
	bool unknown = r[from].has_unknown || piece == UNKNOWN;
	struct reading next = { .score = r[from].score + points, .piece = piece,
		.from = (uint32_t)from, .value = value, .has_unknown = unknown,
		.before = r[from].has_unknown };

	if (r[to].piece == NOTHING || next.score > r[to].score)
		r[to] = next;
}

/* Fill ${r}: for each number of letters the best reading of them. */
static void
read_all(const struct compounds *c, struct str word, struct str whole, struct reading *r)
{
	for (size_t from = 0; from < word.n; from++) {
		enum piece last = r[from].piece;

		if (from > 0 && last == NOTHING)
			continue;
		for (size_t to = from + 1; to <= word.n; to++) {
			size_t n = to - from;
			uint32_t value;

			if (is_part(c, word, whole, from, to, &value))
				go_on(r, from, to, PART, value, (int)(n * n) + (value != 0));
			else if (last == PART && n <= 2 && to < word.n && is_joint(word, from, to))
				go_on(r, from, to, JOINT, 0, 0);
			else if (n >= PIECE_MIN && !r[from].has_unknown && n < word.n)
				go_on(r, from, to, UNKNOWN, 0, -PIECE_COST);
		}
	}
}

size_t
compound_split(const struct compounds *c, struct str word, struct str whole,
    struct compound_part parts[static COMPOUND_PARTS_MAX])
{
	struct reading r[WORD_MAX + 1] = { 0 };
	size_t n = 0;

	if (word.n < 2 * SHORTEST || word.n > WORD_MAX)
		return 0;
	read_all(c, word, whole, r);
	if (r[word.n].piece == NOTHING || r[word.n].piece == JOINT)
		return 0;
	for (size_t at = word.n; at > 0 && n < COMPOUND_PARTS_MAX; at = r[at].from) {
		size_t length = at - r[at].from;

		if (r[at].piece == PART && r[at].value != 0 &&
		    (!r[word.n].has_unknown || length >= PART_MIN))
			parts[n++] = (struct compound_part){ r[at].value, r[at].from, (uint32_t)length };
	}
	for (size_t i = 0; i < n / 2; i++) {
		struct compound_part swap = parts[i];

		parts[i] = parts[n - 1 - i];
		parts[n - 1 - i] = swap;
	}
	return n;
}

#define COMPOUND_MIN 8		/* letters of a word that may be one */

size_t
compound_parts(const struct compounds *c, const struct word *w, struct arena *arena,
    struct compound_part parts[static COMPOUND_PARTS_MAX])
{
	if (w->han != 0 || w->n < COMPOUND_MIN || w->n != w->text.n)
		return 0;
	return compound_split(c, w->text, stem(c->stemmers, LANG_NL, w->text, arena), parts);
}

bool
compound_halves(const struct compounds *c, struct str word, struct str ret_halves[static 2])
{
	for (size_t from = word.n - 1; from >= SHORTEST && word.n < WORD_MAX; from--) {
		struct str second = { word.p + from, word.n - from };

		if (second.n < SHORTEST || intern_find(c->words, second) == 0)
			continue;
		for (size_t to = from; to >= SHORTEST && from - to <= 2; to--) {
			struct str first = { word.p, to };

			if (intern_find(c->words, first) == 0 || (to < from && !is_joint(word, to, from)))
				continue;
			ret_halves[0] = first;
			ret_halves[1] = second;
			return true;
		}
	}
	return false;
}
