#ifndef APP_SANDBOX_H
#define APP_SANDBOX_H

#include "base/base.h"

/**
 * sandbox_no_network():
 * From now on this process can open no socket but a unix one, start no program,
 * reach into no other process, leave no namespace and gain no rights: workers and the job process need none of it, mail goes
 * out through the outbox and the mailer (security.md decision 10).  Return
 * ERR_INTERNAL, logged, if the kernel refuses.
 */
enum err sandbox_no_network(void) NODISCARD;

#endif
