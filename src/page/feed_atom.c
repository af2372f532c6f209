#include "page/feed_format.h"
#include "page/routes.h"
#include "text/format.h"
#include "text/xml.h"

/* The Atom Syndication Format, RFC 4287; in parts, RFC 5005. */
#define TYPE "application/atom+xml; charset=utf-8"

static void
put_link(struct xml *x, const char *rel, const char *type, const char *url)
{
	xml_open(x, "link");
	xml_attr(x, "rel", rel);
	xml_attr(x, "type", type);
	xml_attr(x, "href", url);
	xml_close(x);
}

/* A text that may be in another language than the feed. */
static void
put_text(struct xml *x, const char *name, const char *text, enum lang lang)
{
	xml_open(x, name);
	xml_attr(x, "type", "text");
	xml_attr(x, "xml:lang", lang_tag(lang));
	xml_text(x, text);
	xml_close(x);
}

static void
put_categories(struct xml *x, struct req *rq, const struct opportunity *o)
{
	for (size_t i = 0; i < o->sectors.n; i++) {
		const char *code = o->sectors.items[i];

		xml_open(x, "category");
		xml_attr(x, "term", code);
		xml_attr(x, "label", sector_title(rq->arena, rq->site->taxonomy, code, rq->lang));
		xml_close(x);
	}
}

static void
put_item(struct req *rq, const struct opportunity *o, struct buf *out)
{
	const char *url = feed_opportunity_url(rq, o);
	struct xml x = xml_begin(out);
	enum lang title_lang, summary_lang;
	const char *title = feed_opportunity_title(rq, o, &title_lang);
	const char *summary = texts_pick(&o->summary, rq->lang, &summary_lang);

	xml_open(&x, "entry");
	xml_element(&x, "id", url);
	put_text(&x, "title", title, title_lang);
	put_link(&x, "alternate", "text/html", url);
	/* Only the day is known; at midnight UTC it is that day in Brussels too. */
	if (o->published_on[0])
		xml_element(&x, "published", arena_printf(rq->arena, "%sT00:00:00Z", o->published_on));
	xml_element(&x, "updated", format_time_iso(rq->arena, o->updated_at));
	put_categories(&x, rq, o);
	if (summary[0])
		put_text(&x, "summary", summary, summary_lang);
	xml_close(&x);
}

static void
put_head(struct req *rq, const struct feed *f, struct buf *out)
{
	struct xml x = xml_begin(out);

	buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
	xml_open(&x, "feed");
	xml_attr(&x, "xmlns", "http://www.w3.org/2005/Atom");
	xml_attr(&x, "xml:lang", lang_tag(rq->lang));
	xml_element(&x, "id", f->id);
	xml_element(&x, "title", f->title);
	xml_element(&x, "updated", format_time_iso(rq->arena, f->updated));
	xml_open(&x, "author");
	xml_element(&x, "name", msg_text(MSG_SITE_NAME, rq->lang));
	xml_element(&x, "uri", rq->site->origin);
	xml_close(&x);
	put_link(&x, "self", TYPE, f->self);
	put_link(&x, "alternate", "text/html", f->list);
	if (f->next)
		put_link(&x, "next", TYPE, f->next);
}

static void
put_foot(struct req *rq, const struct feed *f, struct buf *out)
{
	(void)rq;
	(void)f;
	buf_puts(out, "</feed>\n");
}

enum err
page_opportunity_atom(struct req *rq, struct resp *rs)
{
	static const struct feed_format format = { "atom", TYPE, NULL, put_item, put_head, put_foot };

	return feed_answer(rq, rs, &format);
}
