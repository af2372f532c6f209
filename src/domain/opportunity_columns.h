#ifndef DOMAIN_OPPORTUNITY_COLUMNS_H
#define DOMAIN_OPPORTUNITY_COLUMNS_H

#include "domain/column.h"
#include "domain/opportunity.h"

/* The columns of opportunities.csv, in the order of product.md section 10. */
enum opportunity_column {
	O_REF, O_KIND, O_TITLE, O_TITLE_EN, O_TITLE_ZH, O_SUMMARY, O_SUMMARY_EN, O_SUMMARY_ZH,
	O_SECTORS, O_REGIONS, O_COOPERATION, O_TRL_MIN, O_DEADLINE, O_ORGANISATION, O_SOURCE_URL,
	O_STATUS, O__MAX
};

extern const struct column opportunity_columns[O__MAX];

/**
 * opportunity_cells(o, arena, ret_cells):
 * What stands in each column for ${o}.  The cells belong to ${o} or live in ${arena}.
 */
void opportunity_cells(const struct opportunity *, struct arena *,
    const char *ret_cells[static O__MAX]);

#endif
