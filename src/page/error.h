#ifndef PAGE_ERROR_H
#define PAGE_ERROR_H

#include "http/route.h"

/**
 * error_page(rq, rs, status):
 * Replace whatever ${rs} holds by the page for ${status} (400, 403, 404, 405,
 * 409, 413, 415, 429, 500, 503) in the visitor's language.
 */
void error_page(struct req *rq, struct resp *rs, int status);

#endif
