#include "app/text_file.h"

#include <errno.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/utf8.h"

bool
text_file_read(struct arena *arena, struct problems *problems, const char *path, size_t max,
    struct str *ret_text)
{
	FILE *in = fopen(path, "rbe");
	const char *wrong = NULL;
	struct buf text;
	char block[8192];
	size_t n;

	problems->file = path;
	if (!in) {
		problems_add(problems, 0, NULL, 0, "%s", strerror(errno));
		return false;
	}
	buf_init(&text, max);
	while ((n = fread(block, 1, sizeof(block), in)) > 0)
		buf_add(&text, block, n);
	if (ferror(in) || text.over)
		wrong = "cannot be read, or is too large";
	else if (!utf8_clean((struct str){ text.p, text.n }, true))
		wrong = "not UTF-8, or a control or invisible character in it";
	else
		*ret_text = (struct str){ arena_strndup(arena, text.p, text.n), text.n };
	if (wrong)
		problems_add(problems, 0, NULL, 0, "%s", wrong);
	buf_done(&text);
	fclose(in);
	return !wrong;
}
