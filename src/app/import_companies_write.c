#include "app/import_companies.h"

#include "domain/oneline.h"
#include "domain/place.h"
#include "store/company.h"
#include "store/db.h"
#include "store/demo.h"

/* Keep what a file cannot say: the capacity, and a sentence that somebody wrote. */
static void
keep_unsaid(struct arena *arena, const struct technology_list *kept, struct technology_new *t)
{
	for (size_t i = 0; i < kept->n; i++) {
		const struct technology *old = &kept->items[i];

		if (old->position != t->position)
			continue;
		t->capacity = old->capacity;
		if (old->oneline[0] != '\0' && !streq(old->oneline, oneline_of(arena, &old->summary)))
			t->oneline = old->oneline;
	}
}

/* Which of ${stored} each row of ${e} is; the others that are live are archived. */
static enum err
archive_others(struct import *im, struct entry *e, const struct technology_list *stored)
{
	struct technology_new **rows = arena_new_of(im->arena, struct technology_new *, e->n);
	size_t n = 0;

	for (struct row *row = e->first; row; row = row->next)
		rows[n++] = &row->technology;

	const bool *claimed = place_technologies(im->arena, stored->items, stored->n, rows, n);
	for (size_t i = 0; i < stored->n; i++) {
		bool one = false;

		if (claimed[i])
			continue;
		enum err err = technology_archive(im->db, stored->items[i].id, im->now, &one);
		if (err != OK)
			return err;
		e->changed |= one;
	}
	return OK;
}

static enum err
write_technologies(struct import *im, struct entry *e, company_id id)
{
	struct technology_list stored = { 0 };
	enum err err = technology_list_all(im->db, id, im->arena, &stored);

	if (err == OK)
		err = archive_others(im, e, &stored);
	for (struct row *row = e->first; row && err == OK; row = row->next) {
		technology_id technology;
		bool one = false;

		keep_unsaid(im->arena, &stored, &row->technology);
		err = technology_put(im->db, id, &row->technology, im->now, &technology, &one);
		e->changed |= one;
	}
	return err;
}

/*
 * Before anything is written: who has another number in the file gives the old one
 * up, and an unconfirmed registration gives way.  So the order of rows is no matter.
 */
static enum err
free_number(struct import *im, struct entry *e)
{
	const struct company_new *new = &e->company;
	bool taken = false;
	enum err err = company_number_release(im->db, new->ref, new->enterprise_number, im->now,
	    &e->changed);

	/* No invented company takes a number from somebody. */
	if (err == OK && new->enterprise_number[0] != '\0' && !im->demo)
		err = company_number_claim(im->db, new->enterprise_number, im->now, &taken);
	im->n_taken_over += taken;
	return err;
}

/* ERR_BAD_INPUT, and noted: it must not be written. */
static enum err
update_company(struct import *im, struct entry *e, const struct company *old, company_id *ret_id)
{
	struct company_new *new = &e->company;
	bool changed = false;

	/*
	 * Its e-mail address is not confirmed: made verified by the file it would belong to
	 * whoever typed that address, and left as it is it would be thrown away in a week.
	 */
	if (streq(old->state, "unconfirmed")) {
		records_fail(&im->records, &e->first->record, C_REF,
		    "\"%s\" is a registration that nobody has confirmed yet", new->ref);
		return ERR_BAD_INPUT;
	}
	im->n_refused += streq(old->state, "refused");
	/* Taking the export of a demo in again leaves it a demo: see make_real(). */
	new->demo = e->was_demo = old->demo;

	enum err err = company_update(im->db, new, im->now, ret_id, &changed);
	e->changed |= changed;
	return err;
}

/* Whether ${e} is real, and the file is a demo. */
static enum err
keep_real(struct import *im, struct entry *e)
{
	struct company old;

	if (!im->demo)
		return OK;
	enum err err = company_get_by_ref(im->db, e->company.ref, im->arena, &old);
	if (err == ERR_NOT_FOUND)
		return OK;
	e->kept = err == OK && !old.demo;
	im->n_kept += e->kept;
	return err;
}

/* A real file changed a demo: it is that company's own data from here on. */
static enum err
make_real(struct import *im, const struct entry *e, company_id id)
{
	if (im->demo || !e->was_demo || !e->changed)
		return OK;
	im->n_real++;
	return demo_real_company(im->db, id, im->now);
}

/* ERR_BAD_INPUT, and noted: another has that ref, in other capitals. */
static enum err
insert_company(struct import *im, const struct entry *e, company_id *ret_id)
{
	const char *other;
	enum err err = company_ref_twin(im->db, e->company.ref, im->arena, &other);

	if (err == OK) {
		import_twin(im, &e->first->record, C_REF, other, "in the database");
		return ERR_BAD_INPUT;
	}
	return err == ERR_NOT_FOUND ? company_insert(im->db, &e->company, im->now, ret_id) : err;
}

static enum err
write_entry(struct import *im, struct entry *e)
{
	const struct company_new *new = &e->company;
	struct company old;
	company_id id;

	enum err err = company_get_by_ref(im->db, new->ref, im->arena, &old);
	bool is_new = err == ERR_NOT_FOUND;
	if (is_new)
		err = insert_company(im, e, &id);
	else if (err == OK)
		err = update_company(im, e, &old, &id);
	if (err == ERR_CONFLICT)
		records_fail(&im->records, e->said[C_NUMBER] ? e->said[C_NUMBER] : &e->first->record,
		    C_NUMBER, "\"%s\" is already that of another company", new->enterprise_number);
	/* Noted; see what else is wrong. */
	if (err == ERR_CONFLICT || err == ERR_BAD_INPUT)
		return OK;
	if (err == OK)
		err = write_technologies(im, e, id);
	if (err == OK)
		err = make_real(im, e, id);
	if (err != OK)
		return err;
	if (is_new)
		im->n_new++;
	else if (e->changed)
		im->n_changed++;
	else
		im->n_unchanged++;
	return OK;
}

static bool
is_broken(const struct import *im, const struct entry *e)
{
	for (const struct row *row = e->first; row; row = row->next)
		if (records_broken(&im->records, &row->record))
			return true;
	return false;
}

/* Whether it is known who it is and which number it will have, whatever else is wrong with it. */
static bool
has_number(const struct entry *e)
{
	for (const struct row *row = e->first; row; row = row->next)
		if (records_failed(&row->record, C_REF) || records_failed(&row->record, C_NUMBER))
			return false;
	return true;
}

enum err
company_file_write(struct import *im, const struct company_file *f)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(im->db, &tx);

	for (size_t i = 0; i < f->n && e == OK; i++)
		e = keep_real(im, &f->entries[i]);
	for (size_t i = 0; i < f->n && e == OK; i++)
		if (!f->entries[i].kept && has_number(&f->entries[i]))
			e = free_number(im, &f->entries[i]);
	for (size_t i = 0; i < f->n && e == OK; i++)
		if (!f->entries[i].kept && !is_broken(im, &f->entries[i]))
			e = write_entry(im, &f->entries[i]);
	if (im->problems.total > 0)
		return ERR_BAD_INPUT;
	return e == OK && !im->dry_run ? tx_commit(&tx) : e;
}
