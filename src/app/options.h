#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include "app/config.h"

/**
 * options_global(argc, argv, ret_config):
 * Fill ${ret_config} from the environment, then from the global options
 * wherever they stand in ${argv} ("--db FILE" or "--db=FILE"), and take those
 * out of ${argv}.  Return the new argc, or -1 after telling what is wrong.
 */
int options_global(int argc, char **argv, struct config *ret_config);

/**
 * options_serve(argc, argv, config):
 * The same for the options that only `serve` has.
 */
int options_serve(int argc, char **argv, struct config *);

/**
 * options_take_flag(argc, argv, name), options_take_value(argc, argv, name, ret_value):
 * Take "--name", or "--name VALUE", out of ${argv} and lower ${*argc}.  Return
 * whether it stood there.  A missing value sets ${ret_value} to NULL.
 */
bool options_take_flag(int *argc, char **argv, const char *name);
bool options_take_value(int *argc, char **argv, const char *name, const char **ret_value);

/** options_unknown(argc, argv): tell of the first argument that begins with "--", if any. */
bool options_unknown(int argc, char **argv);

#endif
