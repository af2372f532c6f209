#include "page/letter.h"

#include "base/buf.h"
#include "store/outbox.h"
#include "view/view.h"

#define MAIL_MAX (16 * 1024)

enum err
letter_put(struct req *rq, const struct letter *l)
{
	struct view *v = view_part(l->template, l->lang);
	struct buf body;

	view_text(v, V_MAIL_LINK, l->link);
	view_text(v, V_MAIL_ORIGIN, rq->site->origin);
	if (l->reason)
		view_text(v, V_MAIL_REASON, l->reason);
	buf_init(&body, MAIL_MAX);
	if (!view_render(v, &body))
		BUG("%s", l->template);
	struct mail_new mail = {
		.kind = l->kind,
		.recipient = l->recipient,
		.lang = l->lang,
		.subject = msg_text(l->subject, l->lang),
		.body = arena_strndup(rq->arena, body.p, body.n),
		.delay = l->delay,
	};
	buf_done(&body);
	view_free(v);
	return outbox_insert(rq->db, &mail, rq->now);
}
