#include "receiver.h"

#include "deliver.h"
#include "instances.h"
#include "service.h"

enum { MESSAGES_AT_ONCE = 64 };

static SRWLOCK lock = SRWLOCK_INIT;
static bool running;

static struct app *addressed(const struct program_message *received, struct line *line)
{
    bool known = received->line == 0 || line_find(received->line, line);
    struct app *app = app_find(received->app);
    if (!app || !known) { /* made a moment ago, perhaps not entered yet */
        if (app) {
            app_release(app);
        }
        making_await();
        known = received->line == 0 || line_find(received->line, line);
        app = app_find(received->app);
    }
    return app;
}

static void pass_on(const struct program_message *received)
{
    struct line line = {0};
    if (instances_take(received)) {
        return;
    }
    struct app *app = addressed(received, &line);
    if (!app) {
        return; /* shut down meanwhile */
    }
    if (received->message == LINE_CLOSE) {
        line_leave(received->line); /* its handle is not valid any more. Source: LINE_CLOSE */
    }
    LINEMESSAGE message = {
        .hDevice = received->device,
        .dwMessageID = received->message,
        .dwCallbackInstance =
            received->message == LINE_REQUEST ? app->request_instance : line.instance,
        .dwParam1 = (DWORD_PTR)received->p1,
        .dwParam2 = (DWORD_PTR)received->p2,
        .dwParam3 = (DWORD_PTR)received->p3,
    };
    deliver(app, &message);
    app_release(app);
}

/* The service has gone: each program has to start anew. Source: LINEDEVSTATE_REINIT. */
static void tell_of_loss(struct app *app)
{
    LINEMESSAGE message = {.dwMessageID = LINE_LINEDEVSTATE, .dwParam1 = LINEDEVSTATE_REINIT};
    deliver(app, &message);
    instances_close(app->handle); /* their provider has gone as well */
}

/* Whether the thread has to go on; if not, `running` is false already. */
static bool wanted(void)
{
    if (app_count() > 0 || instances_any()) { /* a dialog that closes tells the service so */
        return true;
    }
    AcquireSRWLockExclusive(&lock);
    if (making_none()) { /* nobody is between its request and the table */
        running = false;
        service_leave();
    }
    bool is = running;
    ReleaseSRWLockExclusive(&lock);
    return is;
}

static DWORD WINAPI receive(void *module)
{
    static struct program_message messages[MESSAGES_AT_ONCE];
    bool told = false;
    while (wanted()) {
        bool lost = service_lost();
        int count = lost ? -1 : service_wait(messages, MESSAGES_AT_ONCE);
        told = told && lost;
        for (int i = 0; i < count; i++) {
            pass_on(&messages[i]);
        }
        if (count < 0 && !told) {
            told = true;
            app_each(tell_of_loss);
        }
        if (count < 0) {
            Sleep(SERVICE_WAIT_MS / 20); /* until the last app has shut down */
        }
    }
    FreeLibraryAndExitThread(module, 0);
}

bool receiver_start(void)
{
    HMODULE module = NULL;
    HANDLE thread = NULL;
    AcquireSRWLockExclusive(&lock);
    if (!running) {
        if (GetModuleHandleExW(
                GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (const wchar_t *)&running, &module)) {
            thread = CreateThread(NULL, 0, receive, module, 0, NULL);
        }
        running = thread != NULL;
        if (thread) {
            CloseHandle(thread);
        } else if (module) {
            FreeLibrary(module);
        }
    }
    bool is = running;
    ReleaseSRWLockExclusive(&lock);
    return is;
}
