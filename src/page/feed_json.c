#include <jansson.h>

#include "page/feed_format.h"
#include "page/routes.h"
#include "page/words.h"
#include "text/format.h"

/* Put ${value}, which is taken over, under ${key}; our texts are valid, so only memory can lack. */
static void
set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		BUG("no JSON of \"%s\"", key);
}

static void
append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		BUG("no JSON in an array");
}

/* Null for "": not known. */
static json_t *
text_or_null(const char *text)
{
	return text[0] ? json_string(text) : json_null();
}

/* By language, those that are there. */
static json_t *
texts(const struct texts *t)
{
	json_t *object = json_object();

	for (int i = 0; i < LANG__MAX; i++)
		if (t->in[i] && t->in[i][0])
			set(object, lang_tag((enum lang)i), json_string(t->in[i]));
	return object;
}

static json_t *
labelled(const char *code, const char *label)
{
	json_t *object = json_object();

	set(object, "code", json_string(code));
	set(object, "label", json_string(label));
	return object;
}

static json_t *
sectors(struct req *rq, const struct code_list *codes)
{
	json_t *array = json_array();

	for (size_t i = 0; i < codes->n; i++)
		append(array, labelled(codes->items[i],
		    sector_title(rq->arena, rq->site->taxonomy, codes->items[i], rq->lang)));
	return array;
}

static json_t *
regions(struct req *rq, const struct code_list *codes)
{
	json_t *array = json_array();

	for (size_t i = 0; i < codes->n; i++)
		append(array, labelled(codes->items[i], words_place(rq, codes->items[i])));
	return array;
}

static json_t *
codes(const struct code_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++)
		append(array, json_string(list->items[i]));
	return array;
}

static int
append_bytes(const char *bytes, size_t n, void *out)
{
	buf_add(out, bytes, n);
	return 0;
}

/* Append ${value}, which is given back, to ${out}. */
static void
dump(json_t *value, size_t flags, struct buf *out)
{
	if (json_dump_callback(value, append_bytes, out, JSON_COMPACT | flags) != 0)
		BUG("JSON that cannot be written");
	json_decref(value);
}

static void
put_item(struct req *rq, const struct opportunity *o, struct buf *out)
{
	json_t *item = json_object();

	set(item, "ref", json_string(o->ref));
	set(item, "url", json_string(feed_opportunity_url(rq, o)));
	set(item, "kind", json_string(o->kind));
	set(item, "title", texts(&o->title));
	set(item, "summary", texts(&o->summary));
	set(item, "regions", regions(rq, &o->regions));
	set(item, "sectors", sectors(rq, &o->sectors));
	set(item, "cooperation", codes(&o->cooperation));
	set(item, "trl_min", o->trl_min > 0 ? json_integer(o->trl_min) : json_null());
	set(item, "deadline", text_or_null(o->deadline));
	set(item, "organisation", text_or_null(o->organisation));
	set(item, "source_url", text_or_null(o->source_url));
	set(item, "status", json_string(o->status));
	set(item, "published", text_or_null(o->published_on));
	set(item, "verified", text_or_null(o->verified_on));
	set(item, "updated", json_string(format_time_iso(rq->arena, o->updated_at)));
	set(item, "demo", json_boolean(o->demo));
	if (out->n > 0)
		buf_puts(out, ",\n");
	dump(item, 0, out);
}

static void
put_head(struct req *rq, const struct feed *f, struct buf *out)
{
	json_t *head = json_object();

	set(head, "title", json_string(f->title));
	set(head, "language", json_string(lang_tag(rq->lang)));
	set(head, "self", json_string(f->self));
	set(head, "list", json_string(f->list));
	set(head, "next", f->next ? json_string(f->next) : json_null());
	set(head, "updated", json_string(format_time_iso(rq->arena, f->updated)));
	set(head, "unknown_filters", json_boolean(f->unknown));
	set(head, "total", json_integer((json_int_t)f->total));
	set(head, "skipped", json_integer((json_int_t)f->skip));
	set(head, "truncated", json_boolean(f->next != NULL));
	buf_putc(out, '{');
	dump(head, JSON_EMBED, out);
	buf_puts(out, ",\"items\":[\n");
}

static void
put_foot(struct req *rq, const struct feed *f, struct buf *out)
{
	(void)rq;
	(void)f;
	buf_puts(out, "\n]}\n");
}

enum err
page_opportunity_json(struct req *rq, struct resp *rs)
{
	static const struct feed_format format = { "json", "application/json", NULL, put_item,
		put_head, put_foot };

	return feed_answer(rq, rs, &format);
}
