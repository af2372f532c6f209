#ifndef DOMAIN_PLACE_H
#define DOMAIN_PLACE_H

#include "base/arena.h"
#include "domain/company.h"

/**
 * place_technologies(arena, stored, n_stored, rows, n_rows):
 * Which stored technology of a company each row of a new file is: set the positions of
 * the ${n_rows} ${rows}, and return for each of the ${n_stored} ${stored}, which are in
 * the order of their positions and may be archived, whether a row is it.
 *
 * What was decided on the matches of a technology stays with its position, so identity
 * follows the text.  The same text comes first, live before archived.  Then an edit of
 * a live one: a text that is half the same, or any text in the same place if the
 * file takes none out; but never of one with other sectors.  Every other row gets a
 * position that no technology ever had.
 */
bool *place_technologies(struct arena *, const struct technology *stored, size_t n_stored,
    struct technology_new *const *rows, size_t n_rows) __attribute__((returns_nonnull));

#endif
