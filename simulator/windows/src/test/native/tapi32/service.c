/* The service's side of local RPC. Ends when its standard input ends. */
#include "service.h"

#include "programs_rpc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__RPC_USER MIDL_user_allocate(size_t size)
{
    return malloc(size);
}

void __RPC_USER MIDL_user_free(void *memory)
{
    free(memory);
}

void say(const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text - 2, format, arguments);
    va_end(arguments);
    text[length < 510 ? length : 510] = '\n';
    text[(length < 510 ? length : 510) + 1] = 0;
    fputs(text, stdout);
    fflush(stdout);
}

void post(struct attached *user, DWORD line, DWORD device, DWORD message, const DWORD p[3])
{
    EnterCriticalSection(&user->lock);
    if (user->count < 256) {
        user->messages[user->count++] =
            (struct program_message){user->last_app, line, device, message, p[0], p[1], p[2], 0};
    }
    SetEvent(user->there);
    LeaveCriticalSection(&user->lock);
}

static CRITICAL_SECTION lock; /* of the table */
static struct attached *users[64];

static struct attached *user_of(ULONG pid, bool *found)
{
    struct attached *user = NULL;
    int free_place = 0;
    EnterCriticalSection(&lock);
    for (int i = 0; i < 64 && !user; i++) {
        user = users[i] && users[i]->pid == pid ? users[i] : NULL;
        free_place = users[i] ? free_place : i;
    }
    *found = user != NULL;
    if (!user && (user = calloc(1, sizeof *user)) != NULL) {
        user->pid = pid;
        InitializeCriticalSection(&user->lock);
        user->there = CreateEventW(NULL, TRUE, FALSE, NULL);
        users[free_place] = user;
    }
    LeaveCriticalSection(&lock);
    return user;
}

/* False: has gone already. Its memory stays: a wait may be under way. */
static bool forget(const struct attached *user)
{
    bool found = false;
    EnterCriticalSection(&lock);
    for (int i = 0; i < 64; i++) {
        if (users[i] == user) {
            users[i] = NULL;
            found = true;
        }
    }
    LeaveCriticalSection(&lock);
    return found;
}

LONG server_Attach(handle_t binding, ULONG version, const wchar_t *file, program *context)
{
    ULONG pid = 0;
    (void)binding;
    bool found;
    *context = NULL;
    if (version != PROGRAMS_VERSION || I_RpcBindingInqLocalClientPID(NULL, &pid) != RPC_S_OK) {
        return ERROR_INVALID_PARAMETER;
    }
    struct attached *user = user_of(pid, &found);
    const wchar_t *name = wcsrchr(file, L'\\');
    if (user && !found) {
        say("attached %ls", name ? name + 1 : file);
    }
    *context = user;
    return user ? 0 : ERROR_OUTOFMEMORY;
}

LONG server_Detach(program *context)
{
    if (forget(*context)) {
        say("detached");
    }
    *context = NULL;
    return 0;
}

void __RPC_USER program_rundown(program context)
{
    struct attached *user = context;
    if (forget(user)) {
        say("run down with %u", user->apps);
    }
}

LONG server_Request(program context, ULONG function, ULONG length, const byte *arguments,
    ULONG room, ULONG *used, byte *results)
{
    struct unpacker unpacker = {.data = arguments, .length = length};
    struct packer packer = {0};
    LONG result = answer(context, (enum program_function)function, &unpacker, &packer);
    *used = 0;
    if (unpacker.failed || packer.failed || packer.used > room) {
        say("malformed %lu", function);
        result = (LONG)LINEERR_INVALPARAM;
    } else if (result >= 0 && packer.used) {
        memcpy(results, packer.data, packer.used);
        *used = (ULONG)packer.used;
    }
    pack_free(&packer);
    return result;
}

LONG server_Wait(program context, ULONG limit_ms, ULONG room, ULONG *used, byte *messages)
{
    struct attached *user = context;
    WaitForSingleObject(user->there, limit_ms);
    EnterCriticalSection(&user->lock);
    unsigned fit = room / sizeof user->messages[0];
    unsigned count = user->count < fit ? user->count : fit;
    memcpy(messages, user->messages, count * sizeof user->messages[0]);
    memmove(
        user->messages, user->messages + count, (user->count - count) * sizeof user->messages[0]);
    user->count -= count;
    if (user->count == 0) {
        ResetEvent(user->there);
    }
    LeaveCriticalSection(&user->lock);
    *used = (ULONG)(count * sizeof user->messages[0]);
    return 0;
}

int main(void)
{
    wchar_t protocol[] = L"ncalrpc", endpoint[] = PROGRAMS_ENDPOINT;
    char line[64];
    InitializeCriticalSection(&lock);
    if (RpcServerUseProtseqEpW(protocol, 16, endpoint, NULL) != RPC_S_OK ||
        RpcServerRegisterIf(server_programs_v1_0_s_ifspec, NULL, NULL) != RPC_S_OK ||
        RpcServerListen(1, 64, TRUE) != RPC_S_OK) {
        return 1;
    }
    say("ready");
    while (fgets(line, sizeof line, stdin)) {
    }
    return 0;
}
