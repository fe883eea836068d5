#include "fill.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>

static struct world w;
enum { CANARY = 0xA5 };

static void fixed_part_has_the_size_of_its_version(void)
{
    static const uint32_t versions[] = {
        0x00010003, 0x00010004, 0x00020000, 0x00020001, 0x00020002, 0x00030000, 0x00030001};
    static const uint32_t dev_caps[] = {236, 240, 252, 252, 268, 292, 292};
    static const uint32_t call_info[] = {296, 296, 324, 324, 324, 344, 344};
    for (int i = 0; i < 7; i++) {
        CHECK_EQUAL(fixed_size(DEV_CAPS, versions[i]), dev_caps[i]);
        CHECK_EQUAL(fixed_size(CALL_INFO, versions[i]), call_info[i]);
    }
    CHECK_EQUAL(fixed_size(DEV_CAPS, 0x00030001), sizeof(struct line_dev_caps));
    CHECK_EQUAL(fixed_size(ADDRESS_CAPS, 0x00030001), sizeof(struct line_address_caps));
    CHECK_EQUAL(fixed_size(CALL_INFO, 0x00030001), sizeof(struct line_call_info));
    CHECK_EQUAL(fixed_size(CALL_STATUS, 0x00030001), sizeof(struct line_call_status));
    CHECK_EQUAL(fixed_size(ADDRESS_STATUS, 0x00030001), sizeof(struct line_address_status));
    CHECK_EQUAL(fixed_size(DEV_STATUS, 0x00030001), sizeof(struct line_dev_status));
    CHECK_EQUAL(fixed_size(CALL_STATUS, 0x00010004), 36);
    CHECK_EQUAL(fixed_size(DEV_STATUS, 0x00010004), 76);
}

/* A structure of exactly `size` octets on the heap; the sanitizer watches its end. */
static uint32_t *structure(uint32_t size)
{
    uint32_t *out = malloc(size);
    memset(out, CANARY, size);
    out[0] = size;
    return out;
}

static void text_is(const void *base, uint32_t size, uint32_t offset, const char *expected)
{
    char ascii[128] = "";
    uint32_t total;
    memcpy(&total, base, 4);
    if (!CHECK(size >= 2 && offset + size <= total && size / 2 <= sizeof ascii)) {
        return;
    }
    for (uint32_t i = 0; i < size / 2; i++) {
        ascii[i] = (char)wire_u16((const uint8_t *)base + offset + 2 * i);
    }
    CHECK_TEXT(ascii, expected);
    CHECK_EQUAL(strlen(expected) * 2 + 2, size);
}

static void dev_caps_any_size_is_packed_from_the_front(void)
{
    world_start(&w);
    const struct line *line = line_of_device(&w.p, FIRST_DEVICE);
    for (uint32_t version = 0x00020001; version <= 0x00020002; version++) {
        uint32_t fixed = fixed_size(DEV_CAPS, version);
        uint32_t needed = 0;
        for (uint32_t size = fixed; size < fixed + 120; size++) {
            struct line_dev_caps *caps = (void *)structure(size);
            CHECK_EQUAL(fill_dev_caps(line, version, caps), 0);
            CHECK_EQUAL(caps->dwTotalSize, size);
            CHECK(needed == 0 || caps->dwNeededSize == needed);
            needed = caps->dwNeededSize;
            CHECK(caps->dwUsedSize <= size && caps->dwUsedSize <= needed);
            CHECK(size < needed || caps->dwUsedSize == needed);
            CHECK_EQUAL(caps->dwPermanentLineID, AHAB);
            CHECK_EQUAL(caps->dwMaxRate, 0);
            CHECK_EQUAL(caps->dwDevSpecificOffset, 0);
            CHECK_EQUAL(caps->DefaultDialParams[3], 0);
            if (size >= needed) {
                text_is(caps, caps->dwLineNameSize, caps->dwLineNameOffset, "Captain Ahab (101)");
                text_is(caps, caps->dwProviderInfoSize, caps->dwProviderInfoOffset, "Ishmael");
                CHECK_EQUAL(caps->dwDeviceClassesSize, 22);
                CHECK_EQUAL(caps->dwLineNameOffset, fixed);
            } else if (size < fixed + 38) {
                CHECK_EQUAL(caps->dwLineNameSize, 0);
                CHECK_EQUAL(caps->dwLineNameOffset, 0);
            }
            free(caps);
        }
        CHECK(needed > fixed + 60);
        uint32_t *small = structure(fixed - 1);
        CHECK_EQUAL(fill_dev_caps(line, version, small), LINEERR(STRUCTURETOOSMALL));
        free(small);
    }
    world_end(&w);
}

static struct call *offered(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "123");
    (void)callbacks(&w);
    return call_of_handle(&w.p, w.last_handle);
}

static void call_info_leaves_alone_what_tapi_owns(void)
{
    struct line_call_info *info = (void *)structure(400);
    struct call *call = offered();
    call->app_specific = 77;
    CHECK_EQUAL(fill_call_info(call, info), 0);
    text_is(info, info->dwCallerIDSize, info->dwCallerIDOffset, "123");
    CHECK_EQUAL(info->dwCallerIDFlags, T_LINECALLPARTYID_ADDRESS);
    CHECK_EQUAL(info->dwCalledIDFlags, T_LINECALLPARTYID_UNKNOWN);
    CHECK_EQUAL(info->dwCalledIDSize, 0);
    CHECK_EQUAL(info->dwCallID, 7);
    CHECK_EQUAL(info->dwAppSpecific, 77);
    CHECK_EQUAL(info->dwLineDeviceID, FIRST_DEVICE);
    CHECK_EQUAL(info->hLine, 0xA5A5A5A5);
    CHECK_EQUAL(info->dwNumOwners, 0xA5A5A5A5);
    CHECK_EQUAL(info->dwMonitorMediaModes, 0xA5A5A5A5);
    CHECK_EQUAL(info->dwAppNameSize, 0xA5A5A5A5);
    CHECK_EQUAL(info->dwRate, 0);
    CHECK_EQUAL(info->dwChargingInfoSize, 0);
    CHECK_EQUAL(info->DialParams[0], 0);
    CHECK_EQUAL(info->dwDisplayableAddressSize, 0xA5A5A5A5);
    CHECK_EQUAL(info->dwCommentSize, 0xA5A5A5A5);
    CHECK_EQUAL(info->dwCallerIDOffset, 324); /* the first text, behind version 2.2's part */
    CHECK_EQUAL(info->dwUsedSize, 324 + 8);
    free(info);
    world_end(&w);
}

static void call_status_has_state_mode_features_and_time(void)
{
    struct line_call_status *status = (void *)structure(56);
    struct call *call = offered();
    CHECK_EQUAL(fill_call_status(call, status), 0);
    CHECK_EQUAL(status->dwCallState, T_LINECALLSTATE_OFFERING);
    CHECK_EQUAL(status->dwCallStateMode, 1);
    CHECK_EQUAL(status->dwCallFeatures, T_LINECALLFEATURE_DROP | T_LINECALLFEATURE_SETCALLDATA);
    CHECK_EQUAL(status->dwCallPrivilege, 0xA5A5A5A5);
    CHECK_EQUAL(status->tStateEntryTime[0], 2025);
    CHECK_EQUAL(status->tStateEntryTime[7], 123);
    CHECK_EQUAL(status->dwUsedSize, 56);
    free(status);
    world_end(&w);
}

static void statuses_count_calls_and_follow_the_service(void)
{
    struct line_dev_status *line_status = (void *)structure(88);
    struct line_address_status *address = (void *)structure(64);
    offered();
    const struct line *line = line_of_device(&w.p, FIRST_DEVICE);
    send_call(&w, 43, AHAB, T_LINECALLSTATE_ONHOLD, 0, "1");
    (void)callbacks(&w);
    make_call(&w, line->handle, 9, 5);
    CHECK_EQUAL(fill_dev_status(line, line_status), 0);
    CHECK_EQUAL(line_status->dwNumActiveCalls, 1);
    CHECK_EQUAL(line_status->dwNumOnHoldCalls, 1);
    CHECK_EQUAL(line_status->dwDevStatusFlags, 5);
    CHECK_EQUAL(line_status->dwNumOpens, 0xA5A5A5A5);
    CHECK_EQUAL(fill_address_status(line, address), 0);
    CHECK_EQUAL(address->dwNumInUse, 1);
    CHECK_EQUAL(address->dwAddressFeatures, T_LINEADDRFEATURE_MAKECALL);
    provider_link_down(&w.p);
    CHECK_EQUAL(fill_dev_status(line, line_status), 0);
    CHECK_EQUAL(line_status->dwDevStatusFlags, 0);
    CHECK_EQUAL(line_status->dwLineFeatures, 0);
    free(line_status);
    free(address);
    world_end(&w);
}

static void device_id_is_a_binary_varstring(void)
{
    struct var_string *id = (void *)structure(28);
    CHECK_EQUAL(fill_device_id(5, id), 0);
    CHECK_EQUAL(id->dwStringFormat, T_STRINGFORMAT_BINARY);
    CHECK_EQUAL(id->dwStringSize, 4);
    CHECK_EQUAL(wire_u32((uint8_t *)id + id->dwStringOffset), 5);
    free(id);
    id = (void *)structure(26);
    CHECK_EQUAL(fill_device_id(5, id), 0);
    CHECK_EQUAL(id->dwNeededSize, 28);
    CHECK_EQUAL(id->dwUsedSize, 24);
    CHECK_EQUAL(id->dwStringSize, 0);
    free(id);
}

static void time_is(int64_t since, const uint16_t expected[8])
{
    uint16_t out[8];
    system_time(since, out);
    for (int i = 0; i < 8; i++) {
        CHECK_EQUAL(out[i], expected[i]);
    }
}

static void system_time_knows_the_calendar(void)
{
    time_is(0, (const uint16_t[]){1970, 1, 4, 1, 0, 0, 0, 0});
    time_is(-1, (const uint16_t[]){1969, 12, 3, 31, 23, 59, 59, 999});
    time_is(951782400000, (const uint16_t[]){2000, 2, 2, 29, 0, 0, 0, 0});
    time_is(1764000000123, (const uint16_t[]){2025, 11, 1, 24, 16, 0, 0, 123});
    time_is(4107542399000, (const uint16_t[]){2100, 2, 0, 28, 23, 59, 59, 0});
}

void fill_tests(void)
{
    tap_run(
        "fill: the fixed part has the size of its version", fixed_part_has_the_size_of_its_version);
    tap_run("fill: LINEDEVCAPS of any size is packed from the front and never overrun",
        dev_caps_any_size_is_packed_from_the_front);
    tap_run(
        "fill: LINECALLINFO leaves alone what TAPI owns", call_info_leaves_alone_what_tapi_owns);
    tap_run("fill: LINECALLSTATUS has state, mode, features and time",
        call_status_has_state_mode_features_and_time);
    tap_run("fill: line and address status count calls and follow the service",
        statuses_count_calls_and_follow_the_service);
    tap_run("fill: tapi/line is answered with a binary VARSTRING", device_id_is_a_binary_varstring);
    tap_run("fill: SYSTEMTIME knows the calendar", system_time_knows_the_calendar);
}
