/*
 * Who serves the pipe: decides from what the system told whether that is the gateway. Nothing is
 * said to anybody else: not even HELLO. Source: docs/line-protocol.md "Trust".
 */
#ifndef ISHMAEL_SERVER_H
#define ISHMAEL_SERVER_H

#include "wire.h"

struct binary_sid {
    uint16_t length; /* 0: there is none */
    uint8_t octets[WIRE_MAX_SID];
};

/* All errors: 0 or a Windows error. */
struct server_facts {
    bool unchecked;       /* the admin has switched the check off */
    uint32_t owner_error; /* else `owner` is who owns the pipe */
    struct binary_sid owner;
    struct binary_sid configured; /* the account that the admin names as the gateway's */
    struct binary_sid self;       /* the account of this process */
    uint32_t service_error;       /* else `service` is the process of the gateway's service */
    uint32_t service;             /* 0: it does not run */
    uint32_t server_error;        /* else `server` is the process that made the pipe */
    uint32_t server;
};

enum server_verdict {
    SERVER_TRUSTED,
    SERVER_UNCHECKED,
    SERVER_OWNER_UNKNOWN,
    SERVER_OWNER_UNTRUSTED,
    SERVER_SERVICE_STOPPED,
    SERVER_PROCESS_UNKNOWN,
    SERVER_PROCESS_OTHER,
    SERVER_VERDICTS
};

enum server_verdict server_judge(const struct server_facts *facts);
bool server_accepted(enum server_verdict verdict);
const char *server_verdict_text(enum server_verdict verdict);

#endif
