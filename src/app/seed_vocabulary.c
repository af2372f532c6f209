#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "app/seed.h"
#include "app/text_file.h"
#include "base/intern.h"
#include "domain/vocabulary.h"
#include "store/taxonomy.h"
#include "store/vocabulary.h"

#define FILE_MAX ((size_t)2 << 20)
#define CODE_MAX 48
#define TERM_MAX 80
#define STOP_FILE "stop.txt"

enum key { KEY_IN, KEY_NL, KEY_EN, KEY_ZH, KEY_BROADER, KEY_RELATED, KEY__MAX };
static const char *const keys[KEY__MAX] = { "in", "nl", "en", "zh", "broader", "related" };

/* One concept as it is read. */
struct block {
	const char *file, *code;
	int64_t line;			/* of the code */
	const char *values[KEY__MAX];	/* NULL: not there */
	int64_t lines[KEY__MAX];
	struct block *next;
};
struct reading {
	struct seed *seed;
	struct taxonomy *taxonomy;
	struct block *first, **last;
	size_t n;
	struct intern *codes;
	const char **stop[LANG__MAX];
	size_t n_stop[LANG__MAX];
	struct intern *stop_words;	/* "nl:installatie" */
	const char *file;
	int64_t line;
};

static const char *
copy(struct reading *r, struct str s)
{
	return arena_strndup(r->seed->arena, s.p, s.n);
}

static void
fail(struct reading *r, const char *file, int64_t line, const char *what, struct str value)
{
	r->seed->problems.file = file;
	problems_add(&r->seed->problems, line, NULL, 0, "%s %s",
	    problems_quote(&r->seed->problems, copy(r, value)), what);
}

/* ---- Lines ---- */

static bool
is_code(struct str s)
{
	if (s.n == 0 || s.n > CODE_MAX || s.p[0] == '-' || s.p[s.n - 1] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') ||
		    s.p[i] == '-'))
			return false;
	return true;
}

static void
begin_block(struct reading *r, struct str code)
{
	if (!is_code(code))
		fail(r, r->file, r->line, "is no code: small letters, digits and hyphens, at most 48", code);
	/* The block is read all the same, so that its lines are not taken for those of the one before. */
	if (intern_find(r->codes, code) != 0)
		fail(r, r->file, r->line, "is there already", code);
	struct block *b = arena_new_of(r->seed->arena, struct block, 1);

	*b = (struct block){ .file = r->file, .code = copy(r, code), .line = r->line };
	intern_put(r->codes, code);
	*r->last = b;
	r->last = &b->next;
	r->n++;
}

static struct block *
current(struct reading *r)
{
	return r->n == 0 ? NULL : (struct block *)((char *)r->last - offsetof(struct block, next));
}

static void
add_value(struct reading *r, struct str line)
{
	struct block *b = current(r);
	struct str key, value = line;

	if (!b || b->file != r->file || !str_split(&value, ':', &key) || value.n == 0) {
		fail(r, r->file, r->line, "is neither \"[code]\" nor \"key: value\"", line);
		return;
	}
	for (int k = 0; k < KEY__MAX; k++) {
		if (!str_eq(key, str_of(keys[k])))
			continue;
		if (b->values[k])
			fail(r, r->file, r->line, "comes twice", key);
		b->values[k] = copy(r, str_trim(value));
		b->lines[k] = r->line;
		return;
	}
	fail(r, r->file, r->line, "is none of in, nl, en, zh, broader, related", key);
}

static void
add_stop_words(struct reading *r, struct str line)
{
	struct str code, rest = line, item;
	enum lang lang;

	if (!str_split(&rest, ':', &code) || !lang_parse(code, &lang)) {
		fail(r, r->file, r->line, "does not begin with \"nl:\", \"en:\" or \"zh:\"", line);
		return;
	}
	const char **more = arena_new_of(r->seed->arena, const char *, r->n_stop[lang] + rest.n);
	if (r->n_stop[lang] > 0)
		memcpy(more, r->stop[lang], r->n_stop[lang] * sizeof(*more));
	r->stop[lang] = more;
	while (str_split(&rest, ';', &item)) {
		item = str_trim(item);
		if (item.n == 0)
			continue;
		const char *key = arena_printf(r->seed->arena, "%s:%.*s", lang_code(lang), (int)item.n, item.p);
		if (intern_find(r->stop_words, str_of(key)) != 0)
			fail(r, r->file, r->line, "is there already", item);
		intern_put(r->stop_words, str_of(key));
		more[r->n_stop[lang]++] = copy(r, item);
	}
}

static void
read_file(struct reading *r, const char *name)
{
	const char *path = arena_printf(r->seed->arena, "%s/vocabulary/%s", r->seed->dir, name);
	struct str text, line;

	if (!text_file_read(r->seed->arena, &r->seed->problems, path, FILE_MAX, &text))
		return;
	r->file = path;
	for (r->line = 1; str_split(&text, '\n', &line); r->line++) {
		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (streq(name, STOP_FILE))
			add_stop_words(r, line);
		else if (line.p[0] == '[' && line.p[line.n - 1] == ']')
			begin_block(r, (struct str){ line.p + 1, line.n - 2 });
		else
			add_value(r, line);
	}
}

/* ---- Blocks ---- */

static void
check_sectors(struct reading *r, const struct block *b)
{
	struct str rest = str_of(b->values[KEY_IN]), item;
	size_t n = 0;

	while (str_split(&rest, ' ', &item)) {
		if (sector_find(r->taxonomy, copy(r, item)) < 0)
			fail(r, b->file, b->lines[KEY_IN], "is no code of a sector", item);
		n++;
	}
	if (n > CONCEPT_SECTORS_MAX)
		fail(r, b->file, b->lines[KEY_IN], "are more than four sectors", str_of(b->values[KEY_IN]));
}

static void
check_links(struct reading *r, const struct block *b, enum key key)
{
	struct str rest, item;

	if (!b->values[key])
		return;
	rest = str_of(b->values[key]);
	while (str_split(&rest, ' ', &item)) {
		if (intern_find(r->codes, item) == 0)
			fail(r, b->file, b->lines[key], "is no concept", item);
		else if (str_eq(item, str_of(b->code)))
			fail(r, b->file, b->lines[key], "is the concept itself", item);
	}
}

static void
check_terms(struct reading *r, const struct block *b, enum lang lang, enum key key)
{
	struct str rest = str_of(b->values[key]), item;

	while (str_split(&rest, ';', &item)) {
		item = str_trim(item);
		if (item.n > 0 && item.p[0] == '?')
			item = str_trim((struct str){ item.p + 1, item.n - 1 });
		const char *stop = arena_printf(r->seed->arena, "%s:%.*s", lang_code(lang), (int)item.n, item.p);
		if (item.n == 0)
			fail(r, b->file, b->lines[key], "has an empty term", str_of(b->values[key]));
		else if (item.n > TERM_MAX)
			fail(r, b->file, b->lines[key], "is longer than 80 bytes", item);
		else if (intern_find(r->stop_words, str_of(stop)) != 0)
			fail(r, b->file, b->lines[key], "says nothing: it is in " STOP_FILE, item);
	}
}

static void
check_block(struct reading *r, const struct block *b)
{
	for (enum key k = KEY_IN; k <= KEY_ZH; k++) {
		if (!b->values[k] || !*b->values[k]) {
			fail(r, b->file, b->line, k == KEY_IN ? "has no \"in:\"" :
			    k == KEY_NL ? "has no \"nl:\"" : k == KEY_EN ? "has no \"en:\"" :
							     "has no \"zh:\"",
			    str_of(b->code));
			return;
		}
	}
	check_sectors(r, b);
	check_terms(r, b, LANG_NL, KEY_NL);
	check_terms(r, b, LANG_EN, KEY_EN);
	check_terms(r, b, LANG_ZH, KEY_ZH);
	check_links(r, b, KEY_BROADER);
	check_links(r, b, KEY_RELATED);
}

/* ---- All of it ---- */

static int
is_text(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return d->d_name[0] != '.' && n > 4 && streq(d->d_name + n - 4, ".txt");
}

static void
read_folder(struct reading *r)
{
	const char *dir = arena_printf(r->seed->arena, "%s/vocabulary", r->seed->dir);
	struct dirent **entries = NULL;
	int n = scandir(dir, &entries, is_text, alphasort);

	if (n < 0) {
		r->seed->problems.file = dir;
		problems_add(&r->seed->problems, 0, NULL, 0, "%s", strerror(errno));
		return;
	}
	for (int i = 0; i < n; i++) {
		read_file(r, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
}

static const char *
or_nothing(const char *text)
{
	return text ? text : "";
}

static enum err
put_all(struct reading *r)
{
	struct seed *s = r->seed;
	const char **codes = arena_new_of(s->arena, const char *, r->n);
	size_t n = 0, deleted = 0;
	bool other_stop = false;	/* the stop words are no concepts: they do not count */
	enum err e = OK;

	for (const struct block *b = r->first; b && e == OK; b = b->next) {
		const struct concept_row row = { .code = b->code, .source = "", .sectors = b->values[KEY_IN],
			.terms = { b->values[KEY_NL], b->values[KEY_EN], b->values[KEY_ZH] },
			.broader = or_nothing(b->values[KEY_BROADER]),
			.related = or_nothing(b->values[KEY_RELATED]) };
		bool changed = false;

		e = concept_put(s->db, &row, &changed);
		if (e == ERR_CONFLICT) {
			fail(r, b->file, b->line, "is the code of an imported concept", str_of(b->code));
			return ERR_BAD_INPUT;
		}
		s->n_changed += changed;
		codes[n++] = b->code;
	}
	if (e == OK)
		e = concept_keep(s->db, "", codes, n, s->arena, &deleted);
	for (int lang = 0; lang < LANG__MAX && e == OK; lang++) {
		bool changed = false;

		e = stop_words_put(s->db, (enum lang)lang, (const char *const *)r->stop[lang],
		    r->n_stop[lang], &changed);
		other_stop |= changed;
	}
	s->n = n;
	bool changed = s->n_changed + deleted > 0 || other_stop;
	return e == OK && changed ? vocabulary_stamp(s->db) : e;
}

enum err
seed_vocabulary(struct seed *s)
{
	struct reading r = { .seed = s, .codes = intern_new(s->arena, 4096),
		.stop_words = intern_new(s->arena, 1024) };
	enum err e = taxonomy_load(s->db, &r.taxonomy);

	s->problems = (struct problems){ .arena = s->arena, .file = s->dir };
	s->n = s->n_changed = 0;
	if (e != OK)
		return e;
	r.last = &r.first;
	read_folder(&r);
	for (const struct block *b = r.first; b; b = b->next)
		check_block(&r, b);
	e = s->problems.total > 0 ? ERR_BAD_INPUT : put_all(&r);
	taxonomy_free(r.taxonomy);
	return e;
}
