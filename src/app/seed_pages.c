#include "app/seed.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "app/text_file.h"
#include "base/utf8.h"
#include "store/page_text.h"

#define PAGE_MAX       ((size_t)256 << 10)
#define TITLE_MAX      200
#define FOLDER_DEPTH   8

/* Note what is wrong with one file among many. */
static void
fail(struct seed *s, const char *path, int64_t line, const char *what)
{
	s->problems.file = path;
	problems_add(&s->problems, line, NULL, 0, "%s", what);
}

/* "regions/hebei.nl.md" into subject and language; false for another kind of file. */
static bool
read_name(struct arena *arena, const char *name, struct page_text *ret)
{
	size_t n = strlen(name);

	/* The end is ".nl.md": six bytes. */
	if (n <= 6 || !streq(name + n - 3, ".md") || name[n - 6] != '.')
		return false;
	if (!lang_parse((struct str){ name + n - 5, 2 }, &ret->lang))
		return false;
	ret->subject = arena_strndup(arena, name, n - 6);
	return true;
}

/* Title and body out of the text of a file. */
static bool
read_text(struct seed *s, const char *path, struct str text, struct page_text *ret)
{
	struct str line = { "", 0 };

	if (!str_split(&text, '\n', &line) || line.n < 3 || memcmp(line.p, "# ", 2) != 0) {
		fail(s, path, 1, "the first line is not \"# Title\"");
		return false;
	}
	line = str_trim((struct str){ line.p + 2, line.n - 2 });
	text = str_trim(text);
	ret->title = arena_strndup(s->arena, line.p, line.n);
	ret->body = arena_strndup(s->arena, text.p, text.n);
	if (utf8_length(ret->title) > TITLE_MAX) {
		fail(s, path, 1, "the title is too long");
		return false;
	}
	return true;
}

static enum err
put_file(struct seed *s, const char *path, const char *name)
{
	struct page_text page = { 0 };
	struct str text;
	bool changed = false;
	enum err e = OK;

	if (!read_name(s->arena, name, &page)) {
		fail(s, path, 0, "its name does not end in .nl.md, .en.md or .zh.md");
		return OK;
	}

	if (text_file_read(s->arena, &s->problems, path, PAGE_MAX, &text) &&
	    read_text(s, path, text, &page))
		e = page_text_put(s->db, &page, s->now, &changed);
	s->n++;
	s->n_changed += changed;
	return e;
}

/* Every file below DIR/pages/${folder}, in order of name; ${folder} is "" or ends in "/". */
static enum err
walk(struct seed *s, const char *folder, int depth)
{
	const char *dir = arena_printf(s->arena, "%s/pages/%s", s->dir, folder);
	struct dirent **entries = NULL;
	int n = scandir(dir, &entries, NULL, alphasort);
	enum err e = OK;

	if (n < 0 || depth == FOLDER_DEPTH) {
		fail(s, dir, 0, n < 0 ? strerror(errno) : "too deep");
		n = n < 0 ? 0 : n;
	}
	for (int i = 0; i < n; i++) {
		const char *name = arena_strdup(s->arena, entries[i]->d_name);
		const char *path = arena_printf(s->arena, "%s%s", dir, name);
		struct stat st;

		free(entries[i]);
		if (e != OK || depth == FOLDER_DEPTH || name[0] == '.')
			continue;
		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			e = walk(s, arena_printf(s->arena, "%s%s/", folder, name), depth + 1);
		else
			e = put_file(s, path, arena_printf(s->arena, "%s%s", folder, name));
	}
	free(entries);
	return e;
}

enum err
seed_pages(struct seed *s)
{
	s->problems = (struct problems){ .arena = s->arena };
	s->n = s->n_changed = 0;

	enum err e = walk(s, "", 0);
	return e == OK && s->problems.total > 0 ? ERR_BAD_INPUT : e;
}
