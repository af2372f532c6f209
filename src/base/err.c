#include "base/base.h"
#include "base/log.h"

#include <stdarg.h>

void
bug_at(const char *file, int line, const char *fmt, ...)
{
	char message[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);

	log_event(LOG_ERROR, "bug", "%s:%d: %s", file, line, message);
	abort();
}
