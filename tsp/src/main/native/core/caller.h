/*
 * Who called: tries to read the Windows account of the program whose request this thread serves.
 * While the thread impersonates by our doing, nothing happens but OpenThreadToken. The system's
 * functions come in a table, so that tests inject every answer.
 * Source: RpcImpersonateClient, OpenThreadToken; docs/line-protocol.md "caller".
 */
#ifndef ISHMAEL_CALLER_H
#define ISHMAEL_CALLER_H

#include "wire.h"

struct caller {
    uint8_t status;
    uint32_t error;
    uint32_t session;
    uint16_t sid_length;
    uint8_t sid[WIRE_MAX_SID];
};

/* All results: 0 or a Windows error. */
struct caller_source {
    uint32_t (*open_thread_token)(void **token); /* 1008: the thread has none */
    uint32_t (*impersonate)(void);
    uint32_t (*revert)(void);
    uint32_t (*read)(void *token, struct caller *out); /* sid, sid_length, session */
    void (*close)(void *token);
};

enum { NO_CALL_ACTIVE = 1725, NO_CALL_CONTEXT = 1702, NO_TOKEN = 1008 };

void caller_probe(const struct caller_source *source, struct caller *out);
struct wire_caller caller_on_wire(const struct caller *caller);

#endif
