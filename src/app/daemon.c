#include "app/daemon.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/child.h"
#include "app/listen.h"
#include "base/clock.h"
#include "base/log.h"

enum {
	MAX_CHILDREN = 64 + 2,
	QUICK_DEATH_MS = 5000,		/* a child that lived shorter is started again later */
	MAX_DELAY_MS = 30000,
	GRACE_SECONDS = 15,		/* from SIGTERM to SIGKILL */
};

struct child {
	child_main *run;
	const char *name;
	pid_t pid;			/* 0: not running */
	int64_t started, start_at;	/* clock_ms() */
	int64_t delay;
};

struct parent {
	const struct config *config;
	int listen_fd;
	struct child child[MAX_CHILDREN];
	size_t n;
	sigset_t signals;		/* those waited for, blocked otherwise */
	char program[4096];		/* its path: after an upgrade there is another file */
};

static void
add(struct parent *p, child_main *run, const char *name)
{
	p->child[p->n++] = (struct child){ .run = run, .name = name };
}

static void
start(struct parent *p, struct child *c)
{
	pid_t pid = fork();

	if (pid == 0) {
		/* Only SIGTERM stays blocked: a child lets it in where it is safe to stop. */
		sigset_t term;
		sigemptyset(&term);
		sigaddset(&term, SIGTERM);
		sigprocmask(SIG_SETMASK, &term, NULL);
		log_init(c->name);
		_exit(c->run(p->config, p->listen_fd));
	}
	if (pid < 0)
		log_event(LOG_ERROR, "fork", "%s: %s", c->name, strerror(errno));
	c->pid = pid > 0 ? pid : 0;
	c->started = clock_ms();
}

static void
start_all_due(struct parent *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->child[i].pid == 0 && p->child[i].start_at <= clock_ms())
			start(p, &p->child[i]);
}

/* A child has ended: when may it start again? */
static void
buried(struct child *c, int status)
{
	int64_t lived = clock_ms() - c->started;

	if (lived > QUICK_DEATH_MS)
		c->delay = 0;
	log_event(LOG_WARN, "child", "%s %d ended (%s %d) after %lld ms, next in %lld ms", c->name,
	    (int)c->pid, WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), (long long)lived,
	    (long long)c->delay);
	c->pid = 0;
	c->start_at = clock_ms() + c->delay;
	c->delay = c->delay ? c->delay * 2 : 200;
	if (c->delay > MAX_DELAY_MS)
		c->delay = MAX_DELAY_MS;
}

static void
bury_all(struct parent *p)
{
	int status;
	pid_t pid;

	/* After an exec() there may be children of the program that we replaced: pass over them. */
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (size_t i = 0; i < p->n; i++)
			if (p->child[i].pid == pid)
				buried(&p->child[i], status);
}

static size_t
signal_all(struct parent *p, int sig)
{
	size_t running = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->child[i].pid > 0) {
			kill(p->child[i].pid, sig);
			running++;
		}
	return running;
}

static void
stop_all(struct parent *p)
{
	int64_t until = clock_ms() + GRACE_SECONDS * 1000;
	const struct timespec tick = { .tv_nsec = 100000000 };

	signal_all(p, SIGTERM);
	for (;;) {
		bury_all(p);
		if (signal_all(p, 0) == 0)
			return;
		if (clock_ms() > until)
			signal_all(p, SIGKILL);
		sigtimedwait(&p->signals, NULL, &tick);
	}
}

/* The next moment at which a child is to be started, as a time to wait. */
static struct timespec
time_to_wait(const struct parent *p)
{
	int64_t ms = 60000, now = clock_ms();

	for (size_t i = 0; i < p->n; i++)
		if (p->child[i].pid == 0 && p->child[i].start_at - now < ms)
			ms = p->child[i].start_at - now;
	if (ms < 0)
		ms = 0;
	return (struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };
}

static void
find_program(struct parent *p)
{
	ssize_t n = readlink("/proc/self/exe", p->program, sizeof p->program - 1);

	if (n < 0)
		BUG("/proc/self/exe: %s", strerror(errno));
	p->program[n] = '\0';
}

/* The signals stay blocked: one that comes before daemon_run() runs again waits for it. */
static void
replace_self(struct parent *p, char **argv)
{
	log_event(LOG_INFO, "daemon", "replacing itself");
	listen_pass_on(p->listen_fd);
	/* The old children finish what they do; the new parent has its own. */
	signal_all(p, SIGTERM);
	execv(p->program, argv);
	log_event(LOG_ERROR, "daemon", "exec %s: %s", p->program, strerror(errno));
}

enum err
daemon_run(const struct config *config, char **argv, int listen_fd)
{
	struct parent p = { .config = config, .listen_fd = listen_fd };

	sigemptyset(&p.signals);
	sigaddset(&p.signals, SIGTERM);
	sigaddset(&p.signals, SIGINT);
	sigaddset(&p.signals, SIGHUP);
	sigaddset(&p.signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &p.signals, NULL);
	signal(SIGPIPE, SIG_IGN);
	find_program(&p);

	for (int i = 0; i < config->workers; i++)
		add(&p, child_worker, "worker");
	add(&p, child_job, "job");
	add(&p, child_mailer, "mailer");
	log_event(LOG_INFO, "daemon", "%d workers", config->workers);
	for (;;) {
		start_all_due(&p);
		struct timespec wait = time_to_wait(&p);
		int sig = sigtimedwait(&p.signals, NULL, &wait);
		if (sig == SIGTERM || sig == SIGINT)
			break;
		if (sig == SIGHUP)
			replace_self(&p, argv);
		bury_all(&p);
	}
	log_event(LOG_INFO, "daemon", "stopping");
	stop_all(&p);
	return OK;
}
