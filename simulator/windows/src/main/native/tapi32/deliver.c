#include "deliver.h"

#include <stdlib.h>

static const wchar_t class_name[] = L"tapi32 stand-in";
enum { MESSAGES_WAIT = WM_APP, APP_ENDED };

/* With the app's lock held. */
static bool grow(struct app *app)
{
    unsigned room = app->room ? app->room * 2 : 64;
    LINEMESSAGE *larger = room <= APP_MAX_MESSAGES ? malloc(room * sizeof *larger) : NULL;
    for (unsigned i = 0; larger && i < app->count; i++) {
        larger[i] = app->messages[(app->first + i) % app->room];
    }
    if (larger) {
        free(app->messages);
        app->messages = larger;
        app->first = 0;
        app->room = room;
    }
    return larger != NULL;
}

/* With the app's lock held. */
static bool push(struct app *app, const LINEMESSAGE *message)
{
    if (app->count == app->room && !grow(app)) {
        OutputDebugStringW(L"tapi32: a program does not fetch its messages; one is lost\n");
        return false;
    }
    app->messages[(app->first + app->count++) % app->room] = *message;
    return true;
}

/* With the app's lock held. */
static bool pop(struct app *app, LINEMESSAGE *message)
{
    if (app->count == 0 || app->ended) {
        return false;
    }
    *message = app->messages[app->first];
    app->first = (app->first + 1) % app->room;
    app->count--;
    return true;
}

/* One window message, one TAPI message: a callback may run a message loop of its own. */
static void call_back(struct app *app)
{
    LINEMESSAGE message;
    EnterCriticalSection(&app->lock);
    bool there = pop(app, &message);
    app->posted = app->count > 0 && PostMessageW(app->window, MESSAGES_WAIT, 0, 0);
    LeaveCriticalSection(&app->lock);
    if (there && app->callback) {
        app->callback(message.hDevice, message.dwMessageID, message.dwCallbackInstance,
            message.dwParam1, message.dwParam2, message.dwParam3);
    }
}

static LRESULT CALLBACK window_procedure(HWND window, UINT message, WPARAM w, LPARAM l)
{
    struct app *app = (struct app *)GetWindowLongPtrW(window, GWLP_USERDATA);
    switch (message) {
    case WM_NCCREATE:
        app = ((CREATESTRUCTW *)l)->lpCreateParams;
        InterlockedIncrement(&app->references);
        SetWindowLongPtrW(window, GWLP_USERDATA, (LONG_PTR)app);
        break;
    case MESSAGES_WAIT:
        InterlockedIncrement(&app->references);
        call_back(app);
        app_release(app);
        return 0;
    case APP_ENDED:
        DestroyWindow(window);
        return 0;
    case WM_NCDESTROY:
        SetWindowLongPtrW(window, GWLP_USERDATA, 0);
        if (app) {
            app_release(app);
        }
        break;
    default:
        break;
    }
    return DefWindowProcW(window, message, w, l);
}

static BOOL CALLBACK register_class(INIT_ONCE *ignored, void *argument, void **context)
{
    WNDCLASSW class = {.lpfnWndProc = window_procedure, .lpszClassName = class_name};
    (void)ignored;
    (void)argument;
    (void)context;
    if (!GetModuleHandleExW(
            GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
            (const wchar_t *)class_name, &class.hInstance)) {
        return FALSE;
    }
    /* Classes outlive their DLL: one that was left by an earlier load has no code any more. */
    UnregisterClassW(class_name, class.hInstance);
    return RegisterClassW(&class) != 0;
}

bool deliver_start(struct app *app)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
    if (app->notification == BY_EVENT) {
        app->event = CreateEventW(NULL, TRUE, FALSE, NULL);
        return app->event != NULL;
    }
    if (app->notification == BY_PORT) {
        return true;
    }
    HINSTANCE module;
    if (!InitOnceExecuteOnce(&once, register_class, NULL, NULL) ||
        !GetModuleHandleExW(
            GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
            (const wchar_t *)class_name, &module)) {
        return false;
    }
    app->window =
        CreateWindowExW(0, class_name, L"", 0, 0, 0, 0, 0, HWND_MESSAGE, NULL, module, app);
    return app->window != NULL;
}

void deliver_end(struct app *app)
{
    EnterCriticalSection(&app->lock);
    app->ended = true;
    app->count = 0;
    if (app->event) {
        SetEvent(app->event); /* for those who wait in lineGetMessage */
    }
    LeaveCriticalSection(&app->lock);
    if (!app->window) {
        return;
    }
    if (GetWindowThreadProcessId(app->window, NULL) == GetCurrentThreadId()) {
        DestroyWindow(app->window);
    } else {
        PostMessageW(app->window, APP_ENDED, 0, 0); /* only its own thread can */
    }
}

static void send_to_port(const struct app *app, const LINEMESSAGE *message)
{
    LINEMESSAGE *copy = LocalAlloc(LMEM_FIXED, sizeof *copy);
    if (!copy) {
        return;
    }
    *copy = *message;
    if (!PostQueuedCompletionStatus(app->port, sizeof *copy, app->key, (OVERLAPPED *)copy)) {
        LocalFree(copy);
    }
}

void deliver(struct app *app, const LINEMESSAGE *message)
{
    EnterCriticalSection(&app->lock);
    if (app->ended) {
        /* nothing is wanted any more */
    } else if (app->notification == BY_PORT) {
        send_to_port(app, message);
    } else if (push(app, message)) {
        if (app->event) {
            SetEvent(app->event);
        } else if (!app->posted) {
            app->posted = PostMessageW(app->window, MESSAGES_WAIT, 0, 0);
        }
    }
    LeaveCriticalSection(&app->lock);
}

LONG deliver_next(struct app *app, LINEMESSAGE *message, DWORD timeout_ms)
{
    ULONGLONG start = GetTickCount64();
    for (;;) {
        EnterCriticalSection(&app->lock);
        bool ended = app->ended, there = pop(app, message);
        if (app->count == 0 && !ended) {
            ResetEvent(app->event);
        }
        LeaveCriticalSection(&app->lock);
        if (ended || there) {
            return ended ? (LONG)LINEERR_INVALAPPHANDLE : 0;
        }
        ULONGLONG passed = GetTickCount64() - start;
        if (timeout_ms != INFINITE && passed >= timeout_ms) {
            return (LONG)LINEERR_OPERATIONFAILED;
        }
        DWORD rest = timeout_ms == INFINITE ? INFINITE : timeout_ms - (DWORD)passed;
        if (WaitForSingleObject(app->event, rest) == WAIT_FAILED) {
            return (LONG)LINEERR_OPERATIONFAILED;
        }
    }
}
