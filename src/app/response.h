#ifndef APP_RESPONSE_H
#define APP_RESPONSE_H

#include "base/buf.h"
#include "http/gateway.h"
#include "http/route.h"

/**
 * response_write(rq, rs, head, page, out):
 * Turn ${rs} into header lines in ${head} and the rendered body in ${page}, both
 * emptied first, and point ${out} at them.  A header value with a line break
 * or another control character is a bug.  A template that cannot be expanded
 * is one too: all were loaded at start.
 */
void response_write(const struct req *rq, struct resp *rs, struct buf *head, struct buf *page,
    struct gateway_out *out);

#endif
