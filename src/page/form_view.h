#ifndef PAGE_FORM_VIEW_H
#define PAGE_FORM_VIEW_H

#include "http/form.h"
#include "view/view.h"

/*
 * Any struct form drawn with the components of ui.md: label, hint, error,
 * control.  A page's template says where, with one line each:
 *
 *	{{>SUMMARY}}				form_view_summary(v, &form, lang)
 *	<form method="post" novalidate>...
 *	{{>FIELD}}				form_view(v, &form, lang)
 *
 * The id of a control is the name of its field; hint and error are NAME-h and
 * NAME-e; the choices NAME-0, NAME-1 ...
 */

/**
 * form_view(v, form, lang):
 * Draw all fields of ${form}, in order, at {{>FIELD}} of ${v}.  A FIELD_CHOICE is a
 * select, or radios with FIELD_RADIO; choices with a group are an optgroup in a select and
 * a disclosure among checkboxes, open where something in it is chosen.  ${form} and
 * its choices are borrowed until the page is rendered.
 */
void form_view(struct view *v, const struct form *, enum lang);

/** form_view_field(v, form, name, lang): one field alone, at {{>FIELD}} of ${v}. */
void form_view_field(struct view *v, const struct form *, const char *name, enum lang);

/**
 * form_view_summary(v, form, lang):
 * List the fields with an error, each linked to its control, at {{>SUMMARY}} of
 * ${v}; nothing if all is fine.
 */
void form_view_summary(struct view *v, const struct form *, enum lang);

#endif
