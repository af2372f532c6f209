#ifndef HTTP_GATEWAY_BODY_H
#define HTTP_GATEWAY_BODY_H

#include "base/buf.h"
#include "http/gateway.h"

/* What both gateways do alike; for gateway_cgi.c and gateway_fcgi.c only. */

/* Fill ${out} with at most ${n} bytes of the body; less means that it ends there. */
typedef size_t gateway_reader(void *arg, char *out, size_t n);

/**
 * gateway_vars(in, environ):
 * Set the variables of ${in} from "NAME=value" texts, which it goes on using.
 */
void gateway_vars(struct gateway_in *, char *const *environ);

/**
 * gateway_body(in, reader, arg):
 * Read as many bytes as CONTENT_LENGTH says and set body, body_err and
 * body_too_large of ${in}.  Nothing is read if it says nothing sensible or
 * more than LIMIT_BODY.
 */
void gateway_body(struct gateway_in *, gateway_reader *, void *arg);

/**
 * gateway_answer(out, ret_answer):
 * Put ${out} together in ${ret_answer}: head, Content-Length, empty line, body.
 */
void gateway_answer(const struct gateway_out *out, struct buf *ret_answer);

/* Room for the largest page with its head. */
#define GATEWAY_ANSWER_MAX (LIMIT_PAGE + 64 * 1024)

#endif
