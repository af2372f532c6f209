#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdint.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/**
 * log_init(program):
 * Name this process in every line ("worker", "job" ...).  ${program} is kept
 * by reference.
 */
void log_init(const char *program);

/**
 * log_event(level, event, fmt, ...):
 * Write one line of JSON to standard error: time (UTC, milliseconds), level,
 * process, pid, ${event} (a fixed word such as "request" or "db"), and the
 * message.  Control characters and invalid UTF-8 in the message cannot break
 * the line.  Never blocks a request on a failing log, never logs secrets:
 * that is the caller's promise.
 */
void log_event(enum log_level, const char *event, const char *fmt, ...) PRINTF(3, 4);

#ifdef __cplusplus
}
#endif
#endif
