#include "app/import.h"

#include <inttypes.h>

#include "domain/oneline.h"
#include "domain/place.h"
#include "store/company.h"
#include "store/db.h"
#include "store/demo.h"

/* The columns, in the order of product.md section 10; exports use the same. */
enum {
	C_REF, C_NAME, C_NUMBER, C_PROVINCE, C_WEBSITE, C_FOUNDED, C_SIZE,
	C_SUMMARY, C_SUMMARY_EN, C_SUMMARY_ZH, C_SECTORS, C_REGIONS, C_COOPERATION, C_TRL,
	C_LANGUAGES, C_CONTACT_NAME, C_CONTACT_EMAIL, C__MAX
};
/* clang-format off */
const struct column company_columns[] = {
	[C_REF]           = { "ref",               COLUMN_LINE,   true },
	[C_NAME]          = { "name",              COLUMN_LINE,   true },
	[C_NUMBER]        = { "enterprise_number", COLUMN_LINE,   false },
	[C_PROVINCE]      = { "province",          COLUMN_LINE,   false },
	[C_WEBSITE]       = { "website",           COLUMN_LINE,   false },
	[C_FOUNDED]       = { "founded",           COLUMN_NUMBER, false },
	[C_SIZE]          = { "size",              COLUMN_LINE,   false },
	[C_SUMMARY]       = { "summary_nl",        COLUMN_TEXT,   false },
	[C_SUMMARY_EN]    = { "summary_en",        COLUMN_TEXT,   false },
	[C_SUMMARY_ZH]    = { "summary_zh",        COLUMN_TEXT,   false },
	[C_SECTORS]       = { "sectors",           COLUMN_LIST,   false },
	[C_REGIONS]       = { "target_regions",    COLUMN_LIST,   true },
	[C_COOPERATION]   = { "cooperation",       COLUMN_LIST,   false },
	[C_TRL]           = { "trl",               COLUMN_NUMBER, false },
	[C_LANGUAGES]     = { "languages",         COLUMN_LIST,   false },
	[C_CONTACT_NAME]  = { "contact_name",      COLUMN_LINE,   false },
	[C_CONTACT_EMAIL] = { "contact_email",     COLUMN_LINE,   false },
};
/* clang-format on */
const size_t n_company_columns = countof(company_columns);

#define NAME_MAX_CHARS    120
#define SUMMARY_MAX_CHARS 4000

/* One row of the file. */
struct row {
	struct row *next;		/* of the same company */
	struct record record;
	struct company_new company;
	struct technology_new technology;
};
struct entry {
	struct row *first, *last;
	size_t n;
	bool changed;			/* something was written for it */
	bool was_demo;
	bool kept;			/* real, and the file is a demo: left alone */
};
struct file {
	struct entry *entries;
	size_t n, cap;
	struct names refs, folded, numbers, technologies;
};

static const char *
read_number(struct import *im, const struct record *r)
{
	const char *text = r->cells[C_NUMBER];
	char digits[11];

	if (text[0] == '\0')
		return text;
	if (!company_number_check(text, digits)) {
		records_fail(&im->records, r, C_NUMBER,
		    "\"%.60s\" is not an enterprise number: ten digits that end in their check",
		    text);
		return "";
	}
	return arena_strdup(im->arena, digits);
}

static void
read_company(struct import *im, const struct record *r, struct company_new *c)
{
	char today[11];

	day_iso(day_of(im->now), today);
	int64_t year = 0;
	(void)str_int((struct str){ today, 4 }, 0, 9999, &year);
	*c = (struct company_new){
		.ref = import_ref(im, r, C_REF),
		.name = import_text(im, r, C_NAME, 2, NAME_MAX_CHARS),
		.enterprise_number = read_number(im, r),
		.province = import_code(im, r, C_PROVINCE, &list_provinces),
		.website = import_url(im, r, C_WEBSITE),
		.founded = import_int(im, r, C_FOUNDED, 1800, year),
		.size = import_code(im, r, C_SIZE, &list_sizes),
		.export_experience = "",
		.contact_name = import_text(im, r, C_CONTACT_NAME, 1, NAME_MAX_CHARS),
		.contact_email = import_email(im, r, C_CONTACT_EMAIL),
		.languages = import_codes(im, r, C_LANGUAGES, &list_languages),
		.state = "verified",
		.demo = im->demo,
	};
}

static void
read_technology(struct import *im, const struct record *r, struct technology_new *t)
{
	*t = (struct technology_new){
		.summary = import_texts(im, r, C_SUMMARY, SUMMARY_MAX_CHARS),
		.capacity = "",
		.trl = import_int(im, r, C_TRL, 1, 9),
		.sectors = import_sectors(im, r, C_SECTORS),
		.regions = import_regions(im, r, C_REGIONS),
		.cooperation = import_codes(im, r, C_COOPERATION, &list_cooperation),
	};
	t->oneline = oneline_of(im->arena, &t->summary);
	if (!texts_any(&t->summary))
		records_fail(&im->records, r, C_SUMMARY,
		    "a summary is required, in at least one of the three languages");
}

static bool
codes_equal(const struct code_list *a, const struct code_list *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (!streq(a->items[i], b->items[i]))
			return false;
	return a->n == b->n;
}

/* All rows of one company must say the same of it. */
static void
check_agrees(struct import *im, const struct row *first, const struct row *row)
{
	const struct company_new *a = &first->company, *b = &row->company;
	const struct {
		size_t column;
		bool equal;
	} checks[] = {
		{ C_NAME, streq(a->name, b->name) },
		{ C_NUMBER, streq(a->enterprise_number, b->enterprise_number) },
		{ C_PROVINCE, streq(a->province, b->province) },
		{ C_WEBSITE, streq(a->website, b->website) },
		{ C_FOUNDED, a->founded == b->founded },
		{ C_SIZE, streq(a->size, b->size) },
		{ C_LANGUAGES, codes_equal(&a->languages, &b->languages) },
		{ C_CONTACT_NAME, streq(a->contact_name, b->contact_name) },
		{ C_CONTACT_EMAIL, streq(a->contact_email, b->contact_email) },
	};

	for (size_t i = 0; i < countof(checks); i++)
		if (!checks[i].equal && !records_failed(&first->record, checks[i].column) &&
		    !records_failed(&row->record, checks[i].column))
			records_fail(&im->records, &row->record, checks[i].column,
			    "\"%.120s\", but line %" PRId64 " of the same company %s has \"%.120s\"",
			    row->record.cells[checks[i].column], first->record.line, a->ref,
			    first->record.cells[checks[i].column]);
}

/* "vl-1" and "VL-1" are not two companies. */
static void
check_twin(struct import *im, struct file *f, const struct row *row, size_t entry)
{
	const char *ref = row->company.ref;
	size_t other = names_put(&f->folded, import_fold(im->arena, ref), entry);

	if (other == entry)
		return;
	const struct row *first = f->entries[other].first;
	import_twin(im, &row->record, C_REF, first->company.ref,
	    arena_printf(im->arena, "on line %" PRId64, first->record.line));
}

/* A number belongs to one company. */
static void
check_number(struct import *im, struct file *f, const struct row *row, size_t entry)
{
	const char *number = row->company.enterprise_number;

	if (number[0] == '\0')
		return;

	size_t other = names_put(&f->numbers, number, entry);
	if (other != entry)
		records_fail(&im->records, &row->record, C_NUMBER,
		    "\"%s\" is also that of company %s, line %" PRId64, number,
		    f->entries[other].first->company.ref,
		    f->entries[other].first->record.line);
}

static void
add_codes(struct buf *key, const struct code_list *codes)
{
	for (size_t i = 0; i < codes->n; i++)
		buf_printf(key, "%s;", codes->items[i]);
	buf_putc(key, '\n');
}

/* A row that was pasted twice would be two technologies, and every match of it too. */
static void
check_twice(struct import *im, struct file *f, const struct row *row)
{
	const struct technology_new *t = &row->technology;
	struct buf key;

	buf_init(&key, 1 << 20);
	buf_printf(&key, "%s\n%" PRId64 "\n", row->company.ref, t->trl);
	add_codes(&key, &t->sectors);
	add_codes(&key, &t->regions);
	add_codes(&key, &t->cooperation);
	for (enum lang lang = 0; lang < LANG__MAX; lang++)
		buf_printf(&key, "%s\f", t->summary.in[lang]);

	size_t line = (size_t)row->record.line;
	size_t other = names_put(&f->technologies, arena_strdup(im->arena, key.p), line);
	buf_done(&key);
	if (other != line)
		records_fail(&im->records, &row->record, C_SUMMARY,
		    "this technology stands on line %zu already", other);
}

static void
add_row(struct import *im, struct file *f, struct row *row)
{
	/* Rows without a ref have nothing in common. */
	bool named = row->company.ref[0] != '\0' && !records_failed(&row->record, C_REF);
	size_t i = named ? names_put(&f->refs, row->company.ref, f->n) : f->n;

	if (i == f->n) {
		if (f->n == f->cap) {
			struct entry *old = f->entries;

			f->cap = f->cap ? f->cap * 2 : 1024;
			f->entries = arena_new_of(im->arena, struct entry, f->cap);
			for (size_t j = 0; j < f->n; j++)
				f->entries[j] = old[j];
		}
		f->entries[f->n++] = (struct entry){ .first = row, .last = row, .n = 1 };
	} else {
		check_agrees(im, f->entries[i].first, row);
		f->entries[i].last = f->entries[i].last->next = row;
		f->entries[i].n++;
	}
	check_number(im, f, row, i);
	if (named) {
		check_twin(im, f, row, i);
		check_twice(im, f, row);
	}
}

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
	const struct company_new *new = &e->first->company;
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
	struct company_new *new = &e->first->company;
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
	enum err err = company_get_by_ref(im->db, e->first->company.ref, im->arena, &old);
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
	enum err err = company_ref_twin(im->db, e->first->company.ref, im->arena, &other);

	if (err == OK) {
		import_twin(im, &e->first->record, C_REF, other, "in the database");
		return ERR_BAD_INPUT;
	}
	return err == ERR_NOT_FOUND ? company_insert(im->db, &e->first->company, im->now, ret_id) : err;
}

static enum err
write_entry(struct import *im, struct entry *e)
{
	const struct company_new *new = &e->first->company;
	struct company old;
	company_id id;

	enum err err = company_get_by_ref(im->db, new->ref, im->arena, &old);
	bool is_new = err == ERR_NOT_FOUND;
	if (is_new)
		err = insert_company(im, e, &id);
	else if (err == OK)
		err = update_company(im, e, &old, &id);
	if (err == ERR_CONFLICT)
		records_fail(&im->records, &e->first->record, C_NUMBER,
		    "\"%s\" is already that of another company", new->enterprise_number);
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

static enum err
write_all(struct import *im, const struct file *f)
{
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(im->db, &tx);

	for (size_t i = 0; i < f->n && e == OK; i++)
		e = keep_real(im, &f->entries[i]);
	for (size_t i = 0; i < f->n && e == OK; i++)
		if (!f->entries[i].kept)
			e = free_number(im, &f->entries[i]);
	for (size_t i = 0; i < f->n && e == OK; i++)
		if (!f->entries[i].kept)
			e = write_entry(im, &f->entries[i]);
	if (e == OK && im->problems.total > 0)
		e = ERR_BAD_INPUT;
	return e == OK && !im->dry_run ? tx_commit(&tx) : e;
}

enum err
import_companies(struct import *im, const char *path, enum record_format format)
{
	struct file f = { .refs.arena = im->arena, .folded.arena = im->arena, .numbers.arena = im->arena,
		.technologies.arena = im->arena };
	struct record record;

	im->problems = (struct problems){ .arena = im->arena, .file = path };
	im->n_new = im->n_changed = im->n_unchanged = im->n_refused = im->n_taken_over = 0;
	im->n_real = im->n_kept = 0;
	if (records_open(&im->records, im->arena, &im->problems, path, format, company_columns,
		n_company_columns)) {
		while (records_next(&im->records, &record)) {
			struct row *row = arena_new_of(im->arena, struct row, 1);

			row->record = record;
			read_company(im, &record, &row->company);
			read_technology(im, &record, &row->technology);
			add_row(im, &f, row);
		}
	}

	enum err e = im->problems.total > 0 ? ERR_BAD_INPUT : write_all(im, &f);
	records_close(&im->records);
	return e;
}
