/*
 * pipe-check DLL: whom the provider takes for the gateway. Prints TAP.
 * pipe-check start NAME MODE PIPE FILE, pipe-check stop NAME: runs and removes a service that
 *   serve    makes the pipe as SYSTEM's, and writes into FILE what the first client sends
 *   connect  connects as the provider would, and writes into FILE which frame comes back
 *   idle     does nothing
 * Changes HKLM\Software\Ishmael and services: for a Windows of the test's own.
 */
#include "pipe_check.h"

#include <tapi.h>
#include <tspi.h>

#include <stdio.h>
#include <wchar.h>

static const wchar_t *const squatted = L"\\\\.\\pipe\\ishmael-pipe-check";
static const wchar_t *const gateway = L"Ishmael";
static const wchar_t of_ahab[] = L"O:S-1-5-21-9-9-9-1001D:(A;;GA;;;WD)";

static int number;
static int failed;
static wchar_t folder[MAX_PATH];

void check(bool held, const char *what)
{
    printf("%sok %d - %s\n", held ? "" : "not ", ++number, what);
    fflush(stdout);
    failed += held ? 0 : 1;
}

/* ---- the provider ---- */
typedef LONG(WINAPI *enumerate_fn)(DWORD, LPDWORD, LPDWORD, HPROVIDER, LINEEVENT, PHONEEVENT);
typedef LONG(WINAPI *init_fn)(
    DWORD, DWORD, DWORD, DWORD, DWORD_PTR, DWORD_PTR, ASYNC_COMPLETION, LPDWORD);
typedef LONG(WINAPI *shutdown_fn)(DWORD, DWORD);

HMODULE dll;

static void CALLBACK line_event(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    (void)line, (void)call, (void)message, (void)p1, (void)p2, (void)p3;
}

static void CALLBACK completed(DRV_REQUESTID request, LONG result)
{
    (void)request, (void)result;
}

bool provider_starts(void)
{
    DWORD lines = 0, phones = 0, options = 0;
    enumerate_fn enumerate = (enumerate_fn)(void *)GetProcAddress(dll, "TSPI_providerEnumDevices");
    init_fn init = (init_fn)(void *)GetProcAddress(dll, "TSPI_providerInit");
    return enumerate(5, &lines, &phones, (HPROVIDER)0x77, line_event, NULL) == 0 &&
           init(0x00020002, 5, 0, 0, 0, 0, completed, &options) == 0;
}

bool provider_ends(void)
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
    check(service_start(gateway, L"idle", squatted, file, &process) && process != 0 &&
              process != GetCurrentProcessId(),
        "a service Ishmael runs");
    begin(L"service.log");
    check(tells_nothing(pipe), "a pipe of another process than the service gets no octet");
    check(file_says(in_folder(L"service.log"), "another process than the gateway's service"),
        "the trace says that the process is wrong");
    check(service_stop(gateway, false), "the service stops");
    check(tells_nothing(pipe), "a pipe while the service does not run gets no octet");
    check(file_says(in_folder(L"service.log"), "the gateway's service does not run"),
        "the trace says that the service does not run");
    CloseHandle(pipe);
    check(
        service_start(gateway, L"serve", squatted, file, &process), "the service runs and serves");
    check(file_says(file, "type 1"), "the service gets HELLO from the same provider");
    check(provider_ends(), "the provider ends");
    check(service_stop(gateway, true), "the service is removed");
}

static int check_provider(const wchar_t *path)
{
    set_text(L"LinePipe", squatted);
    dll = LoadLibraryW(path);
    if (dll == NULL) {
        printf("Bail out! %ls does not load: error %lu\n", path, GetLastError());
        return 3;
    }
    check_arguments(squatted);
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
    GetModuleFileNameW(NULL, folder, MAX_PATH);
    *wcsrchr(folder, L'\\') = L'\0';
    if (count == 5 && wcscmp(arguments[1], L"service") == 0) {
        return service_run(arguments + 2);
    }
    if (count == 6 && wcscmp(arguments[1], L"start") == 0) {
        bool done = service_start(arguments[2], arguments[3], arguments[4], arguments[5], &process);
        printf("%lu\n", process);
        return done ? 0 : 1;
    }
    if (count == 3 && wcscmp(arguments[1], L"stop") == 0) {
        return service_stop(arguments[2], true) ? 0 : 1;
    }
    return count == 2 ? check_provider(arguments[1]) : 2;
}
