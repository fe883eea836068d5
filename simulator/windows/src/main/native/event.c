/* What the handles of an event mean, and whether it may come. */
#include "event.h"
#include "rules.h"
#include "worker.h"

const void *event_object(ULONG_PTR value, enum handle_kind kind, const char *name, const char *what)
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

bool event_find_line(struct event *event)
{
    if (event->line_handle == 0) {
        violate(RULE_EVENT_HANDLES, "%s without a line handle", event->name);
        return false;
    }
    event->line = (struct line *)(uintptr_t)event_object(
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

bool event_find_call(struct event *event)
{
    if (event->call_handle == 0) {
        violate(event->line->null_calls ? RULE_NEWCALL_NULL : RULE_EVENT_HANDLES,
            "%s without a call handle", event->name);
        return false;
    }
    event->call = (struct call *)(uintptr_t)event_object(
        event->call_handle, HANDLE_CALL, event->name, "call handle");
    return event->call && may_have_events(event);
}

void event_zero(const struct event *event, DWORD_PTR value, const char *parameter)
{
    if (value) {
        violate(RULE_EVENT_PARAMS, "%s: %s is %p, not 0", event->name, parameter, (void *)value);
    }
}

void event_post(const struct event *event)
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
