#ifndef TEXT_LANG_GUESS_H
#define TEXT_LANG_GUESS_H

#include "text/lang.h"

/**
 * lang_guess(text):
 * The language of ${text}: Chinese if a fifth of its letters are, else Dutch or English, by the small words
 * that each has and the other has not; English if it has neither.
 */
enum lang lang_guess(const char *text);

#endif
