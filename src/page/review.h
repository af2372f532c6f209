#ifndef PAGE_REVIEW_H
#define PAGE_REVIEW_H

#include "domain/match.h"
#include "http/form.h"
#include "http/route.h"
#include "page/explain.h"
#include "store/match.h"

struct view;

/*
 * The review of matches: the queue (review_queue.c), one match (review.c) and
 * the decision on it (review_decide.c).  What the visitor chose in the queue
 * goes along in the query of every address, so that "next" means what they see.
 */

#define REVIEW_PAGE_SIZE 25

/* What was chosen in the queue; codes that exist. */
struct review_choice {
	const char *province;		/* "": all of Flanders */
	const char *region, *sector;	/* "": all */
	enum match_group group;
	enum match_sort sort;
	int64_t page;			/* from 1 */
};

/* A value of the query for each group and order, and its words. */
struct review_code {
	const char *code;
	enum msg label;
};
extern const struct review_code review_groups[3];	/* [MATCHES_OPEN] ... */
extern const struct review_code review_sorts[3];	/* [MATCH_BY_SCORE] ... */

/**
 * review_choice_read(rq, ret_choice):
 * Read the query of ${rq}.  What is absent, or no value of ours, is the default: the province
 * of the reader's partner, what is open, by score.
 */
void review_choice_read(const struct req *rq, struct review_choice *ret_choice);

/** review_choice_filter(choice, limit): the same for match_queue(). */
struct match_filter review_choice_filter(const struct review_choice *, size_t limit);

/**
 * review_path(rq, choice, id, done):
 * The address, without its language, of the match ${id} (0: of the queue) with ${choice}
 * in its query.  ${done}, if not 0, is the match that was just decided: review_draw_done().
 */
const char *review_path(const struct req *rq, const struct review_choice *, int64_t id, int64_t done);

/** review_url(rq, choice, id): as review_path(), ready for a link. */
const char *review_url(const struct req *rq, const struct review_choice *, int64_t id);

/** review_ref(arena, id): what people call a match: "M-12". */
const char *review_ref(struct arena *, match_id);

/** review_state_style(state): the variant of .tag for a state of a match. */
const char *review_state_style(const char *state);

/**
 * review_done(rq, ret_row, ret_is):
 * Fetch the match that the query says was just decided; ${ret_is} tells whether there is one.
 */
enum err review_done(struct req *rq, struct match_row *ret_row, bool *ret_is) NODISCARD;

/** review_draw_done(rq, v, choice, row): "Saved", with a way back, at {{>DONE}} of ${v}. */
void review_draw_done(struct req *rq, struct view *v, const struct review_choice *,
    const struct match_row *row);

/* One match, with all that its page tells. */
struct review {
	struct match_row row;
	enum match_state state;
	struct company company;
	struct technology technology;
	struct opportunity opportunity;
	struct match_event_list events;
	struct explain explain;
	const char *decider;		/* name of the partner that looks after the company */
	const char *region_partner;	/* names of those of the region, or "" */
	bool may_decide;
	struct review_choice choice;
	match_id previous, next;	/* in the queue; v 0: none */
	size_t total;			/* in the queue */
	bool has_done;
	struct match_row done;		/* just decided */
};

/** review_load(rq, ret_review): the match ${rq->id}; ERR_NOT_FOUND. */
enum err review_load(struct req *rq, struct review *ret_review) NODISCARD;

/**
 * review_may_decide(me, province):
 * Whether ${me} decides about companies of ${province}: reviewers and above, within
 * review_scope().
 */
bool review_may_decide(const struct me *, const char *province);

/** review_checks(me): whether ${me} checks companies that registered, those of review_scope(). */
bool review_checks(const struct me *);

/** review_scope(me): the companies about which ${me} decides: an admin about all. */
const struct scope *review_scope(const struct me *);

/**
 * review_reads(me):
 * The companies whose matches ${me} may read: all of them, for staff of a partner that looks
 * after any; else none.
 */
const struct scope *review_reads(const struct me *);

/* What the form of a decision sends. */
struct review_decision {
	const char *decision, *reason, *note;
};

/**
 * review_form_init(rq, form, state):
 * An empty form for the decisions possible in ${state}; its choices live in the request's arena.
 */
void review_form_init(struct req *rq, struct form *, enum match_state);

/**
 * review_draw(rq, rs, review, form, conflict):
 * Answer with the page.  With ${conflict} it tells what somebody else decided meanwhile.
 */
void review_draw(struct req *rq, struct resp *rs, struct review *, const struct form *, bool conflict);

#endif
