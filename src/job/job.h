#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "base/base.h"

struct db;

/**
 * job_round(db, now, ret_seconds):
 * One round of the job process: score what has changed, and index its text; once an hour delete
 * what nobody needs any more (accounts never confirmed, drafts left lying,
 * sessions, links and throttles that are over, mails sent long ago); once a day see which
 * deadlines have passed; then move the write-ahead log into the database.
 * ${ret_seconds}: how long to sleep before the next round, set on failure too.
 * Begins and ends the request itself.
 */
enum err job_round(struct db *, int64_t now, int64_t *ret_seconds) NODISCARD;

#endif
