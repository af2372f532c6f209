#include "page/paragraphs.h"

/* Cut the next line off ${rest}. */
static bool
next_line(struct str *rest, struct str *ret_line)
{
	if (!str_split(rest, '\n', ret_line))
		return false;
	*ret_line = str_trim(*ret_line);
	return true;
}

static bool
has_prefix(struct str line, const char *prefix)
{
	size_t n = strlen(prefix);

	return line.n > n && memcmp(line.p, prefix, n) == 0;
}

static struct str
without_prefix(struct str line, size_t n)
{
	return str_trim((struct str){ line.p + n, line.n - n });
}

/* Join the lines of one paragraph with blanks: ${text} may be NULL. */
static const char *
add_line(struct arena *arena, const char *text, struct str line)
{
	const char *more = arena_strndup(arena, line.p, line.n);

	return text ? arena_printf(arena, "%s %s", text, more) : more;
}

static void
show_heading(struct view *part, const char *text, int level)
{
	struct view *block = view_section(part, V_PARA);

	if (level == 2)
		view_text(view_section(block, V_PARA_H2), V_PARA_H2_TEXT, text);
	else
		view_text(view_section(block, V_PARA_H3), V_PARA_H3_TEXT, text);
}

/* End the paragraph that is being read, if there is one. */
static void
show_text(struct view *part, const char **text)
{
	if (*text)
		view_text(view_section(view_section(part, V_PARA), V_PARA_TEXT), V_PARA_TEXT_WORDS, *text);
	*text = NULL;
}

void
paragraphs_show(struct req *rq, struct view *v, enum view_name slot, const char *body, int level)
{
	struct view *part = view_include(v, slot, "parts/paragraphs.html");
	struct view *list = NULL;
	struct str rest = str_of(body), line;
	const char *text = NULL;

	while (next_line(&rest, &line)) {
		if (has_prefix(line, "- ")) {
			show_text(part, &text);
			if (!list)
				list = view_section(view_section(part, V_PARA), V_PARA_LIST);
			struct str item = without_prefix(line, 2);
			view_text(view_section(list, V_PARA_ITEM), V_PARA_ITEM_TEXT,
			    arena_strndup(rq->arena, item.p, item.n));
			continue;
		}
		list = NULL;
		if (line.n == 0) {
			show_text(part, &text);
		} else if (has_prefix(line, "## ")) {
			show_text(part, &text);
			struct str heading = without_prefix(line, 3);
			show_heading(part, arena_strndup(rq->arena, heading.p, heading.n), level);
		} else {
			text = add_line(rq->arena, text, line);
		}
	}
	show_text(part, &text);
}

const char *
paragraphs_first(struct arena *arena, const char *body, const char **ret_rest)
{
	struct str rest = str_of(body), line;
	const char *text = NULL;

	while (next_line(&rest, &line)) {
		if (line.n == 0 && text)
			break;
		if (line.n > 0)
			text = add_line(arena, text, line);
	}
	if (ret_rest)
		*ret_rest = arena_strndup(arena, rest.p ? rest.p : "", rest.n);
	return text ? text : "";
}
