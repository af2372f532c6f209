#include "job/indexing.h"

#include "store/db.h"
#include "store/search.h"
#include "store/setting.h"
#include "store/vocabulary.h"
#include "text/search_words.h"

#define AT_ONCE         200	/* opportunities in one transaction */
#define LIST_ARENA_MAX  ((size_t)1 << 20)
#define TEXT_ARENA_MAX  ((size_t)64 << 20)

/* Raise it when words are cut in another way. */
#define FORMAT 1

/* The words of ${text}, parted by blanks. */
static const char *
words_of(const struct vocabulary *v, enum lang lang, const char *text, struct arena *arena)
{
	struct search_words words;
	size_t size = 1;

	search_words(v->tagger, lang, text, arena, &words);
	for (size_t i = 0; i < words.n; i++)
		size += words.items[i].text.n + 1;
	char *out = arena_alloc(arena, size), *p = out;
	for (size_t i = 0; i < words.n; i++) {
		memcpy(p, words.items[i].text.p, words.items[i].text.n);
		p += words.items[i].text.n;
		*p++ = ' ';
	}
	*p = '\0';
	return out;
}

static enum err
index_one(struct db *db, const struct vocabulary *v, int64_t id, struct arena *arena)
{
	struct search_source source, words;

	arena_reset(arena);
	enum err e = search_source(db, id, arena, &source);
	if (e == ERR_NOT_FOUND)
		return search_put(db, id, NULL);
	if (e != OK)
		return e;
	for (enum lang lang = 0; lang < LANG__MAX; lang++) {
		words.title.in[lang] = words_of(v, lang, source.title.in[lang], arena);
		words.text.in[lang] = words_of(v, lang, source.text.in[lang], arena);
	}
	words.names = words_of(v, LANG_EN, source.names, arena);
	return search_put(db, id, &words);
}

static enum err
index_some(struct db *db, const struct vocabulary *v, const struct search_ids *ids, struct arena *arena)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(db, &tx);

	for (size_t i = 0; i < ids->n && e == OK; i++)
		e = index_one(db, v, ids->items[i], arena);
	return e == OK ? tx_commit(&tx) : e;
}

/* Put everything on the list if the words would be cut in another way now. */
static enum err
see_version(struct db *db)
{
	TX_AUTO tx = { 0 };
	int64_t version, indexed;
	enum err e = vocabulary_version(db, &version);

	if (e == OK)
		e = setting_get(db, "search", 0, &indexed);
	if (e != OK || indexed == (version ^ FORMAT))
		return e;
	e = tx_begin(db, &tx);
	if (e == OK)
		e = search_todo_all(db);
	if (e == OK)
		e = setting_put(db, "search", version ^ FORMAT);
	return e == OK ? tx_commit(&tx) : e;
}

enum err
indexing_todo(struct match_memory *memory, struct db *db, int64_t now, size_t *ret_n)
{
	struct arena *list = arena_new(LIST_ARENA_MAX), *text = arena_new(TEXT_ARENA_MAX);
	struct search_ids ids = { 0 };
	enum err e = see_version(db);

	*ret_n = 0;
	while (e == OK) {
		arena_reset(list);
		e = search_todo_next(db, AT_ONCE, list, &ids);
		if (e != OK || ids.n == 0)
			break;
		e = match_memory_load(memory, db, now);
		if (e == OK)
			e = index_some(db, memory->vocabulary, &ids, text);
		*ret_n += ids.n;
	}
	arena_free(text);
	arena_free(list);
	return e;
}
