/* One sample of each function of the provider. */
#include "measure.h"

#include <stdio.h>

enum {
    ROOM = 4096,     /* for any structure */
    FEW = 2000,      /* samples of what leaves a frame, or an event, in the provider's queue */
    ASYNC_FEW = 100, /* samples of what leaves an open request */
    NAME_ROOM = MAX_PATH,
    EXTENSION = 0x10000 /* version 1.0 */
};

static DRV_REQUESTID last_request;
static _Alignas(8) uint8_t room[ROOM];
static HDRVCALL made;

static void *structure(void)
{
    DWORD total = ROOM;
    memcpy(room, &total, sizeof total);
    return room;
}

static HDRVLINE line_at(unsigned i)
{
    return lines[i % line_count];
}

static HDRVCALL call_at(unsigned i)
{
    return calls[i % call_count];
}

static LONG dev_caps(void *f, unsigned i)
{
    return ((f4)f)(BASE + i % line_count, VERSION, 0, (P)structure());
}

static LONG address_caps(void *f, unsigned i)
{
    return ((f5)f)(BASE + i % line_count, 0, VERSION, 0, (P)structure());
}

static LONG line_structure(void *f, unsigned i)
{
    return ((f2)f)((P)line_at(i), (P)structure());
}

static LONG address_status(void *f, unsigned i)
{
    return ((f3)f)((P)line_at(i), 0, (P)structure());
}

static LONG address_id(void *f, unsigned i)
{
    wchar_t address[16];
    DWORD id = 0;
    _snwprintf(address, 16, L"%u", 1001 + i % line_count);
    return ((f5)f)((P)line_at(i), (P)&id, LINEADDRESSMODE_DIALABLEADDR, (P)address,
        (DWORD)(wcslen(address) + 1) * 2);
}

static LONG get_id(void *f, unsigned i)
{
    return ((f7)f)((P)line_at(i), 0, 0, LINECALLSELECT_LINE, (P)structure(), (P)L"tapi/line", 0);
}

static LONG negotiate(void *f, unsigned i)
{
    DWORD version = 0;
    return ((f4)f)(BASE + i % line_count, 0x10003, 0x30001, (P)&version);
}

static LONG detect_media(void *f, unsigned i)
{
    return ((f2)f)((P)line_at(i), LINEMEDIAMODE_INTERACTIVEVOICE);
}

static LONG conditional_media(void *f, unsigned i)
{
    return ((f3)f)((P)line_at(i), LINEMEDIAMODE_INTERACTIVEVOICE, 0);
}

static LONG status_messages(void *f, unsigned i)
{
    return ((f3)f)((P)line_at(i), LINEDEVSTATE_RINGING, 0);
}

static LONG call_structure(void *f, unsigned i)
{
    return ((f2)f)((P)call_at(i), (P)structure());
}

static LONG app_specific(void *f, unsigned i)
{
    return ((f2)f)((P)call_at(i), i);
}

static LONG identify(void *f, unsigned i)
{
    static wchar_t name[NAME_ROOM];
    (void)i;
    return ((f1)f)((P)name);
}

/* The last line, which has no calls, is closed and opened again. */
static LONG close_line(void *f, unsigned i)
{
    (void)i;
    return ((f1)f)((P)lines[line_count - 1]);
}

static LONG open_line(void *f, unsigned i)
{
    (void)i;
    return ((f5)f)(BASE + line_count - 1, 0x10000, (P)&lines[line_count - 1], VERSION, (P)on_event);
}

static LONG make_call(void *f, unsigned i)
{
    return ((f7)f)(++last_request, (P)line_at(i), 0x30000 + i, (P)&made, (P)L"0891851", 0, 0);
}

static LONG close_call(void *f, unsigned i)
{
    (void)i;
    return ((f1)f)((P)made);
}

static LONG plain_request(void *f, unsigned i)
{
    return ((f2)f)(++last_request, (P)call_at(i));
}

static LONG request_with_data(void *f, unsigned i)
{
    return ((f4)f)(++last_request, (P)call_at(i), 0, 0);
}

static LONG dial(void *f, unsigned i)
{
    return ((f4)f)(++last_request, (P)call_at(i), (P)L"0891851", 0);
}

static LONG extension_id(void *f, unsigned i)
{
    LINEEXTENSIONID id;
    return ((f3)f)(BASE + i % line_count, VERSION, (P)&id);
}

static LONG negotiate_extension(void *f, unsigned i)
{
    DWORD version = 0;
    return ((f5)f)(BASE + i % line_count, VERSION, 0, EXTENSION, (P)&version);
}

static LONG select_extension(void *f, unsigned i)
{
    return ((f2)f)((P)line_at(i), i / line_count % 2 == 0 ? EXTENSION : 0);
}

static LONG media_mode(void *f, unsigned i)
{
    return ((f2)f)((P)call_at(i), LINEMEDIAMODE_INTERACTIVEVOICE);
}

static LONG call_data(void *f, unsigned i)
{
    return ((f4)f)(++last_request, (P)call_at(i), (P)&i, sizeof i);
}

static LONG details(void *f, unsigned i)
{
    const DWORD command = 1;
    memcpy(room, &command, sizeof command);
    return ((f6)f)(
        ++last_request, (P)lines_of_calls[i % call_count], 0, (P)call_at(i), (P)room, ROOM);
}

/* What lineOpen and all requests have to ask Windows for: who is asking. */
static LONG thread_token(void *f, unsigned i)
{
    HANDLE token;
    (void)f;
    (void)i;
    return OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token) ? -1 : 0;
}

const struct measured functions[] = {
    {"lineGetDevCaps", dev_caps, NULL, NULL, 0, false},
    {"lineGetAddressCaps", address_caps, NULL, NULL, 0, false},
    {"lineGetLineDevStatus", line_structure, NULL, NULL, 0, false},
    {"lineGetAddressStatus", address_status, NULL, NULL, 0, false},
    {"lineGetNumAddressIDs", line_structure, NULL, NULL, 0, false},
    {"lineGetAddressID", address_id, NULL, NULL, 0, false},
    {"lineGetID", get_id, NULL, NULL, 0, false},
    {"lineNegotiateTSPIVersion", negotiate, NULL, NULL, 0, false},
    {"lineSetDefaultMediaDetection", detect_media, NULL, NULL, 0, false},
    {"lineConditionalMediaDetection", conditional_media, NULL, NULL, 0, false},
    {"lineSetStatusMessages", status_messages, NULL, NULL, 0, false},
    {"lineGetCallInfo", call_structure, NULL, NULL, 0, false},
    {"lineGetCallStatus", call_structure, NULL, NULL, 0, false},
    {"lineGetCallAddressID", call_structure, NULL, NULL, 0, false},
    {"lineGetExtensionID", extension_id, NULL, NULL, 0, false},
    {"lineNegotiateExtVersion", negotiate_extension, NULL, NULL, 0, false},
    {"lineSelectExtVersion", select_extension, NULL, NULL, 0, false},
    {"lineSetMediaMode", media_mode, NULL, NULL, 0, false},
    {"lineSetAppSpecific", app_specific, NULL, NULL, 0, false},
    {"providerUIIdentify", identify, NULL, NULL, 0, false},
    {NULL, thread_token, NULL, NULL, 0, false},
    {"lineClose", close_line, "lineOpen", open_line, FEW, false},
    {"lineMakeCall", make_call, "lineCloseCall", close_call, FEW, true},
    {"lineSetCallData", call_data, NULL, NULL, FEW, true},
    {"lineDevSpecific", details, NULL, NULL, FEW, true},
    {"lineHold", plain_request, NULL, NULL, ASYNC_FEW, true},
    {"lineAnswer", request_with_data, NULL, NULL, ASYNC_FEW, true},
    {"lineDial", dial, NULL, NULL, ASYNC_FEW, true},
};
const unsigned function_count = sizeof functions / sizeof *functions;
