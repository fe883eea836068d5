/*
 * provider-check DLL: what only a Windows shows of the provider. Prints TAP. Without arguments it
 * plays the admin program: it leaves a file beside itself and ends.
 * Changes HKLM\Software\Ishmael: for a Windows of the test's own.
 */
#include "provider_check.h"

#include <stdio.h>
#include <wchar.h>

enum { DEBUGGER_ROOM = 4096, SAID_MAX = 1 << 18, TRACE_FULL = 4 * 1024 * 1024 };

static int number;
static int failed;

void check(bool held, const char *what)
{
    printf("%sok %d - %s\n", held ? "" : "not ", ++number, what);
    fflush(stdout);
    failed += held ? 0 : 1;
}

/* ---- the debugger: DBWIN_BUFFER, as DebugView reads it ---- */
struct debugger_line {
    DWORD process;
    char text[DEBUGGER_ROOM - sizeof(DWORD)];
};

static HANDLE ready, filled, mapping;
static const struct debugger_line *shared;
static CRITICAL_SECTION said_lock;
static char said[SAID_MAX];

static DWORD WINAPI hear(void *unused)
{
    (void)unused;
    while (WaitForSingleObject(filled, INFINITE) == WAIT_OBJECT_0) {
        EnterCriticalSection(&said_lock);
        size_t used = strlen(said);
        size_t length = strnlen(shared->text, sizeof shared->text);
        if (shared->process == GetCurrentProcessId() && used + length < SAID_MAX) {
            memcpy(said + used, shared->text, length);
            said[used + length] = '\0';
        }
        LeaveCriticalSection(&said_lock);
        SetEvent(ready);
    }
    return 0;
}

static bool start_debugger(void)
{
    InitializeCriticalSection(&said_lock);
    ready = CreateEventW(NULL, FALSE, TRUE, L"DBWIN_BUFFER_READY");
    filled = CreateEventW(NULL, FALSE, FALSE, L"DBWIN_DATA_READY");
    mapping = CreateFileMappingW(
        INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, DEBUGGER_ROOM, L"DBWIN_BUFFER");
    shared = mapping == NULL ? NULL : MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0);
    return shared != NULL && CreateThread(NULL, 0, hear, NULL, 0, NULL) != NULL;
}

static bool debugger_heard(const char *text)
{
    bool found = false;
    for (int i = 0; i < 100 && !found; i++) {
        EnterCriticalSection(&said_lock);
        found = strstr(said, text) != NULL;
        LeaveCriticalSection(&said_lock);
        if (!found) {
            Sleep(i < 20 ? 5 : 50);
        }
    }
    return found;
}

static bool debugger_heard_nothing(void)
{
    EnterCriticalSection(&said_lock);
    bool nothing = strstr(said, "ishmael.tsp") == NULL;
    LeaveCriticalSection(&said_lock);
    return nothing;
}

/* ---- the provider ---- */
typedef LONG(WINAPI *negotiate_fn)(DWORD, DWORD, DWORD, LPDWORD);
typedef LONG(WINAPI *enumerate_fn)(DWORD, LPDWORD, LPDWORD, HPROVIDER, LINEEVENT, PHONEEVENT);
typedef LONG(WINAPI *init_fn)(
    DWORD, DWORD, DWORD, DWORD, DWORD_PTR, DWORD_PTR, ASYNC_COMPLETION, LPDWORD);
typedef LONG(WINAPI *shutdown_fn)(DWORD, DWORD);
typedef LONG(WINAPI *configure_fn)(TUISPIDLLCALLBACK, HWND, DWORD);
typedef LONG(WINAPI *line_dialog_fn)(TUISPIDLLCALLBACK, DWORD, HWND, LPCWSTR);
typedef LONG(WINAPI *extension_fn)(DWORD, DWORD, DWORD, DWORD, LPDWORD);

static HMODULE dll;

FARPROC find(const char *name)
{
    FARPROC found = GetProcAddress(dll, name);
    if (found == NULL) {
        printf("Bail out! %s is not exported\n", name);
        ExitProcess(3);
    }
    return found;
}

static void set_text(const wchar_t *name, const wchar_t *value)
{
    HKEY key;
    RegCreateKeyExW(HKEY_LOCAL_MACHINE, L"Software\\Ishmael", 0, NULL, 0,
        KEY_SET_VALUE | KEY_WOW64_64KEY, NULL, &key, NULL);
    if (value == NULL) {
        RegDeleteValueW(key, name);
    } else {
        RegSetValueExW(key, name, 0, REG_SZ, (const BYTE *)value,
            (DWORD)((wcslen(value) + 1) * sizeof value[0]));
    }
    RegCloseKey(key);
}

static void check_versions(void)
{
    static const struct {
        DWORD low, high, chosen;
    } cases[] = {{0x00010003, 0x00030001, 0x00020002}, {0x00010003, 0x00020001, 0x00020001},
        {0x00020002, 0x00020002, 0x00020002}, {0x00010003, 0x00010004, 0},
        {0x00010003, 0x00020000, 0}, {0x00030000, 0x00030001, 0}, {0x00020002, 0x00020001, 0}};
    negotiate_fn negotiate = FIND(negotiate_fn, "TSPI_lineNegotiateTSPIVersion");
    bool held = true;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        DWORD version = 0;
        LONG result = negotiate(INITIALIZE_NEGOTIATION, cases[i].low, cases[i].high, &version);
        held = held && (cases[i].chosen == 0 ? result == ERR(INCOMPATIBLEAPIVERSION)
                                             : result == 0 && version == cases[i].chosen);
    }
    check(held, "versions: offers from 1.3 to 3.1 yield 2.1, 2.2 or INCOMPATIBLEAPIVERSION");
}

static void CALLBACK line_event(
    HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    (void)line, (void)call, (void)message, (void)p1, (void)p2, (void)p3;
}

static void CALLBACK completed(DRV_REQUESTID request, LONG result)
{
    (void)request, (void)result;
}

/* Loads, lives and ends without a gateway, as tapisrv would have it. */
static void live_once(void)
{
    DWORD lines = 7;
    DWORD phones = 7;
    DWORD options = 0;
    DWORD extension = 0;
    LONG result = FIND(enumerate_fn, "TSPI_providerEnumDevices")(
        5, &lines, &phones, (HPROVIDER)0x77, line_event, NULL);
    check(result == 0 && lines == 0 && phones == 0, "without a gateway there are no lines");
    result = FIND(init_fn, "TSPI_providerInit")(0x00020002, 5, 3, 0, 0, 0, completed, &options);
    check(result == 0, "it starts without a gateway");
    result = FIND(extension_fn, "TSPI_lineNegotiateExtVersion")(3, 0x00020002, 0, 9, &extension);
    check(result == ERR(NODEVICE), "a line that is not there has no extensions");
    result = FIND(shutdown_fn, "TSPI_providerShutdown")(0x00020002, 5);
    check(result == 0, "it ends");
}

static bool exists(const wchar_t *folder, const wchar_t *name)
{
    wchar_t path[MAX_PATH];
    _snwprintf(path, MAX_PATH, L"%ls\\%ls", folder, name);
    return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

static void make_file(const wchar_t *folder, const wchar_t *name, LONG size)
{
    wchar_t path[MAX_PATH];
    _snwprintf(path, MAX_PATH, L"%ls\\%ls", folder, name);
    HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    SetFilePointer(file, size, NULL, FILE_BEGIN);
    SetEndOfFile(file);
    CloseHandle(file);
}

static LONGLONG size_of(const wchar_t *folder, const wchar_t *name)
{
    wchar_t path[MAX_PATH];
    WIN32_FILE_ATTRIBUTE_DATA data;
    _snwprintf(path, MAX_PATH, L"%ls\\%ls", folder, name);
    if (!GetFileAttributesExW(path, GetFileExInfoStandard, &data)) {
        return -1;
    }
    return (LONGLONG)data.nFileSizeHigh << 32 | data.nFileSizeLow;
}

static void check_trace(const wchar_t *folder)
{
    wchar_t path[MAX_PATH];
    _snwprintf(path, MAX_PATH, L"%ls\\t.log", folder);
    make_file(folder, L"t.log", TRACE_FULL + 1);
    make_file(folder, L"t.log.1", 111);
    make_file(folder, L"t.log.2", 222);
    set_text(L"TraceFile", path);
    set_text(L"Trace", L"verbose");
    live_once();
    LONGLONG fresh = size_of(folder, L"t.log");
    check(fresh > 200 && fresh < TRACE_FULL, "trace: a full file gives way to a new one");
    check(size_of(folder, L"t.log.1") == TRACE_FULL + 1, "trace: the full file is kept");
    check(size_of(folder, L"t.log.2") == 111, "trace: the file before it as well");
    check(!exists(folder, L"t.log.3"), "trace: the oldest is gone");
    set_text(L"Trace", L"off");
    live_once();
    check(size_of(folder, L"t.log") == fresh, "trace: off writes no file");
}

static void check_debugger(bool debug)
{
    if (debug) {
        check(debugger_heard("TSPI_providerInit(5) = 0\n") &&
                  debugger_heard("TSPI_providerShutdown(5) = 0\n") &&
                  debugger_heard("TSPI_lineNegotiateTSPIVersion("),
            "debug build: the debugger hears of each function, whatever the trace setting");
    } else {
        check(
            debugger_heard_nothing(), "production build: without trace the debugger hears nothing");
    }
}

/* ---- the configuration ---- */
static bool admin_came(const wchar_t *folder)
{
    wchar_t path[MAX_PATH];
    _snwprintf(path, MAX_PATH, L"%ls\\admin-came", folder);
    for (int waited = 0; waited < WAIT_MS; waited += 50) {
        if (GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES) {
            DeleteFileW(path);
            return true;
        }
        Sleep(50);
    }
    return false;
}

static void check_admin_program(const wchar_t *own, const wchar_t *folder)
{
    static const wchar_t *const bad[] = {L"admin.exe", L"\\admin.exe", L"C:admin.exe",
        L"\\\\server\\share\\admin.exe", L"C:\\windows\\system32\\..\\admin.exe",
        L"C:\\windows\\system32", L"C:\\no\\such\\admin.exe", L"C:\\windows\\win.ini",
        L"C:\\windows\\notepad.exe /x"};
    configure_fn configure = FIND(configure_fn, "TUISPI_providerConfig");
    line_dialog_fn dialog = FIND(line_dialog_fn, "TUISPI_lineConfigDialog");
    set_text(L"AdminProgram", NULL);
    check(configure(NULL, NULL, 5) == ERR(OPERATIONFAILED),
        "configuration: fails where the admin program is not installed");
    bool refused = true;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        set_text(L"AdminProgram", bad[i]);
        refused = configure(NULL, NULL, 5) == ERR(OPERATIONFAILED) && refused;
    }
    check(refused, "configuration: paths that are none, or of no program, start nothing");
    set_text(L"AdminProgram", own);
    check(configure(NULL, NULL, 5) == 0 && admin_came(folder), "configuration: starts the program");
    check(dialog(NULL, 0, NULL, L"tapi/line") == 0 && admin_came(folder),
        "configuration of a line: starts the program");
    check(dialog(NULL, 0, NULL, L"wave/in") == ERR(INVALDEVICECLASS),
        "configuration of a line: other classes have none");
}

static wchar_t seen[1024];

static BOOL CALLBACK read_part(HWND part, LPARAM unused)
{
    (void)unused;
    size_t used = wcslen(seen);
    GetWindowTextW(part, seen + used, (int)(1024 - used));
    return TRUE;
}

/* A person who reads the message and presses OK. */
static DWORD WINAPI press_ok(void *unused)
{
    (void)unused;
    for (int waited = 0; waited < WAIT_MS; waited += 50) {
        HWND box = FindWindowW(L"#32770", L"Ishmael");
        if (box != NULL) {
            EnumChildWindows(box, read_part, 0);
            SendMessageW(box, WM_COMMAND, IDOK, 0);
            return 0;
        }
        Sleep(50);
    }
    return 1;
}

static void check_message(bool debug)
{
    HWND owner = CreateWindowExW(0, L"STATIC", L"owner", 0, 0, 0, 9, 9, NULL, NULL, NULL, NULL);
    set_text(L"AdminProgram", NULL);
    if (owner == NULL) {
        check(false, "configuration: this Windows has no windows");
        return;
    }
    HANDLE person = CreateThread(NULL, 0, press_ok, NULL, 0, NULL);
    LONG result = FIND(configure_fn, "TUISPI_providerConfig")(NULL, owner, 5);
    WaitForSingleObject(person, WAIT_MS);
    check(result == 0 && wcsstr(seen, L"is not installed on this computer") != NULL,
        "configuration: says that the admin program is not installed");
    check((wcsstr(seen, L"WARNING: DEBUG VERSION INSTALLED") != NULL) == debug,
        "configuration: the debug build says that it is one, the other does not");
    DestroyWindow(owner);
}

static void folder_of(const wchar_t *file, wchar_t *out)
{
    wcscpy(out, file);
    *wcsrchr(out, L'\\') = L'\0';
}

static int play_admin_program(const wchar_t *folder)
{
    make_file(folder, L"admin-came", 1);
    return 0;
}

int wmain(int count, wchar_t **arguments);
int wmain(int count, wchar_t **arguments)
{
    wchar_t own[MAX_PATH];
    wchar_t folder[MAX_PATH];
    GetModuleFileNameW(NULL, own, MAX_PATH);
    folder_of(own, folder);
    if (count < 2) {
        return play_admin_program(folder);
    }
    bool debug = wcsstr(arguments[1], L"-debug") != NULL;
    set_text(L"LinePipe", L"\\\\.\\pipe\\ishmael-nobody-serves-this");
    set_text(L"Trace", NULL);
    check(start_debugger(), "there is a debugger to talk to");
    dll = LoadLibraryW(arguments[1]);
    if (dll == NULL) {
        printf("Bail out! %ls does not load: error %lu\n", arguments[1], GetLastError());
        return 3;
    }
    check_versions();
    set_text(L"Trace", debug ? L"off" : NULL);
    live_once();
    check_debugger(debug);
    check_trace(folder);
    check_admin_program(own, folder);
    check_message(debug);
    check_ticket();
    printf("1..%d\n", number);
    return failed == 0 ? 0 : 1;
}
