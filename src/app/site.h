#ifndef APP_SITE_H
#define APP_SITE_H

#include "app/config.h"
#include "http/route.h"

/**
 * site_preload(config):
 * Load what is large and the same for all workers, the vocabulary, before they part: they share its memory then.  What
 * goes wrong here shows again, and is told, in site_new().
 */
void site_preload(const struct config *);

/**
 * site_new(config, db, ret_site):
 * What pages need beside their request: the taxonomy and the secret key from
 * ${db}, the addresses from ${config}.  It lives as long as the process; give
 * back with site_free().  ERR_NOT_FOUND, logged: the database has no taxonomy yet ("seed").
 */
enum err site_new(const struct config *, struct db *, struct site **ret_site) NODISCARD;
void site_free(struct site *);		/* NULL is fine */

#endif
