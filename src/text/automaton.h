#ifndef TEXT_AUTOMATON_H
#define TEXT_AUTOMATON_H

#include "base/base.h"

/*
 * Many patterns found in one pass: A. V. Aho and M. J. Corasick, "Efficient string matching: an aid to
 * bibliographic search", CACM 18 (1975).  Patterns and text are rows of symbols, any uint32_t but 0.
 */
struct automaton;

struct automaton *automaton_new(void);	/* without patterns */
void automaton_free(struct automaton *);	/* NULL is fine */

/** automaton_add(a, symbols, n, value): one more pattern; before automaton_done().  ${n} is not 0. */
void automaton_add(struct automaton *, const uint32_t *symbols, size_t n, uint32_t value);

/** automaton_done(a): no more patterns come.  Constant after. */
void automaton_done(struct automaton *);

/** automaton_step(a, state, symbol): the next state; 0 is the first. */
uint32_t automaton_step(const struct automaton *, uint32_t state, uint32_t symbol);

/**
 * automaton_first(a, state), automaton_next(a, i):
 * Run through the patterns that end in ${state}, longest first; 0 is the end.  automaton_value() is what
 * was added, automaton_length() how many symbols it has.
 */
uint32_t automaton_first(const struct automaton *, uint32_t state);
uint32_t automaton_next(const struct automaton *, uint32_t i);
uint32_t automaton_value(const struct automaton *, uint32_t i);
size_t automaton_length(const struct automaton *, uint32_t i);

#endif
