#ifndef DOMAIN_ONELINE_H
#define DOMAIN_ONELINE_H

#include "base/base.h"
#include "text/lang.h"

#define ONELINE_MAX_CHARS 160

/**
 * oneline_of(arena, summary):
 * What lists call a technology whose file has no sentence for that: the first sentence of
 * ${summary}, in its first language.  A sentence ends before a word with a capital, not
 * behind an abbreviation ("ca. 40 m³", "e.g. Sludge", "St. Niklaas"), and says something; one
 * of more than ONELINE_MAX_CHARS is cut at a word and ends in "…".
 */
const char *oneline_of(struct arena *, const struct texts *summary);

#endif
