#include "base/base.h"
#include "text/lang.h"

static const char *const codes[LANG__MAX] = {
	[LANG_NL] = "nl",
	[LANG_EN] = "en",
	[LANG_ZH] = "zh",
};

static const char *const tags[LANG__MAX] = {
	[LANG_NL] = "nl",
	[LANG_EN] = "en",
	[LANG_ZH] = "zh-Hans",
};

const char *
lang_code(enum lang lang)
{
	return codes[lang];
}

const char *
lang_tag(enum lang lang)
{
	return tags[lang];
}

bool
lang_parse(struct str code, enum lang *ret_lang)
{
	for (enum lang l = 0; l < LANG__MAX; l++) {
		if (str_eq(code, str_of(codes[l]))) {
			*ret_lang = l;
			return true;
		}
	}
	return false;
}

const char *
texts_pick(const struct texts *t, enum lang want, enum lang *ret_lang)
{
	/* English first: both sides of the platform read it. */
	const enum lang order[] = { want, LANG_EN, LANG_NL, LANG_ZH };
	enum lang found = want;
	const char *text = "";

	for (size_t i = 0; i < countof(order); i++) {
		const char *p = t->in[order[i]];

		if (p && *p) {
			text = p;
			found = order[i];
			break;
		}
	}
	if (ret_lang)
		*ret_lang = found;
	return text;
}
