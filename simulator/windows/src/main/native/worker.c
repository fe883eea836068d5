#include "worker.h"

#include "callbacks.h"
#include "lines.h"
#include "loader.h"
#include "names.h"
#include "programs_calls.h"
#include "programs_dialogs.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROOM = 65536 };

static struct report *reports;
static unsigned head;
static unsigned length;
static bool busy;
static bool ask_status = true;
static CRITICAL_SECTION lock;
static CONDITION_VARIABLE filled = CONDITION_VARIABLE_INIT;
static CONDITION_VARIABLE emptied = CONDITION_VARIABLE_INIT;

void worker_ask_status(bool ask)
{
    ask_status = ask;
}

void worker_post(const struct report *report)
{
    EnterCriticalSection(&lock);
    if (length == ROOM) {
        fprintf(stderr, "tapisrv: %d reports wait, nobody reads them\n", ROOM);
        ExitProcess(4);
    }
    reports[(head + length++) % ROOM] = *report;
    WakeConditionVariable(&filled);
    LeaveCriticalSection(&lock);
}

bool worker_flush(DWORD limit_ms)
{
    ULONGLONG end = GetTickCount64() + limit_ms;
    bool done = true;
    EnterCriticalSection(&lock);
    while ((length > 0 || busy) && done) {
        ULONGLONG now = GetTickCount64();
        done = now < end && SleepConditionVariableCS(&emptied, &lock, (DWORD)(end - now));
    }
    LeaveCriticalSection(&lock);
    return done;
}

static void write_result(struct out *out, LONG result)
{
    out_number(out, "result", result);
    if (result < 0) {
        name_write(out, "error", error_names, (DWORD)result);
    }
}

/* A call whose request failed is closed: TSPI_lineCloseCall page. */
static void close_failed(const struct request *request)
{
    for (int i = 0; i < MAX_CREATED; i++) {
        struct call *call = request->created[i];
        if (call && call->failed && call->driver && !stress.keep_failed) {
            call_close(call, CALLER_NONE);
        }
    }
}

static void report_completion(const struct report *report)
{
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_text(&out, "event", "completion");
    out_number(&out, "request", report->request->id);
    out_text(&out, "function", fn_name(report->request->function));
    write_result(&out, report->request->result);
    out_close(&out);
    out_send(&out);
    calls_report(report);
    if (report->request->result != 0) {
        close_failed(report->request);
    }
}

static const struct name *mode_names(DWORD_PTR state)
{
    switch (state) {
    case LINECALLSTATE_OFFERING:
        return offering_mode_names;
    case LINECALLSTATE_DIALTONE:
        return dialtone_mode_names;
    case LINECALLSTATE_BUSY:
        return busy_mode_names;
    case LINECALLSTATE_SPECIALINFO:
        return special_info_names;
    case LINECALLSTATE_CONNECTED:
        return connected_mode_names;
    case LINECALLSTATE_DISCONNECTED:
        return disconnect_mode_names;
    default:
        return NULL;
    }
}

static void write_mode(struct out *out, DWORD_PTR state, DWORD_PTR mode)
{
    const struct name *names = mode_names(state);
    bool truncated;
    if (names && mode) {
        name_write(out, "mode", names, (DWORD)mode);
    } else if (state == LINECALLSTATE_CONFERENCED && mode) {
        const struct handle *found = handle_find(mode, &truncated);
        out_number(out, "conference",
            found && found->kind == HANDLE_CALL ? ((const struct call *)found->object)->id : 0);
    }
}

/* What a toolbar would ask now; the answer may be newer than the event. */
static void write_features(struct out *out, struct call *call)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    model_lock();
    bool usable = ask_status && call->driver && call_use(call);
    model_unlock();
    if (!usable) {
        return;
    }
    if (query_call_status(&query, call) == 0) {
        bits_write(out, "features", call_feature_names,
            query_number(&query, offsetof(LINECALLSTATUS, dwCallFeatures)));
    }
    call_release(call);
    free(query.data);
}

static void write_parameters(struct out *out, const struct report *report)
{
    switch ((LONG)report->message) {
    case LINE_CALLSTATE:
        name_write(out, "state", call_state_names, (DWORD)report->p1);
        write_mode(out, report->p1, report->p2);
        bits_write(out, "media", media_mode_names, (DWORD)report->p3);
        write_features(out, report->call);
        break;
    case LINE_CALLINFO:
        bits_write(out, "changed", call_info_state_names, (DWORD)report->p1);
        break;
    case LINE_LINEDEVSTATE:
        bits_write(out, "states", dev_state_names, (DWORD)report->p1);
        out_number(out, "ringMode", (int64_t)report->p2);
        out_number(out, "ringCount", (int64_t)report->p3);
        break;
    case LINE_ADDRESSSTATE:
        out_number(out, "address", (int64_t)report->p1);
        bits_write(out, "states", addr_state_names, (DWORD)report->p2);
        break;
    case LINE_NEWCALL:
    case LINE_CLOSE:
    case LINE_REMOVE:
        break;
    default:
        out_number(out, "p1", (int64_t)report->p1);
        out_number(out, "p2", (int64_t)report->p2);
        out_number(out, "p3", (int64_t)report->p3);
    }
}

static void report_event(const struct report *report)
{
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_text(&out, "event", name_of(message_names, report->message));
    out_number(&out, "line", report->line->device);
    if (report->call) {
        out_number(&out, "call", report->call->id);
    }
    write_parameters(&out, report);
    out_close(&out);
    out_send(&out);
    calls_report(report);
    if (report->message == (DWORD)LINE_CLOSE || report->message == (DWORD)LINE_REMOVE) {
        line_close(report->line, CALLER_NONE, false);
    }
}

static void report_create(const struct report *report)
{
    struct line *line = loader_create_line(report->provider, report->p2);
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_text(&out, "event", "LINE_CREATE");
    out_number(&out, "provider", report->provider->permanent_id);
    if (line) {
        out_number(&out, "line", line->device);
    }
    out_close(&out);
    out_send(&out);
    if (line) {
        calls_tell_device(LINE_CREATE, line->device);
    }
}

static void handle_report(const struct report *report)
{
    switch (report->kind) {
    case REPORT_COMPLETION:
        report_completion(report);
        break;
    case REPORT_EVENT:
        report_event(report);
        break;
    case REPORT_CREATE:
        report_create(report);
        break;
    case REPORT_DIALOG:
        dialog_end(report->dialog, "nobody");
        break;
    }
}

static DWORD WINAPI run(void *unused)
{
    (void)unused;
    for (;;) {
        EnterCriticalSection(&lock);
        while (length == 0) {
            SleepConditionVariableCS(&filled, &lock, INFINITE);
        }
        struct report report = reports[head];
        head = (head + 1) % ROOM;
        length--;
        busy = true;
        LeaveCriticalSection(&lock);
        handle_report(&report);
        EnterCriticalSection(&lock);
        busy = false;
        WakeAllConditionVariable(&emptied);
        LeaveCriticalSection(&lock);
    }
    return 0;
}

void worker_start(void)
{
    InitializeCriticalSection(&lock);
    reports = calloc(ROOM, sizeof *reports);
    HANDLE thread = reports ? CreateThread(NULL, 0, run, NULL, 0, NULL) : NULL;
    if (!thread) {
        ExitProcess(4);
    }
    CloseHandle(thread);
}
