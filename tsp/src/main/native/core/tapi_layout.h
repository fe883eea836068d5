/*
 * TAPI's structures and constants as far as this provider uses them, without windows.h, so that all that
 * fills them builds and is tested natively. win/layout.c compares every offset and value with tapi.h.
 * All members are 32 bit wide (tapi.h packs to 1; there is nothing to pack). Source: tapi.h, LINE* pages.
 */
#ifndef ISHMAEL_TAPI_LAYOUT_H
#define ISHMAEL_TAPI_LAYOUT_H

#include <stdint.h>

#define LINEERR(name) ((int32_t)TAPI_ERR_##name)

#define TAPI_ERR_ALLOCATED 0x80000001u
#define TAPI_ERR_BEARERMODEUNAVAIL 0x80000003u
#define TAPI_ERR_CALLUNAVAIL 0x80000005u
#define TAPI_ERR_DIALBILLING 0x80000008u
#define TAPI_ERR_DIALDIALTONE 0x80000009u
#define TAPI_ERR_DIALPROMPT 0x8000000Au
#define TAPI_ERR_DIALQUIET 0x8000000Bu
#define TAPI_ERR_INCOMPATIBLEAPIVERSION 0x8000000Cu
#define TAPI_ERR_INUSE 0x8000000Fu
#define TAPI_ERR_INVALADDRESS 0x80000010u
#define TAPI_ERR_INVALADDRESSID 0x80000011u
#define TAPI_ERR_INVALADDRESSMODE 0x80000012u
#define TAPI_ERR_INVALBEARERMODE 0x80000016u
#define TAPI_ERR_INVALCALLHANDLE 0x80000018u
#define TAPI_ERR_INVALCALLPARAMS 0x80000019u
#define TAPI_ERR_INVALCALLSTATE 0x8000001Cu
#define TAPI_ERR_INVALDEVICECLASS 0x80000023u
#define TAPI_ERR_INVALLINEHANDLE 0x8000002Bu
#define TAPI_ERR_INVALMEDIAMODE 0x8000002Fu
#define TAPI_ERR_INVALPOINTER 0x80000035u
#define TAPI_ERR_NODEVICE 0x80000042u
#define TAPI_ERR_NOMEM 0x80000044u
#define TAPI_ERR_NOMULTIPLEINSTANCE 0x80000056u
#define TAPI_ERR_OPERATIONFAILED 0x80000048u
#define TAPI_ERR_OPERATIONUNAVAIL 0x80000049u
#define TAPI_ERR_RESOURCEUNAVAIL 0x8000004Bu
#define TAPI_ERR_STRUCTURETOOSMALL 0x8000004Du
#define TAPI_ERR_UNINITIALIZED 0x80000050u

enum {
    T_LINE_ADDRESSSTATE = 0x0,
    T_LINE_CALLINFO = 0x1,
    T_LINE_CALLSTATE = 0x2,
    T_LINE_CREATE = 0x13,
    T_LINE_LINEDEVSTATE = 0x8,
    T_LINE_REMOVE = 0x19,
    T_LINECALLSTATE_IDLE = 0x1,
    T_LINECALLSTATE_OFFERING = 0x2,
    T_LINECALLSTATE_ACCEPTED = 0x4,
    T_LINECALLSTATE_DIALTONE = 0x8,
    T_LINECALLSTATE_DIALING = 0x10,
    T_LINECALLSTATE_RINGBACK = 0x20,
    T_LINECALLSTATE_BUSY = 0x40,
    T_LINECALLSTATE_SPECIALINFO = 0x80,
    T_LINECALLSTATE_CONNECTED = 0x100,
    T_LINECALLSTATE_PROCEEDING = 0x200,
    T_LINECALLSTATE_ONHOLD = 0x400,
    T_LINECALLSTATE_CONFERENCED = 0x800,
    T_LINECALLSTATE_ONHOLDPENDCONF = 0x1000,
    T_LINECALLSTATE_ONHOLDPENDTRANSFER = 0x2000,
    T_LINECALLSTATE_DISCONNECTED = 0x4000,
    T_LINECALLSTATE_UNKNOWN = 0x8000,
    T_LINECALLFEATURE_DROP = 0x80,
    T_LINECALLFEATURE_ACCEPT = 0x1,
    T_LINECALLFEATURE_ANSWER = 0x4,
    T_LINECALLFEATURE_HOLD = 0x800,
    T_LINECALLFEATURE_UNHOLD = 0x8000000,
    T_LINECALLFEATURE_DIAL = 0x40,
    T_LINECALLINFOSTATE_OTHER = 0x1,
    T_LINECALLINFOSTATE_APPSPECIFIC = 0x20,
    T_LINECALLINFOSTATE_CALLID = 0x40,
    T_LINECALLINFOSTATE_RELATEDCALLID = 0x80,
    T_LINECALLINFOSTATE_ORIGIN = 0x100,
    T_LINECALLINFOSTATE_REASON = 0x200,
    T_LINECALLINFOSTATE_CALLERID = 0x8000,
    T_LINECALLINFOSTATE_CALLEDID = 0x10000,
    T_LINECALLINFOSTATE_CONNECTEDID = 0x20000,
    T_LINECALLINFOSTATE_REDIRECTIONID = 0x40000,
    T_LINECALLINFOSTATE_REDIRECTINGID = 0x80000,
    T_LINECALLORIGIN_OUTBOUND = 0x1,
    T_LINECALLORIGIN_INTERNAL = 0x2,
    T_LINECALLORIGIN_EXTERNAL = 0x4,
    T_LINECALLORIGIN_UNKNOWN = 0x10,
    T_LINECALLORIGIN_UNAVAIL = 0x20,
    T_LINECALLORIGIN_INBOUND = 0x80,
    T_LINECALLREASON_DIRECT = 0x1,
    T_LINECALLREASON_PICKUP = 0x10,
    T_LINECALLREASON_UNKNOWN = 0x400,
    T_LINECALLREASON_ROUTEREQUEST = 0x8000,
    T_LINECALLPARTYID_BLOCKED = 0x1,
    T_LINECALLPARTYID_OUTOFAREA = 0x2,
    T_LINECALLPARTYID_NAME = 0x4,
    T_LINECALLPARTYID_ADDRESS = 0x8,
    T_LINECALLPARTYID_PARTIAL = 0x10,
    T_LINECALLPARTYID_UNKNOWN = 0x20,
    T_LINECALLPARTYID_UNAVAIL = 0x40,
    T_LINEDISCONNECTMODE_NORMAL = 0x1,
    T_LINEDISCONNECTMODE_UNKNOWN = 0x2,
    T_LINEDISCONNECTMODE_UNAVAIL = 0x800,
    T_LINEDISCONNECTMODE_NODIALTONE = 0x1000,
    T_LINEDISCONNECTMODE_CANCELLED = 0x80000,
    T_LINEDEVSTATE_OTHER = 0x1,
    T_LINEDEVSTATE_RINGING = 0x2,
    T_LINEDEVSTATE_INSERVICE = 0x40,
    T_LINEDEVSTATE_OUTOFSERVICE = 0x80,
    T_LINEDEVSTATE_CAPSCHANGE = 0x100000,
    T_LINEDEVSTATE_REMOVED = 0x1000000,
    T_LINEDEVSTATUSFLAGS_CONNECTED = 0x1,
    T_LINEDEVSTATUSFLAGS_INSERVICE = 0x4,
    T_LINEADDRESSSTATE_OTHER = 0x1,
    T_LINEADDRESSSTATE_CAPSCHANGE = 0x100,
    T_LINEADDRCAPFLAGS_DIALED = 0x20,
    T_LINEADDRCAPFLAGS_PARTIALDIAL = 0x10000,
    T_LINEADDRCAPFLAGS_ORIGOFFHOOK = 0x40,
    T_LINEADDRESSMODE_ADDRESSID = 0x1,
    T_LINEADDRESSMODE_DIALABLEADDR = 0x2,
    T_LINEADDRESSSHARING_PRIVATE = 0x1,
    T_LINEADDRFEATURE_MAKECALL = 0x2,
    T_LINEADDRFEATURE_PICKUP = 0x4,
    T_LINEFEATURE_MAKECALL = 0x8,
    T_LINEANSWERMODE_NONE = 0x1,
    T_LINEBEARERMODE_VOICE = 0x1,
    T_LINEBEARERMODE_SPEECH = 0x2,
    T_LINEMEDIAMODE_UNKNOWN = 0x2,
    T_LINEMEDIAMODE_INTERACTIVEVOICE = 0x4,
    T_LINEMEDIAMODE_AUTOMATEDVOICE = 0x8,
    T_LINEBUSYMODE_STATION = 0x1,
    T_LINEBUSYMODE_TRUNK = 0x2,
    T_LINEBUSYMODE_UNKNOWN = 0x4,
    T_LINEBUSYMODE_UNAVAIL = 0x8,
    T_LINEDIALTONEMODE_UNAVAIL = 0x20,
    T_LINEDIALTONEMODE_NORMAL = 0x1,
    T_LINEDIALTONEMODE_UNKNOWN = 0x10,
    T_LINESPECIALINFO_UNKNOWN = 0x8,
    T_LINESPECIALINFO_UNAVAIL = 0x10,
    T_LINECONNECTEDMODE_ACTIVE = 0x1,
    T_LINECONNECTEDMODE_INACTIVE = 0x2,
    T_LINECONNECTEDMODE_ACTIVEHELD = 0x4,
    T_LINECONNECTEDMODE_INACTIVEHELD = 0x8,
    T_LINECONNECTEDMODE_CONFIRMED = 0x10,
    T_LINEOFFERINGMODE_ACTIVE = 0x1,
    T_LINEOFFERINGMODE_INACTIVE = 0x2,
    T_LINECALLSELECT_LINE = 0x1,
    T_LINECALLSELECT_ADDRESS = 0x2,
    T_LINECALLSELECT_CALL = 0x4,
    T_STRINGFORMAT_BINARY = 0x4,
    T_STRINGFORMAT_UNICODE = 0x3
};
enum { T_LINE_NEWCALL = 500 };

struct line_dev_caps {
    uint32_t dwTotalSize;
    uint32_t dwNeededSize;
    uint32_t dwUsedSize;
    uint32_t dwProviderInfoSize;
    uint32_t dwProviderInfoOffset;
    uint32_t dwSwitchInfoSize;
    uint32_t dwSwitchInfoOffset;
    uint32_t dwPermanentLineID;
    uint32_t dwLineNameSize;
    uint32_t dwLineNameOffset;
    uint32_t dwStringFormat;
    uint32_t dwAddressModes;
    uint32_t dwNumAddresses;
    uint32_t dwBearerModes;
    uint32_t dwMaxRate;
    uint32_t dwMediaModes;
    uint32_t dwGenerateToneModes;
    uint32_t dwGenerateToneMaxNumFreq;
    uint32_t dwGenerateDigitModes;
    uint32_t dwMonitorToneMaxNumFreq;
    uint32_t dwMonitorToneMaxNumEntries;
    uint32_t dwMonitorDigitModes;
    uint32_t dwGatherDigitsMinTimeout;
    uint32_t dwGatherDigitsMaxTimeout;
    uint32_t dwMedCtlDigitMaxListSize;
    uint32_t dwMedCtlMediaMaxListSize;
    uint32_t dwMedCtlToneMaxListSize;
    uint32_t dwMedCtlCallStateMaxListSize;
    uint32_t dwDevCapFlags;
    uint32_t dwMaxNumActiveCalls;
    uint32_t dwAnswerMode;
    uint32_t dwRingModes;
    uint32_t dwLineStates;
    uint32_t dwUUIAcceptSize;
    uint32_t dwUUIAnswerSize;
    uint32_t dwUUIMakeCallSize;
    uint32_t dwUUIDropSize;
    uint32_t dwUUISendUserUserInfoSize;
    uint32_t dwUUICallInfoSize;
    uint32_t MinDialParams[4];
    uint32_t MaxDialParams[4];
    uint32_t DefaultDialParams[4];
    uint32_t dwNumTerminals;
    uint32_t dwTerminalCapsSize;
    uint32_t dwTerminalCapsOffset;
    uint32_t dwTerminalTextEntrySize;
    uint32_t dwTerminalTextSize;
    uint32_t dwTerminalTextOffset;
    uint32_t dwDevSpecificSize;
    uint32_t dwDevSpecificOffset;
    uint32_t dwLineFeatures;
    uint32_t dwSettableDevStatus;
    uint32_t dwDeviceClassesSize;
    uint32_t dwDeviceClassesOffset;
    uint32_t PermanentLineGuid[4];
    uint32_t dwAddressTypes;
    uint32_t ProtocolGuid[4];
    uint32_t dwAvailableTracking;
};

struct line_address_caps {
    uint32_t dwTotalSize;
    uint32_t dwNeededSize;
    uint32_t dwUsedSize;
    uint32_t dwLineDeviceID;
    uint32_t dwAddressSize;
    uint32_t dwAddressOffset;
    uint32_t dwDevSpecificSize;
    uint32_t dwDevSpecificOffset;
    uint32_t dwAddressSharing;
    uint32_t dwAddressStates;
    uint32_t dwCallInfoStates;
    uint32_t dwCallerIDFlags;
    uint32_t dwCalledIDFlags;
    uint32_t dwConnectedIDFlags;
    uint32_t dwRedirectionIDFlags;
    uint32_t dwRedirectingIDFlags;
    uint32_t dwCallStates;
    uint32_t dwDialToneModes;
    uint32_t dwBusyModes;
    uint32_t dwSpecialInfo;
    uint32_t dwDisconnectModes;
    uint32_t dwMaxNumActiveCalls;
    uint32_t dwMaxNumOnHoldCalls;
    uint32_t dwMaxNumOnHoldPendingCalls;
    uint32_t dwMaxNumConference;
    uint32_t dwMaxNumTransConf;
    uint32_t dwAddrCapFlags;
    uint32_t dwCallFeatures;
    uint32_t dwRemoveFromConfCaps;
    uint32_t dwRemoveFromConfState;
    uint32_t dwTransferModes;
    uint32_t dwParkModes;
    uint32_t dwForwardModes;
    uint32_t dwMaxForwardEntries;
    uint32_t dwMaxSpecificEntries;
    uint32_t dwMinFwdNumRings;
    uint32_t dwMaxFwdNumRings;
    uint32_t dwMaxCallCompletions;
    uint32_t dwCallCompletionConds;
    uint32_t dwCallCompletionModes;
    uint32_t dwNumCompletionMessages;
    uint32_t dwCompletionMsgTextEntrySize;
    uint32_t dwCompletionMsgTextSize;
    uint32_t dwCompletionMsgTextOffset;
    uint32_t dwAddressFeatures;
    uint32_t dwPredictiveAutoTransferStates;
    uint32_t dwNumCallTreatments;
    uint32_t dwCallTreatmentListSize;
    uint32_t dwCallTreatmentListOffset;
    uint32_t dwDeviceClassesSize;
    uint32_t dwDeviceClassesOffset;
    uint32_t dwMaxCallDataSize;
    uint32_t dwCallFeatures2;
    uint32_t dwMaxNoAnswerTimeout;
    uint32_t dwConnectedModes;
    uint32_t dwOfferingModes;
    uint32_t dwAvailableMediaModes;
};

struct line_call_info {
    uint32_t dwTotalSize;
    uint32_t dwNeededSize;
    uint32_t dwUsedSize;
    uint32_t hLine;
    uint32_t dwLineDeviceID;
    uint32_t dwAddressID;
    uint32_t dwBearerMode;
    uint32_t dwRate;
    uint32_t dwMediaMode;
    uint32_t dwAppSpecific;
    uint32_t dwCallID;
    uint32_t dwRelatedCallID;
    uint32_t dwCallParamFlags;
    uint32_t dwCallStates;
    uint32_t dwMonitorDigitModes;
    uint32_t dwMonitorMediaModes;
    uint32_t DialParams[4];
    uint32_t dwOrigin;
    uint32_t dwReason;
    uint32_t dwCompletionID;
    uint32_t dwNumOwners;
    uint32_t dwNumMonitors;
    uint32_t dwCountryCode;
    uint32_t dwTrunk;
    uint32_t dwCallerIDFlags;
    uint32_t dwCallerIDSize;
    uint32_t dwCallerIDOffset;
    uint32_t dwCallerIDNameSize;
    uint32_t dwCallerIDNameOffset;
    uint32_t dwCalledIDFlags;
    uint32_t dwCalledIDSize;
    uint32_t dwCalledIDOffset;
    uint32_t dwCalledIDNameSize;
    uint32_t dwCalledIDNameOffset;
    uint32_t dwConnectedIDFlags;
    uint32_t dwConnectedIDSize;
    uint32_t dwConnectedIDOffset;
    uint32_t dwConnectedIDNameSize;
    uint32_t dwConnectedIDNameOffset;
    uint32_t dwRedirectionIDFlags;
    uint32_t dwRedirectionIDSize;
    uint32_t dwRedirectionIDOffset;
    uint32_t dwRedirectionIDNameSize;
    uint32_t dwRedirectionIDNameOffset;
    uint32_t dwRedirectingIDFlags;
    uint32_t dwRedirectingIDSize;
    uint32_t dwRedirectingIDOffset;
    uint32_t dwRedirectingIDNameSize;
    uint32_t dwRedirectingIDNameOffset;
    uint32_t dwAppNameSize;
    uint32_t dwAppNameOffset;
    uint32_t dwDisplayableAddressSize;
    uint32_t dwDisplayableAddressOffset;
    uint32_t dwCalledPartySize;
    uint32_t dwCalledPartyOffset;
    uint32_t dwCommentSize;
    uint32_t dwCommentOffset;
    uint32_t dwDisplaySize;
    uint32_t dwDisplayOffset;
    uint32_t dwUserUserInfoSize;
    uint32_t dwUserUserInfoOffset;
    uint32_t dwHighLevelCompSize;
    uint32_t dwHighLevelCompOffset;
    uint32_t dwLowLevelCompSize;
    uint32_t dwLowLevelCompOffset;
    uint32_t dwChargingInfoSize;
    uint32_t dwChargingInfoOffset;
    uint32_t dwTerminalModesSize;
    uint32_t dwTerminalModesOffset;
    uint32_t dwDevSpecificSize;
    uint32_t dwDevSpecificOffset;
    uint32_t dwCallTreatment;
    uint32_t dwCallDataSize;
    uint32_t dwCallDataOffset;
    uint32_t dwSendingFlowspecSize;
    uint32_t dwSendingFlowspecOffset;
    uint32_t dwReceivingFlowspecSize;
    uint32_t dwReceivingFlowspecOffset;
    uint32_t dwCallerIDAddressType;
    uint32_t dwCalledIDAddressType;
    uint32_t dwConnectedIDAddressType;
    uint32_t dwRedirectionIDAddressType;
    uint32_t dwRedirectingIDAddressType;
};

struct line_call_status {
    uint32_t dwTotalSize;
    uint32_t dwNeededSize;
    uint32_t dwUsedSize;
    uint32_t dwCallState;
    uint32_t dwCallStateMode;
    uint32_t dwCallPrivilege;
    uint32_t dwCallFeatures;
    uint32_t dwDevSpecificSize;
    uint32_t dwDevSpecificOffset;
    uint32_t dwCallFeatures2;
    uint16_t tStateEntryTime[8];
};

struct line_dev_status {
    uint32_t dwTotalSize;
    uint32_t dwNeededSize;
    uint32_t dwUsedSize;
    uint32_t dwNumOpens;
    uint32_t dwOpenMediaModes;
    uint32_t dwNumActiveCalls;
    uint32_t dwNumOnHoldCalls;
    uint32_t dwNumOnHoldPendCalls;
    uint32_t dwLineFeatures;
    uint32_t dwNumCallCompletions;
    uint32_t dwRingMode;
    uint32_t dwSignalLevel;
    uint32_t dwBatteryLevel;
    uint32_t dwRoamMode;
    uint32_t dwDevStatusFlags;
    uint32_t dwTerminalModesSize;
    uint32_t dwTerminalModesOffset;
    uint32_t dwDevSpecificSize;
    uint32_t dwDevSpecificOffset;
    uint32_t dwAvailableMediaModes;
    uint32_t dwAppInfoSize;
    uint32_t dwAppInfoOffset;
};

struct line_address_status {
    uint32_t dwTotalSize;
    uint32_t dwNeededSize;
    uint32_t dwUsedSize;
    uint32_t dwNumInUse;
    uint32_t dwNumActiveCalls;
    uint32_t dwNumOnHoldCalls;
    uint32_t dwNumOnHoldPendCalls;
    uint32_t dwAddressFeatures;
    uint32_t dwNumRingsNoAnswer;
    uint32_t dwForwardNumEntries;
    uint32_t dwForwardSize;
    uint32_t dwForwardOffset;
    uint32_t dwTerminalModesSize;
    uint32_t dwTerminalModesOffset;
    uint32_t dwDevSpecificSize;
    uint32_t dwDevSpecificOffset;
};

struct var_string {
    uint32_t dwTotalSize;
    uint32_t dwNeededSize;
    uint32_t dwUsedSize;
    uint32_t dwStringFormat;
    uint32_t dwStringSize;
    uint32_t dwStringOffset;
};

#endif
