#ifndef TEXT_LANG_H
#define TEXT_LANG_H

#include <stdbool.h>

#include "base/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The three languages of the site, in the order of the language switch. */
enum lang { LANG_NL, LANG_EN, LANG_ZH, LANG__MAX };

/** lang_code(lang): "nl", "en" or "zh", as in addresses and data files. */
const char *lang_code(enum lang);
/** lang_tag(lang): "nl", "en" or "zh-Hans", as in lang= attributes. */
const char *lang_tag(enum lang);
/** lang_parse(code, ret_lang): false, and untouched, if ${code} is none of the three. */
bool lang_parse(struct str code, enum lang *ret_lang);

/* One text in the languages it has; a missing one is NULL or "". */
struct texts {
	const char *in[LANG__MAX];
};

/**
 * texts_pick(t, want, ret_lang):
 * Return the text of ${t} in ${want}, else the first of English, Dutch and
 * Chinese that it has, else "".  Set ${ret_lang} (may be NULL) to the language
 * of what is returned.
 */
const char *texts_pick(const struct texts *, enum lang want, enum lang *ret_lang);

#ifdef __cplusplus
}
#endif
#endif
