#include "domain/score.h"

static const char *const rule_names[RULE__MAX] = {
	[RULE_VERSION] = "version",
	[RULE_SECTOR_EQUAL] = "sector_equal",
	[RULE_SECTOR_WHOLE] = "sector_whole",
	[RULE_SECTOR_SIBLING] = "sector_sibling",
	[RULE_REGION_EQUAL] = "region_equal",
	[RULE_REGION_CONTAINS] = "region_contains",
	[RULE_REGION_CONTAINED] = "region_contained",
	[RULE_REGION_COUNTRY] = "region_country",
	[RULE_CONCEPTS] = "concepts",
	[RULE_CONCEPTS_FULL] = "concepts_full",
	[RULE_CONCEPTS_MET] = "concepts_met",
	[RULE_CONCEPTS_SHARED] = "concepts_shared",
	[RULE_COOPERATION] = "cooperation",
	[RULE_MATURITY] = "maturity",
	[RULE_MATURITY_BELOW] = "maturity_below",
	[RULE_LANGUAGE] = "language",
	[RULE_CAPACITY] = "capacity",
	[RULE_DEADLINE] = "deadline",
	[RULE_SUGGESTIONS] = "suggestions",
};

const char *
score_rule_name(enum score_rule rule)
{
	return rule_names[rule];
}

/* What gives the most points of each criterion. */
static const enum score_rule most[CRITERION__MAX] = {
	[CRITERION_SECTOR] = RULE_SECTOR_EQUAL,
	[CRITERION_REGION] = RULE_REGION_EQUAL,
	[CRITERION_CONCEPTS] = RULE_CONCEPTS,
	[CRITERION_COOPERATION] = RULE_COOPERATION,
	[CRITERION_MATURITY] = RULE_MATURITY,
	[CRITERION_LANGUAGE] = RULE_LANGUAGE,
	[CRITERION_CAPACITY] = RULE_CAPACITY,
	[CRITERION_DEADLINE] = RULE_DEADLINE,
};

int
score_most(const struct score_rules *rules, enum criterion c)
{
	return rules->value[most[c]];
}

/* What a nearness is worth.  Both are in order: nearer is never worth less. */
static const struct worth {
	enum score_rule rule;		/* RULE__MAX: nothing */
	enum standing standing;
} sector_worth[] = {
	[SECTOR_EQUAL] = { RULE_SECTOR_EQUAL, STANDING_MET },
	[SECTOR_WHOLE] = { RULE_SECTOR_WHOLE, STANDING_MET },
	[SECTOR_SIBLING] = { RULE_SECTOR_SIBLING, STANDING_PARTLY },
	[SECTOR_APART] = { RULE__MAX, STANDING_NOT_MET },
}, region_worth[] = {
	[REGION_EQUAL] = { RULE_REGION_EQUAL, STANDING_MET },
	[REGION_CONTAINS] = { RULE_REGION_CONTAINS, STANDING_MET },
	[REGION_CONTAINED] = { RULE_REGION_CONTAINED, STANDING_MET },
	[REGION_COUNTRY] = { RULE_REGION_COUNTRY, STANDING_MET },
	[REGION_APART] = { RULE__MAX, STANDING_NOT_MET },
};

#define LANG_BIT(lang) (1U << (lang))

static void
set(struct score *s, enum criterion c, int points, enum standing standing)
{
	s->standing[c] = standing;
	s->points[c] = points;
	s->total += points;
	s->known += standing != STANDING_UNKNOWN;
	s->met += standing == STANDING_MET;
}

static void
set_worth(struct score *s, const struct score_rules *rules, enum criterion c, struct worth w)
{
	set(s, c, w.rule == RULE__MAX ? 0 : rules->value[w.rule], w.standing);
}

static void
set_if(struct score *s, const struct score_rules *rules, enum criterion c, bool met)
{
	set(s, c, met ? score_most(rules, c) : 0, met ? STANDING_MET : STANDING_NOT_MET);
}

/* The nearest two sectors; of equally near ones the first of each side. */
static void
score_sectors(const struct scorer *x, const struct score_side *a, const struct score_side *b,
    struct score *s)
{
	enum sector_nearness best = SECTOR_APART;

	if (a->n_sectors == 0 || b->n_sectors == 0)
		return;
	for (int i = 0; i < a->n_sectors && best != SECTOR_EQUAL; i++) {
		for (int j = 0; j < b->n_sectors; j++) {
			enum sector_nearness near =
			    sector_nearness(x->taxonomy, a->sectors[i], b->sectors[j]);

			if (near < best) {
				best = near;
				s->sector_a = a->sectors[i];
				s->sector_b = b->sectors[j];
			}
		}
	}
	set_worth(s, x->rules, CRITERION_SECTOR, sector_worth[best]);
}

bool
score_sectors_meet(const struct scorer *x, const struct score_side *a, const struct score_side *b)
{
	for (int i = 0; i < a->n_sectors; i++)
		for (int j = 0; j < b->n_sectors; j++)
			if (sector_worth[sector_nearness(x->taxonomy, a->sectors[i], b->sectors[j])].standing ==
			    STANDING_MET)
				return true;
	return false;
}

static void
score_regions(const struct scorer *x, const struct score_side *a, const struct score_side *b,
    struct score *s)
{
	enum region_nearness best = REGION_APART;

	if (a->n_regions == 0 || b->n_regions == 0)
		return;
	for (int i = 0; i < a->n_regions && best != REGION_EQUAL; i++) {
		for (int j = 0; j < b->n_regions; j++) {
			enum region_nearness near =
			    region_nearness(x->taxonomy, a->regions[i], b->regions[j]);

			if (near < best) {
				best = near;
				s->region_a = a->regions[i];
				s->region_b = b->regions[j];
			}
		}
	}
	set_worth(s, x->rules, CRITERION_REGION, region_worth[best]);
}

int
score_agreement(const struct score_rules *rules, int percent)
{
	int full = rules->value[RULE_CONCEPTS_FULL];

	return rules->value[RULE_CONCEPTS] * (percent < full ? percent : full) / full;
}

void
score_texts(const struct scorer *x, const struct score_side *a, const struct score_side *b,
    struct score *s)
{
	const int *value = x->rules->value;
	struct agreement g;

	if (!x->vocabulary || a->concepts.n == 0 || b->concepts.n == 0)
		return;
	concepts_agree(x->vocabulary, x->scratch, &a->concepts, &b->concepts, &g);
	s->agreement = g.percent;
	s->shared = g.shared;
	set(s, CRITERION_CONCEPTS, score_agreement(x->rules, g.percent),
	    g.percent >= value[RULE_CONCEPTS_MET] ? STANDING_MET :
	    g.percent > 0			    ? STANDING_PARTLY :
						      STANDING_NOT_MET);
}

/* One level below what is asked is close enough to talk about. */
static void
score_maturity(const struct score_rules *rules, int level, int least, struct score *s)
{
	if (level == 0 || least == 0)
		return;
	if (level + 1 == least)
		set(s, CRITERION_MATURITY, rules->value[RULE_MATURITY_BELOW], STANDING_PARTLY);
	else
		set_if(s, rules, CRITERION_MATURITY, level >= least);
}

void
score_facts(const struct scorer *x, const struct score_side *technology,
    const struct score_side *opportunity, struct score *s)
{
	*s = (struct score){ .rules = x->rules->value[RULE_VERSION], .sector_a = -1, .sector_b = -1,
		.region_a = -1, .region_b = -1 };
	score_sectors(x, technology, opportunity, s);
	score_regions(x, technology, opportunity, s);
	if (technology->cooperation && opportunity->cooperation)
		set_if(s, x->rules, CRITERION_COOPERATION,
		    technology->cooperation & opportunity->cooperation);
	score_maturity(x->rules, technology->trl, opportunity->trl, s);
	if (technology->languages)
		set_if(s, x->rules, CRITERION_LANGUAGE,
		    technology->languages & (LANG_BIT(LANG_EN) | LANG_BIT(LANG_ZH)));
	if (opportunity->has_deadline)
		set_if(s, x->rules, CRITERION_DEADLINE, opportunity->open);
}

void
score_pair(const struct scorer *x, const struct score_side *technology,
    const struct score_side *opportunity, struct score *ret_score)
{
	score_facts(x, technology, opportunity, ret_score);
	score_texts(x, technology, opportunity, ret_score);
}

bool
standings_fit(const enum standing standings[static CRITERION__MAX])
{
	enum standing concepts = standings[CRITERION_CONCEPTS];

	switch (standings[CRITERION_SECTOR]) {
	case STANDING_MET:
		return true;
	case STANDING_PARTLY:
		return concepts != STANDING_NOT_MET;
	case STANDING_NOT_MET:
	case STANDING_UNKNOWN:
		return concepts == STANDING_MET;
	}
	return false;
}

bool
score_is_match(const struct score_rules *rules, const struct score *s)
{
	return standings_fit(s->standing) && s->standing[CRITERION_REGION] >= STANDING_PARTLY &&
	    (s->standing[CRITERION_SECTOR] >= STANDING_PARTLY ||
		s->shared >= rules->value[RULE_CONCEPTS_SHARED]);
}

/* The letter of each standing in match.criteria, and its name in exports. */
static const char letters[] = {
	[STANDING_UNKNOWN] = 'u',
	[STANDING_NOT_MET] = 'n',
	[STANDING_PARTLY] = 'p',
	[STANDING_MET] = 'm',
};
static const char *const codes[] = {
	[STANDING_UNKNOWN] = "unknown",
	[STANDING_NOT_MET] = "not_met",
	[STANDING_PARTLY] = "partly",
	[STANDING_MET] = "met",
};

void
score_criteria(const struct score *s, char out[static CRITERION__MAX + 1])
{
	for (int c = 0; c < CRITERION__MAX; c++)
		out[c] = letters[s->standing[c]];
	out[CRITERION__MAX] = '\0';
}

void
score_standings(const char *criteria, enum standing out[static CRITERION__MAX])
{
	/* A row written by rules with fewer criteria is read as far as it goes. */
	for (int c = 0; c < CRITERION__MAX; c++) {
		out[c] = STANDING_UNKNOWN;
		for (enum standing st = STANDING_UNKNOWN; st <= STANDING_MET; st++)
			if (*criteria == letters[st])
				out[c] = st;
		if (*criteria != '\0')
			criteria++;
	}
}

const char *
standing_code(enum standing s)
{
	if ((unsigned)s >= countof(codes))
		BUG("no standing %d", (int)s);
	return codes[s];
}
