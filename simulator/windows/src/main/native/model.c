#include "model.h"

#include <stdlib.h>

static CRITICAL_SECTION lock;
static CONDITION_VARIABLE unused = CONDITION_VARIABLE_INIT;
static struct handle *handles;
static unsigned handle_count;
static bool small_handles = sizeof(void *) == 4;
static struct provider providers[MAX_PROVIDERS];
static int providers_used;
static struct line *lines[MAX_LINES];
static int lines_used;
static struct call **calls;
static int calls_used;
static struct request **requests;
static unsigned requests_used;
static DWORD first_request = 1;

/* Above 4 GB, and reserved, so that nobody can follow such a handle as a pointer. */
static ULONG_PTR big_base;

static void *need(void *memory)
{
    if (!memory) {
        ExitProcess(4);
    }
    return memory;
}

void model_start(void)
{
    InitializeCriticalSection(&lock);
    handles = need(calloc(MAX_OBJECTS, sizeof *handles));
    calls = need(calloc(MAX_OBJECTS, sizeof *calls));
    requests = need(calloc(MAX_OBJECTS, sizeof *requests));
#ifdef _WIN64
    big_base = 0x0000612300000000u;
    VirtualAlloc((void *)big_base, (SIZE_T)MAX_OBJECTS * 16, MEM_RESERVE, PAGE_NOACCESS);
#else
    big_base = 0x61230000u;
#endif
}

void model_lock(void)
{
    EnterCriticalSection(&lock);
}

void model_unlock(void)
{
    LeaveCriticalSection(&lock);
}

bool model_sleep(CONDITION_VARIABLE *condition, DWORD limit_ms)
{
    return SleepConditionVariableCS(condition, &lock, limit_ms);
}

void handles_small(bool small)
{
    small_handles = small;
}

ULONG_PTR handle_new(enum handle_kind kind, void *object)
{
    if (handle_count >= MAX_OBJECTS) {
        ExitProcess(4);
    }
    unsigned n = handle_count++;
    ULONG_PTR value =
        small_handles ? 0x10300 + (ULONG_PTR)n * 0x100 : big_base + 0x300 + (ULONG_PTR)n * 16;
    handles[n] = (struct handle){value, kind, object};
    return value;
}

static const struct handle *handle_at(ULONG_PTR n, ULONG_PTR value)
{
    return n < handle_count && handles[n].value == value ? &handles[n] : NULL;
}

const struct handle *handle_find(ULONG_PTR value, bool *truncated)
{
    const struct handle *found = handle_at((value - 0x10300) / 0x100, value);
    *truncated = false;
    if (!found) {
        found = handle_at((value - big_base - 0x300) / 16, value);
    }
    for (unsigned i = 0; i < handle_count && !found && !*truncated; i++) {
        *truncated = (DWORD)handles[i].value == (DWORD)value;
    }
    return found;
}

struct provider *provider_at(int index)
{
    return index >= 0 && index < providers_used ? &providers[index] : NULL;
}

int provider_count(void)
{
    return providers_used;
}

struct provider *provider_add(void)
{
    if (providers_used == MAX_PROVIDERS) {
        return NULL;
    }
    struct provider *provider = &providers[providers_used];
    provider->index = providers_used++;
    InitializeCriticalSection(&provider->entry);
    return provider;
}

struct line *line_add(DWORD device, struct provider *provider)
{
    if (lines_used == MAX_LINES) {
        return NULL;
    }
    struct line *line = need(calloc(1, sizeof *line));
    line->device = device;
    line->provider = provider;
    InitializeCriticalSection(&line->gate);
    lines[lines_used++] = line;
    return line;
}

struct line *line_at(int index)
{
    return index >= 0 && index < lines_used ? lines[index] : NULL;
}

int line_count(void)
{
    return lines_used;
}

struct line *line_find(DWORD device)
{
    for (int i = 0; i < lines_used; i++) {
        if (lines[i]->device == device) {
            return lines[i];
        }
    }
    return NULL;
}

/* The lines themselves stay: closed handles and ended calls still point to them. */
void lines_clear(void)
{
    lines_used = 0;
}

DWORD next_device(void)
{
    DWORD next = 0;
    for (int i = 0; i < lines_used; i++) {
        if (lines[i]->device >= next) {
            next = lines[i]->device + 1;
        }
    }
    return next;
}

struct call *call_add(struct line *line)
{
    if (calls_used >= MAX_OBJECTS) {
        ExitProcess(4);
    }
    struct call *call = need(calloc(1, sizeof *call));
    calls[calls_used++] = call;
    call->id = calls_used;
    call->line = line;
    call->line_handle = line->handle;
    call->handle = handle_new(HANDLE_CALL, call);
    return call;
}

struct call *call_find(int id)
{
    return id >= 1 && id <= calls_used ? calls[id - 1] : NULL;
}

int call_count(void)
{
    return calls_used;
}

bool call_use(struct call *call)
{
    if (call->closed || call->closing) {
        return false;
    }
    call->users++;
    return true;
}

void call_release(struct call *call)
{
    model_lock();
    call->users--;
    WakeAllConditionVariable(&unused);
    model_unlock();
}

static bool wait_unused(const unsigned *users, DWORD limit_ms)
{
    ULONGLONG end = GetTickCount64() + limit_ms;
    while (*users > 0) {
        ULONGLONG now = GetTickCount64();
        if (now >= end) {
            return false;
        }
        SleepConditionVariableCS(&unused, &lock, (DWORD)(end - now));
    }
    return true;
}

bool call_wait_unused(struct call *call, DWORD limit_ms)
{
    return wait_unused(&call->users, limit_ms);
}

bool line_use(struct line *line)
{
    if (line->state != LINE_OPEN) {
        return false;
    }
    line->users++;
    return true;
}

void line_release(struct line *line)
{
    model_lock();
    line->users--;
    WakeAllConditionVariable(&unused);
    model_unlock();
}

bool line_wait_unused(struct line *line, DWORD limit_ms)
{
    return wait_unused(&line->users, limit_ms);
}

void requests_from(DWORD first)
{
    if (requests_used == 0 && first >= 1 && first <= 0x7FFFFFFF - MAX_OBJECTS) {
        first_request = first;
    }
}

struct request *request_add(enum fn function, struct line *line, struct call *call)
{
    if (requests_used >= MAX_OBJECTS) {
        ExitProcess(4);
    }
    struct request *request = need(calloc(1, sizeof *request));
    request->id = first_request + requests_used;
    request->function = function;
    request->provider = line->provider;
    request->line = line;
    request->line_handle = line->handle;
    request->call = call;
    requests[requests_used++] = request;
    return request;
}

struct request *request_find(DWORD id)
{
    return id >= first_request && id - first_request < requests_used ? requests[id - first_request]
                                                                     : NULL;
}

size_t model_octets(void)
{
    return (size_t)calls_used * sizeof(struct call) + requests_used * sizeof(struct request);
}

void requests_open(void (*visit)(struct request *request, void *context), void *context)
{
    for (unsigned i = 0; i < requests_used; i++) {
        struct request *request = requests[i];
        if (request->state == REQUEST_ACCEPTED && !request->completed) {
            visit(request, context);
        }
    }
}
