#ifndef HTTP_PASSWORD_H
#define HTTP_PASSWORD_H

#include "base/base.h"
#include "text/msg.h"

#define PASSWORD_BYTES_MAX 1024
#define PASSWORD_MIN_MEMBER 15		/* code points, where it is the only factor */
#define PASSWORD_MIN_STAFF 12		/* with a second factor */
#define PASSWORD_HASH_SIZE 128		/* bytes, with the NUL */

/**
 * password_setup(db, share):
 * Once per program, before passwords are looked at.  ${db} is the path of the database: two
 * lock files beside it make that at most two hashes are counted at once over all processes
 * (64 MiB each).  NULL: no limit.  Reads the list of common passwords,
 * ${share}/seed/common-passwords.txt.  Return false, and log why, if it cannot be read.
 */
bool password_setup(const char *db, const char *share);

/**
 * password_check(password, least, own):
 * What is wrong with a new password, or MSG_NONE: fewer than ${least} code points, more
 * than PASSWORD_BYTES_MAX bytes, a common one (any case), a row or repetition of few
 * characters, or mostly made of the name of this site and the texts in ${own}, which ends with
 * NULL: own e-mail address, name and company.  No rules about which characters.
 */
enum msg password_check(const char *password, size_t least, const char *const own[]);

/**
 * password_hash(password, ret_hash):
 * Argon2id with 64 MiB and two passes, as libsodium's string.  Takes about 0.2 s: never
 * inside a transaction.  ERR_BUSY: two are being counted already.
 */
enum err password_hash(const char *password, char ret_hash[static PASSWORD_HASH_SIZE]) NODISCARD;

/**
 * password_verify(hash, password, ret_ok):
 * Whether ${password} belongs to ${hash}.  For ${hash} NULL (no such account) the answer is
 * false and takes the same time.  ERR_BUSY as password_hash().
 */
enum err password_verify(const char *hash, const char *password, bool *ret_ok) NODISCARD;

/** password_needs_rehash(hash): made with other costs than those of today. */
bool password_needs_rehash(const char *hash);

#endif
