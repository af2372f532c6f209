#ifndef PAGE_REGISTER_VIEW_H
#define PAGE_REGISTER_VIEW_H

#include "page/register_steps.h"

/**
 * register_show_step(rq, rs, status, step, form, draft):
 * One step with its form; that of REGISTER_TECHNOLOGY with the sectors that the description suggests
 * before the others.
 */
enum err register_show_step(struct req *rq, struct resp *rs, int status, enum register_step,
    struct form *, const struct register_draft *) NODISCARD;

/**
 * register_show_check(rq, rs, forms, draft, wait):
 * All answers, with links to change them.  ${forms} are the decoded forms of the four steps.  With
 * ${wait} not 0 a 429 that says in how many seconds it can be sent.
 */
enum err register_show_check(struct req *rq, struct resp *rs,
    const struct form forms[static REGISTER_CHECK - 1], const struct register_draft *,
    int64_t wait) NODISCARD;

/** register_show_later(rq, rs, step): the address at which ${step} goes on. */
enum err register_show_later(struct req *rq, struct resp *rs, enum register_step) NODISCARD;

#endif
