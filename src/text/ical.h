#ifndef TEXT_ICAL_H
#define TEXT_ICAL_H

#include "base/base.h"
#include "base/buf.h"
#include "base/clock.h"

/*
 * iCalendar (RFC 5545) as it is written: one property a line, folded so that no line has more
 * than 75 octets and no character is cut in two, each ended by CR LF.  Nothing in a value can
 * begin a line of its own.  Names are literals of ours, with their parameters:
 * "DTSTART;VALUE=DATE".
 */

/**
 * ical_put(out, name, value):
 * A value that is written as it is: a word, an address, a date.  Control characters are left out.
 */
void ical_put(struct buf *out, const char *name, const char *value);

/**
 * ical_text(out, name, text):
 * A TEXT value in valid UTF-8: backslash, comma, semicolon and line breaks are escaped, other
 * control characters but the tab are left out.
 */
void ical_text(struct buf *out, const char *name, const char *text);

/** ical_day(out, name, d): a DATE; ${name} says so in its parameters. */
void ical_day(struct buf *out, const char *name, day);

/** ical_time(out, name, seconds): a DATE-TIME in UTC, of ${seconds} since 1970. */
void ical_time(struct buf *out, const char *name, int64_t seconds);

#endif
