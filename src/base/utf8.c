#include "base/base.h"
#include "base/utf8.h"

/*
 * RFC 3629, section 4: the lead byte decides how many follow, and what the
 * first of those may be.  That alone keeps out overlong forms (E0, F0),
 * surrogates (ED) and what lies above U+10FFFF (F4).
 */
size_t
utf8_decode(struct str s, size_t pos, uint32_t *ret_code)
{
	const unsigned char *p = (const unsigned char *)s.p + pos;
	size_t left = s.n - pos, n;
	unsigned char lo = 0x80, hi = 0xbf;
	uint32_t code;

	if (pos >= s.n)
		return 0;
	if (p[0] < 0x80) {
		*ret_code = p[0];
		return 1;
	}
	if (p[0] >= 0xc2 && p[0] <= 0xdf) {
		n = 2;
		code = p[0] & 0x1fu;
	} else if (p[0] >= 0xe0 && p[0] <= 0xef) {
		n = 3;
		code = p[0] & 0x0fu;
		lo = p[0] == 0xe0 ? 0xa0 : 0x80;
		hi = p[0] == 0xed ? 0x9f : 0xbf;
	} else if (p[0] >= 0xf0 && p[0] <= 0xf4) {
		n = 4;
		code = p[0] & 0x07u;
		lo = p[0] == 0xf0 ? 0x90 : 0x80;
		hi = p[0] == 0xf4 ? 0x8f : 0xbf;
	} else {
		return 0;
	}

	if (left < n || p[1] < lo || p[1] > hi)
		return 0;
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (p[i] & 0x3fu);
	}
	*ret_code = code;
	return n;
}

bool
utf8_valid(struct str s)
{
	uint32_t code;

	for (size_t pos = 0; pos < s.n;) {
		size_t n = utf8_decode(s, pos, &code);

		if (n == 0)
			return false;
		pos += n;
	}
	return true;
}

bool
utf8_next(struct str s, size_t *pos, uint32_t *ret_code)
{
	if (*pos >= s.n)
		return false;

	size_t n = utf8_decode(s, *pos, ret_code);
	if (n == 0)
		BUG("invalid UTF-8 behind the checks, at byte %zu", *pos);
	*pos += n;
	return true;
}

size_t
utf8_encode(uint32_t code, char out[static 4])
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	for (size_t i = n; i-- > 1; code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3f));
	out[0] = (char)(lead[n] | code);
	return n;
}

size_t
utf8_length(const char *text)
{
	size_t n = 0;

	/* Every byte but the following ones begins a code point. */
	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

/* Whether ${c} could hide something, or reorder what a reader sees. */
static bool
is_deceptive(uint32_t c)
{
	return c == 0x061c ||			/* Arabic letter mark */
	    (c >= 0x200b && c <= 0x200f) ||	/* zero width, direction marks */
	    (c >= 0x202a && c <= 0x202e) ||	/* embeddings and overrides */
	    (c >= 0x2060 && c <= 0x2064) ||	/* word joiner, invisible operators */
	    (c >= 0x2066 && c <= 0x2069) ||	/* isolates */
	    c == 0xfeff;			/* byte-order mark */
}

static bool
is_line(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

static bool
is_control(uint32_t c)
{
	return !is_line(c) && (c < 0x20 || (c >= 0x7f && c <= 0x9f));
}

bool
utf8_clean(struct str s, bool lines)
{
	uint32_t c = 0;

	for (size_t pos = 0; pos < s.n;) {
		size_t n = utf8_decode(s, pos, &c);

		if (n == 0 || is_deceptive(c) || is_control(c) || (is_line(c) && !lines))
			return false;
		pos += n;
	}
	return true;
}

size_t
utf8_unify_lines(char *text, size_t n)
{
	size_t out = 0;

	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\r') {
			text[out++] = '\n';
			if (i + 1 < n && text[i + 1] == '\n')
				i++;
		} else {
			text[out++] = text[i];
		}
	}
	return out;
}

const char *
utf8_shown(struct arena *arena, struct str s, size_t max)
{
	static const char more[] = "…";
	size_t n = 0, size, room = max < s.n / 4 ? max * 4 : s.n;
	char *out = arena_alloc(arena, room + sizeof(more));	/* zeroed: it is terminated */

	for (size_t pos = 0; pos < s.n; pos += size, max--) {
		uint32_t c = 0;

		if (max == 0) {
			memcpy(out + n, more, sizeof(more));
			break;
		}
		size = utf8_decode(s, pos, &c);
		if (size == 0 || is_deceptive(c) || is_control(c) || is_line(c)) {
			size = size == 0 ? 1 : size;
			out[n++] = '?';
			continue;
		}
		memcpy(out + n, s.p + pos, size);
		n += size;
	}
	return out;
}

size_t
utf8_find_control(struct str s, uint32_t *ret_code)
{
	size_t n = 0;

	for (size_t pos = 0; utf8_next(s, &pos, ret_code);) {
		n++;
		if (is_control(*ret_code))
			return n;
	}
	return 0;
}

size_t
utf8_drop_hidden(char *text, size_t n)
{
	size_t kept = 0;

	for (size_t pos = 0; pos < n;) {
		uint32_t c;
		size_t size = utf8_decode((struct str){ text, n }, pos, &c);

		if (size == 0)
			size = 1;
		else if (is_deceptive(c)) {
			pos += size;
			continue;
		}
		memmove(text + kept, text + pos, size);
		kept += size;
		pos += size;
	}
	return kept;
}

/* The length of the wide blank at the beginning, or the end, of ${s}; 0: there is none. */
static size_t
wide_blank(struct str s, bool at_end)
{
	static const struct str blanks[] = { { "\xc2\xa0", 2 }, { "\xe3\x80\x80", 3 } };

	for (size_t i = 0; i < countof(blanks); i++) {
		size_t n = blanks[i].n;

		if (s.n >= n && memcmp(at_end ? s.p + s.n - n : s.p, blanks[i].p, n) == 0)
			return n;
	}
	return 0;
}

struct str
utf8_trim(struct str s)
{
	for (;;) {
		s = str_trim(s);
		size_t head = wide_blank(s, false);
		s = (struct str){ s.p + head, s.n - head };
		size_t tail = wide_blank(s, true);
		s.n -= tail;
		if (head + tail == 0)
			return s;
	}
}
