#ifndef APP_DAEMON_H
#define APP_DAEMON_H

#include "app/config.h"

/**
 * daemon_run(config, argv, listen_fd):
 * The parent: forks the workers, the job process and the mailer, and starts
 * one again that ends (at once the first time, then with a growing delay).
 * SIGTERM or SIGINT: pass it on, wait, return.  SIGHUP: replace this program by a fresh
 * one with the arguments ${argv}, the socket kept open, the old children
 * ended once their request is done.  It holds no database handle.  Templates
 * must be loaded.  Return OK after an orderly end.
 */
enum err daemon_run(const struct config *, char **argv, int listen_fd) NODISCARD;

#endif
