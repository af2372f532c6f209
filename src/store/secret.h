#ifndef STORE_SECRET_H
#define STORE_SECRET_H

#include "base/base.h"

struct db;

#define SECRET_SIZE 32

/**
 * secret_get(db, name, out, n):
 * Write the first ${n} bytes of the secret ${name} ("csrf") to ${out}; ERR_NOT_FOUND.
 */
enum err secret_get(struct db *, const char *name, uint8_t *out, size_t n) NODISCARD;

#endif
