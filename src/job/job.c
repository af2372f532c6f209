#include "job/job.h"

#include "base/clock.h"
#include "job/indexing.h"
#include "job/matching.h"
#include "store/account.h"
#include "store/db.h"
#include "store/draft.h"
#include "store/outbox.h"

#define HOUR 3600
#define DAY  (24 * HOUR)

/* How long things are kept; the privacy statement says the same. */
#define UNVERIFIED_KEPT (7 * DAY)
#define DRAFT_KEPT      (30 * DAY)
#define SESSION_KEPT    (30 * DAY)
#define MAIL_KEPT       (90 * DAY)

#define SLEEP_SECONDS 2

/*
 * When this process last did what is not for every round; 0: not since it
 * started.  Doing it once too often does no harm.
 */
static struct {
	int64_t cleaned_at;
	day looked_at_deadlines;
} last;

/* Both sides of all matches, so that one change does not cost a load of them. */
static struct match_memory memory;

/* Each in a transaction of its own: none of them holds the lock for long. */
static enum err
clean_accounts(struct db *db, int64_t now)
{
	TX_AUTO tx = { 0 };
	int64_t n = 0;
	enum err e = tx_begin(db, &tx);

	if (e == OK)
		e = account_delete_unverified(db, now - UNVERIFIED_KEPT, &n);
	if (e == OK)
		e = session_clean(db, now - SESSION_KEPT);
	if (e == OK)
		e = token_clean(db, now);
	if (e == OK)
		e = throttle_clean(db, now);
	return e == OK ? tx_commit(&tx) : e;
}

static enum err
clean_rest(struct db *db, int64_t now)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(db, &tx);

	if (e == OK)
		e = draft_clean(db, now - DRAFT_KEPT);
	if (e == OK)
		e = outbox_clean(db, now - MAIL_KEPT);
	return e == OK ? tx_commit(&tx) : e;
}

static enum err
round_of(struct db *db, int64_t now)
{
	struct matching_counts counts;
	size_t n_indexed;
	day today = day_of(now);
	enum err e = OK;

	if (today.v != last.looked_at_deadlines.v) {
		e = matching_passed(db, now);
		if (e == OK)
			last.looked_at_deadlines = today;
	}
	if (e == OK)
		e = matching_todo(&memory, db, now, &counts);
	if (e == OK)
		e = indexing_todo(&memory, db, now, &n_indexed);
	if (e == OK && now - last.cleaned_at >= HOUR) {
		e = clean_accounts(db, now);
		if (e == OK)
			e = clean_rest(db, now);
		if (e == OK)
			last.cleaned_at = now;
	}
	return e == OK ? db_checkpoint(db) : e;
}

enum err
job_round(struct db *db, int64_t now, int64_t *ret_seconds)
{
	*ret_seconds = SLEEP_SECONDS;
	db_begin_request(db, SYSTEM, true);
	enum err e = round_of(db, now);
	db_end_request(db);
	return e;
}
