#include "page/register_send.h"

#include "page/account.h"
#include "page/limit.h"
#include "store/audit.h"
#include "store/company.h"
#include "store/db.h"

static struct code_list
code_list(const struct codes *c)
{
	return (struct code_list){ c->items, c->n };
}

static enum err
insert_company(struct req *rq, const struct registration *r, company_id *ret_id)
{
	const struct company_new new = {
		.name = r->name,
		.enterprise_number = r->number,
		.province = r->province,
		.website = r->website,
		.founded = r->founded,
		.size = r->size,
		.export_experience = "",
		.contact_name = r->contact_name,
		.contact_email = account_email(rq->arena, r->contact_email),
		.languages = code_list(&r->languages),
		.state = "unconfirmed",
	};

	return company_insert(rq->db, &new, rq->now, ret_id);
}

static enum err
insert_technology(struct req *rq, const struct registration *r, company_id company)
{
	struct technology_new new = {
		.position = 1,
		.oneline = r->oneline,
		.capacity = r->capacity,
		.sectors = code_list(&r->sectors),
		.regions = code_list(&r->regions),
		.cooperation = code_list(&r->cooperation),
	};
	technology_id id;
	enum lang lang;
	bool changed;

	if (!lang_parse(str_of(r->summary_lang), &lang) ||
	    !str_int(str_of(r->trl), 1, 9, &new.trl))
		BUG("a choice that is none");
	for (int i = 0; i < LANG__MAX; i++)
		new.summary.in[i] = i == (int)lang ? r->summary : "";
	return technology_put(rq->db, company, &new, rq->now, &id, &changed);
}

static enum err
insert_all(struct req *rq, const struct registration *r, const char *password_hash)
{
	struct account_registration account = {
		.email = account_email(rq->arena, r->contact_email),
		.name = r->contact_name,
		.password_hash = password_hash,
	};
	company_id id;

	enum err e = insert_company(rq, r, &id);
	if (e == OK)
		e = insert_technology(rq, r, id);
	if (e != OK)
		return e;
	account.company_id = id.v;
	e = account_register(rq, &account);
	if (e != OK)
		return e;
	return audit_add(rq->db, rq->now, 0, "company.register",
	    arena_printf(rq->arena, "company:%lld", (long long)id.v),
	    "privacy=" REGISTER_PRIVACY);
}

/* In the caller's transaction, as long as the draft was not sent: all rows, or the mail to who has an account. */
static enum err
send_once(struct req *rq, const struct registration *r, const char *password_hash,
    int64_t *ret_wait)
{
	const char *email = account_email(rq->arena, r->contact_email);
	bool taken;
	enum err e = limit_get(rq, LIMIT_REGISTER, email, ret_wait);

	if (e != OK || *ret_wait > 0)
		return e;
	e = limit_count(rq, LIMIT_REGISTER, email);
	if (e == OK)
		e = account_make_room(rq, email, &taken);
	if (e == OK && !taken)
		e = insert_all(rq, r, password_hash);
	return e;
}

enum err
register_send(struct req *rq, const struct registration *r, const char *password_hash,
    int64_t *ret_wait)
{
	struct register_draft d;
	TX_AUTO tx = { 0 };

	/* Loaded again under the lock: of two clicks the second finds it sent. */
	*ret_wait = 0;
	enum err e = tx_begin(rq->db, &tx);
	if (e == OK)
		e = register_load(rq, &d);
	if (e != OK || d.step == REGISTER_SENT)
		return e;
	e = send_once(rq, r, password_hash, ret_wait);
	if (e != OK || *ret_wait > 0)
		return e;

	d.step = REGISTER_SENT;
	d.params = (struct params){ 0 };
	e = register_store(rq, &d);
	return e == OK ? tx_commit(&tx) : e;
}
