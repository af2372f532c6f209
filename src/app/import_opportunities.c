#include "app/import.h"

#include <inttypes.h>

#include "domain/opportunity_columns.h"
#include "store/db.h"
#include "store/demo.h"
#include "store/opportunity.h"

#define TITLE_MAX_CHARS        160
#define SUMMARY_MAX_CHARS      4000
#define ORGANISATION_MAX_CHARS 200

/* One row of the file, in a chain of all. */
struct row {
	struct row *next;
	struct record record;
	struct opportunity_new new;
};

static void
read_row(struct import *im, const struct record *r, struct opportunity_new *o)
{
	*o = (struct opportunity_new){
		.ref = import_ref(im, r, O_REF),
		.kind = import_code(im, r, O_KIND, &list_kinds),
		.title = import_texts(im, r, O_TITLE, TITLE_MAX_CHARS),
		.summary = import_texts(im, r, O_SUMMARY, SUMMARY_MAX_CHARS),
		.capacity = "",
		.trl_min = import_int(im, r, O_TRL_MIN, 1, 9),
		.deadline = import_day(im, r, O_DEADLINE),
		.organisation = import_text(im, r, O_ORGANISATION, 1, ORGANISATION_MAX_CHARS),
		.source_url = import_url(im, r, O_SOURCE_URL),
		.status = import_code(im, r, O_STATUS, &list_opportunity_status),
		.sectors = import_sectors(im, r, O_SECTORS),
		.regions = import_regions(im, r, O_REGIONS),
		.cooperation = import_codes(im, r, O_COOPERATION, &list_cooperation),
		.demo = im->demo,
	};
	if (!texts_any(&o->title))
		records_fail(&im->records, r, O_TITLE,
		    "a title is required, in at least one of the three languages");
}

/* A ref is there once, also in other capitals. */
static void
check_ref(struct import *im, struct names *refs, const struct row *rows, const struct row *row)
{
	const char *ref = row->new.ref;
	size_t line = (size_t)row->record.line, other;

	if (ref[0] == '\0')
		return;
	other = names_put(refs, import_fold(im->arena, ref), line);
	if (other == line)
		return;
	while ((size_t)rows->record.line != other)
		rows = rows->next;
	if (streq(rows->new.ref, ref))
		records_fail(&im->records, &row->record, O_REF,
		    "%s stands on line %zu already", problems_quote(&im->problems, ref), other);
	else
		import_twin(im, &row->record, O_REF, rows->new.ref,
		    arena_printf(im->arena, "on line %zu", other));
}

/* Whether another has the ref of the new ${row}, in other capitals: noted. */
static enum err
check_stored(struct import *im, const struct row *row, bool *ret_bad)
{
	const char *other;
	enum err e = opportunity_ref_twin(im->db, row->new.ref, im->arena, &other);

	*ret_bad = e == OK;
	if (e == OK)
		import_twin(im, &row->record, O_REF, other, "in the database");
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
write_row(struct import *im, struct row *row)
{
	struct opportunity_new *new = &row->new;
	bool bad = false;
	struct opportunity old = { 0 };
	opportunity_id id;
	enum put_result result;

	/* Keep what a file cannot say. */
	enum err e = opportunity_get_staff(im->db, new->ref, im->arena, &old);
	if (e == OK && im->demo && !old.demo) {
		im->n_kept++;
		return OK;
	}
	if (e == OK) {
		new->capacity = old.capacity;
		new->demo = old.demo;
	} else if (e == ERR_NOT_FOUND) {
		e = check_stored(im, row, &bad);
	}
	if (e != OK || bad)
		return e;
	e = opportunity_put(im->db, new, im->now, &id, &result);
	if (e == OK && im->demo)
		e = demo_verify(im->db, id, im->now);
	if (e == OK && old.demo && !im->demo && result == PUT_UPDATED) {
		im->n_real++;
		e = demo_real_opportunity(im->db, id, im->now);
	}
	if (e != OK)
		return e;
	switch (result) {
	case PUT_INSERTED:
		im->n_new++;
		break;
	case PUT_UPDATED:
		im->n_changed++;
		break;
	case PUT_UNCHANGED:
		im->n_unchanged++;
		break;
	}
	return OK;
}

/* Also where the file is wrong, and then for nothing: what the database has against its other rows is told too. */
static enum err
write_all(struct import *im, struct row *rows)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(im->db, &tx);

	for (struct row *row = rows; row && e == OK; row = row->next)
		if (!records_broken(&im->records, &row->record))
			e = write_row(im, row);
	if (im->problems.total > 0)
		return ERR_BAD_INPUT;
	return e == OK && !im->dry_run ? tx_commit(&tx) : e;
}

enum err
import_opportunities(struct import *im, const char *path, enum record_format format)
{
	struct names refs = { .arena = im->arena };
	struct row *rows = NULL, **end = &rows;
	struct record record;

	im->problems = (struct problems){ .arena = im->arena, .file = path };
	im->n_new = im->n_changed = im->n_unchanged = im->n_real = im->n_kept = 0;
	bool open = records_open(&im->records, im->arena, &im->problems, path, format,
	    opportunity_columns, O__MAX);
	while (open && records_next(&im->records, &record)) {
		struct row *row = arena_new_of(im->arena, struct row, 1);

		row->record = record;
		read_row(im, &record, &row->new);
		*end = row;
		end = &row->next;
		check_ref(im, &refs, rows, row);
	}

	enum err e = open ? write_all(im, rows) : ERR_BAD_INPUT;
	records_close(&im->records);
	return e;
}
