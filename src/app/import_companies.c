#include "app/import_companies.h"

#include <inttypes.h>

#include "domain/oneline.h"

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

static const char *
read_number(struct import *im, const struct record *r)
{
	const char *text = r->cells[C_NUMBER];
	char digits[11];

	if (text[0] == '\0')
		return text;
	if (!company_number_check(text, digits)) {
		records_fail(&im->records, r, C_NUMBER,
		    "%s is not an enterprise number: ten digits that end in their check",
		    problems_quote(&im->problems, text));
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

/* What every row of a company may say of it, and where that is kept. */
enum kind { KIND_TEXT, KIND_NUMBER, KIND_CODES };
#define AT(member) offsetof(struct company_new, member)
static const struct shared {
	size_t column, at;
	enum kind kind;
} all_shared[] = {
	{ C_NAME, AT(name), KIND_TEXT },
	{ C_NUMBER, AT(enterprise_number), KIND_TEXT },
	{ C_PROVINCE, AT(province), KIND_TEXT },
	{ C_WEBSITE, AT(website), KIND_TEXT },
	{ C_FOUNDED, AT(founded), KIND_NUMBER },
	{ C_SIZE, AT(size), KIND_TEXT },
	{ C_LANGUAGES, AT(languages), KIND_CODES },
	{ C_CONTACT_NAME, AT(contact_name), KIND_TEXT },
	{ C_CONTACT_EMAIL, AT(contact_email), KIND_TEXT },
};

static bool
shared_equal(const struct shared *s, const struct company_new *a, const struct company_new *b)
{
	const void *x = (const char *)a + s->at, *y = (const char *)b + s->at;

	switch (s->kind) {
	case KIND_TEXT:
		return streq(*(const char *const *)x, *(const char *const *)y);
	case KIND_NUMBER:
		return *(const int64_t *)x == *(const int64_t *)y;
	case KIND_CODES:
		break;
	}
	return codes_equal(x, y);
}

static void
shared_copy(const struct shared *s, struct company_new *to, const struct company_new *from)
{
	static const size_t sizes[] = { [KIND_TEXT] = sizeof(const char *),
		[KIND_NUMBER] = sizeof(int64_t), [KIND_CODES] = sizeof(struct code_list) };

	memcpy((char *)to + s->at, (const char *)from + s->at, sizes[s->kind]);
}

/* An empty cell says nothing of the company; all that are not must say the same. */
static void
hear_row(struct import *im, struct entry *e, const struct row *row)
{
	for (size_t i = 0; i < countof(all_shared); i++) {
		const struct shared *s = &all_shared[i];
		const struct record *said = e->said[s->column], *r = &row->record;

		if (r->cells[s->column][0] == '\0' || records_failed(r, s->column))
			continue;
		if (!said) {
			shared_copy(s, &e->company, &row->company);
			e->said[s->column] = r;
		} else if (!shared_equal(s, &e->company, &row->company)) {
			records_fail(&im->records, r, s->column,
			    "%s, but line %" PRId64 " of the same company %s has %s",
			    problems_quote(&im->problems, r->cells[s->column]), said->line,
			    e->company.ref, problems_quote(&im->problems, said->cells[s->column]));
		}
	}
}

/* "vl-1" and "VL-1" are not two companies. */
static void
check_twin(struct import *im, struct company_file *f, const struct row *row, size_t entry)
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
check_number(struct import *im, struct company_file *f, const struct row *row, size_t entry)
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
check_twice(struct import *im, struct company_file *f, const struct row *row)
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
add_row(struct import *im, struct company_file *f, struct row *row)
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
		f->entries[f->n++] = (struct entry){ .first = row, .last = row, .n = 1,
			.company = row->company };
	} else {
		f->entries[i].last = f->entries[i].last->next = row;
		f->entries[i].n++;
	}
	hear_row(im, &f->entries[i], row);
	check_number(im, f, row, i);
	if (named) {
		check_twin(im, f, row, i);
		check_twice(im, f, row);
	}
}

enum err
import_companies(struct import *im, const char *path, enum record_format format)
{
	struct company_file f = { .refs.arena = im->arena, .folded.arena = im->arena, .numbers.arena = im->arena,
		.technologies.arena = im->arena };
	struct record record;

	im->problems = (struct problems){ .arena = im->arena, .file = path };
	im->n_new = im->n_changed = im->n_unchanged = im->n_refused = im->n_taken_over = 0;
	im->n_real = im->n_kept = 0;
	bool open = records_open(&im->records, im->arena, &im->problems, path, format, company_columns,
	    n_company_columns);
	while (open && records_next(&im->records, &record)) {
		struct row *row = arena_new_of(im->arena, struct row, 1);

		row->record = record;
		read_company(im, &record, &row->company);
		read_technology(im, &record, &row->technology);
		add_row(im, &f, row);
	}

	enum err e = open ? company_file_write(im, &f) : ERR_BAD_INPUT;
	records_close(&im->records);
	return e;
}
