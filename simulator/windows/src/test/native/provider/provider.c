#include "provider.h"

#include <rpc.h>
#include <stdlib.h>
#include <string.h>

enum { CREATED = 2, LATE_MS = 150 };

struct line lines[MAX_LINES];
DWORD line_count;
HPROVIDER provider_handle;
LINEEVENT create_line;
ASYNC_COMPLETION complete;
LINEEVENT line_event;
static DWORD line_base;

#ifdef FAULTY
bool fault(const char *rule)
{
    char name[64];
    DWORD size = GetEnvironmentVariableA("FAULT", name, sizeof name);
    return size > 0 && size < sizeof name && strcmp(name, rule) == 0;
}
#endif

struct line *line_of(DWORD device)
{
    for (DWORD i = 0; i < MAX_LINES; i++) {
        if (lines[i].device == device && (i < line_count || i == CREATED)) {
            return &lines[i];
        }
    }
    return NULL;
}

static struct line *line_by(HDRVLINE handle)
{
    return line_of((DWORD)((DWORD_PTR)handle - 1));
}

LONG WINAPI TSPI_lineNegotiateTSPIVersion(DWORD device, DWORD low, DWORD high, LPDWORD version)
{
    if (fault("version.load") && device == (DWORD)INITIALIZE_NEGOTIATION) {
        return (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
    }
    if (low > 0x00020001 || high < 0x00010003) {
        return (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
    }
    *version = high < 0x00020001 ? high : 0x00020001;
    if (fault("version.range")) {
        *version = high + 1;
    }
    return 0;
}

LONG WINAPI TSPI_providerEnumDevices(DWORD provider, LPDWORD num_lines, LPDWORD num_phones,
    HPROVIDER handle, LINEEVENT line_create, PHONEEVENT phone_create)
{
    (void)provider;
    (void)phone_create;
    provider_handle = handle;
    create_line = line_create;
    *num_lines = 2;
    *num_phones = 0;
    return 0;
}

LONG WINAPI TSPI_providerInit(DWORD version, DWORD provider, DWORD base, DWORD phone_base,
    DWORD_PTR num_lines, DWORD_PTR num_phones, ASYNC_COMPLETION completion, LPDWORD options)
{
    (void)version;
    (void)provider;
    (void)phone_base;
    (void)num_phones;
    (void)options;
    memset(lines, 0, sizeof lines);
    calls_forget();
    line_base = base;
    line_count = (DWORD)num_lines;
    for (DWORD i = 0; i < line_count; i++) {
        lines[i].device = base + i;
    }
    lines[CREATED].device = 0xFFFFFFFF;
    complete = completion;
    sender_start();
    dialogs_forget();
    return 0;
}

#ifdef FAULTY
static DWORD WINAPI sleep_on(void *unused)
{
    (void)unused;
    Sleep(3000);
    return 0;
}

static DWORD WINAPI event_late(void *unused)
{
    (void)unused;
    Sleep(LATE_MS);
    create_line(NULL, NULL, LINE_CREATE, (DWORD_PTR)provider_handle, 8, 0);
    return 0;
}
#endif

LONG WINAPI TSPI_providerShutdown(DWORD version, DWORD provider)
{
    (void)version;
    (void)provider;
    sender_stop();
    calls_forget();
#ifdef FAULTY
    if (fault("thread.left")) {
        CloseHandle(CreateThread(NULL, 0, sleep_on, NULL, 0, NULL));
    }
    if (fault("event.after-shutdown")) {
        QueueUserWorkItem(event_late, NULL, WT_EXECUTELONGFUNCTION);
    }
#endif
    return fault("shutdown.result") ? (LONG)LINEERR_OPERATIONFAILED : 0;
}

LONG WINAPI TSPI_providerCreateLineDevice(DWORD_PTR temporary_id, DWORD device)
{
    (void)temporary_id;
    lines[CREATED].device = device;
    return 0;
}

LONG WINAPI TSPI_lineOpen(
    DWORD device, HTAPILINE handle, LPHDRVLINE driver, DWORD version, LINEEVENT event)
{
    struct line *line = line_of(device);
    if (!line) {
        return (LONG)LINEERR_NODEVICE;
    }
    line->handle = handle;
    line->version = version;
    line->open = true;
    line_event = event;
    *driver = (HDRVLINE)(DWORD_PTR)(device + 1);
#ifdef FAULTY
    if (fault("newcall.inside-open")) {
        HTAPICALL call = NULL;
        event(handle, NULL, LINE_NEWCALL, 40, (DWORD_PTR)&call, 0);
        event(handle, call, LINE_CALLSTATE, LINECALLSTATE_CONNECTED, LINECONNECTEDMODE_ACTIVE,
            LINEMEDIAMODE_INTERACTIVEVOICE);
    }
#endif
    return 0;
}

LONG WINAPI TSPI_lineClose(HDRVLINE driver)
{
    struct line *line = line_by(driver);
    EnterCriticalSection(&lock);
    dialogs_finish(line);
    bool settled = sender_settle_line(line);
    line->open = false;
    LeaveCriticalSection(&lock);
    if (fault("event.after-close")) {
        send_event(line, NULL, LINE_ADDRESSSTATE, 0, LINEADDRESSSTATE_NUMCALLS, 77);
    }
    return settled ? 0 : (LONG)LINEERR_OPERATIONFAILED;
}

LONG WINAPI TSPI_lineSetDefaultMediaDetection(HDRVLINE driver, DWORD modes)
{
    struct line *line = line_by(driver);
    if (modes & ~(DWORD)LINEMEDIAMODE_INTERACTIVEVOICE) {
        return (LONG)LINEERR_INVALMEDIAMODE;
    }
    line->media_modes = modes;
    return 0;
}

LONG WINAPI TSPI_lineSetStatusMessages(HDRVLINE driver, DWORD line_states, DWORD address_states)
{
    (void)driver;
    (void)line_states;
    (void)address_states;
    return fault("sync.return") ? 5 : 0;
}

LONG WINAPI TSPI_lineGetNumAddressIDs(HDRVLINE driver, LPDWORD number)
{
    (void)driver;
    *number = 1;
    return 0;
}

/* The token of the RPC client whom this thread serves; NULL and the error. */
static HANDLE caller_token(DWORD *error)
{
    HANDLE token = NULL;
    *error = (DWORD)RpcImpersonateClient(NULL);
    if (*error != RPC_S_OK) {
        return NULL;
    }
    if (!OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token)) {
        *error = GetLastError();
        token = NULL;
    }
    RpcRevertToSelf();
    return token;
}

/* Whether the thread serves an RPC client whom it may impersonate. */
bool has_caller(void)
{
    DWORD error;
    HANDLE token = caller_token(&error);
    CloseHandle(token);
    return token != NULL;
}

/* Asks for the size first, as programs do that have no bound for it. */
static DWORD read_caller(HANDLE token, struct who *who)
{
    DWORD size = 0, session_size;
    if (!GetTokenInformation(token, TokenUser, NULL, 0, &size) &&
        GetLastError() != ERROR_INSUFFICIENT_BUFFER) {
        return GetLastError();
    }
    DWORD error = 0;
    TOKEN_USER *user = malloc(size);
    if (!user || !GetTokenInformation(token, TokenUser, user, size, &size) ||
        !GetTokenInformation(
            token, TokenSessionId, &who->session, sizeof who->session, &session_size)) {
        error = GetLastError();
    } else {
        CopySid(sizeof who->sid, who->sid, user->User.Sid);
    }
    free(user);
    return error;
}

static void tell_caller(struct who *who)
{
    memset(who, 0, sizeof *who);
    HANDLE token = caller_token(&who->error);
    if (token) {
        who->error = read_caller(token, who);
        CloseHandle(token);
    }
}

LONG WINAPI TSPI_lineDevSpecific(
    DRV_REQUESTID request, HDRVLINE driver, DWORD address, HDRVCALL call, LPVOID data, DWORD size)
{
    struct line *line = line_by(driver);
    (void)address;
    (void)call;
    if (size > 7 && memcmp(data, "dialog:", 7) == 0) {
        dialog_ask(line, request, (const char *)data + 7, size - 7);
        return (LONG)request;
    }
    bool asks = size == 6 && memcmp(data, "whoami", 6) == 0;
    send_completion(NULL, request, asks && !has_caller() ? (LONG)LINEERR_OPERATIONFAILED : 0);
    if (size == 4 && memcmp(data, "ring", 4) == 0) {
        ring(line);
    } else if (size == 6 && memcmp(data, "create", 6) == 0) {
        send_line();
    } else if (size == sizeof(struct who) && memcmp(data, "whois", 5) == 0) {
        tell_caller(data);
    }
    return (LONG)request;
}
