#ifndef STORE_COMPANY_H
#define STORE_COMPANY_H

#include "base/base.h"
#include "domain/company.h"

struct db;

struct company_list {
	struct company *items;
	size_t n;
};
struct technology_list {
	struct technology *items;
	size_t n;
};

/*
 * What changes here and matters for matching goes onto the list of the job
 * process (match_todo) in the same transaction.
 */

/**
 * company_insert(db, new, now, ret_id):
 * Store ${new} with its languages.  Without a ref it gets the next free "C-" and
 * number.  ERR_CONFLICT if the ref or the enterprise number is taken.
 */
enum err company_insert(struct db *, const struct company_new *, int64_t now,
    company_id *ret_id) NODISCARD;

/**
 * company_update(db, new, now, ret_id, ret_changed):
 * Make the company ${new->ref} equal to ${new}: all but the year of creation, the reason
 * and, where ${new->export_experience} is "", that.  Its state is kept unless it is
 * archived, then it becomes ${new->state}.  Where nothing differs nothing is written.  ERR_NOT_FOUND, ERR_CONFLICT
 * if another has the enterprise number.
 */
enum err company_update(struct db *, const struct company_new *, int64_t now,
    company_id *ret_id, bool *ret_changed) NODISCARD;

/**
 * company_confirm(db, account_id, now):
 * The address of ${account_id} is confirmed: its company, if it was unconfirmed, is
 * submitted now, and from here on it is matched.  If another company with its enterprise number
 * was confirmed in the meantime, the number is dropped: staff ask.  OK too if there is nothing to do.
 */
enum err company_confirm(struct db *, int64_t account_id, int64_t now) NODISCARD;

/**
 * company_get(db, id, arena, ret_company):
 * For the company's own pages ${id} comes from the session and nowhere else.
 */
enum err company_get(struct db *, company_id, struct arena *,
    struct company *ret_company) NODISCARD;

/**
 * company_get_by_ref(db, ref, arena, ret_company):
 * For the command line and staff who read all.
 */
enum err company_get_by_ref(struct db *, const char *ref, struct arena *,
    struct company *ret_company) NODISCARD;

/**
 * company_list(db, after, max, arena, ret_list):
 * At most ${max} submitted and verified companies behind the id ${after}, by id: call it until it gives none,
 * with an arena of its own reset between.  For exports.
 */
enum err company_list(struct db *, company_id after, size_t max, struct arena *,
    struct company_list *ret_list) NODISCARD;

/**
 * company_ref_twin(db, ref, arena, ret_other):
 * The ref of another that differs from ${ref} in capitals only.  ERR_NOT_FOUND: there is none.
 */
enum err company_ref_twin(struct db *, const char *ref, struct arena *,
    const char **ret_other) NODISCARD;

/** company_number_taken(db, enterprise_number, ret_taken): ten digits, as kept. */
enum err company_number_taken(struct db *, const char *enterprise_number,
    bool *ret_taken) NODISCARD;

/**
 * company_number_release(db, ref, keep, now, ret_changed):
 * Take the enterprise number from the company ${ref}, if there is one, unless it is ${keep}.
 * For imports, before anything else: then numbers can change hands within one file.
 */
enum err company_number_release(struct db *, const char *ref, const char *keep, int64_t now,
    bool *ret_changed) NODISCARD;

/**
 * company_number_claim(db, enterprise_number, now, ret_changed):
 * Take ${enterprise_number} from the unconfirmed registration that has it, if one has: anybody
 * can type a number there, and the file of an import is staff's.  The registration stays
 * as it is otherwise, and can still be confirmed; staff then see a company without a number
 * beside the one that has it.
 */
enum err company_number_claim(struct db *, const char *enterprise_number, int64_t now,
    bool *ret_changed) NODISCARD;

/**
 * technology_put(db, company, new, now, ret_id, ret_changed):
 * Insert or update the technology at ${new->position} with its lists, and make it live.
 * ${ret_changed} tells whether anything differs now; if not, nothing was written.
 * ERR_CONFLICT if a code is not in the taxonomy.
 */
enum err technology_put(struct db *, company_id, const struct technology_new *, int64_t now,
    technology_id *ret_id, bool *ret_changed) NODISCARD;

/**
 * technology_archive(db, id, now, ret_changed):
 * Archive a live technology: the file has it no more.  Its position stays its own.
 */
enum err technology_archive(struct db *, technology_id, int64_t now,
    bool *ret_changed) NODISCARD;

/**
 * technology_list(db, company, arena, ret_list), technology_list_all(...):
 * Its live technologies, or the archived ones too, by position; there may be gaps.
 */
enum err technology_list(struct db *, company_id, struct arena *,
    struct technology_list *ret_list) NODISCARD;
enum err technology_list_all(struct db *, company_id, struct arena *,
    struct technology_list *ret_list) NODISCARD;

/** technology_get(db, id, arena, ret_technology): staff and the system; archived ones too. */
enum err technology_get(struct db *, technology_id, struct arena *,
    struct technology *ret_technology) NODISCARD;

/** technology_get_of(db, company, id, arena, ret_technology): ERR_NOT_FOUND if another's. */
enum err technology_get_of(struct db *, company_id, technology_id, struct arena *,
    struct technology *ret_technology) NODISCARD;

#endif
