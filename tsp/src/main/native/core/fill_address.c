/* LINEADDRESSCAPS: what the line's calls may ever be and do. */
#include "fill_buffer.h"
#include "inside.h"

static const char device_classes[] = "tapi/line\0"; /* doubly terminated */

static const uint32_t party_flags = T_LINECALLPARTYID_ADDRESS | T_LINECALLPARTYID_NAME |
                                    T_LINECALLPARTYID_BLOCKED | T_LINECALLPARTYID_OUTOFAREA |
                                    T_LINECALLPARTYID_PARTIAL | T_LINECALLPARTYID_UNKNOWN |
                                    T_LINECALLPARTYID_UNAVAIL;

/* All that the gateway may ever send; a mask that promises less than comes is an error. */
static void address_masks(struct line_address_caps *caps, uint32_t version)
{
    caps->dwCallInfoStates = T_LINECALLINFOSTATE_OTHER | T_LINECALLINFOSTATE_APPSPECIFIC |
                             T_LINECALLINFOSTATE_CALLID | T_LINECALLINFOSTATE_RELATEDCALLID |
                             T_LINECALLINFOSTATE_ORIGIN | T_LINECALLINFOSTATE_REASON |
                             T_LINECALLINFOSTATE_CALLERID | T_LINECALLINFOSTATE_CALLEDID |
                             T_LINECALLINFOSTATE_CONNECTEDID | T_LINECALLINFOSTATE_REDIRECTIONID |
                             T_LINECALLINFOSTATE_REDIRECTINGID | T_LINECALLINFOSTATE_DEVSPECIFIC;
    if (version >= 0x00020000) {
        caps->dwCallInfoStates |= T_LINECALLINFOSTATE_CALLDATA;
    }
    caps->dwCallerIDFlags = party_flags;
    caps->dwCalledIDFlags = party_flags;
    caps->dwConnectedIDFlags = party_flags;
    caps->dwRedirectionIDFlags = party_flags;
    caps->dwRedirectingIDFlags = party_flags;
    caps->dwCallStates =
        T_LINECALLSTATE_IDLE | T_LINECALLSTATE_OFFERING | T_LINECALLSTATE_ACCEPTED |
        T_LINECALLSTATE_DIALTONE | T_LINECALLSTATE_DIALING | T_LINECALLSTATE_RINGBACK |
        T_LINECALLSTATE_BUSY | T_LINECALLSTATE_SPECIALINFO | T_LINECALLSTATE_CONNECTED |
        T_LINECALLSTATE_PROCEEDING | T_LINECALLSTATE_ONHOLD | T_LINECALLSTATE_CONFERENCED |
        T_LINECALLSTATE_ONHOLDPENDCONF | T_LINECALLSTATE_ONHOLDPENDTRANSFER |
        T_LINECALLSTATE_DISCONNECTED | T_LINECALLSTATE_UNKNOWN;
    caps->dwDialToneModes = 0x3F;
    caps->dwBusyModes = 0x0F;
    caps->dwSpecialInfo = T_LINESPECIALINFO_UNKNOWN | T_LINESPECIALINFO_UNAVAIL;
    caps->dwDisconnectModes = version >= 0x00020000   ? 0xFFFFF
                              : version >= 0x00010004 ? 0x1FFF
                                                      : 0xFFF;
    caps->dwConnectedModes = 0x1F;
    caps->dwOfferingModes = T_LINEOFFERINGMODE_ACTIVE | T_LINEOFFERINGMODE_INACTIVE;
}

static bool has(const struct line *line, uint32_t call_feature)
{
    return (line->frame.call_features & call_feature) != 0;
}

uint32_t transfer_features(const struct line *line, uint32_t call_features)
{
    uint32_t features = 0;
    if ((call_features & T_LINECALLFEATURE_SETUPTRANSFER) != 0) {
        features |= T_LINECALLFEATURE2_ONESTEPTRANSFER;
    }
    if ((call_features & T_LINECALLFEATURE_COMPLETETRANSF) != 0) {
        features |= T_LINECALLFEATURE2_TRANSFERNORM;
        features |= line->frame.max_in_conference != 0 ? T_LINECALLFEATURE2_TRANSFERCONF : 0u;
    }
    return features;
}

/* What can be done with several calls. */
static void several_calls(struct line_address_caps *caps, const struct line *line)
{
    uint32_t parties = line->frame.max_in_conference;
    caps->dwMaxNumOnHoldPendingCalls =
        has(line, T_LINECALLFEATURE_SETUPTRANSFER | T_LINECALLFEATURE_SETUPCONF) ? 1 : 0;
    caps->dwMaxNumConference = parties;
    if (has(line, T_LINECALLFEATURE_COMPLETETRANSF)) {
        caps->dwMaxNumTransConf = parties;
        caps->dwTransferModes = parties == 0
                                    ? T_LINETRANSFERMODE_TRANSFER
                                    : T_LINETRANSFERMODE_TRANSFER | T_LINETRANSFERMODE_CONFERENCE;
        caps->dwAddrCapFlags |= T_LINEADDRCAPFLAGS_TRANSFERHELD | T_LINEADDRCAPFLAGS_TRANSFERMAKE;
    }
    if (has(line, T_LINECALLFEATURE_REMOVEFROMCONF)) {
        caps->dwRemoveFromConfCaps = T_LINEREMOVEFROMCONF_ANY;
        caps->dwRemoveFromConfState = T_LINECALLSTATE_IDLE;
    }
    if (has(line, T_LINECALLFEATURE_SETUPTRANSFER)) {
        caps->dwAddrCapFlags |= T_LINEADDRCAPFLAGS_AUTORECONNECT;
    }
}

int32_t fill_address_caps(const struct line *line, uint32_t version, void *out)
{
    struct line_address_caps caps;
    struct fill fill;
    int32_t result =
        fill_begin(&fill, out, fixed_size(ADDRESS_CAPS, version), &caps, sizeof caps, NULL);
    if (result != 0) {
        return result;
    }
    address_masks(&caps, version);
    caps.dwLineDeviceID = line->device;
    caps.dwAddressSharing = T_LINEADDRESSSHARING_PRIVATE;
    caps.dwAddressStates =
        T_LINEADDRESSSTATE_OTHER | T_LINEADDRESSSTATE_CAPSCHANGE | T_LINEADDRESSSTATE_FORWARD;
    caps.dwMaxNumActiveCalls = line->frame.max_active == 0 ? 1 : line->frame.max_active;
    caps.dwMaxNumOnHoldCalls = line->frame.max_on_hold;
    /* The forward list can be read, but there is no way to set it: no mode, no feature. */
    caps.dwAddrCapFlags = T_LINEADDRCAPFLAGS_DIALED | T_LINEADDRCAPFLAGS_FWDSTATUSVALID;
    if ((line->frame.call_features & T_LINECALLFEATURE_DIAL) != 0) {
        caps.dwAddrCapFlags |= T_LINEADDRCAPFLAGS_PARTIALDIAL;
    }
    several_calls(&caps, line);
    caps.dwCallFeatures = line->frame.call_features & EXPORTED_CALL_FEATURES;
    caps.dwAddressFeatures = line->frame.address_features & EXPORTED_ADDRESS_FEATURES;
    caps.dwAvailableMediaModes = T_LINEMEDIAMODE_INTERACTIVEVOICE;
    fill_text(&fill, line->frame.address, &caps.dwAddressSize, &caps.dwAddressOffset);
    if (version >= 0x00020000) {
        caps.dwCallFeatures |= T_LINECALLFEATURE_SETCALLDATA;
        caps.dwCallFeatures2 = transfer_features(line, caps.dwCallFeatures);
        caps.dwMaxCallDataSize = MAX_CALL_DATA;
        fill_ascii(&fill, device_classes, sizeof device_classes, &caps.dwDeviceClassesSize,
            &caps.dwDeviceClassesOffset);
    }
    return fill_end(&fill, &caps);
}
