/* The provider's half in a program shows a ticket. */
#include "provider_check.h"

#include <wchar.h>

typedef LONG(WINAPI *generic_fn)(TUISPIDLLCALLBACK, HTAPIDIALOGINSTANCE, LPVOID, DWORD, HANDLE);
typedef LONG(WINAPI *generic_data_fn)(HTAPIDIALOGINSTANCE, LPVOID, DWORD);
typedef LONG(WINAPI *free_fn)(HDRVDIALOGINSTANCE);

static const wchar_t callers[] = L"\\\\.\\pipe\\ishmael-provider-check";

enum { TICKET = 16, MESSAGE = 4 + TICKET, BLOCK_ROOM = 2048 };

struct block {
    BYTE octets[BLOCK_ROOM];
    DWORD size;
};

static struct block block_of(const wchar_t *name)
{
    struct block block = {{1}, (DWORD)(MESSAGE + (wcslen(name) + 1) * sizeof *name)};
    for (BYTE i = 0; i < TICKET; i++) {
        block.octets[4 + i] = (BYTE)(0xA0 + i);
    }
    memcpy(block.octets + MESSAGE, name, block.size - MESSAGE);
    return block;
}

static LONG show(struct block *block, HANDLE shown)
{
    return FIND(generic_fn, "TUISPI_providerGenericDialog")(
        NULL, 77, block->octets, block->size, shown);
}

static HANDLE ready_for_ticket, release_ticket;
static BYTE heard[MESSAGE];

/* A gateway that takes one ticket, and says so if `answer` is not NULL. */
static DWORD WINAPI take_ticket(void *answer)
{
    DWORD count = 0;
    BYTE taken = 1;
    HANDLE pipe = CreateNamedPipeW(
        callers, PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE | PIPE_WAIT, 1, 64, 64, 0, NULL);
    SetEvent(ready_for_ticket);
    if (!ConnectNamedPipe(pipe, NULL) && GetLastError() != ERROR_PIPE_CONNECTED) {
        return 1;
    }
    ReadFile(pipe, heard, sizeof heard, &count, NULL);
    if (answer != NULL) {
        WriteFile(pipe, &taken, 1, &count, NULL);
    } else {
        WaitForSingleObject(release_ticket, WAIT_MS);
    }
    CloseHandle(pipe);
    return count;
}

static LONG show_to(void *answer, HANDLE shown)
{
    struct block block = block_of(callers);
    ready_for_ticket = CreateEventW(NULL, TRUE, FALSE, NULL);
    release_ticket = CreateEventW(NULL, TRUE, FALSE, NULL);
    memset(heard, 0, sizeof heard);
    HANDLE gateway = CreateThread(NULL, 0, take_ticket, answer, 0, NULL);
    WaitForSingleObject(ready_for_ticket, WAIT_MS);
    LONG result = show(&block, shown);
    SetEvent(release_ticket);
    WaitForSingleObject(gateway, WAIT_MS);
    CloseHandle(gateway);
    return result;
}

void check_ticket(void)
{
    static const wchar_t *const bad[] = {L"", L"\\\\.\\pipe\\", L"\\\\server\\pipe\\x",
        L"\\\\.\\pipe\\a\\b", L"\\\\.\\pipe\\../x", L"C:\\windows\\win.ini", L"\\\\.\\C:"};
    int yes = 1;
    HANDLE shown = CreateEventW(NULL, TRUE, FALSE, NULL);
    struct block block = block_of(callers);
    check(show(&block, shown) == ERR(OPERATIONFAILED) &&
              WaitForSingleObject(shown, 0) == WAIT_OBJECT_0,
        "ticket: without a gateway it fails, and TAPI is told to go on");
    check(show_to(&yes, NULL) == 0 && memcmp(heard, "ISHT", 4) == 0 &&
              memcmp(heard + 4, block.octets + 4, TICKET) == 0,
        "ticket: the gateway hears it, and takes it");
    DWORD began = GetTickCount();
    bool failed = show_to(NULL, NULL) == ERR(OPERATIONFAILED);
    DWORD waited = GetTickCount() - began; /* the gateway itself gives up after WAIT_MS */
    check(failed && waited >= 1500 && waited < WAIT_MS / 2,
        "ticket: a gateway that does not answer is left after a while");
    bool refused = true;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        block = block_of(bad[i]);
        refused = show(&block, NULL) == ERR(INVALPARAM) && refused;
    }
    check(refused, "ticket: only a pipe of this machine is opened");
    refused = true;
    for (DWORD size = 0; size < MESSAGE + sizeof callers; size++) {
        block = block_of(callers);
        block.size = size;
        refused = show(&block, NULL) == ERR(INVALPARAM) && refused;
    }
    block = block_of(callers);
    block.octets[0] = 2;
    refused = show(&block, NULL) == ERR(INVALPARAM) && refused;
    block = block_of(callers);
    block.size += 2;
    refused = show(&block, NULL) == ERR(INVALPARAM) && refused;
    check(refused, "ticket: a block that is cut, too long or of another kind is refused");
    check(FIND(generic_data_fn, "TUISPI_providerGenericDialogData")(77, NULL, 0) == 0,
        "ticket: the wish to end is heard");
    check(
        FIND(free_fn, "TSPI_providerFreeDialogInstance")((HDRVDIALOGINSTANCE)5) == ERR(INVALPARAM),
        "ticket: the end of an instance that there is not is refused");
}
