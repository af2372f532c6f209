#include "app/cmd.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/command.h"
#include "app/import.h"
#include "domain/opportunity_columns.h"
#include "domain/score.h"
#include "store/company.h"
#include "store/db.h"
#include "store/match.h"
#include "store/match_best.h"
#include "store/opportunity.h"

#define USAGE                                                                              \
	"export companies|opportunities|matches [--format csv|jsonl]\n"                    \
	"       export matches [--by company|opportunity] [--limit N] [--min-score N]"

/* Rows fetched at a time, and what they may take in memory. */
#define BATCH           500
#define EXPORT_ARENA_MAX ((size_t)256 << 20)

/* The places of millions of matches. */
#define IDS_ARENA_MAX ((size_t)4 << 30)

/* clang-format off */
static const struct column match_columns[] = {
	{ "company_ref",     COLUMN_LINE,   true },
	{ "opportunity_ref", COLUMN_LINE,   true },
	{ "score",           COLUMN_NUMBER, true },
	{ "known",           COLUMN_NUMBER, true },
	{ "met",             COLUMN_NUMBER, true },
	{ "sector",          COLUMN_LINE,   true },
	{ "region",          COLUMN_LINE,   true },
	{ "concepts",        COLUMN_LINE,   true },
	{ "cooperation",     COLUMN_LINE,   true },
	{ "maturity",        COLUMN_LINE,   true },
	{ "language",        COLUMN_LINE,   true },
	{ "state",           COLUMN_LINE,   true },
	{ "origin",          COLUMN_LINE,   true },
	{ "rules",           COLUMN_LINE,   true },
};
/* clang-format on */

struct arguments {
	const char *what;
	enum record_format format;
	enum match_by by;
	int64_t limit, min_score;
};

struct export {
	struct db *db;
	struct arena *arena;		/* of one batch or row */
	struct record_writer out;
};

static void
put_technology(struct export *x, const struct company *c, const struct technology *t)
{
	const char *const cells[] = {
		c->ref, c->name, c->enterprise_number, c->province, c->website,
		column_number(x->arena, c->founded), c->size,
		t->summary.in[LANG_NL], t->summary.in[LANG_EN], t->summary.in[LANG_ZH],
		column_codes(x->arena, &t->sectors), column_codes(x->arena, &t->regions),
		column_codes(x->arena, &t->cooperation), column_number(x->arena, t->trl),
		column_codes(x->arena, &c->languages), c->contact_name, c->contact_email,
	};

	if (countof(cells) != n_company_columns)
		BUG("%zu cells of a company", countof(cells));
	record_writer_put(&x->out, cells);
}

static enum err
export_companies(struct export *x)
{
	struct company_list list = { 0 };
	company_id after = { 0 };

	record_writer_open(&x->out, stdout, x->out.format, company_columns, n_company_columns);
	for (;;) {
		arena_reset(x->arena);
		enum err e = company_list(x->db, after, BATCH, x->arena, &list);
		if (e != OK || list.n == 0)
			return e;
		for (size_t i = 0; i < list.n; i++) {
			const struct company *c = &list.items[i];
			struct technology_list technologies = { 0 };

			after = c->id;
			e = technology_list(x->db, c->id, x->arena, &technologies);
			if (e != OK)
				return e;
			for (size_t j = 0; j < technologies.n; j++)
				put_technology(x, c, &technologies.items[j]);
		}
	}
}

static void
put_opportunity(struct export *x, const struct opportunity *o)
{
	const char *cells[O__MAX];

	opportunity_cells(o, x->arena, cells);
	record_writer_put(&x->out, cells);
}

static enum err
export_opportunities(struct export *x)
{
	struct opportunity_list list = { 0 };
	opportunity_id after = { 0 };

	record_writer_open(&x->out, stdout, x->out.format, opportunity_columns, O__MAX);
	for (;;) {
		arena_reset(x->arena);
		enum err e = opportunity_list(x->db, after, BATCH, x->arena, &list);
		if (e != OK || list.n == 0)
			return e;
		for (size_t i = 0; i < list.n; i++) {
			after = list.items[i].id;
			put_opportunity(x, &list.items[i]);
		}
	}
}

/* A score of 0 is a number, not an unknown one. */
static const char *
count(struct arena *arena, int64_t n)
{
	return arena_printf(arena, "%" PRId64, n);
}

static void
put_match(struct export *x, const struct match_row *row)
{
	const struct match *m = &row->match;
	enum standing s[CRITERION__MAX];

	score_standings(m->criteria, s);
	const char *const cells[] = {
		row->company_ref, row->opportunity_ref, count(x->arena, m->score),
		count(x->arena, m->known), count(x->arena, m->met),
		standing_code(s[CRITERION_SECTOR]), standing_code(s[CRITERION_REGION]),
		standing_code(s[CRITERION_CONCEPTS]), standing_code(s[CRITERION_COOPERATION]),
		standing_code(s[CRITERION_MATURITY]), standing_code(s[CRITERION_LANGUAGE]),
		m->state, m->origin, m->rules,
	};

	if (countof(cells) != countof(match_columns))
		BUG("%zu cells of a match", countof(cells));
	record_writer_put(&x->out, cells);
}

static enum err
export_matches(struct export *x, const struct arguments *a)
{
	struct arena *ids = arena_new(IDS_ARENA_MAX);
	struct match_id_list list = { 0 };

	record_writer_open(&x->out, stdout, x->out.format, match_columns, countof(match_columns));
	enum err e = match_best(x->db, a->by, a->limit, a->min_score, ids, &list);
	for (size_t i = 0; i < list.n && e == OK && !ferror(stdout); i++) {
		struct match_row row;

		arena_reset(x->arena);
		e = match_get(x->db, list.items[i], &scope_of_all, x->arena, &row);
		if (e == OK)
			put_match(x, &row);
	}
	arena_free(ids);
	return e;
}

static bool
read_by(const char *text, enum match_by *ret_by)
{
	if (streq(text, "company"))
		*ret_by = MATCH_BY_COMPANY;
	else if (streq(text, "opportunity"))
		*ret_by = MATCH_BY_OPPORTUNITY;
	else
		return false;
	return true;
}

static bool
read_arguments(int argc, char **argv, struct arguments *a)
{
	static const struct option options[] = {
		{ "format", required_argument, NULL, 'f' },
		{ "by", required_argument, NULL, 'b' },
		{ "limit", required_argument, NULL, 'l' },
		{ "min-score", required_argument, NULL, 'm' },
		{ NULL, 0, NULL, 0 },
	};
	bool ok = true, of_matches = false;
	int c;

	optind = 0;
	while (ok && (c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		of_matches |= c != 'f';
		if (c == 'f')
			ok = record_format_parse(optarg, &a->format);
		else if (c == 'b')
			ok = read_by(optarg, &a->by);
		else if (c == 'l')
			ok = str_int(str_of(optarg), 0, INT32_MAX, &a->limit);
		else if (c == 'm')
			ok = str_int(str_of(optarg), 0, 100, &a->min_score);
		else
			ok = false;
	}
	if (!ok || argc - optind != 1)
		return false;
	a->what = argv[optind];
	if (streq(a->what, "matches"))
		return true;
	return !of_matches && (streq(a->what, "companies") || streq(a->what, "opportunities"));
}

int
cmd_export(struct config *config, int argc, char **argv)
{
	struct arguments a = { .by = MATCH_BY_OPPORTUNITY, .limit = 20 };
	struct export x = { 0 };
	enum err e;

	if (!read_arguments(argc, argv, &a))
		return command_usage(USAGE);

	int status = command_open(config, false, &x.db);
	if (status != EXIT_DONE)
		return status;
	x.arena = arena_new(EXPORT_ARENA_MAX);
	x.out.format = a.format;
	if (streq(a.what, "companies"))
		e = export_companies(&x);
	else if (streq(a.what, "opportunities"))
		e = export_opportunities(&x);
	else
		e = export_matches(&x, &a);

	if (!record_writer_close(&x.out))
		status = command_fail("the export could not be written in full");
	else if (e != OK)
		status = command_failed("the export is not complete", e);
	arena_free(x.arena);
	command_close(x.db);
	return status;
}
