#include "app/seed.h"

#include "app/records.h"
#include "store/page_text.h"
#include "store/partner.h"
#include "store/taxonomy.h"

/* What one file is, and how one of its records is loaded. */
struct part {
	const char *name;
	const struct column *columns;
	size_t n_columns;
	enum err (*put)(struct seed *, struct records *, const struct record *, bool *ret_changed);
};

static struct texts
texts_from(const struct record *r, size_t column)
{
	return (struct texts){ { r->cells[column], r->cells[column + 1], r->cells[column + 2] } };
}

/* Codes parted by ";" as they stand: the store knows which exist. */
static struct code_list
codes_of(struct arena *arena, const char *cell)
{
	struct str rest = str_of(cell), item;
	struct code_list list = { arena_new_of(arena, const char *, strlen(cell) / 2 + 1), 0 };

	while (str_split(&rest, ';', &item)) {
		item = str_trim(item);
		if (item.n > 0)
			list.items[list.n++] = arena_strndup(arena, item.p, item.n);
	}
	return list;
}

static enum err
load(struct seed *s, const struct part *part)
{
	struct records records;
	struct record record;
	const char *path = arena_printf(s->arena, "%s/%s", s->dir, part->name);
	enum err e = OK;

	s->problems = (struct problems){ .arena = s->arena, .file = path };
	s->n = s->n_changed = 0;
	bool open = records_open(&records, s->arena, &s->problems, path, RECORD_CSV, part->columns,
	    part->n_columns);
	while (open && e == OK && records_next(&records, &record)) {
		size_t before = s->problems.total;
		bool changed = false;

		s->n++;
		if (before > 0)
			continue;
		e = part->put(s, &records, &record, &changed);
		s->n_changed += changed;
		if (e == ERR_CONFLICT) {
			problems_add(&s->problems, record.line, NULL, 0,
			    "it contradicts the rows before it, or names a code that is not there");
			e = OK;
		}
	}
	records_close(&records);
	return e == OK && s->problems.total > 0 ? ERR_BAD_INPUT : e;
}

static enum err
put_sector(struct seed *s, struct records *records, const struct record *r, bool *ret_changed)
{
	const struct sector sector = { .code = r->cells[0], .parent = -1, .label = texts_from(r, 2) };

	(void)records;
	return taxonomy_put_sector(s->db, &sector, r->cells[1], (int64_t)s->n, ret_changed);
}

enum err
seed_sectors(struct seed *s)
{
	static const struct column columns[] = {
		{ "code", COLUMN_LINE, true }, { "parent", COLUMN_LINE, false },
		{ "label_nl", COLUMN_LINE, true }, { "label_en", COLUMN_LINE, true },
		{ "label_zh", COLUMN_LINE, true },
	};

	return load(s, &(struct part){ "sectors.csv", columns, countof(columns), put_sector });
}

static enum err
put_region(struct seed *s, struct records *records, const struct record *r, bool *ret_changed)
{
	struct region region = { .code = r->cells[0], .parent = -1, .slug = r->cells[3],
		.label = texts_from(r, 4) };

	if (!region_level_parse(r->cells[2], &region.level)) {
		records_fail(records, r, 2, "%s is no level of a region",
		    problems_quote(&s->problems, r->cells[2]));
		return OK;
	}
	return taxonomy_put_region(s->db, &region, r->cells[1], (int64_t)s->n, ret_changed);
}

enum err
seed_regions(struct seed *s)
{
	static const struct column columns[] = {
		{ "code", COLUMN_LINE, true }, { "parent", COLUMN_LINE, false },
		{ "level", COLUMN_LINE, true }, { "slug", COLUMN_LINE, false },
		{ "label_nl", COLUMN_LINE, true }, { "label_en", COLUMN_LINE, true },
		{ "label_zh", COLUMN_LINE, true },
	};

	return load(s, &(struct part){ "regions.csv", columns, countof(columns), put_region });
}

/* "CN-SN 1985": the region, and the year in which the tie began, if it is known. */
static void
read_ties(struct arena *arena, const char *cell, struct partner *p)
{
	p->regions = codes_of(arena, cell);
	p->since = arena_new_of(arena, const char *, p->regions.n);
	for (size_t i = 0; i < p->regions.n; i++) {
		const char *tie = p->regions.items[i];
		size_t n = strcspn(tie, " ");

		p->since[i] = tie[n] == ' ' ? tie + n + 1 : "";
		p->regions.items[i] = arena_strndup(arena, tie, n);
	}
}

static enum err
put_partner(struct seed *s, struct records *records, const struct record *r, bool *ret_changed)
{
	struct partner partner = {
		.code = r->cells[0],
		.kind = r->cells[1],
		.scope.province = r->cells[3],
		.name = texts_from(r, 5),
		.text = texts_from(r, 8),
	};

	if (!scope_kind_parse(r->cells[2], &partner.scope.kind)) {
		records_fail(records, r, 2, "%s is not province, all or none",
		    problems_quote(&s->problems, r->cells[2]));
		return OK;
	}
	if ((partner.scope.kind == SCOPE_PROVINCE) != (*r->cells[3] != '\0')) {
		records_fail(records, r, 3, "a province belongs to the scope \"province\"");
		return OK;
	}
	read_ties(s->arena, r->cells[4], &partner);
	return partner_put(s->db, &partner, (int64_t)s->n, s->arena, ret_changed);
}

enum err
seed_partners(struct seed *s)
{
	static const struct column columns[] = {
		{ "code", COLUMN_LINE, true }, { "kind", COLUMN_LINE, true },
		{ "scope", COLUMN_LINE, true }, { "province", COLUMN_LINE, false },
		{ "regions", COLUMN_LIST, false },
		{ "name_nl", COLUMN_LINE, true }, { "name_en", COLUMN_LINE, true },
		{ "name_zh", COLUMN_LINE, true }, { "text_nl", COLUMN_TEXT, true },
		{ "text_en", COLUMN_TEXT, true }, { "text_zh", COLUMN_TEXT, true },
	};

	return load(s, &(struct part){ "partners.csv", columns, countof(columns), put_partner });
}

static enum err
put_fact(struct seed *s, struct records *records, const struct record *r, bool *ret_changed)
{
	struct region_fact fact = {
		.region = r->cells[0],
		.label = texts_from(r, 2),
		.value = texts_from(r, 5),
		.year = r->cells[8],
		.source_name = r->cells[9],
		.source_url = r->cells[10],
	};

	if (!str_int(str_of(r->cells[1]), 1, 999, &fact.position)) {
		records_fail(records, r, 1, "%s is not a number from 1",
		    problems_quote(&s->problems, r->cells[1]));
		return OK;
	}
	return region_fact_put(s->db, &fact, ret_changed);
}

enum err
seed_facts(struct seed *s)
{
	static const struct column columns[] = {
		{ "region", COLUMN_LINE, true }, { "position", COLUMN_NUMBER, true },
		{ "label_nl", COLUMN_LINE, true }, { "label_en", COLUMN_LINE, true },
		{ "label_zh", COLUMN_LINE, true }, { "value_nl", COLUMN_LINE, true },
		{ "value_en", COLUMN_LINE, true }, { "value_zh", COLUMN_LINE, true },
		{ "year", COLUMN_LINE, true }, { "source_name", COLUMN_LINE, true },
		{ "source_url", COLUMN_LINE, true },
	};

	return load(s, &(struct part){ "facts.csv", columns, countof(columns), put_fact });
}
