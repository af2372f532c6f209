#include "page/feed.h"

#include <inttypes.h>

#include "http/limits.h"
#include "page/card.h"
#include "page/feed_format.h"
#include "page/frame.h"
#include "page/listing.h"
#include "page/search.h"
#include "page/words.h"

#define SKIP_MAX     10000000
#define ROW_MAX      (1024 * 1024)	/* memory for one row */
#define FRESH        300		/* seconds for which an answer may be kept */
#define HEAD_MAX     (128 * 1024)	/* what stands around the rows: the address, which may be 8 kB, several times */

static const struct {
	const char *ending, *type, *label;	/* label NULL: the calendar */
} formats[] = {
	{ "csv", "text/csv", "CSV" },
	{ "json", "application/json", "JSON" },
	{ "atom", "application/atom+xml", "Atom" },
	{ "ics", "text/calendar", NULL },
};

/* The address of the list of ${s} as a feed from ${skip} on, and in the language of ${rq}. */
static const char *
feed_url(struct req *rq, const struct choice_state *s, const char *ending, size_t skip)
{
	struct choice_state whole = *s;

	whole.page = 1;
	const char *list = choice_url(rq, &whole);
	int path = (int)strcspn(list, "?");
	const char *url = arena_printf(rq->arena, "%.*s.%s%s", path, list, ending, list + path);

	if (skip == 0)
		return url;
	return arena_printf(rq->arena, "%s%cskip=%zu", url, list[path] ? '&' : '?', skip);
}

static const char *
absolute(struct req *rq, const char *url)
{
	return arena_printf(rq->arena, "%s%s", rq->site->origin, url);
}

/* --- on the page of the list ------------------------------------------------------ */

void
feed_links(struct req *rq, struct view *content, const struct choice_state *s)
{
	for (size_t i = 0; i < countof(formats); i++) {
		struct view *link = view_section(content, V_FEED);

		if (i > 0)
			view_text(link, V_FEED_SEPARATOR, words_separator(rq));
		view_text(link, V_FEED_URL, feed_url(rq, s, formats[i].ending, 0));
		view_text(link, V_FEED_TYPE, formats[i].type);
		view_text(link, V_FEED_LABEL, formats[i].label ? formats[i].label
							       : msg_text(MSG_FEED_CALENDAR, rq->lang));
	}
	frame_subscribe(content, feed_url(rq, s, "atom", 0), msg_text(MSG_OPPS_TITLE, rq->lang));
}

/* --- the feed itself -------------------------------------------------------------- */

const char *
feed_opportunity_url(struct req *rq, const struct opportunity *o)
{
	return absolute(rq, card_url(rq, o));
}

const char *
feed_labelled(struct req *rq, enum msg label, const char *text)
{
	return msg_fill(rq->arena, msg_text(MSG_FILTER_DAYS_CHIP, rq->lang),
	    "label", msg_text(label, rq->lang), "choice", text, NULL);
}

const char *
feed_opportunity_title(struct req *rq, const struct opportunity *o, enum lang *ret_lang)
{
	const char *title = texts_pick(&o->title, rq->lang, ret_lang);

	return o->demo ? feed_labelled(rq, MSG_DEMO, title) : title;
}

/* Where in the list the answer begins; what is no number is the beginning. */
static size_t
read_skip(const struct req *rq)
{
	int64_t skip = 0;

	(void)str_int(str_of(req_query(rq, "skip")), 0, SKIP_MAX, &skip);
	return (size_t)skip;
}

/*
 * Append row ${i} of ${result} to ${rows}.  One that was taken off since it was found is none, and
 * no error; one that does not fit sets rows->over.
 */
static enum err
put_row(struct req *rq, const struct feed_format *format, const struct opportunity_result *result,
    size_t i, struct buf *rows, int64_t *updated)
{
	struct opportunity_result one = *result;
	struct opportunity_list list;

	one.ids += i;
	one.n = 1;
	enum err e = listing_fetch(rq, &one, &list);
	if (e != OK || list.n == 0)
		return e;
	format->item(rq, &list.items[0], rows);
	if (!rows->over && list.items[0].updated_at > *updated)
		*updated = list.items[0].updated_at;
	return OK;
}

/* Write the rows, as many as fit; set how many and what follows from them. */
static enum err
put_rows(struct req *rq, const struct feed_format *format, const struct opportunity_result *result,
    struct feed *f, struct buf *rows)
{
	struct req row = *rq;
	enum err e = OK;
	size_t i;

	row.arena = arena_new(ROW_MAX);
	for (i = 0; i < result->n; i++) {
		size_t before = rows->n;

		arena_reset(row.arena);
		e = put_row(&row, format, result, i, rows, &f->updated);
		if (e != OK)
			break;
		if (rows->over && i == 0)
			BUG("one row of more than %d bytes", LIMIT_FEED);
		if (rows->over) {
			buf_cut(rows, before);
			break;
		}
	}
	arena_free(row.arena);
	f->n = i;
	if (f->updated == 0)
		f->updated = rq->now;
	return e;
}

/* All of it, in the arena of the request. */
static struct str
assemble(struct req *rq, const struct feed_format *format, const struct feed *f,
    const struct buf *rows)
{
	struct buf all;

	buf_init(&all, LIMIT_FEED + HEAD_MAX);
	format->head(rq, f, &all);
	buf_add(&all, rows->p, rows->n);
	if (format->foot)
		format->foot(rq, f, &all);
	if (all.over)
		BUG("more than %d bytes around the rows", HEAD_MAX);

	struct str body = { arena_strndup(rq->arena, all.p, all.n), all.n };
	buf_done(&all);
	return body;
}

static const char *
filename(struct req *rq, const struct feed_format *format)
{
	char today[11];

	day_iso(day_of(rq->now), today);
	return arena_printf(rq->arena, "%s-%s.%s", format->filename, today, format->ending);
}

static void
name_addresses(struct req *rq, const struct choice_state *s, const struct feed_format *format,
    struct feed *f)
{
	struct choice_state whole = *s;
	size_t end = f->skip + f->n;

	whole.page = 1;
	f->title = feed_labelled(rq, MSG_SITE_NAME, msg_text(MSG_OPPS_TITLE, rq->lang));
	f->list = absolute(rq, choice_url(rq, &whole));
	f->id = absolute(rq, feed_url(rq, s, format->ending, 0));
	f->self = absolute(rq, feed_url(rq, s, format->ending, f->skip));
	if (end < f->total)
		f->next = absolute(rq, feed_url(rq, s, format->ending, end));
}

/* Find what the query asks for, as the list does, from f->skip on. */
static enum err
find(struct req *rq, struct feed *f, struct choice_state *ret_chosen,
    struct opportunity_result *ret_result)
{
	struct opportunity_filter filter = listing_filter(rq, LIMIT_FEED_ROWS);
	struct search search;

	choice_read(rq, ret_chosen);
	choice_filter(ret_chosen, rq->site->taxonomy, &filter);
	enum err e = search_run(rq, ret_chosen->q, &search);
	if (e != OK)
		return e;
	search_filter(&search, &filter);
	ret_chosen->q = search.text;
	filter.offset = f->skip;
	e = listing_run(rq, &filter, ret_result);
	if (e != OK)
		return e;
	f->total = ret_result->total;
	f->unknown = ret_chosen->unknown;
	return OK;
}

enum err
feed_answer(struct req *rq, struct resp *rs, const struct feed_format *format)
{
	struct feed f = { .skip = read_skip(rq) };
	struct opportunity_result result;
	struct choice_state chosen;
	struct buf rows;

	enum err e = find(rq, &f, &chosen, &result);
	if (e != OK)
		return e;
	buf_init(&rows, LIMIT_FEED);
	e = put_rows(rq, format, &result, &f, &rows);
	if (e == OK) {
		name_addresses(rq, &chosen, format, &f);
		*rs = (struct resp){ .status = 200, .type = format->type, .next = f.next,
			.max_age = FRESH, .body = assemble(rq, format, &f, &rows) };
		if (format->filename)
			rs->filename = filename(rq, format);
	}
	buf_done(&rows);
	return e;
}
