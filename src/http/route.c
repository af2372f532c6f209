#include "base/base.h"
#include "http/csrf.h"
#include "http/route.h"

#include <stdarg.h>

#define ID_MAX INT64_C(1000000000000000)

static bool
is_slug(struct str s)
{
	/* No leading dot: "." and ".." mean something else to browsers and proxies. */
	if (s.n == 0 || s.n > ROUTE_SLUG_MAX || s.p[0] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
			(c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'))
			return false;
	}
	return true;
}

/* What stands before the next slash; ${path} moves behind it. */
static struct str
next_segment(const char **path)
{
	const char *start = *path, *end = strchrnul(start, '/');

	*path = *end ? end + 1 : end;
	return (struct str){ start, (size_t)(end - start) };
}

/* Compare segment by segment, exactly: "//", a slash at the end and case all matter. */
static bool
path_match(const char *pattern, const char *path, int64_t *id, struct str *slug)
{
	size_t slashes = 0, n = 0;

	for (const char *p = pattern; *p; p++)
		slashes += *p == '/';
	for (const char *p = path; *p; p++)
		n += *p == '/';
	if (n != slashes)
		return false;

	*id = 0;
	*slug = STR("");
	for (size_t i = 0; i <= slashes; i++) {
		struct str want = next_segment(&pattern), have = next_segment(&path);

		if (str_eq(want, STR(":id"))) {
			/* One address per thing: 7, not 007. */
			if (!str_int(have, 1, ID_MAX, id) || have.p[0] == '0')
				return false;
		} else if (str_eq(want, STR(":slug"))) {
			if (!is_slug(have))
				return false;
			*slug = have;
		} else if (!str_eq(want, have)) {
			return false;
		}
	}
	return true;
}

const struct route *
route_match(const struct route *routes, size_t n, enum method method, const char *path,
    int64_t *ret_id, char *ret_slug, unsigned *ret_methods)
{
	unsigned methods = 0;

	for (size_t i = 0; i < n; i++) {
		struct str slug;
		int64_t id;

		if (!path_match(routes[i].path, path, &id, &slug))
			continue;
		methods |= 1u << routes[i].method;
		if (routes[i].method == method) {
			*ret_id = id;
			memcpy(ret_slug, slug.p, slug.n);
			ret_slug[slug.n] = '\0';
			return &routes[i];
		}
	}
	*ret_methods = methods;
	return NULL;
}

/* As req_url(), from a list of arguments. */
static char *PRINTF(2, 0)
url_in_language(const struct req *rq, const char *fmt, va_list ap)
{
	return arena_printf(rq->arena, "/%s%s", lang_code(rq->lang),
	    arena_vprintf(rq->arena, fmt, ap));
}

char *
req_url(const struct req *rq, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	char *url = url_in_language(rq, fmt, ap);
	va_end(ap);
	return url;
}

void
req_redirect(struct req *rq, struct resp *rs, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rs->location = url_in_language(rq, fmt, ap);
	va_end(ap);
	rs->status = 303;
}

const char *
req_query(const struct req *rq, const char *name)
{
	const char *value = param_get(rq->query, name);

	return value ? value : "";
}

/* Bound to nothing it would be the same for everybody, and worthless. */
static const char *
token_of(const struct req *rq, const char *binding)
{
	char *token = arena_alloc(rq->arena, CSRF_CHARS + 1);

	if (binding && *binding)
		csrf_token(rq->site->key, binding, token);
	return token;
}

const char *
req_csrf(const struct req *rq)
{
	return token_of(rq, rq->binding);
}

const char *
req_csrf_cookie(const struct req *rq)
{
	return token_of(rq, rq->cookie);
}
