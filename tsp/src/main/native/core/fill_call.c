/* LINECALLINFO, LINECALLSTATUS and the status of lines, which is counted from the calls. */
#include "fill_buffer.h"
#include "inside.h"

#include <string.h>

void system_time(int64_t since, uint16_t out[8])
{
    int64_t days = since / 86400000;
    int64_t ms = since % 86400000;
    if (ms < 0) {
        ms += 86400000;
        days--;
    }
    /* Days since 0000-03-01 in 400-year eras: leap days come last in the shifted year. */
    int64_t shifted = days + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t of_era = shifted - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    int64_t weekday = (days % 7 + 11) % 7; /* 1970-01-01 was a Thursday */
    int64_t calendar_month = month < 10 ? month + 3 : month - 9;
    out[0] = (uint16_t)(year + era * 400 + (calendar_month <= 2 ? 1 : 0));
    out[1] = (uint16_t)calendar_month;
    out[2] = (uint16_t)weekday;
    out[3] = (uint16_t)(of_year - (153 * month + 2) / 5 + 1);
    out[4] = (uint16_t)(ms / 3600000);
    out[5] = (uint16_t)(ms / 60000 % 60);
    out[6] = (uint16_t)(ms / 1000 % 60);
    out[7] = (uint16_t)(ms % 1000);
}

/* Flags that promise a number or a name only if there is one. */
static uint32_t honest_flags(const struct party *party)
{
    uint32_t flags = party->flags;
    flags &= party->number.units != 0 ? ~0u : ~(uint32_t)T_LINECALLPARTYID_ADDRESS;
    flags &= party->name.units != 0 ? ~0u : ~(uint32_t)T_LINECALLPARTYID_NAME;
    return flags == 0 ? T_LINECALLPARTYID_UNKNOWN : flags;
}

/* The five party fields lie one after the other: flags, size, offset, name size, name offset. */
static void fill_party(struct fill *fill, const struct party *party, uint32_t *flags)
{
    *flags = honest_flags(party);
    fill_text(fill, party->number, flags + 1, flags + 2);
    fill_text(fill, party->name, flags + 3, flags + 4);
}

#define OWNED(structure, member)                                                                   \
    {                                                                                              \
        offsetof(struct structure, member), sizeof(((struct structure *)0)->member)                \
    }

static const struct owned info_owned[] = {
    OWNED(line_call_info, hLine),
    OWNED(line_call_info, dwMonitorDigitModes),
    OWNED(line_call_info, dwMonitorMediaModes),
    OWNED(line_call_info, dwNumOwners),
    OWNED(line_call_info, dwNumMonitors),
    OWNED(line_call_info, dwAppNameSize),
    OWNED(line_call_info, dwAppNameOffset),
    OWNED(line_call_info, dwDisplayableAddressSize),
    OWNED(line_call_info, dwDisplayableAddressOffset),
    OWNED(line_call_info, dwCalledPartySize),
    OWNED(line_call_info, dwCalledPartyOffset),
    OWNED(line_call_info, dwCommentSize),
    OWNED(line_call_info, dwCommentOffset),
    {0, 0},
};

static const struct owned call_status_owned[] = {
    OWNED(line_call_status, dwCallPrivilege),
    {0, 0},
};

static const struct owned dev_status_owned[] = {
    OWNED(line_dev_status, dwNumOpens),
    OWNED(line_dev_status, dwOpenMediaModes),
    OWNED(line_dev_status, dwAppInfoSize),
    OWNED(line_dev_status, dwAppInfoOffset),
    {0, 0},
};

int32_t fill_call_info(const struct call *call, void *out)
{
    const struct call_frame *frame = &call->frame;
    uint32_t version = call->line->version;
    struct line_call_info info;
    struct fill fill;
    int32_t result =
        fill_begin(&fill, out, fixed_size(CALL_INFO, version), &info, sizeof info, info_owned);
    if (result != 0) {
        return result;
    }
    info.dwLineDeviceID = call->line->device;
    info.dwAddressID = 0;
    info.dwBearerMode = T_LINEBEARERMODE_VOICE;
    info.dwMediaMode = T_LINEMEDIAMODE_INTERACTIVEVOICE;
    info.dwAppSpecific = call->app_specific;
    info.dwCallID = frame->call_id;
    info.dwRelatedCallID = frame->related_call_id;
    info.dwCallStates = 0xFFFF;
    info.dwOrigin = downgrade_origin(frame->origin, version);
    info.dwReason = downgrade_reason(frame->reason, version);
    info.dwTrunk = 0xFFFFFFFF; /* unknown */
    fill_party(&fill, &frame->caller, &info.dwCallerIDFlags);
    fill_party(&fill, &frame->called, &info.dwCalledIDFlags);
    fill_party(&fill, &frame->connected, &info.dwConnectedIDFlags);
    fill_party(&fill, &frame->redirection, &info.dwRedirectionIDFlags);
    fill_party(&fill, &frame->redirecting, &info.dwRedirectingIDFlags);
    if (frame->comment.units != 0) { /* otherwise TAPI's: the caller's LINECALLPARAMS */
        fill_text(&fill, frame->comment, &info.dwCommentSize, &info.dwCommentOffset);
    }
    if (call->line->extension != 0) {
        fill_text(&fill, frame->details, &info.dwDevSpecificSize, &info.dwDevSpecificOffset);
    }
    if (version >= 0x00020000) {
        fill_bytes(
            &fill, call->data, call->data_size, &info.dwCallDataSize, &info.dwCallDataOffset);
    }
    return fill_end(&fill, &info);
}

/* What can be asked of the call now. */
static uint32_t features_now(const struct call *call)
{
    if (call->ended) {
        return 0;
    }
    uint32_t features =
        call->frame.features & call->line->frame.call_features & EXPORTED_CALL_FEATURES;
    return call->line->version >= 0x00020000 ? features | T_LINECALLFEATURE_SETCALLDATA : features;
}

int32_t fill_call_status(const struct call *call, void *out)
{
    const struct call_frame *frame = &call->frame;
    uint32_t version = call->line->version;
    struct line_call_status status;
    struct fill fill;
    int32_t result = fill_begin(
        &fill, out, fixed_size(CALL_STATUS, version), &status, sizeof status, call_status_owned);
    if (result != 0) {
        return result;
    }
    status.dwCallState = frame->state;
    status.dwCallStateMode = downgrade_mode(frame->state, frame->mode, version);
    status.dwCallFeatures = features_now(call);
    status.dwCallFeatures2 = transfer_features(call->line, status.dwCallFeatures);
    if (version >= 0x00020000) {
        int64_t since;
        memcpy(&since, &frame->since, sizeof since);
        system_time(since, status.tStateEntryTime);
    }
    return fill_end(&fill, &status);
}

struct counts {
    uint32_t active;
    uint32_t on_hold;
    uint32_t pending;
};

static struct counts count_calls(const struct line *line)
{
    struct counts counts = {0, 0, 0};
    for (const struct call *call = line->calls; call != NULL; call = call->of_line_next) {
        if (call->ended || call->tentative || !call->announced) {
            continue;
        }
        if (call->frame.state == T_LINECALLSTATE_ONHOLD) {
            counts.on_hold++;
        } else if (call->frame.state == T_LINECALLSTATE_ONHOLDPENDCONF ||
                   call->frame.state == T_LINECALLSTATE_ONHOLDPENDTRANSFER) {
            counts.pending++;
        } else {
            counts.active++;
        }
    }
    return counts;
}

int32_t fill_dev_status(const struct line *line, void *out)
{
    struct counts counts = count_calls(line);
    struct line_dev_status status;
    struct fill fill;
    int32_t result = fill_begin(&fill, out, fixed_size(DEV_STATUS, line->version), &status,
        sizeof status, dev_status_owned);
    if (result != 0) {
        return result;
    }
    status.dwNumActiveCalls = counts.active;
    status.dwNumOnHoldCalls = counts.on_hold;
    status.dwNumOnHoldPendCalls = counts.pending;
    status.dwLineFeatures = line->service ? (line->frame.line_features & EXPORTED_LINE_FEATURES) |
                                                T_LINEFEATURE_DEVSPECIFIC
                                          : 0;
    status.dwNumCallCompletions = 0;
    status.dwRingMode = 0;
    status.dwSignalLevel = line->service ? 0xFFFF : 0;
    status.dwBatteryLevel = 0xFFFF;
    status.dwRoamMode = 1; /* LINEROAMMODE_UNKNOWN */
    status.dwDevStatusFlags =
        line->service ? (uint32_t)(T_LINEDEVSTATUSFLAGS_CONNECTED | T_LINEDEVSTATUSFLAGS_INSERVICE)
                      : 0u;
    status.dwAvailableMediaModes = line->service ? T_LINEMEDIAMODE_INTERACTIVEVOICE : 0u;
    return fill_end(&fill, &status);
}

/* All calls go to one number. Its offset counts from the start of LINEADDRESSSTATUS. */
static void fill_forward(struct fill *fill, struct text target, struct line_address_status *status)
{
    struct line_forward entry = {.dwForwardMode = T_LINEFORWARDMODE_UNCOND};
    if (target.units == 0) {
        return;
    }
    uint8_t *at = fill_room(fill, sizeof entry, &status->dwForwardSize, &status->dwForwardOffset);
    fill_text(fill, target, &entry.dwDestAddressSize, &entry.dwDestAddressOffset);
    if (at != NULL) {
        status->dwForwardNumEntries = 1;
        memcpy(at, &entry, sizeof entry);
    }
}

int32_t fill_address_status(const struct line *line, void *out)
{
    struct counts counts = count_calls(line);
    struct line_address_status status;
    struct fill fill;
    int32_t result = fill_begin(
        &fill, out, fixed_size(ADDRESS_STATUS, line->version), &status, sizeof status, NULL);
    if (result != 0) {
        return result;
    }
    status.dwNumInUse = counts.active + counts.on_hold + counts.pending == 0 ? 0 : 1;
    status.dwNumActiveCalls = counts.active;
    status.dwNumOnHoldCalls = counts.on_hold;
    status.dwNumOnHoldPendCalls = counts.pending;
    status.dwAddressFeatures =
        line->service ? line->frame.address_features & EXPORTED_ADDRESS_FEATURES : 0;
    status.dwNumRingsNoAnswer = 0;
    fill_forward(&fill, line->frame.forwarded_to, &status);
    return fill_end(&fill, &status);
}
