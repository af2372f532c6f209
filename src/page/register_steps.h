#ifndef PAGE_REGISTER_STEPS_H
#define PAGE_REGISTER_STEPS_H

#include "http/form.h"
#include "http/route.h"
#include "store/draft.h"

/*
 * The registration of a company: five steps whose fields are kept in one draft.
 * The draft's address holds a secret; the store knows the secret's hash alone.
 */
enum register_step {
	REGISTER_COMPANY = 1,
	REGISTER_TECHNOLOGY,
	REGISTER_REGIONS,
	REGISTER_CONTACT,
	REGISTER_CHECK,			/* the answers are shown, and sent */
	REGISTER_SENT			/* as draft.step: it was sent, and holds nothing any more */
};

#define REGISTER_PRIVACY "2"		/* version of the privacy notice, kept with the consent */

/* All that is asked, in the order of the steps. */
struct registration {
	const char *name, *enterprise_number, *province, *website, *size;
	int64_t founded;

	const char *oneline, *summary_lang, *summary, *trl, *capacity;
	struct codes sectors;

	struct codes regions, cooperation, languages;

	const char *contact_name, *contact_email, *password;
	bool consent;

	char number[11];		/* enterprise_number in ten digits */
};

/* What is kept so far. */
struct register_draft {
	uint8_t hash[DRAFT_HASH_SIZE];
	struct params params;		/* the fields as typed, and REGISTER_HASH */
	int64_t step;			/* highest step of an unbroken row of accepted ones */
	int64_t created_at, updated_at;	/* 0: nothing is stored yet */
};

#define REGISTER_HASH "password_hash"	/* the only trace of the password in a draft */
#define REGISTER_TRAP "company_fax"	/* a field that no person sees */

/**
 * register_load(rq, ret_draft):
 * The draft whose secret is in the address, empty if there is none yet.
 * ERR_NOT_FOUND if the address holds no secret of ours.
 */
enum err register_load(struct req *rq, struct register_draft *ret_draft) NODISCARD;

/**
 * register_store(rq, draft):
 * Keep ${draft}, in the caller's transaction.  Its size is bounded: single values that are far too
 * long are not kept.
 */
enum err register_store(struct req *rq, const struct register_draft *) NODISCARD;

/** register_has_password(draft): whether a password was chosen already. */
bool register_has_password(const struct register_draft *);

/** register_title(step), register_track(step): its heading, and its word on the track. */
enum msg register_title(enum register_step);
enum msg register_track(enum register_step);

/**
 * register_form(rq, step, has_password, ret_form):
 * The empty form of ${step}, not REGISTER_CHECK, with its choices in the language of the
 * request.  With ${has_password} another one need not be given.
 */
void register_form(struct req *rq, enum register_step, bool has_password, struct form *ret_form);

/**
 * register_decode(rq, step, params, form, r, ret_fine):
 * Read ${params} with register_form()'s ${form} into the members of ${r} that belong to ${step}, check
 * them, and set ${ret_fine}.  The other members stay; a password may not be made of ${r->name}.
 */
enum err register_decode(struct req *rq, enum register_step, struct params, struct form *,
    struct registration *r, bool *ret_fine) NODISCARD;

/** register_password_kept(form): the password in this form of REGISTER_CONTACT is fine and need not come again. */
void register_password_kept(struct form *);

/** register_given(form, params): whether ${params} holds anything for ${form}. */
bool register_given(const struct form *, struct params);

/** register_merge(rq, draft, form): replace the fields of the decoded ${form} in ${draft} by what was typed. */
void register_merge(struct req *rq, struct register_draft *, const struct form *);

/** register_set(rq, draft, name, value): set one value of ${draft}. */
void register_set(struct req *rq, struct register_draft *, const char *name, const char *value);

#endif
