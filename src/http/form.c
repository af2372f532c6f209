#include "base/base.h"
#include "base/utf8.h"
#include "http/address.h"
#include "http/form.h"

void
form_init(struct form *form, const struct field *fields, size_t n)
{
	if (n > FORM_MAX_FIELDS)
		BUG("a form of %zu fields", n);
	*form = (struct form){ .fields = fields, .n = n };
	for (size_t i = 0; i < n; i++) {
		form->raw[i] = "";
		form->error[i] = MSG_NONE;
	}
}

static size_t
field_index(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->n; i++)
		if (streq(form->fields[i].name, name))
			return i;
	BUG("no field '%s' in this form", name);
}

void
form_choices(struct form *form, const char *name, const struct choice *choices, size_t n)
{
	size_t i = field_index(form, name);

	form->choices[i] = choices;
	form->n_choices[i] = n;
}

void
form_set(struct form *form, const char *name, const char *text)
{
	form->raw[field_index(form, name)] = text ? text : "";
}

void
form_forgive(struct form *form)
{
	for (size_t i = 0; i < form->n; i++)
		form->error[i] = MSG_NONE;
}

void
form_fail(struct form *form, const char *name, enum msg msg)
{
	form->error[field_index(form, name)] = msg;
}

size_t
form_errors(const struct form *form)
{
	size_t n = 0;

	for (size_t i = 0; i < form->n; i++)
		n += form->error[i] != MSG_NONE;
	return n;
}

/* The one field that is being read. */
struct reading {
	struct form *form;
	size_t i;
	const struct field *field;
	struct params params;
	struct arena *arena;
	unsigned char *into;		/* the member of the caller's struct */
};

static bool
optional(const struct reading *r)
{
	return (r->field->flags & FIELD_OPTIONAL) != 0;
}

static void
set_text(const struct reading *r, const char *text)
{
	memcpy(r->into, &text, sizeof(text));
}

/* Blanks as people type them: the ideographic one comes from Chinese keyboards. */
static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 || c == 0x2028 ||
	    c == 0x2029 || c == 0x3000;
}

/* ${text} without blanks at its ends; inner runs become one space where ${squeeze}. */
static const char *
trim(struct arena *arena, const char *text, bool squeeze)
{
	struct str s = str_of(text);
	char *out = arena_alloc(arena, s.n + 1);
	size_t n = 0, end = 0;
	bool gap = false;
	uint32_t c;

	for (size_t pos = 0, from = 0; utf8_next(s, &pos, &c); from = pos) {
		if (is_blank(c)) {
			gap = true;
			if (squeeze || end == 0)
				continue;
		} else if (squeeze && gap && end > 0) {
			out[n++] = ' ';
		}
		memcpy(out + n, s.p + from, pos - from);
		n += pos - from;
		if (!is_blank(c)) {
			gap = false;
			end = n;
		}
	}
	out[end] = '\0';
	return out;
}

/* The message for a text of the wrong length, else MSG_NONE. */
static enum msg
check_length(const struct field *field, const char *text)
{
	int64_t n = (int64_t)utf8_length(text);

	if (n < field->min)
		return MSG_ERR_TOO_SHORT;
	return n > field->max ? MSG_ERR_TOO_LONG : MSG_NONE;
}

static bool
is_choice(const struct reading *r, const char *code)
{
	for (size_t k = 0; k < r->form->n_choices[r->i]; k++)
		if (streq(r->form->choices[r->i][k].code, code))
			return true;
	return false;
}

/* The kinds that end as a const char *, from ${text}, which is not empty. */
static enum msg
read_text(const struct reading *r, const char *text)
{
	const struct field *field = r->field;
	enum msg error;

	if (field->kind == FIELD_CHOICE) {
		if (!is_choice(r, text))
			return MSG_ERR_CHOICE;
		set_text(r, text);
		return MSG_NONE;
	}
	if (field->kind == FIELD_EMAIL || field->kind == FIELD_URL) {
		bool email = field->kind == FIELD_EMAIL;

		/* Before the rules of the address: "too long" says more than "wrong". */
		if ((int64_t)utf8_length(text) > field->max)
			return MSG_ERR_TOO_LONG;
		text = email ? address_email(r->arena, text) : address_url(r->arena, text);
		if (!text)
			return email ? MSG_ERR_EMAIL : MSG_ERR_URL;
	}
	error = check_length(field, text);
	if (error == MSG_NONE)
		set_text(r, text);
	return error;
}

static enum msg
read_int(const struct reading *r, const char *text)
{
	int64_t value;

	if (!str_int(str_of(text), r->field->min, r->field->max, &value))
		return MSG_ERR_NUMBER;
	memcpy(r->into, &value, sizeof(value));
	return MSG_NONE;
}

static enum msg
read_check(const struct reading *r, const char *text)
{
	bool checked = streq(text, "1");

	if (*text && !checked)
		return MSG_ERR_CHOICE;
	if (!checked && !optional(r))
		return MSG_ERR_REQUIRED;
	memcpy(r->into, &checked, sizeof(checked));
	return MSG_NONE;
}

/* All values of this name that are not empty, each once, in the order they came. */
static struct codes
collect(const struct reading *r)
{
	struct codes c = { arena_new_of(r->arena, const char *, r->params.n), 0 };

	for (size_t k = 0; k < r->params.n; k++) {
		const struct param *p = &r->params.items[k];
		bool seen = !*p->value;

		if (!streq(p->name, r->field->name))
			continue;
		for (size_t j = 0; j < c.n; j++)
			seen = seen || streq(c.items[j], p->value);
		if (!seen)
			c.items[c.n++] = p->value;
	}
	return c;
}

static enum msg
read_choices(const struct reading *r)
{
	struct codes codes = collect(r);

	r->form->picked[r->i] = codes;
	for (size_t k = 0; k < codes.n; k++)
		if (!is_choice(r, codes.items[k]))
			return MSG_ERR_CHOICE;
	if (codes.n == 0 && !optional(r))
		return MSG_ERR_REQUIRED;
	if (codes.n > 0 && ((int64_t)codes.n < r->field->min || (int64_t)codes.n > r->field->max))
		return MSG_ERR_CHOICES;
	memcpy(r->into, &codes, sizeof(codes));
	return MSG_NONE;
}

static enum msg
read_field(const struct reading *r)
{
	const char *sent, *text;
	enum field_kind kind = r->field->kind;

	if (kind == FIELD_CHOICES)
		return read_choices(r);

	/* Twice: neither is believed, but the first is shown again. */
	sent = param_get(r->params, r->field->name);
	if (!sent)
		sent = "";
	if (kind != FIELD_PASSWORD)
		r->form->raw[r->i] = sent;
	if (param_count(r->params, r->field->name) > 1)
		return MSG_ERR_TWICE;

	text = kind == FIELD_PASSWORD ? sent : trim(r->arena, sent, kind != FIELD_LINES);
	if (kind == FIELD_CHECK)
		return read_check(r, text);
	if (!*text && !optional(r))
		return MSG_ERR_REQUIRED;
	if (kind == FIELD_INT)
		return *text ? read_int(r, text) : MSG_NONE;
	if (*text)
		return read_text(r, text);
	set_text(r, "");
	return MSG_NONE;
}

/* How large the member of each kind is. */
static const size_t member_size[] = {
	[FIELD_TEXT] = sizeof(const char *),
	[FIELD_LINES] = sizeof(const char *),
	[FIELD_INT] = sizeof(int64_t),
	[FIELD_CHOICE] = sizeof(const char *),
	[FIELD_CHOICES] = sizeof(struct codes),
	[FIELD_CHECK] = sizeof(bool),
	[FIELD_EMAIL] = sizeof(const char *),
	[FIELD_URL] = sizeof(const char *),
	[FIELD_PASSWORD] = sizeof(const char *),
};

bool
form_decode(struct form *form, struct params params, struct arena *arena, void *ret_value)
{
	for (size_t i = 0; i < form->n; i++) {
		const struct field *field = &form->fields[i];
		struct reading r = {
			.form = form,
			.i = i,
			.field = field,
			.params = params,
			.arena = arena,
			.into = (unsigned char *)ret_value + field->off,
		};

		/* What is wrong stays NULL or 0, whatever the caller's struct held. */
		memset(r.into, 0, member_size[field->kind]);
		form->error[i] = read_field(&r);
	}
	return form_errors(form) == 0;
}
