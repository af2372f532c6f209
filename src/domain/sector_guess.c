#include <stdlib.h>

#include "domain/vocabulary.h"

#define LEAST 45		/* points of the best guess */
#define BROAD 70		/* points of a concept that has no weight */
#define LONG_TEXT 26		/* words of a text in which one concept alone may be chance */
#define LONG_WORD 9		/* bytes of words that nobody writes by chance: three Chinese characters, or nine letters */

struct tally {
	struct sector_guess guess;
	int parts[SECTOR_GUESS_REASONS];	/* of guess.concepts */
};

/* Remember ${concept} as a reason if it weighs more than one of those there. */
static void
add_reason(struct tally *t, uint16_t concept, int part)
{
	int i = t->guess.n_concepts;

	if (i == SECTOR_GUESS_REASONS && part <= t->parts[i - 1])
		return;
	if (i < SECTOR_GUESS_REASONS)
		t->guess.n_concepts++;
	else
		i--;
	for (; i > 0 && t->parts[i - 1] < part; i--) {
		t->guess.concepts[i] = t->guess.concepts[i - 1];
		t->parts[i] = t->parts[i - 1];
	}
	t->guess.concepts[i] = concept;
	t->parts[i] = part;
}

static int
by_points(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;

	if (x->guess.points != y->guess.points)
		return x->guess.points > y->guess.points ? -1 : 1;
	return x->guess.sector - y->guess.sector;
}

/* What is said of a whole sector speaks for those of its subsectors that something speaks for already. */
static void
share_tops(const struct taxonomy *t, struct tally *tallies)
{
	for (size_t i = 0; i < t->n_sectors; i++) {
		const struct tally *top = t->sectors[i].parent < 0 ? NULL : &tallies[t->sectors[i].parent];

		if (top && tallies[i].guess.points > 0)
			tallies[i].guess.points += top->guess.points / 2;
	}
	for (size_t i = 0; i < t->n_sectors; i++) {
		int top = t->sectors[i].parent;

		if (top >= 0 && tallies[i].guess.points > 0)
			tallies[top].guess.points = 0;
	}
}

size_t
sectors_guess(const struct vocabulary *v, const struct taxonomy *t, const struct concept_set *set,
    struct sector_guess ret_guesses[static SECTOR_GUESSES_MAX])
{
	struct tally tallies[TAXONOMY_MAX] = { 0 };
	size_t n = 0, telling = 0, times_named = 0;

	for (size_t i = 0; i < t->n_sectors; i++)
		tallies[i].guess.sector = (int)i;
	for (size_t i = 0; i < set->n; i++) {
		const struct concept *c = &v->concepts[set->items[i].concept];

		if (c->n_sectors > 0) {
			telling++;
			times_named += set->items[i].count;
		}
		for (int k = 0; k < c->n_sectors; k++) {
			/* A broad concept says little of what is done, but as much of where it belongs. */
			int part = (BROAD + c->weight / 3) * concept_times(set->items[i].count) / (k == 0 ? 10 : 20);

			tallies[c->sectors[k]].guess.points += part;
			add_reason(&tallies[c->sectors[k]], set->items[i].concept, part);
		}
	}
	if (telling == 1 && times_named == 1 && set->words >= LONG_TEXT &&
	    set->longest < LONG_WORD)
		return 0;
	share_tops(t, tallies);
	qsort(tallies, t->n_sectors, sizeof(*tallies), by_points);
	if (t->n_sectors == 0 || tallies[0].guess.points < LEAST)
		return 0;
	while (n < SECTOR_GUESSES_MAX && n < t->n_sectors &&
	    3 * tallies[n].guess.points >= tallies[0].guess.points) {
		ret_guesses[n] = tallies[n].guess;
		n++;
	}
	return n;
}
