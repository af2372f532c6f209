#include "domain/lists.h"
#include "page/company.h"
#include "page/explain.h"
#include "page/frame.h"
#include "page/routes.h"
#include "page/words.h"
#include "store/company.h"
#include "store/match.h"
#include "store/opportunity.h"
#include "store/partner.h"

#define SHOWN 20		/* matches on the page */
#define SEARCHING 600		/* seconds after a change in which "none yet" means "still looking" */

/* One of those that were fetched, or one that was archived after something was decided about it. */
static enum err
technology_of(struct req *rq, const struct home *h, technology_id id,
    const struct technology **ret_technology)
{
	for (size_t i = 0; i < h->technologies.n; i++) {
		if (h->technologies.items[i].id.v == id.v) {
			*ret_technology = &h->technologies.items[i];
			return OK;
		}
	}
	struct technology *archived = arena_new_of(rq->arena, struct technology, 1);

	*ret_technology = archived;
	return technology_get_of(rq->db, h->company.id, id, rq->arena, archived);
}

/* One match, explained as things are now. */
static enum err
load_match(struct req *rq, struct home *h, const struct match_row *row)
{
	struct home_match *m = &h->matches[h->n_matches];
	const struct technology *t;
	enum err e = technology_of(rq, h, row->match.technology, &t);

	if (e != OK)
		return e;
	m->row = row;
	m->technology = t;
	e = opportunity_get(rq->db, row->match.opportunity, rq->arena, &m->opportunity);
	if (e != OK)
		return e;
	explain_match(rq->arena, rq->site->taxonomy, rq->lang, day_of(rq->now), &h->company, t,
	    &m->opportunity, &row->match, &m->explain);
	h->n_matches++;
	return OK;
}

static enum err
load(struct req *rq, struct home *h)
{
	struct match_list rows;
	company_id id = { rq->me.company_id };

	enum err e = company_get(rq->db, id, rq->arena, &h->company);
	if (e == OK)
		e = partner_of_province(rq->db, h->company.province, rq->arena, &h->partner);
	if (e == OK)
		e = technology_list(rq->db, id, rq->arena, &h->technologies);
	if (e == OK)
		e = match_list_for_company(rq->db, id, SHOWN, rq->arena, &rows);
	if (e != OK)
		return e;

	h->total = rows.total;
	h->matches = arena_new_of(rq->arena, struct home_match, rows.n);
	for (size_t i = 0; i < rows.n && e == OK; i++)
		e = load_match(rq, h, &rows.items[i]);
	h->searching = rq->now - h->company.updated_at < SEARCHING;
	return e;
}

enum err
page_company(struct req *rq, struct resp *rs)
{
	struct home h = { 0 };

	enum err e = load(rq, &h);
	if (e != OK)
		return e;
	rs->private = true;
	struct view *v = company_draw(rq, &h);
	if (streq(req_query(rq, "notice"), "verified"))
		frame_notice(v, "ok", msg_text(MSG_COMPANY_VERIFIED, rq->lang));
	return frame_ok(rs, v);
}
