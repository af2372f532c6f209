#include "page/search.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "page/scoring.h"
#include "page/words.h"
#include "store/search.h"
#include "text/msg.h"

#define HITS_MAX 20000

/* ---- Finding ---- */

struct asking {
	struct db *db;
	struct arena *arena;
};

static enum err
terms(void *cookie, const char *code, struct texts *ret_terms)
{
	const struct asking *a = cookie;

	return search_terms(a->db, code, a->arena, ret_terms);
}

static int
by_id(const void *a, const void *b)
{
	const struct opportunity_hit *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->rank > y->rank) - (x->rank < y->rank);
}

/* Both lists, each in its order, the second behind the first; what is in both counts where it is better. */
static void
merge(struct req *rq, struct search *s, const struct search_ids *direct, const struct search_ids *wide)
{
	struct opportunity_hit *hits = arena_new_of(rq->arena, struct opportunity_hit, direct->n + wide->n + 1);
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < direct->n; i++, n++)
		hits[n] = (struct opportunity_hit){ direct->items[i], (uint32_t)n };
	for (size_t i = 0; i < wide->n; i++, n++)
		hits[n] = (struct opportunity_hit){ wide->items[i], (uint32_t)n };
	if (n > 0)
		qsort(hits, n, sizeof(*hits), by_id);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || hits[kept - 1].id != hits[i].id)
			hits[kept++] = hits[i];
	s->hits = hits;
	s->n_hits = kept;
}

static enum err
find(struct req *rq, struct search *s)
{
	struct search_ids direct = { 0 }, wide = { 0 };
	enum err e = search_find(rq->db, s->query.direct, rq->lang, HITS_MAX, rq->arena, &direct);

	if (e == OK && s->query.wide)
		e = search_find(rq->db, s->query.wide, rq->lang, HITS_MAX, rq->arena, &wide);
	if (e == OK)
		merge(rq, s, &direct, &wide);
	return e;
}

/* The first ${max} code points. */
static const char *
cut(struct arena *arena, const char *text, size_t max)
{
	struct str s = str_of(text);
	size_t pos = 0;
	uint32_t code;

	for (size_t n = 0; n < max && utf8_next(s, &pos, &code); n++)
		;
	return arena_strndup(arena, text, pos);
}

enum err
search_run(struct req *rq, const char *text, struct search *ret_search)
{
	struct asking asking = { rq->db, rq->arena };
	struct search s = { .text = text, .cut = utf8_length(text) > SEARCH_MAX };
	const struct scorer *scorer;

	*ret_search = s;
	if (!*text)
		return OK;
	if (s.cut)
		s.text = cut(rq->arena, text, SEARCH_MAX);
	enum err e = scoring_get(rq->site->scoring, rq->db, &scorer);
	if (e == OK)
		e = search_query_read(scorer->vocabulary, rq->lang, s.text, terms, &asking, rq->arena, &s.query);
	if (e != OK)
		return e;
	s.vocabulary = scorer->vocabulary;
	s.no_words = !s.query.direct;
	if (!s.no_words)
		e = find(rq, &s);
	*ret_search = s;
	return e;
}

void
search_filter(const struct search *s, struct opportunity_filter *filter)
{
	if (!*s->text || s->no_words)
		return;
	filter->searched = true;
	filter->hits = s->hits;
	filter->n_hits = s->n_hits;
}

/* ---- Showing ---- */

/* "“afvalwater”: wastewater, 废水" */
void
search_show_senses(struct view *v, const struct search *s)
{
	for (size_t i = 0; i < s->query.n_senses; i++) {
		const struct concept *c = &s->vocabulary->concepts[s->query.senses[i].concept];
		struct view *sense = view_section(v, V_SENSE);
		bool first = true;

		view_text(sense, V_SENSE_SAID, s->query.senses[i].said);
		for (enum lang lang = 0; lang < LANG__MAX; lang++) {
			if (!*c->label.in[lang] || streq(c->label.in[lang], s->query.senses[i].said))
				continue;
			struct view *term = view_section(sense, V_SENSE_TERM);
			if (!first)
				view_show(term, V_SENSE_NEXT);
			first = false;
			view_text(term, V_SENSE_LANG, lang_tag(lang));
			view_text(term, V_SENSE_WORDS, c->label.in[lang]);
		}
	}
}

#define SNIPPET_MAX    240	/* code points; a Chinese sign says more */
#define SNIPPET_MAX_ZH 100
#define MARKS_ARENA_MAX ((size_t)32 << 20)
#define SNIPPET_BEFORE 4	/* of that, one part in so many stands before the first mark */

/* Bytes of a text that are shown. */
struct window {
	size_t begin, end;
};

/* From a blank or a Chinese sign a little before the first mark on. */
static struct window
window_of(const char *text, size_t first, size_t max)
{
	struct str s = str_of(text);
	struct window w = { 0, s.n };
	size_t before = utf8_length(text) > max ? max / SNIPPET_BEFORE : s.n, pos = 0, n = 0;
	uint32_t code;

	/* Code points before the mark, then how many of them to skip. */
	for (size_t at = 0; at < first && utf8_next(s, &at, &code);)
		n++;
	for (size_t skip = n > before ? n - before : 0; skip > 0 && utf8_next(s, &pos, &code); skip--)
		;
	w.begin = pos;
	while (pos > 0 && w.begin < first && (unsigned char)text[w.begin] < 0x80 && text[w.begin - 1] != ' ')
		w.begin++;
	for (n = 0, pos = w.begin; n < max && utf8_next(s, &pos, &code); n++)
		;
	w.end = pos;
	/* Not in the middle of a word. */
	while (w.end < s.n && w.end > first && (unsigned char)text[w.end] < 0x80 && text[w.end] != ' ' &&
	    (unsigned char)text[w.end - 1] < 0x80)
		w.end--;
	return w;
}

static void
show_part(struct req *rq, struct view *v, const char *text, size_t begin, size_t end, bool mark)
{
	if (begin >= end)
		return;
	struct view *part = view_section(v, V_CARD_PART);

	const char *piece = arena_strndup(rq->arena, text + begin, end - begin);
	if (mark)
		view_text(view_section(part, V_CARD_PART_MARKED), V_CARD_PART_MARK, piece);
	else
		view_text(part, V_CARD_PART_PLAIN, piece);
}

static void
show_window(struct req *rq, struct view *v, const char *text, enum lang lang, const struct search_marks *marks)
{
	struct window w = window_of(text, marks->items[0].begin, lang == LANG_ZH ? SNIPPET_MAX_ZH : SNIPPET_MAX);
	struct view *snippet = view_section(v, V_CARD_SNIPPET);
	size_t at = w.begin;

	words_mark(rq, snippet, lang, V_CARD_SNIPPET_OTHER, V_CARD_SNIPPET_OTHER_LANG);
	if (w.begin > 0)
		view_show(snippet, V_CARD_SNIPPET_BEFORE);
	for (size_t i = 0; i < marks->n && marks->items[i].begin < w.end; i++) {
		size_t end = marks->items[i].end < w.end ? marks->items[i].end : w.end;

		show_part(rq, snippet, text, at, marks->items[i].begin, false);
		show_part(rq, snippet, text, marks->items[i].begin, end, true);
		at = end;
	}
	show_part(rq, snippet, text, at, w.end, false);
	if (w.end < strlen(text))
		view_show(snippet, V_CARD_SNIPPET_AFTER);
}

/* Cutting a long text takes hundreds of times its length, and a page has many. */
static void
find_marks(struct req *rq, const struct search *s, const char *text, enum lang lang, struct search_marks *ret_marks)
{
	struct arena *scratch = arena_new(MARKS_ARENA_MAX);
	struct search_marks marks;

	search_query_marks(&s->query, s->vocabulary, lang, text, scratch, &marks);
	struct search_mark *items = arena_new_of(rq->arena, struct search_mark, marks.n + 1);
	if (marks.n > 0)
		memcpy(items, marks.items, marks.n * sizeof(*items));
	*ret_marks = (struct search_marks){ items, marks.n };
	arena_free(scratch);
}

static bool
show_if_found(struct req *rq, struct view *v, const struct search *s, const char *text, enum lang lang)
{
	struct search_marks marks;

	if (!*text)
		return false;
	find_marks(rq, s, text, lang, &marks);
	if (marks.n > 0)
		show_window(rq, v, text, lang, &marks);
	return marks.n > 0;
}

bool
search_show_snippet(struct req *rq, struct view *v, const struct search *s, const struct opportunity *o)
{
	struct search_marks marks;
	enum lang own;

	if (!*s->text || s->no_words)
		return false;
	const char *summary = texts_pick(&o->summary, rq->lang, &own);
	if (show_if_found(rq, v, s, summary, own))
		return true;
	const char *title = texts_pick(&o->title, rq->lang, &own);
	find_marks(rq, s, title, own, &marks);
	for (enum lang lang = 0; marks.n == 0 && lang < LANG__MAX; lang++)
		if ((o->summary.in[lang] != summary && show_if_found(rq, v, s, o->summary.in[lang], lang)) ||
		    (o->title.in[lang] != title && show_if_found(rq, v, s, o->title.in[lang], lang)))
			return true;
	return false;
}
