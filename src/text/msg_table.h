#ifndef TEXT_MSG_TABLE_H
#define TEXT_MSG_TABLE_H

#include "text/lang.h"
#include "text/msg_ids.h"

/*
 * The words of every message, made from templates/locale by tools/messages.py.
 * text[lang][0] is the form for one thing, [1] that for many; a message
 * without plural forms, and every Chinese one, has the same text in both.
 * MSG_NONE has "" everywhere.
 */
struct msg_entry {
	const char *name;
	const char *text[LANG__MAX][2];
};
extern const struct msg_entry msg_table[MSG__MAX];

#endif
