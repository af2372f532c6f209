#ifndef PAGE_SIGN_IN_NEXT_H
#define PAGE_SIGN_IN_NEXT_H

#include "http/route.h"

/**
 * sign_in_next(params):
 * Where to go after signing in: the value of "next" if it is an address of this site
 * ("/nl/company"), else "".
 */
const char *sign_in_next(struct params);

/** sign_in_home(rq, role): the first page of somebody with ${role}. */
const char *sign_in_home(const struct req *rq, enum access role);

/** sign_in_go_on(rq, rs, role): to the "next" of the form, else to the first page of ${role}. */
void sign_in_go_on(struct req *rq, struct resp *rs, enum access role);

#endif
