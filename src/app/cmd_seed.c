#include "app/cmd.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/command.h"
#include "app/import.h"
#include "app/seed.h"
#include "store/db.h"
#include "store/demo.h"
#include "store/taxonomy.h"

#define USAGE "seed DIR [--demo]\n       seed --remove-demo"

/* In this order: each may name what stands before it. */
static const struct {
	const char *what;
	enum err (*load)(struct seed *);
} parts[] = {
	{ "sectors", seed_sectors },
	{ "regions", seed_regions },
	{ "rules", seed_rules },
	{ "vocabulary", seed_vocabulary },
	{ "partners", seed_partners },
	{ "facts", seed_facts },
	{ "pages", seed_pages },
};

static void
report(const char *what, size_t n, size_t changed)
{
	printf("%s: %zu, of which %zu new or changed\n", what, n, changed);
}

static int
failed(const struct problems *problems, const char *what, enum err e)
{
	if (e != ERR_BAD_INPUT)
		return command_failed(what, e);
	problems_print(problems, stderr);
	return command_fail("%s: %zu error%s, nothing was changed", what, problems->total,
	    problems->total == 1 ? "" : "s");
}

static int
seed_all(struct seed *s)
{
	size_t n[countof(parts)], changed[countof(parts)];
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(s->db, &tx);

	if (e != OK)
		return command_failed("seed", e);
	for (size_t i = 0; i < countof(parts); i++) {
		e = parts[i].load(s);
		if (e != OK)
			return failed(&s->problems, parts[i].what, e);
		n[i] = s->n;
		changed[i] = s->n_changed;
	}
	e = tx_commit(&tx);
	if (e != OK)
		return command_failed("seed", e);
	for (size_t i = 0; i < countof(parts); i++)
		report(parts[i].what, n[i], changed[i]);
	return EXIT_DONE;
}

static int
seed_demo(struct seed *s)
{
	struct taxonomy *taxonomy = NULL;
	enum err e = taxonomy_load(s->db, &taxonomy);
	int status = EXIT_DONE;

	if (e != OK)
		return command_failed("the taxonomy", e);
	for (int i = 0; i < 2 && status == EXIT_DONE; i++) {
		const char *what = i == 0 ? "companies" : "opportunities";
		const char *path = arena_printf(s->arena, "%s/demo/%s.csv", s->dir, what);
		struct import im = { .db = s->db, .arena = arena_new(IMPORT_ARENA_MAX),
			.taxonomy = taxonomy, .now = s->now, .demo = true };

		e = i == 0 ? import_companies(&im, path, RECORD_CSV)
			   : import_opportunities(&im, path, RECORD_CSV);
		if (e != OK) {
			status = failed(&im.problems, path, e);
		} else {
			report(i == 0 ? "demo companies" : "demo opportunities",
			    im.n_new + im.n_changed + im.n_unchanged, im.n_new + im.n_changed);
			import_print_demo(&im);
		}
		arena_free(im.arena);
	}
	taxonomy_free(taxonomy);
	return status;
}

static int
remove_demo(struct db *db)
{
	int64_t n = 0;
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(db, &tx);

	if (e == OK)
		e = demo_remove(db, &n);
	if (e == OK)
		e = tx_commit(&tx);
	if (e != OK)
		return command_failed("seed --remove-demo", e);
	printf("demo data: %" PRId64 " removed\n", n);
	return EXIT_DONE;
}

static int
seed_dir(struct db *db, const char *dir, bool demo)
{
	struct seed s = { .db = db, .dir = dir, .now = clock_now(),
		.arena = arena_new(SEED_ARENA_MAX) };
	int status = seed_all(&s);

	if (status == EXIT_DONE && demo)
		status = seed_demo(&s);
	arena_free(s.arena);
	return status;
}

int
cmd_seed(struct config *config, int argc, char **argv)
{
	static const struct option options[] = {
		{ "demo", no_argument, NULL, 'd' },
		{ "remove-demo", no_argument, NULL, 'r' },
		{ NULL, 0, NULL, 0 },
	};
	bool demo = false, remove = false, ok = true;
	struct db *db;
	int c;

	optind = 0;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		demo |= c == 'd';
		remove |= c == 'r';
		ok &= c == 'd' || c == 'r';
	}
	if (!ok || (demo && remove) || argc - optind != (remove ? 0 : 1))
		return command_usage(USAGE);

	int status = command_open(config, true, &db);
	if (status != EXIT_DONE)
		return status;
	status = remove ? remove_demo(db) : seed_dir(db, argv[optind], demo);
	if (status == EXIT_DONE)
		command_checkpoint(db);
	command_close(db);
	return status;
}
