#include "caller.h"

#include <string.h>

static void unknown(struct caller *out, uint8_t status, uint32_t error)
{
    memset(out, 0, sizeof *out);
    out->status = status;
    out->error = error;
}

static void failed(struct caller *out, uint32_t error)
{
    unknown(out, CALLER_FAILED, error);
}

/* S-1-5-7, which everybody is who did not say who he is. */
static bool is_anonymous(const struct caller *caller)
{
    static const uint8_t anonymous[] = {1, 1, 0, 0, 0, 0, 0, 5, 7, 0, 0, 0};
    return caller->sid_length == sizeof anonymous &&
           memcmp(caller->sid, anonymous, sizeof anonymous) == 0;
}

static void read_token(const struct caller_source *source, void *token, struct caller *out)
{
    uint32_t error = source->read(token, out);
    source->close(token);
    if (error != 0) {
        failed(out, error);
    } else if (out->sid_length < WIRE_MIN_SID || out->sid_length > WIRE_MAX_SID) {
        failed(out, 1337); /* ERROR_INVALID_SID */
    } else if (is_anonymous(out)) {
        failed(out, 1347); /* ERROR_CANT_OPEN_ANONYMOUS, as for a token of level Anonymous */
    }
}

void caller_probe(const struct caller_source *source, struct caller *out)
{
    void *token = NULL;
    memset(out, 0, sizeof *out);
    uint32_t error = source->open_thread_token(&token);
    if (error == 0) { /* somebody impersonates already: theirs to end */
        read_token(source, token, out);
        return;
    }
    if (error != NO_TOKEN) {
        failed(out, error);
        return;
    }
    error = source->impersonate();
    if (error != 0) { /* only this function can tell that there is no program behind the call */
        bool nobody = error == NO_CALL_ACTIVE || error == NO_CALL_CONTEXT;
        unknown(out, nobody ? CALLER_NOBODY : CALLER_FAILED, error);
        return;
    }
    error = source->open_thread_token(&token);
    uint32_t reverted = source->revert();
    if (error != 0) {
        failed(out, error);
    } else {
        read_token(source, token, out);
    }
    if (reverted != 0) { /* the source has done all it can; the account is not to be trusted */
        failed(out, reverted);
    }
}

struct wire_caller caller_on_wire(const struct caller *caller)
{
    return (struct wire_caller){caller->status, caller->error, caller->session,
        {caller->sid, caller->status == CALLER_KNOWN ? caller->sid_length : (uint16_t)0}};
}
