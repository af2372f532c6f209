#include "app/serve.h"

#include "app/response.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/utf8.h"
#include "http/csrf.h"
#include "http/limits.h"
#include "page/error.h"
#include "page/routes.h"
#include "page/session.h"
#include "store/db.h"
#include "store/demo.h"
#include "view/view.h"

void
server_init(struct server *s, struct db *db, const struct site *site)
{
	*s = (struct server){ .db = db, .site = site };
	buf_init(&s->head, 16 * 1024);
	buf_init(&s->page, LIMIT_PAGE);
}

void
server_done(struct server *s)
{
	buf_done(&s->head);
	buf_done(&s->page);
}

/* The one place where an err becomes a status code. */
static int
status_of(enum err e)
{
	switch (e) {
	case OK:
		return 200;
	case ERR_NOT_FOUND:
		return 404;
	case ERR_CONFLICT:
		return 409;
	case ERR_FORBIDDEN:
		return 403;
	case ERR_BUSY:
		return 503;
	case ERR_INTERNAL:
		return 500;
	case ERR_BAD_INPUT:
		return 400;
	}
	BUG("err %d", (int)e);
}

static enum method
method_of(const char *name)
{
	if (streq(name, "GET") || streq(name, "HEAD"))
		return METHOD_GET;
	if (streq(name, "POST"))
		return METHOD_POST;
	return METHOD_OTHER;
}

/* Whether ${raw} begins with a language, which is then that of every answer. */
static bool
read_lang(struct req *rq, struct str raw)
{
	return raw.n >= 3 && raw.p[0] == '/' && (raw.n == 3 || raw.p[3] == '/') &&
	    lang_parse((struct str){ raw.p + 1, 2 }, &rq->lang);
}

/*
 * Cut "/nl/opportunities?sector=water" into language, path and query.  Our own
 * paths need no escapes, so an escaped path is one that does not exist; but
 * bytes that are no text at all are a bad request.
 */
static int
read_target(struct req *rq, const char *target)
{
	const char *question = strchr(target, '?');
	struct str raw = { target, question ? (size_t)(question - target) : strlen(target) };
	struct params decoded;
	bool lang = read_lang(rq, raw);

	if (raw.n > LIMIT_PATH || (question && strlen(question) > LIMIT_QUERY))
		return 414;
	if (params_parse(rq->arena, raw, &decoded) != OK || !utf8_clean(raw, false))
		return 400;
	if (question && params_parse(rq->arena, str_of(question + 1), &rq->query) != OK)
		return 400;

	rq->path = arena_strndup(rq->arena, raw.p, raw.n);
	if (lang) {
		rq->path += 3;
		return *rq->path ? 0 : 303;
	}
	/* No language, or nothing behind it: the start page is meant. */
	return streq(rq->path, "/") ? 303 : 404;
}

static int
read_form(struct req *rq, const struct gateway_in *in)
{
	static const char urlencoded[] = "application/x-www-form-urlencoded";
	const char *type = gateway_var(in, "CONTENT_TYPE");

	if (in->body_too_large)
		return 413;
	if (in->body_err != OK)
		return 400;
	if (!type || strncasecmp(type, urlencoded, strlen(urlencoded)) != 0)
		return 415;
	return params_parse(rq->arena, in->body, &rq->form) == OK ? 0 : 400;
}

static const char *
var(const struct gateway_in *in, const char *name)
{
	const char *value = gateway_var(in, name);

	return value ? value : "";
}

/*
 * The status with which nginx refused a request by itself and asks for the page to it
 * (deploy/nginx/refused.conf), or 0.
 */
static int
refused(struct req *rq, const struct gateway_in *in)
{
	static const int known[] = { 400, 403, 404, 405, 413, 414 };
	const char *text = var(in, "REFUSED");
	int64_t status = 0;

	if (!*text)
		return 0;
	(void)lang_parse(str_of(var(in, "REFUSED_LANG")), &rq->lang);
	(void)str_int(str_of(text), 400, 599, &status);
	for (size_t i = 0; i < countof(known); i++)
		if (known[i] == status)
			return known[i];
	return 400;
}

/* Fill ${rq} from the request.  0, or the status of the answer. */
static int
read_request(struct req *rq, const struct gateway_in *in)
{
	int status = refused(rq, in);

	if (status == 0)
		status = read_target(rq, var(in, "REQUEST_URI"));
	if (status == 0 && rq->method == METHOD_POST)
		status = read_form(rq, in);
	return status;
}

/* The session cookie, or NULL if there is none, or two: then nobody is signed in. */
static const char *
session_cookie(const struct req *rq, const struct gateway_in *in)
{
	struct str value;

	if (!cookie_get(gateway_var(in, "HTTP_COOKIE"), SESSION_COOKIE, &value))
		return NULL;
	return arena_strndup(rq->arena, value.p, value.n);
}

/* A path that needs somebody signed in: go there, and come back after. */
static void
ask_to_sign_in(struct req *rq, struct resp *rs)
{
	const char *back = req_url(rq, "%s", rq->path);

	if (rq->query.n > 0)
		back = arena_printf(rq->arena, "%s?%s", back, params_encode(rq->arena, rq->query));
	req_redirect(rq, rs, "/sign-in?next=%s", url_encode(rq->arena, back));
}

static bool
may_post(const struct req *rq, const struct gateway_in *in)
{
	return csrf_same_origin(gateway_var(in, "HTTP_ORIGIN"), gateway_var(in, "HTTP_SEC_FETCH_SITE"),
		   rq->site->origin) &&
	    csrf_valid(rq->site->key, rq->binding, param_get(rq->form, "csrf"));
}

static int
run_page(struct req *rq, struct resp *rs, const struct route *route)
{
	db_begin_request(rq->db, rq->me.access, rq->method == METHOD_POST);
	enum err e = route->page(rq, rs);
	db_end_request(rq->db);
	return status_of(e);
}

/*
 * Find the page and run it.  Return the status of an error page, or 200; ${ret_pattern} is
 * the path of the route as routes.def has it.
 */
static int
answer(struct req *rq, struct resp *rs, const struct gateway_in *in, const char **ret_pattern)
{
	char *slug = arena_alloc(rq->arena, ROUTE_SLUG_MAX + 1);
	unsigned methods = 0;
	const struct route *route = route_match(routes, n_routes, rq->method, rq->path, &rq->id,
	    slug, &methods);

	rq->slug = slug;
	if (!route) {
		rs->methods = methods;
		return methods ? 405 : 404;
	}
	*ret_pattern = route->path;
	if (route->csrf == CSRF_SLUG)
		rq->binding = rq->slug;
	if (!role_may(rq->me.access, route->access)) {
		if (rq->me.access != ANYONE || rq->method != METHOD_GET)
			return 403;
		ask_to_sign_in(rq, rs);
		return 200;
	}
	if (rq->method == METHOD_POST && !may_post(rq, in)) {
		log_event(LOG_WARN, "csrf", "%s", route->path);
		return 403;
	}
	return run_page(rq, rs, route);
}

/* What holds before anything was read: nobody is signed in, the page is Dutch. */
static void
init_request(struct req *rq, const struct server *s, const struct gateway_in *in)
{
	*rq = (struct req){
		.method = method_of(var(in, "REQUEST_METHOD")),
		.lang = LANG_NL,
		.me = { .access = ANYONE, .partner = "", .scope = { SCOPE_NONE, "" }, .name = "", .email = "" },
		.path = "/",
		.slug = "",
		.cookie = "",
		.binding = "",
		.address = var(in, "REMOTE_ADDR"),
		.now = clock_now(),
		.arena = in->arena,
		.db = s->db,
		.site = s->site,
	};
}

/* Asked anew each time: the demo can be removed while the daemon runs. */
static void
see_demo(struct req *rq)
{
	db_begin_request(rq->db, ANYONE, false);
	/* Without an answer the page goes on, without the word. */
	(void)(demo_any(rq->db, &rq->demo) == OK);
	db_end_request(rq->db);
}

void
server_handle(void *arg, const struct gateway_in *in, struct gateway_out *out)
{
	struct server *s = arg;
	struct req rq;
	struct resp rs = { 0 };
	int64_t start = clock_ms();
	/* Logged in place of the path, which may hold a secret. */
	const char *pattern = "-";

	init_request(&rq, s, in);
	/* Where nginx answers by itself, a file can be fetched and nothing else. */
	rs.methods = 1U << METHOD_GET;
	see_demo(&rq);
	int status = read_request(&rq, in);
	if (status == 0) {
		enum err e = session_begin(&rq, session_cookie(&rq, in));
		rq.cookie = rq.binding;
		status = e == OK ? answer(&rq, &rs, in, &pattern) : status_of(e);
	} else if (status == 303) {
		rs = (struct resp){ .status = 303 };
		rs.location = req_url(&rq, "/");
		status = 200;
	}
	if (status != 200)
		error_page(&rq, &rs, status);

	response_write(&rq, &rs, &s->head, &s->page, out);
	out->head_only = streq(var(in, "REQUEST_METHOD"), "HEAD");
	view_free(rs.view);
	log_event(LOG_INFO, "request", "%s %s %d %lld ms", var(in, "REQUEST_METHOD"), pattern,
	    rs.status, (long long)(clock_ms() - start));
}
