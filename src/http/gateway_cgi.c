#include "base/base.h"
#include "base/buf.h"
#include "http/gateway.h"
#include "http/gateway_body.h"
#include "http/limits.h"

#include <errno.h>
#include <unistd.h>

/* A body ends with CONTENT_LENGTH bytes; standard input itself may stay open (RFC 3875, 4.2). */
static size_t
read_stdin(void *arg, char *out, size_t n)
{
	size_t got = 0;

	(void)arg;
	while (got < n) {
		ssize_t r = read(STDIN_FILENO, out + got, n - got);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			break;
		got += (size_t)r;
	}
	return got;
}

static bool
write_stdout(const char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(STDOUT_FILENO, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return false;
		p += w;
		n -= (size_t)w;
	}
	return true;
}

enum err
gateway_cgi(gateway_handler *handler, void *arg, struct arena *arena)
{
	struct gateway_in in = { .arena = arena };
	struct gateway_out out = { .head = "" };
	struct buf answer;

	gateway_vars(&in, environ);
	gateway_body(&in, read_stdin, NULL);
	handler(arg, &in, &out);

	buf_init(&answer, GATEWAY_ANSWER_MAX);
	gateway_answer(&out, &answer);
	bool written = write_stdout(answer.p, answer.n);
	buf_done(&answer);
	arena_reset(arena);
	return written ? OK : ERR_INTERNAL;
}
