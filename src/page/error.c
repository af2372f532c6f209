#include "page/error.h"

#include "page/frame.h"

static const struct {
	int status;
	enum msg title, text;
} errors[] = {
	{ 400, MSG_ERROR_400_TITLE, MSG_ERROR_400_TEXT },
	{ 403, MSG_ERROR_403_TITLE, MSG_ERROR_403_TEXT },
	{ 404, MSG_ERROR_404_TITLE, MSG_ERROR_404_TEXT },
	{ 405, MSG_ERROR_405_TITLE, MSG_ERROR_405_TEXT },
	{ 409, MSG_ERROR_409_TITLE, MSG_ERROR_409_TEXT },
	{ 413, MSG_ERROR_413_TITLE, MSG_ERROR_413_TEXT },
	{ 414, MSG_ERROR_414_TITLE, MSG_ERROR_414_TEXT },
	{ 415, MSG_ERROR_415_TITLE, MSG_ERROR_415_TEXT },
	{ 429, MSG_ERROR_429_TITLE, MSG_ERROR_429_TEXT },
	{ 500, MSG_ERROR_500_TITLE, MSG_ERROR_500_TEXT },
	{ 503, MSG_ERROR_503_TITLE, MSG_ERROR_503_TEXT },
};

void
error_page(struct req *rq, struct resp *rs, int status)
{
	size_t i = 0;

	while (errors[i].status != status)
		if (++i == countof(errors))
			BUG("no error page for %d", status);
	view_free(rs->view);

	const char *title = msg_text(errors[i].title, rq->lang);
	struct view *v = frame_page(rq, "error.html", title);
	view_text(v, V_ERROR_TITLE, title);
	view_text(v, V_ERROR_TEXT, msg_text(errors[i].text, rq->lang));
	*rs = (struct resp){ .status = status, .view = v, .methods = rs->methods, .noindex = true,
		.private = true };
}
