/* The connection to the telephony service over local RPC. Safe for use by several threads. */
#ifndef TAPI32_SERVICE_H
#define TAPI32_SERVICE_H

#include "pack.h"

#include <windows.h>

enum {
    /* A request that takes longer is given up. TAPI32_LIMIT_MS in the environment is another limit.
     */
    SERVICE_LIMIT_MS = 60000,
    SERVICE_WAIT_MS = 2000 /* limit of one wait for messages */
};

/*
 * Performs one function. Connects if there is no connection. The result of the function, or
 * LINEERR_OPERATIONFAILED if the service is not there, is lost in the call or takes too long.
 * `room` octets of `results` are there; `used` says how many were filled.
 */
LONG service_request(enum program_function function, const struct packer *arguments,
    uint8_t *results, size_t room, size_t *used);

/* Waits for messages, at most SERVICE_WAIT_MS; how many came, or -1: the connection is lost. */
int service_wait(struct program_message *messages, int room);

/* Whether a connection that there was has broken; it stays so until service_leave. */
bool service_lost(void);

/* Ends the connection, if nobody is in a request; the next request makes a new one. */
void service_leave(void);

#endif
