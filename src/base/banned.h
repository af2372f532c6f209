/*
 * Functions that do not compile: each has hurt somebody.  Last include of
 * base/base.h.  (git's banned.h, the idea.)
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#ifndef __cplusplus
/* Their declarations must come before the names mean something else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(func) sorry_##func##_is_a_banned_function
#undef strcpy
#define strcpy(d, s) BANNED(strcpy)
#undef strcat
#define strcat(d, s) BANNED(strcat)
#undef strncpy
#define strncpy(d, s, n) BANNED(strncpy)
#undef strncat
#define strncat(d, s, n) BANNED(strncat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef strtok
#define strtok(s, d) BANNED(strtok)
#undef atoi
#define atoi(s) BANNED(atoi)
#undef atol
#define atol(s) BANNED(atol)
#undef strtol
#define strtol(s, e, b) BANNED(strtol)
#undef strtoul
#define strtoul(s, e, b) BANNED(strtoul)
#undef sscanf
#define sscanf(...) BANNED(sscanf)
#undef gmtime
#define gmtime(t) BANNED(gmtime)
#undef localtime
#define localtime(t) BANNED(localtime)
#undef ctime
#define ctime(t) BANNED(ctime)
#undef rand
#define rand() BANNED(rand)
#undef random
#define random() BANNED(random)
#undef system
#define system(c) BANNED(system)
#undef alloca
#define alloca(n) BANNED(alloca)
#endif
#endif
