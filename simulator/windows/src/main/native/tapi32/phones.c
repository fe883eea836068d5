/* Phone devices: there are none, and their functions say so. */
#include "phones.h"

#include "apps.h"
#include "request.h"

enum { VERSION_2_0 = 0x00020000, VERSION_OURS = 0x00030001, MAX_USAGES = 64 };

static SRWLOCK lock = SRWLOCK_INIT;
static struct usage {
    HPHONEAPP handle;
    HANDLE event;
    HANDLE ended; /* for those who wait in phoneGetMessage */
} usages[MAX_USAGES];
static HPHONEAPP last;

/* With the lock held. */
static struct usage *find(HPHONEAPP handle)
{
    for (int i = 0; i < MAX_USAGES; i++) {
        if (usages[i].handle == handle) {
            return &usages[i];
        }
    }
    return NULL;
}

static LONG initialize(HPHONEAPP *handle, DWORD *devices, HANDLE *event)
{
    struct usage usage = {.ended = CreateEventW(NULL, TRUE, FALSE, NULL),
        .event = event ? CreateEventW(NULL, TRUE, FALSE, NULL) : NULL};
    AcquireSRWLockExclusive(&lock);
    struct usage *free_one = find(0);
    bool good = free_one && usage.ended && (usage.event || !event);
    if (good) {
        usage.handle = ++last ? last : ++last;
        *free_one = usage;
    }
    ReleaseSRWLockExclusive(&lock);
    if (!good) {
        if (usage.ended) {
            CloseHandle(usage.ended);
        }
        if (usage.event) {
            CloseHandle(usage.event);
        }
        return (LONG)PHONEERR_NOMEM;
    }
    *handle = usage.handle;
    *devices = 0;
    if (event) {
        *event = usage.event;
    }
    return 0;
}

LONG WINAPI phoneInitialize(
    LPHPHONEAPP handle, HINSTANCE instance, PHONECALLBACK callback, LPCSTR name, LPDWORD devices)
{
    (void)instance;
    (void)name;
    if (!writable(handle, sizeof *handle) || !writable(devices, sizeof *devices) ||
        !readable((const void *)(ULONG_PTR)callback, 1)) {
        return (LONG)PHONEERR_INVALPOINTER;
    }
    return initialize(handle, devices, NULL);
}

static LONG initialize_ex(
    HPHONEAPP *handle, DWORD *devices, DWORD *version, PHONEINITIALIZEEXPARAMS *params)
{
    bool by_event = false;
    if (!writable(handle, sizeof *handle) || !writable(devices, sizeof *devices) ||
        !writable(version, sizeof *version) || (params && !writable(params, 16))) {
        return (LONG)PHONEERR_INVALPOINTER;
    }
    if (*version < VERSION_2_0) {
        return (LONG)PHONEERR_INCOMPATIBLEAPIVERSION;
    }
    if (params) {
        by_event = (params->dwOptions & 0xf) == PHONEINITIALIZEEXOPTION_USEEVENT;
        if (params->dwTotalSize < (by_event ? sizeof *params : 16)) {
            return (LONG)PHONEERR_STRUCTURETOOSMALL;
        }
        params->dwNeededSize = params->dwUsedSize = sizeof *params;
    }
    HANDLE event = NULL;
    LONG result = initialize(handle, devices, by_event ? &event : NULL);
    if (result == 0) {
        *version = VERSION_OURS;
    }
    if (result == 0 && by_event) {
        params->Handles.hEvent = event;
    }
    return result;
}

LONG WINAPI phoneInitializeExA(LPHPHONEAPP handle, HINSTANCE instance, PHONECALLBACK callback,
    LPCSTR name, LPDWORD devices, LPDWORD version, LPPHONEINITIALIZEEXPARAMS params)
{
    (void)instance;
    (void)callback;
    (void)name;
    return initialize_ex(handle, devices, version, params);
}

LONG WINAPI phoneInitializeExW(LPHPHONEAPP handle, HINSTANCE instance, PHONECALLBACK callback,
    LPCWSTR name, LPDWORD devices, LPDWORD version, LPPHONEINITIALIZEEXPARAMS params)
{
    (void)instance;
    (void)callback;
    (void)name;
    return initialize_ex(handle, devices, version, params);
}

static bool any(void)
{
    AcquireSRWLockShared(&lock);
    bool is = false;
    for (int i = 0; i < MAX_USAGES; i++) {
        is = is || usages[i].handle;
    }
    ReleaseSRWLockShared(&lock);
    return is;
}

LONG phone_no_handle(void)
{
    return any() ? (LONG)PHONEERR_INVALPHONEHANDLE : (LONG)PHONEERR_UNINITIALIZED;
}

LONG phone_no_device(void)
{
    return any() ? (LONG)PHONEERR_BADDEVICEID : (LONG)PHONEERR_UNINITIALIZED;
}

LONG phone_no_device_of(DWORD_PTR handle)
{
    AcquireSRWLockShared(&lock);
    bool known = handle && find((HPHONEAPP)handle);
    ReleaseSRWLockShared(&lock);
    return !any()  ? (LONG)PHONEERR_UNINITIALIZED
           : known ? (LONG)PHONEERR_BADDEVICEID
                   : (LONG)PHONEERR_INVALAPPHANDLE;
}

LONG line_unavailable(void)
{
    LONG check = app_check_any();
    return check ? check : (LONG)LINEERR_OPERATIONUNAVAIL;
}

LONG WINAPI phoneShutdown(HPHONEAPP handle)
{
    struct usage usage = {0};
    AcquireSRWLockExclusive(&lock);
    struct usage *found = handle ? find(handle) : NULL;
    if (found) {
        usage = *found;
        *found = (struct usage){0};
    }
    ReleaseSRWLockExclusive(&lock);
    if (!found) {
        return any() ? (LONG)PHONEERR_INVALAPPHANDLE : (LONG)PHONEERR_UNINITIALIZED;
    }
    SetEvent(usage.ended);
    CloseHandle(usage.ended);
    if (usage.event) {
        CloseHandle(usage.event);
    }
    return 0;
}

/* No message ever comes: the time passes, or another thread shuts down. */
LONG WINAPI phoneGetMessage(HPHONEAPP handle, LPPHONEMESSAGE message, DWORD timeout)
{
    HANDLE ended = NULL;
    AcquireSRWLockShared(&lock);
    struct usage *found = handle ? find(handle) : NULL;
    if (found && found->event) {
        DuplicateHandle(
            GetCurrentProcess(), found->ended, GetCurrentProcess(), &ended, SYNCHRONIZE, FALSE, 0);
    }
    ReleaseSRWLockShared(&lock);
    if (!found) {
        return (LONG)PHONEERR_INVALAPPHANDLE;
    }
    LONG result = (LONG)PHONEERR_OPERATIONFAILED;
    if (ended && !writable(message, sizeof *message)) {
        result = (LONG)PHONEERR_INVALPOINTER;
    } else if (ended && WaitForSingleObject(ended, timeout) == WAIT_OBJECT_0) {
        result = (LONG)PHONEERR_INVALAPPHANDLE;
    }
    if (ended) {
        CloseHandle(ended);
    }
    return result;
}
