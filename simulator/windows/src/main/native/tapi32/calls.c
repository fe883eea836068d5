/* Calls: made, answered, dropped, asked about. */
#include "apps.h"
#include "request.h"

static DWORD version_of(HLINE handle)
{
    struct line line;
    return line_find(handle, &line) ? line.version : 0;
}

static LONG make_call(
    HLINE line, HCALL *call, struct text number, DWORD country, const LINECALLPARAMS *params)
{
    struct request request = request_of_line(PROGRAM_lineMakeCall, line);
    put_text(&request, number);
    put_number(&request, country);
    put_call_params(&request, params, number.form, version_of(line));
    want_number(&request, call);
    return request_run(&request);
}

LONG WINAPI lineMakeCallA(
    HLINE line, LPHCALL call, LPCSTR number, DWORD country, LPLINECALLPARAMS const params)
{
    return make_call(line, call, (struct text){number, ANSI}, country, params);
}

LONG WINAPI lineMakeCallW(
    HLINE line, LPHCALL call, LPCWSTR number, DWORD country, LPLINECALLPARAMS const params)
{
    return make_call(line, call, (struct text){number, WIDE}, country, params);
}

static LONG with_number(
    enum program_function function, HCALL call, struct text number, DWORD country)
{
    struct request request = request_of_call(function, call);
    put_needed_text(&request, number);
    put_number(&request, country);
    return request_run(&request);
}

LONG WINAPI lineDialA(HCALL call, LPCSTR number, DWORD country)
{
    return with_number(PROGRAM_lineDial, call, (struct text){number, ANSI}, country);
}

LONG WINAPI lineDialW(HCALL call, LPCWSTR number, DWORD country)
{
    return with_number(PROGRAM_lineDial, call, (struct text){number, WIDE}, country);
}

LONG WINAPI lineBlindTransferA(HCALL call, LPCSTR number, DWORD country)
{
    return with_number(PROGRAM_lineBlindTransfer, call, (struct text){number, ANSI}, country);
}

LONG WINAPI lineBlindTransferW(HCALL call, LPCWSTR number, DWORD country)
{
    return with_number(PROGRAM_lineBlindTransfer, call, (struct text){number, WIDE}, country);
}

LONG WINAPI lineRedirectA(HCALL call, LPCSTR number, DWORD country)
{
    return with_number(PROGRAM_lineRedirect, call, (struct text){number, ANSI}, country);
}

LONG WINAPI lineRedirectW(HCALL call, LPCWSTR number, DWORD country)
{
    return with_number(PROGRAM_lineRedirect, call, (struct text){number, WIDE}, country);
}

static LONG with_user_user(
    enum program_function function, HCALL call, const void *information, DWORD size)
{
    struct request request = request_of_call(function, call);
    put_bytes(&request, information, information ? size : 0);
    return request_run(&request);
}

LONG WINAPI lineAnswer(HCALL call, LPCSTR information, DWORD size)
{
    return with_user_user(PROGRAM_lineAnswer, call, information, size);
}

LONG WINAPI lineAccept(HCALL call, LPCSTR information, DWORD size)
{
    return with_user_user(PROGRAM_lineAccept, call, information, size);
}

LONG WINAPI lineDrop(HCALL call, LPCSTR information, DWORD size)
{
    return with_user_user(PROGRAM_lineDrop, call, information, size);
}

LONG WINAPI lineSendUserUserInfo(HCALL call, LPCSTR information, DWORD size)
{
    return with_user_user(PROGRAM_lineSendUserUserInfo, call, information, size);
}

LONG WINAPI lineSetCallData(HCALL call, LPVOID data, DWORD size)
{
    return with_user_user(PROGRAM_lineSetCallData, call, data, size);
}

static LONG plain(enum program_function function, HCALL call)
{
    struct request request = request_of_call(function, call);
    return request_run(&request);
}

LONG WINAPI lineDeallocateCall(HCALL call)
{
    return plain(PROGRAM_lineDeallocateCall, call);
}

LONG WINAPI lineHold(HCALL call)
{
    return plain(PROGRAM_lineHold, call);
}

LONG WINAPI lineUnhold(HCALL call)
{
    return plain(PROGRAM_lineUnhold, call);
}

LONG WINAPI lineSecureCall(HCALL call)
{
    return plain(PROGRAM_lineSecureCall, call);
}

LONG WINAPI lineRemoveFromConference(HCALL call)
{
    return plain(PROGRAM_lineRemoveFromConference, call);
}

LONG WINAPI lineReleaseUserUserInfo(HCALL call)
{
    return plain(PROGRAM_lineReleaseUserUserInfo, call);
}

static LONG with_value(enum program_function function, HCALL call, DWORD value)
{
    struct request request = request_of_call(function, call);
    put_number(&request, value);
    return request_run(&request);
}

LONG WINAPI lineSwapHold(HCALL active, HCALL held)
{
    return with_value(PROGRAM_lineSwapHold, active, held);
}

LONG WINAPI lineAddToConference(HCALL conference, HCALL consult)
{
    return with_value(PROGRAM_lineAddToConference, conference, consult);
}

LONG WINAPI lineSetCallPrivilege(HCALL call, DWORD privilege)
{
    return with_value(PROGRAM_lineSetCallPrivilege, call, privilege);
}

LONG WINAPI lineSetAppSpecific(HCALL call, DWORD value)
{
    return with_value(PROGRAM_lineSetAppSpecific, call, value);
}

LONG WINAPI lineSetMediaMode(HCALL call, DWORD media)
{
    return with_value(PROGRAM_lineSetMediaMode, call, media);
}

LONG WINAPI lineMonitorDigits(HCALL call, DWORD modes)
{
    return with_value(PROGRAM_lineMonitorDigits, call, modes);
}

LONG WINAPI lineMonitorMedia(HCALL call, DWORD media)
{
    return with_value(PROGRAM_lineMonitorMedia, call, media);
}

static LONG call_info(HCALL call, LINECALLINFO *info, enum form form)
{
    struct request request = request_of_call(PROGRAM_lineGetCallInfo, call);
    put_total(&request, info, &layout_call_info);
    want_structure(&request, info, &layout_call_info, form);
    return request_run(&request);
}

LONG WINAPI lineGetCallInfoA(HCALL call, LPLINECALLINFO info)
{
    return call_info(call, info, ANSI);
}

LONG WINAPI lineGetCallInfoW(HCALL call, LPLINECALLINFO info)
{
    return call_info(call, info, WIDE);
}

LONG WINAPI lineGetCallStatus(HCALL call, LPLINECALLSTATUS status)
{
    struct request request = request_of_call(PROGRAM_lineGetCallStatus, call);
    put_total(&request, status, &layout_call_status);
    want_structure(&request, status, &layout_call_status, WIDE);
    return request_run(&request);
}

LONG WINAPI lineGetNewCalls(HLINE line, DWORD address, DWORD select, LPLINECALLLIST list)
{
    struct request request = request_of_line(PROGRAM_lineGetNewCalls, line);
    put_number(&request, address);
    put_number(&request, select);
    put_total(&request, list, &layout_call_list);
    want_structure(&request, list, &layout_call_list, WIDE);
    return request_run(&request);
}

LONG WINAPI lineGetConfRelatedCalls(HCALL call, LPLINECALLLIST list)
{
    struct request request = request_of_call(PROGRAM_lineGetConfRelatedCalls, call);
    put_total(&request, list, &layout_call_list);
    want_structure(&request, list, &layout_call_list, WIDE);
    return request_run(&request);
}

LONG WINAPI lineSetCallParams(
    HCALL call, DWORD bearer, DWORD min_rate, DWORD max_rate, LPLINEDIALPARAMS const params)
{
    struct request request = request_of_call(PROGRAM_lineSetCallParams, call);
    put_number(&request, bearer);
    put_number(&request, min_rate);
    put_number(&request, max_rate);
    put_bytes(&request, params, params ? sizeof *params : 0);
    return request_run(&request);
}

static LONG generate_digits(HCALL call, DWORD mode, struct text digits, DWORD duration)
{
    struct request request = request_of_call(PROGRAM_lineGenerateDigits, call);
    put_number(&request, mode);
    put_text(&request, digits);
    put_number(&request, duration);
    return request_run(&request);
}

LONG WINAPI lineGenerateDigitsA(HCALL call, DWORD mode, LPCSTR digits, DWORD duration)
{
    return generate_digits(call, mode, (struct text){digits, ANSI}, duration);
}

LONG WINAPI lineGenerateDigitsW(HCALL call, DWORD mode, LPCWSTR digits, DWORD duration)
{
    return generate_digits(call, mode, (struct text){digits, WIDE}, duration);
}

static LONG hand_off(HCALL call, struct text file, DWORD media)
{
    struct request request = request_of_call(PROGRAM_lineHandoff, call);
    put_text(&request, file);
    put_number(&request, media);
    return request_run(&request);
}

LONG WINAPI lineHandoffA(HCALL call, LPCSTR file, DWORD media)
{
    return hand_off(call, (struct text){file, ANSI}, media);
}

LONG WINAPI lineHandoffW(HCALL call, LPCWSTR file, DWORD media)
{
    return hand_off(call, (struct text){file, WIDE}, media);
}
