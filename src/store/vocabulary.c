#include "store/vocabulary.h"

#include "base/hash.h"
#include "base/intern.h"
#include "base/log.h"
#include "store/rows.h"
#include "store/setting.h"

#define LOAD_ARENA_MAX ((size_t)256 << 20)

static const char version_name[] = "vocabulary";

static enum err
concept_source(struct db *db, const char *code, struct arena *arena, const char **ret_source)
{
	STMT_AUTO s = db_stmt(db, STMT_CONCEPT_SOURCE);
	bool row;

	stmt_bind_text(s, ":code", code);
	enum err e = stmt_step(s, &row);
	if (e == OK)
		*ret_source = row ? stmt_text(s, 0, arena) : NULL;
	return e;
}

enum err
concept_put(struct db *db, const struct concept_row *row, bool *ret_changed)
{
	struct arena *arena = arena_new(1024);
	const char *source = NULL;
	enum err e = concept_source(db, row->code, arena, &source);
	bool other = e == OK && source && !streq(source, row->source);

	arena_free(arena);
	if (e != OK || other)
		return e != OK ? e : ERR_CONFLICT;

	STMT_AUTO s = db_stmt(db, STMT_CONCEPT_PUT);
	const struct texts terms = { { row->terms[LANG_NL], row->terms[LANG_EN], row->terms[LANG_ZH] } };

	stmt_bind_text(s, ":code", row->code);
	stmt_bind_text(s, ":source", row->source);
	stmt_bind_text(s, ":sectors", row->sectors);
	bind_texts(s, "terms", &terms);
	stmt_bind_text(s, ":broader", row->broader);
	stmt_bind_text(s, ":related", row->related);
	return exec_changed(s, ret_changed);
}

enum err
concept_list(struct db *db, struct arena *arena, struct concept_rows *ret_rows)
{
	STMT_AUTO s = db_stmt(db, STMT_CONCEPT_LIST);
	struct concept_rows rows = { 0 };
	size_t cap = 0;
	enum err e;

	while (rows_next(s, &e)) {
		rows.items = arena_grow(arena, rows.items, rows.n, &cap, sizeof(*rows.items));
		rows.items[rows.n++] = (struct concept_row){
			.code = stmt_text(s, 0, arena),
			.source = stmt_text(s, 1, arena),
			.sectors = stmt_text(s, 2, arena),
			.terms = { stmt_text(s, 3, arena), stmt_text(s, 4, arena),
				stmt_text(s, 5, arena) },
			.broader = stmt_text(s, 6, arena),
			.related = stmt_text(s, 7, arena),
		};
	}
	if (e != OK)
		return e;
	*ret_rows = rows;
	return OK;
}

enum err
concept_keep(struct db *db, const char *source, const char *const *codes, size_t n,
    struct arena *arena, size_t *ret_deleted)
{
	struct intern *kept = intern_new(arena, n);
	struct concept_rows rows = { 0 };
	enum err e = concept_list(db, arena, &rows);

	for (size_t i = 0; i < n; i++)
		intern_put(kept, str_of(codes[i]));
	*ret_deleted = 0;
	for (size_t i = 0; i < rows.n && e == OK; i++) {
		if (!streq(rows.items[i].source, source) || intern_find(kept, str_of(rows.items[i].code)))
			continue;
		STMT_AUTO s = db_stmt(db, STMT_CONCEPT_DELETE);

		stmt_bind_text(s, ":code", rows.items[i].code);
		e = stmt_exec(s);
		++*ret_deleted;
	}
	return e;
}

/* ---- Words that say nothing ---- */

static enum err
stop_count(struct db *db, enum lang lang, int64_t *ret_n)
{
	STMT_AUTO s = db_stmt(db, STMT_STOP_WORD_COUNT);
	bool row;

	stmt_bind_text(s, ":lang", lang_code(lang));
	enum err e = stmt_step(s, &row);
	if (e == OK)
		*ret_n = stmt_int(s, 0);
	return e;
}

static enum err
stop_insert(struct db *db, enum lang lang, const char *word, bool *ret_new)
{
	STMT_AUTO s = db_stmt(db, STMT_STOP_WORD_INSERT);

	stmt_bind_text(s, ":lang", lang_code(lang));
	stmt_bind_text(s, ":word", word);
	return exec_changed(s, ret_new);
}

static enum err
stop_delete(struct db *db, enum lang lang)
{
	STMT_AUTO s = db_stmt(db, STMT_STOP_WORD_DELETE);

	stmt_bind_text(s, ":lang", lang_code(lang));
	return stmt_exec(s);
}

/* Insert all; ${ret_new} is how many were not there. */
static enum err
stop_insert_all(struct db *db, enum lang lang, const char *const *words, size_t n, int64_t *ret_new)
{
	enum err e = OK;

	*ret_new = 0;
	for (size_t i = 0; i < n && e == OK; i++) {
		bool new = false;

		e = stop_insert(db, lang, words[i], &new);
		*ret_new += new;
	}
	return e;
}

enum err
stop_words_put(struct db *db, enum lang lang, const char *const *words, size_t n, bool *ret_changed)
{
	int64_t before, after, new;
	enum err e = stop_count(db, lang, &before);

	if (e == OK)
		e = stop_insert_all(db, lang, words, n, &new);
	if (e == OK)
		e = stop_count(db, lang, &after);
	if (e != OK)
		return e;
	*ret_changed = new > 0;
	/* Some that are there are not in the list, unless it says one twice. */
	if (after == (int64_t)n)
		return OK;
	e = stop_delete(db, lang);
	if (e == OK)
		e = stop_insert_all(db, lang, words, n, &new);
	*ret_changed |= new != after;
	return e;
}

enum err
stop_words_list(struct db *db, struct arena *arena, struct stop_words *words)
{
	STMT_AUTO s = db_stmt(db, STMT_STOP_WORD_LIST);
	size_t cap[LANG__MAX] = { 0 };

	*words = (struct stop_words){ 0 };

	enum err e;

	while (rows_next(s, &e)) {
		enum lang lang;

		if (!lang_parse(str_of(stmt_peek(s, 0)), &lang))
			continue;
		words->items[lang] = arena_grow(arena, words->items[lang], words->n[lang],
		    &cap[lang], sizeof(*words->items[lang]));
		words->items[lang][words->n[lang]++] = stmt_text(s, 1, arena);
	}
	return e;
}

/* ---- Version ---- */

enum err
vocabulary_stamp(struct db *db)
{
	struct arena *arena = arena_new(LOAD_ARENA_MAX);
	struct stop_words stop = { 0 };
	struct concept_rows rows = { 0 };
	uint64_t h = HASH_START;
	enum err e = concept_list(db, arena, &rows);

	/* Nobody could load them. */
	if (e == OK && rows.n > CONCEPTS_MAX) {
		log_event(LOG_ERROR, "vocabulary", "concepts=%zu at_most=%d", rows.n, CONCEPTS_MAX);
		e = ERR_CONFLICT;
	}
	if (e == OK)
		e = stop_words_list(db, arena, &stop);
	for (size_t i = 0; i < rows.n; i++) {
		const struct concept_row *r = &rows.items[i];
		const char *texts[] = { r->code, r->sectors, r->terms[0], r->terms[1], r->terms[2],
			r->broader, r->related };

		for (size_t k = 0; k < countof(texts); k++)
			h = hash_text(h, texts[k]);
	}
	for (int lang = 0; lang < LANG__MAX; lang++)
		for (size_t i = 0; i < stop.n[lang]; i++)
			h = hash_text(h, stop.items[lang][i]);
	arena_free(arena);
	return e == OK ? setting_put(db, version_name, (int64_t)(h >> 1)) : e;
}

enum err
vocabulary_version(struct db *db, int64_t *ret_version)
{
	return setting_get(db, version_name, 0, ret_version);
}

/* ---- Loading ---- */

struct loading {
	struct vocabulary *v;
	const struct taxonomy *taxonomy;
	struct arena *arena;		/* of the loading alone */
	struct intern *codes;		/* number of a code - 1 is its concept */
	struct tagger_term *terms;
	size_t n_terms, cap_terms;
	struct concept_link *links;
	size_t n_links, cap_links;
	uint16_t *fields;
};

static void
add_terms(struct loading *l, uint32_t concept, enum lang lang, const char *terms)
{
	struct str rest = str_of(terms), item;
	bool first = true;

	while (str_split(&rest, ';', &item)) {
		bool ambiguous;

		item = str_trim(item);
		ambiguous = item.n > 0 && item.p[0] == '?';
		if (ambiguous)
			item = str_trim((struct str){ item.p + 1, item.n - 1 });
		if (item.n == 0)
			continue;
		const char *text = arena_strndup(first ? l->v->arena : l->arena, item.p, item.n);
		if (first)
			l->v->concepts[concept].label.in[lang] = text;
		first = false;
		l->terms = arena_grow(l->arena, l->terms, l->n_terms, &l->cap_terms, sizeof(*l->terms));
		l->terms[l->n_terms++] = (struct tagger_term){ text, lang, concept, ambiguous };
	}
}

/* Bits of the tagger's fields: the top-level sectors in their order. */
static uint16_t
field_of(const struct taxonomy *t, int sector)
{
	int top = sector_top(t, sector);
	uint16_t field = 1;

	for (int i = 0; i < top; i++)
		if (t->sectors[i].parent < 0)
			field = (uint16_t)(field << 1U);
	return field;
}

static void
add_sectors(struct loading *l, uint32_t concept, const char *sectors)
{
	struct concept *c = &l->v->concepts[concept];
	struct str rest = str_of(sectors), item;

	while (str_split(&rest, ' ', &item) && c->n_sectors < CONCEPT_SECTORS_MAX) {
		int sector = item.n == 0 ? -1 :
			sector_find(l->taxonomy, arena_strndup(l->arena, item.p, item.n));

		if (sector < 0)
			continue;
		c->sectors[c->n_sectors++] = (int16_t)sector;
		l->fields[concept] |= field_of(l->taxonomy, sector);
	}
}

static void
add_links(struct loading *l, uint32_t concept, const char *codes, enum concept_relation kind)
{
	struct str rest = str_of(codes), item;

	while (str_split(&rest, ' ', &item)) {
		uint32_t other = intern_find(l->codes, item);

		if (other == 0 || other - 1 == concept)
			continue;
		l->links = arena_grow(l->arena, l->links, l->n_links, &l->cap_links, sizeof(*l->links));
		l->links[l->n_links++] =
		    (struct concept_link){ (uint16_t)concept, (uint16_t)(other - 1), kind };
	}
}

static void
build(struct loading *l, const struct concept_rows *rows, const struct stop_words *stop)
{
	struct vocabulary *v = l->v;
	struct tagger_vocabulary t = { .n_concepts = rows->n };

	v->n = rows->n;
	v->concepts = arena_new_of(v->arena, struct concept, v->n);
	l->fields = arena_new_of(l->arena, uint16_t, v->n);
	for (size_t i = 0; i < v->n; i++)
		intern_put(l->codes, str_of(rows->items[i].code));
	for (uint32_t i = 0; i < v->n; i++) {
		const struct concept_row *r = &rows->items[i];

		v->concepts[i].code = arena_strdup(v->arena, r->code);
		for (int lang = 0; lang < LANG__MAX; lang++) {
			v->concepts[i].label.in[lang] = "";
			add_terms(l, i, (enum lang)lang, r->terms[lang]);
		}
		add_sectors(l, i, r->sectors);
		add_links(l, i, r->broader, CONCEPT_BROADER);
		add_links(l, i, r->related, CONCEPT_RELATED);
	}
	vocabulary_weigh(v, l->links, l->n_links);
	t.terms = l->terms;
	t.n_terms = l->n_terms;
	t.fields = l->fields;
	for (int lang = 0; lang < LANG__MAX; lang++) {
		t.stop[lang] = (const char *const *)stop->items[lang];
		t.n_stop[lang] = stop->n[lang];
	}
	v->tagger = tagger_new(&t);
}

enum err
vocabulary_load(struct db *db, const struct taxonomy *taxonomy, struct vocabulary **ret_vocabulary)
{
	struct arena *own = arena_new(LOAD_ARENA_MAX);
	struct loading l = { .v = arena_new_of(own, struct vocabulary, 1), .taxonomy = taxonomy,
		.arena = arena_new(LOAD_ARENA_MAX) };
	struct stop_words stop = { 0 };
	struct concept_rows rows = { 0 };
	enum err e = vocabulary_version(db, &l.v->version);

	if (e == OK)
		e = concept_list(db, l.arena, &rows);
	if (e == OK)
		e = stop_words_list(db, l.arena, &stop);
	if (e == OK && rows.n > CONCEPTS_MAX)
		BUG("more than %d concepts", CONCEPTS_MAX);
	l.v->arena = own;
	if (e == OK) {
		l.codes = intern_new(l.arena, rows.n);
		build(&l, &rows, &stop);
		*ret_vocabulary = l.v;
	} else {
		arena_free(own);
	}
	arena_free(l.arena);
	return e;
}
