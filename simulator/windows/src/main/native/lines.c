#include "lines.h"

#include "callbacks.h"
#include "guard.h"
#include "programs_calls.h"
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

static void opened(struct invocation *invocation)
{
    struct line *line = invocation->context;
    model_lock();
    if (invocation->result == 0) {
        line->driver = *(DWORD_PTR *)invocation->a[2];
        line->state = LINE_OPEN;
    } else {
        line->state = LINE_CLOSED;
        line->handle = 0;
    }
    model_unlock();
}

static LONG open_first(struct line *line, const struct opening *opening)
{
    DWORD_PTR *driver = guard_alloc(sizeof *driver, "line handle");
    if (!driver) {
        return (LONG)LINEERR_NOMEM;
    }
    *driver = 0;
    model_lock();
    line->handle = handle_new(HANDLE_LINE, line);
    line->state = LINE_OPENING;
    line->null_calls = 0;
    line->media_set = false;
    line->media_modes = 0;
    model_unlock();
    struct invocation invocation = {.provider = line->provider,
        .function = FN_lineOpen,
        .caller = opening->caller,
        .a = {line->device, line->handle, (DWORD_PTR)driver, line->version,
            (DWORD_PTR)on_line_event},
        .after = opened,
        .context = line};
    LONG result = tspi_call(&invocation);
    if (!line->provider->functions[FN_lineOpen]) {
        opened(&invocation);
    }
    guard_free(driver);
    return result;
}

static void media_done(struct invocation *invocation)
{
    struct line *line = invocation->context;
    model_lock();
    line->media_thread = 0;
    line->media_set = invocation->result == 0;
    model_unlock();
}

static void media_begins(struct invocation *invocation)
{
    struct line *line = invocation->context;
    model_lock();
    line->media_modes = (DWORD)invocation->a[1];
    line->media_thread = GetCurrentThreadId();
    model_unlock();
}

LONG line_set_media(struct line *line, enum caller caller, DWORD modes)
{
    struct invocation invocation = {.provider = line->provider,
        .function = FN_lineSetDefaultMediaDetection,
        .caller = caller,
        .a = {line->driver, modes},
        .before = media_begins,
        .after = media_done,
        .context = line};
    return tspi_call(&invocation);
}

/* What the line's programs want to hear of, together. Model locked. */
static struct opening wanted(const struct line *line, enum caller caller)
{
    struct opening all = {.caller = caller};
    if (line->script_opens) {
        all.media_modes = line->script_media;
        all.line_states = line->script_line_states;
        all.address_states = line->script_address_states;
    }
    for (const struct seat *seat = line->seats; seat; seat = seat->next) {
        all.media_modes |= seat->media;
        all.line_states |= seat->line_states;
        all.address_states |= seat->address_states;
    }
    all.line_states &= ~(DWORD)(LINEDEVSTATE_OPEN | LINEDEVSTATE_CLOSE);
    return all;
}

static LONG set_messages(struct line *line, const struct opening *opening)
{
    struct invocation invocation = {.provider = line->provider,
        .function = FN_lineSetStatusMessages,
        .caller = opening->caller,
        .a = {line->driver, opening->line_states, opening->address_states}};
    return tspi_call(&invocation);
}

LONG line_settle(struct line *line, enum caller caller)
{
    model_lock();
    struct opening all = wanted(line, caller);
    model_unlock();
    LONG result = line_set_media(line, caller, all.media_modes);
    if (result != 0 && (DWORD)result != LINEERR_OPERATIONUNAVAIL) {
        return result;
    }
    set_messages(line, &all);
    return 0;
}

void lines_settle_messages(struct line *line)
{
    model_lock();
    struct opening all = wanted(line, CALLER_NONE);
    model_unlock();
    set_messages(line, &all);
}

static void join(struct line *line, const struct opening *opening, struct seat *seat)
{
    model_lock();
    line->opens++;
    if (seat) {
        struct seat **last = &line->seats;
        while (*last) {
            last = &(*last)->next;
        }
        *last = seat;
    } else {
        line->script_media =
            line->script_opens++ ? line->script_media | opening->media_modes : opening->media_modes;
        line->script_line_states = opening->line_states;
        line->script_address_states = opening->address_states;
    }
    model_unlock();
}

static void part(struct line *line, struct seat *seat)
{
    model_lock();
    line->opens--;
    if (seat) {
        for (struct seat **at = &line->seats; *at; at = &(*at)->next) {
            if (*at == seat) {
                *at = seat->next;
                break;
            }
        }
    } else {
        line->script_opens--;
    }
    model_unlock();
}

static LONG open_at_provider(struct line *line, const struct opening *opening)
{
    if (line->state != LINE_CLOSED) {
        return 0;
    }
    LONG result = line_negotiate(line, VERSION_1_3, opening->version);
    if (result == 0) {
        line_learn(line);
        result = open_first(line, opening);
    }
    return result;
}

LONG line_open(struct line *line, const struct opening *opening, struct seat *seat)
{
    EnterCriticalSection(&line->gate);
    LONG result = open_at_provider(line, opening);
    if (result == 0) {
        join(line, opening, seat);
        result = line_settle(line, opening->caller);
        if (result != 0) {
            line_leave(line, CALLER_NONE, false, seat);
        }
    }
    LeaveCriticalSection(&line->gate);
    return result;
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

static void line_closed(struct invocation *invocation)
{
    struct line *line = invocation->context;
    model_lock();
    requests_convict(NULL, line->handle, "lineClose");
    for (int id = 1; id <= call_count(); id++) {
        struct call *call = call_find(id);
        if (call->line_handle == line->handle) {
            call->closed = true;
        }
    }
    line->handle = 0;
    line->driver = 0;
    line->state = LINE_CLOSED;
    line->opens = 0;
    line->script_opens = 0;
    model_unlock();
}

static void end_calls(struct line *line, bool drop)
{
    for (int id = 1; id <= call_count(); id++) {
        struct call *call = call_find(id);
        DWORD request;
        if (call->line_handle != line->handle || call->closed || call->closing || !call->driver) {
            continue;
        }
        if (drop && call->state != LINECALLSTATE_IDLE && !call->tentative) {
            call_drop(call, CALLER_NONE, &request);
        }
        call_close(call, CALLER_NONE);
    }
}

static LONG close_at_provider(struct line *line, enum caller caller, bool drop)
{
    end_calls(line, drop);
    model_lock();
    line->state = LINE_CLOSING;
    if (!line_wait_unused(line, USE_LIMIT_MS)) {
        violate(RULE_SYNC_SLOW, "line %lu: a function has not returned after %d ms",
            (unsigned long)line->device, USE_LIMIT_MS);
    }
    model_unlock();
    struct invocation invocation = {.provider = line->provider,
        .function = FN_lineClose,
        .caller = caller,
        .a = {line->driver},
        .after = line_closed,
        .context = line};
    LONG result = tspi_call(&invocation);
    if (!line->provider->functions[FN_lineClose]) {
        line_closed(&invocation);
    }
    return result;
}

LONG line_leave(struct line *line, enum caller caller, bool drop, struct seat *seat)
{
    LONG result = (LONG)LINEERR_INVALLINEHANDLE;
    EnterCriticalSection(&line->gate);
    if (line->state == LINE_OPEN) {
        part(line, seat);
        result = line->opens > 0 ? (line_settle(line, caller), 0)
                                 : close_at_provider(line, caller, drop);
    }
    LeaveCriticalSection(&line->gate);
    return result;
}

LONG line_close(struct line *line, enum caller caller, bool drop)
{
    LONG result = (LONG)LINEERR_INVALLINEHANDLE;
    EnterCriticalSection(&line->gate);
    if (line->state == LINE_OPEN) {
        seats_lose(line);
        result = close_at_provider(line, caller, drop);
    }
    LeaveCriticalSection(&line->gate);
    return result;
}
