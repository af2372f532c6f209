#include "app/import.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/intern.h"
#include "base/utf8.h"
#include "domain/score.h"
#include "http/address.h"

const char *
import_text(struct import *im, const struct record *r, size_t column, size_t min, size_t max)
{
	const char *text = r->cells[column];
	size_t n = utf8_length(text);

	if (n > max)
		records_fail(&im->records, r, column, "%zu characters, at most %zu are allowed", n, max);
	else if (n > 0 && n < min)
		records_fail(&im->records, r, column, "too short, at least %zu characters", min);
	return text;
}

const char *
import_ref(struct import *im, const struct record *r, size_t column)
{
	const char *ref = import_text(im, r, column, 1, 40);

	/* "." and ".." are other addresses. */
	if (ref[0] != '\0' && ref[strspn(ref, "-_.")] == '\0')
		records_fail(&im->records, r, column, "%s has no letter or digit",
		    problems_quote(&im->problems, ref));
	if (ref[strspn(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")] != '\0')
		records_fail(&im->records, r, column,
		    "%s has other signs than letters, digits, \"-\", \"_\" and \".\"",
		    problems_quote(&im->problems, ref));
	return ref;
}

void
import_twin(struct import *im, const struct record *r, size_t column, const char *other,
    const char *where)
{
	records_fail(&im->records, r, column, "%s differs in capitals only from %s %s",
	    problems_quote(&im->problems, r->cells[column]), problems_quote(&im->problems, other), where);
}

const char *
import_fold(struct arena *arena, const char *ref)
{
	char *folded = arena_strndup(arena, ref, strlen(ref));

	for (char *p = folded; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 'a' - 'A');
	return folded;
}

/* "a, b, c" of a list, for a message. */
static const char *
list_codes(struct arena *arena, const struct list *list)
{
	const char *text = "";

	for (size_t i = 0; i < list->n; i++)
		text = arena_printf(arena, "%s%s%s", text, i ? ", " : "", list->items[i].code);
	return text;
}

const char *
import_code(struct import *im, const struct record *r, size_t column, const struct list *list)
{
	const char *code = r->cells[column];

	if (code[0] != '\0' && !list_has(list, code))
		records_fail(&im->records, r, column, "%s is not one of: %s",
		    problems_quote(&im->problems, code), list_codes(im->arena, list));
	return code;
}

/* What the cells of a list column may name: a list of codes, or a tree of the taxonomy. */
struct codes {
	const struct list *list;
	const struct taxonomy *sectors, *regions;
};

static int
codes_find(const struct codes *c, const char *code)
{
	if (c->list)
		return list_find(c->list, code);
	return c->sectors ? sector_find(c->sectors, code) : region_find(c->regions, code);
}

static const char *
codes_at(const struct codes *c, int i)
{
	if (c->list)
		return c->list->items[i].code;
	return c->sectors ? c->sectors->sectors[i].code : c->regions->regions[i].code;
}

static void
unknown_code(struct import *im, const struct record *r, size_t column, const struct codes *c,
    const char *code)
{
	const char *quoted = problems_quote(&im->problems, code);

	if (c->list)
		records_fail(&im->records, r, column, "%s is not one of: %s", quoted,
		    list_codes(im->arena, c->list));
	else
		records_fail(&im->records, r, column, "%s is not a code of a %s", quoted,
		    c->sectors ? "sector" : "region");
}

static struct code_list
read_codes(struct import *im, const struct record *r, size_t column, const struct codes *c)
{
	struct str rest = str_of(r->cells[column]), item;
	bool found[TAXONOMY_MAX] = { false };
	struct code_list out = { arena_new_of(im->arena, const char *, SCORE_CODES_MAX), 0 };
	size_t n = 0;
	bool any = false;

	while (str_split(&rest, ';', &item)) {
		item = utf8_trim(item);
		if (item.n == 0)
			continue;
		any = true;

		const char *code = arena_strndup(im->arena, item.p, item.n);
		int i = codes_find(c, code);
		if (i < 0) {
			unknown_code(im, r, column, c, code);
			continue;
		}
		n += !found[i];
		found[i] = true;
	}
	/* ";" is a cell with something in it, but no value. */
	if (!any && *r->cells[column] && im->records.columns[column].required)
		records_fail(&im->records, r, column, "a value is required");
	if (n > SCORE_CODES_MAX) {
		records_fail(&im->records, r, column, "%zu codes, at most %d are allowed", n,
		    SCORE_CODES_MAX);
		return out;
	}
	for (int i = 0; i < TAXONOMY_MAX; i++)
		if (found[i])
			out.items[out.n++] = codes_at(c, i);
	return out;
}

struct code_list
import_codes(struct import *im, const struct record *r, size_t column, const struct list *list)
{
	return read_codes(im, r, column, &(struct codes){ .list = list });
}

struct code_list
import_sectors(struct import *im, const struct record *r, size_t column)
{
	return read_codes(im, r, column, &(struct codes){ .sectors = im->taxonomy });
}

struct code_list
import_regions(struct import *im, const struct record *r, size_t column)
{
	return read_codes(im, r, column, &(struct codes){ .regions = im->taxonomy });
}

int64_t
import_int(struct import *im, const struct record *r, size_t column, int64_t lo, int64_t hi)
{
	const char *text = r->cells[column];
	int64_t value = 0;

	if (text[0] != '\0' && !str_int(str_of(text), lo, hi, &value))
		records_fail(&im->records, r, column,
		    "%s is not a whole number from %" PRId64 " to %" PRId64,
		    problems_quote(&im->problems, text), lo, hi);
	return value;
}

const char *
import_url(struct import *im, const struct record *r, size_t column)
{
	const char *text = import_text(im, r, column, 1, 500);

	if (text[0] == '\0')
		return text;

	const char *url = address_url(im->arena, text);
	if (!url)
		records_fail(&im->records, r, column,
		    "%s is not a web address with http or https",
		    problems_quote(&im->problems, text));
	return url ? url : "";
}

const char *
import_email(struct import *im, const struct record *r, size_t column)
{
	const char *text = import_text(im, r, column, 1, 254);

	if (text[0] == '\0')
		return text;

	const char *email = address_email(im->arena, text);
	if (!email)
		records_fail(&im->records, r, column, "%s is not an e-mail address",
		    problems_quote(&im->problems, text));
	return email ? email : "";
}

const char *
import_day(struct import *im, const struct record *r, size_t column)
{
	const char *text = r->cells[column];
	day d;

	if (text[0] != '\0' && day_parse(text, &d) != 0)
		records_fail(&im->records, r, column,
		    "%s is not a day such as 2026-12-18, from %d to %d",
		    problems_quote(&im->problems, text), DAY_YEAR_MIN, DAY_YEAR_MAX);
	return text;
}

struct texts
import_texts(struct import *im, const struct record *r, size_t column, size_t max)
{
	struct texts t;

	for (enum lang lang = 0; lang < LANG__MAX; lang++)
		t.in[lang] = import_text(im, r, column + lang, 1, max);
	return t;
}

bool
texts_any(const struct texts *t)
{
	return texts_pick(t, LANG_NL, NULL)[0] != '\0';
}

void
import_print_demo(const struct import *im)
{
	if (im->n_real > 0)
		printf("%zu %s a demo and %s real now\n", im->n_real,
		    im->n_real == 1 ? "was" : "were", im->n_real == 1 ? "is" : "are");
	if (im->n_kept > 0)
		printf("%zu left alone: %s\n", im->n_kept,
		    im->n_kept == 1 ? "its ref is that of a real one"
				    : "their refs are those of real ones");
}

size_t
names_put(struct names *names, const char *key, size_t value)
{
	if (!names->keys)
		names->keys = intern_new(names->arena, 1024);
	size_t *kept = intern_value(names->keys, intern_put(names->keys, str_of(key)));

	if (*kept == 0)
		*kept = value + 1;
	return *kept - 1;
}
