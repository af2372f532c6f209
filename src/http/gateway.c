#include "base/base.h"
#include "base/buf.h"
#include "http/gateway.h"
#include "http/gateway_body.h"
#include "http/limits.h"

const char *
gateway_var(const struct gateway_in *in, const char *name)
{
	const char *found = NULL;

	for (size_t i = 0; i < in->n_vars; i++) {
		if (!streq(in->vars[i].name, name))
			continue;
		if (found && !streq(found, in->vars[i].value))
			return NULL;
		found = in->vars[i].value;
	}
	return found ? found : "";
}

void
gateway_vars(struct gateway_in *in, char *const *texts)
{
	size_t n = 0;

	while (texts[n])
		n++;

	struct gateway_var *vars = arena_new_of(in->arena, struct gateway_var, n);
	for (size_t i = 0; i < n; i++) {
		const char *equals = strchrnul(texts[i], '=');

		vars[i].name = arena_strndup(in->arena, texts[i], (size_t)(equals - texts[i]));
		vars[i].value = *equals ? equals + 1 : equals;
	}
	in->vars = vars;
	in->n_vars = n;
}

void
gateway_body(struct gateway_in *in, gateway_reader *reader, void *arg)
{
	const char *length = gateway_var(in, "CONTENT_LENGTH");
	int64_t n = 0;

	in->body = STR("");
	in->body_err = OK;

	/* nginx sends it empty for a request without a body. */
	if (length && *length == '\0')
		return;
	if (!length || !str_int(str_of(length), 0, INT64_MAX, &n)) {
		in->body_err = ERR_BAD_INPUT;
		return;
	}
	if (n > LIMIT_BODY) {
		in->body_err = ERR_BAD_INPUT;
		in->body_too_large = true;
		return;
	}

	char *bytes = arena_alloc(in->arena, (size_t)n + 1);
	size_t got = reader(arg, bytes, (size_t)n);
	if (got != (size_t)n)
		in->body_err = ERR_BAD_INPUT;
	else
		in->body = (struct str){ bytes, got };
}

void
gateway_answer(const struct gateway_out *out, struct buf *answer)
{
	buf_clear(answer);
	buf_puts(answer, out->head);
	/* Without a length, an answer cut short would pass for a whole one. */
	buf_printf(answer, "Content-Length: %zu\r\n\r\n", out->body.n);
	if (!out->head_only)
		buf_add(answer, out->body.p, out->body.n);
	if (answer->over)
		BUG("an answer of %zu bytes", out->body.n);
}
