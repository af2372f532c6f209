#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "base/base.h"
#include "base/buf.h"

#define MESSAGE_MAX (64 * 1024)		/* bytes of a whole message */

/* A mail to one person, before it is put into the form of RFC 5322. */
struct message {
	int64_t id;			/* of its row: the same message has the same Message-ID */
	const char *from, *from_name;
	const char *to;
	const char *lang_tag;		/* "nl", "zh-Hans" */
	const char *subject, *text;	/* UTF-8; lines of text end with LF */
	int64_t at;
};

/**
 * message_address(text):
 * Whether ${text} may stand as the one address of a header and an envelope: printable ASCII, one
 * "@" with something on both sides, none of ,;:<>()[]\" and blanks, at most 254 bytes.
 */
bool message_address(const char *text);

/**
 * message_write(m, out):
 * Append the message: a fixed list of headers, names and subject encoded as RFC 2047 asks, the text as
 * quoted-printable, all lines ended by CR LF.  ERR_BAD_INPUT, and nothing said, if an address is
 * none, if subject or name hold a control character (a line break would begin a header of
 * somebody else's choice), or if it would be longer than ${out} takes.
 */
enum err message_write(const struct message *, struct buf *out) NODISCARD;

/* What can be read back of a message that message_write() wrote. */
struct message_read {
	const char *to, *subject, *date, *lang_tag, *text;
};

/** message_parse(arena, raw, ret): false if ${raw} was not written by message_write(). */
bool message_parse(struct arena *, struct str raw, struct message_read *ret);

#endif
