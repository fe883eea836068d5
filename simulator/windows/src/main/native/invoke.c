#include "invoke.h"

#include "guard.h"
#include "names.h"
#include "local_rpc.h"
#include "rules.h"

#include <stdio.h>
#include <string.h>

#define FN_SYNC KIND_SYNC
#define FN_ASYNC KIND_ASYNC
#define FN_LOAD KIND_LOAD

static const struct {
    const char *name;
    const char *export;
    unsigned parameters;
    enum fn_kind kind;
} functions[FN_COUNT] = {
#define FN(name, parameters, kind) {#name, "TSPI_" #name, parameters, FN_##kind},
#include "functions.def"
#undef FN
};

static struct {
    unsigned calls;
    int64_t total_us;
    int64_t slowest_us;
} timings[FN_COUNT];
static CRITICAL_SECTION timing_lock;
static INIT_ONCE timing_once = INIT_ONCE_STATIC_INIT;
static int64_t ordinary_limit_us = 50 * 1000;
static int64_t load_limit_us = 2000 * 1000;

const char *fn_name(enum fn function)
{
    return functions[function].name;
}

enum fn_kind fn_kind(enum fn function)
{
    return functions[function].kind;
}

enum fn fn_find(const char *name)
{
    unsigned i;
    for (i = 0; i < FN_COUNT && strcmp(functions[i].name, name) != 0; i++) {
    }
    return (enum fn)i;
}

void tspi_bind(struct provider *provider)
{
    for (unsigned i = 0; i < FN_COUNT; i++) {
        FARPROC found = GetProcAddress(provider->module, functions[i].export);
        memcpy(&provider->functions[i], &found, sizeof found);
    }
}

void tspi_limits(int64_t ordinary_ms, int64_t load_ms)
{
    ordinary_limit_us = ordinary_ms * 1000;
    load_limit_us = load_ms * 1000;
}

typedef DWORD_PTR P;

/*
 * All parameters have the size of a register (x64) or of a stack slot (x86, stdcall), so the number
 * of them is all that distinguishes one function from another at the call.
 */
static LONG invoke(void *function, unsigned parameters, const P *a)
{
    union {
        void *pointer;
        LONG(WINAPI *f1)(P);
        LONG(WINAPI *f2)(P, P);
        LONG(WINAPI *f3)(P, P, P);
        LONG(WINAPI *f4)(P, P, P, P);
        LONG(WINAPI *f5)(P, P, P, P, P);
        LONG(WINAPI *f6)(P, P, P, P, P, P);
        LONG(WINAPI *f7)(P, P, P, P, P, P, P);
        LONG(WINAPI *f8)(P, P, P, P, P, P, P, P);
        LONG(WINAPI *f9)(P, P, P, P, P, P, P, P, P);
        LONG(WINAPI *f12)(P, P, P, P, P, P, P, P, P, P, P, P);
    } f = {function};
    switch (parameters) {
    case 1:
        return f.f1(a[0]);
    case 2:
        return f.f2(a[0], a[1]);
    case 3:
        return f.f3(a[0], a[1], a[2]);
    case 4:
        return f.f4(a[0], a[1], a[2], a[3]);
    case 5:
        return f.f5(a[0], a[1], a[2], a[3], a[4]);
    case 6:
        return f.f6(a[0], a[1], a[2], a[3], a[4], a[5]);
    case 7:
        return f.f7(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
    case 8:
        return f.f8(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
    case 9:
        return f.f9(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]);
    case 12:
        return f.f12(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11]);
    default:
        return (LONG)LINEERR_OPERATIONUNAVAIL;
    }
}

static BOOL CALLBACK start_timing(INIT_ONCE *once, void *parameter, void **context)
{
    (void)once;
    (void)parameter;
    (void)context;
    InitializeCriticalSection(&timing_lock);
    return TRUE;
}

static void judge_time(enum fn function, int64_t us)
{
    int64_t limit = functions[function].kind == KIND_LOAD ? load_limit_us : ordinary_limit_us;
    InitOnceExecuteOnce(&timing_once, start_timing, NULL, NULL);
    EnterCriticalSection(&timing_lock);
    timings[function].calls++;
    timings[function].total_us += us;
    if (us > timings[function].slowest_us) {
        timings[function].slowest_us = us;
    }
    LeaveCriticalSection(&timing_lock);
    if (us > limit) {
        violate(RULE_SYNC_SLOW, "%s took %lld ms, limit %lld ms", fn_name(function), us / 1000,
            limit / 1000);
    }
}

void timings_write(struct out *out)
{
    InitOnceExecuteOnce(&timing_once, start_timing, NULL, NULL);
    EnterCriticalSection(&timing_lock);
    out_open(out, "timings", '[');
    for (unsigned i = 0; i < FN_COUNT; i++) {
        if (timings[i].calls) {
            out_open(out, NULL, '{');
            out_text(out, "function", functions[i].name);
            out_number(out, "calls", timings[i].calls);
            out_number(out, "slowestMicros", timings[i].slowest_us);
            out_number(out, "meanMicros", timings[i].total_us / timings[i].calls);
            out_close(out);
        }
    }
    out_close(out);
    LeaveCriticalSection(&timing_lock);
}

static void judge_identity(enum fn function)
{
    HANDLE token;
    if (OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token)) {
        CloseHandle(token);
        RevertToSelf();
        violate(RULE_IMPERSONATION, "%s returned with the caller's identity", fn_name(function));
    }
}

static void judge_result(enum fn function, LONG result)
{
    if (result > 0 && functions[function].kind != KIND_ASYNC) {
        violate(RULE_SYNC_RETURN, "%s returned %ld", fn_name(function), result);
    } else if ((DWORD)result == LINEERR_BADDEVICEID) {
        violate(RULE_ERROR_DEVICE, "%s returned LINEERR_BADDEVICEID", fn_name(function));
    } else if (result < 0 && !name_of(error_names, (DWORD)result)) {
        violate(RULE_ERROR_KNOWN, "%s returned 0x%08lx", fn_name(function), (unsigned long)result);
    }
}

void tspi_perform(struct invocation *invocation)
{
    struct provider *provider = invocation->provider;
    enum fn function = invocation->function;
    bool alone = (provider->options & LINETSPIOPTION_NONREENTRANT) != 0;
    LARGE_INTEGER before, after, frequency;
    QueryPerformanceFrequency(&frequency);
    if (alone) {
        EnterCriticalSection(&provider->entry);
    }
    if (invocation->before) {
        invocation->before(invocation);
    }
    guard_inside(functions[function].export);
    QueryPerformanceCounter(&before);
    invocation->result =
        invoke(provider->functions[function], functions[function].parameters, invocation->a);
    QueryPerformanceCounter(&after);
    guard_inside(NULL);
    if (alone) {
        LeaveCriticalSection(&provider->entry);
    }
    if (invocation->after) {
        invocation->after(invocation);
    }
    judge_time(function, (after.QuadPart - before.QuadPart) * 1000000 / frequency.QuadPart);
    judge_identity(function);
    judge_result(function, invocation->result);
}

LONG tspi_call(struct invocation *invocation)
{
    if (!invocation->provider->functions[invocation->function]) {
        invocation->result = (LONG)LINEERR_OPERATIONUNAVAIL;
    } else if (invocation->caller == CALLER_PROGRAM) {
        rpc_perform(invocation);
    } else {
        tspi_perform(invocation);
    }
    return invocation->result;
}
