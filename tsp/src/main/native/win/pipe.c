/* Opening the line pipe, and who is at its other end. Source: docs/line-protocol.md "Trust". */
#include "tsp.h"

#include <aclapi.h>

static const wchar_t default_pipe[] = L"\\\\.\\pipe\\ishmael-lines";
static const wchar_t service_name[] = L"Ishmael";

/* The server learns who we are and can never act as us, whoever it is. */
#define PIPE_FLAGS                                                                                 \
    (FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION |                      \
        SECURITY_EFFECTIVE_ONLY)
_Static_assert((PIPE_FLAGS & SECURITY_DELEGATION) == SECURITY_IDENTIFICATION,
    "the level bits, which DELEGATION has all, say Identification");

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

/* SYSTEM, the administrators, or a service's own account (S-1-5-80-…). */
static bool trusted_owner(PSID owner)
{
    static const SID_IDENTIFIER_AUTHORITY nt = {SECURITY_NT_AUTHORITY};
    if (owner == NULL || !IsValidSid(owner) ||
        memcmp(GetSidIdentifierAuthority(owner), &nt, sizeof nt) != 0) {
        return false;
    }
    return IsWellKnownSid(owner, WinLocalSystemSid) ||
           IsWellKnownSid(owner, WinBuiltinAdministratorsSid) ||
           (*GetSidSubAuthorityCount(owner) == 6 && *GetSidSubAuthority(owner, 0) == 80);
}

static DWORD check_owner(HANDLE pipe)
{
    PSID owner = NULL;
    PSECURITY_DESCRIPTOR descriptor = NULL;
    DWORD error = GetSecurityInfo(
        pipe, SE_KERNEL_OBJECT, OWNER_SECURITY_INFORMATION, &owner, NULL, NULL, NULL, &descriptor);
    if (error == 0 && !trusted_owner(owner)) {
        error = ERROR_INVALID_OWNER;
    }
    if (descriptor != NULL) {
        LocalFree(descriptor);
    }
    return error;
}

/*
 * 0, or why this is not the gateway. Where the service is installed its process must be the pipe's
 * server. Where it is not (a test, a gateway run by hand) the value CheckServer = 1 demands a
 * trusted owner of the pipe instead; CheckServer = 0 switches all of this off.
 */
static DWORD check_server(HANDLE pipe)
{
    ULONG server = 0;
    DWORD service = 0;
    DWORD required = 1;
    bool asked = setting_number(L"CheckServer", &required);
    if (asked && required == 0) {
        return 0;
    }
    DWORD error = service_process(&service);
    if (error == ERROR_SERVICE_DOES_NOT_EXIST) {
        return asked ? check_owner(pipe) : 0;
    }
    if (error != 0) {
        trace(TRACE_VERBOSE, "service control manager: error %lu, owner checked instead", error);
        return check_owner(pipe);
    }
    if (!GetNamedPipeServerProcessId(pipe, &server)) {
        return GetLastError();
    }
    if (service == 0 || server != service) { /* 0: installed, but it does not run */
        return ERROR_ACCESS_DENIED;
    }
    return 0;
}

HANDLE pipe_connect(DWORD *error)
{
    wchar_t name[SETTING_UNITS];
    if (!setting_text(L"LinePipe", name, SETTING_UNITS)) {
        memcpy(name, default_pipe, sizeof default_pipe);
    }
    HANDLE pipe =
        CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, PIPE_FLAGS, NULL);
    if (pipe == INVALID_HANDLE_VALUE) {
        *error = GetLastError();
        return pipe;
    }
    *error = check_server(pipe);
    if (*error != 0) {
        CloseHandle(pipe);
        return INVALID_HANDLE_VALUE;
    }
    return pipe;
}
