/* Trace: a switch at run time, to a rotated file and to the debugger. Numbers are masked. */
#include "tsp.h"

#include "../core/text.h"

#include <stdio.h>

enum { TRACE_FILE_MAX = 4 * 1024 * 1024, TRACE_FILES = 3, TRACE_LINE = 1024 };

static SRWLOCK file_lock = SRWLOCK_INIT; /* a leaf: nothing is taken below it */
static volatile LONG level;
static volatile LONG unmasked;
static wchar_t file_path[MAX_PATH];

/* The debug build tells the debugger everything, whatever the setting says of the file. */
#ifdef ISHMAEL_DEBUG
static const LONG debugger_level = TRACE_VERBOSE;
#else
static const LONG debugger_level = TRACE_OFF;
#endif

static void default_path(void)
{
    wchar_t data[MAX_PATH];
    DWORD length = GetEnvironmentVariableW(L"ProgramData", data, MAX_PATH);
    file_path[0] = L'\0';
    if (length > 0 && length + 32 < MAX_PATH) {
        _snwprintf(file_path, MAX_PATH, L"%ls\\Ishmael\\logs\\tsp-%u.log", data,
            (unsigned)sizeof(void *) * 8);
    }
}

static void configure(bool with_file)
{
    wchar_t value[SETTING_UNITS];
    DWORD number = 0;
    LONG wanted = debugger_level;
    if (setting_text(L"Trace", value, SETTING_UNITS)) {
        wanted = _wcsicmp(value, L"verbose") == 0  ? TRACE_VERBOSE
                 : _wcsicmp(value, L"normal") == 0 ? TRACE_NORMAL
                                                   : TRACE_OFF;
    }
    AcquireSRWLockExclusive(&file_lock);
    if (!with_file) {
        file_path[0] = L'\0';
    } else if (!setting_text(L"TraceFile", file_path, MAX_PATH)) {
        default_path();
    }
    ReleaseSRWLockExclusive(&file_lock);
    InterlockedExchange(&unmasked, setting_number(L"TraceNumbers", &number) && number == 1);
    InterlockedExchange(&level, wanted);
}

void trace_configure(void)
{
    configure(true);
}

void trace_configure_ui(void)
{
    AcquireSRWLockShared(&file_lock);
    bool serving = file_path[0] != L'\0'; /* the telephony service itself asks */
    ReleaseSRWLockShared(&file_lock);
    if (!serving) {
        configure(false);
    }
}

bool trace_wants(enum trace_level wanted)
{
    return level >= (LONG)wanted || debugger_level >= (LONG)wanted;
}

bool trace_masks(void)
{
    return unmasked == 0;
}

/* NAME → NAME.1 → NAME.2; the oldest goes. Failure only means that the file grows on. */
static void rotate(void)
{
    wchar_t from[MAX_PATH + 8];
    wchar_t to[MAX_PATH + 8];
    for (int i = TRACE_FILES - 1; i > 0; i--) {
        if (i == 1) {
            _snwprintf(from, MAX_PATH + 8, L"%ls", file_path);
        } else {
            _snwprintf(from, MAX_PATH + 8, L"%ls.%d", file_path, i - 1);
        }
        _snwprintf(to, MAX_PATH + 8, L"%ls.%d", file_path, i);
        MoveFileExW(from, to, MOVEFILE_REPLACE_EXISTING);
    }
}

static HANDLE open_file(void)
{
    return CreateFileW(file_path, FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL,
        OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
}

static void write_file(const char *line, DWORD length)
{
    LARGE_INTEGER size = {.QuadPart = 0};
    DWORD written = 0;
    AcquireSRWLockExclusive(&file_lock);
    HANDLE file = file_path[0] == L'\0' ? INVALID_HANDLE_VALUE : open_file();
    if (file != INVALID_HANDLE_VALUE && GetFileSizeEx(file, &size) &&
        size.QuadPart > TRACE_FILE_MAX) {
        CloseHandle(file);
        rotate();
        file = open_file();
    }
    if (file != INVALID_HANDLE_VALUE) {
        WriteFile(file, line, length, &written, NULL);
        CloseHandle(file);
    }
    ReleaseSRWLockExclusive(&file_lock);
}

void trace(enum trace_level wanted, const char *format, ...)
{
    char line[TRACE_LINE];
    SYSTEMTIME now;
    va_list arguments;
    if (!trace_wants(wanted)) {
        return;
    }
    GetLocalTime(&now);
    int used = _snprintf(line, sizeof line, "%02u:%02u:%02u.%03u %5lu ishmael.tsp ", now.wHour,
        now.wMinute, now.wSecond, now.wMilliseconds, GetCurrentThreadId());
    size_t room = sizeof line - (size_t)used - 2;
    va_start(arguments, format);
    int more = _vsnprintf(line + used, room, format, arguments);
    va_end(arguments);
    size_t text = more < 0 ? 0 : (size_t)more < room ? (size_t)more : room - 1;
    size_t length = (size_t)used + text;
    line[length++] = '\n';
    line[length] = '\0';
    OutputDebugStringA(line);
    if (level >= (LONG)wanted) {
        write_file(line, (DWORD)length);
    }
}

void trace_frame(const char *direction, const uint8_t *octets, size_t length)
{
    struct frame frame;
    char number[48] = "";
    if (!trace_wants(TRACE_VERBOSE) || wire_decode(octets, length, &frame) != WIRE_OK) {
        return;
    }
    const char *name = wire_frame_name(frame.type);
    if (frame.type == FRAME_CALL || frame.type == FRAME_HELD_CALL) {
        const struct call_frame *call = &frame.u.call;
        text_for_trace(call->caller.number, trace_masks(), number, sizeof number);
        trace(TRACE_VERBOSE, "%s %s call %I64x line %lx state %lx mode %lx caller %s", direction,
            name, call->call, (unsigned long)call->line, (unsigned long)call->state,
            (unsigned long)call->mode, number);
    } else if (frame.type == FRAME_REQUEST) {
        const struct request_frame *request = &frame.u.request;
        text_for_trace(request->target, trace_masks(), number, sizeof number);
        trace(TRACE_VERBOSE, "%s %s %lu %s line %lx call %I64x %I64x %I64x option %lx target %s",
            direction, name, (unsigned long)request->request,
            wire_operation_name(request->operation), (unsigned long)request->line, request->call,
            request->other, request->third, (unsigned long)request->option, number);
    } else if (frame.type == FRAME_ANSWER) {
        trace(TRACE_VERBOSE, "%s %s %lu result %lx", direction, name,
            (unsigned long)frame.u.answer.request, (unsigned long)frame.u.answer.result);
    } else if (frame.type == FRAME_LINE) {
        trace(TRACE_VERBOSE, "%s %s %lx in service %u", direction, name,
            (unsigned long)frame.u.line.line, frame.u.line.in_service);
    } else {
        trace(TRACE_VERBOSE, "%s %s", direction, name);
    }
}

void trace_delivery(const struct delivery *delivery, const char *when)
{
    if (!trace_wants(TRACE_VERBOSE)) {
        return;
    }
    if (delivery->kind == DELIVER_COMPLETION) {
        trace(TRACE_VERBOSE, "%s: completion of request %lu: %lx", when,
            (unsigned long)delivery->request, (unsigned long)delivery->result);
        return;
    }
    trace(TRACE_VERBOSE, "%s: message %lu line %I64x call %I64x: %I64x %I64x %I64x", when,
        (unsigned long)delivery->message, (uint64_t)delivery->ht_line, (uint64_t)delivery->ht_call,
        (uint64_t)delivery->p1, (uint64_t)delivery->p2, (uint64_t)delivery->p3);
}

LONG traced(const char *function, uintptr_t subject, LONG result)
{
    if (trace_wants(TRACE_VERBOSE)) {
        trace(TRACE_VERBOSE, "%s%s(%I64x) = %lx", function[0] == 'T' ? "" : "TSPI_", function,
            (uint64_t)subject, (unsigned long)result);
    }
    return result;
}
