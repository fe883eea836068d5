/*
 * A program of one session: opens every line through tapi32.dll and does what it is told, one order
 * a line: VERB DEVICE [NUMBER]. It answers each with one line: "ok", "refused HEX" with the result
 * of the function or of its LINE_REPLY, "none" if it knows no such call, or "late" if something did
 * not come in time. A request about a call is about the newest one on that line, of which it
 * becomes an owner first, as TAPI lets any program that may own calls.
 */
#include <windows.h>
#include <tapi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CALLS = 512, MAX_LINES = 16, LIMIT_MS = 60000, VERSION = 0x00020000 };

static HLINEAPP app;
static HLINE lines[MAX_LINES];
static DWORD line_count;

static struct call {
    HCALL handle;
    HLINE line;
    DWORD state; /* 0 until the first message */
} calls[MAX_CALLS];
static unsigned call_count;

struct order {
    char verb[16];
    DWORD device;
    wchar_t number[64];
};

/* ---- messages ---- */

static struct call *call_of(HCALL handle)
{
    for (unsigned i = call_count; i-- > 0;) {
        if (calls[i].handle == handle) {
            return &calls[i];
        }
    }
    return NULL;
}

static struct call *add_call(HLINE line, HCALL handle)
{
    if (call_count == MAX_CALLS) {
        fputs("session: too many calls\n", stderr);
        exit(4);
    }
    calls[call_count] = (struct call){.handle = handle, .line = line};
    return &calls[call_count++];
}

static void on_call_state(const LINEMESSAGE *message)
{
    struct call *call = call_of(message->hDevice);
    if (call) {
        call->state = (DWORD)message->dwParam1;
        if (call->state == LINECALLSTATE_IDLE) {
            lineDeallocateCall(call->handle);
            call->handle = 0;
        }
    }
}

/* Takes the next message; false if none came in time. */
static BOOL take(LINEMESSAGE *message, DWORD limit_ms)
{
    if (lineGetMessage(app, message, limit_ms) != 0) {
        return FALSE;
    }
    if (message->dwMessageID == LINE_APPNEWCALL) {
        add_call(message->hDevice, (HCALL)message->dwParam2);
    } else if (message->dwMessageID == LINE_CALLSTATE) {
        on_call_state(message);
    }
    return TRUE;
}

static void take_all(void)
{
    LINEMESSAGE message;
    while (take(&message, 0)) {
    }
}

/* ---- answers ---- */

static void say(LONG result)
{
    if (result < 0) {
        printf("refused %08lx\n", (unsigned long)result);
    } else {
        puts("ok");
    }
}

/* The result of a request: its own, or that of its LINE_REPLY. */
static LONG result_of(LONG request)
{
    LINEMESSAGE message;
    ULONGLONG end = GetTickCount64() + LIMIT_MS;
    while (request > 0 && GetTickCount64() < end) {
        if (take(&message, LIMIT_MS) && message.dwMessageID == LINE_REPLY &&
            message.dwParam1 == (DWORD)request) {
            return (LONG)message.dwParam2;
        }
    }
    if (request > 0) {
        fputs("session: no reply\n", stderr);
        exit(5);
    }
    return request;
}

/* ---- orders ---- */

static HLINE line_of(const struct order *order)
{
    return order->device < line_count ? lines[order->device] : 0;
}

/* The newest living call of that line; `other` is passed over. */
static struct call *newest(const struct order *order, const struct call *other)
{
    for (unsigned i = call_count; i-- > 0;) {
        if (calls[i].handle && calls[i].line == line_of(order) && &calls[i] != other) {
            return &calls[i];
        }
    }
    return NULL;
}

/* Calls that are made belong to this program at once, whatever becomes of them. */
static LONG made(const struct order *order, HCALL handle, LONG request)
{
    LONG result = request;
    if (request > 0) {
        struct call *call = add_call(line_of(order), handle);
        unsigned at = (unsigned)(call - calls);
        result = result_of(request);
        if (result < 0) {
            calls[at].handle = 0;
        }
    }
    return result;
}

/* Requests that begin a call; false if it is none of them. */
static BOOL begin(const struct order *order)
{
    HCALL handle = 0;
    LONG request;
    if (strcmp(order->verb, "make") == 0) {
        request = lineMakeCallW(line_of(order), &handle, order->number, 0, NULL);
    } else if (strcmp(order->verb, "pickup") == 0) {
        request = linePickupW(line_of(order), 0, &handle, order->number, NULL);
    } else {
        return FALSE;
    }
    say(made(order, handle, request));
    return TRUE;
}

static LONG set_up(const struct order *order, HCALL call)
{
    HCALL consultation = 0;
    LONG request = lineSetupTransferW(call, &consultation, NULL);
    return made(order, consultation, request);
}

static LONG conference(const struct order *order, HCALL call)
{
    HCALL head = 0, consultation = 0;
    LONG request = lineSetupConferenceW(call, 0, &head, &consultation, 3, NULL);
    unsigned at = call_count;
    if (request > 0) {
        add_call(line_of(order), head);
    }
    LONG result = made(order, consultation, request);
    if (request > 0 && result < 0) {
        calls[at].handle = 0;
    }
    return result;
}

/* With the call before the newest one, which is the one that talks if they are swapped. */
static LONG with_other(const struct order *order, struct call *call)
{
    const struct call *other = newest(order, call);
    if (!other) {
        return (LONG)LINEERR_INVALCALLHANDLE;
    }
    lineSetCallPrivilege(other->handle, LINECALLPRIVILEGE_OWNER);
    LONG request =
        strcmp(order->verb, "swap") == 0
            ? lineSwapHold(other->handle, call->handle)
            : lineCompleteTransfer(other->handle, call->handle, NULL, LINETRANSFERMODE_TRANSFER);
    return result_of(request);
}

static LONG ask(const struct order *order, struct call *call)
{
    static const struct {
        const char *verb;
        LONG(WINAPI *plain)(HCALL call);
        LONG(WINAPI *with_data)(HCALL call, LPCSTR data, DWORD size);
        LONG(WINAPI *with_number)(HCALL call, LPCWSTR number, DWORD country);
    } verbs[] = {{.verb = "answer", .with_data = lineAnswer},
        {.verb = "accept", .with_data = lineAccept}, {.verb = "drop", .with_data = lineDrop},
        {.verb = "hold", .plain = lineHold}, {.verb = "unhold", .plain = lineUnhold},
        {.verb = "dial", .with_number = lineDialW},
        {.verb = "redirect", .with_number = lineRedirectW},
        {.verb = "transfer", .with_number = lineBlindTransferW}};
    for (unsigned i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(order->verb, verbs[i].verb) == 0) {
            return result_of(verbs[i].plain ? verbs[i].plain(call->handle)
                             : verbs[i].with_data
                                 ? verbs[i].with_data(call->handle, NULL, 0)
                                 : verbs[i].with_number(call->handle, order->number, 0));
        }
    }
    return strcmp(order->verb, "setup") == 0        ? set_up(order, call->handle)
           : strcmp(order->verb, "conference") == 0 ? conference(order, call->handle)
                                                    : with_other(order, call);
}

static void about_call(const struct order *order)
{
    struct call *call = newest(order, NULL);
    if (!call) {
        puts("none");
        return;
    }
    LONG result = lineSetCallPrivilege(call->handle, LINECALLPRIVILEGE_OWNER);
    say(result < 0 ? result : ask(order, call));
}

/* Whether the newest call, or the one before it, is in that state; IDLE: there is none. */
static BOOL is_in(const struct order *order, DWORD state)
{
    const struct call *call = newest(order, NULL);
    if (call && strcmp(order->verb, "before") == 0) {
        call = newest(order, call);
    }
    return call ? call->state == state : state == LINECALLSTATE_IDLE;
}

static void await_state(const struct order *order)
{
    DWORD state = (DWORD)wcstoul(order->number, NULL, 16);
    LINEMESSAGE message;
    ULONGLONG end = GetTickCount64() + LIMIT_MS;
    while (!is_in(order, state) && GetTickCount64() < end) {
        take(&message, 1000);
    }
    puts(is_in(order, state) ? "ok" : "late");
}

static LONG open_line(DWORD device)
{
    return lineOpenW(app, device, &lines[device], VERSION, 0, device,
        LINECALLPRIVILEGE_OWNER | LINECALLPRIVILEGE_MONITOR, LINEMEDIAMODE_INTERACTIVEVOICE, NULL);
}

static void obey(const struct order *order)
{
    take_all();
    if (strcmp(order->verb, "await") == 0 || strcmp(order->verb, "before") == 0) {
        await_state(order);
    } else if (strcmp(order->verb, "close") == 0) {
        say(lineClose(line_of(order)));
    } else if (strcmp(order->verb, "open") == 0) {
        say(order->device < line_count ? open_line(order->device) : (LONG)LINEERR_BADDEVICEID);
    } else if (!begin(order)) {
        about_call(order);
    }
    fflush(stdout);
}

static LONG start(void)
{
    DWORD version = 0x00020002;
    LINEINITIALIZEEXPARAMS params = {
        .dwTotalSize = sizeof params, .dwOptions = LINEINITIALIZEEXOPTION_USEEVENT};
    LONG result = lineInitializeExW(&app, NULL, NULL, L"Session", &line_count, &version, &params);
    if (line_count > MAX_LINES) {
        line_count = MAX_LINES;
    }
    for (DWORD i = 0; i < line_count && result == 0; i++) {
        DWORD agreed = 0;
        LINEEXTENSIONID extension;
        result = lineNegotiateAPIVersion(app, i, VERSION, VERSION, &agreed, &extension);
        result = result ? result : open_line(i);
    }
    return result;
}

int main(void)
{
    char text[128];
    LONG result = start();
    if (result != 0) {
        fprintf(stderr, "session: cannot start: %08lx\n", (unsigned long)result);
        return 2;
    }
    printf("ready %lu\n", (unsigned long)line_count);
    fflush(stdout);
    while (fgets(text, sizeof text, stdin)) {
        struct order order = {.number = L""};
        char number[64] = "";
        unsigned long device = 0;
        if (sscanf(text, "%15s %lu %63s", order.verb, &device, number) < 2) {
            break;
        }
        order.device = device;
        mbstowcs(order.number, number, sizeof order.number / sizeof *order.number - 1);
        obey(&order);
    }
    lineShutdown(app);
    return 0;
}
