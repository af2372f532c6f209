#include "store/page_text.h"

#include "store/rows.h"

enum err
page_text_put(struct db *db, const struct page_text *text, int64_t now, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_PAGE_TEXT_PUT);

	stmt_bind_text(s, ":subject", text->subject);
	stmt_bind_text(s, ":lang", lang_code(text->lang));
	stmt_bind_text(s, ":title", text->title);
	stmt_bind_text(s, ":body", text->body);
	stmt_bind_int(s, ":now", now);
	return exec_changed(s, ret_changed);
}

enum err
page_text_get(struct db *db, const char *subject, enum lang lang, struct arena *arena,
    struct page_text *ret_text)
{
	STMT_AUTO s = db_stmt(db, STMT_PAGE_TEXT_GET);
	enum lang found = lang;
	bool row;

	stmt_bind_text(s, ":subject", subject);
	stmt_bind_text(s, ":lang", lang_code(lang));
	enum err e = stmt_step(s, &row);

	if (e != OK)
		return e;
	if (!row)
		return ERR_NOT_FOUND;
	if (!lang_parse(str_of(stmt_peek(s, 1)), &found))
		BUG("a text in no known language");
	/* Columns in the order of PAGE_TEXT_COLS. */
	*ret_text = (struct page_text){
		.subject = stmt_text(s, 0, arena),
		.lang = found,
		.title = stmt_text(s, 2, arena),
		.body = stmt_text(s, 3, arena),
		.updated_at = stmt_int(s, 4),
	};
	return OK;
}

enum err
region_fact_put(struct db *db, const struct region_fact *fact, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_REGION_FACT_PUT);

	stmt_bind_text(s, ":region", fact->region);
	stmt_bind_int(s, ":position", fact->position);
	bind_texts(s, "label", &fact->label);
	bind_texts(s, "value", &fact->value);
	stmt_bind_text(s, ":year", fact->year);
	stmt_bind_text(s, ":source_name", fact->source_name);
	stmt_bind_text(s, ":source_url", fact->source_url);
	return exec_changed(s, ret_changed);
}

enum err
region_fact_list(
    struct db *db, const char *region, struct arena *arena, struct region_fact_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_REGION_FACT_LIST);
	struct region_fact_list list = { 0 };
	size_t cap = 0;

	stmt_bind_text(s, ":region", region);
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(arena, list.items, list.n, &cap, sizeof(*list.items));
		/* Columns in the order of REGION_FACT_COLS. */
		list.items[list.n++] = (struct region_fact){
			.region = stmt_text(s, 0, arena),
			.position = stmt_int(s, 1),
			.label = read_texts(s, 2, arena),
			.value = read_texts(s, 5, arena),
			.year = stmt_text(s, 8, arena),
			.source_name = stmt_text(s, 9, arena),
			.source_url = stmt_text(s, 10, arena),
		};
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}
