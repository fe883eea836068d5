/* Requests of programs, performed inside a local RPC server routine, as the telephony service
 * performs them. */
#ifndef TAPISRV_LOCAL_RPC_H
#define TAPISRV_LOCAL_RPC_H

#include "invoke.h"

/* Starts server and client; false with a message on standard error if local RPC is not to be had.
 */
bool rpc_start(void);
void rpc_perform(struct invocation *invocation);

#endif
