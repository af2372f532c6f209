#include "store/match.h"

#include "domain/lists.h"
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
	for (;;) {
		bool row;
		enum err e = stmt_step(s, &row);

		if (e != OK)
			return e;
		if (!row)
			break;
		list.items = rows_grow(arena, list.items, list.n, &cap, sizeof(*list.items));
		list.items[list.n++] = (struct match_todo){
			.subject = streq(stmt_peek(s, 0), subjects[MATCH_TECHNOLOGY]) ?
			    MATCH_TECHNOLOGY :
			    MATCH_OPPORTUNITY,
			.id = stmt_int(s, 1),
			.since = stmt_int(s, 2),
		};
	}
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

/* ---- Inputs: each of these is given the codes of one input ---- */

static void
add_sector(void *item, const char *code, void *map)
{
	struct score_side *side = &((struct match_input *)item)->side;
	int index = code_map_find(map, code);

	if (index != -1 && side->n_sectors < SCORE_CODES_MAX)
		side->sectors[side->n_sectors++] = (int16_t)index;
}

static void
add_region(void *item, const char *code, void *map)
{
	struct score_side *side = &((struct match_input *)item)->side;
	int index = code_map_find(map, code);

	if (index != -1 && side->n_regions < SCORE_CODES_MAX)
		side->regions[side->n_regions++] = (int16_t)index;
}

static void
add_cooperation(void *item, const char *code, void *unused)
{
	struct score_side *side = &((struct match_input *)item)->side;

	(void)unused;
	for (size_t i = 0; i < list_cooperation.n; i++)
		if (streq(list_cooperation.items[i].code, code))
			side->cooperation = (uint16_t)(side->cooperation | 1U << i);
}

static void
add_language(void *item, const char *code, void *unused)
{
	struct score_side *side = &((struct match_input *)item)->side;
	enum lang lang;

	(void)unused;
	if (lang_parse(str_of(code), &lang))
		side->languages = (uint8_t)(side->languages | 1U << lang);
}

static enum err
read_technologies(struct db *db, struct arena *arena, struct match_inputs *in)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_INPUT_TECHNOLOGY);
	size_t cap = 0;

	for (;;) {
		bool row;
		enum err e = stmt_step(s, &row);

		if (e != OK || !row)
			return e;
		in->technologies = rows_grow(arena, in->technologies, in->n_technologies, &cap,
		    sizeof(*in->technologies));
		in->technologies[in->n_technologies++] = (struct match_input){
			.id = stmt_int(s, 0),
			.ref = stmt_text(s, 1, arena),
			.side.trl = (uint8_t)stmt_int(s, 2),
			.live = stmt_int(s, 3) != 0,
		};
	}
}

static enum err
read_opportunities(struct db *db, day today, struct arena *arena, struct match_inputs *in)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_INPUT_OPPORTUNITY);
	size_t cap = 0;

	for (;;) {
		bool row;
		enum err e = stmt_step(s, &row);
		day deadline;

		if (e != OK || !row)
			return e;
		bool has = day_parse(stmt_peek(s, 3), &deadline) == 0;
		bool open = !has || deadline.v >= today.v;

		in->opportunities = rows_grow(arena, in->opportunities, in->n_opportunities, &cap,
		    sizeof(*in->opportunities));
		in->opportunities[in->n_opportunities++] = (struct match_input){
			.id = stmt_int(s, 0),
			.ref = stmt_text(s, 1, arena),
			.side = {
				.trl = (uint8_t)stmt_int(s, 2),
				.has_deadline = has,
				.open = open,
			},
			.live = open && stmt_int(s, 4) != 0,
		};
	}
}

enum err
match_inputs(struct db *db, const struct taxonomy *t, day today, struct arena *arena,
    struct match_inputs *ret_inputs)
{
	struct match_inputs in = { 0 };
	struct code_map sectors = code_map_new(arena, t->n_sectors);
	struct code_map regions = code_map_new(arena, t->n_regions);
	enum err e = read_technologies(db, arena, &in);

	if (e == OK)
		e = read_opportunities(db, today, arena, &in);
	for (size_t i = 0; i < t->n_sectors; i++)
		code_map_add(&sectors, t->sectors[i].code, (int)i);
	for (size_t i = 0; i < t->n_regions; i++)
		code_map_add(&regions, t->regions[i].code, (int)i);

	/* One pass over each list of codes, beside the inputs. */
	const struct {
		enum stmt_id list;
		bool technology;
		void (*add)(void *item, const char *code, void *cookie);
		void *cookie;
	} passes[] = {
		{ STMT_MATCH_INPUT_TECHNOLOGY_SECTOR, true, add_sector, &sectors },
		{ STMT_MATCH_INPUT_TECHNOLOGY_REGION, true, add_region, &regions },
		{ STMT_MATCH_INPUT_TECHNOLOGY_COOPERATION, true, add_cooperation, NULL },
		{ STMT_MATCH_INPUT_TECHNOLOGY_LANGUAGE, true, add_language, NULL },
		{ STMT_OPPORTUNITY_FACETS_SECTOR, false, add_sector, &sectors },
		{ STMT_OPPORTUNITY_FACETS_REGION, false, add_region, &regions },
		{ STMT_OPPORTUNITY_FACETS_COOPERATION, false, add_cooperation, NULL },
	};

	for (size_t i = 0; e == OK && i < countof(passes); i++)
		e = rows_merge(db, passes[i].list,
		    passes[i].technology ? in.technologies : in.opportunities,
		    passes[i].technology ? in.n_technologies : in.n_opportunities,
		    sizeof(struct match_input), passes[i].add, passes[i].cookie);
	if (e == OK)
		*ret_inputs = in;
	return e;
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
	for (;;) {
		bool row;
		enum err e = stmt_step(s, &row);

		if (e != OK)
			return e;
		if (!row)
			break;
		list.items = rows_grow(arena, list.items, list.n, &cap, sizeof(*list.items));
		list.items[list.n++] = (struct match_pair){
			.id = { stmt_int(s, 0) },
			.technology = { stmt_int(s, 1) },
			.opportunity = { stmt_int(s, 2) },
			.score = stmt_int(s, 3),
		};
	}
	*ret_list = list;
	return OK;
}

static void
bind_score(struct stmt *s, const struct score *score, const char *criteria, int64_t now)
{
	stmt_bind_int(s, ":score", score->total);
	stmt_bind_int(s, ":known", score->known);
	stmt_bind_int(s, ":met", score->met);
	stmt_bind_text(s, ":criteria", criteria);
	stmt_bind_text(s, ":rules", SCORE_RULES);
	stmt_bind_int(s, ":now", now);
}

static enum err
first_event(struct db *db, int64_t match, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_EVENT_INSERT);

	stmt_bind_int(s, ":match", match);
	stmt_bind_int(s, ":now", now);
	stmt_bind_opt(s, ":account", 0);
	stmt_bind_text(s, ":account_name", "");
	stmt_bind_text(s, ":from", "");
	stmt_bind_text(s, ":to", match_state_code(MATCH_SUGGESTED));
	stmt_bind_text(s, ":reason", "");
	stmt_bind_text(s, ":note", "");
	return stmt_exec(s);
}

static enum err
find(struct db *db, technology_id technology, opportunity_id opportunity, int64_t *ret_id)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_FIND);
	bool row;

	stmt_bind_int(s, ":technology", technology.v);
	stmt_bind_int(s, ":opportunity", opportunity.v);
	enum err e = stmt_step(s, &row);

	if (e == OK)
		*ret_id = row ? stmt_int(s, 0) : 0;
	return e;
}

static enum err
rescore(struct db *db, int64_t id, const struct score *score, int64_t now, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_RESCORE);
	char criteria[CRITERION__MAX + 1];

	score_criteria(score, criteria);
	stmt_bind_int(s, ":id", id);
	bind_score(s, score, criteria, now);
	return exec_changed(s, ret_changed);
}

enum err
match_rescore(struct db *db, technology_id technology, opportunity_id opportunity,
    const struct score *score, int64_t now, bool *ret_changed)
{
	int64_t id;
	enum err e = find(db, technology, opportunity, &id);

	if (e == OK && id != 0)
		return rescore(db, id, score, now, ret_changed);
	if (e == OK)
		*ret_changed = false;
	return e;
}

enum err
match_put(struct db *db, technology_id technology, opportunity_id opportunity,
    const struct score *score, int64_t now, bool *ret_changed)
{
	char criteria[CRITERION__MAX + 1];
	bool changed;
	int64_t id;
	enum err e = find(db, technology, opportunity, &id);

	if (e != OK)
		return e;
	if (id != 0)
		return rescore(db, id, score, now, ret_changed);
	score_criteria(score, criteria);
	{
		STMT_AUTO s = db_stmt(db, STMT_MATCH_INSERT);

		stmt_bind_int(s, ":technology", technology.v);
		stmt_bind_int(s, ":opportunity", opportunity.v);
		bind_score(s, score, criteria, now);
		e = exec_changed(s, &changed);
	}
	/* One of the two may have been deleted since it was loaded. */
	if (e == OK && changed)
		e = first_event(db, db_last_id(db), now);
	if (e == OK)
		*ret_changed = changed;
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
