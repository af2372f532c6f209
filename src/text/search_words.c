#include "text/search_words.h"

#include "base/utf8.h"
#include "text/compound.h"
#include "text/words.h"

#define LIST_MAX 24
static const char *const function_words[LANG__MAX][LIST_MAX] = {
	[LANG_NL] = { "de", "het", "een", "van", "voor", "in", "op", "met", "en", "of", "te", "uit", "om", "bij",
	    "naar", "door", "aan", "der", NULL },
	[LANG_EN] = { "the", "a", "an", "of", "for", "in", "on", "with", "and", "or", "to", "from", "by", "at", NULL },
};

static bool
is_function_word(enum lang lang, struct str word)
{
	for (int i = 0; function_words[lang][i]; i++)
		if (str_eq(word, str_of(function_words[lang][i])))
			return true;
	return false;
}

struct cutting {
	const struct tagger *tagger;
	enum lang lang;
	struct arena *arena;
	struct folded folded;
	struct words words;
	struct search_words out;
	size_t cap;
};

static void
add(struct cutting *c, struct search_word w)
{
	c->out.items = arena_grow(c->arena, c->out.items, c->out.n, &c->cap, sizeof(*c->out.items));
	c->out.items[c->out.n++] = w;
}

/* The character at ${i} with the one that touches it, if one does. */
static void
add_pair(struct cutting *c, size_t i)
{
	const struct word *w = &c->words.items[i], *next = w + 1;
	bool pair = i + 1 < c->words.n && next->han != 0 && next->begin == w->end;
	char *text = arena_alloc(c->arena, 9);
	size_t n = utf8_encode(w->han, text);

	if (pair)
		n += utf8_encode(next->han, text + n);
	add(c, (struct search_word){ .text = { text, n }, .begin = w->begin,
	    .end = pair ? next->end : w->end, .han = true });
}

static void
add_parts(struct cutting *c, size_t i)
{
	const struct word *w = &c->words.items[i];
	struct compound_part parts[COMPOUND_PARTS_MAX];
	size_t n = compound_parts(tagger_compounds(c->tagger), w, c->arena, parts);

	for (size_t k = 0; k < n; k++) {
		const struct fold_char *f = c->folded.items + w->first + parts[k].begin;
		struct str part = { w->text.p + parts[k].begin, parts[k].n };

		add(c, (struct search_word){ .text = stem(tagger_stemmers(c->tagger), LANG_NL, part, c->arena),
		    .begin = f[0].begin, .end = f[parts[k].n - 1].end, .part = true });
	}
}

void
search_words(const struct tagger *t, enum lang lang, const char *text, struct arena *arena,
    struct search_words *ret_words)
{
	struct cutting c = { .tagger = t, .lang = lang, .arena = arena };
	/* Engineers write English names into Chinese. */
	enum lang latin = lang == LANG_ZH ? LANG_EN : lang;

	fold_text(tagger_fold(t), str_of(text), arena, &c.folded);
	words_cut(&c.folded, arena, &c.words);
	for (size_t i = 0; i < c.words.n; i++) {
		const struct word *w = &c.words.items[i];

		if (w->han != 0)
			add_pair(&c, i);
		else
			add(&c, (struct search_word){ .text = stem(tagger_stemmers(t), latin, w->text, arena),
			    .begin = w->begin, .end = w->end, .function = is_function_word(latin, w->text) });
	}
	for (size_t i = 0; lang == LANG_NL && i < c.words.n; i++)
		add_parts(&c, i);
	*ret_words = c.out;
}
