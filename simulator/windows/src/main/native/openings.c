/* Opening and closing a line: once at the provider, for all programs that have it open. */
#include "lines.h"

#include "callbacks.h"
#include "guard.h"
#include "programs_calls.h"
#include "rules.h"

enum { USE_LIMIT_MS = 10000 };

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

/* Whoever closes the line holds the gate and waits for its users: here nobody is one. */
void lines_settle_messages(struct line *line)
{
    EnterCriticalSection(&line->gate);
    if (line->state == LINE_OPEN) {
        model_lock();
        struct opening all = wanted(line, CALLER_NONE);
        model_unlock();
        set_messages(line, &all);
    }
    LeaveCriticalSection(&line->gate);
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

/* False if the seat has lost the line before. */
static bool part(struct line *line, struct seat *seat)
{
    bool found = !seat && line->script_opens > 0;
    model_lock();
    for (struct seat **at = &line->seats; *at && seat; at = &(*at)->next) {
        if (*at == seat) {
            *at = seat->next;
            found = true;
            break;
        }
    }
    if (found) {
        line->opens--;
        line->script_opens -= !seat;
    }
    model_unlock();
    return found;
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
    if (line->state == LINE_OPEN && part(line, seat)) {
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
