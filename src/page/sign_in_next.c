#include "page/sign_in_next.h"

#define NEXT_MAX 512

const char *
sign_in_next(struct params from)
{
	const char *next = param_get(from, "next");
	enum lang lang;

	/* A language comes first, so "//elsewhere" is none of ours. */
	if (!next || next[0] != '/' || strlen(next) < 3 || strlen(next) > NEXT_MAX ||
	    !lang_parse((struct str){ next + 1, 2 }, &lang) || (next[3] != '\0' && next[3] != '/'))
		return "";
	for (const char *p = next; *p; p++)
		if (*p <= ' ' || *p > '~' || *p == '\\' || *p == '#')
			return "";
	return next;
}

const char *
sign_in_home(const struct req *rq, enum access role)
{
	return req_url(rq, "%s", role == MEMBER ? "/company" : "/staff/review");
}

void
sign_in_go_on(struct req *rq, struct resp *rs, enum access role)
{
	const char *next = sign_in_next(rq->form);

	rs->status = 303;
	rs->location = *next ? next : sign_in_home(rq, role);
	rs->private = true;
}
