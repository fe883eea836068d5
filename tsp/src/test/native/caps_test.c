/* What the structures say of transfer, conference and forwarding. */
#include "fill.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>

static struct world w;

static const struct line *able_line(uint16_t parties, const char *forwarded_to)
{
    world_start(&w);
    send_able_line(&w, AHAB, parties, forwarded_to);
    return line_of_device(&w.p, FIRST_DEVICE);
}

static struct line_address_caps *caps_of(const struct line *line, uint32_t version)
{
    struct line_address_caps *caps = calloc(1, 500);
    caps->dwTotalSize = 500;
    CHECK_EQUAL(fill_address_caps(line, version, caps), 0);
    return caps;
}

static void conferences_are_claimed_with_their_size(void)
{
    struct line_address_caps *caps = caps_of(able_line(3, ""), 0x00020002);
    CHECK_EQUAL(caps->dwTransferModes, 3);
    CHECK_EQUAL(caps->dwMaxNumConference, 3);
    CHECK_EQUAL(caps->dwMaxNumTransConf, 3);
    CHECK_EQUAL(caps->dwMaxNumOnHoldPendingCalls, 1);
    CHECK_EQUAL(caps->dwRemoveFromConfCaps, T_LINEREMOVEFROMCONF_ANY);
    CHECK_EQUAL(caps->dwRemoveFromConfState, T_LINECALLSTATE_IDLE);
    CHECK_EQUAL(caps->dwCallFeatures2, 0xC2);
    CHECK_EQUAL(caps->dwMaxCallDataSize, MAX_CALL_DATA);
    CHECK_EQUAL(caps->dwCallFeatures, EXPORTED_CALL_FEATURES | T_LINECALLFEATURE_SETCALLDATA);
    CHECK_EQUAL(caps->dwAddrCapFlags & 0xF400, T_LINEADDRCAPFLAGS_AUTORECONNECT |
                                                   T_LINEADDRCAPFLAGS_TRANSFERHELD |
                                                   T_LINEADDRCAPFLAGS_TRANSFERMAKE);
    free(caps);
    world_end(&w);
}

static void a_line_without_conferences_transfers_only(void)
{
    struct line_address_caps *caps = caps_of(able_line(0, ""), 0x00020002);
    CHECK_EQUAL(caps->dwTransferModes, T_LINETRANSFERMODE_TRANSFER);
    CHECK_EQUAL(caps->dwMaxNumConference, 0);
    CHECK_EQUAL(caps->dwMaxNumTransConf, 0);
    CHECK_EQUAL(caps->dwCallFeatures2, 0x42);
    free(caps);
    world_end(&w);
}

static void a_line_that_can_do_nothing_more_claims_nothing_more(void)
{
    world_start(&w); /* lines with DROP, ACCEPT, ANSWER, DIAL, HOLD, UNHOLD */
    struct line_address_caps *caps = caps_of(line_of_device(&w.p, FIRST_DEVICE), 0x00020002);
    CHECK_EQUAL(caps->dwTransferModes, 0);
    CHECK_EQUAL(caps->dwMaxNumOnHoldPendingCalls, 0);
    CHECK_EQUAL(caps->dwRemoveFromConfCaps, 0);
    CHECK_EQUAL(caps->dwCallFeatures2, 0);
    CHECK_EQUAL(caps->dwAddrCapFlags & 0xF400, 0);
    free(caps);
    world_end(&w);
}

static void early_versions_have_no_call_data(void)
{
    struct line_address_caps *caps = caps_of(able_line(3, ""), 0x00010004);
    CHECK_EQUAL(caps->dwCallFeatures & T_LINECALLFEATURE_SETCALLDATA, 0);
    CHECK_EQUAL(caps->dwCallInfoStates & T_LINECALLINFOSTATE_CALLDATA, 0);
    CHECK_EQUAL(caps->dwMaxCallDataSize, 0);
    free(caps);
    world_end(&w);
}

static void forwarding_is_shown_and_can_not_be_set(void)
{
    const struct line *line = able_line(3, "0170 1234");
    struct line_address_caps *caps = caps_of(line, 0x00020002);
    CHECK_EQUAL(caps->dwForwardModes, 0);
    CHECK_EQUAL(caps->dwMaxForwardEntries, 0);
    CHECK_EQUAL(caps->dwAddressFeatures & 1, 0);
    CHECK(caps->dwAddrCapFlags & T_LINEADDRCAPFLAGS_FWDSTATUSVALID);
    CHECK(caps->dwAddressStates & T_LINEADDRESSSTATE_FORWARD);
    free(caps);
    for (uint32_t size = 64; size <= 112; size += 4) {
        uint8_t *out = calloc(1, size);
        struct line_address_status *status = (void *)out;
        struct line_forward entry;
        status->dwTotalSize = size;
        CHECK_EQUAL(fill_address_status(line, status), 0);
        CHECK_EQUAL(status->dwNeededSize, 64 + 24 + 20);
        CHECK_EQUAL(status->dwForwardNumEntries, size >= 88 ? 1 : 0);
        if (size >= 88) {
            CHECK_EQUAL(status->dwForwardSize, sizeof entry);
            memcpy(&entry, out + status->dwForwardOffset, sizeof entry);
            CHECK_EQUAL(entry.dwForwardMode, T_LINEFORWARDMODE_UNCOND);
            CHECK_EQUAL(entry.dwDestAddressSize, size >= 108 ? 20 : 0);
            CHECK(size < 108 ||
                  memcmp(out + entry.dwDestAddressOffset, ascii_text("0170 1234").octets, 18) == 0);
        }
        free(out);
    }
    world_end(&w);
}

static void change_of_forwarding_is_told(void)
{
    (void)able_line(3, "");
    (void)open_ahab(&w);
    send_able_line(&w, AHAB, 3, "102");
    CHECK_TEXT(callbacks(&w), "address 40|");
    send_able_line(&w, AHAB, 3, "102");
    CHECK_TEXT(callbacks(&w), "");
    send_able_line(&w, AHAB, 4, "");
    CHECK_TEXT(callbacks(&w), "address 100|address 40|");
    world_end(&w);
}

static void call_status_follows_the_features_of_the_call(void)
{
    uint32_t room[14] = {sizeof room};
    struct line_call_status *status = (void *)room;
    (void)able_line(3, "");
    (void)open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    (void)callbacks(&w);
    struct call *call = call_of_handle(&w.p, w.last_handle);
    CHECK_EQUAL(fill_call_status(call, status), 0);
    CHECK_EQUAL(status->dwCallFeatures2, 0);
    call->frame.features |= T_LINECALLFEATURE_SETUPTRANSFER | T_LINECALLFEATURE_COMPLETETRANSF;
    CHECK_EQUAL(fill_call_status(call, status), 0);
    CHECK_EQUAL(status->dwCallFeatures2, 0xC2);
    world_end(&w);
}

void caps_tests(void)
{
    tap_run(
        "caps: conferences are claimed with their size", conferences_are_claimed_with_their_size);
    tap_run("caps: a line without conferences transfers only",
        a_line_without_conferences_transfers_only);
    tap_run("caps: a line that can do nothing more claims nothing more",
        a_line_that_can_do_nothing_more_claims_nothing_more);
    tap_run("caps: versions before 2.0 have no call data", early_versions_have_no_call_data);
    tap_run("caps: forwarding is shown and can not be set", forwarding_is_shown_and_can_not_be_set);
    tap_run("caps: a change of forwarding is told", change_of_forwarding_is_told);
    tap_run("caps: the call's status follows its features",
        call_status_follows_the_features_of_the_call);
}
