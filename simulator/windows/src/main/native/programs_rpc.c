#include "programs_rpc.h"

#include "json.h"
#include "programs_functions.h"
#include "programs_model.h"

#include "programs_rpc_idl.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_PROGRAMS = 512, INSIDE_LIMIT_MS = 15000, MAX_TAKEN = 256 };

static CONDITION_VARIABLE left = CONDITION_VARIABLE_INIT;
static SRWLOCK serving_lock = SRWLOCK_INIT;
static bool serving;

static void say(const struct program *of, const char *what)
{
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_text(&out, "event", "program");
    out_text(&out, "does", what);
    out_number(&out, "pid", of->pid);
    out_wide(&out, "file", of->file, wcslen(of->file));
    out_close(&out);
    out_send(&out);
}

/* Whoever is first ends the program; no request begins after that. */
static bool take_end(struct program *of)
{
    model_lock();
    bool first = !of->gone;
    of->gone = true;
    queue_wake();
    model_unlock();
    return first;
}

/* The service's own thread: what it does for a program that is gone has no RPC caller. */
static DWORD WINAPI clean(void *context)
{
    struct program *of = context;
    ULONGLONG end = GetTickCount64() + INSIDE_LIMIT_MS;
    model_lock();
    while (of->inside > 0 && GetTickCount64() < end) {
        model_sleep(&left, 100);
    }
    model_unlock();
    program_shut_down(of);
    if (of->watch) {
        UnregisterWaitEx(of->watch, NULL);
    }
    say(of, "ended");
    model_lock();
    free(of->queue.messages);
    of->queue = (struct queue){0};
    if (of->process) {
        CloseHandle(of->process);
        of->process = NULL;
    }
    model_unlock();
    return 0;
}

static HANDLE start_cleaning(struct program *of)
{
    HANDLE thread = CreateThread(NULL, 0, clean, of, 0, NULL);
    if (!thread) {
        ExitProcess(4);
    }
    return thread;
}

static void CALLBACK process_ended(void *context, BOOLEAN timed_out)
{
    (void)timed_out;
    if (take_end(context)) {
        say(context, "died");
        CloseHandle(start_cleaning(context));
    }
}

/* The program of this process, if it has attached before. Model locked. */
static struct program *program_of(DWORD pid)
{
    for (struct program *of = programs_first(); of && pid; of = of->next) {
        if (of->pid == pid && !of->gone) {
            return of;
        }
    }
    return NULL;
}

static struct program *begin(DWORD pid, const wchar_t *file)
{
    HANDLE process = pid ? OpenProcess(SYNCHRONIZE | PROCESS_DUP_HANDLE, FALSE, pid) : NULL;
    if (programs_alive() == MAX_PROGRAMS) {
        CloseHandle(process);
        return NULL;
    }
    return program_add(pid, process, file);
}

/*
 * A process that attaches again gets another context of the same program: calls of one context may
 * be made one after the other by the RPC runtime, whatever the interface says (Wine does so), and
 * then a Wait needs a context of its own.
 */
LONG server_Attach(handle_t binding, ULONG version, const wchar_t *file, program *context)
{
    unsigned long pid = 0;
    (void)binding;
    *context = NULL;
    if (version != PROGRAMS_VERSION) {
        return ERROR_REVISION_MISMATCH;
    }
    if (I_RpcBindingInqLocalClientPID(NULL, &pid) != RPC_S_OK) {
        pid = 0;
    }
    model_lock();
    struct program *known = program_of(pid);
    struct program *attached = known ? known : begin(pid, file);
    model_unlock();
    if (!attached) {
        return ERROR_TOO_MANY_SESS;
    }
    if (!known) {
        say(attached, "attached");
        if (attached->process) {
            RegisterWaitForSingleObject(&attached->watch, attached->process, process_ended,
                attached, INFINITE, WT_EXECUTEONLYONCE);
        }
    }
    *context = attached;
    return 0;
}

LONG server_Detach(program *context)
{
    struct program *attached = *context;
    *context = NULL;
    if (attached && take_end(attached)) {
        HANDLE thread = start_cleaning(attached);
        WaitForSingleObject(thread, INFINITE);
        CloseHandle(thread);
    }
    return 0;
}

void __RPC_USER program_rundown(program context)
{
    struct program *attached = context;
    if (attached && take_end(attached)) {
        say(attached, "died");
        CloseHandle(start_cleaning(attached));
    }
}

static bool enter(struct program *attached)
{
    model_lock();
    bool alive = attached && !attached->gone;
    if (alive) {
        attached->inside++;
    }
    model_unlock();
    return alive;
}

static void leave(struct program *attached)
{
    model_lock();
    attached->inside--;
    WakeAllConditionVariable(&left);
    model_unlock();
}

LONG server_Request(program context, ULONG function, ULONG length, const byte *arguments,
    ULONG room, ULONG *used, byte *results)
{
    struct program *attached = context;
    *used = 0;
    if (length > PROGRAMS_MAX_ARGUMENTS || room > PROGRAMS_MAX_RESULTS || !enter(attached)) {
        return (LONG)LINEERR_OPERATIONFAILED;
    }
    struct results out = {.data = results, .room = room};
    LONG result = program_perform(attached, function, arguments, length, &out);
    leave(attached);
    *used = result >= 0 ? (ULONG)out.used : 0;
    return result;
}

LONG server_Wait(program context, ULONG limit_ms, ULONG room, ULONG *used, byte *messages)
{
    struct program *attached = context;
    unsigned fits = room / (unsigned)sizeof(struct program_message);
    *used = 0;
    if (!attached || fits == 0) {
        return ERROR_INVALID_PARAMETER;
    }
    unsigned taken = queue_take(attached, (struct program_message *)(void *)messages,
        fits < MAX_TAKEN ? fits : MAX_TAKEN, limit_ms);
    *used = taken * (ULONG)sizeof(struct program_message);
    return taken == 0 && attached->gone ? ERROR_GRACEFUL_DISCONNECT : 0;
}

LONG programs_serve(void)
{
    wchar_t protocol[] = L"ncalrpc";
    wchar_t endpoint[] = PROGRAMS_ENDPOINT;
    RPC_STATUS status = RPC_S_OK;
    AcquireSRWLockExclusive(&serving_lock);
    if (!serving) {
        status = RpcServerUseProtseqEpW(protocol, RPC_C_PROTSEQ_MAX_REQS_DEFAULT, endpoint, NULL);
        if (status == RPC_S_OK) {
            status = RpcServerRegisterIf(server_programs_v1_0_s_ifspec, NULL, NULL);
        }
        serving = status == RPC_S_OK;
    }
    ReleaseSRWLockExclusive(&serving_lock);
    if (status != RPC_S_OK) {
        fprintf(stderr, "tapisrv: programs: RPC status %ld\n", (long)status);
    }
    return status == RPC_S_OK ? 0 : (LONG)LINEERR_OPERATIONFAILED;
}
