#ifndef PAGE_ACCOUNT_H
#define PAGE_ACCOUNT_H

#include "domain/account.h"
#include "http/route.h"

/*
 * A new account of a company, from the registration page:
 *
 *	char hash[PASSWORD_HASH_SIZE];
 *	enum err e = password_hash(password, hash);	// 0.2 s: before the transaction
 *	...
 *	TX_AUTO tx = { 0 };
 *	e = tx_begin(rq->db, &tx);
 *	e = account_make_room(rq, email, &taken);
 *	if (e == OK && !taken) {
 *		... company, technology ...
 *		e = account_register(rq, &registration);
 *	}
 *	...
 *	e = tx_commit(&tx);
 *	req_redirect(rq, rs, "/register/done");		// the same in both cases
 */
struct account_registration {
	const char *email, *name;
	const char *password_hash;
	int64_t company_id;
};

/**
 * account_make_room(rq, email, ret_taken):
 * In the caller's transaction: does an account of that address exist?  One that was never confirmed goes,
 * with its company: whoever reads the mailbox decides, and the newest registration is the one that
 * its last link is for.  Of a confirmed one ${ret_taken} is set and a mail goes there ("somebody tried to register
 * with your address"); the page answers what it always answers, so that nobody learns who has an account.
 */
enum err account_make_room(struct req *rq, const char *email, bool *ret_taken) NODISCARD;

/**
 * account_register(rq, registration):
 * In the caller's transaction: insert the account (role MEMBER, language of the request, address not
 * confirmed) and the mail with the link that confirms it.  ERR_CONFLICT: the address is taken.
 */
enum err account_register(struct req *rq, const struct account_registration *) NODISCARD;

/** account_email(arena, email): in lower case, as accounts are found by. */
const char *account_email(struct arena *, const char *email);

/**
 * account_send_verification(rq, account):
 * In the caller's transaction: a fresh link to confirm the address; older ones become void.  Not
 * more often than LIMIT_REGISTER allows: then nothing is sent.
 */
enum err account_send_verification(struct req *rq, const struct account *) NODISCARD;

/** account_audit(rq, account_id, action): a line of the audit log about an account, 0: an unknown one. */
enum err account_audit(struct req *rq, int64_t account_id, const char *action) NODISCARD;

#endif
