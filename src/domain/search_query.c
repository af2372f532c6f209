#include "domain/search_query.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "text/search_words.h"

#define PHRASES_MAX        160		/* of a query: what comes after is not looked for */
#define UNITS_MAX          32		/* words or concepts of a query, likewise */
#define TERMS_MAX          8		/* of a concept in one language */
#define SEARCH_CONCEPT_NONE UINT16_MAX	/* of a unit */

/* A stretch of the query that is looked for as one. */
struct unit {
	uint32_t begin, end;
	uint16_t concept;		/* or SEARCH_CONCEPT_NONE */
	bool function;
	const char *direct;		/* its part of the expression */
};

struct reading {
	const struct vocabulary *v;
	const char *text;
	struct arena *arena;
	struct search_words as[LANG__MAX];	/* the same words, stemmed as Dutch and as English; parts left out */
	struct unit *units;
	size_t n_units, cap_units;
	struct search_query out;
	size_t cap_phrases, cap_senses;
};

/* ---- Units ---- */

static void
drop_parts(struct search_words *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++)
		if (!w->items[i].part)
			w->items[n++] = w->items[i];
	w->n = n;
}

static void
add_unit(struct reading *r, struct unit u)
{
	r->units = arena_grow(r->arena, r->units, r->n_units, &r->cap_units, sizeof(*r->units));
	r->units[r->n_units++] = u;
}

/* Where the character or word ${i} ends: a pair holds the next character too. */
static uint32_t
end_of(const struct search_words *w, size_t i)
{
	bool pair = w->items[i].han && i + 1 < w->n && w->items[i + 1].begin < w->items[i].end;

	return pair ? w->items[i + 1].begin : w->items[i].end;
}

/* The tag over the word ${i}; NULL where it is but a part of a word: that says something else than the whole. */
static const struct tag *
tag_over(const struct tag_list *tags, const struct search_words *w, size_t i)
{
	for (size_t k = 0; k < tags->n; k++) {
		const struct tag *t = &tags->items[k];
		size_t last = i;

		if (t->begin > w->items[i].begin || w->items[i].begin >= t->end)
			continue;
		while (last + 1 < w->n && w->items[last + 1].begin < t->end)
			last++;
		return t->end >= end_of(w, last) ? t : NULL;
	}
	return NULL;
}

/* Whether the word after ${i} belongs to the unit that ends, so far, at ${end}. */
static bool
goes_on(const struct search_words *w, size_t i, const struct tag_list *tags, const struct tag *tag, uint32_t end)
{
	uint32_t next = w->items[i + 1].begin;

	return tag ? next < end : w->items[i].han && w->items[i + 1].han && next == end && !tag_over(tags, w, i + 1);
}

/* A concept is a unit, and what is between: each word, and each run of Chinese. */
static void
find_units(struct reading *r, const struct tag_list *tags)
{
	const struct search_words *w = &r->as[LANG_NL];

	for (size_t i = 0; i < w->n; i++) {
		const struct tag *tag = tag_over(tags, w, i);
		struct unit u = { .begin = w->items[i].begin, .end = end_of(w, i), .concept = SEARCH_CONCEPT_NONE,
			.function = w->items[i].function || r->as[LANG_EN].items[i].function };

		if (tag)
			u = (struct unit){ .begin = tag->begin, .end = tag->end, .concept = (uint16_t)tag->concept };
		for (; i + 1 < w->n && goes_on(w, i, tags, tag, u.end); i++)
			if (!tag)
				u.end = end_of(w, i + 1);
		add_unit(r, u);
	}
}

/* Little words count only if there is nothing else. */
static void
drop_function_words(struct reading *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_units; i++)
		if (!r->units[i].function)
			r->units[n++] = r->units[i];
	if (n > 0)
		r->n_units = n;
}

/* ---- Phrases ---- */

static bool
same_phrase(const struct search_phrase *a, const struct search_phrase *b)
{
	if (a->n != b->n || a->begins != b->begins)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!str_eq(a->words[i], b->words[i]))
			return false;
	return true;
}

/* Its first character alone. */
static struct str
first_character(struct str text)
{
	size_t n = 0;
	uint32_t code;

	(void)utf8_next(text, &n, &code);
	return (struct str){ text.p, n };
}

/* Whether the character ${i} is the end of a run of Chinese that begins within ${begin}. */
static bool
ends_run(const struct search_words *w, size_t i, uint32_t begin)
{
	const struct search_word *before = i > 0 ? &w->items[i - 1] : NULL;

	return before && before->han && before->begin >= begin && end_of(w, i - 1) == w->items[i].begin;
}

/*
 * What of ${w} lies within bytes ${begin} to ${end}; false if nothing does.  Of a run of Chinese its pairs, and its last
 * character where something follows, as it is indexed; one character alone, at the end, may be the beginning of a word.
 */
static bool
phrase_of(const struct search_words *w, uint32_t begin, uint32_t end, struct arena *arena,
    struct search_phrase *ret_phrase)
{
	struct search_phrase p = { .words = arena_new_of(arena, struct str, w->n + 1) };

	for (size_t i = 0; i < w->n; i++) {
		const struct search_word *x = &w->items[i];
		bool more = i + 1 < w->n && w->items[i + 1].begin < end;

		if (x->begin < begin || x->begin >= end)
			continue;
		if (!x->han || more) {
			p.words[p.n++] = x->text;
		} else if (!ends_run(w, i, begin)) {
			p.words[p.n++] = first_character(x->text);
			p.begins = true;
		}
	}
	*ret_phrase = p;
	return p.n > 0;
}

/*
 * Add ${p} to ${expression} if it is not there, and keep it with the phrases; there is room for so many of all units.
 */
static const char *
add_phrase(struct reading *r, const char *expression, const struct search_phrase *p)
{
	const char *quoted = "";
	bool known = false;

	/* A word has letters and digits alone, so a quote ends nowhere but here. */
	for (size_t i = 0; i < p->n; i++)
		quoted = arena_printf(r->arena, "%s%s%.*s", quoted, i > 0 ? " " : "", (int)p->words[i].n,
		    p->words[i].p);
	quoted = arena_printf(r->arena, "\"%s\"%s", quoted, p->begins ? "*" : "");
	for (size_t i = 0; i < r->out.n_phrases && !known; i++)
		known = same_phrase(&r->out.phrases[i], p);
	if (strstr(expression, quoted) || (!known && r->out.n_phrases == PHRASES_MAX))
		return expression;
	if (!known) {
		r->out.phrases = arena_grow(r->arena, r->out.phrases, r->out.n_phrases, &r->cap_phrases,
		    sizeof(*r->out.phrases));
		r->out.phrases[r->out.n_phrases++] = *p;
	}
	return arena_printf(r->arena, "%s%s%s", expression, *expression ? " OR " : "", quoted);
}

/* The terms of one language, "a; b; ?c". */
static const char *
add_terms(struct reading *r, const char *expression, enum lang lang, const char *terms)
{
	struct str rest = str_of(terms), item;

	for (int n = 0; n < TERMS_MAX && str_split(&rest, ';', &item);) {
		struct search_words words;
		struct search_phrase p;

		item = str_trim(item);
		if (item.n == 0 || item.p[0] == '?')
			continue;
		n++;
		search_words(r->v->tagger, lang, arena_strndup(r->arena, item.p, item.n), r->arena, &words);
		drop_parts(&words);
		if (phrase_of(&words, 0, UINT32_MAX, r->arena, &p))
			expression = add_phrase(r, expression, &p);
	}
	return expression;
}

/* ---- Expressions ---- */

static const char *
and_also(struct reading *r, const char *all, const char *one)
{
	return arena_printf(r->arena, "%s%s(%s)", all ? all : "", all ? " AND " : "", one);
}

static void
add_sense(struct reading *r, const struct unit *u)
{
	r->out.senses = arena_grow(r->arena, r->out.senses, r->out.n_senses, &r->cap_senses,
	    sizeof(*r->out.senses));
	r->out.senses[r->out.n_senses++] = (struct search_sense){
		arena_strndup(r->arena, r->text + u->begin, u->end - u->begin), u->concept };
}

/* What was typed, of each unit once: a word twice says no more, and costs as much again. */
static void
write_direct(struct reading *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_units && n < UNITS_MAX; i++) {
		struct unit *u = &r->units[i];
		struct search_phrase p;
		bool again = false;

		u->direct = "";
		for (enum lang lang = 0; lang < LANG_ZH; lang++)
			if (phrase_of(&r->as[lang], u->begin, u->end, r->arena, &p))
				u->direct = add_phrase(r, u->direct, &p);
		for (size_t k = 0; k < n; k++)
			again |= streq(r->units[k].direct, u->direct);
		if (*u->direct && !again)
			r->units[n++] = *u;
	}
	r->n_units = n;
	for (size_t i = 0; i < n; i++)
		r->out.direct = and_also(r, r->out.direct, r->units[i].direct);
}

/* The same, each concept also by its terms. */
static enum err
write_wide(struct reading *r, enum err (*terms)(void *, const char *, struct texts *), void *cookie)
{
	for (size_t i = 0; i < r->n_units; i++) {
		const struct unit *u = &r->units[i];
		const char *wide = u->direct;
		struct texts t;

		if (u->concept != SEARCH_CONCEPT_NONE) {
			enum err e = terms(cookie, r->v->concepts[u->concept].code, &t);

			if (e != OK && e != ERR_NOT_FOUND)
				return e;
			for (enum lang lang = 0; e == OK && lang < LANG__MAX; lang++)
				wide = add_terms(r, wide, lang, t.in[lang]);
			add_sense(r, u);
		}
		r->out.wide = and_also(r, r->out.wide, wide);
	}
	return OK;
}

enum err
search_query_read(const struct vocabulary *v, enum lang lang, const char *text,
    enum err (*terms)(void *, const char *, struct texts *), void *cookie, struct arena *arena,
    struct search_query *ret_query)
{
	struct reading r = { .v = v, .text = text, .arena = arena };
	const enum lang order[] = { lang == LANG_EN ? LANG_EN : LANG_NL, lang == LANG_EN ? LANG_NL : LANG_EN, LANG_ZH };
	struct tag_list tags = { 0 };

	for (enum lang l = 0; l < LANG__MAX; l++) {
		search_words(v->tagger, l, text, arena, &r.as[l]);
		drop_parts(&r.as[l]);
	}
	for (size_t i = 0; i < countof(order) && tags.n == 0; i++)
		tagger_find(v->tagger, order[i], text, arena, &tags);
	find_units(&r, &tags);
	drop_function_words(&r);
	write_direct(&r);
	enum err e = write_wide(&r, terms, cookie);
	if (r.out.n_senses == 0)
		r.out.wide = NULL;
	*ret_query = r.out;
	return e;
}

/* ---- Where a text has it ---- */

static bool
begins_at(const struct search_words *w, size_t i, const struct search_phrase *p)
{
	for (size_t k = 0; k < p->n; k++) {
		if (i + k >= w->n || (p->n > 1 && w->items[i + k].part))
			return false;
		struct str text = w->items[i + k].text;

		if (!str_eq(p->begins && k + 1 == p->n ? first_character(text) : text, p->words[k]))
			return false;
	}
	return true;
}

static int
by_place(const void *a, const void *b)
{
	const struct search_mark *x = a, *y = b;

	return x->begin != y->begin ? (x->begin > y->begin) - (x->begin < y->begin)
				    : (x->end > y->end) - (x->end < y->end);
}

/* Those that touch or overlap are one. */
static void
join(struct search_marks *m)
{
	size_t n = 0;

	if (m->n > 0)
		qsort(m->items, m->n, sizeof(*m->items), by_place);
	for (size_t i = 0; i < m->n; i++) {
		if (n > 0 && m->items[i].begin <= m->items[n - 1].end) {
			if (m->items[i].end > m->items[n - 1].end)
				m->items[n - 1].end = m->items[i].end;
		} else {
			m->items[n++] = m->items[i];
		}
	}
	m->n = n;
}

void
search_query_marks(const struct search_query *q, const struct vocabulary *v, enum lang lang, const char *text,
    struct arena *arena, struct search_marks *ret_marks)
{
	struct search_marks marks = { 0 };
	struct search_words w;
	size_t cap = 0;

	search_words(v->tagger, lang, text, arena, &w);
	for (size_t i = 0; i < w.n; i++)
		for (size_t k = 0; k < q->n_phrases; k++) {
			const struct search_phrase *p = &q->phrases[k];

			if (!begins_at(&w, i, p))
				continue;
			marks.items = arena_grow(arena, marks.items, marks.n, &cap, sizeof(*marks.items));
			marks.items[marks.n++] = (struct search_mark){ w.items[i].begin,
				p->begins ? end_of(&w, i + p->n - 1) : w.items[i + p->n - 1].end };
		}
	join(&marks);
	*ret_marks = marks;
}
