#include "leftovers.h"

#include "rules.h"

#include <stdio.h>
#include <tlhelp32.h>
#include <winternl.h>

enum { THREAD_START_ADDRESS = 9 };

typedef NTSTATUS(NTAPI *query_thread)(
    HANDLE thread, int what, void *into, ULONG size, ULONG *length);

static void *start_of(HANDLE thread)
{
    union {
        FARPROC plain;
        query_thread query;
    } f = {GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtQueryInformationThread")};
    void *start = NULL;
    if (!f.plain || f.query(thread, THREAD_START_ADDRESS, &start, sizeof start, NULL) != 0) {
        return NULL;
    }
    return start;
}

/* This program starts its own threads without the C runtime, so a thread from there is a
 * provider's. */
static bool belongs(const void *start, HMODULE provider)
{
    HMODULE module = NULL;
    wchar_t name[MAX_PATH];
    if (!start || !GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                                          GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                      (LPCWSTR)start, &module)) {
        return false;
    }
    if (module == provider) {
        return true;
    }
    if (!GetModuleFileNameW(module, name, MAX_PATH)) {
        return false;
    }
    _wcslwr(name);
    return wcsstr(name, L"\\msvcr") || wcsstr(name, L"\\ucrtbase");
}

/* Whether that thread runs and is the provider's; then *start is where it began. */
static bool runs_in(DWORD id, HMODULE module, void **start)
{
    bool runs = false;
    HANDLE thread = OpenThread(THREAD_QUERY_INFORMATION | SYNCHRONIZE, FALSE, id);
    if (thread) {
        *start = start_of(thread);
        runs = WaitForSingleObject(thread, 0) == WAIT_TIMEOUT && belongs(*start, module);
        CloseHandle(thread);
    }
    return runs;
}

static int visit_threads(HMODULE module, bool judge)
{
    THREADENTRY32 entry = {.dwSize = sizeof entry};
    int count = 0;
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    if (snapshot == INVALID_HANDLE_VALUE) {
        return 0;
    }
    for (BOOL more = Thread32First(snapshot, &entry); more; more = Thread32Next(snapshot, &entry)) {
        void *start = NULL;
        if (entry.th32OwnerProcessID != GetCurrentProcessId() ||
            entry.th32ThreadID == GetCurrentThreadId() ||
            !runs_in(entry.th32ThreadID, module, &start)) {
            continue;
        }
        count++;
        if (judge) {
            violate(RULE_THREAD_LEFT, "thread %lu, started at %p",
                (unsigned long)entry.th32ThreadID, start);
        }
    }
    CloseHandle(snapshot);
    return count;
}

bool threads_judge(HMODULE module)
{
    return visit_threads(module, true) == 0;
}

int threads_count(HMODULE module)
{
    return visit_threads(module, false);
}
