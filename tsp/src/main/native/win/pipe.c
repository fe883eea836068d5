/* Opening the line pipe, and who is at its other end. Source: docs/line-protocol.md "Trust". */
#include "tsp.h"

#include <aclapi.h>
#include <sddl.h>

static const wchar_t default_pipe[] = L"\\\\.\\pipe\\ishmael-lines";
static const wchar_t service_name[] = L"Ishmael";

/* The server learns who we are and can never act as us, whoever it is. */
#define PIPE_FLAGS                                                                                 \
    (FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION |                      \
        SECURITY_EFFECTIVE_ONLY)
_Static_assert((PIPE_FLAGS & SECURITY_DELEGATION) == SECURITY_IDENTIFICATION,
    "the level bits, which DELEGATION has all, say Identification");

/*
 * What the pipe grants us. GENERIC_WRITE would ask for FILE_CREATE_PIPE_INSTANCE besides, which is
 * the bit of FILE_APPEND_DATA. Source: "Named Pipe Security and Access Rights".
 */
#define PIPE_RIGHTS (FILE_GENERIC_READ | (FILE_GENERIC_WRITE & ~(DWORD)FILE_APPEND_DATA))

/* The gateway's process as the service control manager knows it. */
static DWORD service_process(DWORD *process)
{
    SERVICE_STATUS_PROCESS status = {0};
    DWORD needed = 0;
    DWORD error = 0;
    SC_HANDLE service = NULL;
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    if (manager == NULL) {
        error = GetLastError();
        goto out;
    }
    service = OpenServiceW(manager, service_name, SERVICE_QUERY_STATUS);
    if (service == NULL || !QueryServiceStatusEx(service, SC_STATUS_PROCESS_INFO, (BYTE *)&status,
                               sizeof status, &needed)) {
        error = GetLastError();
        goto out;
    }
    *process = status.dwProcessId;
out:
    if (service != NULL) {
        CloseServiceHandle(service);
    }
    if (manager != NULL) {
        CloseServiceHandle(manager);
    }
    return error;
}

static uint32_t copy_sid(PSID sid, struct binary_sid *out)
{
    DWORD length = sid != NULL && IsValidSid(sid) ? GetLengthSid(sid) : 0;
    if (length == 0 || length > sizeof out->octets) {
        return ERROR_INVALID_SID;
    }
    memcpy(out->octets, sid, length);
    out->length = (uint16_t)length;
    return 0;
}

static uint32_t read_owner(HANDLE pipe, struct binary_sid *out)
{
    PSID owner = NULL;
    PSECURITY_DESCRIPTOR descriptor = NULL;
    DWORD error = GetSecurityInfo(
        pipe, SE_KERNEL_OBJECT, OWNER_SECURITY_INFORMATION, &owner, NULL, NULL, NULL, &descriptor);
    if (error == 0) {
        error = copy_sid(owner, out);
    }
    if (descriptor != NULL) {
        LocalFree(descriptor);
    }
    return error;
}

/* Empty if Windows does not tell: then it equals nobody. */
static void read_self(struct binary_sid *out)
{
    union {
        TOKEN_USER user;
        BYTE room[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    } buffer;
    HANDLE token = NULL;
    DWORD size = 0;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) {
        return;
    }
    if (GetTokenInformation(token, TokenUser, &buffer, sizeof buffer, &size)) {
        (void)copy_sid(buffer.user.User.Sid, out);
    }
    CloseHandle(token);
}

/* GatewayAccount: a SID in text form. */
static void read_configured(struct binary_sid *out)
{
    wchar_t text[SETTING_UNITS];
    PSID sid = NULL;
    if (!setting_text(L"GatewayAccount", text, SETTING_UNITS)) {
        return;
    }
    if (!ConvertStringSidToSidW(text, &sid)) {
        trace(TRACE_NORMAL, "GatewayAccount is no SID: %ls", text);
        return;
    }
    (void)copy_sid(sid, out);
    LocalFree(sid);
}

static void ask_system(HANDLE pipe, struct server_facts *facts)
{
    ULONG server = 0;
    DWORD service = 0;
    facts->owner_error = read_owner(pipe, &facts->owner);
    read_configured(&facts->configured);
    read_self(&facts->self);
    facts->service_error = service_process(&service);
    facts->service = service;
    facts->server_error = GetNamedPipeServerProcessId(pipe, &server) ? 0 : GetLastError();
    facts->server = server;
}

HANDLE pipe_connect(struct pipe_failure *failure)
{
    wchar_t name[SETTING_UNITS];
    DWORD required = 1;
    struct server_facts facts = {0};
    *failure = (struct pipe_failure){0};
    if (!setting_text(L"LinePipe", name, SETTING_UNITS)) {
        memcpy(name, default_pipe, sizeof default_pipe);
    }
    HANDLE pipe = CreateFileW(name, PIPE_RIGHTS, 0, NULL, OPEN_EXISTING, PIPE_FLAGS, NULL);
    if (pipe == INVALID_HANDLE_VALUE) {
        failure->error = GetLastError();
        return pipe;
    }
    facts.unchecked = setting_number(L"CheckServer", &required) && required == 0;
    ask_system(pipe, &facts);
    failure->verdict = server_judge(&facts);
    failure->server = facts.server;
    failure->service = facts.service;
    if (!server_accepted(failure->verdict)) {
        failure->error = ERROR_ACCESS_DENIED;
        CloseHandle(pipe);
        return INVALID_HANDLE_VALUE;
    }
    return pipe;
}
