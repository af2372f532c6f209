#ifndef PAGE_WORDS_H
#define PAGE_WORDS_H

#include "base/base.h"
#include "domain/company.h"
#include "domain/match.h"
#include "http/route.h"
#include "text/msg.h"
#include "view/view.h"

/* Pieces of text that several pages put together the same way. */

/** words_count(rq, msg, n): the form of ${msg} for ${n} things, {n} filled in. */
const char *words_count(struct req *, enum msg, int64_t n);

/** words_separator(rq), words_join(rq, items, n): ", " or 、, and "a, b, c". */
const char *words_separator(struct req *);
const char *words_join(struct req *, const char *const *items, size_t n);

/**
 * words_shorten(arena, text, max):
 * At most ${max} code points of ${text}: up to the end of a sentence where there is
 * one in the second half, else up to a blank and "…".
 */
const char *words_shorten(struct arena *, const char *text, size_t max);

/** words_in_sentence(rq, label): ${label} without its capital, to stand inside a sentence. */
const char *words_in_sentence(struct req *, const char *label);

/** words_place(rq, region): "Yulin (Shaanxi)" for a city, else the label of the region. */
const char *words_place(struct req *, const char *region);

/**
 * words_places(rq, regions), words_sectors(rq, sectors):
 * All of them; of the sectors the top level, each once.
 */
const char *words_places(struct req *, const struct code_list *);
const char *words_sectors(struct req *, const struct code_list *);

/**
 * words_lang(rq, text):
 * The language of a text that comes without one: Chinese if it has Chinese
 * signs, else that of the page.
 */
enum lang words_lang(struct req *, const char *text);

/**
 * words_mark(rq, v, lang, section, name):
 * Show ${section} with ${lang} in its ${name}, for a lang= attribute, unless the
 * page has that language.
 */
void words_mark(struct req *, struct view *, enum lang, enum view_name section,
    enum view_name name);

/** words_day(rq, iso): "18 december 2026" for "2026-12-18"; ${iso} itself if it is no day. */
const char *words_day(struct req *, const char *iso);

/** words_title_tag(rq, title): what to say of one not in the visitor's language, or MSG_NONE. */
enum msg words_title_tag(struct req *, const struct texts *title);

/** words_fit(rq, fit, row): a sentence on why the pair of ${row} does not fit; "" for FIT_YES. */
const char *words_fit(struct req *, enum match_fit, const struct match_row *);

/** words_technology(rq, t, ret_lang): what it is called; older ones have no line of their own. */
const char *words_technology(struct req *, const struct technology *, enum lang *ret_lang);

/** words_fallback(rq, lang): that a text is shown in ${lang}, as it lacks the visitor's. */
const char *words_fallback(struct req *, enum lang);

#endif
