#include "text/lang_guess.h"

#include <string.h>

#include "base/base.h"
#include "base/utf8.h"
#include "text/fold.h"

static const char *const dutch[] = { "de", "het", "een", "van", "voor", "en", "met", "te", "op", "uit",
	"bij", "wij", "we", "zijn", "naar", "tot", "onze", "die", "dat", "wordt", "worden", "niet", "ook", "aan",
	"door", "als", "deze", "om", "geen", "zonder" };
static const char *const english[] = { "the", "a", "of", "for", "and", "with", "to", "on", "from", "we",
	"are", "our", "which", "that", "not", "by", "as", "this", "is", "an", "it", "at", "or", "no", "without",
	"can", "has", "have", "their", "your" };

static bool
is_one_of(const char *const *words, size_t n, struct str word)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(words[i]) == word.n && strncasecmp(words[i], word.p, word.n) == 0)
			return true;
	return false;
}

/* Small words of Dutch less those of English. */
static int
lean(const char *text)
{
	int n = 0;

	while (*text) {
		size_t letters = 0;

		while ((text[letters] >= 'a' && text[letters] <= 'z') ||
		    (text[letters] >= 'A' && text[letters] <= 'Z') || (unsigned char)text[letters] >= 0x80)
			letters++;
		struct str word = { text, letters };
		n += is_one_of(dutch, countof(dutch), word);
		n -= is_one_of(english, countof(english), word);
		text += letters + (text[letters] != '\0');
	}
	return n;
}

/* What only Dutch spelling has. */
static int
spelling(const char *text)
{
	static const char *const signs[] = { "ij", "aa", "uu", "isch", "sch", "eerd", "eling", "heid", "atie", "eit",
		"ingen", "oe", "uit" };
	static const char *const others[] = { "tion", "th", "ment", "ility", "ing ", "wh", "ology", "ee", "ea" };
	int n = 0;

	for (size_t i = 0; i < countof(signs); i++)
		for (const char *p = text; (p = strstr(p, signs[i])); p++)
			n++;
	for (size_t i = 0; i < countof(others); i++)
		for (const char *p = text; (p = strstr(p, others[i])); p++)
			n--;
	return n;
}

enum lang
lang_guess(const char *text, bool *ret_sure)
{
	struct str s = str_of(text);
	size_t pos = 0, han = 0, letters = 0;
	uint32_t c;

	while (utf8_next(s, &pos, &c)) {
		han += fold_is_han(c);
		letters += fold_is_han(c) || (c | 0x20) >= 'a';
	}
	*ret_sure = true;
	if (han > 0 && 5 * han >= letters)
		return LANG_ZH;
	int n = lean(text);
	*ret_sure = n > 1 || n < -1;
	return n > 0 || (n == 0 && spelling(text) > 0) ? LANG_NL : LANG_EN;
}
