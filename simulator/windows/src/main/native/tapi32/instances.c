/*
 * Source: "Functions Not Designed to Generate UI"; TUISPI_providerGenericDialog and
 * TUISPI_providerGenericDialogData pages.
 */
#include "instances.h"

#include "request.h"

#include <stdlib.h>

enum { DATA_LIMIT_MS = 10000 };

typedef LONG(WINAPI *generic_dialog)(TUISPIDLLCALLBACK, HTAPIDIALOGINSTANCE, LPVOID, DWORD, HANDLE);
typedef LONG(WINAPI *generic_dialog_data)(HTAPIDIALOGINSTANCE, LPVOID, DWORD);

struct instance {
    DWORD handle;
    HLINEAPP app;
    HANDLE ready; /* the dialog takes data: set by the user interface file */
    HANDLE news;  /* data wait, or it is to close */
    HANDLE over;  /* the dialog has gone */
    volatile LONG closing;
    generic_dialog_data data;
    LONG references;
    struct instance *next;
};

static SRWLOCK lock = SRWLOCK_INIT; /* of the table */
static struct instance *instances;

static void release(struct instance *instance)
{
    if (InterlockedDecrement(&instance->references) > 0) {
        return;
    }
    HANDLE events[] = {instance->ready, instance->news, instance->over};
    for (int i = 0; i < 3; i++) {
        if (events[i]) {
            CloseHandle(events[i]);
        }
    }
    free(instance);
}

static struct instance *new_instance(DWORD handle, HLINEAPP app)
{
    struct instance *made = calloc(1, sizeof *made);
    if (!made) {
        return NULL;
    }
    made->handle = handle;
    made->app = app;
    made->references = 1;
    made->ready = CreateEventW(NULL, TRUE, FALSE, NULL);
    made->news = CreateEventW(NULL, FALSE, FALSE, NULL);
    made->over = CreateEventW(NULL, TRUE, FALSE, NULL);
    if (!made->ready || !made->news || !made->over) {
        release(made);
        return NULL;
    }
    return made;
}

/* The table has the reference that there is. */
static void enter(struct instance *instance)
{
    AcquireSRWLockExclusive(&lock);
    instance->next = instances;
    instances = instance;
    ReleaseSRWLockExclusive(&lock);
}

static void leave(struct instance *instance)
{
    AcquireSRWLockExclusive(&lock);
    struct instance **at = &instances;
    while (*at != instance) {
        at = &(*at)->next;
    }
    *at = instance->next;
    ReleaseSRWLockExclusive(&lock);
    release(instance);
}

static LONG ask_begin(DWORD handle, wchar_t file[MAX_PATH], DWORD *size, void *params)
{
    struct request request = request_new(PROGRAM_dialogBegin);
    put_number(&request, handle);
    want_text(&request, file, MAX_PATH);
    want_number(&request, size);
    want_bytes(&request, params, PROGRAMS_MAX_DIALOG);
    return request_run(&request);
}

static DWORD ask_next(DWORD handle, DWORD *size, void *data)
{
    DWORD found = DIALOG_NOTHING;
    struct request request = request_new(PROGRAM_dialogNext);
    put_number(&request, handle);
    want_number(&request, &found);
    want_number(&request, size);
    want_bytes(&request, data, PROGRAMS_MAX_DIALOG);
    return request_run(&request) == 0 ? found : DIALOG_NOTHING;
}

/* The service frees the instance; it may have done so already. */
static void tell_end(DWORD handle, LONG result)
{
    struct request request = request_new(PROGRAM_dialogEnd);
    put_number(&request, handle);
    put_number(&request, (DWORD)result);
    request_run(&request);
}

/* ---- the thread of the data ---- */

static void hand_over(struct instance *instance, void *data)
{
    DWORD size = 0;
    DWORD found = ask_next(instance->handle, &size, data);
    while (found != DIALOG_NOTHING && WaitForSingleObject(instance->over, 0) != WAIT_OBJECT_0) {
        instance->data(instance->handle, found == DIALOG_NULL ? NULL : data, size);
        found = ask_next(instance->handle, &size, data);
    }
}

/* Data are held back until the dialog is ready for them. Source: page, hEvent. */
static DWORD WINAPI pass_data(void *argument)
{
    struct instance *instance = argument;
    HANDLE first[] = {instance->over, instance->ready}, then[] = {instance->over, instance->news};
    void *data = malloc(PROGRAMS_MAX_DIALOG);
    bool goes_on = data && WaitForMultipleObjects(2, first, FALSE, INFINITE) == WAIT_OBJECT_0 + 1;
    while (goes_on && WaitForMultipleObjects(2, then, FALSE, INFINITE) == WAIT_OBJECT_0 + 1) {
        goes_on = !instance->closing;
        if (goes_on) {
            hand_over(instance, data);
        } else {
            instance->data(instance->handle, NULL, 0);
        }
    }
    free(data);
    return 0;
}

/* ---- the thread of the dialog ---- */

/* A data function that does not return keeps its file, this DLL and the instance for good. */
static void keep_for_good(struct instance *instance, const wchar_t *file)
{
    HMODULE kept;
    InterlockedIncrement(&instance->references);
    LoadLibraryW(file);
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (const wchar_t *)&instances, &kept);
}

static LONG show(
    struct instance *instance, generic_dialog dialog, const wchar_t *file, void *params, DWORD size)
{
    HANDLE thread = CreateThread(NULL, 0, pass_data, instance, 0, NULL);
    if (!thread) {
        return (LONG)LINEERR_NOMEM;
    }
    LONG result =
        dialog(dialog_tell_provider, instance->handle, size ? params : NULL, size, instance->ready);
    SetEvent(instance->over);
    if (WaitForSingleObject(thread, DATA_LIMIT_MS) != WAIT_OBJECT_0) {
        keep_for_good(instance, file);
    }
    CloseHandle(thread);
    return result;
}

static LONG load_and_show(struct instance *instance, const wchar_t *file, void *params, DWORD size)
{
    LONG result = (LONG)LINEERR_OPERATIONUNAVAIL;
    HMODULE module = LoadLibraryW(file); /* a 32-bit program is led to the 32-bit file */
    if (!module) {
        return (LONG)LINEERR_OPERATIONFAILED;
    }
    FARPROC dialog = GetProcAddress(module, "TUISPI_providerGenericDialog");
    FARPROC data = GetProcAddress(module, "TUISPI_providerGenericDialogData");
    if (dialog && data) {
        instance->data = (generic_dialog_data)(void *)data;
        result = show(instance, (generic_dialog)(void *)dialog, file, params, size);
    }
    FreeLibrary(module);
    return result;
}

static void run_dialog(struct instance *instance)
{
    wchar_t file[MAX_PATH];
    DWORD size = 0;
    void *params = malloc(PROGRAMS_MAX_DIALOG);
    LONG result = params ? ask_begin(instance->handle, file, &size, params) : (LONG)LINEERR_NOMEM;
    if (result == 0) {
        result = load_and_show(instance, file, params, size);
    }
    free(params);
    tell_end(instance->handle, result);
    leave(instance);
}

static DWORD WINAPI run(void *instance)
{
    HMODULE module = NULL;
    /* Found before anything else: the thread's end gives back the reference that start() took. */
    GetModuleHandleExW(
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
        (const wchar_t *)&instances, &module);
    run_dialog(instance);
    FreeLibraryAndExitThread(module, 0);
}

static void start(DWORD handle, HLINEAPP app)
{
    HMODULE module = NULL;
    HANDLE thread = NULL;
    struct instance *instance = new_instance(handle, app);
    if (instance && GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                        (const wchar_t *)&instances, &module)) {
        enter(instance);
        thread = CreateThread(NULL, 0, run, instance, 0, NULL);
    }
    if (thread) {
        CloseHandle(thread);
        return;
    }
    if (module) {
        leave(instance);
        FreeLibrary(module);
    } else if (instance) {
        release(instance);
    }
    tell_end(handle, (LONG)LINEERR_NOMEM);
}

static void wake(HLINEAPP app, DWORD handle, bool close)
{
    AcquireSRWLockShared(&lock);
    for (struct instance *at = instances; at; at = at->next) {
        if (at->app == app && (handle == 0 || at->handle == handle)) {
            if (close) {
                InterlockedExchange(&at->closing, 1);
            }
            SetEvent(at->news);
        }
    }
    ReleaseSRWLockShared(&lock);
}

bool instances_take(const struct program_message *message)
{
    if (message->message == LINE_CREATEDIALOGINSTANCE) {
        start(message->device, message->app);
    } else if (message->message == LINE_SENDDIALOGINSTANCEDATA) {
        wake(message->app, message->device, message->p1 != 0);
    } else {
        return false;
    }
    return true;
}

void instances_close(HLINEAPP app)
{
    wake(app, 0, true);
}

bool instances_any(void)
{
    AcquireSRWLockShared(&lock);
    bool any = instances != NULL;
    ReleaseSRWLockShared(&lock);
    return any;
}
