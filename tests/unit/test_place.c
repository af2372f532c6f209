#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/place.h"

/* One technology: its text, and the one sector that it has ("": none). */
struct sample {
	const char *text, *sector;
	int64_t position;
	bool archived;
};

#define MAX 8

static struct arena *arena;
static struct technology_new rows[MAX];
static bool *claimed;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new(16 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct code_list
sectors_of(const char *sector)
{
	struct code_list list = { arena_new_of(arena, const char *, 1), sector[0] != '\0' };

	list.items[0] = sector;
	return list;
}

/* "nl|en" */
static struct texts
texts_of(const char *text)
{
	const char *bar = strchr(text, '|');

	return (struct texts){ { bar ? arena_strndup(arena, text, (size_t)(bar - text)) : text,
	    bar ? bar + 1 : "", "" } };
}

static void
place(const struct sample *stored, size_t n, const struct sample *file, size_t n_rows)
{
	struct technology technologies[MAX];
	struct technology_new *pointers[MAX];

	for (size_t i = 0; i < n; i++)
		technologies[i] = (struct technology){ .position = stored[i].position,
			.summary = texts_of(stored[i].text),
			.state = stored[i].archived ? "archived" : "live",
			.sectors = sectors_of(stored[i].sector) };
	for (size_t i = 0; i < n_rows; i++) {
		rows[i] = (struct technology_new){ .summary = texts_of(file[i].text),
			.sectors = sectors_of(file[i].sector) };
		pointers[i] = &rows[i];
	}
	claimed = place_technologies(arena, technologies, n, pointers, n_rows);
}

/* The positions that the rows have then are those of the samples themselves. */
#define PLACE(stored, file)                                                                \
	do {                                                                               \
		place(stored, countof(stored), file, countof(file));                       \
		for (size_t i_ = 0; i_ < countof(file); i_++)                              \
			assert_int_equal(rows[i_].position, (file)[i_].position);          \
	} while (0)

static const struct sample three[] = {
	{ "Slib drogen met restwarmte", "water.sludge", 1, false },
	{ "Stof meten in rookgas", "air", 2, false },
	{ "Grond reinigen met stoom", "soil", 3, false },
};

static void
the_text_keeps_its_place(void **state)
{
	const struct sample last[] = { { "Grond reinigen met stoom", "soil", 3, false } };
	const struct sample turned[] = {
		{ "Grond reinigen met stoom", "soil", 3, false },
		{ "Slib drogen met restwarmte", "energy", 1, false },
		{ "Iets nieuws", "air", 4, false },
		{ "Stof meten in rookgas", "air", 2, false },
	};

	(void)state;
	PLACE(three, last);
	assert_false(claimed[0]);
	assert_false(claimed[1]);
	assert_true(claimed[2]);
	PLACE(three, turned);
	assert_true(claimed[0] && claimed[1] && claimed[2]);
}

static void
archived_ones_come_back(void **state)
{
	const struct sample stored[] = {
		{ "Slib drogen", "water", 1, true },
		{ "Slib drogen", "water", 3, false },
		{ "Stof meten", "air", 4, true },
	};
	const struct sample file[] = {
		{ "Stof meten|Measuring dust", "air", 4, false },
		{ "Slib drogen", "water", 3, false },
		{ "Slib drogen", "water", 1, false },
		{ "Slib persen", "water", 5, false },
	};

	(void)state;
	PLACE(stored, file);
}

static void
the_same_text_twice_goes_by_sector(void **state)
{
	const struct sample stored[] = {
		{ "Meten", "water", 1, false },
		{ "Meten", "air", 2, false },
		{ "Meten", "air", 3, false },
	};
	const struct sample file[] = {
		{ "Meten", "air", 2, false },
		{ "Meten", "air", 3, false },
		{ "Meten", "water", 1, false },
	};

	(void)state;
	PLACE(stored, file);
}

static void
edits(void **state)
{
	/* Alike, wherever it stands; anything at all only in its place. */
	const struct sample moved[] = {
		{ "Stof meten in rookgassen", "air.dust", 2, false },
		{ "Slib drogen met zonnewarmte", "", 1, false },
		{ "Heel andere woorden", "soil", 3, false },
	};
	/* One is gone: the place of the others says nothing. */
	const struct sample fewer[] = {
		{ "Slib drogen met restwarmte", "water.sludge", 1, false },
		{ "Heel andere woorden", "soil", 4, false },
	};
	/* Other sectors: it is another technology. */
	const struct sample sector[] = {
		{ "Slib drogen met restwarmte!", "energy", 4, false },
		{ "Stof meten in rookgas", "air", 2, false },
		{ "Grond reinigen met stoom", "soil", 3, false },
	};

	(void)state;
	PLACE(three, moved);
	PLACE(three, fewer);
	assert_false(claimed[1] || claimed[2]);
	PLACE(three, sector);
	assert_false(claimed[0]);
}

static void
nothing_stored(void **state)
{
	const struct sample file[] = { { "Een", "", 1, false }, { "Een", "", 2, false } };

	(void)state;
	place(NULL, 0, file, 2);
	assert_int_equal(rows[0].position, 1);
	assert_int_equal(rows[1].position, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_text_keeps_its_place),
		cmocka_unit_test(archived_ones_come_back),
		cmocka_unit_test(the_same_text_twice_goes_by_sector),
		cmocka_unit_test(edits),
		cmocka_unit_test(nothing_stored),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
