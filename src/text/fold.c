#include "text/fold.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/heap.h"
#include "base/utf8.h"

#define BMP        0x10000
#define SEVERAL    0xffff	/* in one[]: look among the expansions */
#define LONGEST    8		/* characters that one folds into, at most */
#define N_SEVERAL  2048

struct expansion {
	uint16_t from;
	uint8_t n;
	uint16_t to[LONGEST];
};
struct fold {
	uint16_t one[BMP];		/* 0: nothing is left */
	struct expansion several[N_SEVERAL];	/* by from */
	size_t n_several;
};

static void
check(UErrorCode status, const char *what)
{
	if (U_FAILURE(status))
		BUG("ICU: %s: %s", what, u_errorName(status));
}

bool
fold_is_han(uint32_t code)
{
	return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) ||
	    (code >= 0x20000 && code <= 0x3ffff) || (code >= 0xf900 && code <= 0xfaff) || code == 0x3007;
}

bool
fold_is_word(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
	return !fold_is_han(code) && u_isalnum((UChar32)code);
}

static bool
is_mark(UChar32 c)
{
	return u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_ENCLOSING_MARK;
}

/* Fold one character into ${out} of LONGEST; return how many it becomes. */
static size_t
fold_one(const UNormalizer2 *casefold, const UNormalizer2 *decompose, UChar c, UChar *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar a[64], b[128];
	int32_t n = unorm2_normalize(casefold, &c, 1, a, (int32_t)countof(a), &status);
	size_t kept = 0;

	n = unorm2_normalize(decompose, a, n, b, (int32_t)countof(b), &status);
	check(status, "normalize");
	for (int32_t i = 0; i < n && kept < LONGEST; i++)
		if (!is_mark(b[i]))
			out[kept++] = b[i];
	return kept;
}

/* Each traditional character as its simplified one, where it is one. */
static void
simplify(struct fold *f)
{
	UErrorCode status = U_ZERO_ERROR;
	static const UChar id[] = u"Traditional-Simplified";
	UTransliterator *t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);

	check(status, "Traditional-Simplified");
	for (uint32_t c = 0x3400; c <= 0x9fff; c++) {
		UChar text[8] = { (UChar)c };
		int32_t n = 1, limit = 1;

		utrans_transUChars(t, text, &n, (int32_t)countof(text), 0, &limit, &status);
		check(status, "transliterate");
		if (n == 1 && fold_is_han(text[0]))
			f->one[c] = (uint16_t)text[0];
	}
	utrans_close(t);
}

struct fold *
fold_new(void)
{
	struct fold *f = heap_zeros(1, sizeof(*f));
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
	const UNormalizer2 *decompose = unorm2_getNFDInstance(&status);

	check(status, "instances");
	for (uint32_t c = 1; c < BMP; c++) {
		UChar out[LONGEST];

		if (U_IS_SURROGATE(c) || (c >= 0xac00 && c <= 0xd7a3)) {
			f->one[c] = (uint16_t)c;	/* Hangul stays whole */
			continue;
		}
		size_t n = fold_one(casefold, decompose, (UChar)c, out);
		if (n <= 1) {
			f->one[c] = n == 1 ? (uint16_t)out[0] : 0;
			continue;
		}
		if (f->n_several == N_SEVERAL)
			BUG("more than %d expansions", N_SEVERAL);
		struct expansion *e = &f->several[f->n_several++];
		f->one[c] = SEVERAL;
		e->from = (uint16_t)c;
		e->n = (uint8_t)n;
		for (size_t i = 0; i < n; i++)
			e->to[i] = (uint16_t)out[i];
	}
	simplify(f);
	return f;
}

void
fold_free(struct fold *f)
{
	free(f);
}

static const struct expansion *
expansion_of(const struct fold *f, uint32_t code)
{
	size_t lo = 0, hi = f->n_several;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (f->several[mid].from < code)
			lo = mid + 1;
		else
			hi = mid;
	}
	return &f->several[lo];
}

void
fold_text(const struct fold *f, struct str text, struct arena *arena, struct folded *ret_folded)
{
	/* What takes three bytes becomes at most LONGEST, what takes fewer at most three. */
	struct folded out = { arena_new_of(arena, struct fold_char, 3 * text.n + 1), 0 };
	size_t pos = 0, begin = 0;
	uint32_t c;

	for (; utf8_next(text, &pos, &c); begin = pos) {
		struct fold_char item = { .code = c, .begin = (uint32_t)begin, .end = (uint32_t)pos,
			.upper = c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper((UChar32)c) };

		if (c < BMP)
			item.code = f->one[c];
		if (item.code == 0) {
			if (out.n > 0 && out.items[out.n - 1].end == begin)
				out.items[out.n - 1].end = (uint32_t)pos;
		} else if (item.code != SEVERAL) {
			out.items[out.n++] = item;
		} else {
			const struct expansion *e = expansion_of(f, c);

			for (size_t i = 0; i < e->n; i++) {
				item.code = e->to[i];
				out.items[out.n++] = item;
			}
		}
	}
	*ret_folded = out;
}
