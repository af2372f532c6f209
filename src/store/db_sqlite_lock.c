#include "store/db_sqlite.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

/*
 * Three locks on one file.  flock(2) is the lock itself, so that flock(1) can
 * join in.  A record lock is the door before it: only one process at a time
 * waits for the flock, all others wait at the door.  Without it a process that
 * writes in a loop takes the flock again before those that were woken get to
 * run, and they starve.  A second record lock, of another byte, is shared by all who have the
 * database open, so that `restore` can tell that nobody has.
 *
 * Both waits are in the kernel.  A timer's signal, which does nothing, ends
 * them: it comes again and again, in case the first arrives just before the wait.
 */

#define AGAIN_NS 20000000L

/* Far from what other parts of a program take. */
static int
wake_signal(void)
{
	return SIGRTMAX - 3;
}

static void
wake(int sig)
{
	(void)sig;
}

static enum err
timer_open(struct lock *l)
{
	struct sigaction act = { .sa_handler = wake };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = wake_signal() };
	sigset_t set;
	timer_t timer;

	sigemptyset(&act.sa_mask);
	sigemptyset(&set);
	sigaddset(&set, wake_signal());
	if (sigaction(wake_signal(), &act, NULL) != 0 ||
	    sigprocmask(SIG_UNBLOCK, &set, NULL) != 0 ||
	    timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) {
		log_event(LOG_ERROR, "db", "timer of the write lock: %s", strerror(errno));
		return ERR_INTERNAL;
	}
	l->timer = timer;
	l->has_timer = true;
	return OK;
}

/* ${ms} 0 stops it. */
static void
timer_set(struct lock *l, int64_t ms)
{
	struct itimerspec t = { .it_value = { .tv_sec = ms / 1000,
		.tv_nsec = (long)(ms % 1000) * 1000000 } };

	if (ms > 0)
		t.it_interval.tv_nsec = AGAIN_NS;
	if (timer_settime((timer_t)l->timer, 0, &t, NULL) != 0)
		BUG("timer_settime: %s", strerror(errno));
}

/* The first byte is the door; the second is shared by all who have the database open. */
enum { AT_DOOR = 0, AT_USE = 1 };

static int
record(struct lock *l, int command, short type, off_t at)
{
	struct flock r = { .l_type = type, .l_whence = SEEK_SET, .l_start = at, .l_len = 1 };

	return fcntl(l->fd, command, &r);
}

/* Without waiting; closing the file ends it. */
static enum err
use(struct lock *l, short type)
{
	if (record(l, F_OFD_SETLK, type, AT_USE) == 0)
		return OK;
	if (errno == EAGAIN || errno == EACCES)
		return ERR_BUSY;
	log_event(LOG_ERROR, "db", "lock of use: %s", strerror(errno));
	return ERR_INTERNAL;
}

static enum err
open_as(struct lock *l, const char *path, short type)
{
	char name[4096];
	int n = snprintf(name, sizeof(name), "%s.lock", path);

	*l = (struct lock){ .fd = -1 };
	if (n < 0 || (size_t)n >= sizeof(name)) {
		log_event(LOG_ERROR, "db", "path is too long");
		return ERR_INTERNAL;
	}
	l->fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (l->fd == -1) {
		log_event(LOG_ERROR, "db", "%s: %s", name, strerror(errno));
		return ERR_INTERNAL;
	}
	enum err e = use(l, type);
	return e == OK ? timer_open(l) : e;
}

enum err
lock_open(struct lock *l, const char *path)
{
	return open_as(l, path, F_RDLCK);
}

enum err
lock_open_alone(struct lock *l, const char *path)
{
	return open_as(l, path, F_WRLCK);
}

void
lock_close(struct lock *l)
{
	if (l->has_timer)
		timer_delete((timer_t)l->timer);
	if (l->fd != -1)
		close(l->fd);
	*l = (struct lock){ .fd = -1 };
}

static int
door(struct lock *l, int command, short type)
{
	return record(l, command, type, AT_DOOR);
}

/* Repeat ${what} while only our timer ended it and there is time left. */
#define WAIT(what, until)                                                                          \
	while ((what) != 0) {                                                                      \
		if (errno != EINTR)                                                                \
			return false;                                                              \
		if (clock_ms() >= (until)) {                                                       \
			errno = EWOULDBLOCK;                                                       \
			return false;                                                              \
		}                                                                                  \
	}

static bool
pass_door(struct lock *l, int64_t until)
{
	WAIT(door(l, F_OFD_SETLKW, F_WRLCK), until)
	return true;
}

static bool
take_flock(struct lock *l, int64_t until)
{
	WAIT(flock(l->fd, LOCK_EX), until)
	return true;
}

/* Both at once, if nobody has either. */
static bool
take_free(struct lock *l)
{
	bool taken;

	if (door(l, F_OFD_SETLK, F_WRLCK) != 0)
		return false;
	taken = flock(l->fd, LOCK_EX | LOCK_NB) == 0;
	(void)door(l, F_OFD_SETLK, F_UNLCK);
	return taken;
}

enum err
lock_take(struct lock *l, int64_t until)
{
	int64_t ms = until - clock_ms();
	bool taken;
	int why;

	if (l->held)
		BUG("the write lock is held already");
	if (take_free(l)) {
		l->held = true;
		return OK;
	}

	timer_set(l, ms > 0 ? ms : 1);
	taken = pass_door(l, until);
	if (taken)
		taken = take_flock(l, until);
	why = errno;
	(void)door(l, F_OFD_SETLK, F_UNLCK);
	timer_set(l, 0);

	l->held = taken;
	if (taken)
		return OK;
	if (why == EWOULDBLOCK)
		return ERR_BUSY;
	log_event(LOG_ERROR, "db", "write lock: %s", strerror(why));
	return ERR_INTERNAL;
}

void
lock_release(struct lock *l)
{
	if (!l->held)
		BUG("the write lock is not held");
	l->held = false;
	if (flock(l->fd, LOCK_UN) != 0)
		BUG("flock: %s", strerror(errno));
}
