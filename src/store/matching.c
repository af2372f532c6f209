#include "store/matching.h"

#include <stdio.h>

#include "store/rows.h"

_Static_assert(CRITERION_DEADLINE == 7, "MATCH_TODO_ADD_PASSED looks at that letter");

enum err
match_kept(struct db *db, enum match_subject subject, int64_t id, struct arena *arena,
    struct match_kept_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, subject == MATCH_TECHNOLOGY ? STMT_MATCH_KEPT_TECHNOLOGY
							      : STMT_MATCH_KEPT_OPPORTUNITY);
	struct match_kept_list list = { 0 };
	size_t cap = 0;

	stmt_bind_int(s, ":id", id);
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(arena, list.items, list.n, &cap, sizeof(*list.items));

		struct match_kept *k = &list.items[list.n++];
		*k = (struct match_kept){ .other = stmt_int(s, 0), .score = stmt_int(s, 1) };
		snprintf(k->criteria, sizeof(k->criteria), "%s", stmt_peek(s, 2));
		if (!str_int(str_of(stmt_peek(s, 3)), 0, INT32_MAX, &k->rules))
			k->rules = 0;
		k->touched = stmt_int(s, 4) != 0;
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}

enum err
match_todo_add_passed(struct db *db, day today, int64_t since)
{
	STMT_AUTO s = db_stmt(db, STMT_MATCH_TODO_ADD_PASSED);
	char text[11];

	day_iso(today, text);
	stmt_bind_text(s, ":today", text);
	stmt_bind_int(s, ":since", since);
	return stmt_exec(s);
}
