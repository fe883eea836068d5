/* What this process holds: shows whether a provider leaks. */
#include "resources.h"

#include "leftovers.h"
#include "model.h"

#include <windows.h>

#define PSAPI_VERSION 2
#include <psapi.h>

enum { GAP = 1024 };

/* Looks at every value a handle can have: GetProcessHandleCount says 0 in Wine. */
static int count_handles(void)
{
    int count = 0;
    DWORD flags;
    for (ULONG_PTR value = 4, last = 0; value < last + 4 * GAP; value += 4) {
        if (GetHandleInformation((HANDLE)value, &flags)) {
            count++;
            last = value;
        }
    }
    return count;
}

/* Threads of all providers. */
static int count_threads(void)
{
    int count = 0;
    for (int i = 0; i < provider_count(); i++) {
        if (provider_at(i)->module) {
            count += threads_count(provider_at(i)->module);
        }
    }
    return count;
}

void resources_write(struct out *out)
{
    PROCESS_MEMORY_COUNTERS memory = {.cb = sizeof memory};
    GetProcessMemoryInfo(GetCurrentProcess(), &memory, sizeof memory);
    model_lock();
    size_t model = model_octets();
    model_unlock();
    out_number(out, "handles", count_handles());
    out_number(out, "threads", count_threads());
    out_number(out, "privateOctets", (int64_t)memory.PagefileUsage);
    out_number(out, "modelOctets", (int64_t)model);
}
