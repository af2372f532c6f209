#ifndef APP_JSON_H
#define APP_JSON_H

#include "app/records.h"

/**
 * json_record(records, line_text, line, ret_record):
 * Read one line of JSON, an object with our columns as keys, into ${ret_record};
 * false if it is no such object.  What is wrong goes to the problems.
 */
bool json_record(struct records *, struct str text, int64_t line, struct record *ret_record) NODISCARD;

/** json_text(out, text): append ${text} as a JSON string with its quotes. */
void json_text(struct buf *out, const char *text);

/** json_put(out, column, cell): append "name": value, with a brace or comma in front. */
void json_put(struct buf *out, const struct column *, const char *cell);

#endif
