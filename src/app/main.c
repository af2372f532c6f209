#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "app/cmd.h"
#include "app/command.h"
#include "app/options.h"
#include "base/log.h"
#include "store/db.h"

/* The commands, in the order of the help. */
static const struct command {
	const char *name;
	int (*run)(struct config *, int argc, char **argv);
	bool needs_db;
	const char *usage, *does;
} commands[] = {
	{ "serve", cmd_serve, true, "serve [--socket PATH] [--workers N]",
	    "the daemon: FastCGI on a unix socket, workers, job process, mailer" },
	{ "cgi", cmd_cgi, true, "cgi", "one request from environment and standard input" },
	{ "check", cmd_check, true, "check", "open everything and say what is wrong" },
	{ "init", cmd_init, true, "init", "make the database" },
	{ "migrate", cmd_migrate, true, "migrate", "bring the database to this version" },
	{ "seed", cmd_seed, true, "seed DIR [--demo] | seed --remove-demo",
	    "load sectors, regions, partners, pages; demo data; or remove the demo data" },
	{ "import", cmd_import, true, "import companies|opportunities FILE [--dry-run] [--format csv|jsonl] [--demo]\n"
	    "  import vocabulary FILE [--language nl|en|zh] [--source NAME] [--dry-run]",
	    "all or nothing; every error with line and column; a vocabulary is SKOS in RDF/XML, such as GEMET" },
	{ "export", cmd_export, true, "export companies|opportunities|matches [--format csv|jsonl]\n"
	    "             [--by company|opportunity] [--limit N] [--min-score N]",
	    "to standard output" },
	{ "match", cmd_match, true, "match [--explain REF REF] [--lang nl|en|zh]",
	    "compute all matches, or explain one pair" },
	{ "suggest", cmd_suggest, true, "suggest [--lang nl|en|zh] [--limit N]",
	    "sectors of the text on standard input, best first, with the words that led there" },
	{ "staff", cmd_staff, true, "staff add|reset|list ...", "staff accounts (staff --help)" },
	{ "mail", cmd_mail, true, "mail send", "deliver the outbox once" },
	{ "backup", cmd_backup, true, "backup FILE", "a verified copy of the database, while it runs" },
	{ "restore", cmd_restore, true, "restore FILE",
	    "put a backup in the place of the database, while nothing runs on it" },
	{ "routes", cmd_routes, false, "routes", "every address: method, least access, path" },
};

static void
help(FILE *out)
{
	fputs("usage: cleantechroute [OPTIONS] COMMAND ...\n\n", out);
	for (size_t i = 0; i < countof(commands); i++)
		fprintf(out, "  %s\n             %s\n", commands[i].usage, commands[i].does);
	fputs("\noptions, before or after the command:\n"
	      "  --db FILE           the database (else CLEANTECHROUTE_DB)\n"
	      "  --share DIR         where templates/, schema.sql and deploy/migrations/ are\n"
	      "  --origin URL        address of the public site, for links in mails\n"
	      "  --mail-folder DIR   put mails there instead of sending them\n"
	      "  --smtp URL          send mails there: smtp://host:port\n"
	      "  --mail-from ADDRESS sender of mails\n"
	      "  --help, --version\n", out);
}

static const struct command *
find(const char *name)
{
	for (size_t i = 0; i < countof(commands); i++)
		if (streq(commands[i].name, name))
			return &commands[i];
	return NULL;
}

/* EXIT_DONE, or the exit code after saying why there is no database to work on. */
static int
check_db(const char *path)
{
	if (!path) {
		command_fail("which database? --db FILE or CLEANTECHROUTE_DB");
		return EXIT_USAGE;
	}
	/* Before anything logs what SQLite thinks of it. */
	return db_is_other(path) ? command_fail("%s: is not a database", path) : EXIT_DONE;
}

/* The command that argv[1] names; the global options are taken out. */
static int
run(struct config *config, int argc, char **argv)
{
	const struct command *c;

	if (argc < 2 || streq(argv[1], "--help") || streq(argv[1], "help")) {
		help(argc < 2 ? stderr : stdout);
		return argc < 2 ? EXIT_USAGE : EXIT_DONE;
	}
	if (streq(argv[1], "--version")) {
		puts("cleantechroute " VERSION);
		return EXIT_DONE;
	}
	if (!(c = find(argv[1]))) {
		command_fail("no %s '%s'; see --help", argv[1][0] == '-' ? "option" : "command", argv[1]);
		return EXIT_USAGE;
	}
	for (int i = 2; i < argc; i++)
		if (streq(argv[i], "--help") && !streq(c->name, "staff")) {
			printf("usage: cleantechroute %s\n%s\n", c->usage, c->does);
			return EXIT_DONE;
		}
	int status = c->needs_db ? check_db(config->db) : EXIT_DONE;
	return status == EXIT_DONE ? c->run(config, argc - 1, argv + 1) : status;
}

/* What was printed may still be in the buffer, and the disk full. */
static int
flush_output(int status)
{
	bool written = fflush(stdout) == 0 && !ferror(stdout);

	if (status != EXIT_DONE || written)
		return status;
	return command_fail("standard output could not be written");
}

int
main(int argc, char **argv)
{
	struct config config;

	/* The arguments as they came: SIGHUP starts the daemon with them again. */
	char **original = calloc((size_t)argc + 1, sizeof *original);
	if (!original)
		return EXIT_FAILURE;
	memcpy(original, argv, (size_t)argc * sizeof *original);
	cmd_serve_arguments = original;

	umask(0077);
	log_init("command");
	argc = options_global(argc, argv, &config);
	int status = argc < 0 ? EXIT_USAGE : flush_output(run(&config, argc, argv));
	free(original);
	return status;
}
