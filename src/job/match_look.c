#include "job/match_look.h"

#include "job/match_pick.h"

static void
evicted(struct matching *m, enum match_subject subject, uint32_t from, uint32_t which)
{
	m->evicted = arena_grow(m->lists, m->evicted, m->n_evicted, &m->cap_evicted, sizeof(*m->evicted));
	m->evicted[m->n_evicted++] = (struct evicted){ subject, from, which };
}

/*
 * The score of a pair that fits, and that may be among the best of either: what its texts have in common costs
 * most to find, and most pairs are out of the question without it.  ${reach} may be NULL.
 */
static bool
score_if_good(struct matching *m, const struct match_item *technology, const struct match_item *opportunity,
    const uint8_t *reach, int floor, struct score *ret_score)
{
	const struct scorer *scorer = &m->memory->scorer;
	const struct score_rules *rules = &m->memory->rules;
	const struct score_side *t = &technology->in.side, *o = &opportunity->in.side;
	bool speak = reach && t->concepts.n > 0 && o->concepts.n > 0;
	int most = 100;

	/* Most of all: neither their sectors meet nor their texts. */
	if (speak && !concepts_within(reach, &o->concepts) && !score_sectors_meet(scorer, t, o))
		return false;
	score_facts(scorer, t, o, ret_score);
	if (ret_score->total + score_agreement(rules, most) < floor)
		return false;
	if (speak)
		most = concepts_agree_at_most(scorer->vocabulary, &t->concepts, reach, &o->concepts,
		    opportunity->concepts);
	if (ret_score->total + score_agreement(rules, most) < floor)
		return false;
	score_texts(scorer, t, o, ret_score);
	m->counts.scored++;
	return score_is_match(rules, ret_score);
}

void
match_look_changed(struct matching *m, enum match_subject subject, uint32_t place)
{
	struct match_side *own = matching_side(m, subject);

	own->keys[place].floor = (uint8_t)match_pick_floor(&own->items[place], m->memory->rules.value[RULE_SUGGESTIONS]);
}

void
match_look_forget(struct matching *m, enum match_subject subject, uint32_t place)
{
	matching_side(m, subject)->items[place].n_picks = 0;
	match_look_changed(m, subject, place);
}

/* The most points of a pair whose sectors have nothing to do with each other. */
static int
most_apart(const struct score_rules *rules)
{
	int points = 0;

	for (enum criterion c = 0; c < CRITERION__MAX; c++)
		points += c == CRITERION_SECTOR ? 0 : score_most(rules, c);
	return points;
}

/* If the pair fits, offer it to ${self} and, with ${both}, to the other one too. */
static void
look_at(struct matching *m, enum match_subject subject, uint32_t self, uint32_t other, bool both)
{
	struct match_side *own = matching_side(m, subject), *others = matching_side(m, 1 - subject);
	bool technology = subject == MATCH_TECHNOLOGY;
	int most = m->memory->rules.value[RULE_SUGGESTIONS];
	int floor = own->keys[self].floor;
	const uint8_t *reach = technology ? m->memory->reach : NULL;
	struct match_pick out;
	struct score s;

	if (both && others->keys[other].floor < floor)
		floor = others->keys[other].floor;
	m->counts.pairs++;
	if (!score_if_good(m, technology ? &own->items[self] : &others->items[other],
	    technology ? &others->items[other] : &own->items[self], reach, floor, &s))
		return;
	struct match_pick pick = { other, (uint8_t)s.total, (uint8_t)s.known, (uint8_t)s.met };

	if (match_pick_insert(&own->items[self], others, pick, most, &out) != 0)
		match_look_changed(m, subject, self);
	pick.other = self;
	int in = both ? match_pick_insert(&others->items[other], own, pick, most, &out) : 0;
	if (in != 0)
		match_look_changed(m, 1 - subject, other);
	if (in == 2)
		evicted(m, 1 - subject, other, out.other);
}

/* Look at those of ${places} that share a region with ${self} and were not looked at before. */
static void
look_at_places(struct matching *m, enum match_subject subject, uint32_t self,
    const struct match_places *places, uint32_t stamp, bool both)
{
	const struct match_side *others = matching_side(m, 1 - subject);
	const struct match_key *own = &matching_side(m, subject)->keys[self];
	const struct match_set regions = own->regions;
	const uint64_t tops = own->tops;
	const int apart = most_apart(&m->memory->rules);

	for (size_t i = 0; i < places->n; i++) {
		uint32_t place = places->items[i];
		struct match_key *key = &others->keys[place];

		if (key->seen == stamp)
			continue;
		key->seen = stamp;
		if (!match_sets_meet(&regions, &key->regions))
			continue;
		if (!(tops & key->tops) && apart < own->floor && (!both || apart < key->floor))
			continue;
		/* Where both have changed, the other one has looked at this one already. */
		if (both && others->items[place].changed && others->items[place].looked)
			continue;
		look_at(m, subject, self, place, both);
	}
}

void
match_look(struct matching *m, enum match_subject subject, uint32_t self, bool both)
{
	const struct match_side *others = matching_side(m, 1 - subject);
	struct match_item *item = &matching_side(m, subject)->items[self];
	const struct score_side *side = &item->in.side;
	uint32_t stamp = ++m->memory->stamp;

	if (!item->in.live)
		return;
	if (subject == MATCH_TECHNOLOGY)
		concepts_reach(m->memory->vocabulary, &side->concepts, m->memory->reach);
	for (int k = 0; k < side->n_sectors; k++)
		look_at_places(m, subject, self,
		    &others->by_sector[sector_top(m->memory->taxonomy, side->sectors[k])], stamp, both);
	for (size_t k = 0; k < side->concepts.n; k++)
		look_at_places(m, subject, self,
		    &others->by_concept[side->concepts.items[k].concept], stamp, both);
	item->looked = true;
}
