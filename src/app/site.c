#include "app/site.h"

#include <stdlib.h>

#include "base/log.h"
#include "http/password.h"
#include "page/scoring.h"
#include "store/db.h"
#include "store/secret.h"
#include "store/taxonomy.h"
#include "store/vocabulary.h"

/* The key and the taxonomy belong to the site, which pages see as constant. */
struct site_owner {
	struct site site;
	unsigned char key[SECRET_SIZE];
	struct taxonomy *taxonomy;
	struct scoring *scoring;
};

/* Of the parent, for all that it forks. */
static struct {
	struct taxonomy *taxonomy;
	struct vocabulary *vocabulary;
} shared;

void
site_preload(const struct config *config)
{
	struct db *db = NULL;
	enum err e = db_open(config->db, &db);

	if (e != OK)
		return;
	db_begin_request(db, SYSTEM, false);
	e = taxonomy_load(db, &shared.taxonomy);
	if (e == OK)
		e = vocabulary_load(db, shared.taxonomy, &shared.vocabulary);
	if (e != OK)
		shared.vocabulary = NULL;
	db_end_request(db);
	db_close(db);
}

/* Concepts have their sectors by number. */
static bool
same_sectors(const struct taxonomy *a, const struct taxonomy *b)
{
	if (!a || a->n_sectors != b->n_sectors)
		return false;
	for (size_t i = 0; i < a->n_sectors; i++)
		if (!streq(a->sectors[i].code, b->sectors[i].code))
			return false;
	return true;
}

enum err
site_new(const struct config *config, struct db *db, struct site **ret)
{
	struct site_owner *o = calloc(1, sizeof *o);

	if (!o)
		BUG("out of memory");
	if (!password_setup(config->db, config->share)) {
		free(o);
		return ERR_INTERNAL;
	}
	db_begin_request(db, SYSTEM, false);
	enum err e = secret_get(db, "csrf", o->key, sizeof o->key);
	if (e == OK)
		e = taxonomy_load(db, &o->taxonomy);
	db_end_request(db);
	if (e == OK && o->taxonomy->n_sectors == 0) {
		log_event(LOG_ERROR, "site", "%s: no sectors; run: cleantechroute seed", config->db);
		e = ERR_NOT_FOUND;
	}
	if (e != OK) {
		site_free(&o->site);
		return e;
	}
	o->scoring = scoring_new(o->taxonomy, same_sectors(shared.taxonomy, o->taxonomy) ? shared.vocabulary : NULL);
	o->site = (struct site){
		.origin = config->origin,
		.mail_folder = config->mail_folder,
		.key = o->key,
		.taxonomy = o->taxonomy,
		.scoring = o->scoring,
		.share = config->share,
	};
	*ret = &o->site;
	return OK;
}

void
site_free(struct site *site)
{
	struct site_owner *o = (struct site_owner *)(void *)site;

	if (!o)
		return;
	scoring_free(o->scoring);
	taxonomy_free(o->taxonomy);
	free(o);
}
