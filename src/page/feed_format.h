#ifndef PAGE_FEED_FORMAT_H
#define PAGE_FEED_FORMAT_H

#include "base/buf.h"
#include "domain/opportunity.h"
#include "page/opportunity_choice.h"
#include "text/msg.h"

/* What the four formats of page/feed.h have in common, and what each has to know to be one. */

/* One answer: what was asked, and which of it is given. */
struct feed {
	const char *title;
	const char *id, *self;		/* absolute addresses: of the first part, of this part */
	const char *list;		/* of the page with the same list */
	const char *next;		/* of the next part, or NULL: nothing is left */
	bool unknown;			/* a filter of the address does not exist, and was left out */
	size_t skip, n, total;		/* ${n} rows from ${skip} of ${total} */
	int64_t updated;		/* the newest row's; now if there is none */
};

struct feed_format {
	const char *ending;		/* of the address: "csv" */
	const char *type;
	const char *filename;		/* up to the day: it is kept as a file; NULL: it is shown */

	/**
	 * item(rq, o, out), head(rq, feed, out), foot(rq, feed, out):
	 * Append one row to ${out}, which holds the rows before it; what stands before and behind
	 * all rows (foot may be NULL).  In item() the arena of ${rq} is emptied after each row.
	 */
	void (*item)(struct req *, const struct opportunity *, struct buf *out);
	void (*head)(struct req *, const struct feed *, struct buf *out);
	void (*foot)(struct req *, const struct feed *, struct buf *out);
};

/**
 * feed_answer(rq, rs, format):
 * A page: what the query asks for, as ${format}.  At most LIMIT_FEED_ROWS rows and LIMIT_FEED
 * bytes; the rest is behind the address that the answer names, with "skip" in its query.
 */
enum err feed_answer(struct req *, struct resp *, const struct feed_format *) NODISCARD;

/** feed_opportunity_url(rq, o): the absolute address of its page. */
const char *feed_opportunity_url(struct req *, const struct opportunity *);

/** feed_labelled(rq, label, text): "Deadline: ..." */
const char *feed_labelled(struct req *, enum msg label, const char *text);

/** feed_opportunity_title(rq, o, ret_lang): its title as texts_pick() does; what is made up says so. */
const char *feed_opportunity_title(struct req *, const struct opportunity *, enum lang *ret_lang);

#endif
