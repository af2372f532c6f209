#include "app/cmd.h"

#include <getopt.h>
#include <stdio.h>

#include "app/command.h"
#include "app/import.h"
#include "app/import_vocabulary.h"
#include "store/db.h"
#include "store/taxonomy.h"

#define USAGE                                                                                       \
	"import companies|opportunities FILE [--dry-run] [--format csv|jsonl] [--demo]\n" \
	"       cleantechroute import vocabulary FILE [--language nl|en|zh] [--source NAME] [--dry-run]"

struct arguments {
	const char *what, *path;
	enum record_format format;
	bool dry_run, demo;
	enum lang language;		/* of a vocabulary; LANG__MAX: all */
	const char *source;
	bool of_records, of_vocabulary;	/* options that only one of them has */
};

/* Whether the options belong to what is imported; what the file is may follow from its name. */
static bool
check_arguments(struct arguments *a, bool formatted)
{
	if (streq(a->what, "vocabulary"))
		return !a->of_records && (!a->source || vocabulary_source_valid(a->source));
	if ((!streq(a->what, "companies") && !streq(a->what, "opportunities")) || a->of_vocabulary)
		return false;
	if (!formatted && !record_format_of(a->path, &a->format)) {
		command_fail("%s: is it csv or jsonl? give --format", a->path);
		return false;
	}
	return true;
}

static bool
read_arguments(int argc, char **argv, struct arguments *a)
{
	static const struct option options[] = {
		{ "dry-run", no_argument, NULL, 'n' },
		{ "format", required_argument, NULL, 'f' },
		{ "demo", no_argument, NULL, 'd' },
		{ "language", required_argument, NULL, 'l' },
		{ "source", required_argument, NULL, 's' },
		{ NULL, 0, NULL, 0 },
	};
	bool formatted = false;
	int c;

	optind = 0;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'n')
			a->dry_run = true;
		else if (c == 'd')
			a->demo = a->of_records = true;
		else if (c == 'f' && record_format_parse(optarg, &a->format))
			formatted = a->of_records = true;
		else if (c == 'l' && lang_parse(str_of(optarg), &a->language))
			a->of_vocabulary = true;
		else if (c == 's') {
			a->source = optarg;
			a->of_vocabulary = true;
		} else
			return false;
	}
	if (argc - optind != 2)
		return false;
	a->what = argv[optind];
	a->path = argv[optind + 1];
	return check_arguments(a, formatted);
}

static int
failed(const struct problems *problems, const char *path, enum err e)
{
	if (e != ERR_BAD_INPUT)
		return command_failed("nothing was changed", e);
	problems_print(problems, stderr);
	return command_fail("%s: %zu error%s, nothing was changed", path, problems->total,
	    problems->total == 1 ? "" : "s");
}

static int
report(const struct import *im, const struct arguments *a, enum err e)
{
	if (e != OK)
		return failed(&im->problems, a->path, e);
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

static int
run_vocabulary(struct db *db, const struct arguments *a)
{
	struct vocabulary_import im = { .db = db, .arena = arena_new(VOCABULARY_ARENA_MAX),
		.only = a->language, .source = a->source, .dry_run = a->dry_run };
	enum err e = import_vocabulary(&im, a->path);
	int status = EXIT_DONE;

	if (e != OK)
		status = failed(&im.problems, a->path, e);
	else
		printf("%s: %zu concepts, %zu new or changed, %zu labels%s\n", im.source, im.n_concepts,
		    im.n_changed, im.n_labels, a->dry_run ? " (dry run: nothing was written)" : "");
	arena_free(im.arena);
	return status;
}

static int
run_records(struct db *db, const struct arguments *a)
{
	struct taxonomy *taxonomy = NULL;
	int status;

	enum err e = taxonomy_load(db, &taxonomy);
	if (e == OK) {
		struct import im = { .db = db, .arena = arena_new(IMPORT_ARENA_MAX),
			.taxonomy = taxonomy, .now = clock_now(), .dry_run = a->dry_run,
			.demo = a->demo };

		e = streq(a->what, "companies") ? import_companies(&im, a->path, a->format)
					       : import_opportunities(&im, a->path, a->format);
		status = report(&im, a, e);
		arena_free(im.arena);
	} else {
		status = command_failed("the taxonomy", e);
	}
	taxonomy_free(taxonomy);
	return status;
}

int
cmd_import(struct config *config, int argc, char **argv)
{
	struct arguments a = { .language = LANG__MAX };
	struct db *db;

	if (!read_arguments(argc, argv, &a))
		return command_usage(USAGE);

	int status = command_open(config, true, &db);
	if (status != EXIT_DONE)
		return status;
	status = streq(a.what, "vocabulary") ? run_vocabulary(db, &a) : run_records(db, &a);
	if (status == EXIT_DONE && !a.dry_run)
		command_checkpoint(db);
	command_close(db);
	return status;
}
