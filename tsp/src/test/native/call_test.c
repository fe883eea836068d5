/* Calls that come from the gateway. */
#include "world.h"

#include <string.h>

static struct world w;

static void incoming_call_is_announced_with_state_info_and_ring(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "123");
    CHECK_TEXT(callbacks(&w), "new|state 1000 2/1|info 1000 8340|ring 0|");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    CHECK_TEXT(callbacks(&w), "state 1000 100/1|");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_DISCONNECTED, 1, "123");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "123");
    CHECK_TEXT(callbacks(&w), "state 1000 4000/1|state 1000 1/0|");
    world_end(&w);
}

static void call_states_in_one_read_are_all_told(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "123");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "123");
    CHECK_TEXT(
        callbacks(&w), "new|state 1000 2/1|info 1000 8340|state 1000 100/1|state 1000 1/0|ring 0|");
    world_end(&w);
}

static void call_that_did_not_change_is_not_told(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    (void)callbacks(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    CHECK_TEXT(callbacks(&w), "");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "1234");
    CHECK_TEXT(callbacks(&w), "info 1000 8000|");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 2, "1234");
    CHECK_TEXT(callbacks(&w), "state 1000 100/2|");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_ONHOLD, 0, "1");
    CHECK_TEXT(callbacks(&w), "info 1000 8000|state 1000 400/0|");
    world_end(&w);
}

static void call_difference_has_a_bit_for_each_part(void)
{
    struct call_frame a = {0};
    struct call_frame b = {0};
    CHECK_EQUAL(call_info_difference(&a, &b), 0);
    b.caller.flags = 1;
    CHECK_EQUAL(call_info_difference(&a, &b), T_LINECALLINFOSTATE_CALLERID);
    b.caller.flags = 0;
    b.called.name = ascii_text("x");
    CHECK_EQUAL(call_info_difference(&a, &b), T_LINECALLINFOSTATE_CALLEDID);
    a.called.name = ascii_text("y");
    CHECK_EQUAL(call_info_difference(&a, &b), T_LINECALLINFOSTATE_CALLEDID);
    b = a;
    b.connected.number = ascii_text("1");
    b.redirection.flags = 8;
    b.redirecting.flags = 8;
    CHECK_EQUAL(call_info_difference(&a, &b), T_LINECALLINFOSTATE_CONNECTEDID |
                                                  T_LINECALLINFOSTATE_REDIRECTIONID |
                                                  T_LINECALLINFOSTATE_REDIRECTINGID);
    b = a;
    b.comment = ascii_text("x");
    b.origin = 1;
    b.reason = 1;
    b.call_id = 1;
    b.related_call_id = 1;
    CHECK_EQUAL(call_info_difference(&a, &b), 0x3C1);
    b = a;
    b.memo.count = 5;
    b.features = 5;
    b.since = 9;
    CHECK_EQUAL(call_info_difference(&a, &b), 0);
}

static void call_is_not_told_without_media_detection(void)
{
    world_start(&w);
    uintptr_t hd_line = open_ahab(&w);
    line_detect_media(&w.p, hd_line, 0, w.now);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "123");
    send_call(&w, 43, ISHMAEL, T_LINECALLSTATE_OFFERING, 1, "123");
    CHECK_TEXT(callbacks(&w), "");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "123");
    CHECK_EQUAL(w.p.call_count, 1);
    world_end(&w);
}

static void existing_call_is_told_a_moment_after_the_line_opens(void)
{
    world_start(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "123");
    send_call(&w, 43, AHAB, T_LINECALLSTATE_ONHOLD, 0, "124");
    uintptr_t hd_line = 0;
    static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};
    CHECK_EQUAL(
        line_open(&w.p, FIRST_DEVICE, 0x77, VERSION_LOWEST, w.p.completion_proc, &nobody, &hd_line),
        0);
    CHECK_TEXT(callbacks(&w), "");
    line_detect_media(&w.p, hd_line, 4, w.now);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    CHECK_EQUAL(provider_tick(&w.p, w.now), w.now + SETTLE_MS);
    CHECK_TEXT(callbacks(&w), "");
    w.now += SETTLE_MS;
    CHECK(provider_tick(&w.p, w.now) == UINT64_MAX);
    CHECK_TEXT(
        callbacks(&w), "new|state 1000 100/1|info 1000 8340|new|state 1001 400/0|info 1001 8340|");
    line_detect_media(&w.p, hd_line, 4, w.now);
    w.now += SETTLE_MS;
    provider_tick(&w.p, w.now);
    CHECK_TEXT(callbacks(&w), "");
    world_end(&w);
}

static void newcall_that_hands_back_null_is_kept_silent(void)
{
    world_start(&w);
    uintptr_t hd_line = open_ahab(&w);
    w.next_ht = 0;
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "123");
    CHECK_TEXT(callbacks(&w), "new|");
    w.next_ht = 0x2000; /* the next program opens: tried again */
    line_detect_media(&w.p, hd_line, 4, w.now);
    w.now += SETTLE_MS;
    provider_tick(&w.p, w.now);
    CHECK_TEXT(callbacks(&w), "new|state 2000 2/1|info 2000 8340|ring 0|");
    w.next_ht = 0;
    send_call(&w, 43, AHAB, T_LINECALLSTATE_OFFERING, 1, "123");
    CHECK_TEXT(callbacks(&w), "new|");
    send_call(&w, 43, AHAB, T_LINECALLSTATE_IDLE, 1, "123");
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(w.p.call_count, 1);
    world_end(&w);
}

static void close_at_once(struct world *world, uintptr_t hd_call)
{
    CHECK_EQUAL(call_close(&world->p, hd_call), 0);
    CHECK(!provider_closing(&world->p, provider_closing_mark(&world->p), hd_call));
}

static void close_call_during_newcall_ends_all(void)
{
    world_start(&w);
    open_ahab(&w);
    w.during_newcall = close_at_once;
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "123");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    CHECK_TEXT(callbacks(&w), "new|");
    CHECK_TEXT(frames_out(&w), "CLOSE_CALL#0 2a|");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 2, "123");
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(w.p.call_count, 0);
    world_end(&w);
}

static void nothing_follows_idle(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "555");
    CHECK_EQUAL(call_set_app_specific(&w.p, w.last_handle, 1), LINEERR(INVALCALLHANDLE));
    CHECK_TEXT(callbacks(&w), "new|state 1000 100/1|info 1000 8340|state 1000 1/0|");
    CHECK_EQUAL(call_set_app_specific(&w.p, w.last_handle, 1), 0);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "555");
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(call_of_handle(&w.p, w.last_handle)->frame.caller.number.units, 3);
    CHECK_EQUAL(call_close(&w.p, w.last_handle), 0);
    CHECK_TEXT(frames_out(&w), "");
    CHECK_EQUAL(w.p.call_count, 0);
    CHECK_EQUAL(call_close(&w.p, w.last_handle), 0);
    world_end(&w);
}

static void ringing_repeats_every_six_seconds_until_answered(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "123");
    (void)callbacks(&w);
    w.now += RING_PERIOD_MS - 1;
    CHECK_EQUAL(provider_tick(&w.p, w.now), w.now + 1);
    CHECK_TEXT(callbacks(&w), "");
    w.now += 1;
    provider_tick(&w.p, w.now);
    CHECK_TEXT(callbacks(&w), "ring 1|");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_ACCEPTED, 0, "123");
    CHECK_TEXT(callbacks(&w), "state 1000 4/0|");
    w.now += RING_PERIOD_MS;
    provider_tick(&w.p, w.now);
    CHECK_TEXT(callbacks(&w), "ring 2|");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    CHECK_TEXT(callbacks(&w), "state 1000 100/1|");
    CHECK(provider_tick(&w.p, w.now + 100000) == UINT64_MAX);
    CHECK_TEXT(callbacks(&w), "");
    world_end(&w);
}

static void closed_call_is_not_told_again_until_the_line_is_opened_anew(void)
{
    world_start(&w);
    uintptr_t hd_line = open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    (void)callbacks(&w);
    uintptr_t first = w.last_handle;
    CHECK_EQUAL(call_close(&w.p, first), 0);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_ONHOLD, 0, "123");
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(line_close(&w.p, hd_line), 0);
    CHECK_TEXT(frames_out(&w), "CLOSE_CALL#0 2a|CLOSE_LINE#0|");
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_ONHOLD, 0, "123");
    CHECK_TEXT(callbacks(&w), "new|state 1001 400/0|info 1001 8340|");
    CHECK(w.last_handle != first);
    world_end(&w);
}

static void calls_of_two_lines_do_not_mix(void)
{
    static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};
    uintptr_t other = 0;
    world_start(&w);
    open_ahab(&w);
    CHECK_EQUAL(line_open(&w.p, FIRST_DEVICE + 1, 0x77, VERSION_LOWEST, w.p.completion_proc,
                    &nobody, &other),
        0);
    line_detect_media(&w.p, other, 4, w.now);
    w.now += SETTLE_MS;
    provider_tick(&w.p, w.now);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "1");
    send_call(&w, 43, ISHMAEL, T_LINECALLSTATE_CONNECTED, 1, "2");
    send_call(&w, 42, ISHMAEL, T_LINECALLSTATE_ONHOLD, 0, "1"); /* a call never moves */
    send_call(&w, 43, ISHMAEL, T_LINECALLSTATE_IDLE, 0, "2");
    CHECK_TEXT(callbacks(&w), "new|state 1000 100/1|info 1000 8340|new|state 1001 100/1|"
                              "info 1001 8340|state 1001 1/0|");
    world_end(&w);
}

void call_tests(void)
{
    tap_run("call: incoming is announced with state, info and ring",
        incoming_call_is_announced_with_state_info_and_ring);
    tap_run(
        "call: all states of one read are told, in order", call_states_in_one_read_are_all_told);
    tap_run("call: only what changed is told", call_that_did_not_change_is_not_told);
    tap_run(
        "call: the difference has a bit for each part", call_difference_has_a_bit_for_each_part);
    tap_run("call: not told without media detection or on a closed line",
        call_is_not_told_without_media_detection);
    tap_run("call: existing ones are told a moment after the line opens, once",
        existing_call_is_told_a_moment_after_the_line_opens);
    tap_run("call: NEWCALL that hands back NULL stays silent and is tried again",
        newcall_that_hands_back_null_is_kept_silent);
    tap_run("call: CloseCall during NEWCALL ends all events", close_call_during_newcall_ends_all);
    tap_run("call: nothing follows IDLE; CloseCall after it is silent", nothing_follows_idle);
    tap_run("call: ringing repeats every 6 s until answered",
        ringing_repeats_every_six_seconds_until_answered);
    tap_run("call: a closed one is not told again until its line is opened anew",
        closed_call_is_not_told_again_until_the_line_is_opened_anew);
    tap_run("call: two lines do not mix", calls_of_two_lines_do_not_mix);
}
