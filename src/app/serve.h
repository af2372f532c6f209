#ifndef APP_SERVE_H
#define APP_SERVE_H

#include "base/buf.h"
#include "http/gateway.h"
#include "http/route.h"

/*
 * The frame around all pages: the only place that knows the order in which a
 * request is read, who is asking, whether it may, and how it is answered.
 */
struct server {
	struct db *db;
	const struct site *site;
	struct buf head, page;		/* of the response; kept between requests */
};

void server_init(struct server *, struct db *, const struct site *);
void server_done(struct server *);

/**
 * server_handle(server, in, out):
 * A gateway_handler: answer one request.  ${out} points into the server's
 * buffers until the next call.
 */
void server_handle(void *server, const struct gateway_in *in, struct gateway_out *out);

#endif
