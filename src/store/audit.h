#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "base/base.h"

struct db;

/**
 * audit_add(db, now, account_id, action, subject, detail):
 * Note that ${account_id} (0: nobody, or the command line) did ${action} ("match.decide") to
 * ${subject} ("match:12").  Belongs into the transaction of what was done.
 */
enum err audit_add(struct db *, int64_t now, int64_t account_id, const char *action,
    const char *subject, const char *detail) NODISCARD;

#endif
