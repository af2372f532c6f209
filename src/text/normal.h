#ifndef TEXT_NORMAL_H
#define TEXT_NORMAL_H

#include "base/base.h"

/**
 * text_nfc(arena, s):
 * ${s}, valid UTF-8, in Unicode's normal form C (UAX 15), so that the same letters are the same bytes whoever typed
 * them: macOS writes "é" as e and an accent.  ${s} itself if it is that already, else a copy with a NUL behind it.
 */
struct str text_nfc(struct arena *, struct str);

#endif
