#include "app/label_index.h"

#include "base/intern.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/words.h"

#define SCRATCH_MAX ((size_t)16 << 20)
#define OURS ""			/* the source of our own concepts */

struct label_index {
	struct arena *arena, *scratch;
	struct fold *fold;
	struct intern *terms[LANG__MAX], *stop[LANG__MAX];
	const struct concept_row *rows;	/* value of a term: place of its concept here, from 1 */
};

const char *
label_key(struct label_index *ix, const char *text, struct arena *arena)
{
	struct folded f;
	struct words words;
	char *key, *end;

	arena_reset(ix->scratch);
	fold_text(ix->fold, str_of(text), ix->scratch, &f);
	words_cut(&f, ix->scratch, &words);
	if (words.n == 0 || (words.n == 1 && words.items[0].n < 2))
		return "";
	/* A blank behind each word, none between Chinese characters. */
	key = end = arena_alloc(arena, 5 * f.n + 1);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *w = &words.items[i];

		if (w->han != 0) {
			end += utf8_encode(w->han, end);
			continue;
		}
		memcpy(end, w->text.p, w->text.n);
		end += w->text.n;
		*end++ = ' ';
	}
	*end = '\0';
	return key;
}

static void
add_term(struct label_index *ix, enum lang lang, const struct concept_row *row, struct str term)
{
	term = str_trim(term);
	if (term.n > 0 && term.p[0] == '?')
		term = str_trim((struct str){ term.p + 1, term.n - 1 });
	const char *key = label_key(ix, arena_strndup(ix->arena, term.p, term.n), ix->arena);

	if (*key == '\0')
		return;
	size_t *owner = intern_value(ix->terms[lang], intern_put(ix->terms[lang], str_of(key)));
	if (*owner == 0)
		*owner = (size_t)(row - ix->rows) + 1;
}

struct label_index *
label_index_new(struct arena *arena, const struct concept_rows *rows, const struct stop_words *stop)
{
	struct label_index *ix = arena_new_of(arena, struct label_index, 1);

	*ix = (struct label_index){ .arena = arena, .scratch = arena_new(SCRATCH_MAX), .fold = fold_new(),
		.rows = rows->items };
	for (int lang = 0; lang < LANG__MAX; lang++) {
		ix->terms[lang] = intern_new(arena, 32768);
		ix->stop[lang] = intern_new(arena, 1024);
		for (size_t i = 0; i < stop->n[lang]; i++)
			intern_put(ix->stop[lang], str_of(label_key(ix, stop->items[lang][i], arena)));
		for (size_t i = 0; i < rows->n && streq(rows->items[i].source, OURS); i++) {
			struct str rest = str_of(rows->items[i].terms[lang]), item;

			while (str_split(&rest, ';', &item))
				add_term(ix, (enum lang)lang, &rows->items[i], item);
		}
	}
	return ix;
}

void
label_index_free(struct label_index *ix)
{
	if (!ix)
		return;
	arena_free(ix->scratch);
	fold_free(ix->fold);
}

const struct concept_row *
label_owner(const struct label_index *ix, enum lang lang, const char *key)
{
	size_t owner = intern_get(ix->terms[lang], intern_find(ix->terms[lang], str_of(key)));

	return owner != 0 ? &ix->rows[owner - 1] : NULL;
}

bool
label_is_stop(const struct label_index *ix, enum lang lang, const char *key)
{
	return intern_find(ix->stop[lang], str_of(key)) != 0;
}

const char *
label_clean(const char *text, struct arena *arena)
{
	char *out = arena_strdup(arena, text);
	size_t n = utf8_drop_hidden(out, strlen(out)), kept = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)out[i];

		/* U+0080 to 9F too: control characters of two bytes. */
		if (c == 0xc2 && (unsigned char)out[i + 1] < 0xa0) {
			i++;
			c = ' ';
		}
		if (c <= ' ' || c == 0x7f)
			c = ' ';
		if (c == ' ' && (kept == 0 || out[kept - 1] == ' '))
			continue;
		if (c == '?' && kept == 0)
			continue;
		out[kept++] = c == ';' ? ',' : (char)c;
	}
	struct str s = utf8_trim((struct str){ out, kept });
	return arena_strndup(arena, s.p, s.n);
}
