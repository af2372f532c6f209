#ifndef STORE_MATCHING_H
#define STORE_MATCHING_H

#include "base/base.h"
#include "base/clock.h"
#include "domain/company.h"

struct db;

/* What only the job process asks of the matches. */

struct match_stale_list {
	technology_id *items;
	size_t n;
};

/**
 * match_stale(db, arena, ret_list):
 * The technologies that have matches but take no part in matching: archived, or of a company
 * that is.
 */
enum err match_stale(struct db *, struct arena *, struct match_stale_list *ret_list) NODISCARD;

/**
 * match_todo_add_passed(db, today, since):
 * Put the published opportunities onto the list of the job process whose deadline is before
 * ${today}, though a match of theirs says that it is still to come.
 */
enum err match_todo_add_passed(struct db *, day today, int64_t since) NODISCARD;

#endif
