/* What programs keep with a call, and what they ask beyond TAPI. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

int32_t call_set_data(struct provider *provider, uint32_t request, uintptr_t hd_call,
    const void *data, uint32_t size, uint64_t now)
{
    struct call *call = call_of_handle(provider, hd_call);
    uint8_t *copy = NULL;
    if (call == NULL || call->failed) {
        return LINEERR(INVALCALLHANDLE);
    }
    if (call->ended || call->tentative) {
        return LINEERR(INVALCALLSTATE);
    }
    if (data == NULL && size != 0) {
        return LINEERR(INVALPOINTER);
    }
    if (size > MAX_CALL_DATA) {
        return LINEERR(INVALPARAM);
    }
    if (size != 0) {
        copy = malloc(size);
        if (copy == NULL) {
            return LINEERR(NOMEM);
        }
        memcpy(copy, data, size);
    }
    int32_t result = request_done(provider, request, call, now);
    if (result < 0) {
        free(copy);
        return result;
    }
    free(call->data);
    call->data = copy;
    call->data_size = size;
    event_push(provider, EVENT_CALLINFO, call->handle, T_LINECALLINFOSTATE_CALLDATA, 0);
    return result;
}

/* docs/dev-specific.md: command, needed and used size; the text follows. */
enum { COMMAND_DETAILS = 1, HEAD_SIZE = 12 };

static void put_u32(uint8_t *out, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++) {
        out[i] = (uint8_t)(value >> (8 * i));
    }
}

static void answer_details(struct text details, uint8_t *out, uint32_t size)
{
    uint32_t text = (uint32_t)details.units * 2;
    uint32_t needed = HEAD_SIZE + text + 2;
    bool fits = needed <= size;
    put_u32(out + 4, needed);
    put_u32(out + 8, fits ? needed : HEAD_SIZE);
    if (fits) {
        if (text != 0) {
            memcpy(out + HEAD_SIZE, details.octets, text);
        }
        out[HEAD_SIZE + text] = 0;
        out[HEAD_SIZE + text + 1] = 0;
    }
}

int32_t call_dev_specific(struct provider *provider, uint32_t request, uintptr_t hd_line,
    uintptr_t hd_call, void *buffer, uint32_t size, uint64_t now)
{
    const struct line *line = line_of_handle(provider, hd_line);
    struct call *call = call_of_handle(provider, hd_call);
    if (line == NULL) {
        return LINEERR(INVALLINEHANDLE);
    }
    if (buffer == NULL) {
        return LINEERR(INVALPOINTER);
    }
    if (size < HEAD_SIZE) {
        return LINEERR(STRUCTURETOOSMALL);
    }
    if (wire_u32(buffer) != COMMAND_DETAILS) {
        return LINEERR(OPERATIONUNAVAIL);
    }
    if (call == NULL || call->failed || call->line != line) {
        return LINEERR(INVALCALLHANDLE);
    }
    int32_t result = request_done(provider, request, call, now);
    if (result > 0) {
        answer_details(call->frame.details, buffer, size);
    }
    return result;
}
