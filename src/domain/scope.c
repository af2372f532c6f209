#include "domain/scope.h"

static const char *const codes[] = {
	[SCOPE_NONE] = "none",
	[SCOPE_PROVINCE] = "province",
	[SCOPE_ALL] = "all",
};

const struct scope scope_of_all = { SCOPE_ALL, "" };

bool
scope_all(const struct scope *s)
{
	return s->kind == SCOPE_ALL;
}

bool
scope_covers(const struct scope *s, const char *province)
{
	if (s->kind == SCOPE_PROVINCE)
		return *province != '\0' && streq(s->province, province);
	return scope_all(s);
}

const char *
scope_kind_code(enum scope_kind kind)
{
	if ((unsigned)kind >= countof(codes))
		BUG("no kind of scope %d", (int)kind);
	return codes[kind];
}

bool
scope_kind_parse(const char *code, enum scope_kind *ret_kind)
{
	for (size_t i = 0; i < countof(codes); i++) {
		if (streq(codes[i], code)) {
			*ret_kind = (enum scope_kind)i;
			return true;
		}
	}
	return false;
}
