#include "store/outbox.h"

#include "store/rows.h"

/* Columns in the order of OUTBOX_COLS. */
static void
read_mail(struct stmt *s, struct arena *arena, struct mail *m)
{
	*m = (struct mail){
		.id = stmt_int(s, 0),
		.kind = stmt_text(s, 1, arena),
		.recipient = stmt_text(s, 2, arena),
		.subject = stmt_text(s, 4, arena),
		.body = stmt_text(s, 5, arena),
		.state = stmt_text(s, 6, arena),
		.tries = stmt_int(s, 7),
		.next_try_at = stmt_int(s, 8),
		.last_error = stmt_text(s, 9, arena),
		.created_at = stmt_int(s, 10),
		.sent_at = stmt_int(s, 11),
	};
	if (!lang_parse(str_of(stmt_peek(s, 3)), &m->lang))
		BUG("mail %lld has no known language", (long long)m->id);
}

enum err
outbox_insert(struct db *db, const struct mail_new *mail, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_OUTBOX_INSERT);

	stmt_bind_text(s, ":kind", mail->kind);
	stmt_bind_text(s, ":recipient", mail->recipient);
	stmt_bind_text(s, ":lang", lang_code(mail->lang));
	stmt_bind_text(s, ":subject", mail->subject);
	stmt_bind_text(s, ":body", mail->body);
	stmt_bind_int(s, ":next", now + mail->delay);
	stmt_bind_int(s, ":now", now);
	return stmt_exec(s);
}

enum err
outbox_take_back(struct db *db, const char *kind, const char *recipient)
{
	STMT_AUTO s = db_stmt(db, STMT_OUTBOX_TAKE_BACK);

	stmt_bind_text(s, ":kind", kind);
	stmt_bind_text(s, ":recipient", recipient);
	return stmt_exec(s);
}

enum err
outbox_next(struct db *db, int64_t now, struct arena *arena, struct mail *ret_mail)
{
	STMT_AUTO s = db_stmt(db, STMT_OUTBOX_NEXT);

	stmt_bind_int(s, ":now", now);
	enum err e = row_one(s);

	if (e == OK)
		read_mail(s, arena, ret_mail);
	return e;
}

enum err
outbox_claim(struct db *db, int64_t id, int64_t now, int64_t until)
{
	STMT_AUTO s = db_stmt(db, STMT_OUTBOX_CLAIM);

	stmt_bind_int(s, ":id", id);
	stmt_bind_int(s, ":now", now);
	stmt_bind_int(s, ":until", until);
	return stmt_exec_one(s);
}

enum err
outbox_sent(struct db *db, int64_t id, int64_t now)
{
	STMT_AUTO s = db_stmt(db, STMT_OUTBOX_SENT);

	stmt_bind_int(s, ":id", id);
	stmt_bind_int(s, ":now", now);
	return stmt_exec_one(s);
}

enum err
outbox_retry(struct db *db, int64_t id, int64_t next_try_at, const char *error)
{
	STMT_AUTO s = db_stmt(db, STMT_OUTBOX_RETRY);

	stmt_bind_int(s, ":id", id);
	stmt_bind_int(s, ":next_try_at", next_try_at);
	stmt_bind_text(s, ":error", error);
	return stmt_exec_one(s);
}

enum err
outbox_failed(struct db *db, int64_t id, const char *error)
{
	STMT_AUTO s = db_stmt(db, STMT_OUTBOX_FAILED);

	stmt_bind_int(s, ":id", id);
	stmt_bind_text(s, ":error", error);
	return stmt_exec_one(s);
}

enum err
outbox_list(struct db *db, size_t max, struct arena *arena, struct mail_list *ret_list)
{
	STMT_AUTO s = db_stmt(db, STMT_OUTBOX_LIST);
	struct mail_list list = { 0 };
	size_t cap = 0;

	stmt_bind_int(s, ":max", (int64_t)max);
	enum err e;

	while (rows_next(s, &e)) {
		list.items = arena_grow(arena, list.items, list.n, &cap, sizeof(*list.items));
		read_mail(s, arena, &list.items[list.n++]);
	}
	if (e != OK)
		return e;
	*ret_list = list;
	return OK;
}

enum err
outbox_clean(struct db *db, int64_t before)
{
	STMT_AUTO s = db_stmt(db, STMT_OUTBOX_CLEAN);

	stmt_bind_int(s, ":before", before);
	return stmt_exec(s);
}
