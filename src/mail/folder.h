#ifndef MAIL_FOLDER_H
#define MAIL_FOLDER_H

#include "base/base.h"
#include "mail/message.h"

/*
 * A folder of messages instead of a mail server: for demonstrations and tests.
 * A name is "NNNNNN-KIND": the number of the row and the kind, without ".eml".
 */
#define FOLDER_NAME_MAX 48

/** folder_name(arena, id, kind): "000012-verify_email". */
char *folder_name(struct arena *, int64_t id, const char *kind);

/** folder_put(dir, name, raw, n): write the message, whole or not at all, over one of that name. */
enum err folder_put(const char *dir, const char *name, const char *raw, size_t n) NODISCARD;

/** folder_has(dir, name): whether it is there. */
bool folder_has(const char *dir, const char *name);

/**
 * folder_get(dir, name, arena, ret_message):
 * Read one.  ERR_NOT_FOUND if it is not there, or is no name or no message of ours; ERR_INTERNAL,
 * and logged, if it cannot be read.
 */
enum err folder_get(const char *dir, const char *name, struct arena *,
    struct message_read *ret_message) NODISCARD;

#endif
