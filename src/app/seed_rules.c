#include "app/records.h"
#include "app/seed.h"
#include "store/score_rules.h"

static const struct column columns[] = {
	{ "name", COLUMN_LINE, true }, { "value", COLUMN_NUMBER, true }, { "why", COLUMN_TEXT, true },
};

/* One line of the file into ${rules}; false, and it is noted, if that cannot be. */
static bool
read_rule(struct records *records, const struct record *r, struct score_rules *rules, bool *given)
{
	int64_t value;

	if (!str_int(str_of(r->cells[1]), 0, 1000, &value)) {
		records_fail(records, r, 1, "%s is not a number from 0 to 1000",
		    problems_quote(records->problems, r->cells[1]));
		return false;
	}
	for (int k = 0; k < RULE__MAX; k++) {
		if (!streq(r->cells[0], score_rule_name((enum score_rule)k)))
			continue;
		if (given[k])
			records_fail(records, r, 0, "%s comes twice",
			    problems_quote(records->problems, r->cells[0]));
		given[k] = true;
		rules->value[k] = (int)value;
		return true;
	}
	records_fail(records, r, 0, "%s is no rule of the score",
	    problems_quote(records->problems, r->cells[0]));
	return false;
}

/* Every rule is there, and all points together are 100. */
static void
check(struct seed *s, const struct score_rules *rules, const bool *given)
{
	int sum = 0;

	for (int k = 0; k < RULE__MAX; k++)
		if (!given[k])
			problems_add(&s->problems, 0, NULL, 0, "\"%s\" is missing",
			    score_rule_name((enum score_rule)k));
	for (int c = 0; c < CRITERION__MAX; c++)
		sum += score_most(rules, (enum criterion)c);
	if (s->problems.total == 0 && sum != 100)
		problems_add(&s->problems, 0, NULL, 0,
		    "the most points of all criteria are %d together, not 100", sum);
	if (s->problems.total == 0 && (rules->value[RULE_SUGGESTIONS] < 1 ||
	    rules->value[RULE_SUGGESTIONS] > 64))
		problems_add(&s->problems, 0, NULL, 0, "\"suggestions\" is not a number from 1 to 64");
	if (s->problems.total == 0 && rules->value[RULE_CONCEPTS_FULL] == 0)
		problems_add(&s->problems, 0, NULL, 0, "\"concepts_full\" is 0");
	/* Texts with nothing in common would meet. */
	if (s->problems.total == 0 && rules->value[RULE_CONCEPTS_MET] == 0)
		problems_add(&s->problems, 0, NULL, 0, "\"concepts_met\" is 0");
}

enum err
seed_rules(struct seed *s)
{
	struct score_rules rules = { 0 };
	bool given[RULE__MAX] = { false };
	struct records records;
	struct record record;
	const char *path = arena_printf(s->arena, "%s/rules.csv", s->dir);
	enum err e = OK;

	s->problems = (struct problems){ .arena = s->arena, .file = path };
	s->n = s->n_changed = 0;
	if (records_open(&records, s->arena, &s->problems, path, RECORD_CSV, columns, countof(columns)))
		while (records_next(&records, &record))
			s->n += read_rule(&records, &record, &rules, given);
	records_close(&records);
	check(s, &rules, given);
	if (s->problems.total > 0)
		return ERR_BAD_INPUT;
	for (int k = 0; k < RULE__MAX && e == OK; k++) {
		bool changed = false;

		e = score_rule_put(s->db, (enum score_rule)k, rules.value[k], &changed);
		s->n_changed += changed;
	}
	return e;
}
