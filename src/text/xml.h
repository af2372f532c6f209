#ifndef TEXT_XML_H
#define TEXT_XML_H

#include "base/base.h"
#include "base/buf.h"

/*
 * XML 1.0 as it is written: elements that close in the right order, attributes and text
 * escaped.  Names are literals of ours.
 */
#define XML_DEPTH_MAX 8

struct xml {
	struct buf *out;		/* the caller's */
	const char *open[XML_DEPTH_MAX];
	size_t depth;
	bool in_tag;			/* attributes may follow */
};

/** xml_begin(out): a writer that appends to ${out}, without a declaration. */
struct xml xml_begin(struct buf *out);

/** xml_open(x, name), xml_close(x): an element; what is written between stands inside it. */
void xml_open(struct xml *, const char *name);
void xml_close(struct xml *);

/** xml_attr(x, name, value): an attribute of the element just opened, before anything inside it. */
void xml_attr(struct xml *, const char *name, const char *value);

/**
 * xml_text(x, text):
 * Valid UTF-8 inside the open element.  A character that XML cannot hold, such as most control
 * characters, becomes U+FFFD.
 */
void xml_text(struct xml *, const char *text);

/** xml_element(x, name, text): xml_open(), xml_text() and xml_close(). */
void xml_element(struct xml *, const char *name, const char *text);

#endif
