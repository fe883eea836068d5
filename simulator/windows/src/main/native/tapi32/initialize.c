/* lineInitialize and what belongs to it. */
#include "deliver.h"
#include "instances.h"
#include "receiver.h"
#include "request.h"
#include "service.h"

enum { VERSION_1_4 = 0x00010004, VERSION_2_0 = 0x00020000, VERSION_OURS = 0x00030001 };

static LONG ask_for_app(struct text name, DWORD version, HLINEAPP *handle, DWORD *devices)
{
    wchar_t file[MAX_PATH] = L"";
    if (!name.text) {
        GetModuleFileNameW(NULL, file, MAX_PATH - 1);
        name = (struct text){file, WIDE};
    }
    struct request request = request_new(PROGRAM_lineInitialize);
    put_text(&request, name);
    put_number(&request, version);
    want_number(&request, handle);
    want_number(&request, devices);
    return request_run(&request);
}

static LONG initialize(struct app *app, struct text name, HLINEAPP *handle, DWORD *devices)
{
    HLINEAPP made = 0;
    DWORD count = 0;
    if (service_lost()) {
        return (LONG)LINEERR_REINIT;
    }
    if (!deliver_start(app)) {
        return (LONG)LINEERR_NOMEM;
    }
    making_begin();
    LONG result = ask_for_app(name, app->version, &made, &count);
    if (result == 0 && !app_enter(app, made)) {
        result = (LONG)LINEERR_NOMEM;
    }
    making_end();
    if (result == 0 && !receiver_start()) {
        lineShutdown(made);
        return (LONG)LINEERR_NOMEM;
    }
    if (result != 0) {
        deliver_end(app);
        return result;
    }
    *handle = made;
    *devices = count;
    return 0;
}

LONG WINAPI lineInitialize(
    LPHLINEAPP handle, HINSTANCE instance, LINECALLBACK callback, LPCSTR name, LPDWORD devices)
{
    (void)instance;
    if (!writable(handle, sizeof *handle) || !writable(devices, sizeof *devices) ||
        !readable((const void *)(ULONG_PTR)callback, 1)) {
        return (LONG)LINEERR_INVALPOINTER;
    }
    struct app *app = app_new(BY_WINDOW, VERSION_1_4);
    if (!app) {
        return (LONG)LINEERR_NOMEM;
    }
    app->callback = callback;
    LONG result = initialize(app, (struct text){name, ANSI}, handle, devices);
    app_release(app);
    return result;
}

/* What the parameters choose; the hidden window if there are none. */
static LONG read_params(const LINEINITIALIZEEXPARAMS *params, struct app *app)
{
    if (!params) {
        return 0;
    }
    if (params->dwTotalSize < FIELD_OFFSET(LINEINITIALIZEEXPARAMS, Handles)) {
        return (LONG)LINEERR_STRUCTURETOOSMALL;
    }
    app->notification = params->dwOptions & 0xf;
    if (app->notification == BY_WINDOW) {
        return 0;
    }
    if (params->dwTotalSize < sizeof *params) {
        return (LONG)LINEERR_STRUCTURETOOSMALL;
    }
    app->port = params->Handles.hCompletionPort;
    app->key = params->dwCompletionKey;
    bool good = app->notification == BY_EVENT ||
                (app->notification == BY_PORT && app->port && app->port != INVALID_HANDLE_VALUE);
    return good ? 0 : (LONG)LINEERR_INVALPARAM;
}

static LONG initialize_ex(HLINEAPP *handle, LINECALLBACK callback, struct text name, DWORD *devices,
    DWORD *version, LINEINITIALIZEEXPARAMS *params)
{
    if (!writable(handle, sizeof *handle) || !writable(devices, sizeof *devices) ||
        !writable(version, sizeof *version) || (params && !writable(params, 16))) {
        return (LONG)LINEERR_INVALPOINTER;
    }
    if (*version < VERSION_2_0) {
        return (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
    }
    struct app *app = app_new(BY_WINDOW, *version);
    if (!app) {
        return (LONG)LINEERR_NOMEM;
    }
    LONG result = read_params(params, app);
    if (result == 0 && app->notification == BY_WINDOW) {
        app->callback = callback;
        result = readable((const void *)(ULONG_PTR)callback, 1) ? 0 : (LONG)LINEERR_INVALPOINTER;
    }
    if (result == 0) {
        result = initialize(app, name, handle, devices);
    }
    if (result == 0) {
        *version = VERSION_OURS;
    }
    if (result == 0 && params) {
        params->dwNeededSize = params->dwUsedSize = sizeof *params;
        if (app->event) {
            params->Handles.hEvent = app->event;
        }
    }
    app_release(app);
    return result;
}

LONG WINAPI lineInitializeExA(LPHLINEAPP handle, HINSTANCE instance, LINECALLBACK callback,
    LPCSTR name, LPDWORD devices, LPDWORD version, LPLINEINITIALIZEEXPARAMS params)
{
    (void)instance;
    return initialize_ex(handle, callback, (struct text){name, ANSI}, devices, version, params);
}

LONG WINAPI lineInitializeExW(LPHLINEAPP handle, HINSTANCE instance, LINECALLBACK callback,
    LPCWSTR name, LPDWORD devices, LPDWORD version, LPLINEINITIALIZEEXPARAMS params)
{
    (void)instance;
    return initialize_ex(handle, callback, (struct text){name, WIDE}, devices, version, params);
}

LONG WINAPI lineShutdown(HLINEAPP handle)
{
    LONG check = app_check(handle);
    if (check != 0 && check != (LONG)LINEERR_REINIT) {
        return check;
    }
    struct app *app = app_find(handle);
    if (!app) {
        return (LONG)LINEERR_INVALAPPHANDLE; /* another thread was faster */
    }
    deliver_end(app);
    app_release(app);
    instances_close(handle); /* TUISPI_providerGenericDialogData page: lpParams NULL */
    if (check == 0) {        /* the service closes lines and calls */
        struct request request = request_new(PROGRAM_lineShutdown);
        put_number(&request, handle);
        check = request_run(&request);
    }
    app = app_leave(handle);
    if (app) {
        app_release(app);
    }
    bool lost = service_lost();
    if (lost && app_count() == 0) {
        service_leave(); /* the next lineInitialize looks for a new service */
    }
    return lost ? 0 : check; /* with the service the usage has gone as well */
}

LONG WINAPI lineGetMessage(HLINEAPP handle, LPLINEMESSAGE message, DWORD timeout)
{
    struct app *app = app_find(handle);
    if (!app) { /* also if it was the last one: threads that fetch messages end by this error */
        return (LONG)LINEERR_INVALAPPHANDLE;
    }
    if (!writable(message, sizeof *message)) {
        app_release(app);
        return (LONG)LINEERR_INVALPOINTER;
    }
    LONG result = app->notification == BY_EVENT ? deliver_next(app, message, timeout)
                                                : (LONG)LINEERR_OPERATIONFAILED;
    app_release(app);
    return result;
}
