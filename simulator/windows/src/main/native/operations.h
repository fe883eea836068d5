/* Requests of programs, described in a table: one line for each function of the telephony
 * interface. */
#ifndef TAPISRV_OPERATIONS_H
#define TAPISRV_OPERATIONS_H

#include "json.h"
#include "invoke.h"

/* Runs the operation named by command, false if there is none. Writes its members into out. */
bool operation_run(
    const char *name, const struct json *command, enum caller caller, struct out *out);
void result_write(struct out *out, LONG result);

#endif
