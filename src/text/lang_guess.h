#ifndef TEXT_LANG_GUESS_H
#define TEXT_LANG_GUESS_H

#include "text/lang.h"

/**
 * lang_guess(text, ret_sure):
 * The language of ${text}: Chinese if a fifth of its letters are, else Dutch or English, by the small words
 * that each has and the other has not, or by the spelling; English if it has neither.  ${ret_sure} is false
 * where few words leave a doubt between these two.
 */
enum lang lang_guess(const char *text, bool *ret_sure);

#endif
