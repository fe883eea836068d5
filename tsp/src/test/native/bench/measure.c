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
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>

enum { WAIT_MS = 10000 };

unsigned line_count;
unsigned call_count;
HDRVLINE *lines;
HDRVCALL *calls;
HDRVLINE *lines_of_calls;

static HMODULE provider;
static HMODULE empty;
static volatile LONG calls_known;
static volatile LONG completions;
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

void CALLBACK on_event(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    (void)call;
    (void)p3;
    if (message == LINE_NEWCALL) {
        LONG number = InterlockedIncrement(&calls_known) - 1;
        if ((unsigned)number < call_count) {
            calls[number] = (HDRVCALL)p1;
            lines_of_calls[number] = lines[(P)line - LINE_HANDLE];
        }
        *(ULONG_PTR *)p2 = 0x20000 + (ULONG_PTR)number;
    }
}

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
    (void)bare((P)&count, (P)&count);
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
        LONG result =
            TSPI(f5, lineOpen)(BASE + i, LINE_HANDLE + i, (P)&lines[i], VERSION, (P)on_event);
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
    lines_of_calls = calloc(call_count, sizeof *lines_of_calls);
    if (provider == NULL || empty == NULL || lines == NULL || calls == NULL ||
        lines_of_calls == NULL) {
        fail("loading", 0);
    }
    load();
    open_all();
    for (unsigned i = 0; i < function_count; i++) {
        measure(&functions[i], samples);
    }
    puts(in_service() ? "hung" : "the link was lost");
    (void)TSPI(f2, providerShutdown)(VERSION, 1);
    return 0;
}
