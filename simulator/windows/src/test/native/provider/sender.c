#include "provider.h"

enum { ROOM = 256, SETTLE_MS = 10000, LATE_MS = 80 };

enum kind { COMPLETION, EVENT, STATE, NEW_CALL, CREATE, WORK, STOP };

struct action {
    enum kind kind;
    struct line *line;
    HTAPILINE line_handle;
    struct call *call;
    DWORD a;
    DWORD_PTR p1;
    DWORD_PTR p2;
    DWORD_PTR p3;
    void (*work)(DWORD_PTR argument);
};

CRITICAL_SECTION lock;
static CONDITION_VARIABLE changed = CONDITION_VARIABLE_INIT;
static struct action queue[ROOM];
static unsigned head;
static unsigned length;
static struct action running;
static bool is_running;
static HANDLE thread;

static void post(struct action action)
{
    EnterCriticalSection(&lock);
    if (length < ROOM) {
        queue[(head + length++) % ROOM] = action;
    }
    WakeAllConditionVariable(&changed);
    LeaveCriticalSection(&lock);
}

void send_completion(struct call *call, DRV_REQUESTID request, LONG result)
{
    if (call) {
        EnterCriticalSection(&lock);
        call->pending++;
        LeaveCriticalSection(&lock);
    }
    post((struct action){.kind = COMPLETION, .call = call, .a = request, .p1 = (DWORD_PTR)result});
}

void send_event(
    struct line *line, struct call *call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    post((struct action){EVENT, line, line->handle, call, message, p1, p2, p3, NULL});
}

void send_state(struct call *call, DWORD state, DWORD mode)
{
    post((struct action){STATE, call->line, call->line->handle, call, state, mode, 0, 0, NULL});
}

void send_new_call(struct call *call)
{
    post((struct action){
        .kind = NEW_CALL, .line = call->line, .line_handle = call->line->handle, .call = call});
}

void send_line(void)
{
    post((struct action){.kind = CREATE});
}

void send_work(void (*work)(DWORD_PTR argument), DWORD_PTR argument)
{
    post((struct action){.kind = WORK, .p1 = argument, .work = work});
}

static bool touches(const struct action *action, const struct call *call)
{
    return action->call == call && action->kind != NEW_CALL;
}

bool sender_settle(const struct call *call)
{
    while (call->pending > 0 || (is_running && touches(&running, call))) {
        if (!SleepConditionVariableCS(&changed, &lock, SETTLE_MS)) {
            return false;
        }
    }
    return true;
}

bool sender_settle_line(const struct line *line)
{
    bool busy = true;
    while (busy) {
        busy = is_running && running.line == line && running.kind != NEW_CALL;
        for (unsigned i = 0; i < length; i++) {
            busy = busy || queue[(head + i) % ROOM].kind == COMPLETION;
        }
        if (busy && !SleepConditionVariableCS(&changed, &lock, SETTLE_MS)) {
            return false;
        }
    }
    return true;
}

static void raise_event(
    const struct action *a, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    line_event(a->line_handle, call, message, p1, p2, p3);
}

#ifdef FAULTY
struct parallel {
    struct action action;
    HTAPICALL call;
};

static DWORD WINAPI raise_apart(void *context)
{
    const struct parallel *parallel = context;
    raise_event(&parallel->action, parallel->call, LINE_CALLINFO, LINECALLINFOSTATE_CALLEDID, 0, 0);
    return 0;
}

/* Faults that consist of another event around the one that is right. */
static void break_state(const struct action *a, HTAPICALL call)
{
    DWORD voice = LINEMEDIAMODE_INTERACTIVEVOICE;
    if (a->a == LINECALLSTATE_CONNECTED && fault("callstate.graph")) {
        raise_event(a, call, LINE_CALLSTATE, LINECALLSTATE_DIALING, 0, voice);
    }
    if (a->a == LINECALLSTATE_CONNECTED && fault("callstate.bits")) {
        raise_event(
            a, call, LINE_CALLSTATE, LINECALLSTATE_CONNECTED | LINECALLSTATE_ONHOLD, 0, voice);
    }
    if (a->a == LINECALLSTATE_CONNECTED && fault("callstate.changed")) {
        raise_event(a, call, LINE_CALLSTATE, a->a, a->p1, voice);
    }
    if (a->a == LINECALLSTATE_CONNECTED && fault("handle.unknown")) {
        line_event(
            (HTAPILINE)(DWORD_PTR)0xDEAD, call, LINE_CALLINFO, LINECALLINFOSTATE_CALLEDID, 0, 0);
    }
    if (a->a == LINECALLSTATE_CONNECTED && fault("handle.truncated")) {
        line_event(a->line_handle, (HTAPICALL)(DWORD_PTR)(DWORD)(DWORD_PTR)call, LINE_CALLINFO,
            LINECALLINFOSTATE_CALLEDID, 0, 0);
    }
    if (a->a == LINECALLSTATE_CONNECTED && fault("event.handles")) {
        raise_event(a, call, LINE_ADDRESSSTATE, 0, LINEADDRESSSTATE_NUMCALLS, 0);
    }
    if (a->a == LINECALLSTATE_CONNECTED && fault("event.params")) {
        raise_event(a, call, LINE_CALLINFO, LINECALLINFOSTATE_CALLEDID, 1, 0);
    }
    if (a->a == LINECALLSTATE_CONNECTED && fault("event.unknown")) {
        raise_event(a, NULL, 9999, 0, 0, 0);
    }
    if (a->a == LINECALLSTATE_CONNECTED && fault("callback.reentered")) {
        struct parallel parallel = {*a, call};
        HANDLE other = CreateThread(NULL, 0, raise_apart, &parallel, 0, NULL);
        raise_event(a, call, LINE_CALLINFO, LINECALLINFOSTATE_CALLEDID, 0, 0);
        WaitForSingleObject(other, INFINITE);
        CloseHandle(other);
    }
    if (a->a == LINECALLSTATE_IDLE && fault("event.after-idle")) {
        raise_event(a, call, LINE_CALLINFO, LINECALLINFOSTATE_CALLEDID, 0, 0);
    }
}
#else
#define break_state(action, call)
#endif

static void say_state(const struct action *a, HTAPICALL call)
{
    DWORD media = LINEMEDIAMODE_INTERACTIVEVOICE;
    DWORD_PTR mode = a->p1;
    if (a->a == LINECALLSTATE_CONNECTED && fault("callstate.media")) {
        media = LINECALLPRIVILEGE_MONITOR;
    }
    if (a->a == LINECALLSTATE_DISCONNECTED && fault("callstate.mode")) {
        mode = 0;
    }
    if (a->line->version < 0x00010004 && a->a != LINECALLSTATE_DISCONNECTED) {
        mode = 0; /* modes of CONNECTED and OFFERING came with 1.4 */
    }
    bool locked = a->a == LINECALLSTATE_RINGBACK && fault("callback.locked");
    if (locked) {
        EnterCriticalSection(&lock);
    }
    raise_event(a, call, LINE_CALLSTATE, a->a, mode, media);
    if (locked) {
        LeaveCriticalSection(&lock);
    }
    break_state(a, call);
}

static void announce(const struct action *a)
{
    struct call *call = a->call;
    HTAPICALL given = NULL;
    if (call->line->media_modes == 0 && !fault("newcall.media")) {
        return; /* nobody wants to hear of it */
    }
    raise_event(a, NULL, LINE_NEWCALL, (DWORD_PTR)handle_of(call), (DWORD_PTR)&given, 0);
    if (fault("newcall.twice")) {
        HTAPICALL second = NULL;
        raise_event(a, NULL, LINE_NEWCALL, (DWORD_PTR)handle_of(call), (DWORD_PTR)&second, 0);
    }
    if (!given && fault("newcall.null")) {
        raise_event(
            a, NULL, LINE_CALLSTATE, LINECALLSTATE_OFFERING, 0, LINEMEDIAMODE_INTERACTIVEVOICE);
    }
    if (given && fault("newcall.first")) {
        raise_event(a, given, LINE_CALLINFO, LINECALLINFOSTATE_CALLERID, 0, 0);
    }
    EnterCriticalSection(&lock);
    call->handle = given;
    call->announced = given != NULL && !call->closed;
    if (!given) {
        call->used = false;
    }
    LeaveCriticalSection(&lock);
}

static void finish(const struct action *a)
{
    if (fault("completion.unknown")) {
        complete(a->a + 1000, 0);
    }
    complete(a->a, (LONG)a->p1);
    EnterCriticalSection(&lock);
    if (a->call) {
        a->call->pending--;
    }
    WakeAllConditionVariable(&changed);
    LeaveCriticalSection(&lock);
}

/* What may still be said: decided under the lock, said without it. */
static bool may_say(struct action *a, HTAPICALL *call)
{
    bool may;
    EnterCriticalSection(&lock);
    may = a->line->open && a->line->handle == a->line_handle;
    *call = NULL;
    if (may && a->call) {
        *call = a->call->handle;
        may = a->call->announced && !a->call->closed && a->call->state != LINECALLSTATE_IDLE;
        if (may && a->kind == STATE) {
            a->call->state = a->a;
        }
    }
    LeaveCriticalSection(&lock);
    if (!may && (fault("event.after-closecall") || fault("event.after-close")) && a->p3 == 77) {
        Sleep(LATE_MS);
        a->p3 = 0;
        *call = a->call ? a->call->handle : NULL;
        return true;
    }
    return may;
}

static void perform(struct action *a)
{
    HTAPICALL call;
    switch (a->kind) {
    case COMPLETION:
        finish(a);
        break;
    case EVENT:
        if (may_say(a, &call)) {
            raise_event(a, call, a->a, a->p1, a->p2, a->p3);
        }
        break;
    case STATE:
        if (may_say(a, &call)) {
            say_state(a, call);
        }
        break;
    case NEW_CALL:
        announce(a);
        break;
    case CREATE:
        create_line(
            NULL, NULL, LINE_CREATE, (DWORD_PTR)provider_handle, 7, fault("create.params") ? 5 : 0);
        break;
    case WORK:
        a->work(a->p1);
        break;
    case STOP:
        break;
    }
}

static DWORD WINAPI run(void *unused)
{
    (void)unused;
    bool more = true;
    while (more) {
        EnterCriticalSection(&lock);
        is_running = false;
        WakeAllConditionVariable(&changed);
        while (length == 0) {
            SleepConditionVariableCS(&changed, &lock, INFINITE);
        }
        running = queue[head];
        head = (head + 1) % ROOM;
        length--;
        is_running = true;
        LeaveCriticalSection(&lock);
        perform(&running);
        more = running.kind != STOP;
    }
    is_running = false;
    return 0;
}

void sender_start(void)
{
    InitializeCriticalSection(&lock);
    head = 0;
    length = 0;
    thread = CreateThread(NULL, 0, run, NULL, 0, NULL);
}

void sender_stop(void)
{
    post((struct action){.kind = STOP});
    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
    DeleteCriticalSection(&lock);
}
