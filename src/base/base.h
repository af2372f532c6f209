#ifndef BASE_BASE_H
#define BASE_BASE_H

/* What nearly every file needs; the rest of base/ is included by name. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/arena.h"
#include "base/str.h"

#include "base/banned.h"

#endif
