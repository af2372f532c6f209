#include "app/cmd.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>

#include "app/command.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "store/db.h"
#include "store/taxonomy.h"
#include "store/vocabulary.h"
#include "text/lang_guess.h"

#define USAGE         "suggest [--lang nl|en|zh] [--limit N] < TEXT"
#define TEXT_MAX      ((size_t)1 << 20)
#define ARENA_MAX     ((size_t)512 << 20)

struct suggest {
	struct db *db;
	struct arena *arena;
	struct taxonomy *taxonomy;
	struct vocabulary *vocabulary;
	enum lang lang;
	size_t limit;
	const char *text;
};

/* All of standard input, or NULL, and said why. */
static const char *
read_text(struct arena *arena)
{
	struct buf in;
	char block[8192];
	const char *text = NULL;
	size_t n;

	buf_init(&in, TEXT_MAX);
	while ((n = fread(block, 1, sizeof(block), stdin)) > 0)
		buf_add(&in, block, n);
	if (ferror(stdin))
		command_fail("standard input cannot be read: %s", strerror(errno));
	else if (in.over)
		command_fail("the text is longer than %zu bytes", TEXT_MAX);
	else if (!utf8_valid((struct str){ in.p, in.n }) || (in.n > 0 && memchr(in.p, '\0', in.n)))
		command_fail("the text is not UTF-8, or has a NUL byte in it");
	else
		text = arena_strndup(arena, in.p ? in.p : "", in.n);
	buf_done(&in);
	return text;
}

/* "water.sludge	slibdroging, slib": the words as the text has them. */
static void
print_guess(const struct suggest *s, const struct sector_guess *g, const struct tag_list *tags)
{
	printf("%s\t", s->taxonomy->sectors[g->sector].code);
	for (int k = 0; k < g->n_concepts; k++) {
		for (size_t i = 0; i < tags->n; i++) {
			const struct tag *t = &tags->items[i];

			if (t->concept != g->concepts[k])
				continue;
			printf("%s%.*s", k > 0 ? ", " : "", (int)(t->end - t->begin), s->text + t->begin);
			break;
		}
	}
	putchar('\n');
}

/* What one reading of the text gives. */
struct reading {
	struct tag_list tags;
	struct concept_set set;
	struct sector_guess guesses[SECTOR_GUESSES_MAX];
	size_t n;
	int points;
};

static void
read_as(const struct suggest *s, enum lang lang, struct reading *r)
{
	*r = (struct reading){ 0 };
	tagger_find(s->vocabulary->tagger, lang, s->text, s->arena, &r->tags);
	concepts_add(s->vocabulary, &r->tags, s->arena, &r->set);
	r->n = sectors_guess(s->vocabulary, s->taxonomy, &r->set, r->guesses);
	for (size_t i = 0; i < r->n; i++)
		r->points += r->guesses[i].points;
}

/* Few words often do not tell whether they are Dutch or English: then what says more counts. */
static void
print_all(const struct suggest *s, bool sure)
{
	struct reading r, other;

	read_as(s, s->lang, &r);
	if (!sure) {
		read_as(s, s->lang == LANG_NL ? LANG_EN : LANG_NL, &other);
		if (other.points > r.points)
			r = other;
	}
	for (size_t i = 0; i < r.n && i < s->limit; i++)
		print_guess(s, &r.guesses[i], &r.tags);
}

static int
run(struct suggest *s, bool has_lang)
{
	s->text = read_text(s->arena);
	if (!s->text)
		return EXIT_REFUSED;
	bool sure = has_lang;
	if (!has_lang)
		s->lang = lang_guess(s->text, &sure);

	enum err e = taxonomy_load(s->db, &s->taxonomy);
	if (e == OK)
		e = vocabulary_load(s->db, s->taxonomy, &s->vocabulary);
	if (e == OK)
		print_all(s, sure);
	vocabulary_free(s->vocabulary);
	taxonomy_free(s->taxonomy);
	return e == OK ? EXIT_DONE : command_failed("suggest", e);
}

int
cmd_suggest(struct config *config, int argc, char **argv)
{
	static const struct option options[] = {
		{ "lang", required_argument, NULL, 'l' },
		{ "limit", required_argument, NULL, 'n' },
		{ NULL, 0, NULL, 0 },
	};
	struct suggest s = { .limit = SECTOR_GUESSES_MAX };
	bool has_lang = false, ok = true;
	int64_t limit;
	int c;

	optind = 0;
	while (ok && (c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'l')
			ok = has_lang = lang_parse(str_of(optarg), &s.lang);
		else if (c == 'n' && (ok = str_int(str_of(optarg), 1, 100, &limit)))
			s.limit = (size_t)limit;
		else
			ok = ok && c == 'n';
	}
	if (!ok || optind != argc)
		return command_usage(USAGE);

	int status = command_open(config, false, &s.db);
	if (status != EXIT_DONE)
		return status;
	s.arena = arena_new(ARENA_MAX);
	status = run(&s, has_lang);
	arena_free(s.arena);
	command_close(s.db);
	return status;
}
