#include "service.h"

#include "guarded.h"
#include "programs_rpc.h"

#include <stdlib.h>
#include <tapi.h>

/*
 * Calls of one context handle run one after the other (Wine, whatever the interface says), so a
 * connection has one for the wait, and as many as requests run at once. Each is an Attach of the
 * same process, which the service recognises. Beyond the last one requests share.
 */
enum { MAX_CONTEXTS = 16 };

/* Whoever uses a connection has a reference; with the last one its memory goes. */
struct connection {
    RPC_BINDING_HANDLE binding;
    program waiting;
    SRWLOCK lock; /* of what follows */
    program contexts[MAX_CONTEXTS];
    bool busy[MAX_CONTEXTS]; /* or never attached */
    int count;
    LONG references;
    volatile bool lost;
};

static SRWLOCK lock = SRWLOCK_INIT; /* of what follows */
static struct connection *current;

void *__RPC_USER MIDL_user_allocate(size_t size)
{
    return malloc(size);
}

void __RPC_USER MIDL_user_free(void *memory)
{
    free(memory);
}

/* One call over RPC, for guarded(). */
struct exchange {
    program program;
    RPC_BINDING_HANDLE binding;
    const wchar_t *file;
    enum program_function function;
    const struct packer *arguments;
    uint8_t *results;
    ULONG room;
    ULONG used;
    LONG result;
};

static void do_attach(void *argument)
{
    struct exchange *exchange = argument;
    exchange->result =
        client_Attach(exchange->binding, PROGRAMS_VERSION, exchange->file, &exchange->program);
}

static void do_detach(void *argument)
{
    struct exchange *exchange = argument;
    exchange->result = client_Detach(&exchange->program);
}

static void do_request(void *argument)
{
    struct exchange *exchange = argument;
    static const byte none;
    exchange->result =
        client_Request(exchange->program, exchange->function, (ULONG)exchange->arguments->used,
            exchange->arguments->data ? exchange->arguments->data : &none, exchange->room,
            &exchange->used, exchange->results);
}

static void do_wait(void *argument)
{
    struct exchange *exchange = argument;
    exchange->result = client_Wait(
        exchange->program, SERVICE_WAIT_MS, exchange->room, &exchange->used, exchange->results);
}

static DWORD limit_ms(void)
{
    wchar_t text[16];
    DWORD length = GetEnvironmentVariableW(L"TAPI32_LIMIT_MS", text, 16);
    DWORD limit = length > 0 && length < 16 ? wcstoul(text, NULL, 10) : 0;
    return limit ? limit : SERVICE_LIMIT_MS;
}

/* A call under way and whether it was given up. */
struct deadline {
    HANDLE thread;
    volatile LONG passed;
};

static void CALLBACK give_up(void *argument, BOOLEAN fired)
{
    struct deadline *deadline = argument;
    (void)fired;
    InterlockedExchange(&deadline->passed, 1);
    RpcCancelThread(deadline->thread);
}

/*
 * Runs a call over RPC and gives it up after the limit. 0, or the exception; that of a call which
 * was given up is RPC_S_CALL_CANCELLED. A thread for which no timer can be made does not call at
 * all: it might wait for ever.
 */
static DWORD bounded(void (*work)(void *), struct exchange *exchange)
{
    struct deadline deadline = {0};
    HANDLE timer = NULL;
    DWORD raised = RPC_S_OUT_OF_RESOURCES;
    if (DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(),
            &deadline.thread, 0, FALSE, DUPLICATE_SAME_ACCESS) &&
        CreateTimerQueueTimer(
            &timer, NULL, give_up, &deadline, limit_ms(), 0, WT_EXECUTEONLYONCE)) {
        raised = guarded(work, exchange);
        DeleteTimerQueueTimer(NULL, timer, INVALID_HANDLE_VALUE);
    }
    if (deadline.thread) {
        CloseHandle(deadline.thread);
    }
    return raised && deadline.passed ? RPC_S_CALL_CANCELLED : raised;
}

static RPC_BINDING_HANDLE make_binding(void)
{
    wchar_t protocol[] = L"ncalrpc", endpoint[] = PROGRAMS_ENDPOINT;
    RPC_WSTR text = NULL;
    RPC_BINDING_HANDLE made = NULL;
    if (RpcStringBindingComposeW(NULL, protocol, NULL, endpoint, NULL, &text) != RPC_S_OK) {
        return NULL;
    }
    if (RpcBindingFromStringBindingW(text, &made) != RPC_S_OK) {
        made = NULL;
    }
    RpcStringFreeW(&text);
    return made;
}

static void do_forget(void *argument)
{
    struct exchange *exchange = argument;
    RpcSsDestroyClientContext(&exchange->program);
}

/* Ends a context: the service's half too unless that has gone. */
static void end_context(const struct connection *connection, program context)
{
    struct exchange exchange = {.program = context};
    if (context && (connection->lost || bounded(do_detach, &exchange) != 0)) {
        guarded(do_forget, &exchange);
    }
}

static void release(struct connection *connection)
{
    if (InterlockedDecrement(&connection->references) > 0) {
        return;
    }
    for (int i = 0; i < connection->count; i++) {
        end_context(connection, connection->contexts[i]);
    }
    end_context(connection, connection->waiting);
    RpcBindingFree(&connection->binding);
    free(connection);
}

/* Another context of this process, or NULL. */
static program attach(RPC_BINDING_HANDLE binding)
{
    wchar_t file[MAX_PATH] = L"";
    GetModuleFileNameW(NULL, file, MAX_PATH - 1);
    struct exchange exchange = {.binding = binding, .file = file};
    return bounded(do_attach, &exchange) == 0 && exchange.result == 0 ? exchange.program : NULL;
}

static struct connection *connect_now(void)
{
    struct connection *made = calloc(1, sizeof *made);
    if (!made) {
        return NULL;
    }
    made->references = 1;
    made->binding = make_binding();
    made->waiting = made->binding ? attach(made->binding) : NULL;
    made->contexts[0] = made->waiting ? attach(made->binding) : NULL;
    made->count = 1;
    if (made->contexts[0]) {
        return made;
    }
    if (made->binding) {
        release(made);
    } else {
        free(made);
    }
    return NULL;
}

/* A reference to the connection, which is made if there is none; NULL: there is no service. */
static struct connection *connected(void)
{
    AcquireSRWLockExclusive(&lock);
    if (!current) {
        current = connect_now();
    }
    struct connection *connection = current && !current->lost ? current : NULL;
    if (connection) {
        InterlockedIncrement(&connection->references);
    }
    ReleaseSRWLockExclusive(&lock);
    return connection;
}

/* The index of a context that nobody uses, or of the first one. */
static int take_context(struct connection *connection)
{
    int index = 0;
    AcquireSRWLockExclusive(&connection->lock);
    while (index < connection->count && connection->busy[index]) {
        index++;
    }
    bool new_one = index == connection->count && index < MAX_CONTEXTS;
    connection->count += new_one;
    index = index < MAX_CONTEXTS ? index : 0;
    connection->busy[index] = true;
    ReleaseSRWLockExclusive(&connection->lock);
    if (new_one) {
        connection->contexts[index] = attach(connection->binding);
    }
    return connection->contexts[index] ? index : 0;
}

static void give_context(struct connection *connection, int index)
{
    AcquireSRWLockExclusive(&connection->lock);
    connection->busy[index] = false;
    ReleaseSRWLockExclusive(&connection->lock);
}

LONG service_request(enum program_function function, const struct packer *arguments,
    uint8_t *results, size_t room, size_t *used)
{
    struct connection *connection = connected();
    *used = 0;
    if (!connection) {
        return (LONG)LINEERR_OPERATIONFAILED;
    }
    int context = take_context(connection);
    struct exchange exchange = {.program = connection->contexts[context],
        .function = function,
        .arguments = arguments,
        .results = results,
        .room = (ULONG)room};
    DWORD raised = bounded(do_request, &exchange);
    if (raised != 0 && raised != RPC_S_CALL_CANCELLED) {
        connection->lost = true;
    }
    if (raised == 0) {
        give_context(connection, context);
    } /* else the service may still be at it: the next request takes another one */
    release(connection);
    *used = exchange.used < room ? exchange.used : room;
    return raised == 0 ? exchange.result : (LONG)LINEERR_OPERATIONFAILED;
}

int service_wait(struct program_message *messages, int room)
{
    struct connection *connection = connected();
    if (!connection) {
        return -1;
    }
    struct exchange exchange = {.program = connection->waiting,
        .results = (uint8_t *)messages,
        .room = (ULONG)((size_t)room * sizeof *messages)};
    bool broken = bounded(do_wait, &exchange) != 0 || exchange.result != 0;
    if (broken) {
        connection->lost = true;
    }
    release(connection);
    return broken ? -1 : (int)(exchange.used / sizeof *messages);
}

bool service_lost(void)
{
    AcquireSRWLockShared(&lock);
    bool is = current && current->lost;
    ReleaseSRWLockShared(&lock);
    return is;
}

void service_leave(void)
{
    AcquireSRWLockExclusive(&lock);
    /*
     * The end of one context ends the process for the service: not while another thread is in a
     * request. Then the connection stays, which does no harm.
     */
    if (current && (current->lost || current->references == 1)) {
        release(current);
        current = NULL;
    }
    ReleaseSRWLockExclusive(&lock);
}
