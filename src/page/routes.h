#ifndef PAGE_ROUTES_H
#define PAGE_ROUTES_H

#include "http/route.h"

#define ROUTE(method, access, csrf, path, page) extern page_fn page;
#include "page/routes.def"
#undef ROUTE

extern const struct route routes[];
extern const size_t n_routes;

#endif
