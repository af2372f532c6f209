#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/** clock_now(): seconds since 1970 UTC. */
int64_t clock_now(void);
/** clock_ms(): milliseconds of a clock that never steps back; for durations only. */
int64_t clock_ms(void);

/* A day of the calendar, counted from 1970-01-01. */
typedef struct {
	int32_t v;
} day;

#define DAY_YEAR_MIN 1900
#define DAY_YEAR_MAX 2199

/**
 * day_parse(text, ret_day):
 * Read ISO 8601 "2026-12-18".  Return 0 and set ${ret_day}, or -1 if ${text}
 * is not a day of the years DAY_YEAR_MIN to DAY_YEAR_MAX.
 */
int day_parse(const char *text, day *ret_day);

/** day_civil(d, year, month, dom): the Gregorian date of ${d}; month from 1. */
void day_civil(day d, int *year, int *month, int *dom);

/** day_iso(d, out): writes "2026-12-18" and a NUL. */
void day_iso(day d, char out[static 11]);

/**
 * day_of(seconds):
 * The day on the Brussels calendar (CET, CEST by the rules of the European
 * Union) on which ${seconds} since 1970 UTC falls.
 */
day day_of(int64_t seconds);

/**
 * clock_brussels(seconds):
 * Seconds that the Brussels clock is ahead of UTC at ${seconds}: 3600 or 7200.
 */
int clock_brussels(int64_t seconds);

#endif
