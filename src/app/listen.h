#ifndef APP_LISTEN_H
#define APP_LISTEN_H

#include "base/base.h"

#define LISTEN_BACKLOG 1024	/* a full queue of a unix socket is a 502 at once */

/**
 * listen_take(path, ret_fd):
 * Take over the listening socket: the one handed over by the LISTEN_FDS
 * protocol (systemd, deploy/hold-socket, or this daemon before it replaced
 * itself), else a new one at ${path} (mode 0600; an old file there goes), so
 * that a restart of the daemon need not close it.  Return ERR_BAD_INPUT if
 * there is neither, ERR_INTERNAL (logged) if it cannot be made.
 */
enum err listen_take(const char *path, int *ret_fd) NODISCARD;

/** listen_pass_on(fd): leave ${fd} as number 3, with LISTEN_FDS set, for an exec(). */
void listen_pass_on(int fd);

#endif
