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

static bool judge(DWORD id, HMODULE module)
{
    bool left = false;
    HANDLE thread = OpenThread(THREAD_QUERY_INFORMATION | SYNCHRONIZE, FALSE, id);
    if (thread) {
        void *start = start_of(thread);
        left = WaitForSingleObject(thread, 0) == WAIT_TIMEOUT && belongs(start, module);
        CloseHandle(thread);
        if (left) {
            violate(RULE_THREAD_LEFT, "thread %lu, started at %p", (unsigned long)id, start);
        }
    }
    return !left;
}

bool threads_judge(HMODULE module)
{
    THREADENTRY32 entry = {.dwSize = sizeof entry};
    bool none = true;
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    if (snapshot == INVALID_HANDLE_VALUE) {
        return true;
    }
    for (BOOL more = Thread32First(snapshot, &entry); more; more = Thread32Next(snapshot, &entry)) {
        if (entry.th32OwnerProcessID == GetCurrentProcessId() &&
            entry.th32ThreadID != GetCurrentThreadId()) {
            none = judge(entry.th32ThreadID, module) && none;
        }
    }
    CloseHandle(snapshot);
    return none;
}
