#include "domain/lists.h"
#include "page/review.h"
#include "store/match.h"
#include "text/msg.h"
#include "view/view.h"

const struct review_code review_groups[] = {
	[MATCHES_OPEN] = { "open", MSG_REVIEW_STATE_OPEN },
	[MATCHES_MORE_INFO] = { "more_info", MSG_REVIEW_STATE_MORE_INFO },
	[MATCHES_DECIDED] = { "decided", MSG_REVIEW_STATE_DECIDED },
};

const struct review_code review_sorts[] = {
	[MATCH_BY_SCORE] = { "score", MSG_REVIEW_SORT_SCORE },
	[MATCH_BY_AGE] = { "age", MSG_REVIEW_SORT_AGE },
	[MATCH_BY_DEADLINE] = { "deadline", MSG_REVIEW_SORT_DEADLINE },
};

#define PAGE_MAX 4000		/* of 25: as many as the queue will ever hold */
#define ID_MAX	 INT64_C(1000000000000000)

/* The place of ${code} in ${codes}, else the first. */
static int
code_find(const struct review_code *codes, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (streq(codes[i].code, code))
			return (int)i;
	return 0;
}

void
review_choice_read(const struct req *rq, struct review_choice *ret_choice)
{
	const struct taxonomy *t = rq->site->taxonomy;
	const char *province = req_query(rq, "province"), *region = req_query(rq, "region"),
		   *sector = req_query(rq, "sector");
	struct review_choice c = {
		.province = rq->me.scope.province,
		.region = region_find(t, region) >= 0 ? region : "",
		.sector = sector_find(t, sector) >= 0 ? sector : "",
		.group = (enum match_group)code_find(review_groups, countof(review_groups),
		    req_query(rq, "state")),
		.sort = (enum match_sort)code_find(review_sorts, countof(review_sorts),
		    req_query(rq, "sort")),
		.page = 1,
	};

	if (streq(province, "all"))
		c.province = "";
	else if (list_has(&list_provinces, province))
		c.province = province;
	(void)str_int(str_of(req_query(rq, "page")), 1, PAGE_MAX, &c.page);
	*ret_choice = c;
}

struct match_filter
review_choice_filter(const struct review_choice *c, size_t limit)
{
	return (struct match_filter){
		.province = c->province,
		.region = c->region,
		.sector = c->sector,
		.group = c->group,
		.sort = c->sort,
		.offset = (size_t)(c->page - 1) * REVIEW_PAGE_SIZE,
		.limit = limit,
	};
}

const char *
review_path(const struct req *rq, const struct review_choice *c, int64_t id, int64_t done)
{
	struct param *items = arena_new_of(rq->arena, struct param, 7);
	size_t n = 0;

	/* Defaults stay out: the plain address is the usual queue. */
	if (!streq(c->province, rq->me.scope.province))
		items[n++] = (struct param){ "province", *c->province ? c->province : "all" };
	if (*c->region)
		items[n++] = (struct param){ "region", c->region };
	if (*c->sector)
		items[n++] = (struct param){ "sector", c->sector };
	if (c->group != MATCHES_OPEN)
		items[n++] = (struct param){ "state", review_groups[c->group].code };
	if (c->sort != MATCH_BY_SCORE)
		items[n++] = (struct param){ "sort", review_sorts[c->sort].code };
	if (c->page > 1)
		items[n++] = (struct param){ "page", arena_printf(rq->arena, "%d", (int)c->page) };
	if (done)
		items[n++] = (struct param){ "done", arena_printf(rq->arena, "%lld", (long long)done) };

	const char *path = "/staff/review",
		   *query = params_encode(rq->arena, (struct params){ items, n });
	if (id)
		path = arena_printf(rq->arena, "%s/%lld", path, (long long)id);
	return n ? arena_printf(rq->arena, "%s?%s", path, query) : path;
}

const char *
review_url(const struct req *rq, const struct review_choice *c, int64_t id)
{
	return req_url(rq, "%s", review_path(rq, c, id, 0));
}

const char *
review_ref(struct arena *arena, match_id id)
{
	return arena_printf(arena, "M-%lld", (long long)id.v);
}

const char *
review_state_style(const char *state)
{
	static const char *const styles[MATCH_STATE__MAX] = {
		[MATCH_SUGGESTED] = "info",
		[MATCH_IN_REVIEW] = "info",
		[MATCH_MORE_INFO] = "warn",
		[MATCH_SUITABLE] = "ok",
		[MATCH_NOT_SUITABLE] = "plain",
	};
	enum match_state s;

	return match_state_parse(state, &s) ? styles[s] : "plain";
}

enum err
review_done(struct req *rq, struct match_row *ret_row, bool *ret_is)
{
	int64_t id;

	*ret_is = false;
	if (!str_int(str_of(req_query(rq, "done")), 1, ID_MAX, &id))
		return OK;
	enum err e = match_get(rq->db, (match_id){ id }, review_reads(&rq->me), rq->arena, ret_row);
	if (e == ERR_NOT_FOUND)
		return OK;
	*ret_is = e == OK;
	return e;
}

void
review_draw_done(struct req *rq, struct view *v, const struct review_choice *c,
    const struct match_row *row)
{
	struct view *done = view_include(v, V_DONE, "parts/review_done.html");
	const struct match *m = &row->match;
	enum match_state state;

	view_text(done, V_DONE_TEXT, msg_fill(rq->arena, msg_text(MSG_REVIEW_DONE, rq->lang),
	    "company", row->company_name, "opportunity", row->opportunity_ref,
	    "state", list_label(&list_match_states, m->state, rq->lang), NULL));
	/* Only who decides may take back, and only what is not open already. */
	if (!review_may_decide(&rq->me, row->province) || !match_state_parse(m->state, &state) ||
	    !match_may_go(state, MATCH_IN_REVIEW) || state == MATCH_SUGGESTED)
		return;
	struct view *undo = view_section(done, V_UNDO);
	view_text(undo, V_UNDO_URL, review_url(rq, c, m->id.v));
	view_text(undo, V_UNDO_CSRF, req_csrf(rq));
	view_int(undo, V_UNDO_VERSION, m->version);
}

const struct scope *
review_reads(const struct me *me)
{
	static const struct scope nothing = { SCOPE_NONE, "" };

	return review_scope(me)->kind == SCOPE_NONE ? &nothing : &scope_of_all;
}

const struct scope *
review_scope(const struct me *me)
{
	return me->access == ADMIN ? &scope_of_all : &me->scope;
}

bool
review_may_decide(const struct me *me, const char *province)
{
	return role_may(me->access, REVIEWER) && scope_covers(review_scope(me), province);
}

bool
review_checks(const struct me *me)
{
	return role_may(me->access, REVIEWER) && review_scope(me)->kind != SCOPE_NONE;
}
