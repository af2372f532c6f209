#include "page/register_steps.h"

#include "base/random.h"
#include "http/digest.h"

_Static_assert(DIGEST_SIZE == DRAFT_HASH_SIZE, "the hash of a draft's secret");

#define VALUE_MAX (16 * 1024 + 1)	/* bytes of one field in a draft: 4,000 signs and some */

enum err
register_load(struct req *rq, struct register_draft *ret_draft)
{
	struct register_draft d = { 0 };
	struct draft row;

	/* Only addresses that page_register_start() made: nobody picks "test" for a secret. */
	if (strlen(rq->slug) != RANDOM_TOKEN_CHARS)
		return ERR_NOT_FOUND;
	digest_of(rq->slug, d.hash);

	enum err e = draft_get(rq->db, d.hash, rq->arena, &row);
	if (e == OK) {
		d.step = row.step;
		d.created_at = row.created_at;
		d.updated_at = row.updated_at;
		if (params_parse(rq->arena, str_of(row.data), &d.params) != OK)
			BUG("a draft that we wrote cannot be read");
	} else if (e != ERR_NOT_FOUND) {
		return e;
	}
	*ret_draft = d;
	return OK;
}

enum err
register_store(struct req *rq, const struct register_draft *d)
{
	return draft_put(rq->db, d->hash, params_encode(rq->arena, d->params), d->step, rq->now);
}

bool
register_has_password(const struct register_draft *d)
{
	return param_get(d->params, REGISTER_HASH) != NULL;
}

bool
register_given(const struct form *form, struct params params)
{
	for (size_t i = 0; i < form->n; i++)
		if (param_get(params, form->fields[i].name))
			return true;
	return false;
}

/* The values of ${d} without those of ${form} (or, if it is NULL, of ${name}), with room for ${more}. */
static struct param *
without(struct req *rq, const struct register_draft *d, const struct form *form, const char *name,
    size_t more, size_t *ret_n)
{
	struct param *items = arena_new_of(rq->arena, struct param, d->params.n + more);
	size_t n = 0;

	for (size_t k = 0; k < d->params.n; k++) {
		const struct param *p = &d->params.items[k];
		bool drop = name && streq(p->name, name);

		for (size_t i = 0; form && i < form->n; i++)
			drop = drop || streq(p->name, form->fields[i].name);
		if (!drop)
			items[n++] = *p;
	}
	*ret_n = n;
	return items;
}

static bool
is_choice(const struct form *form, size_t i, const char *code)
{
	for (size_t k = 0; k < form->n_choices[i]; k++)
		if (streq(form->choices[i][k].code, code))
			return true;
	return false;
}

void
register_merge(struct req *rq, struct register_draft *d, const struct form *form)
{
	size_t n, more = 0;

	for (size_t i = 0; i < form->n; i++)
		more += 1 + form->picked[i].n;
	struct param *items = without(rq, d, form, NULL, more, &n);

	for (size_t i = 0; i < form->n; i++) {
		const struct field *f = &form->fields[i];
		const struct codes *picked = &form->picked[i];

		/* Codes that are no choice of ours are not worth keeping, and bound the draft. */
		for (size_t k = 0; k < picked->n; k++)
			if (is_choice(form, i, picked->items[k]))
				items[n++] = (struct param){ f->name, picked->items[k] };
		/* An empty value too: it tells that the step was seen.  A password's raw text is "". */
		if (f->kind != FIELD_CHOICES && f->kind != FIELD_PASSWORD &&
		    strlen(form->raw[i]) <= VALUE_MAX)
			items[n++] = (struct param){ f->name, form->raw[i] };
	}
	d->params = (struct params){ items, n };
}

void
register_set(struct req *rq, struct register_draft *d, const char *name, const char *value)
{
	size_t n;
	struct param *items = without(rq, d, NULL, name, 1, &n);

	items[n++] = (struct param){ name, value };
	d->params = (struct params){ items, n };
}
