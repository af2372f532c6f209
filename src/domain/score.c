#include "domain/score.h"

const int score_points[CRITERION__MAX] = {
	[CRITERION_SECTOR] = 30,
	[CRITERION_REGION] = 15,
	[CRITERION_CONCEPTS] = 25,
	[CRITERION_COOPERATION] = 8,
	[CRITERION_MATURITY] = 6,
	[CRITERION_LANGUAGE] = 6,
	[CRITERION_CAPACITY] = 5,
	[CRITERION_DEADLINE] = 5,
};

/* What a nearness is worth.  Both are in order: nearer is never worth less. */
static const struct worth {
	int points;
	enum standing standing;
} sector_worth[] = {
	[SECTOR_EQUAL] = { 30, STANDING_MET },
	[SECTOR_WHOLE] = { 24, STANDING_MET },
	[SECTOR_SIBLING] = { 15, STANDING_PARTLY },
	[SECTOR_APART] = { 0, STANDING_NOT_MET },
}, region_worth[] = {
	[REGION_EQUAL] = { 15, STANDING_MET },
	[REGION_CONTAINS] = { 15, STANDING_MET },
	[REGION_CONTAINED] = { 12, STANDING_MET },
	[REGION_COUNTRY] = { 10, STANDING_MET },
	[REGION_APART] = { 0, STANDING_NOT_MET },
};

#define LANG_BIT(lang) (1U << (lang))

static void
set(struct score *s, enum criterion c, struct worth w)
{
	s->standing[c] = w.standing;
	s->points[c] = w.points;
	s->total += w.points;
	s->known += w.standing != STANDING_UNKNOWN;
	s->met += w.standing == STANDING_MET;
}

static void
set_if(struct score *s, enum criterion c, bool met)
{
	set(s, c, (struct worth){ met ? score_points[c] : 0,
		      met ? STANDING_MET : STANDING_NOT_MET });
}

/* The nearest two sectors; of equally near ones the first of each side. */
static void
score_sectors(const struct taxonomy *t, const struct score_side *a, const struct score_side *b,
    struct score *s)
{
	enum sector_nearness best = SECTOR_APART;

	if (a->n_sectors == 0 || b->n_sectors == 0)
		return;
	for (int i = 0; i < a->n_sectors && best != SECTOR_EQUAL; i++) {
		for (int j = 0; j < b->n_sectors; j++) {
			enum sector_nearness near =
			    sector_nearness(t, a->sectors[i], b->sectors[j]);

			if (near < best) {
				best = near;
				s->sector_a = a->sectors[i];
				s->sector_b = b->sectors[j];
			}
		}
	}
	set(s, CRITERION_SECTOR, sector_worth[best]);
}

static void
score_regions(const struct taxonomy *t, const struct score_side *a, const struct score_side *b,
    struct score *s)
{
	enum region_nearness best = REGION_APART;

	if (a->n_regions == 0 || b->n_regions == 0)
		return;
	for (int i = 0; i < a->n_regions && best != REGION_EQUAL; i++) {
		for (int j = 0; j < b->n_regions; j++) {
			enum region_nearness near =
			    region_nearness(t, a->regions[i], b->regions[j]);

			if (near < best) {
				best = near;
				s->region_a = a->regions[i];
				s->region_b = b->regions[j];
			}
		}
	}
	set(s, CRITERION_REGION, region_worth[best]);
}

/* One level below what is asked is close enough to talk about. */
static void
score_maturity(int level, int least, struct score *s)
{
	if (level == 0 || least == 0)
		return;
	if (level + 1 == least)
		set(s, CRITERION_MATURITY, (struct worth){ 3, STANDING_PARTLY });
	else
		set_if(s, CRITERION_MATURITY, level >= least);
}

void
score_pair(const struct taxonomy *t, const struct score_side *technology,
    const struct score_side *opportunity, struct score *ret_score)
{
	struct score s = { .sector_a = -1, .sector_b = -1, .region_a = -1, .region_b = -1 };

	score_sectors(t, technology, opportunity, &s);
	score_regions(t, technology, opportunity, &s);
	if (technology->cooperation && opportunity->cooperation)
		set_if(&s, CRITERION_COOPERATION,
		    technology->cooperation & opportunity->cooperation);
	score_maturity(technology->trl, opportunity->trl, &s);
	if (technology->languages)
		set_if(&s, CRITERION_LANGUAGE,
		    technology->languages & (LANG_BIT(LANG_EN) | LANG_BIT(LANG_ZH)));
	if (opportunity->has_deadline)
		set_if(&s, CRITERION_DEADLINE, opportunity->open);
	*ret_score = s;
}

bool
score_is_match(const struct score *s)
{
	return s->standing[CRITERION_SECTOR] >= STANDING_PARTLY &&
	    s->standing[CRITERION_REGION] >= STANDING_PARTLY;
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
