/* What this process holds: shows whether a provider leaks. */
#include "resources.h"

#include "leftovers.h"
#include "model.h"

#include <stdlib.h>

#define PSAPI_VERSION 2
#include <psapi.h>
#include <winternl.h>

enum { EXTENDED_HANDLES = 64, MAX_HANDLE_OCTETS = 1 << 26 };

/* SystemExtendedHandleInformation; GetProcessHandleCount says 0 in Wine. */
struct open_handles {
    ULONG_PTR count;
    ULONG_PTR reserved;
    struct {
        void *object;
        ULONG_PTR process;
        ULONG_PTR value;
        ULONG access;
        USHORT creator;
        USHORT type;
        ULONG attributes;
        ULONG more;
    } handles[];
};

typedef NTSTATUS(NTAPI *query_system)(int what, void *into, ULONG size, ULONG *length);

static int64_t count_handles(void)
{
    union {
        FARPROC plain;
        query_system query;
    } f = {GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtQuerySystemInformation")};
    int64_t count = -1;
    for (ULONG size = 1 << 16; f.plain && count < 0 && size < MAX_HANDLE_OCTETS; size *= 2) {
        struct open_handles *found = malloc(size);
        if (found && f.query(EXTENDED_HANDLES, found, size, NULL) == 0) {
            count = 0;
            for (ULONG_PTR i = 0; i < found->count; i++) {
                count += found->handles[i].process == GetCurrentProcessId() ? 1 : 0;
            }
        }
        free(found);
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
