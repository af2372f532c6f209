#include "domain/lists.h"
#include "store/match.h"
#include "store/rows.h"

/* ---- Each of these is given the codes of one input ---- */

static void
add_index(int16_t *indexes, uint8_t *n, const struct intern *codes, const char *code)
{
	int index = code_index(codes, code);

	if (index != -1 && *n < SCORE_CODES_MAX)
		indexes[(*n)++] = (int16_t)index;
}

static void
add_sector(void *item, const char *code, void *codes)
{
	struct score_side *side = &((struct match_input *)item)->side;

	add_index(side->sectors, &side->n_sectors, codes, code);
}

static void
add_region(void *item, const char *code, void *codes)
{
	struct score_side *side = &((struct match_input *)item)->side;

	add_index(side->regions, &side->n_regions, codes, code);
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

static struct match_input
technology_row(struct stmt *s, struct arena *arena)
{
	return (struct match_input){
		.id = stmt_int(s, 0),
		.ref = stmt_text(s, 1, arena),
		.side.trl = (uint8_t)stmt_int(s, 2),
		.live = stmt_int(s, 3) != 0,
	};
}

static struct match_input
opportunity_row(struct stmt *s, day today, struct arena *arena)
{
	day deadline;
	bool has = day_parse(stmt_peek(s, 3), &deadline) == 0;
	bool open = !has || deadline.v >= today.v;

	return (struct match_input){
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

static enum err
read_technologies(struct db *db, struct arena *arena, struct match_inputs *in)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_INPUT_TECHNOLOGY);
	size_t cap = 0;
	enum err e;

	while (rows_next(s, &e)) {
		in->technologies = arena_grow(arena, in->technologies, in->n_technologies, &cap,
		    sizeof(*in->technologies));
		in->technologies[in->n_technologies++] = technology_row(s, arena);
	}
	return e;
}

static enum err
read_opportunities(struct db *db, day today, struct arena *arena, struct match_inputs *in)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_INPUT_OPPORTUNITY);
	size_t cap = 0;
	enum err e;

	while (rows_next(s, &e)) {
		in->opportunities = arena_grow(arena, in->opportunities, in->n_opportunities, &cap,
		    sizeof(*in->opportunities));
		in->opportunities[in->n_opportunities++] = opportunity_row(s, today, arena);
	}
	return e;
}

enum err
match_inputs(struct db *db, const struct taxonomy *t, day today, struct arena *arena,
    struct match_inputs *ret_inputs)
{
	struct match_inputs in = { 0 };
	struct intern *sectors = sector_codes(t, arena), *regions = region_codes(t, arena);
	enum err e = read_technologies(db, arena, &in);

	if (e == OK)
		e = read_opportunities(db, today, arena, &in);

	/* One pass over each list of codes, beside the inputs. */
	const struct {
		enum stmt_id list;
		bool technology;
		void (*add)(void *item, const char *code, void *cookie);
		void *cookie;
	} passes[] = {
		{ STMT_MATCH_INPUT_TECHNOLOGY_SECTOR, true, add_sector, sectors },
		{ STMT_MATCH_INPUT_TECHNOLOGY_REGION, true, add_region, regions },
		{ STMT_MATCH_INPUT_TECHNOLOGY_COOPERATION, true, add_cooperation, NULL },
		{ STMT_MATCH_INPUT_TECHNOLOGY_LANGUAGE, true, add_language, NULL },
		{ STMT_OPPORTUNITY_FACETS_SECTOR, false, add_sector, sectors },
		{ STMT_OPPORTUNITY_FACETS_REGION, false, add_region, regions },
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

/* ---- One alone ---- */

static enum err
read_one(struct db *db, enum match_subject subject, int64_t id, day today, struct arena *arena,
    struct match_input *ret_input)
{
	bool technology = subject == MATCH_TECHNOLOGY, row;
	STMT_AUTO s = db_stmt(db,
	    technology ? STMT_MATCH_INPUT_ONE_TECHNOLOGY : STMT_MATCH_INPUT_ONE_OPPORTUNITY);

	stmt_bind_int(s, ":id", id);
	enum err e = stmt_step(s, &row);
	if (e != OK || !row)
		return e == OK ? ERR_NOT_FOUND : e;
	*ret_input = technology ? technology_row(s, arena) : opportunity_row(s, today, arena);
	return OK;
}

static enum err
add_codes(struct db *db, enum stmt_id list, int64_t id, struct arena *arena,
    void (*add)(void *item, const char *code, void *cookie), void *cookie, struct match_input *in)
{
	struct code_list codes;
	enum err e = codes_list(db, list, (struct owner){ .id = id }, arena, &codes);

	for (size_t i = 0; e == OK && i < codes.n; i++)
		add(in, codes.items[i], cookie);
	return e;
}

enum err
match_input_one(struct db *db, const struct taxonomy *t, enum match_subject subject, int64_t id,
    day today, struct arena *arena, struct match_input *ret_input)
{
	struct intern *sectors = sector_codes(t, arena), *regions = region_codes(t, arena);
	const struct {
		enum stmt_id list[2];	/* by subject */
		void (*add)(void *item, const char *code, void *cookie);
		void *cookie;
	} passes[] = {
		{ { STMT_TECHNOLOGY_SECTOR_LIST, STMT_OPPORTUNITY_SECTOR_LIST }, add_sector, sectors },
		{ { STMT_TECHNOLOGY_REGION_LIST, STMT_OPPORTUNITY_REGION_LIST }, add_region, regions },
		{ { STMT_TECHNOLOGY_COOPERATION_LIST, STMT_OPPORTUNITY_COOPERATION_LIST },
		    add_cooperation, NULL },
	};
	struct match_input in;
	enum err e = read_one(db, subject, id, today, arena, &in);

	for (size_t i = 0; e == OK && i < countof(passes); i++)
		e = add_codes(db, passes[i].list[subject], id, arena, passes[i].add, passes[i].cookie,
		    &in);
	if (e == OK && subject == MATCH_TECHNOLOGY)
		e = add_codes(db, STMT_MATCH_INPUT_ONE_LANGUAGE, id, arena, add_language, NULL, &in);
	if (e == OK)
		*ret_input = in;
	return e;
}
