#include "page/words.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "domain/lists.h"
#include "domain/taxonomy.h"
#include "text/format.h"

#define CODES_SHOWN 16		/* more sectors or regions than anybody reads */

const char *
words_count(struct req *rq, enum msg msg, int64_t n)
{
	return msg_fill(rq->arena, msg_plural(msg, rq->lang, n), "n",
	    format_int(rq->arena, n, rq->lang), NULL);
}

const char *
words_separator(struct req *rq)
{
	return rq->lang == LANG_ZH ? "、" : ", ";
}

const char *
words_join(struct req *rq, const char *const *items, size_t n)
{
	const char *all = "";

	for (size_t i = 0; i < n; i++)
		all = i == 0 ? items[i] : arena_printf(rq->arena, "%s%s%s", all,
		    words_separator(rq), items[i]);
	return all;
}

/* Whether a sentence ends with ${code}. */
static bool
ends_sentence(uint32_t code)
{
	return code == '.' || code == '?' || code == '!' || code == 0x3002 || code == 0xff1b;
}

const char *
words_shorten(struct arena *arena, const char *text, size_t max)
{
	struct str s = str_of(text);
	size_t pos = 0, sentence = 0, blank = 0, n = 0;
	uint32_t code, last = 0;

	if (utf8_length(text) <= max)
		return text;
	for (size_t at = 0; n < max && utf8_next(s, &pos, &code); at = pos, n++) {
		/* "12.5" has a dot too: a sentence ends before a blank, or with a Chinese sign. */
		if (code == ' ' && ends_sentence(last) && n > max / 2)
			sentence = at;
		if (code > 0x7f && ends_sentence(code) && n > max / 2)
			sentence = pos;
		if (code == ' ')
			blank = at;
		last = code;
	}
	if (sentence > 0)
		return arena_strndup(arena, text, sentence);
	/* Chinese has no blanks to cut at. */
	return arena_printf(arena, "%s…", arena_strndup(arena, text, blank > pos / 2 ? blank : pos));
}

const char *
words_in_sentence(struct req *rq, const char *label)
{
	char *text = arena_strdup(rq->arena, label);

	if (text[0] >= 'A' && text[0] <= 'Z')
		text[0] = (char)(text[0] - 'A' + 'a');
	return text;
}

const char *
words_place(struct req *rq, const char *region)
{
	const struct taxonomy *t = rq->site->taxonomy;
	int i = region_find(t, region);
	const char *place = region_label(t, region, rq->lang);

	if (i < 0 || t->regions[i].level != LEVEL_CITY || t->regions[i].parent < 0)
		return place;
	return msg_fill(rq->arena, msg_text(MSG_PLACE_IN, rq->lang), "place", place, "region",
	    texts_pick(&t->regions[t->regions[i].parent].label, rq->lang, NULL), NULL);
}

const char *
words_places(struct req *rq, const struct code_list *regions)
{
	const char *labels[CODES_SHOWN];
	size_t n = 0;

	for (size_t i = 0; i < regions->n && n < countof(labels); i++)
		labels[n++] = words_place(rq, regions->items[i]);
	return words_join(rq, labels, n);
}

const char *
words_sectors(struct req *rq, const struct code_list *sectors)
{
	const struct taxonomy *t = rq->site->taxonomy;
	const char *labels[CODES_SHOWN];
	bool seen[TAXONOMY_MAX] = { false };
	size_t n = 0;

	for (size_t i = 0; i < sectors->n && n < countof(labels); i++) {
		int at = sector_find(t, sectors->items[i]);

		if (at >= 0 && t->sectors[at].parent >= 0)
			at = t->sectors[at].parent;
		if (at < 0 || seen[at])
			continue;
		seen[at] = true;
		labels[n++] = texts_pick(&t->sectors[at].label, rq->lang, NULL);
	}
	return words_join(rq, labels, n);
}

enum lang
words_lang(struct req *rq, const char *text)
{
	struct str s = str_of(text);
	size_t pos = 0;
	uint32_t code;

	while (utf8_next(s, &pos, &code))
		if (code >= 0x4e00 && code <= 0x9fff)
			return LANG_ZH;
	return rq->lang;
}

void
words_mark(struct req *rq, struct view *v, enum lang lang, enum view_name section,
    enum view_name name)
{
	if (lang != rq->lang)
		view_text(view_section(v, section), name, lang_tag(lang));
}

const char *
words_day(struct req *rq, const char *iso)
{
	day d;

	return day_parse(iso, &d) == 0 ? format_day(rq->arena, d, rq->lang) : iso;
}

enum msg
words_title_tag(struct req *rq, const struct texts *title)
{
	static const enum msg only[LANG__MAX] = { MSG_ONLY_IN_NL, MSG_ONLY_IN_EN, MSG_ONLY_IN_ZH };
	static const enum msg in[LANG__MAX] = { MSG_IN_NL, MSG_IN_EN, MSG_IN_ZH };
	enum lang lang;
	int n = 0;

	texts_pick(title, rq->lang, &lang);
	if (lang == rq->lang)
		return MSG_NONE;
	for (int i = 0; i < LANG__MAX; i++)
		n += title->in[i] && title->in[i][0];
	return n == 1 ? only[lang] : in[lang];
}

#define TECHNOLOGY_MAX 140	/* code points */

const char *
words_technology(struct req *rq, const struct technology *t, enum lang *ret_lang)
{
	if (!*t->oneline)
		return words_shorten(rq->arena, texts_pick(&t->summary, rq->lang, ret_lang),
		    TECHNOLOGY_MAX);
	/* A line has the language of the first description. */
	(void)texts_pick(&t->summary, LANG_NL, ret_lang);
	return t->oneline;
}

const char *
words_fallback(struct req *rq, enum lang lang)
{
	return msg_fill(rq->arena, msg_text(MSG_TEXT_FALLBACK, rq->lang), "language",
	    list_label(&list_languages, lang_code(lang), rq->lang), NULL);
}

const char *
words_fit(struct req *rq, enum match_fit fit, const struct match_row *row)
{
	static const enum msg messages[] = {
		[FIT_YES] = MSG_NONE,
		[FIT_COMPANY] = MSG_MATCH_FIT_COMPANY,
		[FIT_TECHNOLOGY] = MSG_MATCH_FIT_TECHNOLOGY,
		[FIT_CLOSED] = MSG_MATCH_FIT_CLOSED,
		[FIT_EXPIRED] = MSG_MATCH_FIT_EXPIRED,
		[FIT_SECTOR] = MSG_MATCH_FIT_SECTOR,
		[FIT_REGION] = MSG_MATCH_FIT_REGION,
		[FIT_BOTH] = MSG_MATCH_FIT_BOTH,
	};

	return msg_fill(rq->arena, msg_text(messages[fit], rq->lang), "status",
	    list_label(&list_opportunity_status, row->opportunity_status, rq->lang), NULL);
}
