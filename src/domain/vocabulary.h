#ifndef DOMAIN_VOCABULARY_H
#define DOMAIN_VOCABULARY_H

#include "base/base.h"
#include "domain/taxonomy.h"
#include "text/tagger.h"

/*
 * The cleantech concepts: their names in three languages, the subsectors they belong to, what is near to what,
 * and the tagger that finds them in text.  Built once, constant after.
 */
#define CONCEPT_SECTORS_MAX 4
#define CONCEPT_NEAR_MAX    64		/* near concepts kept of one, the nearest first */
#define CONCEPTS_MAX        60000

/* How near two concepts are, in percent. */
#define NEAR_STEP    60			/* one is broader than the other */
#define NEAR_RELATED 40			/* said to be related */
#define NEAR_TWO     30			/* two steps broader, or two under the same one */

struct concept_near {
	uint16_t concept;
	uint8_t percent;
};
struct concept {
	const char *code;		/* 'membrane-bioreactor' */
	struct texts label;		/* the preferred terms; an imported one may lack some, "" */
	int16_t sectors[CONCEPT_SECTORS_MAX];	/* into the taxonomy, home first; none: of an imported vocabulary */
	uint8_t n_sectors;
	uint8_t weight;			/* 1 to 100: how much it says */
	const struct concept_near *near;
	size_t n_near;
	struct concept_near *near_to;	/* those that have this one among their near ones */
	size_t n_near_to;
};
struct vocabulary {
	struct arena *arena;
	struct concept *concepts;
	size_t n;
	struct tagger *tagger;
	int64_t version;		/* changes with anything in it */
};

enum concept_relation { CONCEPT_BROADER, CONCEPT_RELATED };

struct concept_link {
	uint16_t concept, other;	/* other is broader than, or related to, concept */
	enum concept_relation kind;
};

/**
 * vocabulary_weigh(v, links, n):
 * Fill weight and near of all concepts of ${v}, whose codes, labels and sectors are there already.
 * weight: the information content in the tree, 1 - log(1 + narrower ones) / log(all), squared (Seco, Veale
 * and Hayes, "An intrinsic information content metric", ECAI 2004), less a tenth for every subsector
 * beyond the first, and half of it for one without any, as imported ones may be.  Whole numbers, so every machine agrees.
 */
void vocabulary_weigh(struct vocabulary *, const struct concept_link *, size_t n);

void vocabulary_free(struct vocabulary *);	/* NULL is fine */

/* ---- What a text speaks of ---- */

#define CONCEPT_SET_MAX 256		/* of one side: what comes after counts for nothing */

struct concept_count {
	uint16_t concept;
	uint16_t count;			/* times named */
};
/** concept_times(count): tenths: named twice says more than once, named ten times not ten times as much. */
int concept_times(uint16_t count);

struct concept_set {
	struct concept_count *items;	/* by concept */
	size_t n;
	size_t words;			/* of the texts */
	size_t longest;			/* bytes of the longest words that name one with a sector */
};

/** concepts_add(v, tags, arena, set): add the concepts of a tagged text to ${set}, which lives in ${arena}. */
void concepts_add(const struct vocabulary *, const struct tag_list *tags, struct arena *, struct concept_set *set);

/* ---- How well two texts agree ---- */

#define AGREEMENT_PAIRS 6
struct agreement {
	int percent;			/* 0 to 100 */
	int shared;			/* the most that one concept which both name weighs, 0: none */
	struct concept_pair {
		uint16_t a, b;		/* the same concept, or near ones */
		int part;		/* how much it adds */
	} pairs[AGREEMENT_PAIRS];	/* the largest first, no concept twice */
	int n_pairs;
};

/**
 * concepts_agree(v, scratch, a, b, ret_agreement):
 * Each concept of either side takes the nearest of the other.  Of each side the share of what it says, by weight,
 * that the other one says too; the root of the product of the two shares (a soft Ochiai coefficient),
 * less where all of it is little.  The same if ${a} and ${b} are exchanged.  ${scratch} are ${v->n}
 * zeros, and are so after.
 */
void concepts_agree(const struct vocabulary *, uint16_t *scratch, const struct concept_set *a,
    const struct concept_set *b, struct agreement *ret_agreement);

/**
 * concepts_reach(v, a, reach):
 * For each concept of ${v}, how near in percent the nearest of ${a} is to it.  ${reach} are ${v->n} bytes.
 */
void concepts_reach(const struct vocabulary *, const struct concept_set *a, uint8_t *reach);

/** concepts_within(reach, b): whether any of ${b} is reached: else the two agree in nothing. */
bool concepts_within(const uint8_t *reach, const struct concept_set *b);

/**
 * concepts_agree_at_most(v, a, reach, b, near_b):
 * The percent of concepts_agree() or more, 0 only if that is 0: much cheaper, for one that is compared with many.
 * ${reach} is that of ${a}; ${near_b} has a bit for each concept that is in ${b} or near to one of it.
 */
int concepts_agree_at_most(const struct vocabulary *, const struct concept_set *a, const uint8_t *reach,
    const struct concept_set *b, const uint64_t *near_b);

/** concepts_pairs(v, scratch, a, b, ret_agreement): as concepts_agree(), and fill the pairs. */
void concepts_pairs(const struct vocabulary *, uint16_t *scratch, const struct concept_set *a,
    const struct concept_set *b, struct agreement *ret_agreement);

/* ---- Sectors of a text ---- */

#define SECTOR_GUESSES_MAX   6
#define SECTOR_GUESS_REASONS 4
struct sector_guess {
	int sector;			/* into the taxonomy */
	int points;
	uint16_t concepts[SECTOR_GUESS_REASONS];	/* what led there, the weightiest first */
	int n_concepts;
};

/**
 * sectors_guess(v, t, set, ret_guesses):
 * The subsectors that ${set} speaks of, best first; returns how many.  A concept counts in full for its
 * home and half for the others; one of a whole sector half for its subsectors that are spoken of, and
 * the sector itself is guessed only if none is.  Concepts without a sector count for nothing.  One concept alone, named
 * once by a short word, in a long text is chance.  Each needs a third of the points of the best, and the best more than
 * one light concept.
 */
size_t sectors_guess(const struct vocabulary *, const struct taxonomy *,
    const struct concept_set *, struct sector_guess ret_guesses[static SECTOR_GUESSES_MAX]);

#endif
