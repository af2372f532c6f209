#ifndef APP_CMD_H
#define APP_CMD_H

#include "app/config.h"

/*
 * The commands: one function each.  argv[0] is the command's own name, and the
 * global options are taken out already.  They print one clear line on standard
 * error when they refuse or fail, and return the exit status of the program:
 * 0 done, 1 refused or failed, 2 wrong usage.
 */
int cmd_serve(struct config *, int argc, char **argv);
int cmd_cgi(struct config *, int argc, char **argv);
int cmd_check(struct config *, int argc, char **argv);
int cmd_init(struct config *, int argc, char **argv);
int cmd_migrate(struct config *, int argc, char **argv);
int cmd_seed(struct config *, int argc, char **argv);
int cmd_import(struct config *, int argc, char **argv);
int cmd_export(struct config *, int argc, char **argv);
int cmd_match(struct config *, int argc, char **argv);
int cmd_suggest(struct config *, int argc, char **argv);
int cmd_staff(struct config *, int argc, char **argv);
int cmd_mail(struct config *, int argc, char **argv);
int cmd_backup(struct config *, int argc, char **argv);
int cmd_restore(struct config *, int argc, char **argv);
int cmd_routes(struct config *, int argc, char **argv);

/* The arguments of main(), for a daemon that replaces itself. */
extern char **cmd_serve_arguments;

#endif
