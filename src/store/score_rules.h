#ifndef STORE_SCORE_RULES_H
#define STORE_SCORE_RULES_H

#include "base/base.h"
#include "domain/score.h"

struct db;

/** score_rules_load(db, ret_rules): ERR_NOT_FOUND if one is missing: `seed` was never run. */
enum err score_rules_load(struct db *, struct score_rules *ret_rules) NODISCARD;

/** score_rule_put(db, rule, value, ret_changed): in the caller's transaction. */
enum err score_rule_put(struct db *, enum score_rule, int64_t value, bool *ret_changed) NODISCARD;

#endif
