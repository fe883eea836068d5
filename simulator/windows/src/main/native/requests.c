/* Asynchronous requests: what a function returned, and its one completion. */
#include "callbacks.h"
#include "names.h"
#include "rules.h"
#include "invoke.h"
#include "worker.h"

enum { RETURN_LIMIT_MS = 5000 };

static void judge_completion(struct request *request, LONG result)
{
    DWORD id = request->id;
    const char *name = fn_name(request->function);
    if (request->completed) {
        violate(RULE_COMPLETION_TWICE, "%s, request %lu", name, (unsigned long)id);
    } else if (request->state == REQUEST_REFUSED) {
        violate(RULE_COMPLETION_FAILED, "%s, request %lu", name, (unsigned long)id);
    } else if (request->provider->shut_down && !request->convicted) {
        violate(RULE_EVENT_SHUTDOWN, "completion of %s, request %lu", name, (unsigned long)id);
    } else if (result > 0) {
        violate(RULE_COMPLETION_RESULT, "%s, request %lu: %ld", name, (unsigned long)id, result);
    } else if ((DWORD)result == LINEERR_BADDEVICEID) {
        violate(RULE_ERROR_DEVICE, "completion of %s", name);
    } else if (result < 0 && !name_of(error_names, (DWORD)result)) {
        violate(RULE_ERROR_KNOWN, "completion of %s: 0x%08lx", name, (unsigned long)result);
    }
}

static void settle_calls(struct request *request, LONG result)
{
    for (int i = 0; i < MAX_CREATED; i++) {
        struct call *call = request->created[i];
        if (call) {
            call->tentative = result != 0;
            call->failed = result != 0;
        }
    }
}

void CALLBACK on_completion(DRV_REQUESTID id, LONG result)
{
    model_lock();
    struct request *request = request_find(id);
    model_unlock();
    if (!request) {
        violate(RULE_COMPLETION_UNKNOWN, "request %lu", (unsigned long)id);
        return;
    }
    callback_enter(request->provider, "completion");
    model_lock();
    judge_completion(request, result);
    if (!request->completed && request->state != REQUEST_REFUSED) {
        request->completed = true;
        request->result = result;
        settle_calls(request, result);
        worker_post(&(struct report){.kind = REPORT_COMPLETION, .request = request});
    }
    model_unlock();
    callback_leave(request->provider, request->line, "completion");
}

static void take_calls(struct request *request, const DWORD_PTR *driver_calls)
{
    for (int i = 0; i < MAX_CREATED; i++) {
        struct call *call = request->created[i];
        if (!call) {
            continue;
        }
        call->driver = driver_calls[i];
        if (call->driver == 0 && request->function == FN_lineForward) {
            call->closed = true; /* no consultation call: allowed */
        } else if (call->driver == 0 && !call->failed) {
            violate(RULE_CALL_HANDLE, "%s, request %lu", fn_name(request->function),
                (unsigned long)request->id);
        }
    }
}

static CONDITION_VARIABLE returned = CONDITION_VARIABLE_INIT;

void request_await_return(const struct request *request)
{
    ULONGLONG now = GetTickCount64();
    ULONGLONG end = now + RETURN_LIMIT_MS;
    model_lock();
    while (request->state == REQUEST_ISSUED && now < end) {
        model_sleep(&returned, (DWORD)(end - now));
        now = GetTickCount64();
    }
    model_unlock();
}

void request_returned(struct request *request, LONG result, const DWORD_PTR *driver_calls)
{
    model_lock();
    if (result < 0) {
        request->state = REQUEST_REFUSED;
        if (request->completed) {
            violate(RULE_COMPLETION_FAILED, "%s, request %lu: completed, then returned 0x%08lx",
                fn_name(request->function), (unsigned long)request->id, (unsigned long)result);
        }
        for (int i = 0; i < MAX_CREATED; i++) {
            if (request->created[i]) {
                request->created[i]->failed = true;
                request->created[i]->closed = true;
            }
        }
    } else {
        request->state = REQUEST_ACCEPTED;
        if ((DWORD)result != request->id) {
            violate(RULE_ASYNC_RETURN, "%s returned %ld for request %lu",
                fn_name(request->function), result, (unsigned long)request->id);
        }
        take_calls(request, driver_calls);
    }
    model_unlock();
    WakeAllConditionVariable(&returned);
}

struct conviction {
    const struct call *call;
    ULONG_PTR line_handle;
    const char *function;
};

static bool is_about(const struct request *request, const struct call *call)
{
    if (request->call == call) {
        return true;
    }
    for (int i = 0; i < MAX_CREATED; i++) {
        if (request->created[i] == call) {
            return true;
        }
    }
    return false;
}

static void convict(struct request *request, void *context)
{
    const struct conviction *of = context;
    if (request->line_handle != of->line_handle || (of->call && !is_about(request, of->call)) ||
        request->convicted) {
        return;
    }
    request->convicted = true;
    violate(RULE_COMPLETION_CLOSE, "%s, request %lu, open when %s returned",
        fn_name(request->function), (unsigned long)request->id, of->function);
}

void requests_convict(const struct call *call, ULONG_PTR line_handle, const char *function)
{
    requests_open(convict, &(struct conviction){call, line_handle, function});
}
