#ifndef APP_CMD_H
#define APP_CMD_H

#include "app/config.h"

/*
 * The subcommands about data.  argv[0] is the name of the subcommand; the
 * value is the exit code: 0 done, 1 refused or failed, 2 wrong usage.  main()
 * knows the rest (serve, cgi, staff, mail ...).
 */
int cmd_init(struct config *, int argc, char **argv);
int cmd_migrate(struct config *, int argc, char **argv);
int cmd_check(struct config *, int argc, char **argv);
int cmd_seed(struct config *, int argc, char **argv);
int cmd_import(struct config *, int argc, char **argv);
int cmd_export(struct config *, int argc, char **argv);
int cmd_match(struct config *, int argc, char **argv);

#endif
