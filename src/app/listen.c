#include "app/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"

enum { FIRST_PASSED_FD = 3 };	/* SD_LISTEN_FDS_START */

static bool
is_handed_over(void)
{
	const char *fds = getenv("LISTEN_FDS"), *pid = getenv("LISTEN_PID");
	int64_t n, p;

	return fds && pid && str_int(str_of(fds), 1, 1, &n) &&
	    str_int(str_of(pid), 1, INT32_MAX, &p) && p == getpid();
}

static bool
is_listening(int fd)
{
	int listening = 0;
	socklen_t size = sizeof listening;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening;
}

static int
make(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };

	if (strlen(path) >= sizeof addr.sun_path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(addr.sun_path, path, strlen(path) + 1);
	unlink(path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	mode_t old = umask(0177);
	int rc = bind(fd, (struct sockaddr *)&addr, sizeof addr);
	umask(old);
	if (rc == 0 && listen(fd, LISTEN_BACKLOG) == 0)
		return fd;
	int saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

enum err
listen_take(const char *path, int *ret_fd)
{
	if (is_handed_over()) {
		unsetenv("LISTEN_FDS");
		unsetenv("LISTEN_PID");
		if (!is_listening(FIRST_PASSED_FD)) {
			log_event(LOG_ERROR, "listen", "what was handed over is no listening socket");
			return ERR_INTERNAL;
		}
		fcntl(FIRST_PASSED_FD, F_SETFD, FD_CLOEXEC);
		*ret_fd = FIRST_PASSED_FD;
		return OK;
	}
	if (!path)
		return ERR_BAD_INPUT;
	int fd = make(path);
	if (fd < 0) {
		log_event(LOG_ERROR, "listen", "%s: %s", path, strerror(errno));
		return ERR_INTERNAL;
	}
	*ret_fd = fd;
	return OK;
}

void
listen_pass_on(int fd)
{
	char pid[24];

	if (fd == FIRST_PASSED_FD)
		fcntl(fd, F_SETFD, 0);
	else
		dup2(fd, FIRST_PASSED_FD);	/* the copy survives exec() */
	snprintf(pid, sizeof pid, "%d", (int)getpid());
	setenv("LISTEN_FDS", "1", 1);
	setenv("LISTEN_PID", pid, 1);
}
