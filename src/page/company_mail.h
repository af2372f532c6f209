#ifndef PAGE_COMPANY_MAIL_H
#define PAGE_COMPANY_MAIL_H

#include "http/route.h"
#include "store/company_check.h"

/**
 * company_mail_decision(rq, decision):
 * In the caller's transaction: tell everybody with an account of the company that it was verified or refused, and why.  The
 * mail waits for ten minutes: a decision that is taken back until then is told to nobody.
 */
enum err company_mail_decision(struct req *rq, const struct company_decision *) NODISCARD;

#endif
