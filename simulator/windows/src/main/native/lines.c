#include "lines.h"

#include "callbacks.h"
#include "guard.h"
#include "rules.h"

#include <stddef.h>
#include <stdlib.h>

enum { MAX_ADDRESSES = 16, USE_LIMIT_MS = 10000, MAX_PERMANENT = 4096 };

static DWORD highest_version = VERSION_3_0;

/* Permanent ids of all lines ever seen, by name, to notice a change after another start. */
static struct {
    DWORD id;
    wchar_t name[64];
} permanent[MAX_PERMANENT];
static int permanent_count;

void lines_highest(DWORD version)
{
    highest_version = version;
}

DWORD lines_highest_known(void)
{
    return highest_version;
}

LONG line_negotiate(struct line *line, DWORD low, DWORD high)
{
    DWORD *version = guard_alloc(sizeof *version, "version");
    if (!version) {
        return (LONG)LINEERR_NOMEM;
    }
    *version = 0;
    struct invocation invocation = {.provider = line->provider,
        .function = FN_lineNegotiateTSPIVersion,
        .caller = CALLER_NONE,
        .a = {line->device, low, high, (DWORD_PTR)version}};
    LONG result = tspi_call(&invocation);
    DWORD answered = *version;
    guard_free(version);
    if (result != 0) {
        return result;
    }
    if (answered < low || answered > high) {
        violate(RULE_VERSION_RANGE, "line %lu: 0x%lx for 0x%lx to 0x%lx",
            (unsigned long)line->device, (unsigned long)answered, (unsigned long)low,
            (unsigned long)high);
        return (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
    }
    line->version = answered;
    return 0;
}

static void name_of_line(const struct query *query, wchar_t *name, size_t room)
{
    DWORD size = query_number(query, offsetof(LINEDEVCAPS, dwLineNameSize));
    DWORD offset = query_number(query, offsetof(LINEDEVCAPS, dwLineNameOffset));
    size_t length = size / sizeof(wchar_t);
    memset(name, 0, room * sizeof(wchar_t));
    if (offset <= query->size && size <= query->size - offset) {
        memcpy(name, query->data + offset, (length < room ? length : room - 1) * sizeof(wchar_t));
    }
}

static void judge_permanent(struct line *line, DWORD id, const wchar_t *name)
{
    unsigned long device = (unsigned long)line->device;
    for (int i = 0; i < line_count(); i++) {
        const struct line *other = line_at(i);
        if (other != line && other->permanent_id == id && id && !other->removed) {
            violate(RULE_PERMANENT_UNIQUE, "0x%lx of lines %lu and %lu", (unsigned long)id,
                (unsigned long)other->device, device);
            return;
        }
    }
    if (line->permanent_id && line->permanent_id != id) {
        violate(RULE_PERMANENT_STABLE, "line %lu: 0x%lx became 0x%lx", device,
            (unsigned long)line->permanent_id, (unsigned long)id);
        return;
    }
    for (int i = 0; i < permanent_count && name[0]; i++) {
        if (wcscmp(permanent[i].name, name) == 0) {
            if (permanent[i].id != id && !line->permanent_id) {
                violate(RULE_PERMANENT_STABLE, "line %lu, after another start: 0x%lx became 0x%lx",
                    device, (unsigned long)permanent[i].id, (unsigned long)id);
            }
            return;
        }
    }
    if (permanent_count < MAX_PERMANENT && name[0]) {
        permanent[permanent_count].id = id;
        wcscpy(permanent[permanent_count++].name, name);
    }
}

static void learn_address(struct line *line, struct caps *caps, DWORD address)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    if (query_address_caps(&query, line, address) == 0) {
#define LEARN(into, field) caps->into |= query_number(&query, offsetof(LINEADDRESSCAPS, field))
        LEARN(call_states, dwCallStates);
        LEARN(dialtone_modes, dwDialToneModes);
        LEARN(busy_modes, dwBusyModes);
        LEARN(special_info, dwSpecialInfo);
        LEARN(disconnect_modes, dwDisconnectModes);
        LEARN(connected_modes, dwConnectedModes);
        LEARN(offering_modes, dwOfferingModes);
        LEARN(call_info_states, dwCallInfoStates);
        LEARN(address_states, dwAddressStates);
        LEARN(call_features, dwCallFeatures);
#undef LEARN
        caps->known = true;
    }
    free(query.data);
}

void line_learn(struct line *line)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    struct caps caps = {0};
    wchar_t name[64];
    if (line->version == 0 || query_dev_caps(&query, line) != 0) {
        free(query.data);
        return;
    }
    DWORD addresses = query_number(&query, offsetof(LINEDEVCAPS, dwNumAddresses));
    DWORD id = query_number(&query, offsetof(LINEDEVCAPS, dwPermanentLineID));
    caps.media_modes = query_number(&query, offsetof(LINEDEVCAPS, dwMediaModes));
    caps.line_states = query_number(&query, offsetof(LINEDEVCAPS, dwLineStates));
    caps.line_features = query_number(&query, offsetof(LINEDEVCAPS, dwLineFeatures));
    name_of_line(&query, name, sizeof name / sizeof *name);
    free(query.data);
    for (DWORD i = 0; i < addresses && i < MAX_ADDRESSES; i++) {
        learn_address(line, &caps, i);
    }
    model_lock();
    judge_permanent(line, id, name);
    line->permanent_id = id;
    line->caps = caps;
    model_unlock();
}

static void call_closed(struct invocation *invocation)
{
    struct call *call = invocation->context;
    model_lock();
    call->closed = true;
    requests_convict(call, call->line_handle, "lineCloseCall");
    model_unlock();
}

LONG call_close(struct call *call, enum caller caller)
{
    bool unused;
    model_lock();
    if (call->closed || call->closing) {
        model_unlock();
        return (LONG)LINEERR_INVALCALLHANDLE;
    }
    call->closing = true;
    unused = call_wait_unused(call, USE_LIMIT_MS);
    model_unlock();
    if (!unused) {
        violate(RULE_SYNC_SLOW, "call %d: a function has not returned after %d ms", call->id,
            USE_LIMIT_MS);
    }
    struct invocation invocation = {.provider = call->line->provider,
        .function = FN_lineCloseCall,
        .caller = caller,
        .a = {call->driver},
        .after = call_closed,
        .context = call};
    LONG result = tspi_call(&invocation);
    call->closed = true;
    return result;
}

static void drop_returned(struct invocation *invocation)
{
    request_returned(invocation->context, invocation->result, NULL);
}

LONG call_drop(struct call *call, enum caller caller, DWORD *request)
{
    model_lock();
    if (!call_use(call)) {
        model_unlock();
        return (LONG)LINEERR_INVALCALLHANDLE;
    }
    struct request *drop = request_add(FN_lineDrop, call->line, call);
    model_unlock();
    struct invocation invocation = {.provider = call->line->provider,
        .function = FN_lineDrop,
        .caller = caller,
        .a = {drop->id, call->driver, 0, 0},
        .after = drop_returned,
        .context = drop};
    LONG result = tspi_call(&invocation);
    call_release(call);
    *request = drop->id;
    return result;
}
