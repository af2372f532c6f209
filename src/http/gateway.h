#ifndef HTTP_GATEWAY_H
#define HTTP_GATEWAY_H

#include <signal.h>

#include "base/base.h"

/*
 * The two doors through which a request comes in: FastCGI (libfcgi, from
 * nginx) and CGI (environment and standard input: tests, gdb, fuzzing).  Both
 * give the same struct gateway_in and take the same struct gateway_out, so
 * nothing behind them knows which it was.
 */
struct gateway_var {
	const char *name, *value;
};

struct gateway_in {
	const struct gateway_var *vars;	/* CGI variables, duplicates kept, in order */
	size_t n_vars;
	struct str body;
	enum err body_err;		/* OK, or ERR_BAD_INPUT: above LIMIT_BODY or short */
	bool body_too_large;
	struct arena *arena;
};

/* A whole response.  The gateway adds Content-Length and writes it in one go. */
struct gateway_out {
	const char *head;		/* "Status: 200 OK\r\nName: value\r\n", no empty line */
	struct str body;
	bool head_only;			/* a HEAD request: Content-Length, no body */
};

/**
 * A handler fills ${out} for ${in}.  What ${out} points to must live until
 * the next call or gateway_done.
 */
typedef void gateway_handler(void *arg, const struct gateway_in *in, struct gateway_out *out);

/**
 * gateway_var(in, name):
 * Return the value of the CGI variable ${name}, "" if absent.  Return NULL if
 * it came twice with different values.
 */
const char *gateway_var(const struct gateway_in *in, const char *name);

/**
 * gateway_cgi(handler, arg, arena):
 * Serve one request from environ and file descriptor 0 to file descriptor 1.
 * Return ERR_INTERNAL if the answer could not be written.
 */
enum err gateway_cgi(gateway_handler *, void *arg, struct arena *) NODISCARD;

/**
 * gateway_fcgi(listen_fd, handler, arg, arena, stop):
 * Serve requests that nginx brings to the listening ${listen_fd} until
 * ${*stop} is set by a signal handler.  SIGTERM must be blocked by the caller;
 * it is let in only while waiting for a connection.  Each connection carries
 * one request.  A connection that sends a record which FastCGI does not allow
 * here, or nothing for LIMIT_REQUEST_SECONDS, is closed; the worker goes on.
 * ${arena} is reset after each request.  An alarm ends a request that takes
 * longer than LIMIT_REQUEST_SECONDS by ending the process.
 */
enum err gateway_fcgi(int listen_fd, gateway_handler *, void *arg, struct arena *,
    const volatile sig_atomic_t *stop) NODISCARD;

#endif
