#include "domain/column.h"

#include <inttypes.h>

#include "base/buf.h"

const char *
column_number(struct arena *arena, int64_t n)
{
	return n == 0 ? "" : arena_printf(arena, "%" PRId64, n);
}

const char *
column_codes(struct arena *arena, const struct code_list *codes)
{
	struct buf text;

	buf_init(&text, 1 << 16);
	for (size_t i = 0; i < codes->n; i++) {
		if (i > 0)
			buf_putc(&text, ';');
		buf_puts(&text, codes->items[i]);
	}

	const char *copy = arena_strdup(arena, text.p);
	buf_done(&text);
	return copy;
}
