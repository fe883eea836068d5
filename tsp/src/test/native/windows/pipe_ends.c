/* One end of a pipe, with limits. */
#include "pipe_check.h"

#include <sddl.h>

HANDLE make_pipe(const wchar_t *name, const wchar_t *sddl)
{
    SECURITY_ATTRIBUTES security = {.nLength = sizeof security};
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(
            sddl, SDDL_REVISION_1, &security.lpSecurityDescriptor, NULL)) {
        return INVALID_HANDLE_VALUE;
    }
    HANDLE pipe = CreateNamedPipeW(name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED,
        PIPE_TYPE_BYTE | PIPE_REJECT_REMOTE_CLIENTS, 16, ROOM, ROOM, 0, &security);
    LocalFree(security.lpSecurityDescriptor);
    return pipe;
}

/* Waits for the end of an operation, or cancels it. */
static bool ended(HANDLE pipe, OVERLAPPED *operation, DWORD *count)
{
    bool in_time = WaitForSingleObject(operation->hEvent, WAIT_MS) == WAIT_OBJECT_0;
    if (!in_time) {
        CancelIoEx(pipe, operation);
    }
    return GetOverlappedResult(pipe, operation, count, TRUE) && in_time;
}

/* A client that has gone again has come too. */
bool client_comes(HANDLE pipe)
{
    OVERLAPPED operation = {.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL)};
    DWORD count = 0;
    bool came = ConnectNamedPipe(pipe, &operation) || GetLastError() == ERROR_PIPE_CONNECTED ||
                GetLastError() == ERROR_NO_DATA;
    if (!came && GetLastError() == ERROR_IO_PENDING) {
        came = ended(pipe, &operation, &count);
    }
    CloseHandle(operation.hEvent);
    return came;
}

int read_some(HANDLE pipe, BYTE *octets)
{
    OVERLAPPED operation = {.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL)};
    DWORD count = 0;
    bool done = ReadFile(pipe, octets, ROOM, NULL, &operation);
    if (done || GetLastError() == ERROR_IO_PENDING) {
        done = ended(pipe, &operation, &count);
    }
    DWORD error = GetLastError();
    CloseHandle(operation.hEvent);
    if (done) {
        return (int)count;
    }
    return error == ERROR_BROKEN_PIPE || error == ERROR_PIPE_NOT_CONNECTED ? CLOSED : SILENT;
}

bool write_all(HANDLE pipe, const BYTE *octets, DWORD size)
{
    OVERLAPPED operation = {.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL)};
    DWORD count = 0;
    bool done =
        (WriteFile(pipe, octets, size, NULL, &operation) || GetLastError() == ERROR_IO_PENDING) &&
        ended(pipe, &operation, &count) && count == size;
    CloseHandle(operation.hEvent);
    return done;
}

/* The type of the frame that begins here. */
int frame_type(const BYTE *octets, int count)
{
    return count < 6 ? 0 : octets[4] | octets[5] << 8;
}
