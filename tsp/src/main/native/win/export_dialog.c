/*
 * TUISPI: the program's half of asking a program who it is. Runs in the program that made the
 * request, on a thread that TAPI made for it; shows nothing. What Windows says of the one who
 * writes to the pipe is the answer, not what is written. Source: ADR 026.
 */
#include "tsp.h"

#include "../core/tapi_layout.h"

enum { BLOCK_KIND = 1, BLOCK_HEAD = 4 + WIRE_TICKET, SHOW_MS = 2000 };

/* The gateway learns who we are and can never act as us, whoever it is. */
#define TICKET_FLAGS                                                                               \
    (FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION |                      \
        SECURITY_EFFECTIVE_ONLY)

static const uint8_t magic[4] = {'I', 'S', 'H', 'T'};
static const wchar_t prefix[] = L"\\\\.\\pipe\\";

/* The name of a pipe of this machine, and nothing else: no other machine is told who we are. */
static bool take_name(const uint8_t *octets, size_t size, wchar_t out[MAX_PIPE_UNITS + 1])
{
    size_t units = size / sizeof out[0];
    size_t start = sizeof prefix / sizeof prefix[0] - 1;
    if (size % sizeof out[0] != 0 || units <= start + 1 || units > MAX_PIPE_UNITS + 1) {
        return false;
    }
    memcpy(out, octets, size);
    return out[units - 1] == L'\0' && wcslen(out) == units - 1 &&
           wcsncmp(out, prefix, start) == 0 && wcspbrk(out + start, L"\\/") == NULL;
}

/* Waits for a free instance until `end`. */
static HANDLE open_pipe(const wchar_t *name, uint64_t end)
{
    for (;;) {
        HANDLE pipe = CreateFileW(
            name, FILE_READ_DATA | FILE_WRITE_DATA, 0, NULL, OPEN_EXISTING, TICKET_FLAGS, NULL);
        uint64_t now = GetTickCount64();
        if (pipe != INVALID_HANDLE_VALUE || GetLastError() != ERROR_PIPE_BUSY || now >= end ||
            !WaitNamedPipeW(name, (DWORD)(end - now))) {
            return pipe;
        }
    }
}

/* Reads or writes all of `octets` until `end`, or fails. */
static DWORD move_within(HANDLE pipe, bool reading, uint8_t *octets, DWORD length, uint64_t end)
{
    OVERLAPPED move = {0};
    DWORD count = 0;
    DWORD error = 0;
    move.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    if (move.hEvent == NULL) {
        return GetLastError();
    }
    BOOL begun = reading ? ReadFile(pipe, octets, length, NULL, &move)
                         : WriteFile(pipe, octets, length, NULL, &move);
    if (!begun && GetLastError() != ERROR_IO_PENDING) {
        error = GetLastError();
        goto out;
    }
    uint64_t now = GetTickCount64();
    if (WaitForSingleObject(move.hEvent, now < end ? (DWORD)(end - now) : 0) != WAIT_OBJECT_0) {
        CancelIoEx(pipe, &move);
    }
    if (!GetOverlappedResult(pipe, &move, &count, TRUE)) { /* TRUE: the buffer is the system's */
        error = GetLastError();
    } else if (count != length) {
        error = ERROR_INVALID_DATA;
    }
out:
    CloseHandle(move.hEvent);
    return error;
}

static DWORD show_ticket(const wchar_t *name, const uint8_t *ticket)
{
    uint8_t message[sizeof magic + WIRE_TICKET];
    uint8_t taken = 0;
    uint64_t end = GetTickCount64() + SHOW_MS;
    HANDLE pipe = open_pipe(name, end);
    if (pipe == INVALID_HANDLE_VALUE) {
        return GetLastError();
    }
    memcpy(message, magic, sizeof magic);
    memcpy(message + sizeof magic, ticket, WIRE_TICKET);
    DWORD error = move_within(pipe, false, message, sizeof message, end);
    if (error == 0) { /* we stay until the gateway has asked Windows who we are */
        error = move_within(pipe, true, &taken, 1, end);
    }
    CloseHandle(pipe);
    return error;
}

LONG TSPIAPI TUISPI_providerGenericDialog(TUISPIDLLCALLBACK callback, HTAPIDIALOGINSTANCE instance,
    LPVOID params, DWORD size, HANDLE ready)
{
    const uint8_t *block = params;
    wchar_t name[MAX_PIPE_UNITS + 1];
    LONG result = 0;
    (void)callback;
    trace_configure_ui();
    if (ready != NULL) {
        SetEvent(ready); /* at once: whatever follows, TAPI need not wait for us */
    }
    if (block == NULL || size < BLOCK_HEAD || wire_u32(block) != BLOCK_KIND ||
        !take_name(block + BLOCK_HEAD, size - BLOCK_HEAD, name)) {
        return traced("TUISPI_providerGenericDialog", (uintptr_t)instance, LINEERR(INVALPARAM));
    }
    DWORD error = show_ticket(name, block + 4);
    if (error != 0) {
        trace(TRACE_NORMAL, "the gateway was not told who asks: error %lu", error);
        result = LINEERR(OPERATIONFAILED);
    }
    return traced("TUISPI_providerGenericDialog", (uintptr_t)instance, result);
}

/* Nothing is ever sent; a wish to end is granted by the time limit. */
LONG TSPIAPI TUISPI_providerGenericDialogData(
    HTAPIDIALOGINSTANCE instance, LPVOID params, DWORD size)
{
    (void)params;
    (void)size;
    trace_configure_ui();
    return traced("TUISPI_providerGenericDialogData", (uintptr_t)instance, 0);
}
