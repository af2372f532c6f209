#include "app/cmd.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/command.h"
#include "store/db.h"
#include "store/migrate.h"
#include "store/taxonomy.h"
#include "store/vocabulary.h"
#include "view/view.h"

static bool
database_named(const struct config *config)
{
	return config->db && config->db[0] != '\0';
}

int
cmd_init(struct config *config, int argc, char **argv)
{
	(void)argv;
	if (argc != 1 || !database_named(config))
		return command_usage("init --db FILE");

	enum err e = migrate_init(config->db, config->share);
	if (e == ERR_CONFLICT)
		return command_fail("%s: it exists already; 'migrate' brings it up to date",
		    config->db);
	if (e != OK)
		return command_failed(config->db, e);
	printf("%s: made, schema version %d\n", config->db, DB_SCHEMA_VERSION);
	return EXIT_DONE;
}

int
cmd_migrate(struct config *config, int argc, char **argv)
{
	int64_t version = 0;

	(void)argv;
	if (argc != 1 || !database_named(config))
		return command_usage("migrate --db FILE");

	enum err e = migrate_run(config->db, config->share, &version);
	if (e == ERR_NOT_FOUND)
		return command_fail("%s: no such database; make it with 'cleantechroute init'",
		    config->db);
	if (e == ERR_CONFLICT)
		return command_fail("%s: its schema is newer than this program", config->db);
	if (e != OK)
		return command_failed(config->db, e);
	printf("%s: schema version %" PRId64 "\n", config->db, version);
	return EXIT_DONE;
}

static int
check_taxonomy(const struct taxonomy *t, const struct config *config)
{
	if (t->n_sectors > 0 && t->n_regions > 0)
		return EXIT_DONE;
	return command_fail("%s: no sectors or regions; load them with 'seed DIR'", config->db);
}

static int
check_vocabulary(struct db *db, const struct taxonomy *t, const struct config *config)
{
	struct vocabulary *vocabulary = NULL;
	enum err e = vocabulary_load(db, t, &vocabulary);

	if (e != OK)
		return command_failed("the vocabulary", e);
	bool empty = vocabulary->n == 0;
	vocabulary_free(vocabulary);
	return empty ? command_fail("%s: no vocabulary; load it with 'seed DIR'", config->db) : EXIT_DONE;
}

/* The database has to be whole, and to hold what matching needs. */
static int
check_database(struct db *db, const struct config *config)
{
	struct taxonomy *taxonomy = NULL;
	enum err e = db_check(db);

	if (e != OK)
		return command_fail("%s: it is damaged, see above", config->db);
	e = taxonomy_load(db, &taxonomy);
	if (e != OK)
		return command_failed(config->db, e);

	/* Each of them tells what it misses. */
	const int found[] = { check_taxonomy(taxonomy, config), command_need_rules(db, config),
		check_vocabulary(db, taxonomy, config) };
	int status = EXIT_DONE;
	for (size_t i = 0; i < countof(found); i++)
		if (found[i] != EXIT_DONE)
			status = found[i];
	taxonomy_free(taxonomy);
	return status;
}

int
cmd_check(struct config *config, int argc, char **argv)
{
	struct db *db;
	char templates[4096];

	(void)argv;
	if (argc != 1)
		return command_usage("check");

	/* All of it, even where the first is wrong: one run shows everything. */
	int status = command_open(config, false, &db);
	if (status == EXIT_DONE) {
		status = check_database(db, config);
		command_close(db);
	}
	snprintf(templates, sizeof(templates), "%s/templates", config->share);
	if (!view_load_all(templates))
		status = command_fail("%s: the templates cannot be loaded, see above", templates);
	if (status == EXIT_DONE)
		puts("all is well");
	return status;
}
