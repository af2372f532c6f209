#ifndef PAGE_FRAME_H
#define PAGE_FRAME_H

#include "http/route.h"
#include "text/msg.h"
#include "view/view.h"

/**
 * frame_page(rq, file, title):
 * Start the page ${file} inside the layout: title, menus (the staff bar for
 * staff), language switch to the same page with its query, who is signed in,
 * footer.  Return the content to be filled in.  Call it after the last call
 * that can fail.  Put it in rs->view.
 */
struct view *frame_page(struct req *rq, const char *file, const char *title);

/** frame_error_title(rq, title): "Fout: ..." for a form that came back with errors. */
const char *frame_error_title(struct req *rq, const char *title);

/**
 * frame_crumbs(content, here), frame_crumb(crumbs, url, label):
 * The way to this page, which is called ${here}: begin it, then add the pages above, the first one first.
 */
struct view *frame_crumbs(struct view *content, const char *here);
void frame_crumb(struct view *crumbs, const char *url, const char *label);

/** frame_notice(content, kind, text): a message on top; ${kind} is "ok" or "warn". */
void frame_notice(struct view *content, const char *kind, const char *text);

/** frame_description(content, text): what search engines show. */
void frame_description(struct view *content, const char *text);

/** frame_subscribe(content, url, title): the Atom feed of what this page lists, for programs to find. */
void frame_subscribe(struct view *content, const char *url, const char *title);

/** frame_ok(rs, content): answer 200 with the page. */
enum err frame_ok(struct resp *rs, struct view *content);

#endif
