#include "page/routes.h"

const struct route routes[] = {
#define ROUTE(method, access, csrf, path, page) \
	{ METHOD_##method, access, CSRF_##csrf, path, page },
#include "page/routes.def"
#undef ROUTE
};
const size_t n_routes = countof(routes);
