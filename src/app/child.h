#ifndef APP_CHILD_H
#define APP_CHILD_H

#include "app/config.h"

/*
 * What the daemon forks.  Each opens its own database handle, after the fork,
 * and runs until SIGTERM, which is blocked except where it is safe to stop.
 * They return the exit status of their process.
 */
typedef int child_main(const struct config *, int listen_fd);

child_main child_worker;	/* answers requests from ${listen_fd}; no network */
child_main child_job;		/* matches, clean-up, checkpoints; no network */
child_main child_mailer;	/* sends the outbox; the only one with a network */

#endif
