#include "text/tagger.h"

#include <stdlib.h>

#include "base/heap.h"
#include "base/intern.h"
#include "text/automaton.h"
#include "text/compound.h"
#include "text/tag_choice.h"
#include "text/words.h"

#define TAGGER_ARENA_MAX ((size_t)256 << 20)
#define TERM_WORDS_MAX   32	/* words or Chinese characters of a term; what is longer is none */
#define BORROWED_MIN     7	/* letters of one English word that counts in another language */

/* Symbols of the automaton: Chinese characters, and stems by language. */
#define SYMBOL_HAN    0x80000000U
#define SYMBOL_LANG   28
#define SYMBOL_UNSEEN 0x7fffffffU	/* no term has it */

/*
 * A word of which the stem is not enough: with capitals (MBR, PM2.5) it must be written with them, and a
 * short one (led) as it is, or in the plural: its stem is that of other words too (ledig).
 */
struct exact {
	uint32_t word;			/* its place among the symbols of the term */
	uint32_t n;
	const struct fold_char *letters;	/* NULL: only not much shorter than n */
	bool capitals;
};
#define SHORT_WORD 4
#define MUCH 3		/* letters that a stem lacks: the term is watering, and water another word */
struct term {
	uint32_t concept;
	enum lang lang;
	bool ambiguous;
	bool borrowed;			/* an English one that counts in other languages too */
	uint8_t n_words;
	bool has_capitals;
	uint8_t n_exact;
	struct exact *exact;
};
struct tagger {
	struct arena *arena;
	struct fold *fold;
	struct stemmers *stemmers;
	struct intern *stems[LANG__MAX];
	struct automaton *automaton;
	struct compounds *compounds;
	struct term *terms;		/* from 1 */
	size_t n_terms;
	uint16_t *fields;
};

#define LIST_MAX 5

static bool
is_among(const char *const lists[LANG__MAX][LIST_MAX], enum lang lang, struct str word)
{
	for (int i = 0; lists[lang][i]; i++)
		if (str_eq(word, str_of(lists[lang][i])))
			return true;
	return false;
}

/* "zuivering van afvalwater" is "afvalwaterzuivering"; what stands between is one symbol. */
static const char *const of_words[LANG__MAX][LIST_MAX] = {
	[LANG_NL] = { "van", "voor", "uit", NULL },
	[LANG_EN] = { "of", "for", "from", NULL },
};
static const char *const articles[LANG__MAX][LIST_MAX] = {
	[LANG_NL] = { "de", "het", "een", "der", NULL },
	[LANG_EN] = { "the", "a", "an", NULL },
};

/* What a word is to the automaton; ${put} while it is built. */
static uint32_t
symbol_of(const struct tagger *t, enum lang lang, const struct word *w, struct arena *arena, bool put)
{
	if (w->han != 0)
		return SYMBOL_HAN | w->han;
	struct str s = is_among(of_words, lang, w->text) ? STR("of") : stem(t->stemmers, lang, w->text, arena);
	uint32_t number = put ? intern_put(t->stems[lang], s) : intern_find(t->stems[lang], s);

	return number != 0 ? number | (uint32_t)(lang + 1) << SYMBOL_LANG : SYMBOL_UNSEEN;
}

/* ---- Building ---- */

/* A capital that does not just begin a word says that the word is written so. */
static bool
has_capitals(const struct folded *f, const struct word *w)
{
	size_t capitals = 0;

	for (size_t i = 0; i < w->n; i++)
		capitals += f->items[w->first + i].upper;
	return capitals > 1 || (capitals == 1 && (!f->items[w->first].upper || w->n == 1));
}

static void
keep_exact(struct tagger *t, struct term *term, const struct folded *f, const struct word *words,
    size_t n, struct arena *scratch)
{
	term->exact = arena_new_of(t->arena, struct exact, n);
	for (size_t i = 0; i < n; i++) {
		const struct word *w = &words[i];

		if (w->han != 0)
			continue;
		bool capitals = has_capitals(f, w);
		term->has_capitals |= capitals;
		if (!capitals && w->n > SHORT_WORD) {
			struct str s = stem(t->stemmers, term->lang, w->text, scratch);

			if (s.n + MUCH <= w->text.n)
				term->exact[term->n_exact++] = (struct exact){ .word = (uint32_t)i, .n = w->n };
			continue;
		}
		struct fold_char *letters = arena_new_of(t->arena, struct fold_char, w->n);
		memcpy(letters, f->items + w->first, w->n * sizeof(*letters));
		term->exact[term->n_exact++] = (struct exact){ (uint32_t)i, w->n, letters, capitals };
	}
}

/* English terms that are long, of several words, or in capitals are used in other languages as they are. */
static bool
is_borrowed(const struct term *term, const struct word *words, size_t n)
{
	if (term->lang != LANG_EN)
		return false;
	return n > 1 || term->has_capitals || words[0].n >= BORROWED_MIN;
}

/* "treatment of waste water" beside "waste water treatment". */
static void
add_turned(struct tagger *t, enum lang lang, const uint32_t *symbols, size_t n, uint32_t value)
{
	uint32_t turned[TERM_WORDS_MAX + 1];
	struct word of = { .text = str_of(lang == LANG_NL ? "van" : "of") };

	if (lang == LANG_ZH || n < 2 || n >= TERM_WORDS_MAX)
		return;
	uint32_t between = symbol_of(t, lang, &of, t->arena, true);
	for (size_t i = 0; i < n; i++)
		if (symbols[i] == between)
			return;
	turned[0] = symbols[n - 1];
	turned[1] = between;
	memcpy(turned + 2, symbols, (n - 1) * sizeof(*symbols));
	automaton_add(t->automaton, turned, n + 1, value);
}

/* "MBRs": a stem keeps the s after letters that no word has. */
static void
add_plural(struct tagger *t, enum lang lang, uint32_t *symbols, size_t n, const struct word *last,
    uint32_t value, struct arena *scratch)
{
	const char *text = arena_printf(scratch, "%.*ss", (int)last->text.n, last->text.p);
	struct word plural = { .text = str_of(text) };
	uint32_t symbol = symbol_of(t, lang, &plural, scratch, true);

	if (symbol == symbols[n - 1])
		return;
	symbols[n - 1] = symbol;
	automaton_add(t->automaton, symbols, n, value);
}

/* The automaton does not see them, so nothing counts them. */
static void
drop_articles(enum lang lang, struct words *words)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n; i++)
		if (words->items[i].han != 0 || !is_among(articles, lang, words->items[i].text))
			words->items[n++] = words->items[i];
	words->n = n;
}

static void
add_term(struct tagger *t, const struct tagger_term *given, struct arena *scratch)
{
	struct term *term = &t->terms[t->n_terms];
	uint32_t symbols[TERM_WORDS_MAX];
	struct folded f;
	struct words words;
	size_t n;

	fold_text(t->fold, str_of(given->text), scratch, &f);
	words_cut(&f, scratch, &words);
	drop_articles(given->lang, &words);
	n = words.n;
	if (n == 0 || n > TERM_WORDS_MAX)
		return;
	for (size_t i = 0; i < n; i++)
		symbols[i] = symbol_of(t, given->lang, &words.items[i], scratch, true);
	*term = (struct term){ .concept = given->concept, .lang = given->lang,
		.ambiguous = given->ambiguous, .n_words = (uint8_t)n };
	keep_exact(t, term, &f, words.items, n, scratch);
	term->borrowed = is_borrowed(term, words.items, n);
	automaton_add(t->automaton, symbols, n, (uint32_t)t->n_terms);
	if (given->lang == LANG_EN)
		add_turned(t, given->lang, symbols, n, (uint32_t)t->n_terms);
	if (given->lang == LANG_NL && n == 1 && words.items[0].han == 0 && !term->has_capitals &&
	    given->concept != TAG_NOTHING)
		compounds_add(t->compounds, words.items[0].text, (uint32_t)t->n_terms);
	if (term->has_capitals && words.items[n - 1].han == 0)
		add_plural(t, given->lang, symbols, n, &words.items[n - 1], (uint32_t)t->n_terms, scratch);
	t->n_terms++;
}

/* Words that say nothing are found too, to take their place from what would only seem to be there. */
static void
add_stop(struct tagger *t, enum lang lang, const char *text, struct arena *scratch)
{
	const struct tagger_term term = { .text = text, .lang = lang, .concept = TAG_NOTHING };
	struct folded f;
	struct words words;

	add_term(t, &term, scratch);
	if (lang != LANG_NL)
		return;
	fold_text(t->fold, str_of(text), scratch, &f);
	words_cut(&f, scratch, &words);
	if (words.n == 1 && words.items[0].han == 0)
		compounds_add(t->compounds, words.items[0].text, 0);
}

/* The Dutch compounds among the terms, turned: "zuivering van afvalwater". */
static void
add_turned_compound(struct tagger *t, const struct tagger_term *given, uint32_t value,
    struct arena *scratch)
{
	struct folded f;
	struct words words;
	struct str parts[2];
	uint32_t symbols[2];

	fold_text(t->fold, str_of(given->text), scratch, &f);
	words_cut(&f, scratch, &words);
	if (words.n != 1 || words.items[0].han != 0 || t->terms[value].has_capitals ||
	    !compound_halves(t->compounds, words.items[0].text, parts))
		return;
	for (int i = 0; i < 2; i++) {
		struct word w = { .text = parts[i] };
		symbols[i] = symbol_of(t, LANG_NL, &w, scratch, true);
	}
	add_turned(t, LANG_NL, symbols, 2, value);
}

struct tagger *
tagger_new(const struct tagger_vocabulary *v)
{
	struct tagger *t = heap_zeros(1, sizeof(*t));
	struct arena *scratch = arena_new(TAGGER_ARENA_MAX);

	*t = (struct tagger){ .arena = arena_new(TAGGER_ARENA_MAX), .fold = fold_new(),
		.stemmers = stemmers_new(), .n_terms = 1 };
	t->automaton = automaton_new();
	t->compounds = compounds_new(t->arena, t->stemmers);
	t->terms = arena_new_of(t->arena, struct term, v->n_terms + 1 + v->n_stop[LANG_NL] +
	    v->n_stop[LANG_EN] + v->n_stop[LANG_ZH]);
	t->fields = arena_new_of(t->arena, uint16_t, v->n_concepts);
	memcpy(t->fields, v->fields, v->n_concepts * sizeof(*v->fields));
	for (int lang = 0; lang < LANG__MAX; lang++)
		t->stems[lang] = intern_new(t->arena, v->n_terms);
	for (int lang = 0; lang < LANG__MAX; lang++) {
		for (size_t i = 0; i < v->n_stop[lang]; i++) {
			arena_reset(scratch);
			add_stop(t, (enum lang)lang, v->stop[lang][i], scratch);
		}
	}
	/* Turned compounds need all parts: after the rest. */
	struct arena *numbers = arena_new(TAGGER_ARENA_MAX);
	uint32_t *number = arena_new_of(numbers, uint32_t, v->n_terms);
	for (size_t i = 0; i < v->n_terms; i++) {
		number[i] = (uint32_t)t->n_terms;
		arena_reset(scratch);
		add_term(t, &v->terms[i], scratch);
	}
	for (size_t i = 0; i < v->n_terms; i++) {
		arena_reset(scratch);
		if (v->terms[i].lang == LANG_NL && number[i] < t->n_terms)
			add_turned_compound(t, &v->terms[i], number[i], scratch);
	}
	arena_free(numbers);
	automaton_done(t->automaton);
	arena_free(scratch);
	return t;
}

void
tagger_free(struct tagger *t)
{
	if (!t)
		return;
	fold_free(t->fold);
	stemmers_free(t->stemmers);
	automaton_free(t->automaton);
	arena_free(t->arena);
	free(t);
}

const struct fold *
tagger_fold(const struct tagger *t)
{
	return t->fold;
}

struct stemmers *
tagger_stemmers(const struct tagger *t)
{
	return t->stemmers;
}

const struct compounds *
tagger_compounds(const struct tagger *t)
{
	return t->compounds;
}

/* ---- Finding ---- */

struct search {
	const struct tagger *tagger;
	enum lang lang;			/* of the text */
	struct arena *arena;
	struct folded folded;
	struct words words;
	struct candidates found;
};

/* What may come after the letters of an exact word: "MBRs", "pompen". */
static bool
is_plural(const struct fold_char *letters, size_t n)
{
	static const char *const ends[] = { "", "s", "n", "en", "es", "e" };

	for (size_t i = 0; i < countof(ends); i++) {
		size_t k = 0;

		while (k < n && ends[i][k] != '\0' && letters[k].code == (uint32_t)ends[i][k])
			k++;
		if (k == n && ends[i][k] == '\0')
			return true;
	}
	return false;
}

/* Whether the words at the ${length} ${places} are written as the exact ones of the term. */
static bool
is_exact(const struct search *s, const struct term *term, const size_t *places, size_t length)
{
	for (size_t i = 0; i < term->n_exact; i++) {
		const struct exact *x = &term->exact[i];
		/* A turned term has its last word first. */
		size_t at = length == term->n_words ? x->word :
		    x->word + 1 == term->n_words ? 0 : x->word + 2;
		const struct word *w = &s->words.items[places[at]];
		const struct fold_char *text = s->folded.items + w->first;

		if (!x->letters) {
			/* Turned, a compound stands there in two words. */
			if (length == term->n_words && w->n + MUCH <= x->n)
				return false;
			continue;
		}
		if (w->n < x->n || !is_plural(text + x->n, w->n - x->n))
			return false;
		for (size_t k = 0; k < x->n; k++)
			if (text[k].code != x->letters[k].code ||
			    (x->capitals && text[k].upper != x->letters[k].upper))
				return false;
	}
	return true;
}

/* One Chinese character alone is a term only where none touches it. */
static bool
stands_alone(const struct search *s, size_t i)
{
	const struct word *w = s->words.items;

	if (w[i].han == 0)
		return true;
	return !(i > 0 && w[i - 1].han != 0 && w[i - 1].end == w[i].begin) &&
	    !(i + 1 < s->words.n && w[i + 1].han != 0 && w[i + 1].begin == w[i].end);
}

static void
consider(struct search *s, const struct term *term, const size_t *places, size_t length)
{
	const struct word *w = s->words.items;
	size_t first = places[0], last = places[length - 1];
	struct candidate c = { .concept = term->concept, .fields = term->concept == TAG_NOTHING ? 0 : s->tagger->fields[term->concept],
		.begin = w[first].begin, .end = w[last].end, .ambiguous = term->ambiguous };

	for (size_t i = first; i <= last; i++) {
		if (i > first && w[i].breaks)
			return;
		c.letters += w[i].n;
		c.han += w[i].han != 0;
	}
	c.only_han = c.han == last - first + 1;
	if (length == 1 && !stands_alone(s, first))
		return;
	if (is_exact(s, term, places, length))
		candidates_add(&s->found, s->arena, &c);
}

/* Run over all words with the stems of ${lang}. */
static void
run(struct search *s, enum lang lang)
{
	const struct tagger *t = s->tagger;
	uint32_t state = 0;
	/* Articles are left out, so the place of a symbol is kept. */
	size_t *place = arena_new_of(s->arena, size_t, s->words.n);
	size_t n = 0;

	for (size_t i = 0; i < s->words.n; i++) {
		const struct word *w = &s->words.items[i];

		if (w->han == 0 && is_among(articles, lang, w->text))
			continue;
		place[n++] = i;
		state = automaton_step(t->automaton, state, symbol_of(t, lang, w, s->arena, false));
		for (uint32_t o = automaton_first(t->automaton, state); o;
		     o = automaton_next(t->automaton, o)) {
			const struct term *term = &t->terms[automaton_value(t->automaton, o)];
			size_t length = automaton_length(t->automaton, o);

			if (lang == s->lang || (term->borrowed && term->lang == lang))
				consider(s, term, place + n - length, length);
		}
	}
}

/* Take the Dutch compounds apart. */
static void
split_compounds(struct search *s)
{
	const struct tagger *t = s->tagger;

	for (size_t i = 0; i < s->words.n; i++) {
		const struct word *w = &s->words.items[i];
		struct compound_part parts[COMPOUND_PARTS_MAX];

		size_t n = compound_parts(t->compounds, w, s->arena, parts);
		for (size_t k = 0; k < n; k++) {
			const struct term *term = &t->terms[parts[k].value];
			const struct fold_char *f = s->folded.items + w->first + parts[k].begin;

			candidates_add(&s->found, s->arena, &(struct candidate){
			    .concept = term->concept, .fields = t->fields[term->concept],
			    .begin = f[0].begin, .end = f[parts[k].n - 1].end,
			    .letters = parts[k].n, .ambiguous = term->ambiguous });
		}
	}
}

static size_t
count_words(const struct words *words)
{
	size_t han = 0;

	for (size_t i = 0; i < words->n; i++)
		han += words->items[i].han != 0;
	return words->n - han + han / 2;
}

void
tagger_find(const struct tagger *t, enum lang lang, const char *text, struct arena *arena,
    struct tag_list *ret_list)
{
	struct search s = { .tagger = t, .lang = lang, .arena = arena };

	fold_text(t->fold, str_of(text), arena, &s.folded);
	words_cut(&s.folded, arena, &s.words);
	run(&s, lang);
	if (lang != LANG_EN)
		run(&s, LANG_EN);
	if (lang == LANG_NL)
		split_compounds(&s);
	candidates_choose(&s.found, text, arena, ret_list);
	ret_list->words = count_words(&s.words);
}
