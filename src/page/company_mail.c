#include "page/company_mail.h"

#include "domain/lists.h"
#include "page/letter.h"
#include "store/account.h"
#include "store/outbox.h"

#define DELAY (10 * 60)

static const char kind[] = "company_decided";

static enum err
tell(struct req *rq, const struct company_decision *d, const struct account *a)
{
	bool refused = streq(d->to, "refused");
	const struct letter letter = {
		.kind = kind,
		.template = refused ? "mail/company_refused.txt" : "mail/company_verified.txt",
		.subject = refused ? MSG_MAIL_REFUSED_SUBJECT : MSG_MAIL_VERIFIED_SUBJECT,
		.recipient = a->email,
		.lang = a->lang,
		.link = arena_printf(rq->arena, "%s/%s/company", rq->site->origin, lang_code(a->lang)),
		.reason = refused ? list_label(&list_refusals, d->reason, a->lang) : NULL,
		.delay = DELAY,
	};

	return letter_put(rq, &letter);
}

enum err
company_mail_decision(struct req *rq, const struct company_decision *d)
{
	struct account_list list;
	enum err e = account_list_of_company(rq->db, d->id.v, rq->arena, &list);

	for (size_t i = 0; i < list.n && e == OK; i++) {
		e = outbox_take_back(rq->db, kind, list.items[i].email);
		if (e == OK && !streq(d->to, "submitted"))
			e = tell(rq, d, &list.items[i]);
	}
	return e;
}
