#include "store/score_rules.h"

#include "store/rows.h"

enum err
score_rules_load(struct db *db, struct score_rules *ret_rules)
{
	STMT_AUTO s = db_stmt(db, STMT_SCORE_RULE_LIST);
	struct score_rules rules = { 0 };
	int found = 0;
	enum err e;

	while (rows_next(s, &e)) {
		for (int r = 0; r < RULE__MAX; r++) {
			if (!streq(stmt_peek(s, 0), score_rule_name((enum score_rule)r)))
				continue;
			rules.value[r] = (int)stmt_int(s, 1);
			found++;
		}
	}
	if (e != OK)
		return e;
	if (found < RULE__MAX)
		return ERR_NOT_FOUND;
	*ret_rules = rules;
	return OK;
}

enum err
score_rule_put(struct db *db, enum score_rule rule, int64_t value, bool *ret_changed)
{
	STMT_AUTO s = db_stmt(db, STMT_SCORE_RULE_PUT);

	stmt_bind_text(s, ":name", score_rule_name(rule));
	stmt_bind_int(s, ":value", value);
	return exec_changed(s, ret_changed);
}
