#include "app/response.h"

#include "page/session.h"
#include "view/view.h"

/* The one function that writes a header: nothing but visible ASCII gets out. */
static void
header(struct buf *head, const char *name, const char *value)
{
	for (const char *c = value; *c; c++)
		if (*c < ' ' || *c > '~')
			BUG("header %s: a byte %d", name, *c);
	buf_printf(head, "%s: %s\r\n", name, value);
}

static void
write_cookie(const struct req *rq, const struct resp *rs, struct buf *head)
{
	/* __Host-: never sent to another host or path, never over plain HTTP but for localhost. */
	if (rs->cookie[0])
		header(head, "Set-Cookie", arena_printf(rq->arena,
		    SESSION_COOKIE "=%s; Path=/; Secure; HttpOnly; SameSite=Lax", rs->cookie));
	else
		header(head, "Set-Cookie",
		    SESSION_COOKIE "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
}

/* nginx passes the line on as it is, and HTTP wants at least a blank after the number. */
static const char *
reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} of[] = {
		{ 200, "OK" }, { 303, "See Other" }, { 400, "Bad Request" }, { 403, "Forbidden" },
		{ 404, "Not Found" }, { 405, "Method Not Allowed" }, { 409, "Conflict" },
		{ 410, "Gone" }, { 413, "Content Too Large" }, { 414, "URI Too Long" },
		{ 415, "Unsupported Media Type" }, { 422, "Unprocessable Content" },
		{ 429, "Too Many Requests" }, { 500, "Internal Server Error" },
		{ 503, "Service Unavailable" },
	};

	for (size_t i = 0; i < countof(of); i++)
		if (of[i].status == status)
			return of[i].reason;
	BUG("no words for status %d", status);
}

static const char *
allow_of(unsigned methods)
{
	bool get = methods & 1U << METHOD_GET, post = methods & 1U << METHOD_POST;

	return get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
}

static void
write_head(const struct req *rq, const struct resp *rs, struct buf *head)
{
	buf_printf(head, "Status: %d %s\r\n", rs->status, reason(rs->status));
	header(head, "Content-Type", rs->view || !rs->type ? "text/html; charset=utf-8" : rs->type);
	header(head, "Content-Language", lang_tag(rq->lang));
	if (rs->location)
		header(head, "Location", rs->location);
	if (rs->cookie)
		write_cookie(rq, rs, head);
	if (rs->filename)
		header(head, "Content-Disposition",
		    arena_printf(rq->arena, "attachment; filename=\"%s\"", rs->filename));
	if (rs->next)
		header(head, "Link", arena_printf(rq->arena, "<%s>; rel=\"next\"", rs->next));
	if (rs->status == 503 || rs->status == 429)
		header(head, "Retry-After", rs->status == 503 ? "5" : "900");
	if (rs->status == 405)
		header(head, "Allow", allow_of(rs->methods));

	/* What one person may see must not stay behind in a browser or in between. */
	bool mine = rs->private || rq->me.access != ANYONE || rs->cookie || rq->binding[0];
	if (rs->max_age > 0 && !mine)
		header(head, "Cache-Control", arena_printf(rq->arena, "max-age=%d", rs->max_age));
	else
		header(head, "Cache-Control", mine ? "no-store" : "no-cache");
	/* Addresses with a secret in them are told to no other site ("no-referrer" would
	 * also turn the Origin of our own forms into "null"). */
	header(head, "Referrer-Policy", mine ? "same-origin" : "strict-origin-when-cross-origin");
	if (rs->cookie && !rs->cookie[0])
		header(head, "Clear-Site-Data", "\"cache\", \"storage\"");
}

void
response_write(const struct req *rq, struct resp *rs, struct buf *head, struct buf *page,
    struct gateway_out *out)
{
	buf_clear(head);
	buf_clear(page);
	if (rs->view) {
		if (rs->noindex || rs->private || rq->binding[0])
			view_show(view_layout(rs->view), V_NOINDEX);
		if (!view_render(rs->view, page))
			BUG("template failed though it was loaded at start");
	} else if (rs->body.n > 0) {
		buf_add(page, rs->body.p, rs->body.n);
	}
	write_head(rq, rs, head);
	if (head->over || page->over)
		BUG("response above its limit");
	out->head = head->p;
	out->body = (struct str){ page->p, page->n };
}
