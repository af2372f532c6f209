#include "text/ical.h"

#include "base/utf8.h"

#define LINE_MAX_OCTETS 75	/* without the line break */

/* The line that is being written. */
struct line {
	struct buf *out;
	size_t octets;			/* in this part of it */
};

/* Append ${n} bytes that belong together: on the next part if they do not fit on this one. */
static void
add(struct line *l, const char *bytes, size_t n)
{
	if (l->octets + n > LINE_MAX_OCTETS) {
		/* The blank is taken off again by who reads it, but counts. */
		buf_puts(l->out, "\r\n ");
		l->octets = 1;
	}
	buf_add(l->out, bytes, n);
	l->octets += n;
}

static struct line
begin(struct buf *out, const char *name)
{
	struct line l = { .out = out };

	for (; *name; name++)
		add(&l, name, 1);
	add(&l, ":", 1);
	return l;
}

static bool
is_control(uint32_t code)
{
	return (code < 0x20 && code != '\t') || (code >= 0x7f && code < 0xa0);
}

/* What stands for a character in a TEXT; NULL: itself. */
static const char *
escaped(uint32_t code)
{
	switch (code) {
	case '\\':
		return "\\\\";
	case ',':
		return "\\,";
	case ';':
		return "\\;";
	case '\n':
		return "\\n";
	default:
		return NULL;
	}
}

static void
put(struct buf *out, const char *name, const char *value, bool text)
{
	struct line l = begin(out, name);
	struct str s = str_of(value);
	uint32_t code;

	for (size_t from = 0, to = 0; utf8_next(s, &to, &code); from = to) {
		const char *other = text ? escaped(code) : NULL;

		if (other)
			add(&l, other, strlen(other));
		else if (!is_control(code))
			add(&l, s.p + from, to - from);
	}
	buf_puts(out, "\r\n");
}

void
ical_put(struct buf *out, const char *name, const char *value)
{
	put(out, name, value, false);
}

void
ical_text(struct buf *out, const char *name, const char *text)
{
	put(out, name, text, true);
}

/* "20261218" in ${date}. */
static void
basic_date(day d, char date[static 9])
{
	char iso[11];

	day_iso(d, iso);
	memcpy(date, iso, 4);
	memcpy(date + 4, iso + 5, 2);
	memcpy(date + 6, iso + 8, 3);
}

void
ical_day(struct buf *out, const char *name, day d)
{
	char date[9];

	basic_date(d, date);
	ical_put(out, name, date);
}

void
ical_time(struct buf *out, const char *name, int64_t seconds)
{
	/* The day in UTC, so without day_of(). */
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	int second = (int)(seconds - days * 86400);
	char date[9];

	basic_date((day){ (int32_t)days }, date);
	buf_printf(out, "%s:%sT%02d%02d%02dZ\r\n", name, date, second / 3600, second / 60 % 60,
	    second % 60);
}
