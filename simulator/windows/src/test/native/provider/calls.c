#include "provider.h"

#include <string.h>

static struct call calls[MAX_CALLS];
static unsigned next;

#ifdef FAULTY
static const wchar_t *kept;
static HANDLE late_reader;

static DWORD WINAPI read_late(void *unused)
{
    (void)unused;
    Sleep(80);
    return *(const volatile wchar_t *)kept;
}
#endif

struct call *call_of(HDRVCALL handle)
{
    DWORD_PTR n = (DWORD_PTR)handle;
    return n >= 1 && n <= MAX_CALLS && calls[n - 1].used ? &calls[n - 1] : NULL;
}

HDRVCALL handle_of(const struct call *call)
{
    return (HDRVCALL)(DWORD_PTR)(call - calls + 1);
}

static struct call *new_call(struct line *line, const wchar_t *number)
{
    struct call *call = &calls[next++ % MAX_CALLS];
    memset(call, 0, sizeof *call);
    call->used = true;
    call->line = line;
    wcsncpy(call->number, number, sizeof call->number / sizeof *call->number - 1);
    return call;
}

void calls_forget(void)
{
#ifdef FAULTY
    if (late_reader) {
        WaitForSingleObject(late_reader, INFINITE);
        CloseHandle(late_reader);
        late_reader = NULL;
    }
#endif
    memset(calls, 0, sizeof calls);
}

DWORD features_of(const struct call *call)
{
    switch (call->state) {
    case LINECALLSTATE_IDLE:
        return 0;
    case LINECALLSTATE_OFFERING:
        return LINECALLFEATURE_ANSWER | LINECALLFEATURE_DROP;
    case LINECALLSTATE_CONNECTED:
        return LINECALLFEATURE_HOLD | LINECALLFEATURE_DROP;
    case LINECALLSTATE_ONHOLD:
        return LINECALLFEATURE_UNHOLD | LINECALLFEATURE_DROP;
    default:
        return LINECALLFEATURE_DROP;
    }
}

void ring(struct line *line)
{
    struct call *call = new_call(line, L"201");
    send_new_call(call);
    send_state(call, LINECALLSTATE_OFFERING, LINEOFFERINGMODE_ACTIVE);
    send_event(line, call, LINE_CALLINFO, LINECALLINFOSTATE_CALLERID, 0, 0);
    send_event(line, NULL, LINE_LINEDEVSTATE, LINEDEVSTATE_RINGING, 1, 0);
}

LONG WINAPI TSPI_lineMakeCall(DRV_REQUESTID request, HDRVLINE hd_line, HTAPICALL ht_call,
    LPHDRVCALL hd_call, LPCWSTR destination, DWORD country, LPLINECALLPARAMS const params)
{
    struct line *line = line_of((DWORD)((DWORD_PTR)hd_line - 1));
    (void)country;
    (void)params;
    if (!line || !destination || wcscmp(destination, L"bad") == 0) {
        return (LONG)LINEERR_INVALADDRESS;
    }
#ifdef FAULTY
    if (fault("crash")) {
        *(volatile int *)(DWORD_PTR)country = 1;
    }
    if (fault("input.written")) {
        ((wchar_t *)(DWORD_PTR)destination)[0] = L'1';
    }
    if (fault("input.kept")) {
        kept = destination;
        late_reader = CreateThread(NULL, 0, read_late, NULL, 0, NULL);
    }
#endif
    struct call *call = new_call(line, destination);
    call->outgoing = true;
    call->handle = ht_call;
    call->announced = true;
    if (!fault("call.handle")) {
        *hd_call = handle_of(call);
    }
    if (fault("event.tentative")) {
        send_event(line, call, LINE_CALLINFO, LINECALLINFOSTATE_CALLEDID, 0, 0);
    }
    send_completion(call, request, 0);
    send_state(call, LINECALLSTATE_DIALING, 0);
    send_state(call, LINECALLSTATE_PROCEEDING, 0);
    send_state(call, LINECALLSTATE_RINGBACK, 0);
    send_event(line, call, LINE_CALLINFO, LINECALLINFOSTATE_CALLEDID, 0, 0);
    send_state(call, LINECALLSTATE_CONNECTED, LINECONNECTEDMODE_ACTIVE);
    send_event(line, NULL, LINE_ADDRESSSTATE, 0, LINEADDRESSSTATE_NUMCALLS, 0);
    return (LONG)request;
}

LONG WINAPI TSPI_lineAnswer(DRV_REQUESTID request, HDRVCALL hd_call, LPCSTR info, DWORD size)
{
    struct call *call = call_of(hd_call);
    (void)info;
    (void)size;
    if (!call || call->state != LINECALLSTATE_OFFERING) {
        return (LONG)LINEERR_INVALCALLSTATE;
    }
    send_completion(call, request, 0);
    send_state(call, LINECALLSTATE_CONNECTED, LINECONNECTEDMODE_ACTIVE);
    return (LONG)request;
}

#ifdef FAULTY
/* True if a fault took the place of holding. */
static bool hold_badly(DRV_REQUESTID request, struct call *call, LONG *result)
{
    static const struct {
        const char *rule;
        DWORD result;
    } errors[] = {{"error.known", 0x80001234}, {"error.baddeviceid", LINEERR_BADDEVICEID}};
    for (int i = 0; i < 2; i++) {
        if (fault(errors[i].rule)) {
            *result = (LONG)errors[i].result;
            return true;
        }
    }
    if (fault("completion.after-failure")) {
        send_completion(call, request, 0);
        *result = (LONG)LINEERR_OPERATIONFAILED;
        return true;
    }
    if (fault("completion.result")) {
        send_completion(call, request, 7);
        *result = (LONG)request;
        return true;
    }
    if (fault("completion.twice")) {
        send_completion(call, request, 0);
    }
    if (fault("impersonation.left")) {
        ImpersonateSelf(SecurityImpersonation);
    }
    return false;
}
#endif

LONG WINAPI TSPI_lineHold(DRV_REQUESTID request, HDRVCALL hd_call)
{
    struct call *call = call_of(hd_call);
    if (!call || call->state != LINECALLSTATE_CONNECTED) {
        return (LONG)LINEERR_INVALCALLSTATE;
    }
#ifdef FAULTY
    LONG result;
    if (hold_badly(request, call, &result)) {
        return result;
    }
#endif
    send_completion(call, request, 0);
    send_state(call, LINECALLSTATE_ONHOLD, 0);
    return fault("async.return") ? 0 : (LONG)request;
}

LONG WINAPI TSPI_lineUnhold(DRV_REQUESTID request, HDRVCALL hd_call)
{
    struct call *call = call_of(hd_call);
    if (!call || call->state != LINECALLSTATE_ONHOLD) {
        return (LONG)LINEERR_INVALCALLSTATE;
    }
    send_completion(call, request, 0);
    send_state(call, LINECALLSTATE_CONNECTED, LINECONNECTEDMODE_ACTIVE);
    return (LONG)request;
}

LONG WINAPI TSPI_lineDrop(DRV_REQUESTID request, HDRVCALL hd_call, LPCSTR info, DWORD size)
{
    struct call *call = call_of(hd_call);
    (void)info;
    (void)size;
    if (!call || call->closed) {
        return (LONG)LINEERR_INVALCALLHANDLE;
    }
    if (fault("completion.before-close")) {
        return (LONG)request;
    }
    send_completion(call, request, 0);
    send_state(call, LINECALLSTATE_DISCONNECTED, LINEDISCONNECTMODE_NORMAL);
    send_state(call, LINECALLSTATE_IDLE, 0);
    return (LONG)request;
}

LONG WINAPI TSPI_lineCloseCall(HDRVCALL hd_call)
{
    struct call *call = call_of(hd_call);
    if (!call) {
        return 0;
    }
    EnterCriticalSection(&lock);
    bool settled = sender_settle(call);
    call->closed = true;
    LeaveCriticalSection(&lock);
    if (fault("event.after-closecall")) {
        call->state = 0;
        send_event(call->line, call, LINE_CALLINFO, LINECALLINFOSTATE_CALLEDID, 0, 77);
    }
    return settled ? 0 : (LONG)LINEERR_OPERATIONFAILED;
}

LONG WINAPI TSPI_lineGetCallAddressID(HDRVCALL hd_call, LPDWORD address)
{
    (void)hd_call;
    *address = 0;
    return 0;
}

LONG WINAPI TSPI_lineSetAppSpecific(HDRVCALL hd_call, DWORD value)
{
    (void)value;
    return call_of(hd_call) ? 0 : (LONG)LINEERR_INVALCALLHANDLE;
}
