#include "app/child.h"

#include <signal.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "app/mailer.h"
#include "app/sandbox.h"
#include "app/serve.h"
#include "app/site.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/gateway.h"
#include "http/limits.h"
#include "job/job.h"
#include "store/db.h"

static volatile sig_atomic_t stop;

static void
on_term(int sig)
{
	(void)sig;
	stop = 1;
}

/* Common to all three: end with the parent, and on SIGTERM. */
static void
child_begin(void)
{
	struct sigaction act = { .sa_handler = on_term };

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigemptyset(&act.sa_mask);
	sigaction(SIGTERM, &act, NULL);
	if (getppid() == 1)
		stop = 1;	/* the parent was gone before prctl() */
}

int
child_worker(const struct config *config, int listen_fd)
{
	struct db *db = NULL;
	struct site *site = NULL;
	struct server server;
	enum err e;

	child_begin();
	if ((e = db_open(config->db, &db)) != OK || (e = site_new(config, db, &site)) != OK)
		goto fail;
	if ((e = sandbox_no_network()) != OK)
		goto fail;
	struct arena *arena = arena_new(LIMIT_ARENA);
	server_init(&server, db, site);
	e = gateway_fcgi(listen_fd, server_handle, &server, arena, &stop);
	server_done(&server);
	arena_free(arena);
fail:
	site_free(site);
	db_close(db);
	return e == OK ? 0 : 1;
}

/* Sleep, with SIGTERM let in. */
static void
wait_for(int64_t seconds)
{
	const struct timespec time = { .tv_sec = seconds };
	sigset_t none;

	sigemptyset(&none);
	if (!stop)
		pselect(0, NULL, NULL, NULL, &time, &none);
}

int
child_job(const struct config *config, int listen_fd)
{
	struct db *db = NULL;

	close(listen_fd);
	child_begin();
	enum err e = sandbox_no_network();
	if (e == OK)
		e = db_open(config->db, &db);
	while (e == OK && !stop) {
		int64_t seconds = 1;
		e = job_round(db, clock_now(), &seconds);
		if (e == ERR_BUSY)
			e = OK;		/* somebody holds the lock: next time */
		wait_for(seconds);
	}
	db_close(db);
	return e == OK ? 0 : 1;
}

int
child_mailer(const struct config *config, int listen_fd)
{
	struct db *db = NULL;

	close(listen_fd);
	child_begin();
	enum err e = db_open(config->db, &db);
	while (e == OK && !stop) {
		int64_t seconds = 1;
		e = mailer_round(db, config, clock_now(), &seconds);
		if (e == ERR_BUSY)
			e = OK;		/* also after a delivery: the mail stays claimed */
		wait_for(seconds);
	}
	db_close(db);
	return e == OK ? 0 : 1;
}
