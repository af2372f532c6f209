#ifndef STORE_PAGE_TEXT_H
#define STORE_PAGE_TEXT_H

#include "base/base.h"
#include "domain/page_text.h"

struct db;

/**
 * page_text_put(db, text, now, ret_changed):
 * Insert or replace the text of ${text->subject} in ${text->lang}; where nothing differs,
 * updated_at stays too.
 */
enum err page_text_put(struct db *, const struct page_text *, int64_t now,
    bool *ret_changed) NODISCARD;

/**
 * page_text_get(db, subject, lang, arena, ret_text):
 * The text in ${lang}, else in English, Dutch or Chinese, whichever is first
 * there: ${ret_text->lang} tells.  ERR_NOT_FOUND if there is none at all.
 */
enum err page_text_get(struct db *, const char *subject, enum lang, struct arena *,
    struct page_text *ret_text) NODISCARD;

/** region_fact_put(db, fact, ret_changed): insert or update by region and position. */
enum err region_fact_put(struct db *, const struct region_fact *, bool *ret_changed) NODISCARD;

/** region_fact_list(db, region, arena, ret_list): those of one region, in order. */
enum err region_fact_list(struct db *, const char *region, struct arena *,
    struct region_fact_list *ret_list) NODISCARD;

#endif
