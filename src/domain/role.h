#ifndef DOMAIN_ROLE_H
#define DOMAIN_ROLE_H

#include "base/base.h"
#include "domain/scope.h"
#include "text/lang.h"

/*
 * Who asks.  The order is that of power: a statement whose least role is
 * EDITOR may be run for every later one.  SYSTEM is the job process and the
 * command line, never a request.
 */
enum access { ANYONE, MEMBER, EDITOR, REVIEWER, MANAGER, ADMIN, SYSTEM, ACCESS__MAX };

/* The person behind a request.  Texts live as long as the request. */
struct me {
	enum access access;
	int64_t account_id;		/* 0: nobody signed in */
	int64_t company_id;		/* of a MEMBER, else 0 */
	const char *partner;		/* code of a staff member's partner, else "" */
	struct scope scope;		/* whose companies that partner looks after */
	const char *name, *email;
};

/**
 * role_may(who, needed):
 * Return whether somebody with ${who} may open a route that asks for
 * ${needed}.  MEMBER routes are about one's own company: they are for MEMBER
 * alone, staff have pages of their own.
 */
bool role_may(enum access who, enum access needed);

/** role_code(a), role_parse(code, ret_access): "member", "editor", "reviewer", "manager", "admin". */
const char *role_code(enum access);
bool role_parse(const char *code, enum access *ret_access);

#endif
