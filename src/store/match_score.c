#include "store/match.h"

#include <stdio.h>

#include "store/rows.h"

static const char *const subjects[] = {
	[MATCH_TECHNOLOGY] = "technology",
	[MATCH_OPPORTUNITY] = "opportunity",
};

enum err
match_todo_add(struct db *db, enum match_subject subject, int64_t id, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_TODO_ADD);

	stmt_bind_text(s, ":subject", subjects[subject]);
	stmt_bind_int(s, ":id", id);
	stmt_bind_int(s, ":now", now);
	return stmt_exec(s);
}

enum err
match_todo_add_company(struct db *db, company_id company, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_TODO_ADD_COMPANY);

	stmt_bind_int(s, ":company", company.v);
	stmt_bind_int(s, ":now", now);
	return stmt_exec(s);
}

enum err
match_todo_next(struct db *db, size_t max, struct arena *arena, struct match_todo_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_TODO_NEXT);
	struct match_todo_list list = { 0 };
	size_t cap = 0;

	stmt_bind_int(s, ":max", (int64_t)max);
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(arena, list.items, list.n, &cap, sizeof(*list.items));
		list.items[list.n++] = (struct match_todo){
			.subject = streq(stmt_peek(s, 0), subjects[MATCH_TECHNOLOGY]) ?
			    MATCH_TECHNOLOGY :
			    MATCH_OPPORTUNITY,
			.id = stmt_int(s, 1),
			.since = stmt_int(s, 2),
		};
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}

enum err
match_todo_done(struct db *db, const struct match_todo *todo)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_TODO_DONE);

	stmt_bind_text(s, ":subject", subjects[todo->subject]);
	stmt_bind_int(s, ":id", todo->id);
	stmt_bind_int(s, ":since", todo->since);
	return stmt_exec(s);
}

enum err
match_pairs(struct db *db, enum match_subject subject, int64_t id, struct arena *arena,
    struct match_pair_list *ret_list)
{
	STMT_AUTO s = db_stmt(db,
	    subject == MATCH_TECHNOLOGY ? STMT_MATCH_PAIRS_TECHNOLOGY :
					  STMT_MATCH_PAIRS_OPPORTUNITY);
	struct match_pair_list list = { 0 };
	size_t cap = 0;

	stmt_bind_int(s, ":id", id);
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(arena, list.items, list.n, &cap, sizeof(*list.items));
		list.items[list.n++] = (struct match_pair){
			.id = { stmt_int(s, 0) },
			.technology = { stmt_int(s, 1) },
			.opportunity = { stmt_int(s, 2) },
			.score = stmt_int(s, 3),
		};
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}

/* Texts that are bound, which have to live as long as the statement runs. */
struct score_texts {
	char criteria[CRITERION__MAX + 1], rules[16];
};

static void
bind_score(struct stmt *s, technology_id technology, opportunity_id opportunity, const struct score *score,
    int64_t now, struct score_texts *texts)
{
	score_criteria(score, texts->criteria);
	snprintf(texts->rules, sizeof(texts->rules), "%d", score->rules);
	stmt_bind_int(s, ":technology", technology.v);
	stmt_bind_int(s, ":opportunity", opportunity.v);
	stmt_bind_int(s, ":score", score->total);
	stmt_bind_int(s, ":known", score->known);
	stmt_bind_int(s, ":met", score->met);
	stmt_bind_text(s, ":criteria", texts->criteria);
	stmt_bind_text(s, ":rules", texts->rules);
	stmt_bind_int(s, ":now", now);
}

enum err
match_rescore(struct db *db, technology_id technology, opportunity_id opportunity,
    const struct score *score, int64_t now, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_RESCORE);
	struct score_texts texts;

	bind_score(s, technology, opportunity, score, now, &texts);
	return exec_changed(s, ret_changed);
}

enum err
match_batch_begin(struct db *db, struct match_batch *ret_batch)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_NEXT);
	enum err e = row_one(s);

	if (e != OK)
		return e;
	ret_batch->first = ret_batch->next = stmt_int(s, 0);
	return OK;
}

enum err
match_batch_count(struct db *db, struct match_batch *b)
{
	if (b->first == b->next)
		return OK;
	STMT_AUTO s = db_stmt(db, STMT_MATCH_COUNT_NEW);

	stmt_bind_int(s, ":first", b->first);
	b->first = b->next;
	return stmt_exec(s);
}

enum err
match_new(struct db *db, struct match_batch *b, technology_id technology, opportunity_id opportunity,
    const struct score *score, int64_t now, bool *ret_made)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_NEW);
	struct score_texts texts;

	bind_score(s, technology, opportunity, score, now, &texts);
	stmt_bind_int(s, ":id", b->next);
	enum err e = exec_changed(s, ret_made);

	if (e == OK && *ret_made)
		b->next++;
	return e;
}

enum err
match_retire(
    struct db *db, technology_id technology, opportunity_id opportunity, bool *ret_deleted)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_RETIRE);

	stmt_bind_int(s, ":technology", technology.v);
	stmt_bind_int(s, ":opportunity", opportunity.v);
	return exec_changed(s, ret_deleted);
}
