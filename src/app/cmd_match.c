#include "app/cmd.h"

#include <getopt.h>
#include <stdio.h>

#include "app/command.h"
#include "base/clock.h"
#include "job/indexing.h"
#include "job/matching.h"
#include "page/explain.h"
#include "page/scoring.h"
#include "store/company.h"
#include "store/db.h"
#include "store/opportunity.h"
#include "store/taxonomy.h"
#include "text/msg.h"

#define USAGE             "match [--explain COMPANY_REF OPPORTUNITY_REF] [--lang nl|en|zh]"
#define EXPLAIN_ARENA_MAX ((size_t)64 << 20)

/* What the job process would do next anyway. */
static int
run_indexing(struct db *db)
{
	struct match_memory memory = { 0 };
	size_t n;
	enum err e = indexing_todo(&memory, db, clock_now(), &n);

	match_memory_free(&memory);
	return e == OK ? EXIT_DONE : command_failed("indexing", e);
}

/* Compute everything, and say how much it was. */
static int
run(struct db *db)
{
	struct matching_counts c = { 0 };
	int64_t start = clock_ms();
	enum err e = matching_run(db, clock_now(), &c);

	if (e != OK)
		return command_failed("matching", e);
	int status = run_indexing(db);
	if (status != EXIT_DONE)
		return status;
	command_checkpoint(db);

	int64_t ms = clock_ms() - start;
	printf("%zu technologies, %zu opportunities: %zu pairs, %zu scored, "
	       "%zu matches, %zu written, %zu retired, %d.%03d s\n",
	    c.technologies, c.opportunities, c.pairs, c.scored, c.suggested, c.written, c.retired,
	    (int)(ms / 1000), (int)(ms % 1000));
	return EXIT_DONE;
}

/* The two sides of a pair, and its technologies explained. */
struct pair {
	struct db *db;
	struct arena *arena;
	const struct scorer *scorer;
	enum lang lang;
	struct company company;
	struct opportunity opportunity;
	struct technology_list technologies;
	struct explain *explain;	/* one per technology */
};

static enum err
find_in_order(struct pair *p, const char *company, const char *opportunity)
{
	enum err e = company_get_by_ref(p->db, company, p->arena, &p->company);

	return e == OK ? opportunity_get_staff(p->db, opportunity, p->arena, &p->opportunity) : e;
}

/* The references may come in either order. */
static enum err
find_sides(struct pair *p, const char *a, const char *b)
{
	enum err e = find_in_order(p, a, b);

	return e == ERR_NOT_FOUND ? find_in_order(p, b, a) : e;
}

/* One technology in the order of printing. */
struct ranked {
	int score;
	size_t index;
};

/* Best first; of equal ones in the order of the company. */
static int
compare(const void *a, const void *b)
{
	const struct ranked *r = a, *s = b;

	if (r->score != s->score)
		return r->score < s->score ? 1 : -1;
	return r->index < s->index ? -1 : r->index > s->index;
}

static void
print_row(const struct pair *p, const struct explain_row *r)
{
	if (r->standing == STANDING_UNKNOWN)
		printf("  %s: %s, – / %d\n", r->label, r->standing_label, r->max);
	else
		printf("  %s: %s, %d / %d\n", r->label, r->standing_label, r->points, r->max);
	printf("    %s: %s\n", p->company.ref, r->company);
	printf("    %s: %s\n", p->opportunity.ref, r->opportunity);
	if (r->settle && r->settle[0] != '\0')
		printf("    %s\n", r->settle);
}

/* "membraanbioreactor = 膜生物反应器 (membrane bioreactor) +4,6" */
static void
print_terms(const struct explain *x)
{
	for (int i = 0; i < x->n_terms; i++)
		printf("    %s = %s (%s) %s\n", x->terms[i].company, x->terms[i].opportunity,
		    x->terms[i].label, x->terms[i].points);
}

static void
print_technology(const struct pair *p, size_t i)
{
	const struct technology *t = &p->technologies.items[i];
	const struct explain *x = &p->explain[i];
	const struct explain_row *rows = x->rows;
	const char *name = t->oneline[0] != '\0' ? t->oneline : texts_pick(&t->summary, p->lang, NULL);

	printf("\n%s\n%d / 100  %s\n", name, x->score, x->summary);
	if (rows[CRITERION_SECTOR].standing < STANDING_PARTLY ||
	    rows[CRITERION_REGION].standing < STANDING_PARTLY)
		printf("%s\n", msg_text(MSG_EXPLAIN_NO_MATCH, p->lang));
	for (int c = 0; c < CRITERION__MAX; c++) {
		print_row(p, &rows[c]);
		if (c == CRITERION_CONCEPTS)
			print_terms(x);
	}
}

static enum err
print_pair(struct pair *p)
{
	enum err e = technology_list(p->db, p->company.id, p->arena, &p->technologies);

	if (e != OK)
		return e;

	size_t n = p->technologies.n;
	struct ranked *order = arena_new_of(p->arena, struct ranked, n);
	p->explain = arena_new_of(p->arena, struct explain, n);
	for (size_t i = 0; i < n; i++) {
		explain_match(p->arena, p->scorer, p->lang, day_of(clock_now()), &p->company,
		    &p->technologies.items[i], &p->opportunity, NULL, &p->explain[i]);
		order[i] = (struct ranked){ p->explain[i].score, i };
	}
	if (n > 0)
		qsort(order, n, sizeof(*order), compare);

	printf("%s  %s\n%s  %s\n", p->company.ref, p->company.name, p->opportunity.ref,
	    texts_pick(&p->opportunity.title, p->lang, NULL));
	for (size_t i = 0; i < n; i++)
		print_technology(p, order[i].index);
	return OK;
}

/* With the scorer at hand. */
static int
explain_refs(struct pair *p, const char *a, const char *b)
{
	enum err e = find_sides(p, a, b);

	if (e == ERR_NOT_FOUND)
		return command_fail("%s and %s are not a company and an opportunity", a, b);
	if (e == OK)
		e = print_pair(p);
	return e == OK ? EXIT_DONE : command_failed("match --explain", e);
}

static int
explain(struct db *db, enum lang lang, const char *a, const char *b)
{
	struct taxonomy *taxonomy = NULL;
	struct pair p = { .db = db, .lang = lang, .arena = arena_new(EXPLAIN_ARENA_MAX) };
	enum err e = taxonomy_load(db, &taxonomy);

	struct scoring *scoring = scoring_new(taxonomy, NULL);
	if (e == OK)
		e = scoring_get(scoring, db, &p.scorer);
	int status = e == OK ? explain_refs(&p, a, b)
			     : command_failed("taxonomy, rules and vocabulary", e);
	scoring_free(scoring);
	taxonomy_free(taxonomy);
	arena_free(p.arena);
	return status;
}

int
cmd_match(struct config *config, int argc, char **argv)
{
	static const struct option options[] = {
		{ "explain", no_argument, NULL, 'e' },
		{ "lang", required_argument, NULL, 'l' },
		{ NULL, 0, NULL, 0 },
	};
	enum lang lang = LANG_EN;
	bool one = false, ok = true;
	struct db *db;
	int c;

	optind = 0;
	while (ok && (c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'e')
			one = true;
		else
			ok = c == 'l' && lang_parse(str_of(optarg), &lang);
	}
	if (!ok || argc - optind != (one ? 2 : 0))
		return command_usage(USAGE);

	int status = command_open(config, !one, &db);
	if (status != EXIT_DONE)
		return status;
	status = command_need_rules(db, config);
	if (status == EXIT_DONE)
		status = one ? explain(db, lang, argv[optind], argv[optind + 1]) : run(db);
	command_close(db);
	return status;
}
