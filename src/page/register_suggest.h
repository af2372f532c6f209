#ifndef PAGE_REGISTER_SUGGEST_H
#define PAGE_REGISTER_SUGGEST_H

#include "page/register_steps.h"

/**
 * register_suggest(rq, form):
 * Put the sectors that the description in the decoded ${form} of REGISTER_TECHNOLOGY speaks of before the others,
 * each with the words that led there.  What is chosen stays chosen.  Nothing changes where the texts say
 * nothing of the field.
 */
enum err register_suggest(struct req *rq, struct form *form) NODISCARD;

#endif
