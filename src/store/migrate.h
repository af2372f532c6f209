#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/base.h"

/*
 * share_dir holds schema.sql and migrations/NNNN_NAME.sql (in the source tree:
 * deploy/migrations/).
 */

/** migrate_init(path, share_dir): make the new database ${path}; ERR_CONFLICT if it exists. */
enum err migrate_init(const char *path, const char *share_dir) NODISCARD;

/**
 * migrate_run(path, share_dir, ret_version):
 * Run the migrations above the version of ${path}, in order, each in one transaction;
 * ${ret_version} is the version then.  ERR_NOT_FOUND: no such database; ERR_CONFLICT: its
 * version is above the one of this program.
 */
enum err migrate_run(const char *path, const char *share_dir, int64_t *ret_version) NODISCARD;

/** migrate_check(path): OK, ERR_NOT_FOUND, or ERR_CONFLICT if its version is another. */
enum err migrate_check(const char *path) NODISCARD;

#endif
