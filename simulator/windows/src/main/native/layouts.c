/* Fields of the TAPI structures. Source: tapi.h and the structures' pages. Versions: docs of each
 * field. */
#include "names.h"
#include "structs.h"

#include <stddef.h>

#define NUMBER(s, m)                                                                               \
    {                                                                                              \
#m, FIELD_NUMBER, offsetof(s, m), 0, NULL                                                  \
    }
#define BITS(s, m, names)                                                                          \
    {                                                                                              \
#m, FIELD_BITS, offsetof(s, m), 0, names                                                   \
    }
#define NAME(s, m, names)                                                                          \
    {                                                                                              \
#m, FIELD_NAME, offsetof(s, m), 0, names                                                   \
    }
#define OWNED(s, m)                                                                                \
    {                                                                                              \
#m, FIELD_OWNED, offsetof(s, m), 0, NULL                                                   \
    }
#define PART(s, m, kind)                                                                           \
    {                                                                                              \
#m, kind, offsetof(s, m##Size), offsetof(s, m##Offset), NULL                               \
    }
#undef TEXT
#define TEXT(s, m) PART(s, m, FIELD_TEXT)
#define LIST(s, m) PART(s, m, FIELD_LIST)
#define BYTES(s, m) PART(s, m, FIELD_BYTES)
#define PARTY(m)                                                                                   \
    BITS(LINECALLINFO, dw##m##Flags, party_id_names), TEXT(LINECALLINFO, dw##m),                   \
        TEXT(LINECALLINFO, dw##m##Name)

_Static_assert(sizeof(LINEDEVCAPS) == 292, "LINEDEVCAPS of TAPI 3");
_Static_assert(sizeof(LINEADDRESSCAPS) == 228, "LINEADDRESSCAPS of TAPI 2");
_Static_assert(sizeof(LINECALLINFO) == 344, "LINECALLINFO of TAPI 3");
_Static_assert(sizeof(LINECALLSTATUS) == 56, "LINECALLSTATUS of TAPI 2");
_Static_assert(sizeof(LINEDEVSTATUS) == 88, "LINEDEVSTATUS of TAPI 2");
_Static_assert(sizeof(LINEADDRESSSTATUS) == 64, "LINEADDRESSSTATUS");

#define S LINEDEVCAPS
static const struct field dev_caps[] = {TEXT(S, dwProviderInfo), TEXT(S, dwSwitchInfo),
    NUMBER(S, dwPermanentLineID), TEXT(S, dwLineName), NUMBER(S, dwStringFormat),
    BITS(S, dwAddressModes, address_mode_names), NUMBER(S, dwNumAddresses),
    BITS(S, dwBearerModes, bearer_mode_names), NUMBER(S, dwMaxRate),
    BITS(S, dwMediaModes, media_mode_names), BITS(S, dwGenerateDigitModes, digit_mode_names),
    BITS(S, dwMonitorDigitModes, digit_mode_names), BITS(S, dwDevCapFlags, dev_cap_names),
    NUMBER(S, dwMaxNumActiveCalls), BITS(S, dwAnswerMode, answer_mode_names),
    NUMBER(S, dwRingModes), BITS(S, dwLineStates, dev_state_names), NUMBER(S, dwNumTerminals),
    BYTES(S, dwTerminalCaps), BYTES(S, dwTerminalText), BYTES(S, dwDevSpecific),
    BITS(S, dwLineFeatures, line_feature_names), LIST(S, dwDeviceClasses)};
#undef S

#define S LINEADDRESSCAPS
static const struct field address_caps[] = {NUMBER(S, dwLineDeviceID), TEXT(S, dwAddress),
    BYTES(S, dwDevSpecific), BITS(S, dwAddressSharing, sharing_names),
    BITS(S, dwAddressStates, addr_state_names), BITS(S, dwCallInfoStates, call_info_state_names),
    BITS(S, dwCallerIDFlags, party_id_names), BITS(S, dwCalledIDFlags, party_id_names),
    BITS(S, dwConnectedIDFlags, party_id_names), BITS(S, dwRedirectionIDFlags, party_id_names),
    BITS(S, dwRedirectingIDFlags, party_id_names), BITS(S, dwCallStates, call_state_names),
    BITS(S, dwDialToneModes, dialtone_mode_names), BITS(S, dwBusyModes, busy_mode_names),
    BITS(S, dwSpecialInfo, special_info_names), BITS(S, dwDisconnectModes, disconnect_mode_names),
    NUMBER(S, dwMaxNumActiveCalls), NUMBER(S, dwMaxNumOnHoldCalls),
    NUMBER(S, dwMaxNumOnHoldPendingCalls), NUMBER(S, dwMaxNumConference),
    NUMBER(S, dwMaxNumTransConf), BITS(S, dwAddrCapFlags, addr_cap_names),
    BITS(S, dwCallFeatures, call_feature_names), BITS(S, dwTransferModes, transfer_mode_names),
    BITS(S, dwForwardModes, forward_mode_names), NUMBER(S, dwMaxForwardEntries),
    NUMBER(S, dwMaxSpecificEntries), BYTES(S, dwCompletionMsgText),
    BITS(S, dwAddressFeatures, addr_feature_names), BYTES(S, dwCallTreatmentList),
    LIST(S, dwDeviceClasses), BITS(S, dwCallFeatures2, call_feature2_names),
    BITS(S, dwConnectedModes, connected_mode_names), BITS(S, dwOfferingModes, offering_mode_names),
    BITS(S, dwAvailableMediaModes, media_mode_names)};
#undef S

#define S LINECALLINFO
static const struct field call_info[] = {OWNED(S, hLine), NUMBER(S, dwLineDeviceID),
    NUMBER(S, dwAddressID), BITS(S, dwBearerMode, bearer_mode_names), NUMBER(S, dwRate),
    BITS(S, dwMediaMode, media_mode_names), NUMBER(S, dwAppSpecific), NUMBER(S, dwCallID),
    NUMBER(S, dwRelatedCallID), NUMBER(S, dwCallParamFlags),
    BITS(S, dwCallStates, call_state_names), OWNED(S, dwMonitorDigitModes),
    OWNED(S, dwMonitorMediaModes), NAME(S, dwOrigin, origin_names), NAME(S, dwReason, reason_names),
    NUMBER(S, dwCompletionID), OWNED(S, dwNumOwners), OWNED(S, dwNumMonitors),
    NUMBER(S, dwCountryCode), NUMBER(S, dwTrunk), PARTY(CallerID), PARTY(CalledID),
    PARTY(ConnectedID), PARTY(RedirectionID), PARTY(RedirectingID), TEXT(S, dwAppName),
    TEXT(S, dwDisplayableAddress), TEXT(S, dwCalledParty), TEXT(S, dwComment), BYTES(S, dwDisplay),
    BYTES(S, dwUserUserInfo), BYTES(S, dwHighLevelComp), BYTES(S, dwLowLevelComp),
    BYTES(S, dwChargingInfo), BYTES(S, dwTerminalModes), BYTES(S, dwDevSpecific),
    BYTES(S, dwCallData), BYTES(S, dwSendingFlowspec), BYTES(S, dwReceivingFlowspec)};
#undef S

#define S LINECALLSTATUS
static const struct field call_status[] = {NAME(S, dwCallState, call_state_names),
    NUMBER(S, dwCallStateMode), OWNED(S, dwCallPrivilege),
    BITS(S, dwCallFeatures, call_feature_names), BYTES(S, dwDevSpecific),
    BITS(S, dwCallFeatures2, call_feature2_names)};
#undef S

#define S LINEDEVSTATUS
static const struct field dev_status[] = {OWNED(S, dwNumOpens), OWNED(S, dwOpenMediaModes),
    NUMBER(S, dwNumActiveCalls), NUMBER(S, dwNumOnHoldCalls), NUMBER(S, dwNumOnHoldPendCalls),
    BITS(S, dwLineFeatures, line_feature_names), NUMBER(S, dwNumCallCompletions),
    NUMBER(S, dwRingMode), NUMBER(S, dwSignalLevel), NUMBER(S, dwBatteryLevel),
    BITS(S, dwDevStatusFlags, dev_status_names), BYTES(S, dwTerminalModes), BYTES(S, dwDevSpecific),
    BITS(S, dwAvailableMediaModes, media_mode_names), BYTES(S, dwAppInfo)};
#undef S

#define S LINEADDRESSSTATUS
static const struct field address_status[] = {NUMBER(S, dwNumInUse), NUMBER(S, dwNumActiveCalls),
    NUMBER(S, dwNumOnHoldCalls), NUMBER(S, dwNumOnHoldPendCalls),
    BITS(S, dwAddressFeatures, addr_feature_names), NUMBER(S, dwNumRingsNoAnswer),
    NUMBER(S, dwForwardNumEntries), BYTES(S, dwForward), BYTES(S, dwTerminalModes),
    BYTES(S, dwDevSpecific)};
#undef S

#define S VARSTRING
static const struct field var_string[] = {NUMBER(S, dwStringFormat), BYTES(S, dwString)};
#undef S

#define S LINECALLPARAMS
static const struct field call_params[] = {TEXT(S, dwOrigAddress), TEXT(S, dwDisplayableAddress),
    TEXT(S, dwCalledParty), TEXT(S, dwComment), BYTES(S, dwUserUserInfo), BYTES(S, dwHighLevelComp),
    BYTES(S, dwLowLevelComp), BYTES(S, dwDevSpecific), TEXT(S, dwTargetAddress),
    BYTES(S, dwSendingFlowspec), BYTES(S, dwReceivingFlowspec), TEXT(S, dwDeviceClass),
    BYTES(S, dwDeviceConfig), BYTES(S, dwCallData), TEXT(S, dwCallingPartyID)};
#undef S

#define COUNT(fields) fields, sizeof fields / sizeof *fields

static const struct layout layouts[] = {
    [STRUCT_DEVCAPS] = {"LINEDEVCAPS", COUNT(dev_caps), {236, 240, 252, 252, 268, 292}},
    [STRUCT_ADDRESSCAPS] = {"LINEADDRESSCAPS", COUNT(address_caps), {176, 180, 228, 228, 228, 228}},
    [STRUCT_CALLINFO] = {"LINECALLINFO", COUNT(call_info), {296, 296, 324, 324, 324, 344}},
    [STRUCT_CALLSTATUS] = {"LINECALLSTATUS", COUNT(call_status), {36, 36, 56, 56, 56, 56}},
    [STRUCT_DEVSTATUS] = {"LINEDEVSTATUS", COUNT(dev_status), {76, 76, 88, 88, 88, 88}},
    [STRUCT_ADDRESSSTATUS] = {"LINEADDRESSSTATUS", COUNT(address_status), {64, 64, 64, 64, 64, 64}},
    [STRUCT_VARSTRING] = {"VARSTRING", COUNT(var_string), {24, 24, 24, 24, 24, 24}},
    [STRUCT_CALLPARAMS] = {"LINECALLPARAMS", COUNT(call_params), {112, 112, 176, 176, 176, 180}},
};

const struct layout *layout_of(enum struct_kind kind)
{
    return &layouts[kind];
}

unsigned layout_size(const struct layout *layout, DWORD version)
{
    static const DWORD versions[] = {
        VERSION_1_3, VERSION_1_4, VERSION_2_0, VERSION_2_1, VERSION_2_2, VERSION_3_0};
    unsigned i = 0;
    while (i < 5 && versions[i + 1] <= version) {
        i++;
    }
    return layout->sizes[i];
}
