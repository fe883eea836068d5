/* Transfer and conference: several calls in one request. */
#include "call_params.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>

static struct world w;
static struct consultation asked;
static const struct wire_caller nobody = {CALLER_NOBODY, 1702, 0, {NULL, 0}};

enum { CALL = 42, OTHER = 43 };

static uintptr_t talking(uint64_t id, uint32_t state)
{
    send_call(&w, id, AHAB, state, state == T_LINECALLSTATE_CONNECTED ? 1 : 0, "123");
    (void)callbacks(&w);
    return w.last_handle;
}

/* Ahab's line with conferences of three, one call that talks. */
static uintptr_t connected(void)
{
    world_start(&w);
    send_able_line(&w, AHAB, 3, "");
    (void)open_ahab(&w);
    return talking(CALL, T_LINECALLSTATE_CONNECTED);
}

static int32_t consult(uint16_t operation, uint32_t request, uintptr_t hd_call, uintptr_t hd_other)
{
    asked = consultation(operation, request, hd_call, hd_other, 0x600);
    return call_consult(&w.p, &asked, &nobody, w.now);
}

static void consultation_call_is_silent_until_the_completion(void)
{
    uintptr_t hd_call = connected();
    CHECK_EQUAL(consult(OP_SETUP_TRANSFER, 9, hd_call, 0), 9);
    CHECK(asked.hd_consult != 0);
    CHECK_EQUAL(asked.hd_conference, 0);
    CHECK_TEXT(frames_out(&w), "SETUP_TRANSFER#1 2a own1|");
    send_call(&w, w.last_other, AHAB, T_LINECALLSTATE_DIALTONE, 1, "101");
    CHECK_TEXT(callbacks(&w), "");
    send_answer(&w, 1, 0);
    send_call(&w, CALL, AHAB, T_LINECALLSTATE_ONHOLDPENDTRANSFER, 0, "123");
    CHECK_TEXT(callbacks(&w), "done 9=0|state 600 8/1|info 600 f81c0|state 1000 2000/0|");
    CHECK_EQUAL(call_of_handle(&w.p, asked.hd_consult)->frame.related_call_id, 0);
    CHECK_EQUAL(consult(OP_COMPLETE_TRANSFER, 10, hd_call, asked.hd_consult), 10);
    CHECK_TEXT(frames_out(&w), "COMPLETE_TRANSFER#2 2a own1 mode 1|");
    send_answer(&w, 2, 0);
    send_call(&w, CALL, AHAB, T_LINECALLSTATE_IDLE, 0, "123");
    CHECK_TEXT(callbacks(&w), "done 10=0|state 1000 1/0|");
    world_end(&w);
}

static void consultation_call_is_described_before_the_gateway_does(void)
{
    uintptr_t hd_call = connected();
    CHECK_EQUAL(consult(OP_SETUP_TRANSFER, 9, hd_call, 0), 9);
    const struct call *call = call_of_handle(&w.p, asked.hd_consult);
    CHECK_EQUAL(call->frame.related_call_id, 7);
    CHECK_EQUAL(call->frame.origin, T_LINECALLORIGIN_OUTBOUND);
    CHECK(call->tentative);
    world_end(&w);
}

static void refused_setup_leaves_nothing_behind(void)
{
    uintptr_t hd_call = connected();
    CHECK_EQUAL(consult(OP_SETUP_CONFERENCE, 9, hd_call, 0), 9);
    CHECK_TEXT(frames_out(&w), "SETUP_CONFERENCE#1 2a own2 own1|");
    send_call(&w, w.last_other, AHAB, T_LINECALLSTATE_DIALTONE, 1, "101");
    send_answer(&w, 1, LINEERR(INVALCALLSTATE));
    CHECK_TEXT(callbacks(&w), "done 9=8000001c|");
    CHECK_EQUAL(w.p.call_count, 1);
    CHECK_EQUAL(call_close(&w.p, asked.hd_consult), 0);
    CHECK_EQUAL(call_close(&w.p, asked.hd_conference), 0);
    CHECK_TEXT(frames_out(&w), "");
    CHECK_EQUAL(w.p.open_requests, 0);
    world_end(&w);
}

static void conference_comes_with_its_parties(void)
{
    uintptr_t hd_call = connected();
    CHECK_EQUAL(consult(OP_SETUP_CONFERENCE, 9, hd_call, 0), 9);
    CHECK_TEXT(frames_out(&w), "SETUP_CONFERENCE#1 2a own2 own1|");
    uint64_t conference = w.last_third;
    uint64_t second = w.last_other;
    send_answer(&w, 1, 0);
    send_call(&w, conference, AHAB, T_LINECALLSTATE_ONHOLDPENDCONF, 0, "");
    send_part(&w, CALL, AHAB, conference);
    send_call(&w, second, AHAB, T_LINECALLSTATE_DIALTONE, 1, "");
    CHECK_TEXT(callbacks(&w), "done 9=0|state 601 1000/0|info 601 f8140|state 1000 800/601|"
                              "state 600 8/1|info 600 f81c0|");
    uintptr_t hd_conference = asked.hd_conference;
    CHECK_EQUAL(consult(OP_ADD_TO_CONFERENCE, 10, hd_conference, asked.hd_consult), 10);
    CHECK_TEXT(frames_out(&w), "ADD_TO_CONFERENCE#2 own1 own2|");
    send_answer(&w, 2, 0);
    send_part(&w, second, AHAB, conference);
    send_call(&w, conference, AHAB, T_LINECALLSTATE_CONNECTED, 1, "");
    CHECK_TEXT(callbacks(&w), "done 10=0|state 600 800/601|state 601 100/1|");
    CHECK_EQUAL(consult(OP_PREPARE_ADD_TO_CONFERENCE, 11, hd_conference, 0), 11);
    CHECK_TEXT(frames_out(&w), "PREPARE_ADD_TO_CONFERENCE#3 own1 own3|");
    CHECK_EQUAL(ask(&w, OP_REMOVE_FROM_CONFERENCE, 12, hd_call), 12);
    CHECK_TEXT(frames_out(&w), "REMOVE_FROM_CONFERENCE#4 2a|");
    world_end(&w);
}

static void transfer_as_conference_makes_a_third_call(void)
{
    uintptr_t hd_call = connected();
    uintptr_t hd_other = talking(OTHER, T_LINECALLSTATE_ONHOLD);
    asked = (struct consultation){.operation = OP_COMPLETE_TRANSFER,
        .request = 9,
        .hd_call = hd_other,
        .hd_other = hd_call,
        .mode = T_LINETRANSFERMODE_CONFERENCE,
        .ht_conference = 0x601};
    CHECK_EQUAL(call_consult(&w.p, &asked, &nobody, w.now), 9);
    CHECK(asked.hd_conference != 0);
    CHECK_EQUAL(asked.hd_consult, 0);
    CHECK_TEXT(frames_out(&w), "COMPLETE_TRANSFER#1 2b 2a own1 mode 2|");
    send_answer(&w, 1, 0);
    send_call(&w, w.last_third, AHAB, T_LINECALLSTATE_CONNECTED, 1, "");
    CHECK_TEXT(callbacks(&w), "done 9=0|state 601 100/1|info 601 f8140|");
    world_end(&w);
}

static void what_makes_no_sense_is_refused_at_once(void)
{
    uintptr_t hd_call = connected();
    uintptr_t hd_other = talking(OTHER, T_LINECALLSTATE_ONHOLD);
    CHECK_EQUAL(consult(OP_SWAP_HOLD, 9, hd_call, 0), LINEERR(INVALCALLHANDLE));
    CHECK_EQUAL(consult(OP_SWAP_HOLD, 9, 0, hd_other), LINEERR(INVALCALLHANDLE));
    CHECK_EQUAL(consult(OP_SWAP_HOLD, 9, hd_call, hd_call), LINEERR(INVALCALLHANDLE));
    CHECK_EQUAL(consult(OP_SETUP_TRANSFER, 9, 0, 0), LINEERR(INVALCALLHANDLE));
    CHECK_EQUAL(consult(OP_COMPLETE_TRANSFER, 9, hd_call, 1), LINEERR(INVALCONSULTCALLHANDLE));
    CHECK_EQUAL(consult(OP_PREPARE_ADD_TO_CONFERENCE, 9, hd_call, 0), LINEERR(INVALCONFCALLHANDLE));
    CHECK_EQUAL(consult(OP_ADD_TO_CONFERENCE, 9, hd_call, hd_other), LINEERR(INVALCONFCALLHANDLE));
    asked = (struct consultation){
        .operation = OP_COMPLETE_TRANSFER, .hd_call = hd_call, .hd_other = hd_other, .mode = 3};
    CHECK_EQUAL(call_consult(&w.p, &asked, &nobody, w.now), LINEERR(INVALTRANSFERMODE));
    asked.operation = OP_SETUP_CONFERENCE;
    asked.parties = 4;
    CHECK_EQUAL(call_consult(&w.p, &asked, &nobody, w.now), LINEERR(CONFERENCEFULL));
    send_able_line(&w, AHAB, 0, "");
    CHECK_EQUAL(consult(OP_SETUP_CONFERENCE, 9, hd_call, 0), LINEERR(OPERATIONUNAVAIL));
    asked.operation = OP_COMPLETE_TRANSFER;
    asked.hd_other = hd_other;
    asked.mode = T_LINETRANSFERMODE_CONFERENCE;
    CHECK_EQUAL(call_consult(&w.p, &asked, &nobody, w.now), LINEERR(INVALTRANSFERMODE));
    send_call(&w, CALL, AHAB, T_LINECALLSTATE_IDLE, 0, "123");
    CHECK_EQUAL(consult(OP_SWAP_HOLD, 9, hd_call, hd_other), LINEERR(INVALCALLSTATE));
    CHECK_TEXT(frames_out(&w), "");
    CHECK_EQUAL(w.p.open_requests, 0);
    CHECK_EQUAL(w.p.call_count, 2);
    world_end(&w);
}

static void closing_one_call_of_a_request_fails_the_others(void)
{
    uintptr_t hd_call = connected();
    CHECK_EQUAL(consult(OP_SETUP_CONFERENCE, 9, hd_call, 0), 9);
    CHECK_EQUAL(call_close(&w.p, hd_call), 0);
    CHECK_TEXT(frames_out(&w), "SETUP_CONFERENCE#1 2a own2 own1|CLOSE_CALL#0 own2|"
                               "CLOSE_CALL#0 own1|CLOSE_CALL#0 2a|");
    CHECK(provider_closing(&w.p, provider_closing_mark(&w.p), hd_call));
    CHECK_TEXT(callbacks(&w), "done 9=80000048|");
    send_answer(&w, 1, 0);
    send_call(&w, w.last_third, AHAB, T_LINECALLSTATE_ONHOLDPENDCONF, 0, "");
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(w.p.call_count, 0);
    world_end(&w);
}

static void closing_the_consultation_call_fails_its_request(void)
{
    uintptr_t hd_call = connected();
    CHECK_EQUAL(consult(OP_SETUP_TRANSFER, 9, hd_call, 0), 9);
    CHECK_EQUAL(call_close(&w.p, asked.hd_consult), 0);
    CHECK_TEXT(frames_out(&w), "SETUP_TRANSFER#1 2a own1|CLOSE_CALL#0 own1|");
    CHECK_TEXT(callbacks(&w), "done 9=80000048|");
    CHECK_EQUAL(ask(&w, OP_UNHOLD, 10, hd_call), 10);
    CHECK_EQUAL(w.p.call_count, 1);
    world_end(&w);
}

static void closing_the_line_ends_all_of_it(void)
{
    uintptr_t hd_call = connected();
    uintptr_t hd_line = line_of_device(&w.p, FIRST_DEVICE)->handle;
    CHECK_EQUAL(consult(OP_SETUP_CONFERENCE, 9, hd_call, 0), 9);
    CHECK_EQUAL(line_close(&w.p, hd_line), 0);
    CHECK_TEXT(callbacks(&w), "done 9=80000048|");
    CHECK_EQUAL(w.p.call_count, 0);
    CHECK_EQUAL(w.p.requests.count, 0);
    world_end(&w);
}

static void silence_of_the_gateway_fails_both_calls_and_disowns_them(void)
{
    uintptr_t hd_call = connected();
    CHECK_EQUAL(consult(OP_SETUP_CONFERENCE, 9, hd_call, 0), 9);
    (void)frames_out(&w);
    w.now += 12000;
    provider_tick(&w.p, w.now);
    CHECK_TEXT(frames_out(&w), "CLOSE_CALL#0 own2|CLOSE_CALL#0 own1|");
    CHECK_TEXT(callbacks(&w), "done 9=80000048|");
    CHECK_EQUAL(w.p.call_count, 1);
    world_end(&w);
}

static void lost_link_fails_what_is_under_way(void)
{
    uintptr_t hd_call = connected();
    CHECK_EQUAL(consult(OP_SETUP_TRANSFER, 9, hd_call, 0), 9);
    provider_link_down(&w.p);
    CHECK_TEXT(callbacks(&w), "done 9=80000048|line 80|");
    CHECK_EQUAL(consult(OP_SETUP_TRANSFER, 10, hd_call, 0), LINEERR(RESOURCEUNAVAIL));
    CHECK_EQUAL(w.p.call_count, 1);
    world_end(&w);
}

static void completion_that_runs_holds_the_closing_of_each_call(void)
{
    struct delivery running;
    uintptr_t hd_call = connected();
    CHECK_EQUAL(consult(OP_SETUP_CONFERENCE, 9, hd_call, 0), 9);
    (void)frames_out(&w);
    send_answer(&w, 1, 0);
    CHECK(provider_next(&w.p, w.now, &running));
    CHECK_EQUAL(running.kind, DELIVER_COMPLETION);
    const uintptr_t handles[] = {hd_call, asked.hd_consult, asked.hd_conference};
    for (int i = 0; i < 3; i++) {
        CHECK_EQUAL(call_close(&w.p, handles[i]), 0);
        CHECK(provider_closing(&w.p, provider_closing_mark(&w.p), handles[i]));
    }
    provider_delivered(&w.p, &running, 0, w.now);
    CHECK(!provider_closing(&w.p, provider_closing_mark(&w.p), hd_call));
    CHECK_TEXT(callbacks(&w), "");
    world_end(&w);
}

static void call_data_is_kept_and_told(void)
{
    uint8_t data[] = {1, 2, 3};
    uint32_t room[200] = {sizeof room};
    struct line_call_info *info = (void *)room;
    uintptr_t hd_call = connected();
    CHECK_EQUAL(call_set_data(&w.p, 9, hd_call, data, sizeof data, w.now), 9);
    data[0] = 0xEE; /* it was copied */
    CHECK_TEXT(frames_out(&w), "");
    CHECK_TEXT(callbacks(&w), "done 9=0|info 1000 40000000|");
    CHECK_EQUAL(fill_call_info_of(&w, hd_call, info), 0);
    CHECK_EQUAL(info->dwCallDataSize, 3);
    CHECK(memcmp((uint8_t *)room + info->dwCallDataOffset, "\1\2\3", 3) == 0);
    CHECK_EQUAL(call_set_data(&w.p, 10, hd_call, NULL, 0, w.now), 10);
    CHECK_TEXT(callbacks(&w), "done 10=0|info 1000 40000000|");
    CHECK_EQUAL(fill_call_info_of(&w, hd_call, info), 0);
    CHECK_EQUAL(info->dwCallDataSize, 0);
    CHECK_EQUAL(call_set_data(&w.p, 11, hd_call, NULL, 1, w.now), LINEERR(INVALPOINTER));
    CHECK_EQUAL(
        call_set_data(&w.p, 11, hd_call, data, MAX_CALL_DATA + 1, w.now), LINEERR(INVALPARAM));
    CHECK_EQUAL(call_set_data(&w.p, 11, 1, data, 1, w.now), LINEERR(INVALCALLHANDLE));
    world_end(&w);
}

static void details_are_answered_at_once(void)
{
    uint32_t buffer[64] = {1};
    uintptr_t hd_call = connected();
    uintptr_t hd_line = line_of_device(&w.p, FIRST_DEVICE)->handle;
    send_details(&w, CALL, AHAB, "label=VIP\n");
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(call_dev_specific(&w.p, 9, hd_line, hd_call, buffer, sizeof buffer, w.now), 9);
    CHECK_EQUAL(buffer[1], 12 + 22);
    CHECK_EQUAL(buffer[2], 12 + 22);
    CHECK_EQUAL(((uint8_t *)buffer)[12], 'l');
    CHECK_EQUAL(wire_u16((uint8_t *)buffer + 12 + 18), '\n');
    CHECK_EQUAL(wire_u16((uint8_t *)buffer + 12 + 20), 0);
    CHECK_TEXT(callbacks(&w), "done 9=0|");
    CHECK_EQUAL(call_dev_specific(&w.p, 10, hd_line, hd_call, buffer, 33, w.now), 10);
    CHECK_EQUAL(buffer[1], 34);
    CHECK_EQUAL(buffer[2], 12);
    CHECK_EQUAL(call_dev_specific(&w.p, 11, hd_line, hd_call, buffer, 11, w.now),
        LINEERR(STRUCTURETOOSMALL));
    CHECK_EQUAL(
        call_dev_specific(&w.p, 11, hd_line, 0, buffer, 12, w.now), LINEERR(INVALCALLHANDLE));
    CHECK_EQUAL(
        call_dev_specific(&w.p, 11, hd_line, hd_call, NULL, 12, w.now), LINEERR(INVALPOINTER));
    CHECK_EQUAL(
        call_dev_specific(&w.p, 11, 1, hd_call, buffer, 12, w.now), LINEERR(INVALLINEHANDLE));
    buffer[0] = 2;
    CHECK_EQUAL(call_dev_specific(&w.p, 11, hd_line, hd_call, buffer, 12, w.now),
        LINEERR(OPERATIONUNAVAIL));
    world_end(&w);
}

static void selected_extension_shows_the_details(void)
{
    uint32_t room[200] = {sizeof room};
    struct line_call_info *info = (void *)room;
    uintptr_t hd_call = connected();
    uintptr_t hd_line = line_of_device(&w.p, FIRST_DEVICE)->handle;
    CHECK_EQUAL(line_select_extension(&w.p, hd_line, 2), LINEERR(INCOMPATIBLEEXTVERSION));
    CHECK_EQUAL(line_select_extension(&w.p, hd_line, EXTENSION_VERSION), 0);
    send_details(&w, CALL, AHAB, "label=VIP\n");
    CHECK_TEXT(callbacks(&w), "info 1000 2|");
    CHECK_EQUAL(fill_call_info_of(&w, hd_call, info), 0);
    CHECK_EQUAL(info->dwDevSpecificSize, 22);
    CHECK_EQUAL(line_select_extension(&w.p, hd_line, 0), 0);
    CHECK_EQUAL(fill_call_info_of(&w, hd_call, info), 0);
    CHECK_EQUAL(info->dwDevSpecificSize, 0);
    world_end(&w);
}

/* A LINECALLPARAMS of version 2.0 with a target behind its fixed part. */
static int32_t one_step(uint32_t size, uint32_t offset, const char *number, struct text *target)
{
    static uint8_t address[2 * MAX_ADDRESS_UNITS];
    struct line_call_params fixed = {.dwTotalSize = 400,
        .dwBearerMode = T_LINEBEARERMODE_VOICE,
        .dwMediaMode = T_LINEMEDIAMODE_INTERACTIVEVOICE,
        .dwCallParamFlags = T_LINECALLPARAMFLAGS_ONESTEPTRANSFER,
        .dwTargetAddressSize = size,
        .dwTargetAddressOffset = offset};
    struct text text = ascii_text(number);
    uint8_t *params = calloc(1, 400);
    memcpy(params, &fixed, sizeof fixed);
    memcpy(params + 180, text.octets, (size_t)text.units * 2);
    CHECK_EQUAL(params_check(params), 0);
    int32_t result = params_target(params, address, target);
    free(params);
    return result;
}

static void target_of_one_step_transfer_is_checked(void)
{
    struct text target;
    struct line_call_params early = {.dwTotalSize = 112};
    uint8_t *tight = malloc(112);
    CHECK_EQUAL(one_step(8, 180, "102", &target), 0);
    CHECK(text_equal(target, ascii_text("102")));
    CHECK_EQUAL(one_step(6, 180, "102", &target), 0); /* without terminator */
    CHECK(text_equal(target, ascii_text("102")));
    CHECK_EQUAL(one_step(8, 180, "1?2", &target), LINEERR(DIALPROMPT));
    CHECK_EQUAL(one_step(0, 180, "102", &target), LINEERR(INVALCALLPARAMS));
    CHECK_EQUAL(one_step(8, 0, "102", &target), LINEERR(INVALCALLPARAMS));
    CHECK_EQUAL(one_step(8, 396, "102", &target), LINEERR(INVALCALLPARAMS));
    CHECK_EQUAL(one_step(0xFFFFFFFE, 180, "102", &target), LINEERR(INVALCALLPARAMS));
    CHECK_EQUAL(one_step(8, 0xFFFFFFFC, "102", &target), LINEERR(INVALCALLPARAMS));
    CHECK_EQUAL(one_step(2, 180, "", &target), LINEERR(INVALADDRESS));
    CHECK_EQUAL(params_target(NULL, NULL, &target), 0);
    memcpy(tight, &early, 112);
    CHECK_EQUAL(params_check(tight), 0);
    CHECK_EQUAL(params_target(tight, NULL, &target), 0);
    early.dwCallParamFlags = T_LINECALLPARAMFLAGS_ONESTEPTRANSFER;
    memcpy(tight, &early, 112);
    CHECK_EQUAL(params_target(tight, NULL, &target), LINEERR(INVALCALLPARAMS));
    free(tight);
}

void consult_tests(void)
{
    tap_run("consult: a consultation call is silent until its completion",
        consultation_call_is_silent_until_the_completion);
    tap_run("consult: a consultation call is described before the gateway does",
        consultation_call_is_described_before_the_gateway_does);
    tap_run("consult: a refused setup leaves nothing behind", refused_setup_leaves_nothing_behind);
    tap_run("consult: a conference comes with its parties", conference_comes_with_its_parties);
    tap_run("consult: a transfer as conference makes a third call",
        transfer_as_conference_makes_a_third_call);
    tap_run(
        "consult: what makes no sense is refused at once", what_makes_no_sense_is_refused_at_once);
    tap_run("consult: closing one call of a request fails the others",
        closing_one_call_of_a_request_fails_the_others);
    tap_run("consult: closing the consultation call fails its request",
        closing_the_consultation_call_fails_its_request);
    tap_run("consult: closing the line ends all of it", closing_the_line_ends_all_of_it);
    tap_run("consult: the gateway's silence fails both calls",
        silence_of_the_gateway_fails_both_calls_and_disowns_them);
    tap_run("consult: a lost link fails what is under way", lost_link_fails_what_is_under_way);
    tap_run("consult: a completion that runs holds the closing of each call",
        completion_that_runs_holds_the_closing_of_each_call);
    tap_run("extension: call data is kept and told", call_data_is_kept_and_told);
    tap_run("extension: details are answered at once", details_are_answered_at_once);
    tap_run("extension: the selected extension shows the details",
        selected_extension_shows_the_details);
    tap_run("params: the target of a one-step transfer is checked",
        target_of_one_step_transfer_is_checked);
}
