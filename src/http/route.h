#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "base/base.h"
#include "domain/role.h"
#include "http/param.h"
#include "text/lang.h"

struct db;
struct view;
struct taxonomy;
struct scoring;

enum method { METHOD_GET, METHOD_POST, METHOD_OTHER };

/* What is constant while the daemon runs; set up by app/. */
struct site {
	const char *origin;		/* "http://localhost:8080", for links in mails */
	const char *mail_folder;	/* where mails are put instead of sent, or NULL */
	const unsigned char *key;	/* 32 bytes, for csrf_token() */
	const struct taxonomy *taxonomy;
	struct scoring *scoring;	/* vocabulary and rules: page/scoring.h */
	const char *share;		/* templates/, seed/, deploy/ */
};

#define ROUTE_SLUG_MAX 64

/*
 * One request, as the pages see it.  Everything it points to lives in
 * ${arena}, which is reset when the response has been sent.
 */
struct req {
	enum method method;
	enum lang lang;
	struct me me;			/* from the session, never from input */
	const char *path;		/* without the /nl, /en or /zh prefix */
	struct params query, form;
	int64_t waiting;		/* companies that wait for this reviewer, for the menu */
	int64_t id;			/* the :id of the route, else 0 */
	const char *slug;		/* the :slug of the route, else "" */
	const char *cookie;		/* the visitor's own, "" if there is none */
	const char *binding;		/* what the csrf tokens of this page are bound to:
					   the cookie, or the :slug; "" if nothing */
	const char *address;		/* of the visitor, for limits */
	bool demo;			/* there is demo data: pages say so */
	int64_t now;			/* seconds, one value for the whole request */
	struct arena *arena;
	struct db *db;			/* borrowed from the worker */
	const struct site *site;
};

/* What a page leaves behind. */
struct resp {
	int status;
	const char *location;		/* for 303, in the request's arena */
	struct view *view;		/* owned by the response; NULL: body below or none */
	const char *type;		/* of body; NULL with a view */
	struct str body;
	const char *filename;		/* ASCII without quotes: sent as an attachment */
	const char *next;		/* absolute address of the next part of this, or NULL */
	int max_age;			/* seconds for which it may be kept, if it is nobody's own */
	unsigned methods;		/* for 405: a bit (1 << method) for each that is allowed */
	const char *cookie;		/* a session secret to set, "" to clear, NULL to leave */
	bool private;			/* no-store, no-referrer: the page shows somebody's data */
	bool noindex;
};

/*
 * A page returns OK when ${rs} is what the visitor should see, including
 * "422, here is your form again".  Any other value means "I cannot make a
 * page of this": serve() turns it into the error page and the status code.
 */
typedef enum err page_fn(struct req *rq, struct resp *rs);

/*
 * How a POST is protected: CSRF_SESSION takes the token of the visitor's
 * cookie, CSRF_SLUG the token of the secret in the :slug of the address.
 */
enum csrf_kind { CSRF_NONE, CSRF_SESSION, CSRF_SLUG };

struct route {
	enum method method;
	enum access access;
	enum csrf_kind csrf;
	const char *path;		/* ":id" and ":slug" stand for one segment */
	page_fn *page;
};

/**
 * route_match(routes, n, method, path, ret_id, ret_slug, ret_methods):
 * Find the route for ${path}.  Set ${ret_id} to the number (1 to 10^15) in the
 * place of ":id", or 0, and copy what stands in the place of ":slug" (1 to
 * ROUTE_SLUG_MAX characters of A-Z a-z 0-9 - . _, the first no dot) to
 * ${ret_slug}, which holds ROUTE_SLUG_MAX + 1 bytes, or "".  HEAD counts as
 * GET.  If nothing matches return NULL and set ${ret_methods} to a bit
 * (1 << method) for each method under which ${path} exists.
 */
const struct route *route_match(const struct route *routes, size_t n, enum method method,
    const char *path, int64_t *ret_id, char *ret_slug, unsigned *ret_methods);

/**
 * req_url(rq, fmt, ...):
 * Return the address of a page of ours in the language of ${rq}, e.g.
 * "/nl/companies/7" for "/companies/%d".  It lives in the request's arena.
 */
char *req_url(const struct req *rq, const char *fmt, ...) PRINTF(2, 3);

/** req_redirect(rq, rs, fmt, ...): answer 303 to req_url(rq, fmt, ...); sets status and location only. */
void req_redirect(struct req *rq, struct resp *rs, const char *fmt, ...) PRINTF(3, 4);

/** req_query(rq, name): the value of a query parameter, "" if absent. */
const char *req_query(const struct req *rq, const char *name);

/** req_csrf(rq): the token for the forms of this page, in the request's arena; "" if bound to nothing. */
const char *req_csrf(const struct req *rq);

/** req_csrf_cookie(rq): the token for a form to a page that is bound to the cookie. */
const char *req_csrf_cookie(const struct req *rq);

#endif
