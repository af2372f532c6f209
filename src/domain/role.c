#include "domain/role.h"

/* Names as in account.role; SYSTEM and ANYONE are no accounts. */
static const char *const codes[ACCESS__MAX] = {
	[ANYONE] = "anyone",
	[MEMBER] = "member",
	[EDITOR] = "editor",
	[REVIEWER] = "reviewer",
	[MANAGER] = "manager",
	[ADMIN] = "admin",
	[SYSTEM] = "system",
};

bool
role_may(enum access who, enum access needed)
{
	switch (needed) {
	case ANYONE:
		return true;
	case MEMBER:
		return who == MEMBER;
	case EDITOR:
	case REVIEWER:
	case MANAGER:
	case ADMIN:
		/* SYSTEM is above ADMIN in the order, but it is never a request. */
		return who >= needed && who <= ADMIN;
	case SYSTEM:
	case ACCESS__MAX:
		return false;
	}
	return false;
}

const char *
role_code(enum access a)
{
	if ((unsigned)a >= ACCESS__MAX)
		BUG("no role %d", (int)a);
	return codes[a];
}

bool
role_parse(const char *code, enum access *ret_access)
{
	for (enum access a = MEMBER; a <= ADMIN; a++) {
		if (streq(codes[a], code)) {
			*ret_access = a;
			return true;
		}
	}
	return false;
}
