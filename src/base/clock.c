#include "base/base.h"
#include "base/clock.h"

#define DAY_SECONDS 86400

int64_t
clock_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return ts.tv_sec;
}

int64_t
clock_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/*
 * The two functions below count in years that begin on 1 March, so that the
 * leap day comes last, and in eras of 400 years = 146097 days, after which the
 * Gregorian calendar repeats (H. Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms").  719468 days lie between 0000-03-01 and 1970-01-01.
 */
static day
day_from_civil(int year, int month, int dom)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int yoe = y - era * 400;
	int doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dom - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return (day){ era * 146097 + doe - 719468 };
}

void
day_civil(day d, int *year, int *month, int *dom)
{
	int z = d.v + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int m = (5 * doy + 2) / 153;

	*dom = doy - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int
day_parse(const char *text, day *ret_day)
{
	int64_t y, m, d;
	int y2, m2, d2;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return -1;
	if (!str_int((struct str){ text, 4 }, DAY_YEAR_MIN, DAY_YEAR_MAX, &y) ||
	    !str_int((struct str){ text + 5, 2 }, 1, 12, &m) ||
	    !str_int((struct str){ text + 8, 2 }, 1, 31, &d))
		return -1;

	/* 31 April comes back as 1 May: no such day. */
	day result = day_from_civil((int)y, (int)m, (int)d);
	day_civil(result, &y2, &m2, &d2);
	if (d2 != (int)d)
		return -1;
	*ret_day = result;
	return 0;
}

void
day_iso(day d, char out[static 11])
{
	int year, month, dom;

	day_civil(d, &year, &month, &dom);
	if (year < 0 || year > 9999)
		BUG("year %d", year);
	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
	    (unsigned)dom % 100);
}

/* Rounds down before 1970 too. */
static int32_t
day_number(int64_t seconds)
{
	int64_t days = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);

	/* Out of the range of a day is out of the range of this program. */
	if (days < -1000000 || days > 10000000)
		BUG("time %lld", (long long)seconds);
	return (int32_t)days;
}

/* 01:00 UTC on the last Sunday of ${month}, which has 31 days. */
static int64_t
switch_time(int year, int month)
{
	int32_t last = day_from_civil(year, month, 31).v;

	/* 1970-01-01 was a Thursday: (v + 4) mod 7 is 0 on Sundays. */
	int32_t weekday = ((last + 4) % 7 + 7) % 7;
	return (int64_t)(last - weekday) * DAY_SECONDS + 3600;
}

/*
 * Directive 2000/84/EC: summer time from the last Sunday of March to that of
 * October, both at 01:00 UTC.  Dates before 1996 had other rules; nothing in
 * this program is that old.  If the Union ends summer time, change it here.
 */
int
clock_brussels(int64_t seconds)
{
	int year, month, dom;

	day_civil((day){ day_number(seconds) }, &year, &month, &dom);
	if (seconds >= switch_time(year, 3) && seconds < switch_time(year, 10))
		return 7200;
	return 3600;
}

day
day_of(int64_t seconds)
{
	return (day){ day_number(seconds + clock_brussels(seconds)) };
}
