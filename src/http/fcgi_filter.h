#ifndef HTTP_FCGI_FILTER_H
#define HTTP_FCGI_FILTER_H

#include "base/base.h"

/*
 * Looks at the bytes of one FastCGI connection before libfcgi does.  libfcgi
 * 2.4.2 aborts on some lengths and overruns its stack on FCGI_GET_VALUES
 * (docs/security.md, P-FC1 and P-FC2), so nothing but one well-formed request
 * of the responder role may reach it: version 1; BEGIN_REQUEST with a non-zero
 * id, role 1 and no kept connection; then PARAMS up to an empty one; then STDIN
 * up to an empty one, all with that id; ABORT_REQUEST with that id.  Name and
 * value lengths must fit in what the parameters hold, names are not empty,
 * neither has a NUL, and all parameters together fit in LIMIT_PARAMS bytes and
 * LIMIT_PARAM_COUNT pairs, all of STDIN in LIMIT_UPLOAD bytes.  BEGIN_REQUEST
 * and empty records have no padding: libfcgi loses count of it there.
 */
struct fcgi_filter {
	unsigned char head[8];
	unsigned phase;			/* see fcgi_filter.c */
	size_t head_n, content_left, padding_left;
	size_t params_n, params_count;
	size_t stdin_n;
	/* The pair being read: its length bytes, then how much of it is to come. */
	unsigned char len[8];
	size_t len_n, pair_left;
	unsigned char begin[8];
	size_t begin_n;
	uint16_t id;
	bool bad;
};

/** fcgi_filter_init(f): ready for a new connection. */
void fcgi_filter_init(struct fcgi_filter *);

/**
 * fcgi_filter_feed(f, bytes, n):
 * Take the next ${n} bytes that the peer sent, cut anywhere.  Return false,
 * now and ever after, if they are not such a request.
 */
bool fcgi_filter_feed(struct fcgi_filter *, const unsigned char *bytes, size_t n) NODISCARD;

/** fcgi_filter_complete(f): whether the whole request has been seen, to its empty STDIN. */
bool fcgi_filter_complete(const struct fcgi_filter *);

#endif
