#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A growing text on the heap, born with its limit (curl's dynbuf).  p is
 * always terminated and never NULL after buf_init().  Going over the limit
 * sets "over" and drops everything further; the owner asks once, at the end.
 */
struct buf {
	char *p;
	size_t n, cap, max;
	bool over;
};

void buf_init(struct buf *, size_t max);
void buf_done(struct buf *);			/* frees; safe to call twice */
void buf_clear(struct buf *);			/* empties, keeps the memory */
void buf_cut(struct buf *, size_t n);		/* back to its first n bytes; not over any more */
void buf_add(struct buf *, const char *, size_t len);
void buf_puts(struct buf *, const char *text);
void buf_putc(struct buf *, char);
void buf_printf(struct buf *, const char *fmt, ...) PRINTF(2, 3);

#ifdef __cplusplus
}
#endif
#endif
