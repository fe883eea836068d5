/*
 * The dialogs of the test provider (src/test/native/provider/dialogs.c), without windows. "talk"
 * judges what TAPI does, tells the provider, and returns; "wait" and "close" return when they are
 * told to close by data that are NULL; "stuck" never returns.
 *
 * Each sets the named event "tapi32-ui-MODE" when it is shown, "tapi32-ui-closed" when it is told
 * to close.
 */
#include <windows.h>
#include <tapi.h>
#include <tspi.h>

#include <string.h>

enum { PIECES = 3, LIMIT_MS = 30000, STEP_MS = 20, HELD_MS = 300 };

static struct {
    HTAPIDIALOGINSTANCE instance; /* 0: free */
    volatile LONG ready;
    volatile LONG early; /* data came before the event was set */
    volatile LONG pieces;
    volatile LONG wrong;
    DWORD data_thread;
    HANDLE told; /* something came */
    HANDLE closed;
} shown[16];
static SRWLOCK lock = SRWLOCK_INIT;

static int place_of(HTAPIDIALOGINSTANCE instance)
{
    int place = 0;
    while (place < 15 && shown[place].instance != instance) {
        place++;
    }
    return place;
}

static void raise_named(const char *name)
{
    char full[40] = "tapi32-ui-";
    strncat(full, name, 20);
    HANDLE event = OpenEventA(EVENT_MODIFY_STATE, FALSE, full);
    if (event) {
        SetEvent(event);
        CloseHandle(event);
    }
}

/* One exchange with the provider: the number that it put in place of ours, or -1. */
static LONGLONG tell(
    TUISPIDLLCALLBACK callback, HTAPIDIALOGINSTANCE instance, const char *what, DWORD number)
{
    char data[8];
    memcpy(data, what, 4);
    memcpy(data + 4, &number, sizeof number);
    if (callback(instance, TUISPIDLL_OBJECT_DIALOGINSTANCE, data, sizeof data) != 0) {
        return -1;
    }
    memcpy(&number, data + 4, sizeof number);
    return number;
}

static BOOL all_sent(TUISPIDLLCALLBACK callback, HTAPIDIALOGINSTANCE instance)
{
    for (int waited = 0; waited < LIMIT_MS; waited += STEP_MS) {
        if (tell(callback, instance, "sent", 0) == 1) {
            return TRUE;
        }
        Sleep(STEP_MS);
    }
    return FALSE;
}

/* Whether the data were held back until the event was set, and came all, in order, apart. */
static BOOL talks_well(
    TUISPIDLLCALLBACK callback, HTAPIDIALOGINSTANCE instance, int place, HANDLE ready)
{
    LONGLONG provider = tell(callback, instance, "pid?", GetCurrentProcessId());
    BOOL sent = all_sent(callback, instance);
    Sleep(HELD_MS); /* time for a TAPI that does not hold them back */
    BOOL held = shown[place].pieces == 0;
    InterlockedExchange(&shown[place].ready, 1);
    SetEvent(ready);
    for (int waited = 0; waited < LIMIT_MS && shown[place].pieces < PIECES; waited += STEP_MS) {
        WaitForSingleObject(shown[place].told, STEP_MS);
    }
    return provider > 0 && provider != GetCurrentProcessId() && sent && held &&
           !shown[place].early && !shown[place].wrong && shown[place].pieces == PIECES &&
           shown[place].data_thread != GetCurrentThreadId();
}

static int begin(HTAPIDIALOGINSTANCE instance)
{
    AcquireSRWLockExclusive(&lock);
    int place = place_of(0);
    memset(&shown[place], 0, sizeof shown[place]);
    shown[place].instance = instance;
    shown[place].told = CreateEventW(NULL, FALSE, FALSE, NULL);
    shown[place].closed = CreateEventW(NULL, TRUE, FALSE, NULL);
    ReleaseSRWLockExclusive(&lock);
    return place;
}

static void end(int place)
{
    AcquireSRWLockExclusive(&lock);
    CloseHandle(shown[place].told);
    CloseHandle(shown[place].closed);
    shown[place].instance = 0;
    ReleaseSRWLockExclusive(&lock);
}

LONG WINAPI TUISPI_providerGenericDialog(TUISPIDLLCALLBACK callback, HTAPIDIALOGINSTANCE instance,
    LPVOID params, DWORD size, HANDLE ready)
{
    const char *mode = params;
    if (size != 16 || mode[15] || !instance) {
        return (LONG)LINEERR_INVALPARAM;
    }
    int place = begin(instance);
    raise_named(mode);
    if (strcmp(mode, "talk") == 0) {
        BOOL well = talks_well(callback, instance, place, ready);
        tell(callback, instance, well ? "done" : "evil", 0);
    } else {
        tell(callback, instance, "pid?", GetCurrentProcessId());
        InterlockedExchange(&shown[place].ready, 1);
        SetEvent(ready);
        WaitForSingleObject(shown[place].closed, INFINITE);
    }
    if (strcmp(mode, "stuck") == 0) {
        Sleep(INFINITE);
    }
    end(place);
    return 0;
}

LONG WINAPI TUISPI_providerGenericDialogData(
    HTAPIDIALOGINSTANCE instance, LPVOID params, DWORD size)
{
    AcquireSRWLockExclusive(&lock);
    int place = place_of(instance);
    if (shown[place].instance == instance) {
        shown[place].early += !shown[place].ready;
        shown[place].data_thread = GetCurrentThreadId();
        if (!params) {
            raise_named("closed");
            SetEvent(shown[place].closed);
        } else {
            shown[place].wrong += size != 1 || *(char *)params != '1' + shown[place].pieces;
            shown[place].pieces++;
        }
        SetEvent(shown[place].told);
    }
    ReleaseSRWLockExclusive(&lock);
    return 0;
}
