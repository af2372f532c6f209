#include "text/xml.h"

#include "base/utf8.h"

struct xml
xml_begin(struct buf *out)
{
	return (struct xml){ .out = out };
}

/* The characters that XML 1.0 section 2.2 allows. */
static bool
is_char(uint32_t code)
{
	if (code < 0x20)
		return code == '\t' || code == '\n' || code == '\r';
	return code != 0xfffe && code != 0xffff;
}

/* What stands for a character in text and in attributes; NULL: itself. */
static const char *
entity(uint32_t code, bool attribute)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";	/* "]]>" may not stand in text */
	case '"':
		return "&quot;";
	case '\r':
		return "&#13;";
	/* As such, a reader takes them for blanks. */
	case '\n':
		return attribute ? "&#10;" : NULL;
	case '\t':
		return attribute ? "&#9;" : NULL;
	default:
		return is_char(code) ? NULL : "\xef\xbf\xbd";
	}
}

static void
escape(struct buf *out, const char *text, bool attribute)
{
	struct str s = str_of(text);
	uint32_t code;

	for (size_t from = 0, to = 0; utf8_next(s, &to, &code); from = to) {
		const char *other = entity(code, attribute);

		if (other)
			buf_puts(out, other);
		else
			buf_add(out, s.p + from, to - from);
	}
}

static void
end_tag(struct xml *x)
{
	if (x->in_tag)
		buf_putc(x->out, '>');
	x->in_tag = false;
}

void
xml_open(struct xml *x, const char *name)
{
	if (x->depth == XML_DEPTH_MAX)
		BUG("<%s> is too deep", name);
	end_tag(x);
	buf_printf(x->out, "<%s", name);
	x->open[x->depth++] = name;
	x->in_tag = true;
}

void
xml_close(struct xml *x)
{
	if (x->depth == 0)
		BUG("nothing is open");

	const char *name = x->open[--x->depth];
	if (x->in_tag)
		buf_puts(x->out, "/>\n");
	else
		buf_printf(x->out, "</%s>\n", name);
	x->in_tag = false;
}

void
xml_attr(struct xml *x, const char *name, const char *value)
{
	if (!x->in_tag)
		BUG("%s= comes too late", name);
	buf_printf(x->out, " %s=\"", name);
	escape(x->out, value, true);
	buf_putc(x->out, '"');
}

void
xml_text(struct xml *x, const char *text)
{
	end_tag(x);
	escape(x->out, text, false);
}

void
xml_element(struct xml *x, const char *name, const char *text)
{
	xml_open(x, name);
	xml_text(x, text);
	xml_close(x);
}
