#include "store/match.h"

#include "store/rows.h"

/* Columns in the order of MATCH_COLS. */
static void
read_match(struct stmt *s, struct arena *arena, struct match_row *r)
{
	*r = (struct match_row){
		.match = {
			.id = { stmt_int(s, 0) },
			.technology = { stmt_int(s, 1) },
			.opportunity = { stmt_int(s, 2) },
			.score = stmt_int(s, 3),
			.known = stmt_int(s, 4),
			.met = stmt_int(s, 5),
			.criteria = stmt_text(s, 6, arena),
			.rules = stmt_text(s, 7, arena),
			.origin = stmt_text(s, 8, arena),
			.state = stmt_text(s, 9, arena),
			.reason = stmt_text(s, 10, arena),
			.version = stmt_int(s, 11),
			.created_at = stmt_int(s, 12),
			.scored_at = stmt_int(s, 13),
		},
		.company = { stmt_int(s, 14) },
		.company_ref = stmt_text(s, 15, arena),
		.company_name = stmt_text(s, 16, arena),
		.province = stmt_text(s, 17, arena),
		.technology_name = stmt_text(s, 18, arena),
		.opportunity_ref = stmt_text(s, 19, arena),
		.deadline = stmt_text(s, 20, arena),
		.opportunity_title = read_texts(s, 21, arena),
		.company_state = stmt_text(s, 24, arena),
		.technology_state = stmt_text(s, 25, arena),
		.opportunity_status = stmt_text(s, 26, arena),
		.company_demo = stmt_int(s, 27) != 0,
	};
	(void)lang_parse(str_of(stmt_peek(s, 28)), &r->technology_lang);
}

static enum err
read_one(struct stmt *s, struct arena *arena, struct match_row *ret_row)
{
	enum err e = row_one(s);

	if (e == OK)
		read_match(s, arena, ret_row);
	return e;
}

static enum err
read_list(struct stmt *s, struct arena *arena, struct match_list *list)
{
	size_t cap = 0;
	enum err e;

	while (rows_next(s, &e)) {
		list->items = arena_grow(arena, list->items, list->n, &cap, sizeof(*list->items));
		read_match(s, arena, &list->items[list->n++]);
	}
	return e;
}

static enum err
read_count(struct stmt *s, size_t *ret_n)
{
	bool row;
	enum err e = stmt_step(s, &row);

	if (e == OK)
		*ret_n = row ? (size_t)stmt_int(s, 0) : 0;
	return e;
}

enum err
match_get(struct db *db, match_id id, const struct scope *scope, struct arena *arena,
    struct match_row *ret_row)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_GET);

	stmt_bind_int(s, ":id", id.v);
	bind_scope(s, scope);
	return read_one(s, arena, ret_row);
}

enum err
match_list_for_company(struct db *db, company_id company, size_t max, struct arena *arena,
    struct match_list *ret_list)
{
	struct match_list list = { 0 };
	enum err e;
	{
		STMT_AUTO s = db_stmt(db, STMT_MATCH_OF_COMPANY_COUNT);

		stmt_bind_int(s, ":company", company.v);
		e = read_count(s, &list.total);
	}
	if (e == OK) {
		STMT_AUTO s = db_stmt(db, STMT_MATCH_OF_COMPANY);

		stmt_bind_int(s, ":company", company.v);
		stmt_bind_int(s, ":max", (int64_t)max);
		e = read_list(s, arena, &list);
	}
	if (e == OK)
		*ret_list = list;
	return e;
}

/* The statements of each order. */
struct sort {
	const char *code;		/* :sort of MATCH_KEY */
	enum stmt_id queue, previous, next;
};
static const struct sort sorts[] = {
	[MATCH_BY_SCORE] = { "score", STMT_MATCH_QUEUE_SCORE, STMT_MATCH_PREVIOUS_SCORE,
	    STMT_MATCH_NEXT_SCORE },
	[MATCH_BY_AGE] = { "age", STMT_MATCH_QUEUE_AGE, STMT_MATCH_PREVIOUS_AGE,
	    STMT_MATCH_NEXT_AGE },
	[MATCH_BY_DEADLINE] = { "deadline", STMT_MATCH_QUEUE_DEADLINE,
	    STMT_MATCH_PREVIOUS_DEADLINE, STMT_MATCH_NEXT_DEADLINE },
};

/* The states of each group; a group of one has no second. */
static const enum match_state groups[][2] = {
	[MATCHES_OPEN] = { MATCH_SUGGESTED, MATCH_IN_REVIEW },
	[MATCHES_MORE_INFO] = { MATCH_MORE_INFO, MATCH_STATE__MAX },
	[MATCHES_DECIDED] = { MATCH_SUITABLE, MATCH_NOT_SUITABLE },
};

/* Whether ${f} asks for one region or sector: those have statements of their own. */
static bool
is_near(const struct match_filter *f)
{
	return (f->region && *f->region) || (f->sector && *f->sector);
}

static void
bind_filter(struct stmt *s, const struct match_filter *f)
{
	stmt_bind_text(s, ":province", f->province);
	if (!is_near(f))
		return;
	stmt_bind_text(s, ":region", f->region ? f->region : "");
	stmt_bind_text(s, ":sector", f->sector ? f->sector : "");
}

static void
bind_group(struct stmt *s, enum match_group group)
{
	enum match_state second = groups[group][1];

	stmt_bind_text(s, ":first", match_state_code(groups[group][0]));
	stmt_bind_text(s, ":second", second == MATCH_STATE__MAX ? NULL : match_state_code(second));
}

static void
add_count(struct match_list *list, enum match_state state, int64_t n)
{
	for (size_t g = 0; g < countof(groups); g++)
		if (groups[g][0] == state || groups[g][1] == state)
			list->groups[g] += (size_t)n;
}

/* How many of each group there are of a province, or of all: kept by triggers. */
static enum err
count_kept(struct db *db, const struct match_filter *f, struct match_list *list)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_QUEUE_COUNTS);

	bind_filter(s, f);
	enum err e;

	while (rows_next(s, &e)) {
		enum match_state state;

		if (match_state_parse(stmt_peek(s, 0), &state))
			add_count(list, state, stmt_int(s, 1));
	}
	return e;
}

/* The same where they have to be counted. */
static enum err
count_near(struct db *db, const struct match_filter *f, struct match_list *list)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_NEAR_COUNTS);
	bool row;

	bind_filter(s, f);
	enum err e = stmt_step(s, &row);
	for (int i = 0; e == OK && row && i < MATCH_STATE__MAX; i++)
		add_count(list, (enum match_state)i, stmt_int(s, i));
	return e;
}

_Static_assert(MATCH_STATE__MAX == 5, "MATCH_NEAR_COUNTS has a column for each");

enum err
match_queue(struct db *db, const struct match_filter *f, struct arena *arena,
    struct match_list *ret_list)
{
	struct match_list list = { 0 };
	enum err e = is_near(f) ? count_near(db, f, &list) : count_kept(db, f, &list);

	list.total = list.groups[f->group];
	/* The number alone was asked for, or there is nothing to show. */
	if (e == OK && f->limit > 0 && f->offset < list.total) {
		STMT_AUTO s = db_stmt(db, is_near(f) ? STMT_MATCH_NEAR_QUEUE : sorts[f->sort].queue);

		bind_filter(s, f);
		if (is_near(f))
			stmt_bind_text(s, ":sort", sorts[f->sort].code);
		bind_group(s, f->group);
		stmt_bind_int(s, ":limit", (int64_t)f->limit);
		stmt_bind_int(s, ":offset", (int64_t)f->offset);
		e = read_list(s, arena, &list);
	}
	if (e == OK)
		*ret_list = list;
	return e;
}

/* Where ${r} stands in the order of ${f}. */
static void
bind_place(struct stmt *s, const struct match_filter *f, const struct match_row *r)
{
	bool near = is_near(f);

	stmt_bind_int(s, ":id", r->match.id.v);
	if (near)
		stmt_bind_text(s, ":sort", sorts[f->sort].code);
	switch (f->sort) {
	case MATCH_BY_SCORE:
		stmt_bind_int(s, ":key", near ? -r->match.score : r->match.score);
		break;
	case MATCH_BY_AGE:
		if (near)
			stmt_bind_int(s, ":key", 0);
		break;
	case MATCH_BY_DEADLINE:
		stmt_bind_text(s, ":key", *r->deadline ? r->deadline : "9999-12-31");
		break;
	}
}

static enum err
neighbour(struct db *db, enum stmt_id id, const struct match_filter *f, const struct match_row *r,
    match_id *ret_id)
{
	STMT_AUTO s = db_stmt(db, id);
	bool row;

	bind_filter(s, f);
	bind_group(s, f->group);
	bind_place(s, f, r);
	enum err e = stmt_step(s, &row);

	if (e == OK)
		*ret_id = (match_id){ row ? stmt_int(s, 0) : 0 };
	return e;
}

enum err
match_neighbours(struct db *db, const struct match_filter *f, const struct match_row *r,
    match_id *ret_previous, match_id *ret_next)
{
	match_id previous, next;
	bool near = is_near(f);
	enum err e = neighbour(db, near ? STMT_MATCH_NEAR_PREVIOUS : sorts[f->sort].previous, f, r,
	    &previous);

	if (e == OK)
		e = neighbour(db, near ? STMT_MATCH_NEAR_NEXT : sorts[f->sort].next, f, r, &next);
	if (e != OK)
		return e;
	*ret_previous = previous;
	*ret_next = next;
	return OK;
}

enum err
match_events(struct db *db, match_id id, const struct scope *scope, struct arena *arena,
    struct match_event_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_EVENT_LIST);
	struct match_event_list list = { 0 };
	size_t cap = 0;

	stmt_bind_int(s, ":match", id.v);
	bind_scope(s, scope);
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(arena, list.items, list.n, &cap, sizeof(*list.items));
		list.items[list.n++] = (struct match_event){
			.at = stmt_int(s, 0),
			.account_name = stmt_text(s, 1, arena),
			.from_state = stmt_text(s, 2, arena),
			.to_state = stmt_text(s, 3, arena),
			.reason = stmt_text(s, 4, arena),
			.note = stmt_text(s, 5, arena),
		};
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}

static enum err
write_event(struct db *db, const struct match_decision *d, enum match_state from,
    enum match_state to, bool last, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_EVENT_INSERT);

	stmt_bind_int(s, ":match", d->id.v);
	stmt_bind_int(s, ":now", now);
	stmt_bind_opt(s, ":account", d->account_id);
	stmt_bind_text(s, ":account_name", d->account_name);
	stmt_bind_text(s, ":from", match_state_code(from));
	stmt_bind_text(s, ":to", match_state_code(to));
	stmt_bind_text(s, ":reason", last ? d->reason : "");
	stmt_bind_text(s, ":note", last ? d->note : "");
	return stmt_exec(s);
}

enum err
match_decide(struct db *db, const struct match_decision *d, int64_t now)
{
	enum match_state from = d->from;
	enum err e;

	if (!match_may_go(d->from, d->to))
		BUG("a match may not go from %s to %s", match_state_code(d->from),
		    match_state_code(d->to));
	{
		STMT_AUTO s = db_stmt(db, STMT_MATCH_DECIDE);

		stmt_bind_int(s, ":id", d->id.v);
		stmt_bind_int(s, ":version", d->version);
		stmt_bind_text(s, ":from", match_state_code(d->from));
		stmt_bind_text(s, ":to", match_state_code(d->to));
		stmt_bind_text(s, ":reason", d->reason);
		bind_scope(s, &d->scope);
		e = stmt_exec_one(s);
	}
	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;

	if (from == MATCH_SUGGESTED && d->to != MATCH_IN_REVIEW) {
		e = write_event(db, d, from, MATCH_IN_REVIEW, false, now);
		from = MATCH_IN_REVIEW;
	}
	return e == OK ? write_event(db, d, from, d->to, true, now) : e;
}
