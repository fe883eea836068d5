/* The service that pipe-check is for a while. */
#include "pipe_check.h"

#include <stdio.h>
#include <wchar.h>

static wchar_t **task; /* MODE PIPE FILE */
static HANDLE stopping;
static SERVICE_STATUS_HANDLE reporter;

static void report(DWORD state)
{
    SERVICE_STATUS status = {.dwServiceType = SERVICE_WIN32_OWN_PROCESS,
        .dwCurrentState = state,
        .dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP : 0};
    SetServiceStatus(reporter, &status);
}

static DWORD WINAPI control(DWORD code, DWORD type, void *data, void *context)
{
    (void)type, (void)data, (void)context;
    if (code == SERVICE_CONTROL_STOP) {
        SetEvent(stopping);
    }
    return NO_ERROR;
}

/* Whole or not at all: who waits for the file must not read half of it. */
static void leave(const wchar_t *file, const char *text)
{
    wchar_t half[MAX_PATH];
    _snwprintf(half, MAX_PATH, L"%ls.half", file);
    FILE *out = _wfopen(half, L"wb");
    if (out != NULL) {
        fputs(text, out);
        fclose(out);
        MoveFileExW(half, file, MOVEFILE_REPLACE_EXISTING);
    }
}

static void serve(const wchar_t *name, const wchar_t *file)
{
    static BYTE octets[ROOM];
    char text[64] = "no pipe";
    HANDLE pipe = make_pipe(name, of_system);
    if (pipe != INVALID_HANDLE_VALUE) {
        int count = client_comes(pipe) ? read_some(pipe, octets) : SILENT;
        snprintf(text, sizeof text, "type %d", frame_type(octets, count));
        CloseHandle(pipe);
    }
    leave(file, text);
}

static void be_provider(const wchar_t *name, const wchar_t *file)
{
    static const BYTE hello[] = {23, 0, 0, 0, 1, 0, 'I', 'S', 'H', 'M', 1, 0, 1, 0, 1, 0, 0, 0, 64,
        3, 0, 'a', 0, 'b', 0, 'c', 0};
    static const BYTE ready[] = {2, 0, 0, 0, 3, 0};
    static BYTE octets[ROOM];
    char text[64] = "no gateway";
    HANDLE pipe = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING,
        FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, NULL);
    if (pipe != INVALID_HANDLE_VALUE) {
        /* a gateway that refuses says so before it has read anything */
        bool said = write_all(pipe, hello, sizeof hello) && write_all(pipe, ready, sizeof ready);
        int count = read_some(pipe, octets);
        snprintf(text, sizeof text, "type %d%s", frame_type(octets, count), said ? "" : ", deaf");
        CloseHandle(pipe);
    }
    leave(file, text);
}

static void WINAPI service_main(DWORD count, wchar_t **names)
{
    (void)count;
    stopping = CreateEventW(NULL, TRUE, FALSE, NULL);
    reporter = RegisterServiceCtrlHandlerExW(names[0], control, NULL);
    report(SERVICE_RUNNING);
    if (wcscmp(task[0], L"serve") == 0) {
        serve(task[1], task[2]);
    } else if (wcscmp(task[0], L"connect") == 0) {
        be_provider(task[1], task[2]);
    }
    WaitForSingleObject(stopping, INFINITE);
    report(SERVICE_STOPPED);
}

int service_run(wchar_t **arguments)
{
    task = arguments;
    SERVICE_TABLE_ENTRYW table[] = {{(wchar_t[]){L""}, service_main}, {NULL, NULL}};
    return StartServiceCtrlDispatcherW(table) ? 0 : 1;
}

/* The state that a service is in; its process by the way. */
static DWORD state_of(SC_HANDLE service, DWORD *process)
{
    SERVICE_STATUS_PROCESS status = {0};
    DWORD needed;
    QueryServiceStatusEx(service, SC_STATUS_PROCESS_INFO, (BYTE *)&status, sizeof status, &needed);
    *process = status.dwProcessId;
    return status.dwCurrentState;
}

static bool reaches(SC_HANDLE service, DWORD state)
{
    DWORD process;
    for (int waited = 0; waited < WAIT_MS; waited += STEP_MS) {
        if (state_of(service, &process) == state) {
            return true;
        }
        Sleep(STEP_MS);
    }
    return false;
}

/* The service, made if there is none. */
static SC_HANDLE service_of(SC_HANDLE manager, const wchar_t *name, const wchar_t *command)
{
    SC_HANDLE service = OpenServiceW(manager, name, SERVICE_ALL_ACCESS);
    if (service == NULL) {
        return CreateServiceW(manager, name, name, SERVICE_ALL_ACCESS, SERVICE_WIN32_OWN_PROCESS,
            SERVICE_DEMAND_START, SERVICE_ERROR_IGNORE, command, NULL, NULL, NULL, NULL, NULL);
    }
    ChangeServiceConfigW(service, SERVICE_NO_CHANGE, SERVICE_NO_CHANGE, SERVICE_NO_CHANGE, command,
        NULL, NULL, NULL, NULL, NULL, NULL);
    return service;
}

bool service_start(const wchar_t *name, const wchar_t *mode, const wchar_t *pipe,
    const wchar_t *file, DWORD *process)
{
    wchar_t own[MAX_PATH];
    wchar_t command[4 * MAX_PATH];
    GetModuleFileNameW(NULL, own, MAX_PATH);
    _snwprintf(command, 4 * MAX_PATH, L"\"%ls\" service %ls %ls \"%ls\"", own, mode, pipe, file);
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_ALL_ACCESS);
    SC_HANDLE service = service_of(manager, name, command);
    bool done =
        service != NULL && StartServiceW(service, 0, NULL) && reaches(service, SERVICE_RUNNING);
    state_of(service, process);
    CloseServiceHandle(service);
    CloseServiceHandle(manager);
    return done;
}

bool service_stop(const wchar_t *name, bool remove)
{
    SERVICE_STATUS status;
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_ALL_ACCESS);
    SC_HANDLE service = OpenServiceW(manager, name, SERVICE_ALL_ACCESS);
    ControlService(service, SERVICE_CONTROL_STOP, &status);
    bool done = reaches(service, SERVICE_STOPPED) && (!remove || DeleteService(service));
    CloseServiceHandle(service);
    CloseServiceHandle(manager);
    return done;
}
