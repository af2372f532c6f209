#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

/*
 * The page being filled in.  The only C interface to ctemplate; nothing
 * outside view.cc knows that library.
 *
 * Values are plain text: the templates escape them, each for the place in
 * the HTML where it stands.  There is no call that takes ready-made HTML.
 * Texts are borrowed: they must live until view_render() (the request's arena
 * does).  Names are the generated V_..., so a misspelt one does not compile.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "text/lang.h"
#include "view/names.h"		/* made from templates/: enum view_name */

#ifdef __cplusplus
#define NOEXCEPT noexcept	/* an exception would abort, as out of memory does in C */
extern "C" {
#else
#define NOEXCEPT
#endif

struct view;

/**
 * view_load_all(dir):
 * Read every .html and .txt under ${dir}, once for each language, and freeze
 * the cache.  What is the same for every request is put in here, not per page:
 * {{M_NAME}} is the message NAME, {{LANG}} "nl", "en" or "zh" as in addresses,
 * {{LANG_TAG}} the same as in lang= attributes, and {{STATIC}} the address of the
 * folder of static files, which changes when one of them does.  Call once,
 * before the workers are forked.  Return false, and log why, if a template is
 * missing or broken, lacks the AUTOESCAPE pragma, or names no message of ours.
 */
bool view_load_all(const char *dir) NOEXCEPT;

/**
 * view_page(file, lang):
 * Start a page: layout.html with ${file} (a literal such as
 * "opportunity_list.html") as its content, and return the content to be
 * filled in.  The layout sees none of the content's values, nor the content
 * the layout's.  Free with view_free().
 */
struct view *view_page(const char *file, enum lang lang) NOEXCEPT;

/** view_layout(v): the layout around a view_page(), to be filled in. */
struct view *view_layout(struct view *v) NOEXCEPT;

/**
 * view_part(file, lang):
 * Start a template without the layout, a mail for instance
 * ("mail/verify_email.txt").  Free with view_free().
 */
struct view *view_part(const char *file, enum lang lang) NOEXCEPT;

void view_free(struct view *v) NOEXCEPT;		/* v may be NULL */

/* Set {{NAME}}.  ${text} is borrowed; NULL counts as "". */
void view_text(struct view *v, enum view_name name, const char *text) NOEXCEPT;
void view_int(struct view *v, enum view_name name, int64_t number) NOEXCEPT;

/**
 * view_section(v, name):
 * Show {{#NAME}}...{{/NAME}} once more and return it, to be filled in.
 * It belongs to ${v}: never free it.
 */
struct view *view_section(struct view *v, enum view_name name) NOEXCEPT;

/** view_show(v, name): show {{#NAME}}...{{/NAME}}, which needs no values of its own. */
void view_show(struct view *v, enum view_name name) NOEXCEPT;

/**
 * view_include(v, name, file):
 * Put the template ${file} (a literal such as "parts/map.html") at {{>NAME}} and return
 * it, to be filled in.  It belongs to ${v}.
 */
struct view *view_include(struct view *v, enum view_name name, const char *file) NOEXCEPT;

/**
 * view_render(v, out):
 * Append the page to ${out}.  Return false if the template could not be
 * expanded.
 */
bool view_render(struct view *v, struct buf *out) NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
