#include "base/base.h"
#include "page/form_view.h"

/* One field on its way to the page. */
struct drawing {
	const struct form *form;
	size_t i;
	const struct field *field;
	enum lang lang;
	struct view *view;		/* of parts/field.html */
};

static bool
is_picked(const struct drawing *d, const char *code)
{
	const struct codes *picked = &d->form->picked[d->i];

	if (d->field->kind != FIELD_CHOICES)
		return streq(d->form->raw[d->i], code);
	for (size_t k = 0; k < picked->n; k++)
		if (streq(picked->items[k], code))
			return true;
	return false;
}

/* Whether the choices ${a} and ${b} stand under one heading. */
static bool
same_group(const char *a, const char *b)
{
	return a == b || (a && b && streq(a, b));
}

static const char *
type_of(enum field_kind kind)
{
	if (kind == FIELD_EMAIL)
		return "email";
	return kind == FIELD_PASSWORD ? "password" : "text";
}

/* A field is as wide as what belongs in it. */
static const char *
width_of(const struct field *f)
{
	if ((f->flags & FIELD_SHORT) || f->kind == FIELD_INT)
		return " input--short";
	if (f->kind == FIELD_TEXT && f->max > 120)
		return "";
	return f->kind == FIELD_LINES ? "" : " input--mid";
}

static void
draw_input(const struct drawing *d)
{
	struct view *v = view_section(d->view, V_FIELD_INPUT);

	view_text(v, V_FIELD_INPUT_TYPE, type_of(d->field->kind));
	view_text(v, V_FIELD_INPUT_WIDTH, width_of(d->field));
	view_text(v, V_FIELD_INPUT_AUTOCOMPLETE,
	    d->field->autocomplete ? d->field->autocomplete : "off");
	if (d->field->kind == FIELD_INT || (d->field->flags & FIELD_DIGITS))
		view_show(v, V_FIELD_INPUT_DIGITS);
	if (d->field->kind == FIELD_URL)
		view_show(v, V_FIELD_INPUT_URL);
	if (d->field->kind == FIELD_EMAIL || d->field->kind == FIELD_URL)
		view_show(v, V_FIELD_INPUT_PLAIN);
	if (d->field->kind != FIELD_PASSWORD)
		view_text(v, V_FIELD_INPUT_VALUE, d->form->raw[d->i]);
}

static void
draw_select(const struct drawing *d)
{
	struct view *v = view_section(d->view, V_FIELD_SELECT), *group = NULL;
	const struct choice *choices = d->form->choices[d->i];

	view_text(v, V_FIELD_SELECT_WIDTH, width_of(d->field));
	for (size_t k = 0; k < d->form->n_choices[d->i]; k++) {
		const struct choice *c = &choices[k];

		if (k == 0 || !same_group(c->group, choices[k - 1].group)) {
			group = view_section(v, V_FIELD_OPTIONS);
			if (c->group) {
				view_text(view_section(group, V_FIELD_OPTIONS_OPEN),
				    V_FIELD_OPTIONS_LABEL, c->group);
				view_show(group, V_FIELD_OPTIONS_CLOSE);
			}
		}
		struct view *option = view_section(group, V_FIELD_OPTION);
		view_text(option, V_FIELD_OPTION_CODE, c->code);
		view_text(option, V_FIELD_OPTION_LABEL, c->label);
		if (is_picked(d, c->code))
			view_show(option, V_FIELD_OPTION_PICKED);
	}
}

/* How many of the choices under the heading of number ${first} are chosen. */
static int
picked_in_group(const struct drawing *d, size_t first)
{
	const struct choice *choices = d->form->choices[d->i];
	int n = 0;

	for (size_t k = first; k < d->form->n_choices[d->i] &&
	     same_group(choices[k].group, choices[first].group); k++)
		n += is_picked(d, choices[k].code);
	return n;
}

/* Start the group that begins with choice number ${first}. */
static struct view *
draw_group(const struct drawing *d, struct view *set, size_t first)
{
	const char *label = d->form->choices[d->i][first].group;
	struct view *group = view_section(set, V_FIELD_GROUP), *head;
	int picked = picked_in_group(d, first);

	if (!label)
		return group;
	head = view_section(group, V_FIELD_GROUP_OPEN);
	view_text(head, V_FIELD_GROUP_LABEL, label);
	if (picked > 0) {
		view_show(head, V_FIELD_GROUP_EXPANDED);
		view_int(view_section(head, V_FIELD_GROUP_PICKED), V_FIELD_GROUP_PICKED_N, picked);
	}
	view_show(group, V_FIELD_GROUP_CLOSE);
	return group;
}

/* Radios and checkboxes: a fieldset of choices. */
static void
draw_set(const struct drawing *d)
{
	struct view *v = view_section(d->view, V_FIELD_SET), *group = NULL;
	const struct choice *choices = d->form->choices[d->i];

	if (d->field->flags & FIELD_SUGGEST)
		view_show(v, V_FIELD_SUGGEST);
	for (size_t k = 0; k < d->form->n_choices[d->i]; k++) {
		const struct choice *c = &choices[k];

		if (k == 0 || !same_group(c->group, choices[k - 1].group))
			group = draw_group(d, v, k);
		struct view *choice = view_section(group, V_FIELD_CHOICE);
		view_text(choice, V_FIELD_CHOICE_TYPE,
		    d->field->kind == FIELD_CHOICES ? "checkbox" : "radio");
		view_int(choice, V_FIELD_CHOICE_N, (int64_t)k);
		view_text(choice, V_FIELD_CHOICE_CODE, c->code);
		view_text(choice, V_FIELD_CHOICE_LABEL, c->label);
		if (is_picked(d, c->code))
			view_show(choice, V_FIELD_CHOICE_PICKED);
		if (c->hint) {
			view_show(choice, V_FIELD_CHOICE_WHY);
			view_text(view_section(choice, V_FIELD_CHOICE_HINT), V_FIELD_CHOICE_HINT_TEXT,
			    c->hint);
		}
	}
}

/* What stands around the control of a field with a label of its own. */
static void
draw_single(const struct drawing *d)
{
	view_show(d->view, V_FIELD_SINGLE);
	if (d->field->kind == FIELD_CHOICE)
		draw_select(d);
	else if (d->field->kind == FIELD_LINES)
		view_text(view_section(d->view, V_FIELD_AREA), V_FIELD_AREA_VALUE, d->form->raw[d->i]);
	else
		draw_input(d);
}

static void
draw_field(struct view *page, const struct form *form, size_t i, enum lang lang)
{
	const struct field *field = &form->fields[i];
	struct view *v = view_include(page, V_FIELD, "parts/field.html");
	struct drawing d = { form, i, field, lang, v };

	view_text(v, V_FIELD_ID, field->name);
	view_text(v, V_FIELD_LABEL, msg_text(field->label, lang));
	if (field->flags & FIELD_OPTIONAL)
		view_show(v, V_FIELD_NOT_REQUIRED);
	if (field->hint != MSG_NONE)
		view_text(view_section(v, V_FIELD_HINT), V_FIELD_HINT_TEXT, msg_text(field->hint, lang));
	if (form->error[i] != MSG_NONE)
		view_text(view_section(v, V_FIELD_ERROR), V_FIELD_ERROR_TEXT,
		    msg_text(form->error[i], lang));
	if (field->hint != MSG_NONE || form->error[i] != MSG_NONE)
		view_show(v, V_FIELD_DESCRIBED);

	if (field->kind == FIELD_CHECK) {
		struct view *check = view_section(v, V_FIELD_CHECK);
		if (streq(form->raw[i], "1"))
			view_show(check, V_FIELD_CHECK_PICKED);
	} else if (field->kind == FIELD_CHOICES || (field->flags & FIELD_RADIO)) {
		draw_set(&d);
	} else {
		draw_single(&d);
	}
}

void
form_view(struct view *v, const struct form *form, enum lang lang)
{
	for (size_t i = 0; i < form->n; i++)
		draw_field(v, form, i, lang);
}

void
form_view_field(struct view *v, const struct form *form, const char *name, enum lang lang)
{
	for (size_t i = 0; i < form->n; i++)
		if (streq(form->fields[i].name, name)) {
			draw_field(v, form, i, lang);
			return;
		}
	BUG("no field '%s' in this form", name);
}

/* "How far along is it?: Choose ..." reads badly, and so does "I agree: ...". */
static bool
is_question(const char *label)
{
	size_t n = strlen(label), wide = strlen("？");

	return n >= wide && (label[n - 1] == '?' || streq(label + n - wide, "？"));
}

void
form_view_summary(struct view *v, const struct form *form, enum lang lang)
{
	struct view *summary;

	if (form_errors(form) == 0)
		return;
	summary = view_include(v, V_SUMMARY, "parts/error_summary.html");
	for (size_t i = 0; i < form->n; i++) {
		const struct field *f = &form->fields[i];
		struct view *item;

		if (form->error[i] == MSG_NONE)
			continue;
		item = view_section(summary, V_SUMMARY_ITEM);
		view_text(item, V_SUMMARY_ITEM_ID, f->name);
		/* The first choice can take the focus, unless a closed group hides it. */
		if ((f->kind == FIELD_CHOICES || (f->flags & FIELD_RADIO)) &&
		    form->n_choices[i] > 0 && !form->choices[i][0].group)
			view_show(item, V_SUMMARY_ITEM_FIRST);
		if (f->kind != FIELD_CHECK && !is_question(msg_text(f->label, lang)))
			view_text(view_section(item, V_SUMMARY_ITEM_NAMED), V_SUMMARY_ITEM_LABEL,
			    msg_text(f->label, lang));
		view_text(item, V_SUMMARY_ITEM_TEXT, msg_text(form->error[i], lang));
	}
}
