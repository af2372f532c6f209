#ifndef TEXT_MSG_H
#define TEXT_MSG_H

#include <stdint.h>

#include "base/arena.h"
#include "text/lang.h"
#include "text/msg_ids.h"	/* made from templates/locale: enum msg, MSG__MAX */

#ifdef __cplusplus
extern "C" {
#endif

/**
 * msg_text(msg, lang):
 * Return the words of ${msg} in ${lang}.  MSG_NONE gives "".  A message with
 * plural forms gives the one for many.
 */
const char *msg_text(enum msg, enum lang);

/**
 * msg_plural(msg, lang, n):
 * Return the form of ${msg} for ${n} things.
 */
const char *msg_plural(enum msg, enum lang, int64_t n);

/**
 * msg_fill(arena, text, name, value, ..., NULL):
 * Return ${text} with each {name} replaced by the value that follows that
 * name, both const char *.  A name that ${text} lacks is ignored; a {name} of
 * the text that is not given stays as it is.
 */
const char *msg_fill(struct arena *, const char *text, ...) __attribute__((sentinel));

/** msg_name(msg): its name in the .po files, for checks. */
const char *msg_name(enum msg);

#ifdef __cplusplus
}
#endif
#endif
