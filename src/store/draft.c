#include "store/draft.h"

#include "store/db.h"

enum err
draft_put(struct db *db, const uint8_t *hash, const char *data, int64_t step, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_DRAFT_PUT);

	stmt_bind_blob(s, ":hash", hash, DRAFT_HASH_SIZE);
	stmt_bind_text(s, ":data", data);
	stmt_bind_int(s, ":step", step);
	stmt_bind_int(s, ":now", now);
	return stmt_exec(s);
}

enum err
draft_get(struct db *db, const uint8_t *hash, struct arena *arena, struct draft *ret_draft)
{
	STMT_AUTO s = db_stmt(db, STMT_DRAFT_GET);
	bool row;

	stmt_bind_blob(s, ":hash", hash, DRAFT_HASH_SIZE);
	enum err e = stmt_step(s, &row);

	if (e != OK)
		return e;
	if (!row)
		return ERR_NOT_FOUND;
	*ret_draft = (struct draft){
		.data = stmt_text(s, 0, arena),
		.step = stmt_int(s, 1),
		.created_at = stmt_int(s, 2),
		.updated_at = stmt_int(s, 3),
	};
	return OK;
}

enum err
draft_clean(struct db *db, int64_t before)
{
	STMT_AUTO s = db_stmt(db, STMT_DRAFT_CLEAN);

	stmt_bind_int(s, ":before", before);
	return stmt_exec(s);
}
