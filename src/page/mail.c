#include "base/base.h"
#include "mail/folder.h"
#include "page/frame.h"
#include "page/routes.h"
#include "store/db.h"
#include "store/outbox.h"
#include "text/format.h"

#define ROWS_MAX 100

/* How the states of the outbox are shown. */
static const struct {
	const char *state, *tag;
	enum msg label;
} states[] = {
	{ "waiting", "info", MSG_MAILBOX_WAITING },
	{ "sending", "info", MSG_MAILBOX_SENDING },
	{ "sent", "ok", MSG_MAILBOX_SENT },
	{ "failed", "danger", MSG_MAILBOX_FAILED },
};

/* The name under which the mail can be read here, or NULL. */
static const char *
readable(struct req *rq, const struct mail *m)
{
	const char *name;

	/* A file under the name of a mail that is still to go out is somebody else's. */
	if (!rq->site->mail_folder || !streq(m->state, "sent"))
		return NULL;
	name = folder_name(rq->arena, m->id, m->kind);
	return folder_has(rq->site->mail_folder, name) ? name : NULL;
}

static void
show_row(struct req *rq, struct view *table, const struct mail *m)
{
	struct view *row = view_section(table, V_ROW);
	const char *name = readable(rq, m);

	if (name) {
		struct view *link = view_section(row, V_ROW_LINK);
		view_text(link, V_ROW_LINK_URL, req_url(rq, "/staff/mail/%s", name));
		view_text(link, V_ROW_LINK_SUBJECT, m->subject);
		view_text(link, V_ROW_LINK_TAG, lang_tag(m->lang));
	} else {
		struct view *plain = view_section(row, V_ROW_PLAIN);
		view_text(plain, V_ROW_PLAIN_SUBJECT, m->subject);
		view_text(plain, V_ROW_PLAIN_TAG, lang_tag(m->lang));
	}
	view_text(row, V_ROW_TO, m->recipient);
	for (size_t i = 0; i < countof(states); i++)
		if (streq(m->state, states[i].state)) {
			view_text(row, V_ROW_STATE_KIND, states[i].tag);
			view_text(row, V_ROW_STATE, msg_text(states[i].label, rq->lang));
		}
	if (m->last_error[0])
		view_text(view_section(row, V_ROW_ERROR), V_ROW_ERROR_TEXT, m->last_error);
	view_int(row, V_ROW_TRIES, m->tries);
	view_text(row, V_ROW_WHEN, format_time(rq->arena, m->created_at, rq->lang));
	view_text(row, V_ROW_WHEN_ISO, format_time_iso(rq->arena, m->created_at));
}

enum err
page_mail_list(struct req *rq, struct resp *rs)
{
	const char *title = msg_text(MSG_MAILBOX_TITLE, rq->lang);
	struct mail_list list;
	enum err e = outbox_list(rq->db, ROWS_MAX, rq->arena, &list);

	if (e != OK)
		return e;
	struct view *v = frame_page(rq, "mail_list.html", title);
	frame_crumbs(v, title);
	if (rq->site->mail_folder)
		view_show(v, V_FOLDER);
	if (list.n == 0)
		view_show(v, V_EMPTY);
	else {
		struct view *table = view_section(v, V_TABLE);
		for (size_t i = 0; i < list.n; i++)
			show_row(rq, table, &list.items[i]);
	}
	rs->private = rs->noindex = true;
	return frame_ok(rs, v);
}

/* How long the address of our own site at the start of ${text} is; 0 if none is there. */
static size_t
own_link(const struct req *rq, const char *text)
{
	size_t n = strlen(rq->site->origin);

	if (strncmp(text, rq->site->origin, n) != 0 || text[n] != '/')
		return 0;
	while (text[n] > ' ' && text[n] <= '~' && !strchr("<>\"'`\\", text[n]))
		n++;
	return n;
}

static void
show_piece(struct req *rq, struct view *line, const char *text, size_t n, bool link)
{
	if (n == 0)
		return;
	struct view *piece = view_section(line, V_PIECE);
	struct view *part = view_section(piece, link ? V_PIECE_LINK : V_PIECE_TEXT);
	view_text(part, link ? V_PIECE_LINK_URL : V_PIECE_TEXT_WORDS, arena_strndup(rq->arena, text, n));
}

/* One line, the addresses of our own site in it as links. */
static void
show_line(struct req *rq, struct view *v, const char *text)
{
	struct view *line = view_section(v, V_LINE);
	const char *from = text;

	for (const char *p = text; *p;) {
		size_t n = own_link(rq, p);

		if (n == 0) {
			p++;
			continue;
		}
		show_piece(rq, line, from, (size_t)(p - from), false);
		show_piece(rq, line, p, n, true);
		from = p += n;
	}
	show_piece(rq, line, from, strlen(from), false);
}

static void
show_text(struct req *rq, struct view *v, const char *text)
{
	struct str rest = str_of(text), line;

	while (str_split(&rest, '\n', &line))
		show_line(rq, v, arena_strndup(rq->arena, line.p, line.n));
}

enum err
page_mail(struct req *rq, struct resp *rs)
{
	struct message_read m;

	if (!rq->site->mail_folder)
		return ERR_NOT_FOUND;
	enum err e = folder_get(rq->site->mail_folder, rq->slug, rq->arena, &m);
	if (e != OK)
		return e;

	struct view *v = frame_page(rq, "mail.html", m.subject);
	struct view *crumbs = frame_crumbs(v, m.subject);
	frame_crumb(crumbs, req_url(rq, "/staff/mail"), msg_text(MSG_MAILBOX_TITLE, rq->lang));
	view_text(v, V_MAIL_SUBJECT, m.subject);
	view_text(v, V_MAIL_TO, m.to);
	view_text(v, V_MAIL_DATE, m.date);
	view_text(v, V_MAIL_TAG, m.lang_tag);
	show_text(rq, v, m.text);
	rs->private = rs->noindex = true;
	return frame_ok(rs, v);
}
