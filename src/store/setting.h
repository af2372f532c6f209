#ifndef STORE_SETTING_H
#define STORE_SETTING_H

#include "base/base.h"

struct db;

/** setting_get(db, name, otherwise, ret_value): ${otherwise} where it was never put. */
enum err setting_get(struct db *, const char *name, int64_t otherwise, int64_t *ret_value) NODISCARD;

/** setting_put(db, name, value): in the caller's transaction. */
enum err setting_put(struct db *, const char *name, int64_t value) NODISCARD;

#endif
