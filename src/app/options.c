#include "app/options.h"

#include <stdio.h>
#include <stdlib.h>

static void
take_out(int *argc, char **argv, int at, int n)
{
	for (int i = at; i + n <= *argc; i++)
		argv[i] = argv[i + n];	/* the NULL at the end too */
	*argc -= n;
}

bool
options_take_flag(int *argc, char **argv, const char *name)
{
	for (int i = 1; i < *argc; i++)
		if (streq(argv[i], name)) {
			take_out(argc, argv, i, 1);
			return true;
		}
	return false;
}

bool
options_take_value(int *argc, char **argv, const char *name, const char **ret)
{
	size_t n = strlen(name);

	for (int i = 1; i < *argc; i++) {
		if (strncmp(argv[i], name, n) != 0)
			continue;
		if (argv[i][n] == '=') {
			*ret = argv[i] + n + 1;
			take_out(argc, argv, i, 1);
			return true;
		}
		if (argv[i][n] == '\0') {
			*ret = i + 1 < *argc ? argv[i + 1] : NULL;
			take_out(argc, argv, i, *ret ? 2 : 1);
			return true;
		}
	}
	return false;
}

bool
options_unknown(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strncmp(argv[i], "--", 2) == 0) {
			fprintf(stderr, "cleantechroute: unknown option %s\n", argv[i]);
			return true;
		}
	return false;
}

static const char *
env_or(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value && *value ? value : otherwise;
}

/* Where the value of an option goes. */
struct option_value {
	const char *name, **value;
};

/* Take ${options} out of ${argv}; the new argc, or -1 after telling which has no value or too many. */
static int
take_values(int argc, char **argv, const struct option_value *options, size_t n)
{
	const char *again;

	for (size_t i = 0; i < n; i++) {
		const char *name = options[i].name, **value = options[i].value;

		if (!options_take_value(&argc, argv, name, value))
			continue;
		if (!*value || !**value) {
			fprintf(stderr, "cleantechroute: %s needs a value\n", name);
			return -1;
		}
		if (options_take_value(&argc, argv, name, &again)) {
			fprintf(stderr, "cleantechroute: %s is given twice\n", name);
			return -1;
		}
	}
	return argc;
}

int
options_serve(int argc, char **argv, struct config *config)
{
	const char *workers = NULL;
	const struct option_value options[] = {
		{ "--socket", &config->socket }, { "--workers", &workers },
	};
	int64_t n;

	argc = take_values(argc, argv, options, countof(options));
	if (argc < 0 || !workers)
		return argc;
	if (!str_int(str_of(workers), 1, 64, &n)) {
		fprintf(stderr, "cleantechroute: --workers takes 1 to 64, not '%s'\n", workers);
		return -1;
	}
	config->workers = (int)n;
	return argc;
}

int
options_global(int argc, char **argv, struct config *ret)
{
	struct config c = {
		.db = env_or("CLEANTECHROUTE_DB", NULL),
		.share = env_or("CLEANTECHROUTE_SHARE", SHARE_DIR),
		.origin = env_or("CLEANTECHROUTE_ORIGIN", "http://localhost:8080"),
		.mail_folder = env_or("CLEANTECHROUTE_MAIL_FOLDER", NULL),
		.smtp_url = env_or("CLEANTECHROUTE_SMTP", NULL),
		.mail_from = env_or("CLEANTECHROUTE_MAIL_FROM", "noreply@localhost.localdomain"),
		.socket = NULL,
		.workers = 4,
	};
	const struct option_value options[] = {
		{ "--db", &c.db }, { "--share", &c.share }, { "--origin", &c.origin },
		{ "--mail-folder", &c.mail_folder }, { "--smtp", &c.smtp_url },
		{ "--mail-from", &c.mail_from },
	};

	argc = take_values(argc, argv, options, countof(options));
	if (argc >= 0)
		*ret = c;
	return argc;
}
