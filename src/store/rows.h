#ifndef STORE_ROWS_H
#define STORE_ROWS_H

/* What the subjects of the store share; nobody outside of it needs this. */
#include "base/base.h"
#include "domain/company.h"
#include "domain/scope.h"
#include "store/db.h"
#include "text/lang.h"

/** bind_texts(s, name, t): bind ":NAME_nl", ":NAME_en" and ":NAME_zh"; missing ones as "". */
void bind_texts(struct stmt *, const char *name, const struct texts *);

/** read_texts(s, first, arena): the three columns from ${first}, in the order nl, en, zh. */
struct texts read_texts(struct stmt *, int first, struct arena *);

/**
 * bind_scope(s, scope):
 * Bind :all and :province for "(:all = 1 OR province = :province)".  An empty province is that
 * of no company, so where nothing is covered nothing is found.
 */
void bind_scope(struct stmt *, const struct scope *);

/**
 * rows_next(s, ret_err):
 * Step to the next row: "while (rows_next(s, &e)) { ... }".  False at the end with OK, or with what went wrong.
 */
bool rows_next(struct stmt *, enum err *ret_err);

/** row_one(s): step to the one row that there can be.  ERR_NOT_FOUND: there is none. */
enum err row_one(struct stmt *) NODISCARD;

/** exec_changed(s, ret_changed): run a statement, and tell whether it changed a row. */
enum err exec_changed(struct stmt *, bool *ret_changed) NODISCARD;

/* Lists of codes that belong to one row: its number, or its code where that is its key. */
struct owner {
	int64_t id;
	const char *code;		/* else NULL */
};
struct code_table {
	enum stmt_id list, count, insert, delete;	/* of :owner, and :code */
};

/** codes_list(db, list, owner, arena, ret_codes): those of ${owner}, in the statement's order. */
enum err codes_list(struct db *, enum stmt_id list, struct owner, struct arena *,
    struct code_list *ret_codes) NODISCARD;

/**
 * codes_put(db, table, owner, codes, changed):
 * Make them ${codes}; sets ${*changed} if they were not.
 */
enum err codes_put(struct db *, const struct code_table *, struct owner, const struct code_list *,
    bool *changed) NODISCARD;

/**
 * rows_merge(db, list, items, n, size, add, cookie):
 * Run ${list}, which gives an id and a code by id, beside the ${n} ${items} of ${size} bytes that
 * begin with their int64_t id and are sorted by it, and call ${add} for each pair that belongs.
 */
enum err rows_merge(struct db *, enum stmt_id list, void *items, size_t n, size_t size,
    void (*add)(void *item, const char *code, void *cookie), void *cookie) NODISCARD;

#endif
