#include "page/register_suggest.h"

#include "base/utf8.h"
#include "domain/side_text.h"
#include "page/scoring.h"
#include "text/msg.h"

/* What was typed, "" if it is longer than it may be: tagging takes a hundred times its length of memory. */
static const char *
raw_of(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->n; i++)
		if (streq(form->fields[i].name, name))
			return utf8_length(form->raw[i]) <= (size_t)form->fields[i].max ? form->raw[i] : "";
	return "";
}

/* The words for ${concept}, as they were written. */
static const char *
words_for(const struct side_tags *tags, uint16_t concept, struct arena *arena)
{
	for (int i = 0; i < tags->n; i++) {
		const struct tagged_text *t = &tags->texts[i];

		for (size_t k = 0; k < t->tags.n; k++) {
			const struct tag *tag = &t->tags.items[k];

			if (tag->concept == concept)
				return arena_strndup(arena, t->text + tag->begin, tag->end - tag->begin);
		}
	}
	return "";
}

/* "Omdat je schreef: “slibdroging”, “restwarmte”" */
static const char *
because(struct req *rq, const struct side_tags *tags, const struct sector_guess *g)
{
	const char *list = "", *comma = rq->lang == LANG_ZH ? "、" : ", ";

	for (int k = 0; k < g->n_concepts && k < 3; k++)
		list = arena_printf(rq->arena, "%s%s“%s”", list, k > 0 ? comma : "",
		    words_for(tags, g->concepts[k], rq->arena));
	return msg_fill(rq->arena, msg_text(MSG_REGISTER_BECAUSE, rq->lang), "list", list, NULL);
}

/* The suggestions, then all that was there but for those. */
static void
put_first(struct req *rq, struct form *form, const struct side_tags *tags,
    const struct sector_guess *guesses, size_t n_guesses)
{
	const struct taxonomy *t = rq->site->taxonomy;
	size_t n = 0, at = 0;

	while (!streq(form->fields[at].name, "sectors"))
		at++;
	const struct choice *old = form->choices[at];
	struct choice *c = arena_new_of(rq->arena, struct choice, n_guesses + form->n_choices[at]);

	for (size_t i = 0; i < n_guesses; i++) {
		const char *code = t->sectors[guesses[i].sector].code;

		c[n++] = (struct choice){ .code = code,
			.label = sector_title(rq->arena, t, code, rq->lang),
			.hint = because(rq, tags, &guesses[i]) };
	}
	for (size_t i = 0; i < form->n_choices[at]; i++) {
		bool told = false;

		for (size_t k = 0; k < n_guesses; k++)
			told |= streq(old[i].code, t->sectors[guesses[k].sector].code);
		if (!told)
			c[n++] = old[i];
	}
	form_choices(form, "sectors", c, n);
}

enum err
register_suggest(struct req *rq, struct form *form)
{
	struct side_text text = { .first = raw_of(form, "oneline"),
		.title = { { "", "", "" } }, .summary = { { "", "", "" } } };
	struct sector_guess guesses[SECTOR_GUESSES_MAX];
	const struct scorer *scorer;
	struct side_tags tags;
	enum lang lang = rq->lang;

	(void)lang_parse(str_of(raw_of(form, "summary_lang")), &lang);
	text.summary.in[lang] = raw_of(form, "summary");
	if (*text.summary.in[lang] == '\0') {
		/* The line alone, while nothing more is written. */
		text.summary.in[lang] = text.first;
		text.first = "";
	}
	if (*text.summary.in[lang] == '\0')
		return OK;
	enum err e = scoring_get(rq->site->scoring, rq->db, &scorer);
	if (e != OK)
		return e;
	side_text_tag(scorer->vocabulary, &text, rq->arena, &tags);
	size_t n = sectors_guess(scorer->vocabulary, rq->site->taxonomy, &tags.concepts, guesses);
	if (n > 0)
		put_first(rq, form, &tags, guesses, n);
	return OK;
}
