#include "store/staff.h"

#include "store/rows.h"

enum err
staff_list(struct db *db, struct arena *arena, struct staff_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_STAFF_LIST);
	struct staff_list list = { 0 };
	size_t cap = 0;
	enum err e;
	bool row;

	while ((e = stmt_step(s, &row)) == OK && row) {
		struct account a = {
			.id = stmt_int(s, 0),
			.email = stmt_text(s, 1, arena),
			.name = stmt_text(s, 2, arena),
			.partner = stmt_text(s, 4, arena),
			.totp_confirmed = stmt_int(s, 5) != 0,
			.disabled = stmt_int(s, 6) != 0,
			.demo = stmt_int(s, 7) != 0,
		};
		if (!role_parse(stmt_peek(s, 3), &a.role))
			BUG("role of account %lld", (long long)a.id);
		list.items = arena_grow(arena, list.items, list.n, &cap, sizeof(*list.items));
		list.items[list.n++] = a;
	}
	if (e == OK)
		*ret_list = list;
	return e;
}
