#include "mail/message.h"

#include "base/clock.h"
#include "base/utf8.h"

#include <sodium.h>

#define ADDRESS_MAX 254			/* RFC 5321, with its path */
#define LINE_MAX_QP 76			/* of quoted-printable, without CR LF */
/* Bytes of text in one encoded word: with "=?UTF-8?B?" and "?=" a line stays below 76. */
#define WORD_BYTES  39
#define WORD_CHARS  (4 * ((WORD_BYTES + 2) / 3) + 1)

bool
message_address(const char *text)
{
	const char *at = NULL;

	for (const char *p = text; *p; p++) {
		if (*p <= ' ' || *p > '~' || strchr(",;:<>()[]\\\"", *p))
			return false;
		if (*p == '@') {
			if (at)
				return false;
			at = p;
		}
	}
	return at && at > text && at[1] && strlen(text) <= ADDRESS_MAX;
}

/* ---- Headers ---- */

static bool
is_plain(const char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

/* How many of the ${n} bytes go into one encoded word: no code point is cut in two. */
static size_t
word_length(const char *p, size_t n)
{
	if (n <= WORD_BYTES)
		return n;
	n = WORD_BYTES;
	while (n > 1 && ((unsigned char)p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* ${text} as it may stand in a header: as it is, or as encoded words on lines of their own. */
static void
put_words(struct buf *out, const char *text)
{
	size_t n = strlen(text);
	char word[WORD_CHARS];

	/* What looks encoded already would be decoded by the reader. */
	if (is_plain(text) && n <= 60 && !strstr(text, "=?")) {
		buf_puts(out, text);
		return;
	}
	for (bool first = true; n > 0; first = false) {
		size_t len = word_length(text, n);

		sodium_bin2base64(word, sizeof(word), (const unsigned char *)text, len,
		    sodium_base64_VARIANT_ORIGINAL);
		buf_printf(out, "%s=?UTF-8?B?%s?=", first ? "" : "\r\n ", word);
		text += len;
		n -= len;
	}
}

/* "Tue, 24 Nov 2026 05:49:26 +0000": names by RFC 5322, in no language. */
static void
put_date(struct buf *out, int64_t at)
{
	static const char *const days[] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	int year, month, dom, seconds = (int)(at % 86400);
	day d = { (int32_t)(at / 86400) };

	day_civil(d, &year, &month, &dom);
	buf_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[d.v % 7], dom,
	    months[month - 1], year, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void
put_headers(struct buf *out, const struct message *m)
{
	put_date(out, m->at);
	buf_puts(out, "From: ");
	put_words(out, m->from_name);
	buf_printf(out, " <%s>\r\nTo: <%s>\r\nSubject: ", m->from, m->to);
	put_words(out, m->subject);
	buf_printf(out, "\r\nMessage-ID: <outbox.%lld.%lld@%s>\r\n", (long long)m->id,
	    (long long)m->at, strchr(m->from, '@') + 1);
	buf_printf(out, "Auto-Submitted: auto-generated\r\nContent-Language: %s\r\n"
	    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n", m->lang_tag);
}

/* ---- Quoted-printable ---- */

static void
put_quoted(struct buf *out, const char *text)
{
	size_t column = 0;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		bool end = text[1] == '\n' || text[1] == '\0';
		bool plain = (c > ' ' && c <= '~' && c != '=') || ((c == ' ' || c == '\t') && !end);

		if (c == '\n') {
			buf_puts(out, "\r\n");
			column = 0;
			continue;
		}
		/* A soft line break, which the reader takes out again. */
		if (column + (plain ? 1 : 3) > LINE_MAX_QP - 1) {
			buf_puts(out, "=\r\n");
			column = 0;
		}
		if (plain)
			buf_putc(out, (char)c);
		else
			buf_printf(out, "=%02X", c);
		column += plain ? 1 : 3;
	}
	if (column > 0)
		buf_puts(out, "\r\n");
}

enum err
message_write(const struct message *m, struct buf *out)
{
	if (!message_address(m->from) || !message_address(m->to) || m->at < 0 ||
	    !utf8_clean(str_of(m->subject), false) || !utf8_clean(str_of(m->from_name), false) ||
	    !utf8_clean(str_of(m->text), true))
		return ERR_BAD_INPUT;
	put_headers(out, m);
	put_quoted(out, m->text);
	return out->over ? ERR_BAD_INPUT : OK;
}

/* ---- Reading it back ---- */

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static const char *
unquote(struct arena *arena, struct str s)
{
	char *out = arena_alloc(arena, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\r')
			continue;
		if (s.p[i] != '=') {
			out[n++] = s.p[i];
		} else if (i + 2 < s.n && s.p[i + 1] == '\r' && s.p[i + 2] == '\n') {
			i += 2;
		} else if (i + 2 < s.n && hex_digit(s.p[i + 1]) >= 0 && hex_digit(s.p[i + 2]) >= 0) {
			out[n++] = (char)(hex_digit(s.p[i + 1]) * 16 + hex_digit(s.p[i + 2]));
			i += 2;
		}
	}
	return out;
}

/* The value of the header ${name} (": " at its end), its lines joined; NULL if absent. */
static char *
header(struct arena *arena, struct str head, const char *name)
{
	size_t len = strlen(name), n = 0;

	for (size_t i = 0; i + len <= head.n; i++) {
		if ((i > 0 && head.p[i - 1] != '\n') || memcmp(head.p + i, name, len) != 0)
			continue;
		char *out = arena_alloc(arena, head.n + 1);
		for (i += len; i < head.n; i++) {
			if (head.p[i] == '\n' && (i + 1 == head.n || head.p[i + 1] != ' '))
				break;
			if (head.p[i] != '\r' && head.p[i] != '\n')
				out[n++] = head.p[i];
		}
		return out;
	}
	return NULL;
}

/* What put_words() wrote. */
static const char *
decode_words(struct arena *arena, const char *text)
{
	static const char start[] = "=?UTF-8?B?";
	char *out = arena_alloc(arena, strlen(text) + 1);
	size_t n = 0;

	if (strncmp(text, start, strlen(start)) != 0)
		return text;
	while (strncmp(text, start, strlen(start)) == 0) {
		const char *end = strstr(text + strlen(start), "?=");
		size_t len = 0;

		if (!end || sodium_base642bin((unsigned char *)out + n, WORD_BYTES + 2,
				text + strlen(start), (size_t)(end - text) - strlen(start), NULL, &len,
				NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
			break;
		n += len;
		text = end + 2 + (end[2] == ' ');
	}
	out[n] = '\0';
	return out;
}

bool
message_parse(struct arena *arena, struct str raw, struct message_read *ret)
{
	const char *gap = memmem(raw.p, raw.n, "\r\n\r\n", 4);
	char *to, *subject, *date, *tag;

	if (!gap)
		return false;
	struct str head = { raw.p, (size_t)(gap - raw.p) + 2 };
	to = header(arena, head, "To: ");
	subject = header(arena, head, "Subject: ");
	date = header(arena, head, "Date: ");
	tag = header(arena, head, "Content-Language: ");
	if (!to || !subject || !date || !tag || to[0] != '<' || !strchr(to, '>'))
		return false;
	*strchr(to, '>') = '\0';
	*ret = (struct message_read){
		.to = to + 1,
		.subject = decode_words(arena, subject),
		.date = date,
		.lang_tag = tag,
		.text = unquote(arena, (struct str){ gap + 4, raw.n - (size_t)(gap + 4 - raw.p) }),
	};
	return utf8_clean(str_of(ret->text), true) && utf8_clean(str_of(ret->subject), false);
}
