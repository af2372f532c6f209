#include "text/words.h"

#include <libstemmer.h>
#include <stdlib.h>

#include "base/heap.h"
#include "base/utf8.h"

#define PLURAL_MIN 5		/* bytes of a Dutch word that may be a plural in -es: not "mes" */

struct stemmers {
	struct sb_stemmer *of[LANG__MAX];	/* NULL: Chinese has none */
};

struct stemmers *
stemmers_new(void)
{
	struct stemmers *s = heap_zeros(1, sizeof(*s));

	s->of[LANG_NL] = sb_stemmer_new("dutch", "UTF_8");
	s->of[LANG_EN] = sb_stemmer_new("english", "UTF_8");
	if (!s->of[LANG_NL] || !s->of[LANG_EN])
		BUG("libstemmer knows no Dutch or English");
	return s;
}

void
stemmers_free(struct stemmers *s)
{
	if (!s)
		return;
	for (int lang = 0; lang < LANG__MAX; lang++)
		if (s->of[lang])
			sb_stemmer_delete(s->of[lang]);
	free(s);
}

struct str
stem(struct stemmers *s, enum lang lang, struct str word, struct arena *arena)
{
	if (!s->of[lang] || word.n > 200)
		return word;
	/* Snowball keeps "machines" and "emissies" apart from their singulars. */
	if (lang == LANG_NL && word.n > PLURAL_MIN && word.p[word.n - 1] == 's' && word.p[word.n - 2] == 'e')
		word.n--;
	const sb_symbol *out = sb_stemmer_stem(s->of[lang], (const sb_symbol *)word.p, (int)word.n);
	if (!out)
		BUG("out of memory");
	size_t n = (size_t)sb_stemmer_length(s->of[lang]);
	return (struct str){ arena_strndup(arena, (const char *)out, n), n };
}

static bool
is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* "2.5", "3,8": the mark belongs to the number. */
static bool
joins(const struct folded *f, size_t i)
{
	uint32_t c = f->items[i].code;

	return (c == '.' || c == ',') && i > 0 && i + 1 < f->n && is_digit(f->items[i - 1].code) &&
	    is_digit(f->items[i + 1].code);
}

static bool
is_break(uint32_t c)
{
	return c != '\0' && c < 0x80 ? strchr(".,;:!?()[]{}\"|*", (int)c) != NULL :
				       c == 0x3001 || c == 0x3002 || (c >= 0x3008 && c <= 0x3011) ||
		c == 0x2022 || c == 0x201c || c == 0x201d || c == 0x2014;
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2bc;
}

static struct str
letters_of(const struct folded *f, size_t first, size_t n, struct arena *arena)
{
	char *out = arena_alloc(arena, 4 * n + 1);
	size_t size = 0;

	for (size_t i = first; i < first + n; i++)
		size += utf8_encode(f->items[i].code, out + size);
	return (struct str){ out, size };
}

/* The end of the word that begins at ${i}. */
static size_t
word_end(const struct folded *f, size_t i)
{
	while (i < f->n && (fold_is_word(f->items[i].code) || joins(f, i)))
		i++;
	return i;
}

void
words_cut(const struct folded *f, struct arena *arena, struct words *ret_words)
{
	struct words out = { arena_new_of(arena, struct word, f->n), 0 };
	bool breaks = false, possessive = false;

	for (size_t i = 0; i < f->n;) {
		uint32_t c = f->items[i].code;
		struct word w = { .first = (uint32_t)i, .n = 1, .begin = f->items[i].begin,
			.breaks = breaks };

		if (fold_is_han(c)) {
			w.han = c;
		} else if (fold_is_word(c)) {
			w.n = (uint32_t)(word_end(f, i) - i);
			w.text = letters_of(f, i, w.n, arena);
		} else {
			breaks |= is_break(c);
			possessive = is_apostrophe(c);
			i++;
			continue;
		}
		i += w.n;
		w.end = f->items[i - 1].end;
		/* MBR's, auto's */
		if (!(possessive && w.n == 1 && out.n > 0 && c == 's')) {
			out.items[out.n++] = w;
			breaks = false;
		}
		possessive = false;
	}
	*ret_words = out;
}
