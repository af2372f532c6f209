#ifndef TESTS_UNIT_STORE_SAMPLE_H
#define TESTS_UNIT_STORE_SAMPLE_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"
#include "store/company.h"
#include "store/db.h"
#include "store/migrate.h"
#include "store/opportunity.h"
#include "store/taxonomy.h"
#include "taxonomy_sample.h"

/* A database of its own for each test, in a folder of its own. */
struct store {
	char folder[64], path[80];
	struct db *db;			/* in a writing request of the system */
	struct arena *arena;
};

#define NOW INT64_C(1790000000)

static inline const char *
parent_code(int parent, bool sector)
{
	return parent == -1 ? "" :
	    sector	    ? sample_sectors[parent].code :
			      sample_regions[parent].code;
}

static inline void
store_fill(struct db *db)
{
	TX_AUTO tx = { 0 };
	bool changed;

	assert_int_equal(tx_begin(db, &tx), OK);
	for (size_t i = 0; i < countof(sample_sectors); i++)
		assert_int_equal(taxonomy_put_sector(db, &sample_sectors[i],
				     parent_code(sample_sectors[i].parent, true), (int64_t)i + 1,
				     &changed), OK);
	for (size_t i = 0; i < countof(sample_regions); i++)
		assert_int_equal(taxonomy_put_region(db, &sample_regions[i],
				     parent_code(sample_regions[i].parent, false), (int64_t)i + 1,
				     &changed), OK);
	assert_int_equal(tx_commit(&tx), OK);
}

static inline int
store_setup(void **state)
{
	struct store *st = calloc(1, sizeof(*st));
	const char *tmp = getenv("TMPDIR");

	snprintf(st->folder, sizeof(st->folder), "%s/store-XXXXXX", tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(st->folder));
	snprintf(st->path, sizeof(st->path), "%s/a.db", st->folder);
	assert_int_equal(migrate_init(st->path, SOURCE_DIR), OK);
	assert_int_equal(db_open(st->path, &st->db), OK);
	st->arena = arena_new((size_t)64 << 20);
	db_begin_request(st->db, SYSTEM, true);
	store_fill(st->db);
	*state = st;
	return 0;
}

static inline void
store_remove(struct store *st)
{
	static const char *const names[] = { "a.db", "a.db-wal", "a.db-shm", "a.db.lock", "b.db",
		"b.db-wal", "b.db-shm", "b.db.lock", "c.db", "c.db-wal", "c.db-shm", "c.db.lock" };
	char path[128];

	for (size_t i = 0; i < countof(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", st->folder, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(st->folder), 0);
}

static inline int
store_teardown(void **state)
{
	struct store *st = *state;

	db_end_request(st->db);
	db_close(st->db);
	arena_free(st->arena);
	store_remove(st);
	free(st);
	return 0;
}

/* Whether ${run} ends in BUG(), seen from a process of its own with its own handle. */
static inline bool
store_dies(const struct store *st, void (*run)(struct db *))
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		struct db *db;

		/* cmocka's handler would report and go on; the log of the bug is not news. */
		signal(SIGABRT, SIG_DFL);
		if (!freopen("/dev/null", "w", stderr) || db_open(st->path, &db) != OK)
			_exit(3);
		run(db);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static inline struct code_list
codes_of(const char **items, size_t n)
{
	return (struct code_list){ items, n };
}

static inline struct company_new
sample_company(const char *ref)
{
	static const char *languages[] = { "nl", "en" };

	return (struct company_new){
		.ref = ref,
		.name = "Testwater bv",
		.enterprise_number = "",
		.province = "antwerpen",
		.website = "https://example.be",
		.founded = 2001,
		.size = "small",
		.export_experience = "",
		.contact_name = "An Peeters",
		.contact_email = "an@example.be",
		.languages = codes_of(languages, 2),
		.state = "verified",
	};
}

static inline struct technology_new
sample_technology(void)
{
	static const char *sectors[] = { "water.sludge" };
	static const char *regions[] = { "CN-GD", "510100" };
	static const char *cooperation[] = { "sale", "pilot" };

	return (struct technology_new){
		.position = 1,
		.oneline = "Slib drogen",
		.summary = { { "Slib drogen", "Drying sludge", NULL } },
		.capacity = "100 m³",
		.trl = 8,
		.sectors = codes_of(sectors, 1),
		.regions = codes_of(regions, 2),
		.cooperation = codes_of(cooperation, 2),
	};
}

static inline struct opportunity_new
sample_opportunity(const char *ref)
{
	static const char *sectors[] = { "water.sludge" };
	static const char *regions[] = { "440100" };
	static const char *cooperation[] = { "sale" };

	return (struct opportunity_new){
		.ref = ref,
		.kind = "tender",
		.title = { { "", "Sludge drying", "污泥干化" } },
		.summary = { { "", "Sludge of a plant", "" } },
		.capacity = "",
		.trl_min = 7,
		.deadline = "2026-12-18",
		.organisation = "Guangzhou Water",
		.source_url = "",
		.status = "published",
		.sectors = codes_of(sectors, 1),
		.regions = codes_of(regions, 1),
		.cooperation = codes_of(cooperation, 1),
	};
}

static inline company_id
put_company(struct db *db, const char *ref, technology_id *ret_technology)
{
	struct company_new c = sample_company(ref);
	struct technology_new t = sample_technology();
	company_id id;
	bool changed;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(db, &tx), OK);
	assert_int_equal(company_insert(db, &c, NOW, &id), OK);
	assert_int_equal(technology_put(db, id, &t, NOW, ret_technology, &changed), OK);
	assert_true(changed);
	assert_int_equal(tx_commit(&tx), OK);
	return id;
}

static inline opportunity_id
put_opportunity(struct db *db, const struct opportunity_new *o, int64_t now,
    enum put_result *ret_result)
{
	opportunity_id id;
	TX_AUTO tx = { 0 };

	assert_int_equal(tx_begin(db, &tx), OK);
	assert_int_equal(opportunity_put(db, o, now, &id, ret_result), OK);
	assert_int_equal(tx_commit(&tx), OK);
	return id;
}

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, store_teardown)

#endif
