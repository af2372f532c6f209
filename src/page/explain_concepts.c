#include "page/explain_concepts.h"

#include "text/format.h"
#include "text/tagger.h"

/* Words of a text, as they stand in it. */
struct quote {
	const char *text;
	enum lang lang;
};

/* The first place in ${t} that names ${concept}. */
static bool
quote_in(const struct tagged_text *t, uint16_t concept, struct arena *arena, struct quote *ret_quote)
{
	for (size_t i = 0; i < t->tags.n; i++) {
		const struct tag *tag = &t->tags.items[i];

		if (tag->concept != concept)
			continue;
		*ret_quote = (struct quote){
			arena_strndup(arena, t->text + tag->begin, tag->end - tag->begin), t->lang };
		return true;
	}
	return false;
}

/* The words of a side for ${concept}, of a text in ${lang} if it names it. */
static struct quote
quote_of(const struct side_tags *s, enum lang lang, uint16_t concept, struct arena *arena)
{
	struct quote q = { "", lang };

	for (int turn = 0; turn < 2; turn++)
		for (int i = 0; i < s->n; i++)
			if ((s->texts[i].lang == lang) == (turn == 0) &&
			    quote_in(&s->texts[i], concept, arena, &q))
				return q;
	return q;
}

/* Divide ${points} as ${part} of ${sum} says, in tenths. */
static int
share_of(int points, int part, int sum)
{
	return sum > 0 ? (10 * points * part + sum / 2) / sum : 0;
}

static const char *
tell_share(struct arena *arena, enum lang lang, int tenths)
{
	return arena_printf(arena, "+%d%s%d", tenths / 10, lang == LANG_NL ? "," : ".", tenths % 10);
}

static bool
is_in_pairs(const struct agreement *g, uint16_t concept)
{
	for (int i = 0; i < g->n_pairs; i++)
		if (g->pairs[i].b == concept)
			return true;
	return false;
}

/* The weightiest that only ${b} names. */
static void
tell_missing(const struct scorer *s, enum lang lang, const struct agreement *g,
    const struct side_tags *b, struct arena *arena, struct explain *ex)
{
	for (;;) {
		const struct concept *best = NULL;
		uint16_t which = 0;

		for (size_t i = 0; i < b->concepts.n; i++) {
			uint16_t c = b->concepts.items[i].concept;
			bool told = is_in_pairs(g, c);

			for (int k = 0; k < ex->n_missing; k++)
				told |= ex->missing[k].concept == c;
			if (!told && (!best || s->vocabulary->concepts[c].weight > best->weight)) {
				best = &s->vocabulary->concepts[c];
				which = c;
			}
		}
		if (!best || ex->n_missing == EXPLAIN_MISSING)
			return;
		struct quote q = quote_of(b, LANG_ZH, which, arena);
		struct explain_missing *missing = &ex->missing[ex->n_missing++];
		*missing = (struct explain_missing){ .concept = which, .opportunity = q.text,
			.opportunity_lang = q.lang };
		missing->label = texts_pick(&best->label, lang, &missing->label_lang);
	}
}

/* Beside the criterion stand the words that agree, as each side wrote them. */
static void
tell_words(struct arena *arena, struct explain *ex)
{
	struct explain_row *row = &ex->rows[CRITERION_CONCEPTS];
	const char *company = "", *opportunity = "";

	if (ex->n_terms == 0)
		return;
	for (int i = 0; i < ex->n_terms; i++) {
		const struct explain_term *t = &ex->terms[i];

		company = arena_printf(arena, "%s%s%s", company,
		    i == 0 ? "" : t->company_lang == LANG_ZH ? "、" : ", ", t->company);
		opportunity = arena_printf(arena, "%s%s%s", opportunity,
		    i == 0 ? "" : t->opportunity_lang == LANG_ZH ? "、" : ", ", t->opportunity);
	}
	row->company = company;
	row->opportunity = opportunity;
	row->company_lang = ex->terms[0].company_lang;
	row->opportunity_lang = ex->terms[0].opportunity_lang;
}

void
explain_concepts(struct arena *arena, const struct scorer *s, enum lang lang,
    const struct side_tags *a, const struct side_tags *b, int points, struct explain *ret_explain)
{
	struct agreement g;
	int sum = 0;

	concepts_pairs(s->vocabulary, s->scratch, &a->concepts, &b->concepts, &g);
	for (int i = 0; i < g.n_pairs; i++)
		sum += g.pairs[i].part;
	for (int i = 0; i < g.n_pairs; i++) {
		const struct concept_pair *p = &g.pairs[i];
		int share = share_of(points, p->part, sum);

		/* Words that add nothing explain nothing. */
		if (share == 0)
			continue;
		struct quote x = quote_of(a, lang, p->a, arena);
		struct quote y = quote_of(b, LANG_ZH, p->b, arena);
		const struct concept *named = &s->vocabulary->concepts[p->a];
		const struct concept *asked = &s->vocabulary->concepts[p->b];
		enum lang label_lang;
		const char *label = texts_pick(&asked->label, lang, &label_lang);

		/* Near, not the same: both names. */
		if (p->a != p->b)
			label = arena_printf(arena, "%s ~ %s", texts_pick(&named->label, label_lang, NULL), label);
		ret_explain->terms[ret_explain->n_terms++] = (struct explain_term){ x.text, y.text, x.lang,
			y.lang, label, label_lang, tell_share(arena, lang, share) };
	}
	tell_missing(s, lang, &g, b, arena, ret_explain);
	tell_words(arena, ret_explain);
}
