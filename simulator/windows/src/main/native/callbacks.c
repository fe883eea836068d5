/* Around each callback: one at a time, stress on request. */
#include "callbacks.h"

#include "rules.h"
#include "invoke.h"

struct stress stress;

enum { PROBE_LIMIT_MS = 2000 };

void callback_enter(struct provider *provider, const char *what)
{
    if (provider && InterlockedIncrement(&provider->callbacks) > 1) {
        violate(RULE_CALLBACK_REENTERED, "%s while another callback runs", what);
    }
}

struct probe {
    struct invocation invocation;
    LINEDEVSTATUS status;
    volatile LONG users; /* the prober and the probe itself: the last frees it */
};

static void release(struct probe *probe)
{
    if (InterlockedDecrement(&probe->users) == 0) {
        HeapFree(GetProcessHeap(), 0, probe);
    }
}

static DWORD WINAPI run_probe(void *context)
{
    struct probe *probe = context;
    tspi_perform(&probe->invocation);
    release(probe);
    return 0;
}

/* A function of the same line on another thread must get through while the callback runs. */
static void probe_locks(struct provider *provider, const struct line *line, const char *what)
{
    struct probe *probe;
    if (!line || line->state != LINE_OPEN || !provider->functions[FN_lineGetLineDevStatus]) {
        return;
    }
    probe = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *probe);
    if (!probe) {
        ExitProcess(4);
    }
    probe->users = 2;
    probe->status.dwTotalSize = sizeof probe->status;
    probe->invocation.provider = provider;
    probe->invocation.function = FN_lineGetLineDevStatus;
    probe->invocation.a[0] = line->driver;
    probe->invocation.a[1] = (DWORD_PTR)&probe->status;
    HANDLE thread = CreateThread(NULL, 0, run_probe, probe, 0, NULL);
    if (thread && WaitForSingleObject(thread, PROBE_LIMIT_MS) != WAIT_OBJECT_0) {
        violate(
            RULE_CALLBACK_LOCKED, "lineGetLineDevStatus waits while the %s callback runs", what);
    }
    CloseHandle(thread);
    release(probe);
}

void callback_leave(struct provider *provider, const struct line *line, const char *what)
{
    if (stress.slow_ms > 0) {
        Sleep((DWORD)stress.slow_ms);
    }
    if (provider && stress.probe) {
        probe_locks(provider, line, what);
    }
    if (provider) {
        InterlockedDecrement(&provider->callbacks);
    }
}
