/* TSPI: calls. Requests go to the gateway, questions are answered from the cache. */
#include "tsp.h"

#include "../core/call_params.h"
#include "../core/fill.h"

static const struct text no_text = {NULL, 0};

/* Scans and copies an address that a program passed; NULL counts as empty. */
static LONG take_address(LPCWSTR address, uint8_t *room, struct text *out)
{
    const uint16_t *units = (const uint16_t *)address;
    *out = no_text;
    LONG result = address_scan(units);
    if (result == 0 && units != NULL) {
        *out = text_from_program(units, text_length(units, MAX_ADDRESS_UNITS), room);
    }
    return result;
}

static LONG request_on_call(
    uint16_t operation, DRV_REQUESTID request, HDRVCALL hd_call, struct text target)
{
    LONG result = LINEERR(OPERATIONFAILED);
    struct caller caller;
    identity_probe(&caller);
    struct wire_caller on_wire = caller_on_wire(&caller);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = call_request(&runtime->provider, operation, request, (uintptr_t)hd_call, target,
            &on_wire, runtime_now());
        runtime_unlock(runtime);
    }
    runtime_leave();
    return result;
}

static LONG create_call(uint16_t operation, DRV_REQUESTID request, HDRVLINE hd_line,
    HTAPICALL ht_call, LPHDRVCALL hd_call, LPCWSTR address)
{
    LONG result = LINEERR(OPERATIONFAILED);
    struct caller caller;
    uint8_t room[MAX_ADDRESS_UNITS * 2];
    struct text target;
    uintptr_t handle = 0;
    LONG scanned = take_address(address, room, &target);
    if (scanned != 0) {
        return scanned;
    }
    identity_probe(&caller);
    struct wire_caller on_wire = caller_on_wire(&caller);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = call_create(&runtime->provider, operation, request, (uintptr_t)hd_line,
            (uintptr_t)ht_call, target, &on_wire, runtime_now(), &handle);
        if (handle != 0) {
            *hd_call = (HDRVCALL)handle; /* under the lock: before any completion */
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    return result;
}

LONG TSPIAPI TSPI_lineMakeCall(DRV_REQUESTID request, HDRVLINE line, HTAPICALL ht_call,
    LPHDRVCALL hd_call, LPCWSTR address, DWORD country, LPLINECALLPARAMS const params)
{
    (void)country; /* the gateway owns the dial plan */
    LONG result = hd_call == NULL ? LINEERR(INVALPOINTER) : params_check(params);
    if (result == 0) {
        result = create_call(OP_MAKE_CALL, request, line, ht_call, hd_call, address);
    }
    return traced("lineMakeCall", (uintptr_t)line, result);
}

LONG TSPIAPI TSPI_linePickup(DRV_REQUESTID request, HDRVLINE line, DWORD address_id,
    HTAPICALL ht_call, LPHDRVCALL hd_call, LPCWSTR address, LPCWSTR group)
{
    (void)group; /* no group ids: LINEADDRCAPFLAGS_PICKUPGROUPID is not set */
    LONG result = hd_call == NULL   ? LINEERR(INVALPOINTER)
                  : address_id != 0 ? LINEERR(INVALADDRESSID)
                                    : 0;
    if (result == 0) {
        result = create_call(OP_PICKUP, request, line, ht_call, hd_call, address);
    }
    return traced("linePickup", (uintptr_t)line, result);
}

/* The number is scanned before anything is done with it. */
static LONG request_with_number(
    uint16_t operation, DRV_REQUESTID request, HDRVCALL call, LPCWSTR address)
{
    uint8_t room[MAX_ADDRESS_UNITS * 2];
    struct text target;
    LONG result = take_address(address, room, &target);
    return result != 0 ? result : request_on_call(operation, request, call, target);
}

LONG TSPIAPI TSPI_lineDial(DRV_REQUESTID request, HDRVCALL call, LPCWSTR address, DWORD country)
{
    (void)country;
    return traced(
        "lineDial", (uintptr_t)call, request_with_number(OP_DIAL, request, call, address));
}

/* To nobody is to no effect: here the number can not be left out. */
static LONG hand_over(uint16_t operation, DRV_REQUESTID request, HDRVCALL call, LPCWSTR address)
{
    if (address == NULL || address[0] == L'\0') {
        return LINEERR(INVALADDRESS);
    }
    return request_with_number(operation, request, call, address);
}

LONG TSPIAPI TSPI_lineBlindTransfer(
    DRV_REQUESTID request, HDRVCALL call, LPCWSTR address, DWORD country)
{
    (void)country;
    return traced(
        "lineBlindTransfer", (uintptr_t)call, hand_over(OP_BLIND_TRANSFER, request, call, address));
}

LONG TSPIAPI TSPI_lineRedirect(DRV_REQUESTID request, HDRVCALL call, LPCWSTR address, DWORD country)
{
    (void)country;
    return traced("lineRedirect", (uintptr_t)call, hand_over(OP_REDIRECT, request, call, address));
}

LONG TSPIAPI TSPI_lineAnswer(DRV_REQUESTID request, HDRVCALL call, LPCSTR user_info, DWORD size)
{
    (void)user_info; /* dwUUIAnswerSize is 0 */
    (void)size;
    return traced(
        "lineAnswer", (uintptr_t)call, request_on_call(OP_ANSWER, request, call, no_text));
}

LONG TSPIAPI TSPI_lineAccept(DRV_REQUESTID request, HDRVCALL call, LPCSTR user_info, DWORD size)
{
    (void)user_info;
    (void)size;
    return traced(
        "lineAccept", (uintptr_t)call, request_on_call(OP_ACCEPT, request, call, no_text));
}

LONG TSPIAPI TSPI_lineDrop(DRV_REQUESTID request, HDRVCALL call, LPCSTR user_info, DWORD size)
{
    (void)user_info;
    (void)size;
    return traced("lineDrop", (uintptr_t)call, request_on_call(OP_DROP, request, call, no_text));
}

LONG TSPIAPI TSPI_lineHold(DRV_REQUESTID request, HDRVCALL call)
{
    return traced("lineHold", (uintptr_t)call, request_on_call(OP_HOLD, request, call, no_text));
}

LONG TSPIAPI TSPI_lineUnhold(DRV_REQUESTID request, HDRVCALL call)
{
    return traced(
        "lineUnhold", (uintptr_t)call, request_on_call(OP_UNHOLD, request, call, no_text));
}

LONG TSPIAPI TSPI_lineRemoveFromConference(DRV_REQUESTID request, HDRVCALL call)
{
    return traced("lineRemoveFromConference", (uintptr_t)call,
        request_on_call(OP_REMOVE_FROM_CONFERENCE, request, call, no_text));
}

LONG TSPIAPI TSPI_lineCloseCall(HDRVCALL hd_call)
{
    LONG result = 0;
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        uint64_t since = provider_closing_mark(&runtime->provider);
        result = call_close(&runtime->provider, (uintptr_t)hd_call);
        runtime_wait_closed(runtime, since, (uintptr_t)hd_call);
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineCloseCall", (uintptr_t)hd_call, result);
}

static LONG call_structure(
    HDRVCALL hd_call, void *out, int32_t (*fill)(const struct call *, void *))
{
    LONG result = LINEERR(INVALCALLHANDLE);
    if (out == NULL) {
        return LINEERR(INVALPOINTER);
    }
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        const struct call *call = call_of_handle(&runtime->provider, (uintptr_t)hd_call);
        if (call != NULL) {
            result = fill(call, out);
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    return result;
}

static int32_t nothing(const struct call *call, void *out)
{
    (void)call;
    (void)out;
    return 0;
}

/* A call is voice and stays so; a program that says so has its way. */
LONG TSPIAPI TSPI_lineSetMediaMode(HDRVCALL call, DWORD mode)
{
    LONG result = mode == LINEMEDIAMODE_INTERACTIVEVOICE ? call_structure(call, &mode, nothing)
                                                         : LINEERR(INVALMEDIAMODE);
    return traced("lineSetMediaMode", (uintptr_t)call, result);
}

LONG TSPIAPI TSPI_lineGetCallInfo(HDRVCALL call, LPLINECALLINFO info)
{
    return traced("lineGetCallInfo", (uintptr_t)call, call_structure(call, info, fill_call_info));
}

LONG TSPIAPI TSPI_lineGetCallStatus(HDRVCALL call, LPLINECALLSTATUS status)
{
    return traced(
        "lineGetCallStatus", (uintptr_t)call, call_structure(call, status, fill_call_status));
}

static int32_t no_structure(const struct call *call, void *out)
{
    DWORD address = 0;
    (void)call;
    memcpy(out, &address, sizeof address);
    return 0;
}

LONG TSPIAPI TSPI_lineGetCallAddressID(HDRVCALL call, LPDWORD address)
{
    return traced(
        "lineGetCallAddressID", (uintptr_t)call, call_structure(call, address, no_structure));
}

LONG TSPIAPI TSPI_lineSetAppSpecific(HDRVCALL call, DWORD value)
{
    LONG result = LINEERR(INVALCALLHANDLE);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = call_set_app_specific(&runtime->provider, (uintptr_t)call, value);
        runtime_unlock(runtime);
    }
    runtime_leave();
    return traced("lineSetAppSpecific", (uintptr_t)call, result);
}
