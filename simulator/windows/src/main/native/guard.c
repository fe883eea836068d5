#include "guard.h"

#include "json.h"
#include "rules.h"

#include <stdio.h>
#include <string.h>

enum { PAGE = 4096, MAX_REGIONS = 512, KEPT = 64, MAX_WATCHED = 32 };

enum region_state { REGION_FREE, REGION_OUTPUT, REGION_INPUT, REGION_ENDED };

struct region {
    enum region_state state;
    unsigned char *base;
    unsigned char *buffer;
    size_t pages; /* in bytes, without the guard page */
    size_t size;
    char what[32];
};

static struct region regions[MAX_REGIONS];
static unsigned kept[KEPT];
static unsigned kept_next;
static HMODULE watched[MAX_WATCHED];
static unsigned watched_count;
static CRITICAL_SECTION lock;
static DWORD inside_slot;

void guard_watch(HMODULE module)
{
    EnterCriticalSection(&lock);
    if (watched_count < MAX_WATCHED) {
        watched[watched_count++] = module;
    }
    LeaveCriticalSection(&lock);
}

void guard_inside(const char *function)
{
    TlsSetValue(inside_slot, (void *)(uintptr_t)function);
}

static struct region *region_at(const unsigned char *address)
{
    for (unsigned i = 0; i < MAX_REGIONS; i++) {
        struct region *region = &regions[i];
        if (region->state != REGION_FREE && address >= region->base &&
            address < region->base + region->pages + PAGE) {
            return region;
        }
    }
    return NULL;
}

static void let_through(struct region *region)
{
    DWORD before;
    VirtualAlloc(region->base, region->pages + PAGE, MEM_COMMIT, PAGE_READWRITE);
    VirtualProtect(region->base, region->pages + PAGE, PAGE_READWRITE, &before);
}

/* True if the access was to one of our buffers: it was reported and may be repeated. */
static bool judge_access(const EXCEPTION_RECORD *record)
{
    const unsigned char *address = (const unsigned char *)record->ExceptionInformation[1];
    bool writes = record->ExceptionInformation[0] == 1;
    char what[64];
    enum rule rule = RULE_STRUCT_OVERRUN;
    EnterCriticalSection(&lock);
    struct region *region = region_at(address);
    if (!region) {
        LeaveCriticalSection(&lock);
        return false;
    }
    if (region->state == REGION_ENDED) {
        rule = RULE_INPUT_KEPT;
    } else if (region->state == REGION_INPUT && address < region->base + region->pages) {
        rule = RULE_INPUT_WRITTEN;
    }
    long offset = (long)(address - region->buffer);
    unsigned long size = (unsigned long)region->size;
    snprintf(what, sizeof what, "%s", region->what);
    let_through(region);
    LeaveCriticalSection(&lock);
    violate(
        rule, "%s of %lu bytes: %s at offset %ld", what, size, writes ? "write" : "read", offset);
    return true;
}

static void write_place(struct out *out, const void *address)
{
    HMODULE module = NULL;
    wchar_t name[MAX_PATH] = L"";
    char text[32];
    snprintf(text, sizeof text, "%p", address);
    out_text(out, "address", text);
    if (GetModuleHandleExW(
            GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
            (LPCWSTR)address, &module) &&
        GetModuleFileNameW(module, name, MAX_PATH)) {
        out_wide(out, "module", name, wcslen(name));
        out_number(out, "offset", (int64_t)((const char *)address - (const char *)module));
    }
}

static void die(const EXCEPTION_RECORD *record)
{
    struct out out = {0};
    char code[16];
    snprintf(code, sizeof code, "0x%08lx", (unsigned long)record->ExceptionCode);
    out_open(&out, NULL, '{');
    out_open(&out, "fatal", '{');
    out_text(&out, "exception", code);
    write_place(&out, record->ExceptionAddress);
    if (record->ExceptionCode == EXCEPTION_ACCESS_VIOLATION && record->NumberParameters >= 2) {
        char accessed[32];
        snprintf(accessed, sizeof accessed, "%p", (void *)record->ExceptionInformation[1]);
        out_text(&out, "accessed", accessed);
    }
    out_text(&out, "inside", TlsGetValue(inside_slot));
    out_close(&out);
    out_close(&out);
    out_send(&out);
    TerminateProcess(GetCurrentProcess(), 3);
}

static bool is_watched(const void *address)
{
    HMODULE module = NULL;
    wchar_t name[MAX_PATH];
    if (!GetModuleHandleExW(
            GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
            (LPCWSTR)address, &module)) {
        return TlsGetValue(inside_slot) != NULL; /* a jump into nowhere */
    }
    for (unsigned i = 0; i < watched_count; i++) {
        if (watched[i] == module) {
            return true;
        }
    }
    /* The C runtime works for whoever called it. */
    if (TlsGetValue(inside_slot) && GetModuleFileNameW(module, name, MAX_PATH)) {
        _wcslwr(name);
        return wcsstr(name, L"msvcr") || wcsstr(name, L"ucrtbase");
    }
    return false;
}

static LONG CALLBACK first_chance(EXCEPTION_POINTERS *exception)
{
    const EXCEPTION_RECORD *record = exception->ExceptionRecord;
    switch (record->ExceptionCode) {
    case EXCEPTION_ACCESS_VIOLATION:
        if (record->NumberParameters >= 2 && judge_access(record)) {
            return EXCEPTION_CONTINUE_EXECUTION;
        }
        break;
    case EXCEPTION_ILLEGAL_INSTRUCTION:
    case EXCEPTION_PRIV_INSTRUCTION:
    case EXCEPTION_STACK_OVERFLOW:
    case EXCEPTION_INT_DIVIDE_BY_ZERO:
    case EXCEPTION_IN_PAGE_ERROR:
        break;
    default:
        return EXCEPTION_CONTINUE_SEARCH;
    }
    if (is_watched(record->ExceptionAddress)) {
        die(record);
    }
    return EXCEPTION_CONTINUE_SEARCH;
}

static LONG CALLBACK last_chance(EXCEPTION_POINTERS *exception)
{
    die(exception->ExceptionRecord);
    return EXCEPTION_EXECUTE_HANDLER;
}

void guard_start(void)
{
    InitializeCriticalSection(&lock);
    inside_slot = TlsAlloc();
    AddVectoredExceptionHandler(1, first_chance);
    SetUnhandledExceptionFilter(last_chance);
}

static struct region *free_region(void)
{
    for (unsigned i = 0; i < MAX_REGIONS; i++) {
        if (regions[i].state == REGION_FREE) {
            return &regions[i];
        }
    }
    return NULL;
}

void *guard_alloc(size_t size, const char *what)
{
    size_t pages = (size + PAGE - 1) / PAGE * PAGE;
    unsigned char *base = VirtualAlloc(NULL, pages + PAGE, MEM_RESERVE, PAGE_NOACCESS);
    void *buffer = NULL;
    if (!base || !VirtualAlloc(base, pages, MEM_COMMIT, PAGE_READWRITE)) {
        return NULL;
    }
    memset(base, GUARD_FILL, pages);
    EnterCriticalSection(&lock);
    struct region *region = free_region();
    if (region) {
        *region = (struct region){REGION_OUTPUT, base, base + pages - size, pages, size, ""};
        snprintf(region->what, sizeof region->what, "%s", what);
        buffer = region->buffer;
    }
    LeaveCriticalSection(&lock);
    if (!buffer) {
        VirtualFree(base, 0, MEM_RELEASE);
    }
    return buffer;
}

void guard_seal(void *buffer)
{
    DWORD before;
    EnterCriticalSection(&lock);
    struct region *region = region_at(buffer);
    region->state = REGION_INPUT;
    VirtualProtect(region->base, region->pages, PAGE_READONLY, &before);
    LeaveCriticalSection(&lock);
}

/* Replaces the oldest of the ended inputs. */
static void keep(struct region *region)
{
    unsigned index = (unsigned)(region - regions) + 1;
    unsigned oldest = kept[kept_next];
    if (oldest) {
        VirtualFree(regions[oldest - 1].base, 0, MEM_RELEASE);
        regions[oldest - 1].state = REGION_FREE;
    }
    kept[kept_next] = index;
    kept_next = (kept_next + 1) % KEPT;
    region->state = REGION_ENDED;
    VirtualFree(region->base, region->pages, MEM_DECOMMIT);
}

static void check_front(const struct region *region)
{
    for (const unsigned char *at = region->base; at < region->buffer; at++) {
        if (*at != GUARD_FILL) {
            violate(RULE_STRUCT_OVERRUN, "%s: write at offset %ld", region->what,
                (long)(at - region->buffer));
            return;
        }
    }
}

void guard_free(void *buffer)
{
    if (!buffer) {
        return;
    }
    EnterCriticalSection(&lock);
    struct region *region = region_at(buffer);
    if (region->state == REGION_INPUT) {
        keep(region);
    } else {
        check_front(region);
        VirtualFree(region->base, 0, MEM_RELEASE);
        region->state = REGION_FREE;
    }
    LeaveCriticalSection(&lock);
}

void *guard_copy(const void *data, size_t size, const char *what)
{
    void *copy = guard_alloc(size, what);
    if (copy) {
        memcpy(copy, data, size);
        guard_seal(copy);
    }
    return copy;
}
