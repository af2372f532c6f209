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
	};
	const char *workers = "4";
	const struct {
		const char *name, **value;
	} options[] = {
		{ "--db", &c.db }, { "--share", &c.share }, { "--origin", &c.origin },
		{ "--mail-folder", &c.mail_folder }, { "--smtp", &c.smtp_url },
		{ "--mail-from", &c.mail_from }, { "--socket", &c.socket }, { "--workers", &workers },
	};
	int64_t n;

	for (size_t i = 0; i < countof(options); i++)
		if (options_take_value(&argc, argv, options[i].name, options[i].value) &&
		    (!*options[i].value || !**options[i].value)) {
			fprintf(stderr, "cleantechroute: %s needs a value\n", options[i].name);
			return -1;
		}
	if (!str_int(str_of(workers), 1, 64, &n)) {
		fprintf(stderr, "cleantechroute: --workers takes 1 to 64, not '%s'\n", workers);
		return -1;
	}
	c.workers = (int)n;
	*ret = c;
	return argc;
}
