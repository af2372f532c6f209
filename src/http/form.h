#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "base/base.h"
#include "http/param.h"
#include "text/msg.h"

/*
 * A form is a table of fields.  form_decode() turns what was sent into a
 * struct, once; three states stay apart: absent, valid (in the struct),
 * invalid (the raw text is kept to show again, with one message per field).
 */
enum field_kind {
	FIELD_TEXT,		/* const char *: one line */
	FIELD_LINES,		/* const char *: several lines */
	FIELD_INT,		/* int64_t: decimal digits; 0 if absent */
	FIELD_CHOICE,		/* const char *: one code of the choices */
	FIELD_CHOICES,		/* struct codes: any number of the choices (checkboxes) */
	FIELD_CHECK,		/* bool: one checkbox, value "1" */
	FIELD_EMAIL,		/* const char *: an address, domain lower case (A-label) */
	FIELD_URL,		/* const char *: http or https; "https://" is put in front if absent */
	FIELD_PASSWORD,		/* const char *: never shown again, not trimmed */
};

enum field_flags {
	FIELD_OPTIONAL = 1 << 0,
	FIELD_RADIO = 1 << 1,		/* FIELD_CHOICE: radios instead of a select */
	FIELD_SHORT = 1 << 2,		/* a narrow box */
	FIELD_SUGGEST = 1 << 4,		/* FIELD_CHOICES: a button asks for suggestions ("go" is "suggest") */
	FIELD_DIGITS = 1 << 3,		/* text for which phones show the keys of digits */
};

/* A list of codes in the request's arena. */
struct codes {
	const char **items;
	size_t n;
};

struct choice {
	const char *code, *label, *hint;	/* hint may be NULL */
	const char *group;			/* heading above this choice, or NULL */
};

struct field {
	const char *name;
	enum field_kind kind;
	enum msg label, hint;		/* hint: MSG_NONE for none */
	size_t off;
	int64_t min, max;		/* of the number, or code points of the text */
	unsigned flags;
	const char *autocomplete;	/* NULL: "off" */
};

/*
 * One field: the member of struct T it goes to, its label and hint, its
 * limits.  Text limits count code points.  The member's type is checked by the
 * compiler (comparison of distinct pointer types).
 */
/* clang-format off */
#define FORM_FIELD(T, m, ctype, k, lbl, hnt, lo, hi, fl, ac) { .name = #m, .kind = k, \
	.label = MSG_##lbl, .hint = MSG_##hnt, \
	.off = offsetof(T, m) + 0 * sizeof(&((T *)0)->m == (ctype *)0), \
	.min = lo, .max = hi, .flags = fl, .autocomplete = ac }
#define FORM_TEXT(T, m, lbl, hnt, lo, hi, fl, ac)   FORM_FIELD(T, m, const char *, FIELD_TEXT, lbl, hnt, lo, hi, fl, ac)
#define FORM_LINES(T, m, lbl, hnt, lo, hi, fl)      FORM_FIELD(T, m, const char *, FIELD_LINES, lbl, hnt, lo, hi, fl, NULL)
#define FORM_INT(T, m, lbl, hnt, lo, hi, fl)        FORM_FIELD(T, m, int64_t, FIELD_INT, lbl, hnt, lo, hi, fl, NULL)
#define FORM_CHOICE(T, m, lbl, hnt, fl)             FORM_FIELD(T, m, const char *, FIELD_CHOICE, lbl, hnt, 0, 64, fl, NULL)
#define FORM_CHOICES(T, m, lbl, hnt, lo, hi, fl)    FORM_FIELD(T, m, struct codes, FIELD_CHOICES, lbl, hnt, lo, hi, fl, NULL)
#define FORM_CHECK(T, m, lbl, hnt, fl)              FORM_FIELD(T, m, bool, FIELD_CHECK, lbl, hnt, 0, 1, fl, NULL)
#define FORM_EMAIL(T, m, lbl, hnt, fl, ac)          FORM_FIELD(T, m, const char *, FIELD_EMAIL, lbl, hnt, 3, 200, fl, ac)
#define FORM_URL(T, m, lbl, hnt, fl)                FORM_FIELD(T, m, const char *, FIELD_URL, lbl, hnt, 4, 200, fl, "url")
#define FORM_PASSWORD(T, m, lbl, hnt, lo, ac)       FORM_FIELD(T, m, const char *, FIELD_PASSWORD, lbl, hnt, lo, 1024, 0, ac)
/* clang-format on */

#define FORM_MAX_FIELDS 32
struct form {
	const struct field *fields;
	size_t n;
	const char *raw[FORM_MAX_FIELDS];	/* as sent; FIELD_PASSWORD: "" */
	struct codes picked[FORM_MAX_FIELDS];	/* FIELD_CHOICES: as sent */
	const struct choice *choices[FORM_MAX_FIELDS];
	size_t n_choices[FORM_MAX_FIELDS];
	enum msg error[FORM_MAX_FIELDS];	/* MSG_NONE: fine */
};

/**
 * form_init(form, fields, n):
 * An empty form over ${fields}.  Set the choices of each FIELD_CHOICE and
 * FIELD_CHOICES with form_choices() before decoding or showing it.
 */
void form_init(struct form *, const struct field *, size_t n);

/** form_choices(form, name, choices, n): borrowed; BUG if there is no such field. */
void form_choices(struct form *, const char *name, const struct choice *, size_t n);

/**
 * form_decode(form, params, arena, ret_value):
 * Read ${params} into the struct at ${ret_value}, whose members the fields
 * name.  One-line texts are trimmed and inner runs of blanks made one.  A
 * single-valued field that comes twice, text that is too long or too short, a
 * code that is not among the choices, and a required field left empty set
 * error[] of that field (MSG_ERR_...), and its member stays NULL or 0.  An
 * optional text that is absent becomes "".  Return whether all fields are fine.
 */
bool form_decode(struct form *, struct params, struct arena *, void *ret_value) NODISCARD;

/** form_set(form, name, text): what an untouched form shows. */
void form_set(struct form *, const char *name, const char *text);

/** form_forgive(form): no field has an error, for who is only to look at what was typed. */
void form_forgive(struct form *);

/** form_fail(form, name, msg): put ${msg} at the field ${name}. */
void form_fail(struct form *, const char *name, enum msg);

/** form_errors(form): how many fields have a message. */
size_t form_errors(const struct form *);

#endif
