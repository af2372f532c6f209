#ifndef TEXT_FORMAT_H
#define TEXT_FORMAT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "text/lang.h"

/*
 * Dates, times and numbers as each language writes them (ui.md section 7).
 * Month names come from the message catalogue, never from libc.
 */

/** format_day(arena, d, lang): "18 december 2026", "18 December 2026", "2026年12月18日". */
const char *format_day(struct arena *, day, enum lang);
/** format_day_short(arena, d, lang): "18 dec. 2026", "18 Dec 2026", "2026-12-18". */
const char *format_day_short(struct arena *, day, enum lang);
/** format_time(arena, seconds, lang): day and Brussels clock: "18 december 2026, 14.32 uur". */
const char *format_time(struct arena *, int64_t seconds, enum lang);
/** format_time_iso(arena, seconds): "2026-12-18T13:32:00Z", for datetime=. */
const char *format_time_iso(struct arena *, int64_t seconds);
/** format_int(arena, n, lang): "12.000", "12,000", "12,000". */
const char *format_int(struct arena *, int64_t, enum lang);

#endif
