#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "base/base.h"
#include "domain/mail.h"

struct db;

/** outbox_insert(db, mail, now): to be sent after its delay, if the transaction commits. */
enum err outbox_insert(struct db *, const struct mail_new *, int64_t now) NODISCARD;

/** outbox_take_back(db, kind, recipient): mails of that kind which have not been sent. */
enum err outbox_take_back(struct db *, const char *kind, const char *recipient) NODISCARD;

/**
 * outbox_next(db, now, arena, ret_mail):
 * The one waiting longest, also one whose sending was interrupted; ERR_NOT_FOUND: none is due.
 */
enum err outbox_next(struct db *, int64_t now, struct arena *, struct mail *ret_mail) NODISCARD;

/**
 * outbox_claim(db, id, now, until):
 * Before it goes out, in a transaction of its own: it counts as tried, and nobody takes it again
 * before ${until}, also if what became of it is never noted.  ERR_NOT_FOUND: it is not due.
 */
enum err outbox_claim(struct db *, int64_t id, int64_t now, int64_t until) NODISCARD;

/* What became of a claimed one; ERR_NOT_FOUND if it is not claimed. */

/** outbox_sent(db, id, now): it is out; the body, which may hold a secret link, is emptied. */
enum err outbox_sent(struct db *, int64_t id, int64_t now) NODISCARD;

/** outbox_retry(db, id, next_try_at, error): the try failed. */
enum err outbox_retry(struct db *, int64_t id, int64_t next_try_at, const char *error) NODISCARD;

/** outbox_failed(db, id, error): given up; the body is emptied. */
enum err outbox_failed(struct db *, int64_t id, const char *error) NODISCARD;

/** outbox_list(db, max, arena, ret_list): the newest ${max}, for staff; without bodies. */
enum err outbox_list(struct db *, size_t max, struct arena *, struct mail_list *ret_list) NODISCARD;

/** outbox_clean(db, before): delete what was sent or given up and is older than ${before}. */
enum err outbox_clean(struct db *, int64_t before) NODISCARD;

#endif
