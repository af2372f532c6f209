#include "app/import_vocabulary.h"

#include <stdlib.h>

#include "app/label_index.h"
#include "app/skos.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/intern.h"
#include "store/db.h"

#define CODE_MAX 48
#define TERM_MAX 120		/* bytes: nobody writes more words in a row as a term says them */
#define TEXT_MAX ((size_t)64 << 20)

/* One concept of the source: as it was, and as it will be. */
struct item {
	const char *code;
	const struct concept_row *old;		/* NULL: new */
	const struct skos_concept *from;	/* NULL: the file does not name it */
	const char *sectors, *terms[LANG__MAX], *broader, *related;
	bool is_kept;				/* it has a label */
};
struct link {
	uint32_t concept, other;
	enum concept_relation kind;
};
struct merge {
	struct vocabulary_import *im;
	struct arena *arena;
	struct skos skos;
	struct concept_rows rows;
	struct stop_words stop;
	struct label_index *labels;
	struct item *items;		/* first those that were there */
	size_t n_items;
	struct intern *codes;		/* number of a code - 1 is its item */
	uint32_t *item_of;		/* of each thing of the file, from 1; 0: none */
	struct link *links;
	size_t n_links;
	struct buf text;
};

static void
fail(struct merge *m, int64_t line, const char *what, const char *value)
{
	problems_add(&m->im->problems, line, NULL, 0, "%s%s", what, value);
}

/* ---- Names ---- */

bool
vocabulary_source_valid(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n <= SOURCE_MAX && name[0] != '-' && name[n - 1] != '-' &&
	    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

/* Small letters, and "-" for what is no letter or digit; without any at the ends. */
static const char *
as_code(struct arena *arena, struct str s)
{
	char *out = arena_strndup(arena, s.p, s.n);
	size_t n = s.n;

	for (size_t i = 0; i < n; i++) {
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] - 'A' + 'a');
		else if (!((out[i] >= 'a' && out[i] <= 'z') || (out[i] >= '0' && out[i] <= '9')))
			out[i] = '-';
	}
	while (n > 0 && out[n - 1] == '-')
		out[--n] = '\0';
	return out + strspn(out, "-");
}

/* Bytes of an address up to its last segment. */
static size_t
stem_length(const char *uri)
{
	size_t n = strlen(uri);

	while (n > 0 && uri[n - 1] != '/' && uri[n - 1] != '#')
		n--;
	return n;
}

/* "gemet-245"; what is too long or has no Latin letters is told apart by a hash. */
static const char *
code_of(struct merge *m, const char *uri)
{
	const char *last = as_code(m->arena, str_of(uri + stem_length(uri)));

	if (*last != '\0' && strlen(m->im->source) + 1 + strlen(last) <= CODE_MAX)
		return arena_printf(m->arena, "%s-%s", m->im->source, last);
	uint32_t h = (uint32_t)hash_text(HASH_START, uri);
	size_t room = CODE_MAX - strlen(m->im->source) - 2 - 8;
	return arena_printf(m->arena, "%s-%.*s%s%08x", m->im->source, (int)room, last, *last ? "-" : "", h);
}

/* "gemet", else the name of the host: "fao" of aims.fao.org. */
static const char *
source_of(struct arena *arena, const char *uri)
{
	const char *host = strstr(uri, "://");
	struct str item, last = { "", 0 }, before = { "", 0 };

	if (strstr(uri, "/gemet/"))
		return "gemet";
	if (!host)
		return "";
	struct str rest = { host + 3, strcspn(host + 3, "/?#:") };
	while (str_split(&rest, '.', &item)) {
		before = last;
		last = item;
	}
	return as_code(arena, before.n > 0 ? before : last);
}

static void
choose_source(struct merge *m)
{
	const struct skos *s = &m->skos;

	for (size_t i = 0; i < s->n && !m->im->source; i++)
		if (s->concepts[i].is_concept)
			m->im->source = source_of(m->arena, s->concepts[i].uri);
	if (!vocabulary_source_valid(m->im->source))
		fail(m, 0, "its addresses do not say whose it is: give --source NAME", "");
}

/* ---- Concepts ---- */

static void
add_item(struct merge *m, struct item item)
{
	intern_put(m->codes, str_of(item.code));
	m->items[m->n_items++] = item;
}

static void
add_old(struct merge *m)
{
	for (size_t i = 0; i < m->rows.n; i++) {
		const struct concept_row *r = &m->rows.items[i];

		if (streq(r->source, m->im->source))
			add_item(m, (struct item){ .code = r->code, .old = r, .sectors = r->sectors,
			    .terms = { r->terms[0], r->terms[1], r->terms[2] } });
	}
}

static void
add_new(struct merge *m)
{
	for (size_t i = 0; i < m->skos.n; i++) {
		const struct skos_concept *c = &m->skos.concepts[i];

		if (!c->is_concept)
			continue;
		const char *code = code_of(m, c->uri);
		uint32_t number = intern_find(m->codes, str_of(code));

		if (number == 0) {
			add_item(m, (struct item){ .code = code, .sectors = "", .terms = { "", "", "" } });
			number = (uint32_t)m->n_items;
		}
		struct item *item = &m->items[number - 1];
		if (item->from)
			fail(m, c->line, arena_printf(m->arena, "\"%s\" would have the code of \"%s\": ", c->uri,
			    item->from->uri), code);
		item->from = c;
		m->item_of[i] = number;
	}
}

/* ---- Labels ---- */

/* Whether ${l} is a term to keep; one of ours gives its sectors to the concept that it is preferred for. */
static bool
take_label(struct merge *m, struct item *item, const struct skos_label *l, struct intern *seen,
    const char **ret_text)
{
	const char *text = label_clean(l->text, m->arena);
	const char *key = label_key(m->labels, text, m->arena);

	if (*key == '\0' || label_is_stop(m->labels, l->lang, key))
		return false;
	const struct concept_row *owner = label_owner(m->labels, l->lang, key);
	if (owner && l->preferred && *item->sectors == '\0')
		item->sectors = owner->sectors;
	if (owner || strlen(text) > TERM_MAX || intern_find(seen, str_of(key)) != 0)
		return false;
	intern_put(seen, str_of(key));
	*ret_text = text;
	return true;
}

/* The labels of one language, preferred ones first; as it was if the file has none. */
static void
merge_labels(struct merge *m, struct item *item, enum lang lang)
{
	struct intern *seen = NULL;
	const char *text;

	buf_clear(&m->text);
	for (int preferred = 1; preferred >= 0; preferred--) {
		for (const struct skos_label *l = item->from->labels; l; l = l->next) {
			if (l->lang != lang || l->preferred != (preferred == 1))
				continue;
			if (!seen)
				seen = intern_new(m->arena, 4);
			if (!take_label(m, item, l, seen, &text))
				continue;
			buf_puts(&m->text, m->text.n > 0 ? "; " : "");
			buf_puts(&m->text, text);
			m->im->n_labels++;
		}
	}
	if (seen)
		item->terms[lang] = arena_strdup(m->arena, m->text.p);
}

static size_t
count_terms(const char *const terms[static LANG__MAX])
{
	size_t n = 0;

	for (int lang = 0; lang < LANG__MAX; lang++) {
		n += *terms[lang] != '\0';
		for (const char *p = terms[lang]; *p != '\0'; p++)
			n += *p == ';';
	}
	return n;
}

static void
merge_all_labels(struct merge *m)
{
	size_t concepts = 0, terms = 0;

	for (size_t i = 0; i < m->n_items; i++) {
		struct item *item = &m->items[i];

		for (int lang = 0; lang < LANG__MAX && item->from; lang++)
			merge_labels(m, item, (enum lang)lang);
		size_t n = count_terms(item->terms);
		item->is_kept = n > 0;
		concepts += n > 0;
		terms += n;
		m->im->n_concepts += n > 0 && item->from;
	}
	for (size_t i = 0; i < m->rows.n; i++) {
		if (streq(m->rows.items[i].source, m->im->source))
			continue;
		concepts++;
		terms += count_terms(m->rows.items[i].terms);
	}
	if (concepts > CONCEPTS_MAX)
		fail(m, 0, arena_printf(m->arena, "the vocabulary would have %zu concepts, at most %d", concepts,
		    CONCEPTS_MAX), "");
	if (terms > VOCABULARY_LABELS_MAX)
		fail(m, 0, arena_printf(m->arena, "the vocabulary would have %zu terms, at most %d", terms,
		    VOCABULARY_LABELS_MAX), "");
}

/* ---- Relations ---- */

static void
add_link(struct merge *m, uint32_t concept, uint32_t other, enum concept_relation kind)
{
	if (concept != 0 && other != 0 && concept != other && m->items[concept - 1].is_kept &&
	    m->items[other - 1].is_kept)
		m->links[m->n_links++] = (struct link){ concept - 1, other - 1, kind };
}

/* The item of a thing of the file that ${other} is related to: one that an earlier file brought has no labels in this one. */
static uint32_t
find_item(struct merge *m, uint32_t thing, uint32_t other)
{
	const struct skos_concept *c = &m->skos.concepts[thing], *o = &m->skos.concepts[other];
	size_t n = stem_length(c->uri);

	if (m->item_of[thing] != 0 || c->is_other)
		return m->item_of[thing];
	/* .../gemet/group/96 is not gemet-96, that is .../gemet/concept/96. */
	if (n != stem_length(o->uri) || strncmp(c->uri, o->uri, n) != 0)
		return 0;
	return intern_find(m->codes, str_of(code_of(m, c->uri)));
}

static void
add_old_links(struct merge *m, uint32_t concept, const char *codes, enum concept_relation kind)
{
	struct str rest = str_of(codes), item;

	while (str_split(&rest, ' ', &item))
		add_link(m, concept, intern_find(m->codes, item), kind);
}

static int
by_concept(const void *a, const void *b)
{
	const struct link *x = a, *y = b;

	if (x->concept != y->concept)
		return x->concept < y->concept ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->other > y->other) - (x->other < y->other);
}

static void
gather_links(struct merge *m)
{
	size_t most = m->skos.n_links;

	/* A code and its blank are at least two bytes. */
	for (size_t i = 0; i < m->n_items; i++)
		if (m->items[i].old)
			most += (strlen(m->items[i].old->broader) + strlen(m->items[i].old->related)) / 2 + 2;
	m->links = arena_new_of(m->arena, struct link, most);
	for (uint32_t i = 0; i < m->n_items; i++) {
		const struct concept_row *old = m->items[i].old;

		if (!old)
			continue;
		add_old_links(m, i + 1, old->broader, CONCEPT_BROADER);
		add_old_links(m, i + 1, old->related, CONCEPT_RELATED);
	}
	for (size_t i = 0; i < m->skos.n_links; i++) {
		const struct concept_link32 *l = &m->skos.links[i];

		add_link(m, find_item(m, l->concept, l->other), find_item(m, l->other, l->concept), l->kind);
	}
	if (m->n_links > 0)
		qsort(m->links, m->n_links, sizeof(*m->links), by_concept);
}

/* The codes of a concept's links of ${kind}, from ${*at} on. */
static const char *
codes_text(struct merge *m, uint32_t concept, enum concept_relation kind, size_t *at)
{
	size_t first = *at;

	buf_clear(&m->text);
	for (; *at < m->n_links && m->links[*at].concept == concept && m->links[*at].kind == kind; ++*at) {
		if (*at > first && m->links[*at].other == m->links[*at - 1].other)
			continue;
		buf_puts(&m->text, *at > first ? " " : "");
		buf_puts(&m->text, m->items[m->links[*at].other].code);
	}
	return arena_strdup(m->arena, m->text.p);
}

static void
merge_links(struct merge *m)
{
	size_t at = 0;

	gather_links(m);
	for (uint32_t i = 0; i < m->n_items; i++) {
		m->items[i].broader = codes_text(m, i, CONCEPT_BROADER, &at);
		m->items[i].related = codes_text(m, i, CONCEPT_RELATED, &at);
	}
}

/* ---- All of it ---- */

static enum err
put_all(struct merge *m)
{
	struct vocabulary_import *im = m->im;
	const char **codes = arena_new_of(m->arena, const char *, m->n_items);
	size_t n = 0, deleted = 0;
	enum err e = OK;

	for (size_t i = 0; i < m->n_items && e == OK; i++) {
		const struct item *item = &m->items[i];
		const struct concept_row row = { item->code, im->source, item->sectors,
			{ item->terms[0], item->terms[1], item->terms[2] }, item->broader, item->related };
		bool changed = false;

		if (!item->is_kept)
			continue;
		e = concept_put(im->db, &row, &changed);
		if (e == ERR_CONFLICT) {
			fail(m, item->from ? item->from->line : 0, "the code of a concept that is not of this source: ", item->code);
			return ERR_BAD_INPUT;
		}
		im->n_changed += changed;
		codes[n++] = item->code;
	}
	if (e == OK)
		e = concept_keep(im->db, im->source, codes, n, m->arena, &deleted);
	im->n_changed += deleted;
	return e == OK && im->n_changed > 0 ? vocabulary_stamp(im->db) : e;
}

static enum err
merge(struct merge *m)
{
	enum err e = concept_list(m->im->db, m->arena, &m->rows);

	if (e == OK)
		e = stop_words_list(m->im->db, m->arena, &m->stop);
	if (e != OK)
		return e;
	m->labels = label_index_new(m->arena, &m->rows, &m->stop);
	m->items = arena_new_of(m->arena, struct item, m->rows.n + m->skos.n_concepts);
	m->item_of = arena_new_of(m->arena, uint32_t, m->skos.n);
	m->codes = intern_new(m->arena, m->rows.n + m->skos.n_concepts);
	add_old(m);
	add_new(m);
	merge_all_labels(m);
	merge_links(m);
	if (m->text.over)
		fail(m, 0, "too many labels or relations of one concept", "");
	return m->im->problems.total > 0 ? ERR_BAD_INPUT : put_all(m);
}

/* A file of relations alone has no labels; one with labels, but none that we read, is the wrong file. */
static void
check_languages(struct merge *m)
{
	const struct skos *s = &m->skos;
	const char *which = m->im->only == LANG__MAX ? "nl, en or zh" : lang_code(m->im->only);

	if (s->n_labels > 0 || (!s->other_lang && s->n_links > 0))
		return;
	if (s->other_lang && *s->other_lang == '\0')
		fail(m, 0, "its labels do not say in which language they are: give --language", "");
	else
		fail(m, 0, "has no labels in ", s->other_lang ? arena_printf(m->arena, "%s; the first is in %s",
		    which, s->other_lang) : which);
}

enum err
import_vocabulary(struct vocabulary_import *im, const char *path)
{
	struct merge m = { .im = im, .arena = im->arena };
	TX_AUTO tx = { 0 };

	im->problems = (struct problems){ .arena = im->arena };
	if (!skos_read(im->arena, &im->problems, path, im->only, &m.skos))
		return ERR_BAD_INPUT;
	check_languages(&m);
	choose_source(&m);
	if (im->problems.total > 0)
		return ERR_BAD_INPUT;

	enum err e = tx_begin(im->db, &tx);
	if (e != OK)
		return e;
	buf_init(&m.text, TEXT_MAX);
	e = merge(&m);
	label_index_free(m.labels);
	buf_done(&m.text);
	return e == OK && !im->dry_run ? tx_commit(&tx) : e;
}
