/*
 * pipe-check DLL: whom the provider takes for the gateway. Prints TAP.
 * pipe-check start NAME MODE PIPE FILE, pipe-check stop NAME: runs and removes a service that
 *   serve    makes the pipe as SYSTEM's, and writes into FILE what the first client sends
 *   connect  connects as the provider would, and writes into FILE which frame comes back
 *   idle     does nothing
 * Changes HKLM\Software\Ishmael and services: for a Windows of the test's own.
 */
#include <windows.h>
#include <sddl.h>
#include <tapi.h>
#include <tspi.h>

#include <stdbool.h>
#include <stdio.h>
#include <wchar.h>

enum { WAIT_MS = 30000, STEP_MS = 50, ROOM = 65536 };

static const wchar_t *const squatted = L"\\\\.\\pipe\\ishmael-pipe-check";
static const wchar_t *const gateway = L"Ishmael";
static const wchar_t of_system[] = L"O:SYD:(A;;GA;;;WD)";
static const wchar_t of_ahab[] = L"O:S-1-5-21-9-9-9-1001D:(A;;GA;;;WD)";

static int number;
static int failed;
static wchar_t own[MAX_PATH];
static wchar_t folder[MAX_PATH];

static void check(bool held, const char *what)
{
    printf("%sok %d - %s\n", held ? "" : "not ", ++number, what);
    fflush(stdout);
    failed += held ? 0 : 1;
}

/* ---- one end of a pipe, with limits ---- */
static HANDLE make_pipe(const wchar_t *name, const wchar_t *sddl)
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
static bool client_comes(HANDLE pipe)
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

enum { SILENT = -1, CLOSED = 0 }; /* or how many octets came */

static int read_some(HANDLE pipe, BYTE *octets)
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

static bool write_all(HANDLE pipe, const BYTE *octets, DWORD size)
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
static int frame_type(const BYTE *octets, int count)
{
    return count < 6 ? 0 : octets[4] | octets[5] << 8;
}

/* ---- the service ---- */
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

static int run_service(wchar_t **arguments)
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

static bool start(const wchar_t *name, const wchar_t *mode, const wchar_t *pipe,
    const wchar_t *file, DWORD *process)
{
    wchar_t command[4 * MAX_PATH];
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

static bool stop(const wchar_t *name, bool remove)
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

/* ---- the provider ---- */
typedef LONG(WINAPI *enumerate_fn)(DWORD, LPDWORD, LPDWORD, HPROVIDER, LINEEVENT, PHONEEVENT);
typedef LONG(WINAPI *init_fn)(
    DWORD, DWORD, DWORD, DWORD, DWORD_PTR, DWORD_PTR, ASYNC_COMPLETION, LPDWORD);
typedef LONG(WINAPI *shutdown_fn)(DWORD, DWORD);

static HMODULE dll;

static void CALLBACK line_event(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    (void)line, (void)call, (void)message, (void)p1, (void)p2, (void)p3;
}

static void CALLBACK completed(DRV_REQUESTID request, LONG result)
{
    (void)request, (void)result;
}

static bool provider_starts(void)
{
    DWORD lines = 0, phones = 0, options = 0;
    enumerate_fn enumerate = (enumerate_fn)(void *)GetProcAddress(dll, "TSPI_providerEnumDevices");
    init_fn init = (init_fn)(void *)GetProcAddress(dll, "TSPI_providerInit");
    return enumerate(5, &lines, &phones, (HPROVIDER)0x77, line_event, NULL) == 0 &&
           init(0x00020002, 5, 0, 0, 0, 0, completed, &options) == 0;
}

static bool provider_ends(void)
{
    return ((shutdown_fn)(void *)GetProcAddress(dll, "TSPI_providerShutdown"))(0x00020002, 5) == 0;
}

static void set(const wchar_t *name, DWORD type, const void *value, size_t size)
{
    HKEY key;
    RegCreateKeyExW(HKEY_LOCAL_MACHINE, L"Software\\Ishmael", 0, NULL, 0,
        KEY_SET_VALUE | KEY_WOW64_64KEY, NULL, &key, NULL);
    if (value == NULL) {
        RegDeleteValueW(key, name);
    } else {
        RegSetValueExW(key, name, 0, type, value, (DWORD)size);
    }
    RegCloseKey(key);
}

static void set_text(const wchar_t *name, const wchar_t *value)
{
    set(name, REG_SZ, value, value == NULL ? 0 : (wcslen(value) + 1) * sizeof value[0]);
}

static wchar_t *in_folder(const wchar_t *name)
{
    static wchar_t path[MAX_PATH];
    _snwprintf(path, MAX_PATH, L"%ls\\%ls", folder, name);
    return path;
}

static bool file_says(const wchar_t *path, const char *text)
{
    static char content[ROOM];
    for (int waited = 0; waited < WAIT_MS; waited += STEP_MS) {
        FILE *in = _wfopen(path, L"rb");
        if (in != NULL) {
            size_t size = fread(content, 1, sizeof content - 1, in);
            content[size] = '\0';
            fclose(in);
            if (strstr(content, text) != NULL) {
                return true;
            }
        }
        Sleep(STEP_MS);
    }
    printf("# \"%s\" did not come: %s\n", text, content);
    return false;
}

/* Two visits: the provider comes, says nothing, goes, and comes again. */
static bool tells_nothing(HANDLE pipe)
{
    static BYTE octets[ROOM];
    for (int visit = 0; visit < 2; visit++) {
        if (!client_comes(pipe) || read_some(pipe, octets) != CLOSED) {
            return false;
        }
        DisconnectNamedPipe(pipe);
    }
    return true;
}

static bool says_hello(HANDLE pipe)
{
    static BYTE octets[ROOM];
    bool heard = false;
    for (int visit = 0; visit < 5 && !heard; visit++) { /* earlier visits were to a stranger */
        heard = client_comes(pipe) && frame_type(octets, read_some(pipe, octets)) == 0x0001;
        if (!heard) {
            DisconnectNamedPipe(pipe);
        }
    }
    return heard;
}

static void begin(const wchar_t *trace)
{
    DeleteFileW(in_folder(trace));
    set_text(L"TraceFile", in_folder(trace));
    set_text(L"Trace", L"normal");
    check(provider_starts(), "the provider starts beside somebody else's pipe");
}

static void check_owner(void)
{
    HANDLE pipe = make_pipe(squatted, of_ahab);
    begin(L"owner.log");
    check(tells_nothing(pipe), "a pipe of another account gets no octet, again and again");
    check(file_says(in_folder(L"owner.log"), "owner is not an account that the gateway may have"),
        "the trace says that the owner is wrong");
    set_text(L"GatewayAccount", L"S-1-5-21-9-9-9-1001");
    check(says_hello(pipe), "the account that the admin names gets HELLO");
    CloseHandle(pipe);
    set_text(L"GatewayAccount", NULL);
    check(provider_ends(), "the provider ends");
}

static void check_system(void)
{
    HANDLE pipe = make_pipe(squatted, of_system);
    begin(L"system.log");
    check(says_hello(pipe), "without a service a pipe of SYSTEM gets HELLO");
    CloseHandle(pipe);
    check(provider_ends(), "the provider ends");
}

static void check_unchecked(void)
{
    DWORD off = 0;
    set(L"CheckServer", REG_DWORD, &off, sizeof off);
    HANDLE pipe = make_pipe(squatted, of_ahab);
    begin(L"unchecked.log");
    check(says_hello(pipe), "with CheckServer = 0 anybody gets HELLO");
    check(file_says(in_folder(L"unchecked.log"), "CheckServer is 0"), "the trace warns of that");
    CloseHandle(pipe);
    check(provider_ends(), "the provider ends");
    set(L"CheckServer", REG_DWORD, NULL, 0);
}

static void check_service(void)
{
    DWORD process = 0;
    wchar_t file[MAX_PATH];
    wcscpy(file, in_folder(L"service.txt"));
    DeleteFileW(file);
    HANDLE pipe = make_pipe(squatted, of_system);
    check(start(gateway, L"idle", squatted, file, &process) && process != 0 &&
              process != GetCurrentProcessId(),
        "a service Ishmael runs");
    begin(L"service.log");
    check(tells_nothing(pipe), "a pipe of another process than the service gets no octet");
    check(file_says(in_folder(L"service.log"), "another process than the gateway's service"),
        "the trace says that the process is wrong");
    check(stop(gateway, false), "the service stops");
    check(tells_nothing(pipe), "a pipe while the service does not run gets no octet");
    check(file_says(in_folder(L"service.log"), "the gateway's service does not run"),
        "the trace says that the service does not run");
    CloseHandle(pipe);
    check(start(gateway, L"serve", squatted, file, &process), "the service runs and serves");
    check(file_says(file, "type 1"), "the service gets HELLO from the same provider");
    check(provider_ends(), "the provider ends");
    check(stop(gateway, true), "the service is removed");
}

static int check_provider(const wchar_t *path)
{
    set_text(L"LinePipe", squatted);
    dll = LoadLibraryW(path);
    if (dll == NULL) {
        printf("Bail out! %ls does not load: error %lu\n", path, GetLastError());
        return 3;
    }
    check_owner();
    check_system();
    check_unchecked();
    check_service();
    printf("1..%d\n", number);
    return failed == 0 ? 0 : 1;
}

int wmain(int count, wchar_t **arguments);
int wmain(int count, wchar_t **arguments)
{
    DWORD process = 0;
    GetModuleFileNameW(NULL, own, MAX_PATH);
    wcscpy(folder, own);
    *wcsrchr(folder, L'\\') = L'\0';
    if (count == 5 && wcscmp(arguments[1], L"service") == 0) {
        return run_service(arguments + 2);
    }
    if (count == 6 && wcscmp(arguments[1], L"start") == 0) {
        bool done = start(arguments[2], arguments[3], arguments[4], arguments[5], &process);
        printf("%lu\n", process);
        return done ? 0 : 1;
    }
    if (count == 3 && wcscmp(arguments[1], L"stop") == 0) {
        return stop(arguments[2], true) ? 0 : 1;
    }
    return count == 2 ? check_provider(arguments[1]) : 2;
}
