#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include "base/base.h"

struct db;

#define DRAFT_HASH_SIZE 32		/* SHA-256 of the secret in its address */

/* A registration that is being written. */
struct draft {
	const char *data;		/* the fields so far, urlencoded */
	int64_t step;			/* highest step that was accepted */
	int64_t created_at, updated_at;
};

/** draft_put(db, hash, data, step, now): insert or replace. */
enum err draft_put(struct db *, const uint8_t *hash, const char *data, int64_t step,
    int64_t now) NODISCARD;
enum err draft_get(struct db *, const uint8_t *hash, struct arena *,
    struct draft *ret_draft) NODISCARD;

/** draft_clean(db, before): delete those not touched since ${before}. */
enum err draft_clean(struct db *, int64_t before) NODISCARD;

#endif
