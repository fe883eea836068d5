/*
 * measure PROVIDER EMPTY LINES CALLS SAMPLES: loads a provider as the telephony service does, opens
 * all its lines, and measures its functions while its gateway hangs. After each call of it comes
 * one of the same kind to EMPTY, a provider that does nothing. Prints for each function
 *
 *   NAME KIND SAMPLES SUCCEEDED p50 p99.9 MAXIMUM p50-OF-EMPTY p99.9-OF-EMPTY MAXIMUM-OF-EMPTY
 *
 * in nanoseconds, KIND being "sync", "async" or "system" (a function of Windows); and at the end
 * "hung" if the link was up all the time.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>
#include <tspi.h>

enum {
    BASE = 3,          /* device id of the first line */
    VERSION = 0x20002, /* of TAPI */
    ROOM = 4096,       /* for any structure */
    FEW = 2000,        /* samples of what leaves a frame in the provider's queue */
    ASYNC_FEW = 100,   /* samples of what leaves an open request */
    WAIT_MS = 10000,
    NAME_ROOM = MAX_PATH
};

typedef LONG(WINAPI *any_fn)(void);
typedef DWORD_PTR P;

static HMODULE provider;
static HMODULE empty;
static unsigned line_count;
static unsigned call_count;
static HDRVLINE *lines;
static HDRVCALL *calls;
static volatile LONG calls_known;
static volatile LONG completions;
static DRV_REQUESTID last_request;
static LONGLONG frequency;

static void fail(const char *what, long code)
{
    fprintf(stderr, "measure: %s: %ld (0x%lx), error %lu\n", what, code, (unsigned long)code,
        GetLastError());
    exit(1);
}

static void *function_of(HMODULE module, const char *name)
{
    FARPROC found = GetProcAddress(module, name);
    void *pointer = NULL;
    if (found == NULL) {
        fail(name, 0);
    }
    memcpy(&pointer, &found, sizeof pointer);
    return pointer;
}

#define TSPI(type, name) ((type)function_of(provider, "TSPI_" #name))

static void CALLBACK on_completion(DRV_REQUESTID request, LONG result)
{
    (void)request;
    (void)result;
    InterlockedIncrement(&completions);
}

static void CALLBACK on_event(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    (void)line;
    (void)call;
    (void)p3;
    if (message == LINE_NEWCALL) {
        LONG number = InterlockedIncrement(&calls_known) - 1;
        if ((unsigned)number < call_count) {
            calls[number] = (HDRVCALL)p1;
        }
        *(ULONG_PTR *)p2 = 0x20000 + (ULONG_PTR)number;
    }
}

/* ---- one sample of each function; `i` counts the samples ---- */
static _Alignas(8) uint8_t room[ROOM];
static HDRVCALL made;

static void *structure(void)
{
    DWORD total = ROOM;
    memcpy(room, &total, sizeof total);
    return room;
}

static HDRVLINE line_at(unsigned i)
{
    return lines[i % line_count];
}

static HDRVCALL call_at(unsigned i)
{
    return calls[i % call_count];
}

typedef LONG(WINAPI *f1)(P);
typedef LONG(WINAPI *f2)(P, P);
typedef LONG(WINAPI *f3)(P, P, P);
typedef LONG(WINAPI *f4)(P, P, P, P);
typedef LONG(WINAPI *f5)(P, P, P, P, P);
typedef LONG(WINAPI *f7)(P, P, P, P, P, P, P);

static LONG dev_caps(void *f, unsigned i)
{
    return ((f4)f)(BASE + i % line_count, VERSION, 0, (P)structure());
}

static LONG address_caps(void *f, unsigned i)
{
    return ((f5)f)(BASE + i % line_count, 0, VERSION, 0, (P)structure());
}

static LONG line_structure(void *f, unsigned i)
{
    return ((f2)f)((P)line_at(i), (P)structure());
}

static LONG address_status(void *f, unsigned i)
{
    return ((f3)f)((P)line_at(i), 0, (P)structure());
}

static LONG address_id(void *f, unsigned i)
{
    wchar_t address[16];
    DWORD id = 0;
    _snwprintf(address, 16, L"%u", 1001 + i % line_count);
    return ((f5)f)((P)line_at(i), (P)&id, LINEADDRESSMODE_DIALABLEADDR, (P)address,
        (DWORD)(wcslen(address) + 1) * 2);
}

static LONG get_id(void *f, unsigned i)
{
    return ((f7)f)((P)line_at(i), 0, 0, LINECALLSELECT_LINE, (P)structure(), (P)L"tapi/line", 0);
}

static LONG negotiate(void *f, unsigned i)
{
    DWORD version = 0;
    return ((f4)f)(BASE + i % line_count, 0x10003, 0x30001, (P)&version);
}

static LONG detect_media(void *f, unsigned i)
{
    return ((f2)f)((P)line_at(i), LINEMEDIAMODE_INTERACTIVEVOICE);
}

static LONG conditional_media(void *f, unsigned i)
{
    return ((f3)f)((P)line_at(i), LINEMEDIAMODE_INTERACTIVEVOICE, 0);
}

static LONG status_messages(void *f, unsigned i)
{
    return ((f3)f)((P)line_at(i), LINEDEVSTATE_RINGING, 0);
}

static LONG call_structure(void *f, unsigned i)
{
    return ((f2)f)((P)call_at(i), (P)structure());
}

static LONG app_specific(void *f, unsigned i)
{
    return ((f2)f)((P)call_at(i), i);
}

static LONG identify(void *f, unsigned i)
{
    static wchar_t name[NAME_ROOM];
    (void)i;
    return ((f1)f)((P)name);
}

/* The last line, which has no calls, is closed and opened again. */
static LONG close_line(void *f, unsigned i)
{
    (void)i;
    return ((f1)f)((P)lines[line_count - 1]);
}

static LONG open_line(void *f, unsigned i)
{
    (void)i;
    return ((f5)f)(BASE + line_count - 1, 0x10000, (P)&lines[line_count - 1], VERSION, (P)on_event);
}

static LONG make_call(void *f, unsigned i)
{
    return ((f7)f)(++last_request, (P)line_at(i), 0x30000 + i, (P)&made, (P)L"0891851", 0, 0);
}

static LONG close_call(void *f, unsigned i)
{
    (void)i;
    return ((f1)f)((P)made);
}

static LONG plain_request(void *f, unsigned i)
{
    return ((f2)f)(++last_request, (P)call_at(i));
}

static LONG request_with_data(void *f, unsigned i)
{
    return ((f4)f)(++last_request, (P)call_at(i), 0, 0);
}

static LONG dial(void *f, unsigned i)
{
    return ((f4)f)(++last_request, (P)call_at(i), (P)L"0891851", 0);
}

/* What lineOpen and all requests have to ask Windows for: who is asking. */
static LONG thread_token(void *f, unsigned i)
{
    HANDLE token;
    (void)f;
    (void)i;
    return OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token) ? -1 : 0;
}

typedef LONG (*sampler)(void *function, unsigned i);

static const struct measured {
    const char *name;
    sampler sample;
    const char *then_name; /* undoes it, and is measured as well */
    sampler then;
    unsigned most; /* samples; 0: as many as are asked for */
    bool asynchronous;
} functions[] = {
    {"lineGetDevCaps", dev_caps, NULL, NULL, 0, false},
    {"lineGetAddressCaps", address_caps, NULL, NULL, 0, false},
    {"lineGetLineDevStatus", line_structure, NULL, NULL, 0, false},
    {"lineGetAddressStatus", address_status, NULL, NULL, 0, false},
    {"lineGetNumAddressIDs", line_structure, NULL, NULL, 0, false},
    {"lineGetAddressID", address_id, NULL, NULL, 0, false},
    {"lineGetID", get_id, NULL, NULL, 0, false},
    {"lineNegotiateTSPIVersion", negotiate, NULL, NULL, 0, false},
    {"lineSetDefaultMediaDetection", detect_media, NULL, NULL, 0, false},
    {"lineConditionalMediaDetection", conditional_media, NULL, NULL, 0, false},
    {"lineSetStatusMessages", status_messages, NULL, NULL, 0, false},
    {"lineGetCallInfo", call_structure, NULL, NULL, 0, false},
    {"lineGetCallStatus", call_structure, NULL, NULL, 0, false},
    {"lineGetCallAddressID", call_structure, NULL, NULL, 0, false},
    {"lineSetAppSpecific", app_specific, NULL, NULL, 0, false},
    {"providerUIIdentify", identify, NULL, NULL, 0, false},
    {NULL, thread_token, NULL, NULL, 0, false},
    {"lineClose", close_line, "lineOpen", open_line, FEW, false},
    {"lineMakeCall", make_call, "lineCloseCall", close_call, FEW, true},
    {"lineHold", plain_request, NULL, NULL, ASYNC_FEW, true},
    {"lineAnswer", request_with_data, NULL, NULL, ASYNC_FEW, true},
    {"lineDial", dial, NULL, NULL, ASYNC_FEW, true},
};

/* ---- measuring ---- */
struct series {
    int64_t *ours;
    int64_t *bare;
    unsigned size;
    unsigned succeeded;
};

static int64_t now(void)
{
    LARGE_INTEGER counter;
    QueryPerformanceCounter(&counter);
    return counter.QuadPart;
}

static int64_t nanos(int64_t ticks)
{
    return (int64_t)((double)ticks * 1e9 / (double)frequency);
}

static void add(struct series *series, sampler sample, void *function, unsigned i)
{
    static DWORD count;
    f2 bare = (f2)function_of(empty, "TSPI_lineGetNumAddressIDs");
    int64_t begin = now();
    LONG result = sample(function, i);
    int64_t middle = now();
    (void)bare((P)room, (P)&count);
    int64_t end = now();
    series->ours[series->size] = nanos(middle - begin);
    series->bare[series->size] = nanos(end - middle);
    series->size++;
    series->succeeded += result >= 0 ? 1 : 0;
}

static int ascending(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* The smallest value that is not below that share of the sorted values. */
static long long at(const int64_t *sorted, unsigned size, double share)
{
    unsigned rank = (unsigned)(share * size + 0.999999);
    return sorted[rank == 0 ? 0 : rank > size ? size - 1 : rank - 1];
}

static void print(const char *name, const char *kind, struct series *series)
{
    qsort(series->ours, series->size, sizeof *series->ours, ascending);
    qsort(series->bare, series->size, sizeof *series->bare, ascending);
    printf("%s %s %u %u %lld %lld %lld %lld %lld %lld\n", name, kind, series->size,
        series->succeeded, at(series->ours, series->size, 0.5),
        at(series->ours, series->size, 0.999), at(series->ours, series->size, 1),
        at(series->bare, series->size, 0.5), at(series->bare, series->size, 0.999),
        at(series->bare, series->size, 1));
    fflush(stdout);
}

static struct series series_of(unsigned size)
{
    struct series series = {calloc(size, sizeof(int64_t)), calloc(size, sizeof(int64_t)), 0, 0};
    if (series.ours == NULL || series.bare == NULL) {
        fail("memory", 0);
    }
    return series;
}

static void measure(const struct measured *what, unsigned samples)
{
    char export[64];
    unsigned size = what->most != 0 && what->most < samples ? what->most : samples;
    struct series first = series_of(size);
    struct series second = series_of(size);
    void *then = NULL;
    void *function = NULL;
    if (what->name != NULL) {
        snprintf(export, sizeof export, "TSPI_%s", what->name);
        function = function_of(provider, export);
    }
    if (what->then != NULL) {
        snprintf(export, sizeof export, "TSPI_%s", what->then_name);
        then = function_of(provider, export);
    }
    for (unsigned i = 0; i < size; i++) {
        add(&first, what->sample, function, i);
        if (then != NULL) {
            add(&second, what->then, then, i);
        }
    }
    print(what->name == NULL ? "OpenThreadToken" : what->name,
        what->name == NULL   ? "system"
        : what->asynchronous ? "async"
                             : "sync",
        &first);
    if (then != NULL) {
        print(what->then_name, "sync", &second);
    }
    free(first.ours);
    free(first.bare);
    free(second.ours);
    free(second.bare);
}

/* ---- what the telephony service does before ---- */
static void load(void)
{
    typedef LONG(WINAPI * enumerate)(DWORD, LPDWORD, LPDWORD, HPROVIDER, LINEEVENT, void *);
    typedef LONG(WINAPI * initialise)(
        DWORD, DWORD, DWORD, DWORD, DWORD_PTR, DWORD_PTR, ASYNC_COMPLETION, LPDWORD);
    DWORD found = 0;
    DWORD phones = 0;
    DWORD options = 0;
    ULONGLONG end = GetTickCount64() + WAIT_MS;
    while (found < line_count && GetTickCount64() < end) {
        LONG result =
            TSPI(enumerate, providerEnumDevices)(1, &found, &phones, (HPROVIDER)1, on_event, NULL);
        if (result != 0) {
            fail("providerEnumDevices", result);
        }
    }
    if (found != line_count) {
        fail("lines", (long)found);
    }
    LONG result =
        TSPI(initialise, providerInit)(VERSION, 1, BASE, 0, found, 0, on_completion, &options);
    if (result != 0) {
        fail("providerInit", result);
    }
}

static void open_all(void)
{
    for (unsigned i = 0; i < line_count; i++) {
        LONG result = TSPI(f5, lineOpen)(BASE + i, 0x1000 + i, (P)&lines[i], VERSION, (P)on_event);
        if (result != 0) {
            fail("lineOpen", result);
        }
        (void)TSPI(f2, lineSetDefaultMediaDetection)((P)lines[i], LINEMEDIAMODE_INTERACTIVEVOICE);
        (void)TSPI(f3, lineSetStatusMessages)((P)lines[i], LINEDEVSTATE_RINGING, 0);
    }
    ULONGLONG end = GetTickCount64() + WAIT_MS;
    while ((unsigned)calls_known < call_count && GetTickCount64() < end) {
        Sleep(10);
    }
    if ((unsigned)calls_known != call_count) {
        fail("calls", calls_known);
    }
}

static bool in_service(void)
{
    LINEDEVSTATUS status = {.dwTotalSize = sizeof status};
    LONG result = TSPI(f2, lineGetLineDevStatus)((P)lines[0], (P)&status);
    return result == 0 && (status.dwDevStatusFlags & LINEDEVSTATUSFLAGS_INSERVICE) != 0;
}

int main(int count, char **arguments)
{
    LARGE_INTEGER ticks;
    if (count != 6) {
        fprintf(stderr, "usage: measure PROVIDER EMPTY LINES CALLS SAMPLES\n");
        return 2;
    }
    QueryPerformanceFrequency(&ticks);
    frequency = ticks.QuadPart;
    provider = LoadLibraryA(arguments[1]);
    empty = LoadLibraryA(arguments[2]);
    line_count = (unsigned)atoi(arguments[3]);
    call_count = (unsigned)atoi(arguments[4]);
    unsigned samples = (unsigned)atoi(arguments[5]);
    lines = calloc(line_count, sizeof *lines);
    calls = calloc(call_count, sizeof *calls);
    if (provider == NULL || empty == NULL || lines == NULL || calls == NULL) {
        fail("loading", 0);
    }
    load();
    open_all();
    for (unsigned i = 0; i < sizeof functions / sizeof *functions; i++) {
        measure(&functions[i], samples);
    }
    puts(in_service() ? "hung" : "the link was lost");
    (void)TSPI(f2, providerShutdown)(VERSION, 1);
    return 0;
}
