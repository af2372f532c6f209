#include "page/feed_format.h"
#include "page/routes.h"
#include "text/ical.h"

/* The deadlines as a calendar, RFC 5545 with the properties of RFC 7986 that programs show. */

/* "cleantechroute.example" of "https://cleantechroute.example:8443". */
static const char *
host_of(struct req *rq)
{
	const char *p = strstr(rq->site->origin, "://");

	p = p ? p + 3 : rq->site->origin;
	return arena_strndup(rq->arena, p, strcspn(p, ":/"));
}

static const char *
in_language(struct req *rq, const char *name, enum lang lang)
{
	return arena_printf(rq->arena, "%s;LANGUAGE=%s", name, lang_tag(lang));
}

/* What is known beside the title; the address again, as few programs show the property. */
static void
put_description(struct req *rq, const struct opportunity *o, const char *url, struct buf *out)
{
	enum lang lang;
	const char *summary = texts_pick(&o->summary, rq->lang, &lang);

	if (summary[0])
		ical_text(out, in_language(rq, "DESCRIPTION", lang),
		    arena_printf(rq->arena, "%s\n\n%s", summary, url));
	else
		ical_text(out, "DESCRIPTION", url);
}

/* One without a deadline has no place in a calendar. */
static void
put_item(struct req *rq, const struct opportunity *o, struct buf *out)
{
	const char *url = feed_opportunity_url(rq, o);
	enum lang lang;
	day deadline;

	if (day_parse(o->deadline, &deadline) != 0)
		return;

	const char *title = feed_opportunity_title(rq, o, &lang);
	ical_put(out, "BEGIN", "VEVENT");
	/* The same in all languages, whatever else changes. */
	ical_text(out, "UID", arena_printf(rq->arena, "%s@%s", o->ref, host_of(rq)));
	ical_time(out, "DTSTAMP", o->updated_at);
	ical_time(out, "LAST-MODIFIED", o->updated_at);
	ical_day(out, "DTSTART;VALUE=DATE", deadline);
	ical_text(out, in_language(rq, "SUMMARY", lang),
	    feed_labelled(rq, MSG_FILTER_DEADLINE, title));
	put_description(rq, o, url, out);
	ical_put(out, "URL", url);
	/* It takes nobody's day. */
	ical_put(out, "TRANSP", "TRANSPARENT");
	if (streq(o->status, "withdrawn"))
		ical_put(out, "STATUS", "CANCELLED");
	ical_put(out, "END", "VEVENT");
}

static void
put_head(struct req *rq, const struct feed *f, struct buf *out)
{
	ical_put(out, "BEGIN", "VCALENDAR");
	ical_put(out, "VERSION", "2.0");
	ical_text(out, "PRODID", "-//Cleantech Flanders//Cleantech Route China//EN");
	ical_put(out, "CALSCALE", "GREGORIAN");
	ical_text(out, in_language(rq, "NAME", rq->lang), f->title);
	/* The name of before RFC 7986, which most programs still read. */
	ical_text(out, "X-WR-CALNAME", f->title);
	ical_put(out, "URL", f->self);
	ical_time(out, "LAST-MODIFIED", f->updated);
	ical_put(out, "REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
	/*
	 * A calendar has at least one component, but not every list a deadline: this one stands in
	 * no program's view.
	 */
	ical_put(out, "BEGIN", "VTIMEZONE");
	ical_put(out, "TZID", "Etc/UTC");
	ical_put(out, "BEGIN", "STANDARD");
	ical_put(out, "DTSTART", "19700101T000000");
	ical_put(out, "TZOFFSETFROM", "+0000");
	ical_put(out, "TZOFFSETTO", "+0000");
	ical_put(out, "END", "STANDARD");
	ical_put(out, "END", "VTIMEZONE");
}

static void
put_foot(struct req *rq, const struct feed *f, struct buf *out)
{
	(void)rq;
	(void)f;
	ical_put(out, "END", "VCALENDAR");
}

enum err
page_opportunity_ical(struct req *rq, struct resp *rs)
{
	static const struct feed_format format = { "ics", "text/calendar; charset=utf-8", NULL,
		put_item, put_head, put_foot };

	return feed_answer(rq, rs, &format);
}
