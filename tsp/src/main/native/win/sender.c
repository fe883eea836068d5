/* The only thread that calls back into tapisrv: one callback at a time, no lock held. */
#include "tsp.h"

typedef void(CALLBACK *completion_fn)(DWORD, LONG);
typedef void(CALLBACK *event_fn)(HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR);

/* TAPI reads all of it before it returns, and writes htDlgInst. */
static uintptr_t ask_program(const struct delivery *delivery)
{
    wchar_t ui_dll[MAX_PATH];
    event_fn event = (event_fn)delivery->proc;
    if (!module_path(ui_dll)) {
        return 0;
    }
    TUISPICREATEDIALOGINSTANCEPARAMS params = {.dwRequestID = delivery->request,
        .hdDlgInst = (HDRVDIALOGINSTANCE)delivery->p1,
        .lpszUIDLLName = ui_dll,
        .lpParams = (void *)delivery->block,
        .dwSize = delivery->block_size};
    event((HTAPILINE)delivery->ht_line, NULL, delivery->message, (DWORD_PTR)&params, 0, 0);
    if (params.htDlgInst == 0) {
        trace(TRACE_NORMAL, "TAPI does not reach the program of request %lu",
            (unsigned long)delivery->request);
    }
    return (uintptr_t)params.htDlgInst;
}

static uintptr_t call_back(const struct delivery *delivery)
{
    HTAPICALL call = NULL;
    if (delivery->proc == NULL) {
        return 0;
    }
    trace_delivery(delivery, "to TAPI");
    if (delivery->kind == DELIVER_COMPLETION) {
        completion_fn complete = (completion_fn)delivery->proc;
        complete(delivery->request, delivery->result);
        return 0;
    }
    if (delivery->kind == DELIVER_DIALOG) {
        return ask_program(delivery);
    }
    event_fn event = (event_fn)delivery->proc;
    DWORD_PTR p2 = delivery->p2;
    if (delivery->kind == DELIVER_NEWCALL) {
        p2 = (DWORD_PTR)&call;
    }
    event((HTAPILINE)delivery->ht_line, (HTAPICALL)delivery->ht_call, delivery->message,
        delivery->p1, p2, delivery->p3);
    return (uintptr_t)call;
}

static DWORD pause_until(uint64_t next, uint64_t now)
{
    if (next == UINT64_MAX) {
        return INFINITE;
    }
    return next <= now ? 0 : (DWORD)(next - now);
}

DWORD WINAPI sender_main(void *parameter)
{
    struct runtime *runtime = parameter;
    struct provider *provider = &runtime->provider;
    struct delivery delivery;
    runtime_lock(runtime);
    for (;;) {
        uint64_t now = runtime_now();
        uint64_t next = provider_tick(provider, now);
        if (runtime_owes_link(runtime)) {
            SetEvent(runtime->link_wake);
        }
        if (provider_next(provider, now, &delivery)) {
            ReleaseSRWLockExclusive(&runtime->lock);
            uintptr_t ht_call = call_back(&delivery);
            runtime_lock(runtime);
            provider_delivered(provider, &delivery, ht_call, runtime_now());
            WakeAllConditionVariable(&runtime->settled);
            continue;
        }
        if (runtime->stopping) {
            break;
        }
        WakeAllConditionVariable(&runtime->settled); /* stale events left without a delivery */
        runtime->sender_sleeps_until = next;
        SleepConditionVariableSRW(&runtime->changed, &runtime->lock, pause_until(next, now), 0);
        runtime->sender_sleeps_until = 0;
    }
    ReleaseSRWLockExclusive(&runtime->lock);
    thread_end();
    return 0;
}
