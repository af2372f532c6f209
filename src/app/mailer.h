#ifndef APP_MAILER_H
#define APP_MAILER_H

#include "app/config.h"

struct db;

/**
 * mailer_round(db, config, now, ret_seconds):
 * Send what is due in the outbox, one mail after the other, to the mail folder or the mail server
 * of ${config}; no transaction is open while the network is slow.  A mail is tried again after
 * 1, 5, 15, 60 minutes, then every 6 hours, and given up after two days or when
 * the server refuses it for good.  Only one mailer works at a time (a lock beside the database:
 * otherwise ERR_BUSY), and each mail is claimed before it goes out, so nothing is sent twice,
 * except what a mailer that was killed had in hand: nobody knows whether that arrived, and it is
 * sent once more after MAILER_CLAIM.  Between requests: it makes its own, with
 * role SYSTEM.  ${ret_seconds} is how long to sleep before the next round: 0 if more may be due,
 * MAILER_DOWN if nobody takes mails now.
 */
enum err mailer_round(struct db *, const struct config *, int64_t now, int64_t *ret_seconds) NODISCARD;

#define MAILER_DOWN 30

/** mailer_delay(tries): seconds to wait after so many failed tries, from 1. */
int64_t mailer_delay(int64_t tries);

#define MAILER_CLAIM   (15 * 60)	/* seconds for which a mail is one mailer's */
#define MAILER_GIVE_UP (48 * 60 * 60)	/* seconds after which a mail is given up */

#endif
