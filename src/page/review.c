#include "domain/lists.h"
#include "page/review.h"
#include "page/routes.h"
#include "page/scoring.h"
#include "store/company.h"
#include "store/match.h"
#include "store/opportunity.h"
#include "store/partner.h"
#include "view/view.h"

/* Fetch what the two sides say. */
static enum err
load_sides(struct req *rq, struct review *r)
{
	const struct match *m = &r->row.match;
	enum err e = company_get(rq->db, r->row.company, rq->arena, &r->company);

	if (e == OK)
		e = technology_get(rq->db, m->technology, rq->arena, &r->technology);
	if (e == OK)
		e = opportunity_get_staff_by_id(rq->db, m->opportunity, rq->arena, &r->opportunity);
	return e;
}

static const char *
partner_name(const struct req *rq, const struct partner *p)
{
	return texts_pick(&p->name, rq->lang, NULL);
}

/* The partners of the nearest region that has any: of a city, those of its province. */
static enum err
load_region_partner(struct req *rq, const char *code, const char **ret_names)
{
	const struct taxonomy *t = rq->site->taxonomy;

	*ret_names = "";
	/* Those tied to the whole country are not the ones of this region. */
	for (int i = region_find(t, code); i >= 0 && t->regions[i].level != LEVEL_COUNTRY;
	     i = t->regions[i].parent) {
		struct partner_list partners;
		enum err e = partner_list_of_region(rq->db, t->regions[i].code, rq->arena, &partners);

		if (e != OK)
			return e;
		for (size_t k = 0; k < partners.n; k++)
			*ret_names = k == 0 ? partner_name(rq, &partners.items[k]) :
			    arena_printf(rq->arena, rq->lang == LANG_ZH ? "%s、%s" : "%s, %s",
				*ret_names, partner_name(rq, &partners.items[k]));
		if (partners.n > 0)
			break;
	}
	return OK;
}

static enum err
load_partners(struct req *rq, struct review *r)
{
	struct partner partner;
	enum err e = partner_of_province(rq->db, r->row.province, rq->arena, &partner);

	r->decider = e == OK ? partner_name(rq, &partner) : "";
	if (e == ERR_NOT_FOUND)
		e = OK;
	r->region_partner = "";
	if (e == OK && r->opportunity.regions.n > 0)
		e = load_region_partner(rq, r->opportunity.regions.items[0], &r->region_partner);
	return e;
}

/* Where the match stands in the queue that the reader chose. */
static enum err
load_queue(struct req *rq, struct review *r)
{
	struct match_filter f;
	struct match_list none;

	review_choice_read(rq, &r->choice);
	f = review_choice_filter(&r->choice, 0);
	enum err e = match_queue(rq->db, &f, rq->arena, &none);
	if (e != OK)
		return e;
	r->total = none.total;
	return match_neighbours(rq->db, &f, &r->row, &r->previous, &r->next);
}

enum err
review_load(struct req *rq, struct review *ret_review)
{
	struct review r = { 0 };
	const struct scorer *scorer;
	enum err e = match_get(rq->db, (match_id){ rq->id }, review_reads(&rq->me), rq->arena, &r.row);

	if (e == OK)
		e = scoring_get(rq->site->scoring, rq->db, &scorer);

	if (e == OK)
		e = load_sides(rq, &r);
	if (e == OK)
		e = load_partners(rq, &r);
	if (e == OK)
		e = match_events(rq->db, r.row.match.id, review_reads(&rq->me), rq->arena, &r.events);
	if (e == OK)
		e = load_queue(rq, &r);
	if (e == OK)
		e = review_done(rq, &r.done, &r.has_done);
	if (e != OK)
		return e;

	/* A state of a later version of the program: nothing to decide here. */
	if (!match_state_parse(r.row.match.state, &r.state))
		r.state = MATCH_STATE__MAX;
	r.may_decide = r.state != MATCH_STATE__MAX && review_may_decide(&rq->me, r.row.province);
	explain_match(rq->arena, scorer, rq->lang, day_of(rq->now), &r.company,
	    &r.technology, &r.opportunity, &r.row.match, &r.explain);
	*ret_review = r;
	return OK;
}

enum err
page_review(struct req *rq, struct resp *rs)
{
	struct review r;
	struct form form;

	enum err e = review_load(rq, &r);
	if (e != OK)
		return e;
	review_form_init(rq, &form, r.state);
	/* The only thing to do with a decided match, most of the time, is to take it back. */
	if (r.state != MATCH_STATE__MAX && !match_open(r.state))
		form_set(&form, "decision", match_state_code(MATCH_IN_REVIEW));
	rs->status = 200;
	review_draw(rq, rs, &r, &form, false);
	return OK;
}
