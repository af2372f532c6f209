#include "domain/opportunity_columns.h"
#include "page/feed_format.h"
#include "page/routes.h"
#include "text/csv.h"

#define LINE_BYTES_MAX (256 * 1024)	/* twice the longest texts, all quotes */

/* The lines of a file end with LF; what is sent as text/csv ends them as RFC 4180 says. */
static void
put_line(const char *const cells[static O__MAX], struct buf *out)
{
	struct buf line;

	buf_init(&line, LINE_BYTES_MAX);
	for (size_t i = 0; i < O__MAX; i++)
		csv_put(&line, cells[i]);
	if (line.over)
		BUG("a line of more than %d bytes", LINE_BYTES_MAX);
	buf_add(out, line.p, line.n);
	buf_puts(out, "\r\n");
	buf_done(&line);
}

static void
put_item(struct req *rq, const struct opportunity *o, struct buf *out)
{
	const char *cells[O__MAX];

	opportunity_cells(o, rq->arena, cells);
	put_line(cells, out);
}

static void
put_head(struct req *rq, const struct feed *f, struct buf *out)
{
	const char *names[O__MAX];

	(void)rq;
	(void)f;
	for (size_t i = 0; i < O__MAX; i++)
		names[i] = opportunity_columns[i].name;
	put_line(names, out);
}

enum err
page_opportunity_csv(struct req *rq, struct resp *rs)
{
	static const struct feed_format format = { "csv", "text/csv; charset=utf-8; header=present",
		"cleantechroute-opportunities", put_item, put_head, NULL };

	return feed_answer(rq, rs, &format);
}
