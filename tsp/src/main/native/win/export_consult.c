/* TSPI: transfer and conference. New handles are written under the lock, before any completion. */
#include "tsp.h"

#include "../core/call_params.h"
#include "../core/tapi_layout.h"

static LONG consult(struct consultation *asked, LPHDRVCALL hd_consult, LPHDRVCALL hd_conference)
{
    LONG result = LINEERR(OPERATIONFAILED);
    struct caller caller;
    identity_probe(&caller);
    struct wire_caller on_wire = caller_on_wire(&caller);
    struct runtime *runtime = runtime_enter();
    if (runtime != NULL) {
        runtime_lock(runtime);
        result = call_consult(&runtime->provider, asked, &on_wire, runtime_now());
        if (asked->hd_consult != 0) {
            *hd_consult = (HDRVCALL)asked->hd_consult;
        }
        if (asked->hd_conference != 0) {
            *hd_conference = (HDRVCALL)asked->hd_conference;
        }
        runtime_unlock(runtime);
    }
    runtime_leave();
    return result;
}

/* With a consultation call, which is dialled at once if the program says so and to where. */
static LONG setup(struct consultation *asked, const LINECALLPARAMS *params, LPHDRVCALL hd_consult,
    LPHDRVCALL hd_conference)
{
    uint8_t room[MAX_ADDRESS_UNITS * 2];
    LONG result = params_check(params);
    if (result == 0) {
        result = params_target(params, room, &asked->target);
    }
    return result != 0 ? result : consult(asked, hd_consult, hd_conference);
}

LONG TSPIAPI TSPI_lineSwapHold(DRV_REQUESTID request, HDRVCALL active, HDRVCALL held)
{
    struct consultation asked = {.operation = OP_SWAP_HOLD,
        .request = request,
        .hd_call = (uintptr_t)active,
        .hd_other = (uintptr_t)held};
    return traced("lineSwapHold", (uintptr_t)active, consult(&asked, NULL, NULL));
}

LONG TSPIAPI TSPI_lineSetupTransfer(DRV_REQUESTID request, HDRVCALL call, HTAPICALL ht_consult,
    LPHDRVCALL hd_consult, LPLINECALLPARAMS const params)
{
    struct consultation asked = {.operation = OP_SETUP_TRANSFER,
        .request = request,
        .hd_call = (uintptr_t)call,
        .ht_consult = (uintptr_t)ht_consult};
    LONG result =
        hd_consult == NULL ? LINEERR(INVALPOINTER) : setup(&asked, params, hd_consult, NULL);
    return traced("lineSetupTransfer", (uintptr_t)call, result);
}

LONG TSPIAPI TSPI_lineCompleteTransfer(DRV_REQUESTID request, HDRVCALL call, HDRVCALL consult_call,
    HTAPICALL ht_conference, LPHDRVCALL hd_conference, DWORD mode)
{
    struct consultation asked = {.operation = OP_COMPLETE_TRANSFER,
        .request = request,
        .hd_call = (uintptr_t)call,
        .hd_other = (uintptr_t)consult_call,
        .mode = mode,
        .ht_conference = (uintptr_t)ht_conference};
    LONG result = mode == LINETRANSFERMODE_CONFERENCE && hd_conference == NULL
                      ? LINEERR(INVALPOINTER)
                      : consult(&asked, NULL, hd_conference);
    return traced("lineCompleteTransfer", (uintptr_t)call, result);
}

LONG TSPIAPI TSPI_lineSetupConference(DRV_REQUESTID request, HDRVCALL call, HDRVLINE line,
    HTAPICALL ht_conference, LPHDRVCALL hd_conference, HTAPICALL ht_consult, LPHDRVCALL hd_consult,
    DWORD parties, LPLINECALLPARAMS const params)
{
    (void)line; /* for a conference without a first call: LINEADDRCAPFLAGS_SETUPCONFNULL not set */
    struct consultation asked = {.operation = OP_SETUP_CONFERENCE,
        .request = request,
        .hd_call = (uintptr_t)call,
        .parties = parties,
        .ht_consult = (uintptr_t)ht_consult,
        .ht_conference = (uintptr_t)ht_conference};
    LONG result = hd_consult == NULL || hd_conference == NULL
                      ? LINEERR(INVALPOINTER)
                      : setup(&asked, params, hd_consult, hd_conference);
    return traced("lineSetupConference", (uintptr_t)call, result);
}

LONG TSPIAPI TSPI_linePrepareAddToConference(DRV_REQUESTID request, HDRVCALL conference,
    HTAPICALL ht_consult, LPHDRVCALL hd_consult, LPLINECALLPARAMS const params)
{
    struct consultation asked = {.operation = OP_PREPARE_ADD_TO_CONFERENCE,
        .request = request,
        .hd_call = (uintptr_t)conference,
        .ht_consult = (uintptr_t)ht_consult};
    LONG result =
        hd_consult == NULL ? LINEERR(INVALPOINTER) : setup(&asked, params, hd_consult, NULL);
    return traced("linePrepareAddToConference", (uintptr_t)conference, result);
}

LONG TSPIAPI TSPI_lineAddToConference(
    DRV_REQUESTID request, HDRVCALL conference, HDRVCALL consult_call)
{
    struct consultation asked = {.operation = OP_ADD_TO_CONFERENCE,
        .request = request,
        .hd_call = (uintptr_t)conference,
        .hd_other = (uintptr_t)consult_call};
    return traced("lineAddToConference", (uintptr_t)conference, consult(&asked, NULL, NULL));
}
