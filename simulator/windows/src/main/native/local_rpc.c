#include "local_rpc.h"

#include "telephony_rpc.h"

#include <stdio.h>
#include <stdlib.h>

enum { SLOTS = 64 };

static struct invocation *slots[SLOTS];
static CRITICAL_SECTION slot_lock;
static HANDLE slot_free;
static RPC_BINDING_HANDLE binding;

void *__RPC_USER MIDL_user_allocate(size_t size)
{
    return malloc(size);
}

void __RPC_USER MIDL_user_free(void *memory)
{
    free(memory);
}

LONG server_Perform(handle_t client, ULONG slot)
{
    struct invocation *invocation = NULL;
    (void)client;
    EnterCriticalSection(&slot_lock);
    if (slot < SLOTS) {
        invocation = slots[slot];
    }
    LeaveCriticalSection(&slot_lock);
    if (!invocation) {
        return ERROR_INVALID_PARAMETER;
    }
    tspi_perform(invocation);
    return 0;
}

static bool failed(const char *step, RPC_STATUS status)
{
    if (status != RPC_S_OK) {
        fprintf(stderr, "tapisrv: %s: RPC status %ld\n", step, (long)status);
    }
    return status != RPC_S_OK;
}

bool rpc_start(void)
{
    wchar_t protocol[] = L"ncalrpc";
    wchar_t endpoint[64];
    RPC_WSTR text;
    InitializeCriticalSection(&slot_lock);
    slot_free = CreateSemaphoreW(NULL, SLOTS, SLOTS, NULL);
    swprintf(endpoint, 64, L"tapisrv-stand-in-%lu", GetCurrentProcessId());
    return !failed("endpoint", RpcServerUseProtseqEpW(protocol, SLOTS, endpoint, NULL)) &&
           !failed("interface", RpcServerRegisterIf(server_telephony_v1_0_s_ifspec, NULL, NULL)) &&
           !failed("listen", RpcServerListen(1, SLOTS, TRUE)) &&
           !failed(
               "compose", RpcStringBindingComposeW(NULL, protocol, NULL, endpoint, NULL, &text)) &&
           !failed("binding", RpcBindingFromStringBindingW(text, &binding)) &&
           !failed("free", RpcStringFreeW(&text));
}

void rpc_perform(struct invocation *invocation)
{
    ULONG slot;
    WaitForSingleObject(slot_free, INFINITE);
    EnterCriticalSection(&slot_lock);
    for (slot = 0; slots[slot]; slot++) {
    }
    slots[slot] = invocation;
    LeaveCriticalSection(&slot_lock);
    LONG status = client_Perform(binding, slot);
    EnterCriticalSection(&slot_lock);
    slots[slot] = NULL;
    LeaveCriticalSection(&slot_lock);
    ReleaseSemaphore(slot_free, 1, NULL);
    if (status != 0) {
        fprintf(stderr, "tapisrv: request lost in RPC: %ld\n", (long)status);
        ExitProcess(4);
    }
}
