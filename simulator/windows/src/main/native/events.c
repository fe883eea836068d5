/* LINEEVENT: which messages may come, for whom, when, and with what. */
#include "event.h"
#include "callbacks.h"
#include "names.h"
#include "rules.h"
#include "worker.h"

static void judge_call_info(const struct event *event)
{
    DWORD announced = event->line->caps.call_info_states;
    DWORD_PTR bits = event->p1;
    event_zero(event, event->p2, "dwParam2");
    event_zero(event, event->p3, "dwParam3");
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
    if (event_find_line(event) && event_find_call(event)) {
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
            event_post(event);
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
    event_zero(event, event->p3, "dwParam3");
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
    if (event_find_line(event)) {
        if (event->call_handle) {
            violate(RULE_EVENT_HANDLES, "%s with a call handle", event->name);
        }
        if (event->message == (DWORD)LINE_LINEDEVSTATE) {
            judge_line_state(event);
        } else if (event->message == (DWORD)LINE_ADDRESSSTATE) {
            judge_address_state(event);
        } else if (event->message == (DWORD)LINE_CLOSE) {
            event_zero(event, event->p1 | event->p2 | event->p3, "a parameter");
        }
        event_post(event);
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
        event_object(event->p1, HANDLE_PROVIDER, event->name, "hProvider");
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
        event_post(event);
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
    } else if (event->message == (DWORD)LINE_CREATEDIALOGINSTANCE ||
               event->message == (DWORD)LINE_SENDDIALOGINSTANCEDATA) {
        provider = event_dialog_provider(event);
    }
    model_unlock();
    return provider;
}

static void sort(struct event *event, bool create_proc)
{
    switch ((LONG)event->message) {
    case LINE_NEWCALL:
        event_new_call(event);
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
        event_create_dialog(event);
        break;
    case LINE_SENDDIALOGINSTANCEDATA:
        event_send_dialog(event);
        break;
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
    event_end_unshown(event);
}

void CALLBACK on_line_event(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    struct event event = {.line_handle = (ULONG_PTR)line,
        .call_handle = (ULONG_PTR)call,
        .message = message,
        .p1 = p1,
        .p2 = p2,
        .p3 = p3};
    receive(&event, false);
}

void CALLBACK on_line_create(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    struct event event = {.line_handle = (ULONG_PTR)line,
        .call_handle = (ULONG_PTR)call,
        .message = message,
        .p1 = p1,
        .p2 = p2,
        .p3 = p3};
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
