/* LINE_NEWCALL, which writes the call handle that all later events bear. */
#include "event.h"
#include "callbacks.h"
#include "invoke.h"
#include "rules.h"

enum { CLOSE_LIMIT_MS = 2000 };

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
    event_zero(event, event->p3, "dwParam3");
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

void event_new_call(struct event *event)
{
    ULONG_PTR *answer = (ULONG_PTR *)event->p2;
    struct call *close = NULL;
    model_lock();
    if (event_find_line(event)) {
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
            event_post(event);
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
