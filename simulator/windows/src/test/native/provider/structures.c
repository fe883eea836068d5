/* Structures, packed as the pages demand: fixed part of the version, then text without gaps. */
#include "provider.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct packer {
    unsigned char *data;
    DWORD total;
    DWORD fixed;
    DWORD used;
    DWORD needed;
};

static struct packer begin(void *data, DWORD fixed)
{
    struct packer packer = {data, 0, fixed, fixed, fixed};
    memcpy(&packer.total, data, sizeof packer.total);
    return packer;
}

/* Fields that the version does not have are left alone. */
static void set(const struct packer *packer, size_t offset, DWORD value)
{
    if (offset + sizeof value <= packer->fixed) {
        memcpy(packer->data + offset, &value, sizeof value);
    }
}

static void text(struct packer *packer, size_t size_at, size_t offset_at, const wchar_t *value)
{
    DWORD size = (DWORD)((wcslen(value) + 1) * sizeof *value);
    DWORD room = (size + 3) / 4 * 4;
    packer->needed += room;
    if (packer->used + room > packer->total) {
        return;
    }
    if (!fault("struct.inside")) {
        memcpy(packer->data + packer->used, value, size);
    }
    set(packer, size_at, fault("struct.text") ? size - 2 : size);
    set(packer, offset_at, fault("struct.inside") ? packer->total : packer->used);
    packer->used += room;
}

static LONG end(struct packer *packer)
{
    DWORD used = packer->used;
    DWORD needed = packer->needed;
#ifdef FAULTY
    if (fault("struct.total")) {
        set(packer, 0, packer->total + 4);
    }
    if (fault("struct.used")) {
        used = packer->total + 4;
    }
    if (fault("struct.needed")) {
        needed = used - 4;
    }
    if (fault("struct.growth")) {
        needed = packer->total + 100;
    }
    if (fault("struct.overrun")) {
        DWORD *volatile behind = (DWORD *)(packer->data + packer->total);
        *behind = 1;
    }
    if (fault("struct.foreign")) {
        needed += 8;
        if (used + 8 <= packer->total) {
            memset(packer->data + used + 4, 0x77, 4);
        }
    }
#endif
    set(packer, 4, needed);
    set(packer, 8, used);
    return 0;
}

static DWORD permanent_id(DWORD device)
{
    static DWORD changing = 1000;
    if (fault("permanent-id.zero")) {
        return 0;
    }
    if (fault("permanent-id.unique")) {
        return 0x4711;
    }
    return fault("permanent-id.stable") ? changing++ : 0x4711 + device;
}

#define SET(s, m, value) set(&p, offsetof(s, m), (DWORD)(value))
#define TEXT_OF(s, m, value) text(&p, offsetof(s, m##Size), offsetof(s, m##Offset), value)

LONG WINAPI TSPI_lineGetDevCaps(DWORD device, DWORD version, DWORD extension, LPLINEDEVCAPS caps)
{
    struct packer p = begin(caps, version < 0x00010004 ? 236 : version < 0x00020000 ? 240 : 252);
    wchar_t name[32];
    (void)extension;
    if (!line_of(device)) {
        return (LONG)LINEERR_NODEVICE;
    }
    swprintf(name, 32, L"Prüfleitung %lu", (unsigned long)device);
    SET(LINEDEVCAPS, dwPermanentLineID, permanent_id(device));
    SET(LINEDEVCAPS, dwStringFormat,
        fault("struct.format") ? STRINGFORMAT_ASCII : STRINGFORMAT_UNICODE);
    SET(LINEDEVCAPS, dwAddressModes, LINEADDRESSMODE_ADDRESSID);
    SET(LINEDEVCAPS, dwNumAddresses, 1);
    SET(LINEDEVCAPS, dwBearerModes, fault("caps.basic") ? 0 : LINEBEARERMODE_VOICE);
    SET(LINEDEVCAPS, dwMediaModes, LINEMEDIAMODE_INTERACTIVEVOICE);
    SET(LINEDEVCAPS, dwMaxNumActiveCalls, 1);
    SET(LINEDEVCAPS, dwRingModes, 1);
    SET(LINEDEVCAPS, dwLineStates,
        fault("caps.linestates") ? LINEDEVSTATE_NUMCALLS
                                 : LINEDEVSTATE_RINGING | LINEDEVSTATE_NUMCALLS);
    SET(LINEDEVCAPS, dwLineFeatures, LINEFEATURE_MAKECALL | LINEFEATURE_DEVSPECIFIC);
    TEXT_OF(LINEDEVCAPS, dwProviderInfo, L"test provider");
    TEXT_OF(LINEDEVCAPS, dwLineName, name);
    return end(&p);
}

LONG WINAPI TSPI_lineGetAddressCaps(
    DWORD device, DWORD address, DWORD version, DWORD extension, LPLINEADDRESSCAPS caps)
{
    struct packer p = begin(caps, version < 0x00010004 ? 176 : version < 0x00020000 ? 180 : 228);
    (void)extension;
    if (address != 0) {
        return (LONG)LINEERR_INVALADDRESSID;
    }
    DWORD states = LINECALLSTATE_IDLE | LINECALLSTATE_OFFERING | LINECALLSTATE_DIALING |
                   LINECALLSTATE_PROCEEDING | LINECALLSTATE_RINGBACK | LINECALLSTATE_CONNECTED |
                   LINECALLSTATE_ONHOLD | LINECALLSTATE_DISCONNECTED;
    DWORD features = LINECALLFEATURE_ANSWER | LINECALLFEATURE_DROP | LINECALLFEATURE_HOLD |
                     LINECALLFEATURE_UNHOLD;
    if (fault("caps.states")) {
        states &= ~(DWORD)LINECALLSTATE_RINGBACK;
    }
    if (fault("caps.features")) {
        features &= ~(DWORD)LINECALLFEATURE_HOLD;
    }
    if (fault("caps.exports")) {
        features |= LINECALLFEATURE_PARK;
    }
    SET(LINEADDRESSCAPS, dwLineDeviceID, device);
    SET(LINEADDRESSCAPS, dwAddressSharing, LINEADDRESSSHARING_PRIVATE);
    SET(LINEADDRESSCAPS, dwAddressStates,
        fault("caps.addressstates") ? 0 : LINEADDRESSSTATE_NUMCALLS);
    SET(LINEADDRESSCAPS, dwCallInfoStates,
        LINECALLINFOSTATE_CALLERID | (fault("caps.callinfo") ? 0 : LINECALLINFOSTATE_CALLEDID));
    SET(LINEADDRESSCAPS, dwCallStates, states);
    SET(LINEADDRESSCAPS, dwDisconnectModes,
        fault("caps.modes") ? LINEDISCONNECTMODE_BUSY : LINEDISCONNECTMODE_NORMAL);
    SET(LINEADDRESSCAPS, dwMaxNumActiveCalls, 1);
    SET(LINEADDRESSCAPS, dwMaxNumOnHoldCalls, 1);
    SET(LINEADDRESSCAPS, dwAddrCapFlags, LINEADDRCAPFLAGS_DIALED);
    SET(LINEADDRESSCAPS, dwCallFeatures, features);
    SET(LINEADDRESSCAPS, dwAddressFeatures, LINEADDRFEATURE_MAKECALL);
    SET(LINEADDRESSCAPS, dwConnectedModes, LINECONNECTEDMODE_ACTIVE);
    SET(LINEADDRESSCAPS, dwOfferingModes, LINEOFFERINGMODE_ACTIVE);
    TEXT_OF(LINEADDRESSCAPS, dwAddress, L"101");
    return end(&p);
}

LONG WINAPI TSPI_lineGetCallInfo(HDRVCALL driver, LPLINECALLINFO info)
{
    struct call *call = call_of(driver);
    if (!call) {
        return (LONG)LINEERR_INVALCALLHANDLE;
    }
    if (fault("struct.too-small")) {
        return (LONG)LINEERR_STRUCTURETOOSMALL;
    }
    struct packer p = begin(info, call->line->version < 0x00020000 ? 296 : 324);
    SET(LINECALLINFO, dwLineDeviceID, fault("device-id") ? 77 : call->line->device);
    SET(LINECALLINFO, dwBearerMode, LINEBEARERMODE_VOICE);
    SET(LINECALLINFO, dwMediaMode, LINEMEDIAMODE_INTERACTIVEVOICE);
    SET(LINECALLINFO, dwOrigin, call->outgoing ? LINECALLORIGIN_OUTBOUND : LINECALLORIGIN_INTERNAL);
    SET(LINECALLINFO, dwReason, LINECALLREASON_DIRECT);
    if (fault("struct.owned")) {
        SET(LINECALLINFO, dwNumOwners, 1);
    }
    if (call->outgoing) {
        SET(LINECALLINFO, dwCalledIDFlags, LINECALLPARTYID_ADDRESS);
        TEXT_OF(LINECALLINFO, dwCalledID, call->number);
    } else {
        SET(LINECALLINFO, dwCallerIDFlags, LINECALLPARTYID_ADDRESS | LINECALLPARTYID_NAME);
        TEXT_OF(LINECALLINFO, dwCallerID, call->number);
        TEXT_OF(LINECALLINFO, dwCallerIDName, L"Käpt'n Ahab");
    }
    return end(&p);
}

LONG WINAPI TSPI_lineGetCallStatus(HDRVCALL driver, LPLINECALLSTATUS status)
{
    struct call *call = call_of(driver);
    if (!call) {
        return (LONG)LINEERR_INVALCALLHANDLE;
    }
    struct packer p = begin(status, call->line->version < 0x00020000 ? 36 : 56);
    SET(LINECALLSTATUS, dwCallState, call->state);
    SET(LINECALLSTATUS, dwCallFeatures, features_of(call));
    return end(&p);
}

LONG WINAPI TSPI_lineGetLineDevStatus(HDRVLINE driver, LPLINEDEVSTATUS status)
{
    struct line *line = line_of((DWORD)((DWORD_PTR)driver - 1));
    if (!line) {
        return (LONG)LINEERR_INVALLINEHANDLE;
    }
    EnterCriticalSection(&lock);
    DWORD version = line->version;
    LeaveCriticalSection(&lock);
    struct packer p = begin(status, version < 0x00020000 ? 76 : 88);
    SET(LINEDEVSTATUS, dwLineFeatures, LINEFEATURE_MAKECALL | LINEFEATURE_DEVSPECIFIC);
    SET(LINEDEVSTATUS, dwDevStatusFlags,
        LINEDEVSTATUSFLAGS_CONNECTED | LINEDEVSTATUSFLAGS_INSERVICE);
    return end(&p);
}

LONG WINAPI TSPI_lineGetAddressStatus(HDRVLINE driver, DWORD address, LPLINEADDRESSSTATUS status)
{
    struct packer p = begin(status, 64);
    (void)driver;
    if (fault("sync.slow")) {
        Sleep(150);
    }
    if (address != 0) {
        return (LONG)LINEERR_INVALADDRESSID;
    }
    SET(LINEADDRESSSTATUS, dwAddressFeatures, LINEADDRFEATURE_MAKECALL);
    return end(&p);
}

LONG WINAPI TSPI_lineGetID(HDRVLINE driver, DWORD address, HDRVCALL call, DWORD select,
    LPVARSTRING id, LPCWSTR class, HANDLE process)
{
    DWORD device = (DWORD)((DWORD_PTR)driver - 1);
    struct packer p = begin(id, 24);
    (void)address;
    (void)call;
    (void)select;
    (void)process;
    if (wcscmp(class, L"tapi/line") != 0) {
        return (LONG)LINEERR_NODEVICE;
    }
    p.needed += sizeof device;
    if (p.used + sizeof device <= p.total) {
        memcpy(p.data + p.used, &device, sizeof device);
        SET(VARSTRING, dwStringFormat, STRINGFORMAT_BINARY);
        SET(VARSTRING, dwStringSize, sizeof device);
        SET(VARSTRING, dwStringOffset, p.used);
        p.used += sizeof device;
    }
    return end(&p);
}
