#include "domain/lists.h"
#include "page/review.h"
#include "page/routes.h"
#include "store/audit.h"
#include "store/db.h"
#include "store/match.h"

#define VERSION_MAX INT64_C(1000000000000)

#define NOTE_MAX 2000		/* code points */

/* clang-format off */
static const struct field fields[] = {
	FORM_CHOICE(struct review_decision, decision, REVIEW_DECISION_LEGEND, NONE, FIELD_RADIO),
	FORM_CHOICE(struct review_decision, reason, REVIEW_REASON, REVIEW_REASON_HINT, FIELD_OPTIONAL),
	FORM_LINES(struct review_decision, note, REVIEW_NOTE, REVIEW_NOTE_HINT, 1, NOTE_MAX, FIELD_OPTIONAL),
};

/* In the order of the page; a match is never brought back to "suggested". */
static const struct {
	enum match_state state;
	enum msg label, hint;
} decisions[] = {
	{ MATCH_SUITABLE,     MSG_REVIEW_SUITABLE,     MSG_REVIEW_SUITABLE_HINT },
	{ MATCH_MORE_INFO,    MSG_REVIEW_MORE_INFO,    MSG_REVIEW_MORE_INFO_HINT },
	{ MATCH_NOT_SUITABLE, MSG_REVIEW_NOT_SUITABLE, MSG_REVIEW_NOT_SUITABLE_HINT },
	{ MATCH_IN_REVIEW,    MSG_REVIEW_IN_REVIEW,    MSG_REVIEW_IN_REVIEW_HINT },
};
/* clang-format on */

/*
 * Whether ${to} can be decided in ${from}.  What was decided may be decided
 * differently: it goes by way of "in_review", and both steps are kept.
 */
static bool
is_offered(enum match_state from, enum match_state to)
{
	if (from == to || from == MATCH_STATE__MAX)
		return false;
	/* A suggestion is in review as soon as somebody decides about it. */
	return to != MATCH_IN_REVIEW || from != MATCH_SUGGESTED;
}

void
review_form_init(struct req *rq, struct form *form, enum match_state state)
{
	struct choice *choices = arena_new_of(rq->arena, struct choice, countof(decisions)),
		      *reasons = arena_new_of(rq->arena, struct choice, list_reasons.n);
	size_t n = 0;

	for (size_t i = 0; i < countof(decisions); i++) {
		if (is_offered(state, decisions[i].state))
			choices[n++] = (struct choice){
				.code = match_state_code(decisions[i].state),
				.label = msg_text(decisions[i].label, rq->lang),
				.hint = msg_text(decisions[i].hint, rq->lang),
			};
	}
	for (size_t i = 0; i < list_reasons.n; i++)
		reasons[i] = (struct choice){
			.code = list_reasons.items[i].code,
			.label = msg_text(list_reasons.items[i].label, rq->lang),
		};
	form_init(form, fields, countof(fields));
	form_choices(form, "decision", choices, n);
	form_choices(form, "reason", reasons, list_reasons.n);
}

/* Read the form; false if something in it has to be put right first. */
static bool
read_form(struct req *rq, struct form *form, struct review_decision *ret)
{
	bool fine = form_decode(form, rq->form, rq->arena, ret);

	if (!ret->decision) {
		form_fail(form, "decision", MSG_ERR_DECISION);
		return false;
	}
	if (streq(ret->decision, match_state_code(MATCH_NOT_SUITABLE))) {
		if (!ret->reason || *ret->reason == '\0') {
			form_fail(form, "reason", MSG_ERR_REASON);
			return false;
		}
	} else {
		/* Left over from another choice: only a refusal has a reason. */
		ret->reason = "";
	}
	return fine;
}

/* One step of a decision: the history in match_event, and the audit log. */
static enum err
write_step(struct req *rq, const struct match *m, enum match_state from, enum match_state to,
    int64_t version, const struct review_decision *d)
{
	struct match_decision step = {
		.id = m->id,
		.version = version,
		.from = from,
		.to = to,
		.scope = *review_scope(&rq->me),
		.account_id = rq->me.account_id,
		.account_name = rq->me.name,
		.reason = d ? d->reason : "",
		.note = d ? d->note : "",
	};
	enum err e = match_decide(rq->db, &step, rq->now);

	if (e != OK)
		return e;
	return audit_add(rq->db, rq->now, rq->me.account_id, "match.decide",
	    arena_printf(rq->arena, "match:%lld", (long long)m->id.v),
	    arena_printf(rq->arena, "%s -> %s%s%s", match_state_code(from), match_state_code(to),
		d && *d->reason ? ", " : "", d ? d->reason : ""));
}

/*
 * Write the decision as one transaction.  ERR_CONFLICT if the match is no
 * longer as it was when the page was made; ${ret_next} is what comes after it
 * in the queue.
 */
static enum err
write_decision(struct req *rq, const struct review *r, int64_t version,
    const struct review_decision *d, match_id *ret_next)
{
	TX_AUTO tx = { 0 };
	struct match_filter f = review_choice_filter(&r->choice, 0);
	const struct match *m = &r->row.match;
	enum match_state from = r->state, to;
	match_id previous;

	if (!match_state_parse(d->decision, &to))
		BUG("no match state '%s' in the form", d->decision);
	enum err e = tx_begin(rq->db, &tx);
	if (e == OK)
		e = match_neighbours(rq->db, &f, &r->row, &previous, ret_next);
	if (e == OK && !match_may_go(from, to)) {
		e = write_step(rq, m, from, MATCH_IN_REVIEW, version++, NULL);
		from = MATCH_IN_REVIEW;
	}
	if (e == OK)
		e = write_step(rq, m, from, to, version, d);
	return e == OK ? tx_commit(&tx) : e;
}

/* Show what somebody else decided, with everything that was typed. */
static enum err
show_conflict(struct req *rq, struct resp *rs)
{
	struct review r;
	struct form form;
	struct review_decision ignored = { 0 };

	/* Again from the store: it is not as it was. */
	enum err e = review_load(rq, &r);
	if (e != OK)
		return e;
	review_form_init(rq, &form, r.state);
	/* Only for what was typed: a choice that is not offered any more is no mistake of theirs. */
	(void)!form_decode(&form, rq->form, rq->arena, &ignored);
	form_forgive(&form);
	rs->status = 409;
	review_draw(rq, rs, &r, &form, true);
	return OK;
}

static const char *
form_text(const struct req *rq, const char *name)
{
	const char *value = param_get(rq->form, name);

	return value ? value : "";
}

enum err
page_review_decide(struct req *rq, struct resp *rs)
{
	struct review r;
	struct form form;
	struct review_decision d = { 0 };
	int64_t version;
	match_id next;

	enum err e = review_load(rq, &r);
	if (e != OK)
		return e;
	if (!r.may_decide)
		return ERR_FORBIDDEN;
	if (!str_int(str_of(form_text(rq, "version")), 1, VERSION_MAX, &version))
		return ERR_BAD_INPUT;
	if (version != r.row.match.version)
		return show_conflict(rq, rs);

	review_form_init(rq, &form, r.state);
	if (!read_form(rq, &form, &d)) {
		rs->status = 422;
		review_draw(rq, rs, &r, &form, false);
		return OK;
	}
	e = write_decision(rq, &r, version, &d, &next);
	if (e == ERR_CONFLICT)
		return show_conflict(rq, rs);
	if (e != OK)
		return e;

	/* "Next" after the last one is the queue itself. */
	bool stay = streq(form_text(rq, "go"), "stay");
	req_redirect(rq, rs, "%s",
	    review_path(rq, &r.choice, stay ? rq->id : next.v, rq->id));
	return OK;
}
