/* Notification in its three ways, old programs, several at once. */
#include "program.h"

#include <string.h>

void scene_event(void)
{
    DWORD version = 0;
    LINEEXTENSIONID extension;
    LINEMESSAGE message;
    HCALL call = 0;
    HLINEAPP app = with_event();
    SAME(lineNegotiateAPIVersion(app, 0, 0x00010003, 0x00030000, &version, &extension), 0);
    SAME(version, 0x00020002);
    HLINE line = open_line(app, 1, 0x1234);
    message = next_message(app, LINE_LINEDEVSTATE);
    SAME(message.hDevice, line);
    SAME(message.dwCallbackInstance, 0x1234); /* although it was sent before lineOpen returned */
    LONG request = lineMakeCallW(line, &call, L"0815", 0, NULL);
    CHECK(request > 0);
    CHECK(call);
    message = next_message(app, LINE_REPLY);
    SAME(message.dwParam1, request);
    SAME(message.dwCallbackInstance, 0x1234);
    message = next_message(app, LINE_CALLSTATE);
    SAME(message.hDevice, call);
    SAME(message.dwParam1, LINECALLSTATE_DIALING);
    message = next_message(app, LINE_CALLSTATE);
    SAME(message.dwParam1, LINECALLSTATE_CONNECTED);
    CHECK(lineDrop(call, NULL, 0) > 0);
    message = next_message(app, LINE_CALLSTATE);
    SAME(message.dwParam1, LINECALLSTATE_IDLE);
    SAME(lineDeallocateCall(call), 0);
    SAME(lineClose(line), 0);
    SAME(lineClose(line), LINEERR_INVALLINEHANDLE - 0x100000000LL);
    next_message(app, LINE_REPLY);
    SAME(lineGetMessage(app, &message, 0), LINEERR_OPERATIONFAILED - 0x100000000LL);
    SAME(lineGetMessage(app, &message, 50), LINEERR_OPERATIONFAILED - 0x100000000LL);
    SAME(lineShutdown(app), 0);
    SAME(lineShutdown(app), LINEERR_UNINITIALIZED - 0x100000000LL);
    SAME(lineGetMessage(app, &message, INFINITE), LINEERR_INVALAPPHANDLE - 0x100000000LL);
}

static struct {
    DWORD thread;
    HLINEAPP app;
    HCALL call;
    int states;
    int replies;
    int nested;
    int ended;
} seen;

/* A callback with a message loop of its own, which ends TAPI from within the last message. */
static void CALLBACK on_message(
    DWORD device, DWORD message, DWORD_PTR instance, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3)
{
    MSG next;
    (void)p2;
    (void)p3;
    SAME(GetCurrentThreadId(), seen.thread);
    SAME(seen.ended, 0);
    if (message == LINE_REPLY) {
        seen.replies++;
        SAME(instance, 99);
        ULONGLONG limit = GetTickCount64() + LIMIT_MS;
        while (seen.states < 2 && GetTickCount64() < limit) {
            if (PeekMessageW(&next, NULL, 0, 0, PM_REMOVE)) {
                DispatchMessageW(&next);
            } else {
                MsgWaitForMultipleObjects(0, NULL, FALSE, 1000, QS_ALLINPUT);
            }
        }
        seen.nested = seen.states;
    }
    if (message == LINE_CALLSTATE) {
        seen.states++;
        SAME(device, seen.call);
        if (p1 == LINECALLSTATE_IDLE) {
            seen.ended = 1;
            SAME(lineShutdown(seen.app), 0);
            PostQuitMessage(0);
        }
    }
}

static void pump(int states)
{
    MSG next;
    ULONGLONG limit = GetTickCount64() + LIMIT_MS;
    while (seen.states < states && GetTickCount64() < limit) {
        if (PeekMessageW(&next, NULL, 0, 0, PM_REMOVE)) {
            DispatchMessageW(&next);
        } else {
            MsgWaitForMultipleObjects(0, NULL, FALSE, 1000, QS_ALLINPUT);
        }
    }
}

void scene_window(void)
{
    DWORD devices = 0, version = 0x00020000;
    LINEINITIALIZEEXPARAMS params = {
        .dwTotalSize = sizeof params, .dwOptions = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW};
    seen.thread = GetCurrentThreadId();
    SAME(lineInitializeExA(&seen.app, NULL, on_message, NULL, &devices, &version, &params), 0);
    HLINE line = open_line(seen.app, 0, 99);
    CHECK(lineMakeCallA(line, &seen.call, "0815", 0, NULL) > 0);
    SAME(seen.states, 0); /* nothing comes outside the message loop */
    pump(2);
    SAME(seen.replies, 1);
    SAME(seen.nested, 2);
    CHECK(lineDrop(seen.call, NULL, 0) > 0);
    pump(3);
    SAME(seen.ended, 1);
    SAME(lineHold(seen.call), LINEERR_UNINITIALIZED - 0x100000000LL);
}

void scene_old(void)
{
    DWORD devices = 0, version = 0;
    LINEEXTENSIONID extension;
    union {
        LINEDEVCAPS caps;
        char room[400];
    } buffer;
    seen.thread = GetCurrentThreadId();
    SAME(lineInitialize(&seen.app, GetModuleHandleW(NULL), on_message, "Alt", &devices), 0);
    SAME(devices, 2);
    SAME(lineNegotiateAPIVersion(seen.app, 0, 0x00010003, 0x00010003, &version, &extension), 0);
    SAME(version, 0x00010003);
    memset(&buffer, 0xcd, sizeof buffer);
    buffer.caps.dwTotalSize = sizeof buffer;
    SAME(lineGetDevCapsA(seen.app, 0, version, 0, &buffer.caps), 0);
    SAME(buffer.caps.dwTotalSize, sizeof buffer);
    SAME(buffer.caps.dwProviderInfoOffset, 236); /* nothing of a later version is there */
    CHECK(buffer.caps.dwUsedSize <= sizeof buffer);
    HLINE line = open_line(seen.app, 0, 99);
    CHECK(lineMakeCallA(line, &seen.call, "0815", 0, NULL) > 0);
    pump(2);
    CHECK(lineDrop(seen.call, NULL, 0) > 0);
    pump(3);
    SAME(seen.ended, 1);
}

void scene_port(void)
{
    HLINEAPP app = 0;
    DWORD devices = 0, version = 0x00020001, bytes;
    ULONG_PTR key = 0;
    LINEMESSAGE *message = NULL;
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    LINEINITIALIZEEXPARAMS params = {.dwTotalSize = sizeof params,
        .dwOptions = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT,
        .dwCompletionKey = 0x77};
    SAME(lineInitializeExW(&app, NULL, NULL, NULL, &devices, &version, &params),
        LINEERR_INVALPARAM - 0x100000000LL);
    params.Handles.hCompletionPort = port;
    SAME(lineInitializeExW(&app, NULL, NULL, NULL, &devices, &version, &params), 0);
    open_line(app, 0, 5);
    CHECK(GetQueuedCompletionStatus(port, &bytes, &key, (OVERLAPPED **)&message, LIMIT_MS));
    SAME(key, 0x77);
    SAME(bytes, sizeof *message);
    SAME(message->dwMessageID, LINE_LINEDEVSTATE);
    SAME(message->dwCallbackInstance, 5);
    CHECK(LocalFree(message) == NULL);
    LINEMESSAGE none;
    SAME(lineGetMessage(app, &none, 0), LINEERR_OPERATIONFAILED - 0x100000000LL);
    SAME(lineShutdown(app), 0);
    CloseHandle(port);
}

static DWORD WINAPI wait_for_end(void *argument)
{
    LINEMESSAGE message;
    HLINEAPP app = *(HLINEAPP *)argument;
    return (DWORD)lineGetMessage(app, &message, INFINITE);
}

static DWORD WINAPI live(void *argument)
{
    (void)argument;
    for (int i = 0; i < 5; i++) {
        HLINEAPP app = with_event();
        LINEDEVCAPS caps = {.dwTotalSize = sizeof caps};
        SAME(lineGetDevCapsW(app, 0, 0x00020002, 0, &caps), 0);
        SAME(lineShutdown(app), 0);
    }
    return 0;
}

/* Several apps and threads in one process; a wait that lineShutdown ends. */
void scene_many(void)
{
    HANDLE threads[9];
    HLINEAPP first = with_event(), second = with_event();
    CHECK(first != second);
    threads[0] = CreateThread(NULL, 0, wait_for_end, &second, 0, NULL);
    for (int i = 1; i < 9; i++) {
        threads[i] = CreateThread(NULL, 0, live, NULL, 0, NULL);
    }
    SAME(WaitForMultipleObjects(8, threads + 1, TRUE, LIMIT_MS), WAIT_OBJECT_0);
    SAME(lineShutdown(second), 0);
    SAME(WaitForSingleObject(threads[0], LIMIT_MS), WAIT_OBJECT_0);
    DWORD result;
    CHECK(GetExitCodeThread(threads[0], &result));
    SAME(result, LINEERR_INVALAPPHANDLE);
    HLINE line = open_line(first, 0, 1);
    SAME(next_message(first, LINE_LINEDEVSTATE).hDevice, line);
    SAME(lineShutdown(first), 0);
    /* The receiver ends with the last app; the next one gets another. */
    first = with_event();
    open_line(first, 0, 1);
    next_message(first, LINE_LINEDEVSTATE);
    SAME(lineShutdown(first), 0);
}
