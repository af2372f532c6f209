#ifndef APP_TEXT_FILE_H
#define APP_TEXT_FILE_H

#include "app/problem.h"

/**
 * text_file_read(arena, problems, path, max, ret_text):
 * The whole of a small UTF-8 file without control or invisible characters.  False, and why is noted in
 * ${problems}, if it cannot be read, is larger than ${max} bytes or holds anything else.
 */
bool text_file_read(struct arena *, struct problems *, const char *path, size_t max,
    struct str *ret_text);

#endif
