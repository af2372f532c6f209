#include "page/register_steps.h"

#include "base/clock.h"
#include "domain/company.h"
#include "domain/lists.h"
#include "domain/taxonomy.h"
#include "http/password.h"
#include "store/company.h"

/* clang-format off */
static const struct field company_fields[] = {
	FORM_TEXT(struct registration, name, REGISTER_NAME, NONE, 2, 120, 0, "organization"),
	FORM_TEXT(struct registration, enterprise_number, REGISTER_NUMBER, REGISTER_NUMBER_HINT, 1, 40, FIELD_SHORT | FIELD_DIGITS, NULL),
	FORM_CHOICE(struct registration, province, REGISTER_PROVINCE, REGISTER_PROVINCE_HINT, 0),
	FORM_URL(struct registration, website, REGISTER_WEBSITE, NONE, FIELD_OPTIONAL),
	FORM_INT(struct registration, founded, REGISTER_FOUNDED, REGISTER_FOUNDED_HINT, 1800, 2199, FIELD_OPTIONAL),
	FORM_CHOICE(struct registration, size, REGISTER_SIZE, NONE, FIELD_OPTIONAL),
};

static const struct field technology_fields[] = {
	FORM_TEXT(struct registration, oneline, REGISTER_ONELINE, REGISTER_ONELINE_HINT, 5, 140, 0, NULL),
	FORM_CHOICE(struct registration, summary_lang, REGISTER_SUMMARY_LANG, NONE, FIELD_RADIO),
	FORM_LINES(struct registration, summary, REGISTER_SUMMARY, REGISTER_SUMMARY_HINT, 20, 4000, 0),
	FORM_CHOICES(struct registration, sectors, REGISTER_SECTORS, REGISTER_SECTORS_HINT, 1, 20, FIELD_SUGGEST),
	FORM_CHOICE(struct registration, trl, REGISTER_TRL, REGISTER_TRL_HINT, 0),
	FORM_TEXT(struct registration, capacity, REGISTER_CAPACITY, REGISTER_CAPACITY_HINT, 1, 120, FIELD_OPTIONAL, NULL),
};

static const struct field regions_fields[] = {
	FORM_CHOICES(struct registration, regions, REGISTER_REGIONS, REGISTER_REGIONS_HINT, 1, 40, 0),
	FORM_CHOICES(struct registration, cooperation, REGISTER_COOPERATION, NONE, 1, 16, 0),
	FORM_CHOICES(struct registration, languages, REGISTER_LANGUAGES, NONE, 1, 8, 0),
};

#define CONTACT_FIELDS(password_label, password_hint, password_flags) \
	FORM_TEXT(struct registration, contact_name, REGISTER_CONTACT_NAME, NONE, 2, 120, 0, "name"), \
	FORM_EMAIL(struct registration, contact_email, REGISTER_EMAIL, REGISTER_EMAIL_HINT, 0, "email"), \
	FORM_FIELD(struct registration, password, const char *, FIELD_PASSWORD, password_label, password_hint, \
	    1, PASSWORD_BYTES_MAX, password_flags, "new-password"), \
	FORM_CHECK(struct registration, consent, REGISTER_CONSENT, NONE, 0)

static const struct field contact_fields[] = {
	CONTACT_FIELDS(REGISTER_PASSWORD, REGISTER_PASSWORD_HINT, 0),
}, contact_again_fields[] = {
	CONTACT_FIELDS(REGISTER_PASSWORD_AGAIN, REGISTER_PASSWORD_KEPT, FIELD_OPTIONAL),
};

/* What to say at a field instead of the general message. */
static const struct {
	const char *name;
	enum msg general, ours;
} messages[] = {
	{ "name",              MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_NAME },
	{ "enterprise_number", MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_NUMBER_EMPTY },
	{ "enterprise_number", MSG_ERR_TOO_LONG,  MSG_REGISTER_ERR_NUMBER },
	{ "province",          MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_PROVINCE },
	{ "founded",           MSG_ERR_NUMBER,    MSG_REGISTER_ERR_YEAR },
	{ "oneline",           MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_ONELINE },
	{ "oneline",           MSG_ERR_TOO_LONG,  MSG_REGISTER_ERR_ONELINE_LONG },
	{ "summary_lang",      MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_SUMMARY_LANG },
	{ "summary",           MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_SUMMARY },
	{ "summary",           MSG_ERR_TOO_SHORT, MSG_REGISTER_ERR_SUMMARY_SHORT },
	{ "summary",           MSG_ERR_TOO_LONG,  MSG_REGISTER_ERR_SUMMARY_LONG },
	{ "sectors",           MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_SECTORS },
	{ "sectors",           MSG_ERR_CHOICES,   MSG_REGISTER_ERR_SECTORS_MANY },
	{ "trl",               MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_TRL },
	{ "regions",           MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_REGIONS },
	{ "cooperation",       MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_COOPERATION },
	{ "languages",         MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_LANGUAGES },
	{ "contact_name",      MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_CONTACT_NAME },
	{ "contact_email",     MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_EMAIL },
	{ "password",          MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_PASSWORD },
	{ "consent",           MSG_ERR_REQUIRED,  MSG_REGISTER_ERR_CONSENT },
};

static const struct list_item trl_items[] = {
	{ "9", MSG_REGISTER_TRL_9 }, { "8", MSG_REGISTER_TRL_8 }, { "7", MSG_REGISTER_TRL_7 },
	{ "6", MSG_REGISTER_TRL_6 }, { "5", MSG_REGISTER_TRL_5 }, { "4", MSG_REGISTER_TRL_4 },
	{ "3", MSG_REGISTER_TRL_3 }, { "2", MSG_REGISTER_TRL_2 }, { "1", MSG_REGISTER_TRL_1 },
};
/* clang-format on */

static const struct list trl_list = { trl_items, countof(trl_items) };

enum msg
register_title(enum register_step step)
{
	static const enum msg title[] = {
		[REGISTER_COMPANY] = MSG_REGISTER_STEP_1,
		[REGISTER_TECHNOLOGY] = MSG_REGISTER_STEP_2,
		[REGISTER_REGIONS] = MSG_REGISTER_STEP_3,
		[REGISTER_CONTACT] = MSG_REGISTER_STEP_4,
		[REGISTER_CHECK] = MSG_REGISTER_STEP_5,
	};

	return title[step];
}

enum msg
register_track(enum register_step step)
{
	static const enum msg track[] = {
		[REGISTER_COMPANY] = MSG_REGISTER_TRACK_1,
		[REGISTER_TECHNOLOGY] = MSG_REGISTER_TRACK_2,
		[REGISTER_REGIONS] = MSG_REGISTER_TRACK_3,
		[REGISTER_CONTACT] = MSG_REGISTER_TRACK_4,
		[REGISTER_CHECK] = MSG_REGISTER_TRACK_5,
	};

	return track[step];
}

/* ---- Choices, in the language of the request ---- */

static void
choose_from_list(struct req *rq, struct form *form, const char *name, const struct list *list)
{
	struct choice *c = arena_new_of(rq->arena, struct choice, list->n);

	for (size_t i = 0; i < list->n; i++)
		c[i] = (struct choice){
			.code = list->items[i].code,
			.label = msg_text(list->items[i].label, rq->lang),
		};
	form_choices(form, name, c, list->n);
}

/* One group per sector: the whole of it, then its subsectors. */
static void
choose_sectors(struct req *rq, struct form *form)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct choice *c = arena_new_of(rq->arena, struct choice, t->n_sectors);
	size_t n = 0;

	for (size_t i = 0; i < t->n_sectors; i++) {
		const char *group = texts_pick(&t->sectors[i].label, rq->lang, NULL);

		if (t->sectors[i].parent >= 0)
			continue;
		c[n++] = (struct choice){ t->sectors[i].code,
			msg_text(MSG_REGISTER_SECTOR_WHOLE, rq->lang), NULL, group };
		for (size_t k = 0; k < t->n_sectors; k++)
			if (t->sectors[k].parent == (int)i)
				c[n++] = (struct choice){ t->sectors[k].code,
					texts_pick(&t->sectors[k].label, rq->lang, NULL), NULL, group };
	}
	form_choices(form, "sectors", c, n);
}

/* The regions with a partner and a page, all of China, and folded away the rest. */
static void
choose_regions(struct req *rq, struct form *form)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct choice *c = arena_new_of(rq->arena, struct choice, t->n_regions);
	const char *other = msg_text(MSG_REGISTER_REGIONS_OTHER, rq->lang);
	size_t n = 0;

	for (int turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < t->n_regions; i++) {
			const struct region *r = &t->regions[i];
			int when = r->level == LEVEL_COUNTRY ? 1 : r->slug && *r->slug ? 0 : 2;

			if (when != turn)
				continue;
			c[n++] = (struct choice){
				.code = r->code,
				.label = turn == 1 ? msg_text(MSG_REGISTER_REGIONS_ALL, rq->lang) :
						     texts_pick(&r->label, rq->lang, NULL),
				.group = turn == 2 ? other : NULL,
			};
		}
	form_choices(form, "regions", c, n);
}

void
register_form(struct req *rq, enum register_step step, bool has_password, struct form *form)
{
	switch (step) {
	case REGISTER_COMPANY:
		form_init(form, company_fields, countof(company_fields));
		choose_from_list(rq, form, "province", &list_provinces);
		choose_from_list(rq, form, "size", &list_sizes);
		return;
	case REGISTER_TECHNOLOGY:
		form_init(form, technology_fields, countof(technology_fields));
		choose_from_list(rq, form, "summary_lang", &list_languages);
		choose_from_list(rq, form, "trl", &trl_list);
		choose_sectors(rq, form);
		form_set(form, "summary_lang", lang_code(rq->lang));
		return;
	case REGISTER_REGIONS:
		form_init(form, regions_fields, countof(regions_fields));
		choose_regions(rq, form);
		choose_from_list(rq, form, "cooperation", &list_cooperation);
		choose_from_list(rq, form, "languages", &list_languages);
		return;
	case REGISTER_CONTACT:
		form_init(form, has_password ? contact_again_fields : contact_fields,
		    countof(contact_fields));
		return;
	case REGISTER_CHECK:
	case REGISTER_SENT:
		break;
	}
	BUG("step %d has no form", (int)step);
}

void
register_password_kept(struct form *form)
{
	/* The two tables have the same fields in the same order. */
	form->fields = contact_again_fields;
}

/* ---- Reading ---- */

static enum msg
error_of(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->n; i++)
		if (streq(form->fields[i].name, name))
			return form->error[i];
	BUG("no field '%s'", name);
}

static void
use_our_messages(struct form *form)
{
	for (size_t i = 0; i < form->n; i++)
		for (size_t k = 0; form->error[i] != MSG_NONE && k < countof(messages); k++)
			if (form->error[i] == messages[k].general &&
			    streq(form->fields[i].name, messages[k].name)) {
				form->error[i] = messages[k].ours;
				break;
			}
}

static enum err
check_company(struct req *rq, struct form *form, struct registration *r)
{
	int year, month, dom;
	bool taken = false;

	day_civil(day_of(rq->now), &year, &month, &dom);
	if (r->founded > year)
		form_fail(form, "founded", MSG_REGISTER_ERR_YEAR);

	if (!r->enterprise_number)
		return OK;
	if (!company_number_check(r->enterprise_number, r->number)) {
		form_fail(form, "enterprise_number", MSG_REGISTER_ERR_NUMBER);
		return OK;
	}
	enum err e = company_number_taken(rq->db, r->number, &taken);
	if (e == OK && taken)
		form_fail(form, "enterprise_number", MSG_REGISTER_ERR_TAKEN);
	return e;
}

/* A new password is looked at as soon as it is given: afterwards only its hash is left. */
static void
check_contact(struct form *form, const struct registration *r)
{
	const char *const own[] = { r->contact_email ? r->contact_email : "",
		r->contact_name ? r->contact_name : "", r->name ? r->name : "", NULL };
	enum msg m;

	if (!r->password || !*r->password)
		return;
	m = password_check(r->password, PASSWORD_MIN_MEMBER, own);
	if (m != MSG_NONE)
		form_fail(form, "password", m);
}

enum err
register_decode(struct req *rq, enum register_step step, struct params params, struct form *form,
    struct registration *r, bool *ret_fine)
{
	enum err e = OK;

	if (!form_decode(form, params, rq->arena, r))
		use_our_messages(form);
	if (step == REGISTER_COMPANY)
		e = check_company(rq, form, r);
	if (step == REGISTER_CONTACT)
		check_contact(form, r);
	if (e != OK)
		return e;
	/* What the checks above refused must not look accepted. */
	if (step == REGISTER_CONTACT && error_of(form, "password") != MSG_NONE)
		r->password = NULL;
	*ret_fine = form_errors(form) == 0;
	return OK;
}
