#include "base/base.h"
#include "http/address.h"

#include <idn2.h>
#include <strings.h>

/* RFC 5321, 4.5.3.1: what mail servers take. */
#define LOCAL_MAX  64
#define DOMAIN_MAX 253
#define LABEL_MAX  63

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether ${name} is a lower-case ASCII domain name with a dot and no number as its end. */
static bool
is_domain(const char *name)
{
	struct str rest = str_of(name), label = { "", 0 };
	size_t labels = 0;

	if (rest.n == 0 || rest.n > DOMAIN_MAX || rest.p[rest.n - 1] == '.')
		return false;
	while (str_split(&rest, '.', &label)) {
		if (label.n == 0 || label.n > LABEL_MAX)
			return false;
		if (label.p[0] == '-' || label.p[label.n - 1] == '-')
			return false;
		for (size_t i = 0; i < label.n; i++)
			if (!is_alnum(label.p[i]) && label.p[i] != '-')
				return false;
		labels++;
	}

	/* 192.168.1.1 is no domain: no top-level domain begins with a digit. */
	return labels >= 2 && label.n >= 2 && label.p[0] >= 'a' && label.p[0] <= 'z';
}

/* ${host} as A-labels in lower case; NULL if it is no domain name. */
static const char *
domain_to_ascii(struct arena *arena, const char *host)
{
	char *ascii = NULL;
	const char *result = NULL;

	if (idn2_to_ascii_8z(host, &ascii, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT) != IDN2_OK)
		return NULL;

	char *copy = arena_strdup(arena, ascii);
	idn2_free(ascii);
	for (char *p = copy; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	if (is_domain(copy))
		result = copy;
	return result;
}

static bool
is_local_part(struct str s)
{
	if (s.n == 0 || s.n > LOCAL_MAX || s.p[0] == '.' || s.p[s.n - 1] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] <= ' ' || s.p[i] > '~' || strchr(",<>()[]:;\"\\@", s.p[i]))
			return false;
		if (s.p[i] == '.' && s.p[i - 1] == '.')
			return false;
	}
	return true;
}

const char *
address_email(struct arena *arena, const char *typed)
{
	const char *at = strchr(typed, '@');

	if (!at || !is_local_part((struct str){ typed, (size_t)(at - typed) }))
		return NULL;

	const char *domain = domain_to_ascii(arena, at + 1);
	if (!domain)
		return NULL;
	return arena_printf(arena, "%.*s@%s", (int)(at - typed), typed, domain);
}

/* ":8080" or nothing. */
static bool
is_port(struct str s)
{
	int64_t port;

	if (s.n == 0)
		return true;
	return s.n <= 6 && s.p[0] == ':' &&
	    str_int((struct str){ s.p + 1, s.n - 1 }, 1, 65535, &port);
}

const char *
address_url(struct arena *arena, const char *typed)
{
	const char *scheme = "https://", *rest = typed;

	if (strncasecmp(typed, "https://", 8) == 0) {
		rest += 8;
	} else if (strncasecmp(typed, "http://", 7) == 0) {
		scheme = "http://";
		rest += 7;
	}

	/* Blanks and quotes have no place in an address, and hide things in one. */
	for (const char *p = rest; *p; p++)
		if ((unsigned char)*p <= ' ' || strchr("\"<>\\^`{|}", *p))
			return NULL;
	if (strstr(rest, "\xe3\x80\x80") || strstr(rest, "\xc2\xa0"))
		return NULL;

	/* "good.example@evil.example" leads to the second: refused with the "@". */
	size_t authority = strcspn(rest, "/?#");
	size_t host_len = strcspn(rest, "/?#:");
	if (memchr(rest, '@', authority))
		return NULL;
	if (!is_port((struct str){ rest + host_len, authority - host_len }))
		return NULL;
	if (!domain_to_ascii(arena, arena_strndup(arena, rest, host_len)))
		return NULL;
	return arena_printf(arena, "%s%s", scheme, rest);
}
