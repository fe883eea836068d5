/* The system's side of core/caller.h. */
#include "tsp.h"

#include <rpc.h>

static uint32_t open_thread_token(void **token)
{
    return OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, token) ? 0 : GetLastError();
}

static uint32_t impersonate(void)
{
    return (uint32_t)RpcImpersonateClient(NULL);
}

static uint32_t revert(void)
{
    uint32_t status = (uint32_t)RpcRevertToSelf();
    if (status != 0) { /* never leave a thread of tapisrv with somebody's identity */
        SetThreadToken(NULL, NULL);
    }
    return status;
}

static uint32_t read_token(void *token, struct caller *out)
{
    union {
        TOKEN_USER user;
        BYTE room[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    } buffer;
    DWORD size = 0;
    DWORD session = 0;
    if (!GetTokenInformation(token, TokenUser, &buffer, sizeof buffer, &size) ||
        !GetTokenInformation(token, TokenSessionId, &session, sizeof session, &size)) {
        return GetLastError();
    }
    DWORD length = GetLengthSid(buffer.user.User.Sid);
    if (length > sizeof out->sid) {
        return ERROR_INVALID_SID;
    }
    memcpy(out->sid, buffer.user.User.Sid, length);
    out->sid_length = (uint16_t)length;
    out->session = session;
    return 0;
}

/* RtlGenRandom under the name that it is exported by. */
BOOLEAN NTAPI SystemFunction036(void *out, ULONG length);

bool ticket_make(uint8_t *out)
{
    return SystemFunction036(out, WIRE_TICKET);
}

static void close_token(void *token)
{
    CloseHandle(token);
}

void identity_probe(struct caller *out)
{
    static const struct caller_source system = {
        open_thread_token, impersonate, revert, read_token, close_token};
    caller_probe(&system, out);
    trace(TRACE_VERBOSE, "caller: status %u error %lu session %lu", out->status,
        (unsigned long)out->error, (unsigned long)out->session);
}
