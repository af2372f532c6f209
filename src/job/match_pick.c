#include "job/match_pick.h"

/* Best first; the ids make it the same on every run. */
static bool
before(const struct match_side *others, const struct match_pick *a, const struct match_pick *b)
{
	if (a->score != b->score)
		return a->score > b->score;
	if (a->known != b->known)
		return a->known > b->known;
	if (a->met != b->met)
		return a->met > b->met;
	return others->items[a->other].in.id < others->items[b->other].in.id;
}

int
match_pick_insert(struct match_item *item, const struct match_side *others, struct match_pick pick,
    int most, struct match_pick *ret_evicted)
{
	bool full = item->n_picks == most;
	int at = item->n_picks;

	if (full && !before(others, &pick, &item->picks[most - 1]))
		return 0;
	if (full) {
		*ret_evicted = item->picks[--at];
		item->n_picks--;
	}
	while (at > 0 && before(others, &pick, &item->picks[at - 1])) {
		item->picks[at] = item->picks[at - 1];
		at--;
	}
	item->picks[at] = pick;
	item->n_picks++;
	return full ? 2 : 1;
}

int
match_pick_floor(const struct match_item *item, int most)
{
	return item->n_picks < most ? 0 : item->picks[most - 1].score;
}

bool
match_pick_has(const struct match_item *item, uint32_t other)
{
	for (int i = 0; i < item->n_picks; i++)
		if (item->picks[i].other == other)
			return true;
	return false;
}

bool
match_pick_strike(struct match_item *item, uint32_t other)
{
	for (int i = 0; i < item->n_picks; i++) {
		if (item->picks[i].other != other)
			continue;
		memmove(&item->picks[i], &item->picks[i + 1],
		    (size_t)(item->n_picks - i - 1) * sizeof(item->picks[0]));
		item->n_picks--;
		return true;
	}
	return false;
}
