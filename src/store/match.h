#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include "base/base.h"
#include "base/clock.h"
#include "domain/match.h"
#include "domain/scope.h"
#include "domain/score.h"
#include "domain/taxonomy.h"

struct db;

/* ---- What is to be scored again ---- */

enum match_subject { MATCH_TECHNOLOGY, MATCH_OPPORTUNITY };

struct match_todo {
	enum match_subject subject;
	int64_t id;			/* of the technology or opportunity, which may be gone */
	int64_t since;
};
struct match_todo_list {
	struct match_todo *items;
	size_t n;
};

/** match_todo_add(db, subject, id, now): the store's other files call it with their changes. */
enum err match_todo_add(struct db *, enum match_subject, int64_t id, int64_t now) NODISCARD;

/** match_todo_add_company(db, company, now): its technologies that are live or have matches. */
enum err match_todo_add_company(struct db *, company_id, int64_t now) NODISCARD;

/** match_todo_next(db, max, arena, ret_list): the oldest ${max}; an empty list: nothing to do. */
enum err match_todo_next(struct db *, size_t max, struct arena *,
    struct match_todo_list *ret_list) NODISCARD;

/**
 * match_todo_done(db, todo):
 * Take ${todo} off the list, unless it was put there again since it was read: then it
 * stays, and comes once more.
 */
enum err match_todo_done(struct db *, const struct match_todo *) NODISCARD;

/* ---- Scoring ---- */

struct match_input {
	int64_t id;			/* of the technology or opportunity */
	const char *ref;		/* of the company or opportunity */
	bool live;			/* takes part: else it is here for the matches that are kept */
	struct score_side side;
};
struct match_inputs {
	struct match_input *technologies, *opportunities;	/* by id */
	size_t n_technologies, n_opportunities;
};

/**
 * match_inputs(db, t, today, arena, ret_inputs):
 * What takes part in matching as of ${today}: live technologies of submitted and verified
 * companies, and published opportunities whose deadline has not passed.  Also, not live, the
 * others that still have matches: those that somebody touched are kept, and scored again.
 * About 100 bytes each.
 */
enum err match_inputs(struct db *, const struct taxonomy *, day today, struct arena *,
    struct match_inputs *ret_inputs) NODISCARD;

/**
 * match_input_one(db, t, subject, id, today, arena, ret_input):
 * One technology or opportunity, whether it takes part or not.  ERR_NOT_FOUND if it is gone.
 */
enum err match_input_one(struct db *, const struct taxonomy *, enum match_subject, int64_t id,
    day today, struct arena *, struct match_input *ret_input) NODISCARD;

/* A match as the job compares it. */
struct match_pair {
	match_id id;
	technology_id technology;
	opportunity_id opportunity;
	int64_t score;
};
struct match_pair_list {
	struct match_pair *items;
	size_t n;
};

/** match_pairs(db, subject, id, arena, ret_list): all matches of one technology or opportunity. */
enum err match_pairs(struct db *, enum match_subject, int64_t id, struct arena *,
    struct match_pair_list *ret_list) NODISCARD;

/* The new matches of one transaction, which are counted (table match_count) once for all. */
struct match_batch {
	int64_t first, next;		/* ids: of the first, and of the one to come */
};

/**
 * match_batch_begin(db, ret_batch), match_batch_count(db, batch):
 * In one transaction: before the first match_new(); and after the last one, or before a match that is new is
 * deleted or changes its state.  More may be added afterwards.
 */
enum err match_batch_begin(struct db *, struct match_batch *ret_batch) NODISCARD;
enum err match_batch_count(struct db *, struct match_batch *) NODISCARD;

/**
 * match_new(db, batch, technology, opportunity, score, now, ret_made):
 * Insert the match as suggested by the system; not made if it is there already, or one of the two is gone.
 */
enum err match_new(struct db *, struct match_batch *, technology_id, opportunity_id, const struct score *,
    int64_t now, bool *ret_made) NODISCARD;

/**
 * match_retire(db, technology, opportunity, ret_deleted):
 * The two no longer fit: delete the match if nobody ever touched it, else keep it.
 */
enum err match_retire(struct db *, technology_id, opportunity_id, bool *ret_deleted) NODISCARD;

/**
 * match_rescore(db, technology, opportunity, score, now, ret_changed):
 * Give the match the new score, if there is one: it makes none, and writes nothing where score,
 * criteria and rules are the same.  State,
 * reason and history stay as they are.
 */
enum err match_rescore(struct db *, technology_id, opportunity_id, const struct score *,
    int64_t now, bool *ret_changed) NODISCARD;

/* ---- Reading ---- */

/* Suggested or in review; waiting for more information; suitable or not. */
enum match_group { MATCHES_OPEN, MATCHES_MORE_INFO, MATCHES_DECIDED, MATCHES__MAX };

struct match_list {
	struct match_row *items;
	size_t n;
	size_t total;			/* without offset and limit */
	size_t groups[MATCHES__MAX];	/* match_queue() alone: the total of each group */
};

/** match_get(db, id, scope, arena, ret_row): staff; ERR_NOT_FOUND beyond their ${scope}. */
enum err match_get(struct db *, match_id, const struct scope *, struct arena *,
    struct match_row *ret_row) NODISCARD;

/**
 * match_list_for_company(db, company, max, arena, ret_list):
 * Its best ${max} matches with opportunities that anybody may see: first what staff found
 * suitable, last what they did not, best first within.
 */
enum err match_list_for_company(struct db *, company_id, size_t max, struct arena *,
    struct match_list *ret_list) NODISCARD;

enum match_sort {
	MATCH_BY_SCORE,			/* best first */
	MATCH_BY_AGE,			/* oldest first */
	MATCH_BY_DEADLINE		/* soonest first, those without one last */
};

struct match_filter {
	const char *province;		/* of the company, "": any; all staff may read all of them */
	const char *region, *sector;	/* codes of the opportunity's, with what lies below; "": any */
	enum match_group group;
	enum match_sort sort;
	size_t offset, limit;
};

/** match_queue(db, filter, arena, ret_list): what is to be reviewed, or was; with limit 0 the numbers alone. */
enum err match_queue(struct db *, const struct match_filter *, struct arena *,
    struct match_list *ret_list) NODISCARD;

/**
 * match_neighbours(db, filter, row, ret_previous, ret_next):
 * The ids before and after ${row} in the order of ${filter}, 0 if there is none.  ${row}
 * itself need not be in it any more.
 */
enum err match_neighbours(struct db *, const struct match_filter *, const struct match_row *,
    match_id *ret_previous, match_id *ret_next) NODISCARD;

struct match_event_list {
	struct match_event *items;
	size_t n;
};

/** match_events(db, id, scope, arena, ret_list): its history, oldest first; staff. */
enum err match_events(struct db *, match_id, const struct scope *, struct arena *,
    struct match_event_list *ret_list) NODISCARD;

/* ---- Deciding ---- */

struct match_decision {
	match_id id;
	int64_t version;		/* as the reviewer saw it */
	enum match_state from, to;	/* match_may_go(from, to), else a bug */
	struct scope scope;		/* of the reviewer */
	int64_t account_id;
	const char *account_name;
	const char *reason, *note;	/* "" : none */
};

/**
 * match_decide(db, decision, now):
 * Bring the match into its new state and write its history (from "suggested": by
 * way of "in_review").  ERR_CONFLICT if it is not as the reviewer saw it: somebody was
 * first, or it is out of scope.
 */
enum err match_decide(struct db *, const struct match_decision *, int64_t now) NODISCARD;

#endif
