#ifndef BASE_ERR_H
#define BASE_ERR_H

/*
 * The four kinds of trouble (ARCHITECTURE.md, "Errors"): our own bug is
 * BUG(), a visitor's mistake is a value in a form, an expected outcome is one
 * of the values below, and a failing system is logged where it is found and
 * returned as ERR_INTERNAL.
 */

#define NODISCARD    __attribute__((warn_unused_result))
#define PRINTF(a, b) __attribute__((format(printf, a, b)))
#define countof(a)   (sizeof(a) / sizeof((a)[0]))

enum err {
	OK = 0,
	ERR_NOT_FOUND,	/* no such thing, or none that this role may see */
	ERR_CONFLICT,	/* a unique value exists already, or somebody was first */
	ERR_FORBIDDEN,	/* known, but not for this role */
	ERR_BUSY,	/* try again in a moment */
	ERR_INTERNAL,	/* logged where it was found */
	ERR_BAD_INPUT,	/* the request or the file cannot be read as what it claims to be */
};

/**
 * BUG(fmt, ...):
 * A broken invariant of this program: log file, line and the message, then
 * abort().  The parent starts a new worker.
 */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)

#ifdef __cplusplus
extern "C" {
[[noreturn]] void bug_at(const char *file, int line, const char *fmt, ...) PRINTF(3, 4);
}
#else
_Noreturn void bug_at(const char *file, int line, const char *fmt, ...) PRINTF(3, 4);
#endif

#endif
