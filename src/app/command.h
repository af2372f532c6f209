#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "app/config.h"
#include "base/base.h"

/* What the subcommands share. */
struct db;

#define EXIT_DONE    0
#define EXIT_REFUSED 1
#define EXIT_USAGE   2

/** command_fail(fmt, ...): say on standard error why the command did not do it; EXIT_REFUSED. */
int command_fail(const char *fmt, ...) PRINTF(1, 2);

/** command_usage(usage): say on standard error how the command is used; EXIT_USAGE. */
int command_usage(const char *usage);

/** command_failed(what, e): command_fail() with words for ${e}. */
int command_failed(const char *what, enum err e);

/**
 * command_open(config, may_write, ret_db):
 * Open the database of ${config} for a command and begin its one request.  EXIT_DONE,
 * or the exit code after saying what is wrong.  End with command_close().
 */
int command_open(const struct config *, bool may_write, struct db **ret_db) NODISCARD;
void command_close(struct db *);		/* NULL is fine */

/**
 * command_need_rules(db, config):
 * EXIT_DONE if the rules of the score are there, all of them: nothing can be matched without.
 * Else the exit code after saying so.
 */
int command_need_rules(struct db *, const struct config *) NODISCARD;

/**
 * command_checkpoint(db):
 * Bring what the command wrote into the database itself.  Where somebody else is at
 * it, the job process will.
 */
void command_checkpoint(struct db *);

#endif
