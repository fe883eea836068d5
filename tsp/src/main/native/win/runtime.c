/* Start and end of the provider's threads; the lock around the core. */
#include "tsp.h"

#include <stdlib.h>

static SRWLOCK life = SRWLOCK_INIT; /* shared: a TSPI call runs; exclusive: `current` changes */
static struct runtime *current;

struct runtime *runtime_enter(void)
{
    AcquireSRWLockShared(&life);
    return current;
}

void runtime_leave(void)
{
    ReleaseSRWLockShared(&life);
}

uint64_t runtime_now(void)
{
    return GetTickCount64();
}

void runtime_lock(struct runtime *runtime)
{
    AcquireSRWLockExclusive(&runtime->lock);
}

bool runtime_owes_link(struct runtime *runtime)
{
    bool owed =
        (runtime->provider.out_first != NULL || runtime->provider.broken) && !runtime->link_told;
    runtime->link_told = runtime->link_told || owed;
    return owed;
}

void runtime_unlock(struct runtime *runtime)
{
    bool frames = runtime_owes_link(runtime);
    bool deliverable = provider_due(&runtime->provider) < runtime->sender_sleeps_until;
    ReleaseSRWLockExclusive(&runtime->lock);
    if (deliverable) {
        WakeConditionVariable(&runtime->changed);
    }
    if (frames) {
        SetEvent(runtime->link_wake);
    }
}

/* Sleeps until `settled`, at the longest to `end`. False: time is up. */
static bool wait_settled(struct runtime *runtime, uint64_t end)
{
    uint64_t now = runtime_now();
    if (now >= end) {
        return false;
    }
    SleepConditionVariableSRW(&runtime->settled, &runtime->lock, (DWORD)(end - now), 0);
    return true;
}

void runtime_wait_closed(struct runtime *runtime, uint64_t since, uintptr_t handle)
{
    uint64_t mark = provider_closing_mark(&runtime->provider);
    uint64_t end = runtime_now() + CLOSE_WAIT_MS;
    if (GetCurrentThreadId() == runtime->sender_id) {
        return; /* called from inside a callback: what is owed follows when it returns */
    }
    WakeConditionVariable(&runtime->changed);
    while (provider_closing(&runtime->provider, mark, handle) ||
           provider_owes(&runtime->provider, since, mark)) {
        if (!wait_settled(runtime, end)) {
            provider_give_up_closing(&runtime->provider, mark);
            ReleaseSRWLockExclusive(&runtime->lock);
            trace(TRACE_NORMAL, "a callback did not return within %d ms", CLOSE_WAIT_MS);
            runtime_lock(runtime);
            return;
        }
    }
}

void runtime_wait_lines(struct runtime *runtime)
{
    uint64_t end = runtime_now() + ENUM_WAIT_MS;
    while (runtime->provider.generation == 0 && (runtime->attempts == 0 || runtime->hopeful)) {
        if (!wait_settled(runtime, end)) {
            return;
        }
    }
}

static HMODULE hold_module(void)
{
    HMODULE module = NULL;
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (LPCWSTR)(void *)&life, &module);
    return module;
}

bool module_path(wchar_t path[MAX_PATH])
{
    HMODULE module = NULL;
    GetModuleHandleExW(
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
        (LPCWSTR)(void *)&life, &module);
    DWORD length = GetModuleFileNameW(module, path, MAX_PATH);
    return length > 0 && length < MAX_PATH;
}

void thread_end(void)
{
    HMODULE module = NULL;
    GetModuleHandleExW(
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
        (LPCWSTR)(void *)&life, &module);
    FreeLibraryAndExitThread(module, 0);
}

/* A thread that holds the module: code is never unmapped under it. */
static HANDLE start_thread(LPTHREAD_START_ROUTINE main, struct runtime *runtime, DWORD *id)
{
    HMODULE module = hold_module();
    HANDLE thread = module == NULL ? NULL : CreateThread(NULL, 0, main, runtime, 0, id);
    if (thread == NULL && module != NULL) {
        FreeLibrary(module);
    }
    return thread;
}

static void close_handle(HANDLE handle)
{
    if (handle != NULL) {
        CloseHandle(handle);
    }
}

static void free_runtime(struct runtime *runtime)
{
    provider_free(&runtime->provider);
    close_handle(runtime->stop);
    close_handle(runtime->link_wake);
    close_handle(runtime->link_thread);
    close_handle(runtime->sender_thread);
    free(runtime);
}

static void signal_end(struct runtime *runtime)
{
    runtime_lock(runtime);
    runtime->stopping = true;
    runtime_unlock(runtime);
    SetEvent(runtime->stop);
    WakeAllConditionVariable(&runtime->changed);
    WakeAllConditionVariable(&runtime->settled);
}

/* Ends both threads; false if one does not end in time (it keeps `runtime` for itself then). */
static bool end_threads(struct runtime *runtime)
{
    HANDLE threads[2];
    DWORD count = 0;
    signal_end(runtime);
    if (runtime->sender_thread != NULL) {
        threads[count++] = runtime->sender_thread;
    }
    if (runtime->link_thread != NULL) {
        threads[count++] = runtime->link_thread;
    }
    if (count == 0) {
        return true;
    }
    return WaitForMultipleObjects(count, threads, TRUE, THREAD_WAIT_MS) == WAIT_OBJECT_0;
}

static uint64_t call_id_seed(void)
{
    FILETIME time;
    GetSystemTimeAsFileTime(&time);
    uint64_t ticks = (uint64_t)time.dwHighDateTime << 32 | time.dwLowDateTime;
    return ticks << 8; /* 100 ns steps: 256 calls a step before two processes could meet */
}

static struct runtime *new_runtime(void)
{
    struct runtime *runtime = calloc(1, sizeof *runtime);
    if (runtime == NULL) {
        return NULL;
    }
    InitializeSRWLock(&runtime->lock);
    InitializeConditionVariable(&runtime->changed);
    InitializeConditionVariable(&runtime->settled);
    provider_start(&runtime->provider, call_id_seed());
    runtime->provider.make_ticket = ticket_make;
    runtime->stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    runtime->link_wake = CreateEventW(NULL, FALSE, FALSE, NULL);
    if (runtime->stop != NULL && runtime->link_wake != NULL) {
        runtime->sender_thread = start_thread(sender_main, runtime, &runtime->sender_id);
        runtime->link_thread = start_thread(link_main, runtime, NULL);
    }
    if (runtime->sender_thread == NULL || runtime->link_thread == NULL) {
        if (end_threads(runtime)) {
            free_runtime(runtime);
        }
        return NULL;
    }
    return runtime;
}

bool runtime_start(void)
{
    AcquireSRWLockExclusive(&life);
    if (current == NULL) {
        trace_configure();
        current = new_runtime();
    }
    bool started = current != NULL;
    ReleaseSRWLockExclusive(&life);
    return started;
}

/* Takes the instance away from the TSPI functions; those that run have returned then. */
static struct runtime *take_current(uint32_t owner)
{
    AcquireSRWLockExclusive(&life);
    struct runtime *runtime = current;
    if (runtime != NULL && provider_is_owner(&runtime->provider, owner)) {
        current = NULL;
    } else {
        runtime = NULL;
    }
    ReleaseSRWLockExclusive(&life);
    return runtime;
}

/* A thread is inside tapisrv for too long, or is the caller: it shall call nothing afterwards. */
static void abandon(struct runtime *runtime)
{
    runtime_lock(runtime);
    provider_silence(&runtime->provider);
    runtime_unlock(runtime);
    signal_end(runtime);
    trace(TRACE_NORMAL, "a thread did not end in time and is left alone");
}

void runtime_stop(uint32_t owner)
{
    struct runtime *runtime = take_current(owner);
    if (runtime == NULL) {
        return;
    }
    runtime_lock(runtime);
    uint64_t since = provider_closing_mark(&runtime->provider);
    provider_shutdown(&runtime->provider);
    runtime_wait_closed(runtime, since, 0);
    runtime_unlock(runtime);
    if (GetCurrentThreadId() != runtime->sender_id && end_threads(runtime)) {
        free_runtime(runtime);
    } else {
        abandon(runtime);
    }
}
