#ifndef STORE_STAFF_H
#define STORE_STAFF_H

#include "base/base.h"
#include "domain/account.h"

struct db;

struct staff_list {
	struct account *items;		/* without password and secret */
	size_t n;
};

/** staff_list(db, arena, ret_list): the accounts of staff, by partner and e-mail address; for commands. */
enum err staff_list(struct db *, struct arena *, struct staff_list *ret_list) NODISCARD;

#endif
