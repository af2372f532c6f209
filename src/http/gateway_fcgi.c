#include "base/base.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/fcgi_filter.h"
#include "http/gateway.h"
#include "http/gateway_body.h"
#include "http/limits.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * libfcgi 2.4.2 speaks FastCGI here, but three things it does are not for a
 * public service (docs/security.md, P-FC1 to P-FC7): it waits for its peer
 * without limit, it breaks on records that nobody checks, and its accept() can
 * miss SIGTERM.  So the program is linked with
 *
 *	-Wl,--wrap=read,--wrap=write,--wrap=accept
 *
 * and a static libfcgi: its calls of these three come here.  We accept a
 * connection ourselves, hand it over when libfcgi asks for one, and pass on
 * what the peer sent after the filter has seen it, until a deadline.  Calls on
 * any other descriptor go to the C library.
 */
ssize_t __real_read(int fd, void *out, size_t n);
ssize_t __real_write(int fd, const void *p, size_t n);
int __real_accept(int fd, struct sockaddr *addr, socklen_t *len);
ssize_t __wrap_read(int fd, void *out, size_t n);
ssize_t __wrap_write(int fd, const void *p, size_t n);
int __wrap_accept(int fd, struct sockaddr *addr, socklen_t *len);

/* The connection being served.  There is one, so libfcgi's calls find it here. */
static struct {
	int listen_fd;			/* -1: no gateway in this process */
	int offered;			/* accepted, not yet taken by libfcgi; or -1 */
	int fd;				/* in the hands of libfcgi, or -1 */
	int64_t deadline;		/* clock_ms() */
	const char *trouble;		/* why it is given up, or NULL */
	struct fcgi_filter filter;
	struct buf out;			/* what libfcgi has written and send_out() has not sent */
} conn = { .listen_fd = -1, .offered = -1, .fd = -1 };

/* Wait until ${events} are possible on the connection; false at the deadline. */
static bool
wait_for(short events)
{
	for (;;) {
		struct pollfd pfd = { .fd = conn.fd, .events = events };
		int64_t left = conn.deadline - clock_ms();

		if (left <= 0)
			break;
		int n = poll(&pfd, 1, (int)left);
		if (n > 0)
			return true;
		if (n < 0 && errno != EINTR)
			break;
	}
	conn.trouble = "too slow";
	return false;
}

/* Nothing of a chunk that the filter refuses gets through: libfcgi sees the end instead. */
ssize_t
__wrap_read(int fd, void *out, size_t n)
{
	ssize_t got;

	if (fd < 0 || fd != conn.fd)
		return __real_read(fd, out, n);
	if (conn.trouble)
		return 0;

	/* Wait first: one peer that sends byte by byte has the same deadline. */
	do {
		if (!wait_for(POLLIN))
			return 0;
		got = __real_read(fd, out, n);
	} while (got < 0 && (errno == EAGAIN || errno == EINTR));

	/* After a whole request it is how a connection ends. */
	if (got <= 0) {
		if (!fcgi_filter_complete(&conn.filter))
			conn.trouble = "closed by the peer";
		return 0;
	}
	if (!fcgi_filter_feed(&conn.filter, out, (size_t)got)) {
		conn.trouble = "not a FastCGI request";
		return 0;
	}
	return got;
}

/*
 * libfcgi writes an answer in many pieces.  They are gathered and leave in one
 * call, so that a worker that is killed has sent a page whole or not at all, and
 * nginx can ask another one (security.md FA-1).
 */
ssize_t
__wrap_write(int fd, const void *p, size_t n)
{
	if (fd < 0 || fd != conn.fd)
		return __real_write(fd, p, n);
	buf_add(&conn.out, p, n);
	if (!conn.out.over)
		return (ssize_t)n;
	conn.trouble = "an answer above its limit";
	errno = EPIPE;
	return -1;
}

static void
send_out(void)
{
	size_t done = 0;

	while (done < conn.out.n && !conn.trouble) {
		ssize_t w = __real_write(conn.fd, conn.out.p + done, conn.out.n - done);

		if (w >= 0)
			done += (size_t)w;
		else if (errno == EAGAIN)
			wait_for(POLLOUT);
		else if (errno != EINTR)
			conn.trouble = "closed by the peer";
	}
}

/*
 * libfcgi gets the one connection that waits for it.  When it has given that
 * up and asks for the next, FCGX_Accept_r() ends with an error: our loop, which
 * knows about SIGTERM, goes on.  The address stays AF_UNSPEC, which keeps
 * libfcgi from polling 2 seconds for the first byte and from its address list.
 */
int
__wrap_accept(int fd, struct sockaddr *addr, socklen_t *len)
{
	if (fd != conn.listen_fd)
		return __real_accept(fd, addr, len);

	conn.fd = conn.offered;
	conn.offered = -1;
	if (conn.fd < 0) {
		errno = EAGAIN;
		return -1;
	}
	if (addr && len && *len >= sizeof(addr->sa_family)) {
		addr->sa_family = AF_UNSPEC;
		*len = sizeof(addr->sa_family);
	}
	return conn.fd;
}

/* Prepared before the handler runs: inside a signal handler little is allowed. */
static char alarm_line[512];

static void
on_alarm(int sig)
{
	struct pollfd pfd = { .fd = STDERR_FILENO, .events = POLLOUT };

	/* A log that is stuck must not keep us alive. */
	if (poll(&pfd, 1, 0) == 1)
		(void)!__real_write(STDERR_FILENO, alarm_line, strnlen(alarm_line, sizeof(alarm_line)));
	/* SA_RESETHAND: this time it kills. */
	raise(sig);
}

/*
 * Say which page it was, but no more than "/nl/companies": what follows may be
 * the secret address of a draft, and a query may hold anything.
 */
static void
prepare_alarm(const char *uri)
{
	char path[64];
	size_t n = 0, slashes = 0;

	for (; *uri && *uri != '?' && n < sizeof(path) - 1; uri++) {
		char c = *uri;

		if (c == '/' && ++slashes == 3)
			break;
		bool plain = c == '/' || c == '-' || (c >= '0' && c <= '9') ||
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		path[n++] = plain ? c : '_';
	}
	path[n] = '\0';
	snprintf(alarm_line, sizeof(alarm_line),
	    "{\"level\":\"error\",\"process\":\"worker\",\"pid\":%ld,\"event\":\"timeout\","
	    "\"message\":\"%s took longer than %d s\"}\n",
	    (long)getpid(), path, LIMIT_REQUEST_SECONDS);
}

/* The reading of gateway_body(). */
static size_t
read_stream(void *arg, char *out, size_t n)
{
	FCGX_Stream *stream = arg;
	size_t got = 0;

	/* n is at most LIMIT_BODY, so the int of libfcgi holds it. */
	while (got < n) {
		int r = FCGX_GetStr(out + got, (int)(n - got), stream);

		if (r <= 0)
			break;
		got += (size_t)r;
	}
	return got;
}

/*
 * Read what is left of STDIN, so that the peer can finish sending and the
 * request is known to be whole.  Return whether there was anything.
 */
static bool
drain(FCGX_Stream *stream)
{
	char trash[8192];
	bool any = false;

	while (FCGX_GetStr(trash, sizeof(trash), stream) > 0)
		any = true;
	return any;
}

static void
begin_phase(void)
{
	conn.deadline = clock_ms() + LIMIT_REQUEST_SECONDS * INT64_C(1000);
}

struct server {
	gateway_handler *handler;
	void *arg;
	struct arena *arena;
	struct buf answer;
	FCGX_Request request;
};

/*
 * One request that libfcgi has read the parameters of.  Half a request, from
 * a peer that stopped or broke the rules, is never handled.
 */
static void
handle(struct server *s)
{
	struct gateway_in in = { .arena = s->arena };
	struct gateway_out out = { .head = "" };

	gateway_vars(&in, s->request.envp);
	gateway_body(&in, read_stream, s->request.in);
	if (drain(s->request.in)) {
		in.body = STR("");
		in.body_err = ERR_BAD_INPUT;
	}
	if (!fcgi_filter_complete(&conn.filter)) {
		if (!conn.trouble)
			conn.trouble = "request given up by the peer";
		return;
	}

	const char *uri = FCGX_GetParam("REQUEST_URI", s->request.envp);
	prepare_alarm(uri ? uri : "");
	alarm(LIMIT_REQUEST_SECONDS);
	s->handler(s->arg, &in, &out);
	gateway_answer(&out, &s->answer);

	/* Sending has a deadline of its own, and an alarm behind that. */
	alarm(2 * LIMIT_REQUEST_SECONDS);
	begin_phase();
	FCGX_PutStr(s->answer.p, (int)s->answer.n, s->request.out);
}

/* Serve the connection ${fd}, which is closed when this returns. */
static void
serve_connection(struct server *s, int fd)
{
	conn.offered = fd;
	conn.trouble = NULL;
	buf_clear(&conn.out);
	fcgi_filter_init(&conn.filter);
	begin_phase();
	prepare_alarm("a request that never came");
	alarm(2 * LIMIT_REQUEST_SECONDS);

	/*
	 * If it cannot be accepted, libfcgi has closed it.  What FCGX_Finish_r() does, with
	 * our sending between the end of the answer and the close; after trouble there is
	 * no answer to finish, and closing without a word makes nginx say 502.
	 */
	if (FCGX_Accept_r(&s->request) == 0) {
		handle(s);
		if (!conn.trouble) {
			FCGX_FClose(s->request.err);
			FCGX_FClose(s->request.out);
			send_out();
		}
		FCGX_Free(&s->request, 1);
	}
	alarm(0);

	if (conn.offered >= 0)
		close(conn.offered);
	conn.offered = conn.fd = -1;
	if (conn.trouble)
		log_event(LOG_WARN, "gateway", "connection given up: %s", conn.trouble);
	arena_reset(s->arena);
}

/* The next connection, or -1: somebody else took it, or a signal came. */
static int
next_connection(int listen_fd, const sigset_t *while_waiting)
{
	struct pollfd pfd = { .fd = listen_fd, .events = POLLIN };

	if (ppoll(&pfd, 1, NULL, while_waiting) < 0)
		return -1;
	return accept4(listen_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

/* Errors of accept that are not about the one connection. */
static bool
is_fatal(int error)
{
	return error == EBADF || error == EINVAL || error == ENOTSOCK || error == EOPNOTSUPP ||
	    error == EFAULT;
}

static bool
set_up(struct server *s, int listen_fd)
{
	struct sigaction on_timeout = {
		.sa_handler = on_alarm,
		.sa_flags = (int)(SA_RESETHAND | SA_NODEFER),
	};
	int flags = fcntl(listen_fd, F_GETFL);

	/* Several workers wait for the same connection; those that lose must not hang. */
	if (flags < 0 || fcntl(listen_fd, F_SETFL, flags | O_NONBLOCK) < 0) {
		log_event(LOG_ERROR, "gateway", "listening socket: %s", strerror(errno));
		return false;
	}
	sigaction(SIGALRM, &on_timeout, NULL);

	/* Before libfcgi puts in handlers of its own. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGUSR1, SIG_IGN);
	/* How long it listens for the peer's close, behind the answer: nginx closes at once. */
	setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "100", 1);
	if (FCGX_Init() != 0 ||
	    FCGX_InitRequest(&s->request, listen_fd, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
		log_event(LOG_ERROR, "gateway", "libfcgi does not start");
		return false;
	}
	conn.listen_fd = listen_fd;
	return true;
}

enum err
gateway_fcgi(int listen_fd, gateway_handler *handler, void *arg, struct arena *arena,
    const volatile sig_atomic_t *stop)
{
	struct server s = { .handler = handler, .arg = arg, .arena = arena };
	sigset_t while_waiting;
	enum err result = OK;

	if (!set_up(&s, listen_fd))
		return ERR_INTERNAL;
	buf_init(&s.answer, GATEWAY_ANSWER_MAX);
	buf_init(&conn.out, 2 * GATEWAY_ANSWER_MAX);
	sigprocmask(SIG_SETMASK, NULL, &while_waiting);
	sigdelset(&while_waiting, SIGTERM);

	/* SIGTERM is blocked but for ppoll(), so none is lost between test and wait. */
	while (!*stop) {
		int fd = next_connection(listen_fd, &while_waiting);

		if (fd >= 0) {
			serve_connection(&s, fd);
		} else if (is_fatal(errno)) {
			log_event(LOG_ERROR, "gateway", "accept: %s", strerror(errno));
			result = ERR_INTERNAL;
			break;
		} else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS) {
			/* The connection stays readable: do not spin on it. */
			log_event(LOG_ERROR, "gateway", "accept: %s", strerror(errno));
			poll(NULL, 0, 100);
		}
	}
	buf_done(&s.answer);
	buf_done(&conn.out);
	conn.listen_fd = -1;
	return result;
}
