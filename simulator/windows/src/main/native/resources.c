/* What this process holds: shows whether a provider leaks. */
#include "resources.h"

#include "leftovers.h"
#include "model.h"

#include <windows.h>

#define PSAPI_VERSION 2
#include <psapi.h>

enum { GAP = 1024, MAX_HEAPS = 64 };

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

static uint64_t octets_of(HANDLE heap)
{
    PROCESS_HEAP_ENTRY entry = {.lpData = NULL};
    uint64_t octets = 0;
    if (HeapLock(heap)) {
        while (HeapWalk(heap, &entry)) {
            octets += entry.wFlags & PROCESS_HEAP_ENTRY_BUSY ? entry.cbData : 0;
        }
        HeapUnlock(heap);
    }
    return octets;
}

/* What is allocated in all heaps: what a provider forgets to free stays in it. */
static uint64_t count_heaps(void)
{
    HANDLE heaps[MAX_HEAPS];
    uint64_t octets = 0;
    DWORD count = GetProcessHeaps(MAX_HEAPS, heaps);
    for (DWORD i = 0; i < count && i < MAX_HEAPS; i++) {
        octets += octets_of(heaps[i]);
    }
    return octets;
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
    out_number(out, "heapOctets", (int64_t)count_heaps());
    out_number(out, "modelOctets", (int64_t)model);
}
