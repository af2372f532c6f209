#include "page/explain.h"

#include "domain/lists.h"
#include "page/explain_concepts.h"
#include "text/format.h"
#include "text/msg.h"

/* What is being told, and to whom. */
struct telling {
	struct arena *arena;
	const struct scorer *scorer;
	const struct taxonomy *t;
	enum lang lang;
	day today;
	const struct company *company;
	const struct technology *technology;
	const struct opportunity *opportunity;
	struct side_tags tags[2];
	struct score_side sides[2];	/* technology, opportunity */
	bool guessed[2];		/* its sectors are read from its text */
	struct score score;
};

static const enum msg labels[CRITERION__MAX] = {
	[CRITERION_SECTOR] = MSG_CRITERION_SECTOR,
	[CRITERION_REGION] = MSG_CRITERION_REGION,
	[CRITERION_CONCEPTS] = MSG_CRITERION_CONCEPTS,
	[CRITERION_COOPERATION] = MSG_CRITERION_COOPERATION,
	[CRITERION_MATURITY] = MSG_CRITERION_MATURITY,
	[CRITERION_LANGUAGE] = MSG_CRITERION_LANGUAGE,
	[CRITERION_CAPACITY] = MSG_CRITERION_CAPACITY,
	[CRITERION_DEADLINE] = MSG_CRITERION_DEADLINE,
};

static const struct {
	enum msg label;
	const char *style;
} standings[] = {
	[STANDING_UNKNOWN] = { MSG_STANDING_UNKNOWN, "plain" },
	[STANDING_NOT_MET] = { MSG_STANDING_NOT_MET, "danger" },
	[STANDING_PARTLY] = { MSG_STANDING_PARTLY, "warn" },
	[STANDING_MET] = { MSG_STANDING_MET, "ok" },
};

static const enum msg settles[] = {
	[SETTLER_NONE] = MSG_NONE,
	[SETTLER_COMPANY] = MSG_SETTLE_COMPANY,
	[SETTLER_OPPORTUNITY] = MSG_SETTLE_OPPORTUNITY,
	[SETTLER_BOTH] = MSG_SETTLE_BOTH,
	[SETTLER_REVIEWER] = MSG_NONE,	/* depends on the criterion */
};

/* ---- The two sides as domain/score.h wants them ---- */

static uint8_t
indexes(const struct taxonomy *t, const struct code_list *codes,
    int (*find)(const struct taxonomy *, const char *), int16_t *out)
{
	uint8_t n = 0;

	for (size_t i = 0; i < codes->n && n < SCORE_CODES_MAX; i++) {
		int index = find(t, codes->items[i]);
		if (index >= 0)
			out[n++] = (int16_t)index;
	}
	return n;
}

static unsigned
bits(const struct list *list, const struct code_list *codes)
{
	unsigned set = 0;

	for (size_t i = 0; i < codes->n; i++) {
		int index = list_find(list, codes->items[i]);
		if (index >= 0)
			set |= 1U << index;
	}
	return set;
}

static bool
deadline_of(const struct telling *w, day *ret_day)
{
	return day_parse(w->opportunity->deadline, ret_day) == 0;
}

static void
score(struct telling *w)
{
	const struct technology *tech = w->technology;
	const struct opportunity *o = w->opportunity;
	struct score_side a = {
		.cooperation = (uint16_t)bits(&list_cooperation, &tech->cooperation),
		.trl = (uint8_t)tech->trl,
		.languages = (uint8_t)bits(&list_languages, &w->company->languages),
	}, b = {
		.cooperation = (uint16_t)bits(&list_cooperation, &o->cooperation),
		.trl = (uint8_t)o->trl_min,
	};
	day deadline;

	a.n_sectors = indexes(w->t, &tech->sectors, sector_find, a.sectors);
	a.n_regions = indexes(w->t, &tech->regions, region_find, a.regions);
	b.n_sectors = indexes(w->t, &o->sectors, sector_find, b.sectors);
	b.n_regions = indexes(w->t, &o->regions, region_find, b.regions);
	b.has_deadline = deadline_of(w, &deadline);
	b.open = !b.has_deadline || deadline.v >= w->today.v;
	const struct side_text texts[2] = {
		{ .first = tech->oneline, .title = { { "", "", "" } }, .summary = tech->summary },
		{ .first = "", .title = o->title, .summary = o->summary },
	};
	w->sides[0] = a;
	w->sides[1] = b;
	for (int i = 0; i < 2 && w->scorer->vocabulary; i++) {
		side_text_tag(w->scorer->vocabulary, &texts[i], w->arena, &w->tags[i]);
		w->sides[i].concepts = w->tags[i].concepts;
		w->guessed[i] = w->sides[i].n_sectors == 0;
		side_guess_sectors(w->scorer->vocabulary, w->t, &w->sides[i]);
		w->guessed[i] &= w->sides[i].n_sectors > 0;
	}
	score_pair(w->scorer, &w->sides[0], &w->sides[1], &w->score);
}

/* ---- Values in words ---- */

/* ${list} and one more; labels of sectors have commas, so those are parted by semicolons. */
static const char *
and_one(const struct telling *w, const char *list, const char *item, const char *comma)
{
	return *list == '\0' ? item : arena_printf(w->arena, "%s%s%s", list, comma, item);
}

static const char *
comma_of(const struct telling *w)
{
	return w->lang == LANG_ZH ? "、" : ", ";
}

/* The sectors of one side; the one that agrees, ${hit} or -1, comes first. */
static const char *
tell_sectors(const struct telling *w, int which, int hit)
{
	const struct score_side *side = &w->sides[which];
	const char *text = "", *semicolon = w->lang == LANG_ZH ? "；" : "; ";

	for (int turn = 0; turn < 2; turn++) {
		for (int i = 0; i < side->n_sectors; i++) {
			const char *code = w->t->sectors[side->sectors[i]].code;
			bool first = hit >= 0 && side->sectors[i] == hit;

			if (first == (turn == 0))
				text = and_one(w, text, sector_title(w->arena, w->t, code, w->lang),
				    semicolon);
		}
	}
	if (!w->guessed[which])
		return text;
	return msg_fill(w->arena, msg_text(MSG_EXPLAIN_GUESSED, w->lang), "list", text, NULL);
}

static const char *
tell_regions(const struct telling *w, const struct code_list *codes, int hit)
{
	const char *text = "";

	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < codes->n; i++) {
			const char *code = codes->items[i];
			bool first = hit >= 0 && region_find(w->t, code) == hit;

			if (first == (turn == 0))
				text = and_one(w, text, region_label(w->t, code, w->lang),
				    comma_of(w));
		}
	}
	return text;
}

/* The codes of one side from a list; those that are also in ${other} come first. */
static const char *
tell_list(const struct telling *w, const struct list *list, const struct code_list *codes,
    const struct code_list *other)
{
	const char *text = "";

	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < codes->n; i++) {
			bool shared = false;

			for (size_t j = 0; other && j < other->n; j++)
				shared = shared || streq(codes->items[i], other->items[j]);
			if (shared == (turn == 0))
				text = and_one(w, text,
				    list_label(list, codes->items[i], w->lang), comma_of(w));
		}
	}
	return text;
}

static const char *
tell_level(const struct telling *w, enum msg msg, int64_t level)
{
	if (level == 0)
		return "";
	return msg_fill(w->arena, msg_text(msg, w->lang), "level",
	    arena_printf(w->arena, "%d", (int)level), NULL);
}

/* In which languages there is a text at all. */
static const char *
tell_text(const struct telling *w, const struct texts *texts)
{
	const char *list = "";

	for (int i = 0; i < LANG__MAX; i++) {
		const char *text = texts->in[i];

		if (text && *text)
			list = and_one(w, list,
			    list_label(&list_languages, lang_code((enum lang)i), w->lang),
			    comma_of(w));
	}
	if (*list == '\0')
		return "";
	return msg_fill(w->arena, msg_text(MSG_EXPLAIN_TEXT_IN, w->lang), "list", list, NULL);
}

/* How much a text says; "" if there is none. */
static const char *
tell_concepts(const struct telling *w, int which, const struct texts *texts)
{
	int n = (int)w->sides[which].concepts.n;
	const char *text = tell_text(w, texts);

	if (n == 0 || *text == '\0')
		return text;
	return msg_fill(w->arena, msg_plural(MSG_EXPLAIN_CONCEPTS, w->lang, n), "n",
	    arena_printf(w->arena, "%d", n), "text", text, NULL);
}

/* The language of what is written beside ${texts}: theirs, if they are in one alone. */
static enum lang
lang_beside(const struct telling *w, const struct texts *texts)
{
	enum lang found = w->lang;
	int n = 0;

	for (int i = 0; i < LANG__MAX; i++) {
		if (texts->in[i] && *texts->in[i]) {
			found = (enum lang)i;
			n++;
		}
	}
	return n == 1 ? found : w->lang;
}

/* "" is what was not filled in. */
static void
tell_values(const struct telling *w, struct explain_row *row)
{
	const struct technology *tech = w->technology;
	const struct opportunity *o = w->opportunity;

	switch (row->criterion) {
	case CRITERION_SECTOR:
		row->company = tell_sectors(w, 0, w->score.sector_a);
		row->opportunity = tell_sectors(w, 1, w->score.sector_b);
		break;
	case CRITERION_REGION:
		row->company = tell_regions(w, &tech->regions, w->score.region_a);
		row->opportunity = tell_regions(w, &o->regions, w->score.region_b);
		break;
	case CRITERION_CONCEPTS:
		row->company = tell_concepts(w, 0, &tech->summary);
		row->opportunity = tell_concepts(w, 1, &o->summary);
		break;
	case CRITERION_COOPERATION:
		row->company = tell_list(w, &list_cooperation, &tech->cooperation, &o->cooperation);
		row->opportunity = tell_list(w, &list_cooperation, &o->cooperation, &tech->cooperation);
		break;
	case CRITERION_MATURITY:
		row->company = tell_level(w, MSG_EXPLAIN_TRL, tech->trl);
		row->opportunity = tell_level(w, MSG_EXPLAIN_TRL_LEAST, o->trl_min);
		break;
	case CRITERION_LANGUAGE:
		row->company = tell_list(w, &list_languages, &w->company->languages, NULL);
		row->opportunity = msg_text(MSG_EXPLAIN_ZH_OR_EN, w->lang);
		break;
	case CRITERION_CAPACITY:
		row->company = tech->capacity;
		row->opportunity = o->capacity;
		row->company_lang = lang_beside(w, &tech->summary);
		row->opportunity_lang = lang_beside(w, &o->summary);
		break;
	case CRITERION_DEADLINE:
	case CRITERION__MAX:
		break;
	}
}

/* The deadline asks nothing of the company, so neither of its values is ever "not filled in". */
static void
tell_deadline(const struct telling *w, struct explain_row *row)
{
	const char *text;
	day d;

	row->company_given = true;
	row->company = msg_text(MSG_EXPLAIN_NOT_ASKED, w->lang);
	row->opportunity_given = deadline_of(w, &d);
	if (!row->opportunity_given) {
		row->opportunity = msg_text(MSG_EXPLAIN_NO_DEADLINE, w->lang);
		return;
	}
	text = format_day(w->arena, d, w->lang);
	row->opportunity = d.v >= w->today.v ? text :
	    msg_fill(w->arena, msg_text(MSG_EXPLAIN_DEADLINE_PASSED, w->lang), "day", text, NULL);
}

static void
tell_settler(const struct telling *w, struct explain_row *row)
{
	enum msg msg;

	if (row->standing != STANDING_UNKNOWN)
		row->settler = SETTLER_NONE;
	else if (!row->company_given && !row->opportunity_given)
		row->settler = SETTLER_BOTH;
	else if (!row->company_given)
		row->settler = SETTLER_COMPANY;
	else if (!row->opportunity_given)
		row->settler = SETTLER_OPPORTUNITY;
	else
		row->settler = SETTLER_REVIEWER;

	msg = settles[row->settler];
	if (row->settler == SETTLER_REVIEWER)
		msg = row->criterion == CRITERION_CONCEPTS ? MSG_SETTLE_CONCEPTS :
							     MSG_SETTLE_CAPACITY;
	row->settle = msg_text(msg, w->lang);
}

static void
tell_row(const struct telling *w, enum criterion c, struct explain_row *row)
{
	*row = (struct explain_row){
		.criterion = c,
		.label = msg_text(labels[c], w->lang),
		.company = "",
		.opportunity = "",
		.company_lang = w->lang,
		.opportunity_lang = w->lang,
		.standing = w->score.standing[c],
		.points = w->score.points[c],
		.max = score_most(w->scorer->rules, c),
	};
	row->standing_label = msg_text(standings[row->standing].label, w->lang);
	row->standing_style = standings[row->standing].style;

	tell_values(w, row);
	row->company_given = *row->company != '\0';
	row->opportunity_given = *row->opportunity != '\0';
	if (c == CRITERION_DEADLINE)
		tell_deadline(w, row);
	if (!row->company_given) {
		row->company = msg_text(MSG_EXPLAIN_NOT_GIVEN, w->lang);
		row->company_lang = w->lang;
	}
	if (!row->opportunity_given && c != CRITERION_DEADLINE) {
		row->opportunity = msg_text(MSG_EXPLAIN_NOT_GIVEN, w->lang);
		row->opportunity_lang = w->lang;
	}
	tell_settler(w, row);
}

/* ---- The whole ---- */

/* The labels of all criteria of that standing, in a sentence; "" if there is none. */
static const char *
tell_standing(const struct telling *w, const struct explain *ex, enum standing standing, enum msg msg)
{
	const char *list = "";

	for (int c = 0; c < CRITERION__MAX; c++) {
		char *label = arena_strdup(w->arena, ex->rows[c].label);

		if (ex->rows[c].standing != standing)
			continue;
		if (label[0] >= 'A' && label[0] <= 'Z')
			label[0] = (char)(label[0] - 'A' + 'a');
		list = and_one(w, list, label, comma_of(w));
	}
	if (*list == '\0')
		return "";
	return msg_fill(w->arena, msg_text(msg, w->lang), "list", list, NULL);
}

void
explain_match(struct arena *arena, const struct scorer *s, enum lang lang, day today,
    const struct company *company, const struct technology *technology,
    const struct opportunity *opportunity, const struct match *stored, struct explain *ret_explain)
{
	struct telling w = { .arena = arena, .scorer = s, .t = s->taxonomy, .lang = lang,
		.today = today, .company = company, .technology = technology,
		.opportunity = opportunity };
	struct explain ex = { 0 };
	char criteria[CRITERION__MAX + 1];

	score(&w);
	ex.score = w.score.total;
	ex.known = w.score.known;
	ex.met = w.score.met;
	memcpy(ex.standings, w.score.standing, sizeof(ex.standings));
	score_criteria(&w.score, criteria);
	ex.stale = stored && (stored->score != ex.score || !streq(stored->criteria, criteria));
	for (int c = 0; c < CRITERION__MAX; c++)
		tell_row(&w, (enum criterion)c, &ex.rows[c]);

	ex.summary = msg_fill(arena, msg_text(MSG_EXPLAIN_KNOWN, lang),
	    "known", arena_printf(arena, "%d", ex.known),
	    "all", arena_printf(arena, "%d", CRITERION__MAX),
	    "met", arena_printf(arena, "%d", ex.met), NULL);
	ex.fits = tell_standing(&w, &ex, STANDING_MET, MSG_EXPLAIN_MET);
	ex.unknown = tell_standing(&w, &ex, STANDING_UNKNOWN, MSG_EXPLAIN_UNKNOWN);
	if (s->vocabulary)
		explain_concepts(arena, s, lang, &w.tags[0], &w.tags[1], w.score.points[CRITERION_CONCEPTS], &ex);
	*ret_explain = ex;
}
