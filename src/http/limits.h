#ifndef HTTP_LIMITS_H
#define HTTP_LIMITS_H

/* Every bound on what a visitor can send, in one list. */
enum {
	LIMIT_BODY = 256 * 1024,	/* bytes of a form; above: 413 */
	LIMIT_UPLOAD = 8 * 1024 * 1024,	/* not used before files are accepted */
	LIMIT_PARAMS = 64 * 1024,	/* bytes of all FastCGI parameters */
	LIMIT_PARAM_COUNT = 128,	/* FastCGI parameters */
	LIMIT_FIELDS = 200,		/* name=value pairs in a body or a query; above: 400 */
	LIMIT_QUERY = 8 * 1024,		/* bytes of the query string; above: 414 */
	LIMIT_PATH = 1024,		/* bytes of the path; above: 414 */
	LIMIT_COOKIES = 8 * 1024,	/* bytes of the Cookie header; above: 400 */
	LIMIT_ARENA = 8 * 1024 * 1024,	/* memory of one request */
	LIMIT_PAGE = 4 * 1024 * 1024,	/* bytes of one rendered page */
	LIMIT_FEED = 3 * 1024 * 1024,	/* bytes of the rows of one feed; above: in parts */
	LIMIT_FEED_ROWS = 1000,		/* likewise */
	LIMIT_REQUEST_SECONDS = 10,	/* then the worker is ended and replaced */
};

#endif
