#include "domain/oneline.h"

#include "base/utf8.h"

#define LEAST_CHARS    25		/* fewer say nothing: "Voor waterzuivering." */
#define LEAST_CHARS_ZH 8		/* a Chinese sign is a word */

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_capital(uint32_t c)
{
	/* Also À to Þ, and Chinese, which has no small letters. */
	return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || c >= 0x2e80;
}

static bool
opens_quote(uint32_t c)
{
	return c == '"' || c == '\'' || c == '(' || c == 0xab || c == 0x2018 || c == 0x201c;
}

/* Whether the last word of ${text}, its dot left out, is one that takes a dot of its own. */
static bool
is_abbreviation(struct str text)
{
	static const char *const words[] = { "approx", "art", "cap", "dipl", "evt", "excl", "fig",
		"incl", "ing", "inh", "max", "min", "mln", "mrd", "prof", "resp", "temp", "tel" };
	size_t start = text.n;
	bool dotted = false;

	while (start > 0 && (is_letter((unsigned char)text.p[start - 1]) || text.p[start - 1] == '.'))
		start--;
	/* "m³" and "60%" are no words. */
	if (start == text.n || (start > 0 && !strchr(" (\"'/-", text.p[start - 1])))
		return false;

	struct str word = { text.p + start, text.n - start };
	for (size_t i = 0; i < word.n; i++)
		dotted |= word.p[i] == '.';
	/* "i.e", "t.o.v"; "ca", "bv", "St", "nr", but "MW" and "kW" are units. */
	if (dotted || word.n == 1 || (word.n == 2 && word.p[1] >= 'a'))
		return true;
	for (size_t i = 0; i < countof(words); i++)
		if (strlen(words[i]) == word.n && strncasecmp(words[i], word.p, word.n) == 0)
			return true;
	return false;
}

/* Whether a sentence ends with the blank at ${blank}, in front of which ${last} stands. */
static bool
ends_before(struct str text, size_t blank, uint32_t last, size_t n)
{
	size_t pos = blank;
	uint32_t next = ' ';

	if ((last != '.' && last != '!' && last != '?') || n < LEAST_CHARS)
		return false;
	while (next == ' ' || opens_quote(next))
		if (!utf8_next(text, &pos, &next))
			return true;
	return is_capital(next) &&
	    !(last == '.' && is_abbreviation((struct str){ text.p, blank - 1 }));
}

/* At a word where there is one not too far back, without a comma before the dots. */
static const char *
shorten(struct arena *arena, struct str text, size_t blank, size_t end)
{
	size_t n = blank > end / 2 ? blank : end;

	while (n > 0 && strchr(",;:.", text.p[n - 1]))
		n--;
	return arena_printf(arena, "%.*s…", (int)n, text.p);
}

const char *
oneline_of(struct arena *arena, const struct texts *summary)
{
	struct str text = str_of("");
	size_t pos = 0, before = 0, blank = 0, n = 0;
	uint32_t c, last = 0;

	for (enum lang lang = 0; lang < LANG__MAX && text.n == 0; lang++)
		text = str_of(summary->in[lang] ? summary->in[lang] : "");
	while (before = pos, utf8_next(text, &pos, &c)) {
		if (c == '\n' || (c == ' ' && ends_before(text, before, last, n)))
			return arena_strndup(arena, text.p, before);
		if (n == ONELINE_MAX_CHARS)
			return shorten(arena, text, c == ' ' ? before : blank, before);
		n++;
		/* 。！？ */
		if ((c == 0x3002 || c == 0xff01 || c == 0xff1f) && n >= LEAST_CHARS_ZH)
			return arena_strndup(arena, text.p, pos);
		if (c == ' ')
			blank = before;
		last = c;
	}
	return text.p;
}
