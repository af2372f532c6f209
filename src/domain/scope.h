#ifndef DOMAIN_SCOPE_H
#define DOMAIN_SCOPE_H

#include "base/base.h"

/*
 * Whose companies somebody looks after.  Said in full: an empty province is nobody's, and what
 * was never set covers nothing.
 */
enum scope_kind { SCOPE_NONE, SCOPE_PROVINCE, SCOPE_ALL };

struct scope {
	enum scope_kind kind;
	const char *province;		/* of SCOPE_PROVINCE, else "" */
};

/** scope_of_all: the companies of all provinces, and those of none that is known. */
extern const struct scope scope_of_all;

/** scope_all(s): whether ${s} is all of Flanders. */
bool scope_all(const struct scope *);

/** scope_covers(s, province): whether companies of ${province} ("": not known) belong to it. */
bool scope_covers(const struct scope *, const char *province);

/** scope_kind_code(k), scope_kind_parse(code, ret_kind): "none", "province", "all". */
const char *scope_kind_code(enum scope_kind);
bool scope_kind_parse(const char *code, enum scope_kind *ret_kind);

#endif
