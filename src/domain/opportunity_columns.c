#include "domain/opportunity_columns.h"

/* clang-format off */
const struct column opportunity_columns[O__MAX] = {
	[O_REF]          = { "ref",          COLUMN_LINE,   true },
	[O_KIND]         = { "kind",         COLUMN_LINE,   true },
	[O_TITLE]        = { "title_nl",     COLUMN_LINE,   false },
	[O_TITLE_EN]     = { "title_en",     COLUMN_LINE,   false },
	[O_TITLE_ZH]     = { "title_zh",     COLUMN_LINE,   false },
	[O_SUMMARY]      = { "summary_nl",   COLUMN_TEXT,   false },
	[O_SUMMARY_EN]   = { "summary_en",   COLUMN_TEXT,   false },
	[O_SUMMARY_ZH]   = { "summary_zh",   COLUMN_TEXT,   false },
	[O_SECTORS]      = { "sectors",      COLUMN_LIST,   false },
	[O_REGIONS]      = { "regions",      COLUMN_LIST,   true },
	[O_COOPERATION]  = { "cooperation",  COLUMN_LIST,   false },
	[O_TRL_MIN]      = { "trl_min",      COLUMN_NUMBER, false },
	[O_DEADLINE]     = { "deadline",     COLUMN_LINE,   false },
	[O_ORGANISATION] = { "organisation", COLUMN_LINE,   false },
	[O_SOURCE_URL]   = { "source_url",   COLUMN_LINE,   false },
	[O_STATUS]       = { "status",       COLUMN_LINE,   true },
};
/* clang-format on */

void
opportunity_cells(const struct opportunity *o, struct arena *arena,
    const char *ret_cells[static O__MAX])
{
	for (size_t i = 0; i < LANG__MAX; i++) {
		ret_cells[O_TITLE + i] = o->title.in[i];
		ret_cells[O_SUMMARY + i] = o->summary.in[i];
	}
	ret_cells[O_REF] = o->ref;
	ret_cells[O_KIND] = o->kind;
	ret_cells[O_SECTORS] = column_codes(arena, &o->sectors);
	ret_cells[O_REGIONS] = column_codes(arena, &o->regions);
	ret_cells[O_COOPERATION] = column_codes(arena, &o->cooperation);
	ret_cells[O_TRL_MIN] = column_number(arena, o->trl_min);
	ret_cells[O_DEADLINE] = o->deadline;
	ret_cells[O_ORGANISATION] = o->organisation;
	ret_cells[O_SOURCE_URL] = o->source_url;
	ret_cells[O_STATUS] = o->status;
}
