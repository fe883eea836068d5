/* LINEEVENT: which messages may come, for whom, when, and with what. */
#include "callbacks.h"
#include "names.h"
#include "rules.h"
#include "invoke.h"
#include "worker.h"

#include <stdio.h>

struct event {
    ULONG_PTR line_handle;
    ULONG_PTR call_handle;
    DWORD message;
    DWORD_PTR p1;
    DWORD_PTR p2;
    DWORD_PTR p3;
    const char *name;
    struct provider *provider;
    struct line *line;
    struct call *call;
};

enum { CLOSE_LIMIT_MS = 2000 };

static const void *object_of(
    ULONG_PTR value, enum handle_kind kind, const char *name, const char *what)
{
    bool truncated;
    const struct handle *found = handle_find(value, &truncated);
    if (found && found->kind == kind) {
        return found->object;
    }
    if (truncated && value <= 0xFFFFFFFF) {
        violate(RULE_HANDLE_TRUNCATED, "%s: %s 0x%lx", name, what, (unsigned long)value);
    } else {
        violate(RULE_HANDLE_UNKNOWN, "%s: %s %p", name, what, (void *)value);
    }
    return NULL;
}

static bool find_line(struct event *event)
{
    if (event->line_handle == 0) {
        violate(RULE_EVENT_HANDLES, "%s without a line handle", event->name);
        return false;
    }
    event->line = (struct line *)(uintptr_t)object_of(
        event->line_handle, HANDLE_LINE, event->name, "line handle");
    if (!event->line) {
        return false;
    }
    event->provider = event->line->provider;
    if (event->provider->shut_down) {
        violate(RULE_EVENT_SHUTDOWN, "%s for line %lu", event->name,
            (unsigned long)event->line->device);
        return false;
    }
    if (event->line->handle != event->line_handle) {
        violate(
            RULE_EVENT_CLOSE, "%s for line %lu", event->name, (unsigned long)event->line->device);
        return false;
    }
    return true;
}

static bool may_have_events(const struct event *event)
{
    const struct call *call = event->call;
    if (call->line != event->line || call->line_handle != event->line_handle) {
        violate(RULE_EVENT_HANDLES, "%s: call %d is not of line %lu", event->name, call->id,
            (unsigned long)event->line->device);
    } else if (call->closed) {
        violate(RULE_EVENT_CLOSECALL, "%s for call %d", event->name, call->id);
    } else if (call->tentative) {
        violate(RULE_EVENT_TENTATIVE, "%s for call %d", event->name, call->id);
    } else if (call->state == LINECALLSTATE_IDLE) {
        violate(RULE_EVENT_IDLE, "%s for call %d", event->name, call->id);
    } else {
        return true;
    }
    return false;
}

static bool find_call(struct event *event)
{
    if (event->call_handle == 0) {
        violate(event->line->null_calls ? RULE_NEWCALL_NULL : RULE_EVENT_HANDLES,
            "%s without a call handle", event->name);
        return false;
    }
    event->call = (struct call *)(uintptr_t)object_of(
        event->call_handle, HANDLE_CALL, event->name, "call handle");
    return event->call && may_have_events(event);
}

static void zero(const struct event *event, DWORD_PTR value, const char *parameter)
{
    if (value) {
        violate(RULE_EVENT_PARAMS, "%s: %s is %p, not 0", event->name, parameter, (void *)value);
    }
}

static void post(const struct event *event)
{
    worker_post(&(struct report){.kind = REPORT_EVENT,
        .provider = event->provider,
        .line = event->line,
        .call = event->call,
        .message = event->message,
        .p1 = event->p1,
        .p2 = event->p2,
        .p3 = event->p3});
}

static bool is_known(const struct line *line, DWORD_PTR driver)
{
    for (int id = 1; id <= call_count(); id++) {
        const struct call *call = call_find(id);
        if (call->line_handle == line->handle && call->driver == driver && !call->closed &&
            !call->closing && call->state != LINECALLSTATE_IDLE) {
            return true;
        }
    }
    return false;
}

static void judge_new_call(const struct event *event)
{
    const struct line *line = event->line;
    unsigned long device = (unsigned long)line->device;
    if (line->state == LINE_OPENING || line->media_thread == GetCurrentThreadId()) {
        violate(RULE_NEWCALL_OPEN, "line %lu", device);
    } else if (line->media_set && line->media_modes == 0) {
        violate(RULE_NEWCALL_MEDIA, "line %lu", device);
    }
    if (event->p1 == 0) {
        violate(RULE_EVENT_PARAMS, "LINE_NEWCALL without the provider's call handle");
    } else if (is_known(line, event->p1)) {
        violate(RULE_NEWCALL_TWICE, "line %lu, call %p", device, (void *)event->p1);
    }
    zero(event, event->p3, "dwParam3");
    if (event->call_handle) {
        violate(RULE_EVENT_HANDLES, "LINE_NEWCALL with a call handle");
    }
}

static bool take_null(void)
{
    LONG left = stress.null_new_calls;
    while (left > 0) {
        LONG seen = InterlockedCompareExchange(&stress.null_new_calls, left - 1, left);
        if (seen == left) {
            return true;
        }
        left = seen;
    }
    return false;
}

static DWORD WINAPI close_now(void *context)
{
    struct call *call = context;
    struct invocation invocation = {.provider = call->line->provider, .function = FN_lineCloseCall};
    invocation.a[0] = call->driver;
    if (invocation.provider->functions[FN_lineCloseCall]) {
        tspi_perform(&invocation);
    }
    model_lock();
    call->closed = true;
    model_unlock();
    return 0;
}

/* CloseCall on another thread before LINE_NEWCALL has returned. */
static void close_during(struct call *call)
{
    HANDLE thread = CreateThread(NULL, 0, close_now, call, 0, NULL);
    if (thread && WaitForSingleObject(thread, CLOSE_LIMIT_MS) != WAIT_OBJECT_0) {
        violate(RULE_CALLBACK_LOCKED, "lineCloseCall waits while LINE_NEWCALL runs");
    }
    CloseHandle(thread);
}

static void new_call(struct event *event)
{
    ULONG_PTR *answer = (ULONG_PTR *)event->p2;
    struct call *close = NULL;
    model_lock();
    if (find_line(event)) {
        judge_new_call(event);
        if (!answer) {
            violate(RULE_EVENT_PARAMS, "LINE_NEWCALL without room for the call handle");
        } else if (take_null()) {
            event->line->null_calls++;
            *answer = 0;
        } else {
            struct call *call = call_add(event->line);
            call->driver = event->p1;
            call->needs_state = true;
            event->call = call;
            *answer = call->handle;
            post(event);
            if (stress.close_during_new > 0) {
                InterlockedDecrement(&stress.close_during_new);
                call->closing = true;
                close = call;
            }
        }
    } else if (answer) {
        *answer = 0;
    }
    model_unlock();
    if (close) {
        close_during(close);
    }
}

static void judge_call_info(const struct event *event)
{
    DWORD announced = event->line->caps.call_info_states;
    DWORD_PTR bits = event->p1;
    zero(event, event->p2, "dwParam2");
    zero(event, event->p3, "dwParam3");
    if (bits == 0 || (bits & ~(DWORD_PTR)mask_of(call_info_state_names))) {
        violate(RULE_EVENT_PARAMS, "LINE_CALLINFO: 0x%lx", (unsigned long)bits);
    } else if (event->line->caps.known && (bits & ~(DWORD_PTR)announced)) {
        violate(RULE_CAPS_INFO, "0x%lx, announced are 0x%lx", (unsigned long)bits,
            (unsigned long)announced);
    }
}

static void call_message(struct event *event)
{
    model_lock();
    if (find_line(event) && find_call(event)) {
        bool good = true;
        if (event->call->needs_state && event->message != (DWORD)LINE_CALLSTATE) {
            violate(RULE_NEWCALL_FIRST, "%s for call %d", event->name, event->call->id);
        }
        if (event->message == (DWORD)LINE_CALLSTATE) {
            good = judge_state(event->call, event->p1, event->p2, event->p3);
        } else if (event->message == (DWORD)LINE_CALLINFO) {
            judge_call_info(event);
        }
        if (good) {
            post(event);
        }
    }
    model_unlock();
}

static void judge_line_state(const struct event *event)
{
    const DWORD own = LINEDEVSTATE_OPEN | LINEDEVSTATE_CLOSE;
    DWORD announced =
        event->line->caps.line_states | LINEDEVSTATE_REINIT | LINEDEVSTATE_TRANSLATECHANGE;
    DWORD_PTR bits = event->p1;
    if (bits == 0 || (bits & ~(DWORD_PTR)mask_of(dev_state_names)) || (bits & own)) {
        violate(RULE_EVENT_PARAMS, "LINE_LINEDEVSTATE: 0x%lx", (unsigned long)bits);
    } else if (event->line->caps.known && (bits & ~(DWORD_PTR)announced)) {
        violate(RULE_CAPS_LINE, "0x%lx, announced are 0x%lx", (unsigned long)bits,
            (unsigned long)announced);
    }
    if (bits == LINEDEVSTATE_RINGING && event->p2 == 0) {
        violate(RULE_EVENT_PARAMS, "LINE_LINEDEVSTATE(RINGING) without a ring mode");
    }
}

static void judge_address_state(const struct event *event)
{
    DWORD announced = event->line->caps.address_states;
    DWORD_PTR bits = event->p2;
    zero(event, event->p3, "dwParam3");
    if (bits == 0 || (bits & ~(DWORD_PTR)mask_of(addr_state_names))) {
        violate(RULE_EVENT_PARAMS, "LINE_ADDRESSSTATE: 0x%lx", (unsigned long)bits);
    } else if (event->line->caps.known && (bits & ~(DWORD_PTR)announced)) {
        violate(RULE_CAPS_ADDRESS, "0x%lx, announced are 0x%lx", (unsigned long)bits,
            (unsigned long)announced);
    }
}

static void line_message(struct event *event)
{
    model_lock();
    if (find_line(event)) {
        if (event->call_handle) {
            violate(RULE_EVENT_HANDLES, "%s with a call handle", event->name);
        }
        if (event->message == (DWORD)LINE_LINEDEVSTATE) {
            judge_line_state(event);
        } else if (event->message == (DWORD)LINE_ADDRESSSTATE) {
            judge_address_state(event);
        } else if (event->message == (DWORD)LINE_CLOSE) {
            zero(event, event->p1 | event->p2 | event->p3, "a parameter");
        }
        post(event);
    }
    model_unlock();
}

static void create_message(struct event *event, bool create_proc)
{
    model_lock();
    if (event->line_handle || event->call_handle || event->p3 || !create_proc) {
        violate(RULE_CREATE_PARAMS, "line %p, call %p, dwParam3 %p%s", (void *)event->line_handle,
            (void *)event->call_handle, (void *)event->p3,
            create_proc ? "" : ", to LINEEVENT of a line");
    }
    const struct provider *provider =
        object_of(event->p1, HANDLE_PROVIDER, event->name, "hProvider");
    if (provider) {
        event->provider = provider_at(provider->index);
        if (provider->shut_down) {
            violate(RULE_EVENT_SHUTDOWN, "LINE_CREATE");
        } else {
            worker_post(&(struct report){
                .kind = REPORT_CREATE, .provider = event->provider, .p2 = event->p2});
        }
    }
    model_unlock();
}

static void remove_message(struct event *event)
{
    model_lock();
    event->line = line_find((DWORD)event->p1);
    if (event->line_handle || event->call_handle) {
        violate(RULE_EVENT_HANDLES, "LINE_REMOVE with a handle");
    }
    if (!event->line || event->line->removed) {
        violate(RULE_EVENT_PARAMS, "LINE_REMOVE of line %lu, which is not there",
            (unsigned long)event->p1);
    } else {
        event->provider = event->line->provider;
        event->line->removed = true;
        post(event);
    }
    model_unlock();
}

/* The provider behind a callback, before anything is judged: from the line's handle, else from
 * hProvider or device. */
static struct provider *provider_of(const struct event *event)
{
    bool truncated;
    model_lock();
    const struct handle *found = handle_find(event->line_handle, &truncated);
    struct provider *provider = NULL;
    if (found && found->kind == HANDLE_LINE) {
        provider = ((struct line *)found->object)->provider;
    } else if (event->message == (DWORD)LINE_CREATE) {
        found = handle_find(event->p1, &truncated);
        provider = found && found->kind == HANDLE_PROVIDER ? found->object : NULL;
    } else if (event->message == (DWORD)LINE_REMOVE) {
        const struct line *line = line_find((DWORD)event->p1);
        provider = line ? line->provider : NULL;
    }
    model_unlock();
    return provider;
}

static void sort(struct event *event, bool create_proc)
{
    switch ((LONG)event->message) {
    case LINE_NEWCALL:
        new_call(event);
        break;
    case LINE_CALLSTATE:
    case LINE_CALLINFO:
    case LINE_GENERATE:
    case LINE_GATHERDIGITS:
    case LINE_MONITORDIGITS:
    case LINE_MONITORMEDIA:
    case LINE_MONITORTONE:
    case LINE_CALLDEVSPECIFIC:
    case LINE_CALLDEVSPECIFICFEATURE:
    case LINE_QOSINFO:
        call_message(event);
        break;
    case LINE_LINEDEVSTATE:
    case LINE_ADDRESSSTATE:
    case LINE_CLOSE:
    case LINE_DEVSPECIFIC:
    case LINE_DEVSPECIFICFEATURE:
    case LINE_SENDMSPDATA:
        line_message(event);
        break;
    case LINE_CREATE:
        create_message(event, create_proc);
        break;
    case LINE_REMOVE:
        remove_message(event);
        break;
    case LINE_CREATEDIALOGINSTANCE:
    case LINE_SENDDIALOGINSTANCEDATA:
        break; /* no dialogs here */
    default:
        violate(RULE_EVENT_UNKNOWN, "message %lu", (unsigned long)event->message);
    }
}

static void receive(struct event *event, bool create_proc)
{
    const char *name = name_of(message_names, event->message);
    event->name = name ? name : "an unknown message";
    struct provider *provider = provider_of(event);
    callback_enter(provider, event->name);
    sort(event, create_proc);
    callback_leave(provider, event->line, event->name);
}

void CALLBACK on_line_event(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    struct event event = {
        (ULONG_PTR)line, (ULONG_PTR)call, message, p1, p2, p3, NULL, NULL, NULL, NULL};
    receive(&event, false);
}

void CALLBACK on_line_create(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    struct event event = {
        (ULONG_PTR)line, (ULONG_PTR)call, message, p1, p2, p3, NULL, NULL, NULL, NULL};
    receive(&event, true);
}

void CALLBACK on_phone_event(
    HTAPIPHONE phone, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    (void)phone;
    (void)message;
    (void)p1;
    (void)p2;
    (void)p3; /* phone devices are not served */
}
