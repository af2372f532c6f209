#ifndef STORE_STMT_H
#define STORE_STMT_H

/*
 * The list of all statements, made by the build from the *.stmt file of each
 * subject.  STMT(name, READ|WRITE, role, sql): role is the least role whose
 * requests may run it.
 */
enum stmt_id {
#define STMT(id, mode, role, sql) STMT_##id,
#include "store/stmt_all.def"
#undef STMT
	STMT__MAX
};

#endif
