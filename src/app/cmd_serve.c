#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/cmd.h"
#include "app/command.h"
#include "app/daemon.h"
#include "app/listen.h"
#include "app/options.h"
#include "app/serve.h"
#include "app/site.h"
#include "base/log.h"
#include "http/gateway.h"
#include "http/limits.h"
#include "page/routes.h"
#include "store/db.h"
#include "store/migrate.h"
#include "view/view.h"

char **cmd_serve_arguments;

/* Templates are frozen before any fork; the schema must be the one of this program. */
static bool
is_ready(const struct config *config)
{
	char dir[4096];

	switch (migrate_check(config->db)) {
	case OK:
		break;
	case ERR_NOT_FOUND:
		fprintf(stderr, "cleantechroute: %s: no such database; run: init\n", config->db);
		return false;
	case ERR_CONFLICT:
		fprintf(stderr, "cleantechroute: %s: another schema version; run: migrate\n", config->db);
		return false;
	case ERR_FORBIDDEN:
	case ERR_BUSY:
	case ERR_INTERNAL:
	case ERR_BAD_INPUT:
		fprintf(stderr, "cleantechroute: %s: cannot be opened\n", config->db);
		return false;
	}
	snprintf(dir, sizeof dir, "%s/templates", config->share);
	return view_load_all(dir);
}

int
cmd_serve(struct config *config, int argc, char **argv)
{
	int fd;

	argc = options_serve(argc, argv, config);
	if (argc < 0)
		return EXIT_USAGE;
	if (argc != 1)
		return command_usage("serve [--socket PATH] [--workers N]");
	log_init("parent");
	if (!is_ready(config))
		return 1;
	enum err e = listen_take(config->socket, &fd);
	if (e == ERR_BAD_INPUT) {
		fputs("cleantechroute: serve needs a socket: --socket PATH, or one handed over\n", stderr);
		return 2;
	}
	if (e == OK) {
		site_preload(config);
		e = daemon_run(config, cmd_serve_arguments, fd);
	}
	return e == OK ? 0 : 1;
}

int
cmd_cgi(struct config *config, int argc, char **argv)
{
	struct db *db = NULL;
	struct site *site = NULL;
	struct server server;
	struct arena *arena = NULL;

	(void)argv;
	if (argc != 1)
		return command_usage("cgi");
	if (!is_ready(config))
		return 1;
	enum err e = db_open(config->db, &db);
	if (e == OK)
		e = site_new(config, db, &site);
	if (e == OK) {
		arena = arena_new(LIMIT_ARENA);
		server_init(&server, db, site);
		e = gateway_cgi(server_handle, &server, arena);
		server_done(&server);
	}
	arena_free(arena);
	site_free(site);
	db_close(db);
	return e == OK ? 0 : 1;
}

int
cmd_routes(struct config *config, int argc, char **argv)
{
	static const char *const methods[] = { [METHOD_GET] = "GET", [METHOD_POST] = "POST",
		[METHOD_OTHER] = "?" };

	(void)config;
	(void)argv;
	if (argc != 1)
		return command_usage("routes");
	for (size_t i = 0; i < n_routes; i++)
		printf("%-4s %-9s %s\n", methods[routes[i].method],
		    routes[i].access == ANYONE ? "anyone" : role_code(routes[i].access), routes[i].path);
	return 0;
}
