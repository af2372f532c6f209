#include "app/skos.h"

#include <errno.h>
#include <libxml/uri.h>
#include <libxml/xmlreader.h>

#include "base/buf.h"
#include "base/intern.h"

#define RDF  "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define XML  "http://www.w3.org/XML/1998/namespace"

enum property { OTHER, PREF_LABEL, ALT_LABEL, BROADER, NARROWER, RELATED, TYPE };

/* RDF/XML is striped: below the root things and their properties take turns, one level each. */
#define NOTHING 0
struct reading {
	struct arena *arena;
	struct problems *problems;
	struct skos *skos;
	enum lang only;
	FILE *in;
	size_t bytes;
	bool too_large, failed;
	int error;			/* of the system, while reading */
	xmlTextReaderPtr reader;
	struct intern *uris;
	uint32_t things[SKOS_DEPTH_MAX];	/* the thing of each level, from 1 */
	enum property properties[SKOS_DEPTH_MAX];
	struct buf text;		/* of the label at hand */
	enum lang lang;			/* its language; LANG__MAX: none of ours */
	size_t cap_concepts, cap_links;
};

/* Where the node at hand stands, 0: it does not know; the parser itself is some lines ahead. */
static int64_t
line_here(struct reading *r)
{
	xmlNodePtr node = xmlTextReaderCurrentNode(r->reader);

	return node ? xmlGetLineNo(node) : 0;
}

static void
fail(struct reading *r, const char *what, const char *value)
{
	problems_add(r->problems, line_here(r), NULL, 0, "%s%s", what, value);
	r->failed = true;
}

static const char *
text_of(const xmlChar *text)
{
	return (const char *)text;
}

/* ---- Input ---- */

static int
read_some(void *cookie, char *out, int size)
{
	struct reading *r = cookie;
	size_t n = fread(out, 1, (size_t)size, r->in);

	r->bytes += n;
	r->too_large = r->bytes > SKOS_FILE_MAX;
	if (ferror(r->in))
		r->error = errno;
	return r->error != 0 || r->too_large ? -1 : (int)n;
}

/* What libxml2 finds wrong; one is enough, those after it follow from it. */
static void
on_error(void *cookie, xmlErrorPtr error)
{
	struct reading *r = cookie;
	struct str rest = str_of(error->message ? error->message : "?"), line;

	if (error->level < XML_ERR_ERROR || r->failed)
		return;
	r->failed = true;
	if (error->code == XML_ERR_ENTITY_LOOP) {
		problems_add(r->problems, error->line, NULL, 0, "entities that hold each other, or grow: they are not read");
		return;
	}
	str_split(&rest, '\n', &line);
	problems_add(r->problems, error->line, arena_printf(r->arena, "%d", error->int2), 0,
	    "not XML that can be read: %.*s", (int)line.n, line.p);
}

/* Whatever it is that the file would have loaded. */
static xmlParserInputPtr
load_nothing(const char *url, const char *id, xmlParserCtxtPtr context)
{
	(void)url;
	(void)id;
	(void)context;
	return NULL;
}

/* ---- Things and what links them ---- */

/* The whole address of what ${uri} names in its place; as it is if there is no xml:base. */
static const char *
absolute(struct reading *r, const char *uri)
{
	const xmlChar *base = xmlTextReaderConstBaseUri(r->reader);
	xmlChar *whole = base && !strstr(uri, "://") ? xmlBuildURI((const xmlChar *)uri, base) : NULL;
	const char *out = whole ? arena_strdup(r->arena, text_of(whole)) : uri;

	xmlFree(whole);
	return out;
}

/* An attribute, or NULL. */
static const char *
attribute(struct reading *r, const char *name, const char *space)
{
	xmlChar *value = xmlTextReaderGetAttributeNs(r->reader, (const xmlChar *)name, (const xmlChar *)space);
	const char *out = value ? arena_strdup(r->arena, text_of(value)) : NULL;

	xmlFree(value);
	return out;
}

static uint32_t
thing_of(struct reading *r, const char *uri)
{
	struct skos *s = r->skos;
	uint32_t number = intern_put(r->uris, str_of(uri));

	if (number <= s->n)
		return number;
	if (number > SKOS_NAMES_MAX) {
		fail(r, "more than 200,000 addresses", "");
		return NOTHING;
	}
	if (s->n == r->cap_concepts) {
		size_t cap = r->cap_concepts ? 2 * r->cap_concepts : 1024;
		struct skos_concept *more = arena_new_of(r->arena, struct skos_concept, cap);

		/* last points into an item that is moved only while it has no label. */
		for (size_t i = 0; i < s->n; i++) {
			more[i] = s->concepts[i];
			if (!more[i].labels)
				more[i].last = &more[i].labels;
		}
		s->concepts = more;
		r->cap_concepts = cap;
	}
	struct skos_concept *c = &s->concepts[s->n++];

	*c = (struct skos_concept){ .uri = arena_strdup(r->arena, uri), .line = line_here(r), .last = &c->labels };
	return number;
}

static void
add_link(struct reading *r, enum property property, uint32_t subject, uint32_t object)
{
	struct skos *s = r->skos;

	if (subject == NOTHING || object == NOTHING || subject == object)
		return;
	if (s->n_links == SKOS_LINKS_MAX) {
		fail(r, "more than 400,000 relations", "");
		return;
	}
	if (s->n_links == r->cap_links) {
		size_t cap = r->cap_links ? 2 * r->cap_links : 1024;
		struct concept_link32 *more = arena_new_of(r->arena, struct concept_link32, cap);

		if (s->n_links > 0)
			memcpy(more, s->links, s->n_links * sizeof(*more));
		s->links = more;
		r->cap_links = cap;
	}
	if (property == NARROWER) {
		uint32_t swap = subject;
		subject = object;
		object = swap;
	}
	s->links[s->n_links++] = (struct concept_link32){ subject - 1, object - 1,
		property == RELATED ? CONCEPT_RELATED : CONCEPT_BROADER };
}

static bool
is_relation(enum property p)
{
	return p == BROADER || p == NARROWER || p == RELATED;
}

static bool
is_label(enum property p)
{
	return p == PREF_LABEL || p == ALT_LABEL;
}

/* ---- Labels ---- */

/* xml:lang as it holds here; LANG__MAX: none of ours. */
static enum lang
lang_here(struct reading *r)
{
	static const struct {
		const char *tag;
		enum lang lang;
	} tags[] = { { "nl", LANG_NL }, { "en", LANG_EN }, { "zh", LANG_ZH }, { "zh-Hans", LANG_ZH }, { "zh-CN", LANG_ZH } };
	const char *here = text_of(xmlTextReaderConstXmlLang(r->reader));

	if (!here || *here == '\0') {
		if (r->only == LANG__MAX && !r->skos->other_lang)
			r->skos->other_lang = "";
		return r->only;
	}
	for (size_t i = 0; i < countof(tags); i++)
		if (strcasecmp(here, tags[i].tag) == 0 && (r->only == LANG__MAX || r->only == tags[i].lang))
			return tags[i].lang;
	if (!r->skos->other_lang)
		r->skos->other_lang = arena_strdup(r->arena, here);
	return LANG__MAX;
}

static void
end_label(struct reading *r, uint32_t subject, enum property property)
{
	if (subject == NOTHING || r->lang == LANG__MAX || r->text.over)
		return;
	struct skos_concept *c = &r->skos->concepts[subject - 1];
	struct skos_label *l = arena_new_of(r->arena, struct skos_label, 1);

	*l = (struct skos_label){ .lang = r->lang, .preferred = property == PREF_LABEL,
		.text = arena_strdup(r->arena, r->text.p) };
	*c->last = l;
	c->last = &l->next;
	r->skos->n_labels++;
}

/* ---- Elements ---- */

static bool
is_named(struct reading *r, const char *space, const char *name)
{
	const char *here = text_of(xmlTextReaderConstNamespaceUri(r->reader));

	return here && streq(here, space) && streq(text_of(xmlTextReaderConstLocalName(r->reader)), name);
}

static void
begin_thing(struct reading *r, int depth)
{
	const char *about = attribute(r, "about", RDF), *id = about ? NULL : attribute(r, "ID", RDF);
	bool is_concept = is_named(r, SKOS, "Concept");

	if (id)
		about = arena_printf(r->arena, "#%s", id);
	r->things[depth] = about && *about ? thing_of(r, absolute(r, about)) : NOTHING;
	if (r->things[depth] == NOTHING) {
		if (is_concept && !r->failed)
			fail(r, "a skos:Concept without rdf:about", "");
		return;
	}
	struct skos_concept *c = &r->skos->concepts[r->things[depth] - 1];

	c->is_typed |= is_concept;
	c->is_other |= !is_concept && !is_named(r, RDF, "Description");
	/* Inside of a property it is what that one says of the thing around. */
	if (depth >= 3 && is_relation(r->properties[depth - 1]))
		add_link(r, r->properties[depth - 1], r->things[depth - 2], r->things[depth]);
}

static enum property
property_here(struct reading *r)
{
	static const struct {
		const char *space, *name;
		enum property property;
	} names[] = {
		{ SKOS, "prefLabel", PREF_LABEL }, { SKOS, "altLabel", ALT_LABEL }, { SKOS, "broader", BROADER },
		{ SKOS, "narrower", NARROWER }, { SKOS, "related", RELATED }, { RDF, "type", TYPE },
	};

	for (size_t i = 0; i < countof(names); i++)
		if (is_named(r, names[i].space, names[i].name))
			return names[i].property;
	return OTHER;
}

static void
begin_property(struct reading *r, int depth)
{
	enum property p = property_here(r);
	uint32_t subject = r->things[depth - 1];
	const char *object = p == TYPE || is_relation(p) ? attribute(r, "resource", RDF) : NULL;

	r->properties[depth] = p;
	if (subject == NOTHING || p == OTHER)
		return;
	struct skos_concept *c = &r->skos->concepts[subject - 1];

	if (p == TYPE) {
		c->is_typed |= object && streq(absolute(r, object), SKOS "Concept");
		c->is_other |= object && !streq(absolute(r, object), SKOS "Concept");
		return;
	}
	c->is_described = true;
	if (is_label(p)) {
		buf_clear(&r->text);
		r->lang = lang_here(r);
	} else if (object && *object) {
		add_link(r, p, subject, thing_of(r, absolute(r, object)));
	}
}

/* One step of the reader; whether what is inside this element is of no use. */
static bool
begin_element(struct reading *r, int depth)
{
	const char *parse;

	if (depth == 0) {
		if (!is_named(r, RDF, "RDF"))
			fail(r, "not SKOS in RDF/XML: it begins with ",
			    arena_printf(r->arena, "<%s>, not rdf:RDF", text_of(xmlTextReaderConstName(r->reader))));
		return false;
	}
	if (depth >= SKOS_DEPTH_MAX) {
		fail(r, "elements in each other, deeper than 32", "");
		return false;
	}
	if (depth % 2 == 1) {
		/* A label that holds elements is none. */
		if (depth > 1 && is_label(r->properties[depth - 1]))
			r->properties[depth - 1] = OTHER;
		begin_thing(r, depth);
		return false;
	}
	begin_property(r, depth);
	parse = attribute(r, "parseType", RDF);
	return parse && !streq(parse, "Collection");
}

/* Whether to go past what this node holds. */
static bool
take(struct reading *r)
{
	int depth = xmlTextReaderDepth(r->reader);

	switch (xmlTextReaderNodeType(r->reader)) {
	case XML_READER_TYPE_DOCUMENT_TYPE:
		fail(r, "has a <!DOCTYPE>; entities are not read: save it without", "");
		return false;
	case XML_READER_TYPE_ENTITY_REFERENCE:
		fail(r, "has an entity, which is not read: &", text_of(xmlTextReaderConstName(r->reader)));
		return false;
	case XML_READER_TYPE_ELEMENT:
		return begin_element(r, depth);
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		if (depth >= 3 && depth % 2 == 1 && is_label(r->properties[depth - 1]))
			buf_puts(&r->text, text_of(xmlTextReaderConstValue(r->reader)));
		return false;
	case XML_READER_TYPE_END_ELEMENT:
		if (depth >= 2 && depth % 2 == 0 && is_label(r->properties[depth]))
			end_label(r, r->things[depth - 1], r->properties[depth]);
		return false;
	default:
		return false;
	}
}

/* ---- All of it ---- */

static void
read_all(struct reading *r)
{
	int more = xmlTextReaderRead(r->reader);

	while (more == 1 && !r->failed)
		more = take(r) ? xmlTextReaderNext(r->reader) : r->failed ? 0 : xmlTextReaderRead(r->reader);
	if (r->too_large || r->error != 0 || r->bytes == 0) {
		/* Whatever libxml2 made of that is not the reason. */
		r->problems->n = r->problems->total = 0;
		problems_add(r->problems, 0, NULL, 0, "%s", r->too_large ? "is larger than 128 MiB" : r->error == 0 ?
		    "is empty" : arena_printf(r->arena, "cannot be read: %s", strerror(r->error)));
		r->failed = true;
	} else if (more < 0 && !r->failed) {
		fail(r, "not XML that can be read", "");
	}
}

/* What has labels or relations and is not said to be something else is a concept. */
static void
count_concepts(struct reading *r)
{
	struct skos *s = r->skos;

	for (size_t i = 0; i < s->n; i++) {
		struct skos_concept *c = &s->concepts[i];

		c->is_concept = c->is_typed || (c->is_described && !c->is_other);
		s->n_concepts += c->is_concept;
	}
	if (s->n_concepts == 0)
		problems_add(r->problems, 0, NULL, 0, "not SKOS: there is no skos:Concept in it");
	else if (s->n_concepts > CONCEPTS_MAX)
		problems_add(r->problems, 0, NULL, 0, "has %zu concepts, at most %d", s->n_concepts, CONCEPTS_MAX);
	r->failed |= s->n_concepts == 0 || s->n_concepts > CONCEPTS_MAX;
}

static bool
read_stream(struct reading *r)
{
	xmlExternalEntityLoader before = xmlGetExternalEntityLoader();

	xmlSetExternalEntityLoader(load_nothing);
	/* None of NOENT, DTDLOAD, DTDATTR, XINCLUDE, HUGE: libxml2's own limits stand. */
	r->reader = xmlReaderForIO(read_some, NULL, r, NULL, NULL, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
	if (!r->reader)
		BUG("out of memory");
	xmlTextReaderSetStructuredErrorHandler(r->reader, on_error, r);
	read_all(r);
	xmlFreeTextReader(r->reader);
	xmlSetExternalEntityLoader(before);
	xmlCleanupParser();
	if (!r->failed)
		count_concepts(r);
	return !r->failed;
}

bool
skos_read(struct arena *arena, struct problems *problems, const char *path, enum lang only,
    struct skos *ret_skos)
{
	struct reading r = { .arena = arena, .problems = problems, .skos = ret_skos, .only = only,
		.uris = intern_new(arena, 16384), .lang = LANG__MAX };

	*ret_skos = (struct skos){ 0 };
	problems->file = path;
	r.in = streq(path, "-") ? stdin : fopen(path, "rbe");
	if (!r.in) {
		problems_add(problems, 0, NULL, 0, "cannot be opened: %s", strerror(errno));
		return false;
	}
	buf_init(&r.text, SKOS_LABEL_MAX);
	bool ok = read_stream(&r);
	buf_done(&r.text);
	if (r.in != stdin)
		fclose(r.in);
	return ok;
}
