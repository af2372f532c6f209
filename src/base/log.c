#include "base/base.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/utf8.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <unistd.h>

/*
 * A pipe takes PIPE_BUF bytes in one piece, so the lines of several processes
 * never mix.  The message gets what the fixed parts leave, cut if need be.
 */
#define LINE_SIZE    PIPE_BUF
#define MESSAGE_SIZE 2048

/* How long a full pipe may hold us up before the line is given up. */
#define WAIT_MS 20

struct line {
	char p[LINE_SIZE];
	size_t n;
};

static const char *program_name = "cleantechroute";
static unsigned lost; /* lines given up since the last one that was written */

void
log_init(const char *program)
{
	program_name = program;
}

/* Add ${n} bytes unless they and ${keep} more no longer fit. */
static bool
put(struct line *l, const char *p, size_t n, size_t keep)
{
	if (n + keep > sizeof(l->p) - l->n)
		return false;
	memcpy(l->p + l->n, p, n);
	l->n += n;
	return true;
}

/*
 * One code point inside a JSON string.  U+2028 and U+2029 are escaped because
 * many readers of lines end a line there; ${n} is 0 for a byte that is no UTF-8.
 */
static bool
put_char(struct line *l, const char *p, size_t n, uint32_t c, size_t keep)
{
	char out[8];

	if (n == 0)
		c = 0xfffd;
	if (c == '"' || c == '\\') {
		out[0] = '\\';
		out[1] = (char)c;
		return put(l, out, 2, keep);
	}
	if (n == 0 || c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029) {
		snprintf(out, sizeof(out), "\\u%04x", (unsigned)(c & 0xffff));
		return put(l, out, 6, keep);
	}
	return put(l, p, n, keep);
}

/* The message as a JSON string; "..." at its end tells that it was cut. */
static void
put_string(struct line *l, const char *text)
{
	const size_t keep = sizeof("...\"}\n") - 1;
	struct str s = str_of(text);

	put(l, "\"", 1, keep);
	for (size_t pos = 0; pos < s.n;) {
		uint32_t c = 0;
		size_t n = utf8_decode(s, pos, &c);

		if (!put_char(l, s.p + pos, n, c, keep)) {
			put(l, "...", 3, 0);
			break;
		}
		pos += n ? n : 1;
	}
	put(l, "\"", 1, 0);
}

static void
put_time(char out[static 32])
{
	struct timespec ts;
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &ts);
	gmtime_r(&ts.tv_sec, &tm);
	size_t n = strftime(out, 32, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(out + n, 32 - n, ".%03dZ", (int)(ts.tv_nsec / 1000000));
}

/* One write, and none if the reader of the pipe is stuck: serving goes first. */
static void
write_line(const struct line *l)
{
	struct pollfd pfd = { .fd = STDERR_FILENO, .events = POLLOUT };

	if (poll(&pfd, 1, WAIT_MS) == 1 && !(pfd.revents & (POLLERR | POLLNVAL)) &&
	    write(STDERR_FILENO, l->p, l->n) == (ssize_t)l->n)
		lost = 0;
	else
		lost++;
}

void
log_event(enum log_level level, const char *event, const char *fmt, ...)
{
	static const char *const levels[] = {
		[LOG_DEBUG] = "debug",
		[LOG_INFO] = "info",
		[LOG_WARN] = "warn",
		[LOG_ERROR] = "error",
	};
	char message[MESSAGE_SIZE], when[32], fixed[512];
	struct line line = { .n = 0 };
	va_list ap;
	int saved = errno; /* callers log first and look at errno afterwards */

	va_start(ap, fmt);
	if (vsnprintf(message, sizeof(message), fmt, ap) < 0)
		message[0] = '\0';
	va_end(ap);

	/* The program and the event are words of ours: nothing to escape. */
	put_time(when);
	int n = snprintf(fixed, sizeof(fixed),
	    "{\"time\":\"%s\",\"level\":\"%s\",\"process\":\"%.64s\",\"pid\":%ld,\"event\":\"%.64s\",",
	    when, levels[level], program_name, (long)getpid(), event);
	put(&line, fixed, (size_t)n, 0);
	if (lost) {
		n = snprintf(fixed, sizeof(fixed), "\"lost\":%u,", lost);
		put(&line, fixed, (size_t)n, 0);
	}
	put(&line, "\"message\":", 10, 0);
	put_string(&line, message);
	put(&line, "}\n", 2, 0);

	write_line(&line);
	errno = saved;
}
