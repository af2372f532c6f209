#include "app/cmd.h"

#include <getopt.h>
#include <stdio.h>

#include "app/command.h"
#include "app/import.h"
#include "store/db.h"
#include "store/taxonomy.h"

#define USAGE "import companies|opportunities FILE [--dry-run] [--format csv|jsonl] [--demo]"

struct arguments {
	const char *what, *path;
	enum record_format format;
	bool dry_run, demo;
};

static bool
read_arguments(int argc, char **argv, struct arguments *a)
{
	static const struct option options[] = {
		{ "dry-run", no_argument, NULL, 'n' },
		{ "format", required_argument, NULL, 'f' },
		{ "demo", no_argument, NULL, 'd' },
		{ NULL, 0, NULL, 0 },
	};
	bool formatted = false;
	int c;

	optind = 0;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'n')
			a->dry_run = true;
		else if (c == 'd')
			a->demo = true;
		else if (c == 'f' && record_format_parse(optarg, &a->format))
			formatted = true;
		else
			return false;
	}
	if (argc - optind != 2)
		return false;
	a->what = argv[optind];
	a->path = argv[optind + 1];
	if (!streq(a->what, "companies") && !streq(a->what, "opportunities"))
		return false;
	if (!formatted && !record_format_of(a->path, &a->format)) {
		command_fail("%s: is it csv or jsonl? give --format", a->path);
		return false;
	}
	return true;
}

static int
report(const struct import *im, const struct arguments *a, enum err e)
{
	if (e == ERR_BAD_INPUT) {
		problems_print(&im->problems, stderr);
		return command_fail("%s: %zu error%s, nothing was changed", a->path,
		    im->problems.total, im->problems.total == 1 ? "" : "s");
	}
	if (e != OK)
		return command_failed("nothing was changed", e);
	printf("%s: %zu new, %zu changed, %zu unchanged%s\n", a->what, im->n_new, im->n_changed,
	    im->n_unchanged, a->dry_run ? " (dry run: nothing was written)" : "");
	import_print_demo(im);
	if (im->n_refused > 0)
		printf("%zu stay%s refused\n", im->n_refused, im->n_refused == 1 ? "s" : "");
	if (im->n_taken_over > 0)
		printf("%zu enterprise number%s taken over from %s\n", im->n_taken_over,
		    im->n_taken_over == 1 ? "" : "s",
		    im->n_taken_over == 1 ? "an unconfirmed registration"
					  : "unconfirmed registrations");
	return EXIT_DONE;
}

int
cmd_import(struct config *config, int argc, char **argv)
{
	struct arguments a = { 0 };
	struct taxonomy *taxonomy = NULL;
	struct db *db;

	if (!read_arguments(argc, argv, &a))
		return command_usage(USAGE);

	int status = command_open(config, true, &db);
	if (status != EXIT_DONE)
		return status;

	enum err e = taxonomy_load(db, &taxonomy);
	if (e == OK) {
		struct import im = { .db = db, .arena = arena_new(IMPORT_ARENA_MAX),
			.taxonomy = taxonomy, .now = clock_now(), .dry_run = a.dry_run,
			.demo = a.demo };

		e = streq(a.what, "companies") ? import_companies(&im, a.path, a.format)
					       : import_opportunities(&im, a.path, a.format);
		if (e == OK && !a.dry_run)
			command_checkpoint(db);
		status = report(&im, &a, e);
		arena_free(im.arena);
	} else {
		status = command_failed("the taxonomy", e);
	}
	taxonomy_free(taxonomy);
	command_close(db);
	return status;
}
