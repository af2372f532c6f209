#include "base/base.h"
#include "http/fcgi_filter.h"
#include "http/limits.h"

/* Record types of the FastCGI specification, section 8. */
enum { BEGIN_REQUEST = 1, ABORT_REQUEST = 2, PARAMS = 4, STDIN = 5 };
enum { ROLE_RESPONDER = 1, FLAG_KEEP_CONN = 1 };

/* What may come next. */
enum {
	PHASE_BEGIN,	/* BEGIN_REQUEST */
	PHASE_PARAMS,	/* PARAMS, the last one empty */
	PHASE_STDIN,	/* STDIN, the last one empty */
	PHASE_END,	/* nothing but ABORT_REQUEST */
	PHASE_ABORTED,	/* nothing */
};

void
fcgi_filter_init(struct fcgi_filter *f)
{
	*f = (struct fcgi_filter){ .phase = PHASE_BEGIN };
}

bool
fcgi_filter_complete(const struct fcgi_filter *f)
{
	return !f->bad && f->phase == PHASE_END && f->head_n == 0;
}

/*
 * A record header is complete.  libfcgi forgets the padding of BEGIN_REQUEST
 * and of an empty record and would read it as the next header: there it must
 * be absent, or the two would see different records.
 */
static bool
accept_header(struct fcgi_filter *f)
{
	unsigned type = f->head[1];
	uint16_t id = (uint16_t)(f->head[2] << 8 | f->head[3]);

	f->content_left = (size_t)f->head[4] << 8 | f->head[5];
	f->padding_left = f->head[6];
	if (f->head[0] != 1 || id == 0)
		return false;
	if (f->padding_left > 0 && (f->content_left == 0 || type == BEGIN_REQUEST))
		return false;

	if (type == BEGIN_REQUEST) {
		f->id = id;
		return f->phase == PHASE_BEGIN && f->content_left == sizeof(f->begin);
	}
	if (f->phase == PHASE_BEGIN || f->phase == PHASE_ABORTED || id != f->id)
		return false;
	if (type == ABORT_REQUEST)
		return f->content_left == 0;
	if (type == PARAMS)
		return f->phase == PHASE_PARAMS;
	return type == STDIN && f->phase == PHASE_STDIN;
}

/* A record is complete, content and padding: move on if it was the last of its kind. */
static bool
end_record(struct fcgi_filter *f)
{
	bool empty = f->head[4] == 0 && f->head[5] == 0;

	f->head_n = 0;
	switch (f->head[1]) {
	case BEGIN_REQUEST:
		f->phase = PHASE_PARAMS;
		return f->begin[0] == 0 && f->begin[1] == ROLE_RESPONDER &&
		    (f->begin[2] & FLAG_KEEP_CONN) == 0;
	case ABORT_REQUEST:
		f->phase = PHASE_ABORTED;
		break;
	case PARAMS:
		if (empty)
			f->phase = PHASE_STDIN;
		/* No pair may be left open. */
		return !empty || (f->len_n == 0 && f->pair_left == 0);
	case STDIN:
		if (empty)
			f->phase = PHASE_END;
		break;
	}
	return true;
}

/*
 * The lengths in front of a pair: name, then value, each one byte, or four if
 * the first has its high bit set.  Return how many bytes they take once that
 * is known, else 0, and what they say.
 */
static size_t
read_lengths(const unsigned char *len, size_t n, size_t *ret_name, size_t *ret_value)
{
	size_t at = 0, out[2];

	for (int i = 0; i < 2; i++) {
		if (at >= n)
			return 0;
		if (len[at] < 0x80) {
			out[i] = len[at++];
			continue;
		}
		if (n - at < 4)
			return 0;
		out[i] = (size_t)(len[at] & 0x7f) << 24 | (size_t)len[at + 1] << 16 |
		    (size_t)len[at + 2] << 8 | len[at + 3];
		at += 4;
	}
	*ret_name = out[0];
	*ret_value = out[1];
	return at;
}

static bool
feed_params(struct fcgi_filter *f, const unsigned char *p, size_t n)
{
	f->params_n += n;
	if (f->params_n > LIMIT_PARAMS)
		return false;

	while (n > 0) {
		size_t name, value;

		if (f->pair_left > 0) {
			size_t take = n < f->pair_left ? n : f->pair_left;

			/* libfcgi keeps pairs as C strings: a NUL would cut one short. */
			if (memchr(p, '\0', take))
				return false;
			f->pair_left -= take;
			p += take;
			n -= take;
			continue;
		}

		f->len[f->len_n++] = *p++;
		n--;
		if (read_lengths(f->len, f->len_n, &name, &value) == 0)
			continue;
		f->len_n = 0;
		/* Here, before libfcgi sees the lengths: it would allocate what they say. */
		if (name == 0 || name > LIMIT_PARAMS || value > LIMIT_PARAMS ||
		    name + value > LIMIT_PARAMS - (f->params_n - n) ||
		    ++f->params_count > LIMIT_PARAM_COUNT)
			return false;
		f->pair_left = name + value;
	}
	return true;
}

static bool
feed_content(struct fcgi_filter *f, const unsigned char *p, size_t n)
{
	switch (f->head[1]) {
	case BEGIN_REQUEST:
		memcpy(f->begin + f->begin_n, p, n);
		f->begin_n += n;
		return true;
	case PARAMS:
		return feed_params(f, p, n);
	case STDIN:
		f->stdin_n += n;
		return f->stdin_n <= LIMIT_UPLOAD;
	}
	return false;
}

/* Take some of the ${n} bytes, at least one; 0 if they are not allowed here. */
static size_t
feed_some(struct fcgi_filter *f, const unsigned char *p, size_t n)
{
	size_t take = 1;

	if (f->head_n < sizeof(f->head)) {
		f->head[f->head_n++] = *p;
		if (f->head_n == sizeof(f->head) && !accept_header(f))
			return 0;
	} else if (f->content_left > 0) {
		take = n < f->content_left ? n : f->content_left;
		if (!feed_content(f, p, take))
			return 0;
		f->content_left -= take;
	} else {
		take = n < f->padding_left ? n : f->padding_left;
		f->padding_left -= take;
	}

	if (f->head_n == sizeof(f->head) && f->content_left == 0 && f->padding_left == 0 &&
	    !end_record(f))
		return 0;
	return take;
}

bool
fcgi_filter_feed(struct fcgi_filter *f, const unsigned char *bytes, size_t n)
{
	while (n > 0 && !f->bad) {
		size_t took = feed_some(f, bytes, n);

		f->bad = took == 0;
		bytes += took;
		n -= took;
	}
	return !f->bad;
}
