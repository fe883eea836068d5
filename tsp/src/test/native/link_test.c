/* The gateway goes and comes back. */
#include "world.h"

#include <stdlib.h>
#include <string.h>

static struct world w;

static void come_back(uint64_t call, uint32_t state)
{
    world_link(&w);
    (void)frames_out(&w);
    world_welcome(&w);
    send_snapshot(&w, call, state);
}

static void lost_link_fails_requests_keeps_calls_and_answers_at_once(void)
{
    world_start(&w);
    uintptr_t hd_line = open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "1");
    (void)callbacks(&w);
    CHECK_EQUAL(ask(&w, OP_HOLD, 8, w.last_handle), 8);
    make_call(&w, hd_line, 9, 0x500);
    provider_link_down(&w.p);
    CHECK_TEXT(callbacks(&w), "done 8=80000048|done 9=80000048|line 80|");
    CHECK_EQUAL(ask(&w, OP_HOLD, 10, w.last_handle), LINEERR(RESOURCEUNAVAIL));
    CHECK_EQUAL(w.p.call_count, 1);
    CHECK_TEXT(frames_out(&w), "");
    world_end(&w);
}

static void returned_link_tells_the_difference(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "1");
    (void)callbacks(&w);
    provider_link_down(&w.p);
    world_link(&w);
    CHECK_TEXT(frames_out(&w), "HELLO|HELD_CALL|READY|");
    world_welcome(&w);
    send_snapshot(&w, 42, T_LINECALLSTATE_ONHOLD);
    CHECK_TEXT(frames_out(&w), "OPEN_LINE#0|");
    CHECK_TEXT(callbacks(&w), "line 80|state 1000 400/0|line 40|");
    world_end(&w);
}

static void call_that_is_gone_after_the_return_becomes_idle(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "1");
    provider_link_down(&w.p);
    come_back(43, T_LINECALLSTATE_OFFERING);
    CHECK_TEXT(callbacks(&w),
        "new|state 1000 100/1|info 1000 8340|line 80|new|state 1001 2/0|info 1001 8340|"
        "state 1000 1/0|line 40|ring 0|");
    world_end(&w);
}

static void line_that_is_gone_after_the_return_is_removed(void)
{
    world_start(&w);
    provider_link_down(&w.p);
    world_link(&w);
    world_welcome(&w);
    send_plain(&w, FRAME_SNAPSHOT);
    send_line(&w, ISHMAEL, true, "Ishmael (102)");
    send_plain(&w, FRAME_SNAPSHOT_END);
    CHECK_TEXT(callbacks(&w), "remove 5|");
    world_end(&w);
}

static void held_call_is_the_last_call_frame_unchanged(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "1");
    provider_link_down(&w.p);
    world_link(&w);
    free(provider_take_out(&w.p));
    struct out_frame *held = provider_take_out(&w.p);
    struct call *call = map_get(&w.p.calls_by_id, 42);
    CHECK_EQUAL(held->length, call->body_length + 4);
    CHECK_EQUAL(wire_u32(held->octets), call->body_length);
    CHECK_EQUAL(wire_u16(held->octets + 4), FRAME_HELD_CALL);
    CHECK(memcmp(held->octets + 6, call->body + 2, call->body_length - 2) == 0);
    free(held);
    world_end(&w);
}

static void made_call_without_a_frame_is_idle_after_the_return(void)
{
    world_start(&w);
    make_call(&w, open_ahab(&w), 9, 0x500);
    send_answer(&w, 1, 0);
    CHECK_TEXT(callbacks(&w), "done 9=0|");
    provider_link_down(&w.p);
    world_link(&w);
    CHECK_TEXT(frames_out(&w), "HELLO|READY|");
    world_welcome(&w);
    send_snapshot(&w, 0, 0);
    CHECK_TEXT(callbacks(&w), "line 80|state 500 1/0|line 40|");
    world_end(&w);
}

static void requests_before_the_snapshot_is_whole_are_refused(void)
{
    world_start(&w);
    uintptr_t hd_line = open_ahab(&w);
    uintptr_t hd_call = 0;
    static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};
    provider_link_down(&w.p);
    world_link(&w);
    world_welcome(&w);
    send_plain(&w, FRAME_SNAPSHOT);
    CHECK_EQUAL(
        call_create(&w.p, OP_MAKE_CALL, 3, hd_line, 1, ascii_text("1"), &nobody, w.now, &hd_call),
        LINEERR(RESOURCEUNAVAIL));
    CHECK_EQUAL(hd_call, 0);
    world_end(&w);
}

static void frames_that_make_no_sense_end_the_link(void)
{
    static const uint8_t ping[] = {0x09, 0x01, 1, 0, 0, 0, 0, 0, 0, 0};
    static const uint8_t ready[] = {0x03, 0x00};
    static const uint8_t snapshot[] = {0x03, 0x01};
    static const uint8_t unknown[] = {0xFF, 0x01, 1};
    static const uint8_t short_ping[] = {0x09, 0x01, 1};
    world_start_bare(&w);
    world_link(&w);
    CHECK_EQUAL(provider_frame(&w.p, snapshot, sizeof snapshot, 0), WIRE_BAD_VALUE);
    world_welcome(&w);
    CHECK_EQUAL(provider_frame(&w.p, ready, sizeof ready, 0), WIRE_BAD_VALUE);
    CHECK_EQUAL(provider_frame(&w.p, short_ping, sizeof short_ping, 0), WIRE_TRUNCATED);
    CHECK_EQUAL(provider_frame(&w.p, unknown, sizeof unknown, 0), WIRE_OK);
    CHECK_EQUAL(w.p.unknown_frames, 1);
    (void)frames_out(&w);
    CHECK_EQUAL(provider_frame(&w.p, ping, sizeof ping, 0), WIRE_OK);
    CHECK_TEXT(frames_out(&w), "PONG|");
    world_end(&w);
}

/* A gateway that does not know its lines yet keeps the peer awake before WELCOME. */
static void ping_before_welcome_is_answered_behind_ready(void)
{
    static const uint8_t ping[] = {0x09, 0x01, 1, 0, 0, 0, 0, 0, 0, 0};
    world_start_bare(&w);
    world_link(&w);
    CHECK_EQUAL(provider_frame(&w.p, ping, sizeof ping, 0), WIRE_OK);
    CHECK_EQUAL(provider_frame(&w.p, ping, sizeof ping, 0), WIRE_OK);
    CHECK_TEXT(frames_out(&w), "HELLO|READY|PONG|PONG|");
    CHECK(!w.p.link_ready);
    world_welcome(&w);
    send_snapshot(&w, 0, 0);
    CHECK(w.p.link_ready);
    world_end(&w);
}

static void call_of_an_unknown_line_is_ignored(void)
{
    world_start(&w);
    send_call(&w, 42, 0x999, T_LINECALLSTATE_OFFERING, 1, "1");
    CHECK_EQUAL(w.p.call_count, 0);
    CHECK(!w.p.broken);
    world_end(&w);
}

static void many_lines_and_calls_are_opened_told_and_freed(void)
{
    char name[32];
    world_start_bare(&w);
    world_link(&w);
    world_welcome(&w);
    send_plain(&w, FRAME_SNAPSHOT);
    for (uint32_t i = 1; i <= 3000; i++) {
        name[0] = (char)('A' + i % 26);
        name[1] = '\0';
        send_line(&w, i, true, name);
        send_call(&w, i, i, T_LINECALLSTATE_CONNECTED, 1, "1");
    }
    send_plain(&w, FRAME_SNAPSHOT_END);
    CHECK_EQUAL(provider_enumerate(&w.p, 0, (any_proc)come_back), 3000);
    CHECK_EQUAL(provider_init(&w.p, 0, 3000, (any_proc)come_back), 0);
    static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};
    for (uint32_t i = 0; i < 3000; i++) {
        uintptr_t hd_line = 0;
        CHECK_EQUAL(
            line_open(&w.p, i, 0x77, VERSION_HIGHEST, (any_proc)come_back, &nobody, &hd_line), 0);
        line_detect_media(&w.p, hd_line, 4, w.now);
    }
    provider_tick(&w.p, w.now + SETTLE_MS);
    CHECK(provider_events_full(&w.p));
    int told = 0;
    while (callback(&w)) {
        told++;
        w.text[0] = '\0';
    }
    CHECK_EQUAL(told, 9000);
    CHECK(!provider_events_full(&w.p));
    world_end(&w);
}

void link_tests(void)
{
    tap_run("link: its loss fails requests, keeps calls, answers at once",
        lost_link_fails_requests_keeps_calls_and_answers_at_once);
    tap_run("link: its return tells the difference", returned_link_tells_the_difference);
    tap_run("link: a call that is gone after the return becomes IDLE",
        call_that_is_gone_after_the_return_becomes_idle);
    tap_run("link: a line that is gone after the return is removed",
        line_that_is_gone_after_the_return_is_removed);
    tap_run("link: HELD_CALL is the last CALL frame, unchanged",
        held_call_is_the_last_call_frame_unchanged);
    tap_run("link: a made call without a frame is IDLE after the return",
        made_call_without_a_frame_is_idle_after_the_return);
    tap_run("link: requests before the snapshot is whole are refused",
        requests_before_the_snapshot_is_whole_are_refused);
    tap_run("link: frames that make no sense end it", frames_that_make_no_sense_end_the_link);
    tap_run("link: PING before WELCOME is answered, behind READY",
        ping_before_welcome_is_answered_behind_ready);
    tap_run("link: a call of an unknown line is ignored", call_of_an_unknown_line_is_ignored);
    tap_run("link: 3 000 lines with calls are opened, told and freed",
        many_lines_and_calls_are_opened_told_and_freed);
}
