#include "base/base.h"
#include "text/format.h"
#include "text/msg.h"

static const char *
month_name(enum msg first, int month, enum lang lang)
{
	/* The twelve messages have consecutive numbers. */
	return msg_text((enum msg)((int)first + month - 1), lang);
}

const char *
format_day(struct arena *arena, day d, enum lang lang)
{
	int year, month, dom;

	day_civil(d, &year, &month, &dom);
	if (lang == LANG_ZH)
		return arena_printf(arena, "%d年%d月%d日", year, month, dom);
	return arena_printf(arena, "%d %s %d", dom, month_name(MSG_MONTH_1, month, lang), year);
}

const char *
format_day_short(struct arena *arena, day d, enum lang lang)
{
	int year, month, dom;

	day_civil(d, &year, &month, &dom);
	if (lang == LANG_ZH)
		return arena_printf(arena, "%d-%02d-%02d", year, month, dom);
	/* The dot of "dec." belongs to the word: "mei" has none. */
	return arena_printf(arena, "%d %s %d", dom, month_name(MSG_MONTH_SHORT_1, month, lang), year);
}

/* Minutes since midnight on the clock that is ${ahead} seconds ahead of UTC. */
static int
minute_of_day(int64_t seconds, int ahead)
{
	int64_t s = (seconds + ahead) % 86400;

	return (int)((s < 0 ? s + 86400 : s) / 60);
}

const char *
format_time(struct arena *arena, int64_t seconds, enum lang lang)
{
	const char *date = format_day(arena, day_of(seconds), lang);
	int minute = minute_of_day(seconds, clock_brussels(seconds));

	switch (lang) {
	case LANG_NL:
		return arena_printf(arena, "%s, %d.%02d uur", date, minute / 60, minute % 60);
	case LANG_ZH:
		return arena_printf(arena, "%s %02d:%02d", date, minute / 60, minute % 60);
	case LANG_EN:
	case LANG__MAX:
		break;
	}
	return arena_printf(arena, "%s, %02d:%02d", date, minute / 60, minute % 60);
}

const char *
format_time_iso(struct arena *arena, int64_t seconds)
{
	/* The day in UTC, so without day_of(). */
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	int second = (int)(seconds - days * 86400);
	char date[11];

	day_iso((day){ (int32_t)days }, date);
	return arena_printf(arena, "%sT%02d:%02d:%02dZ", date, second / 3600, second / 60 % 60,
	    second % 60);
}

const char *
format_int(struct arena *arena, int64_t n, enum lang lang)
{
	char out[32], *p = out + sizeof(out) - 1;
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	int digits = 0;

	*p = '\0';
	do {
		if (digits && digits % 3 == 0)
			*--p = lang == LANG_NL ? '.' : ',';
		*--p = (char)('0' + rest % 10);
		rest /= 10;
		digits++;
	} while (rest);
	if (n < 0)
		*--p = '-';
	return arena_strdup(arena, p);
}
