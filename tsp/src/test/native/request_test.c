/* Requests: completed exactly once, in order, and before a closing returns. */
#include "world.h"

#include <string.h>

static struct world w;

static void made_call_completes_then_tells_its_states(void)
{
    world_start(&w);
    uintptr_t hd_call = make_call(&w, open_ahab(&w), 9, 0x500);
    CHECK_TEXT(frames_out(&w), "MAKE_CALL#1 own1|");
    CHECK_TEXT(callbacks(&w), "");
    send_answer(&w, 1, 0);
    send_call(&w, w.last_call, AHAB, T_LINECALLSTATE_DIALING, 0, "101");
    send_call(&w, w.last_call, AHAB, T_LINECALLSTATE_RINGBACK, 0, "101");
    CHECK_TEXT(callbacks(&w), "done 9=0|state 500 10/0|info 500 f8140|state 500 20/0|");
    send_answer(&w, 1, 0);
    CHECK_TEXT(callbacks(&w), "");
    CHECK(call_of_handle(&w.p, hd_call) != NULL);
    world_end(&w);
}

static void tentative_call_is_silent_whatever_comes(void)
{
    world_start(&w);
    uintptr_t hd_call = make_call(&w, open_ahab(&w), 9, 0x500);
    (void)frames_out(&w);
    for (uint32_t i = 0; i < 40; i++) {
        send_call(&w, w.last_call, AHAB, T_LINECALLSTATE_DIALING, i, "101");
    }
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(call_of_handle(&w.p, hd_call)->held_count, MAX_HELD_BACK);
    send_call(&w, w.last_call, AHAB, T_LINECALLSTATE_CONNECTED, 1, "101");
    send_call(&w, w.last_call, AHAB, T_LINECALLSTATE_IDLE, 0, "101");
    send_answer(&w, 1, 0);
    const char *told = callbacks(&w);
    CHECK(strncmp(told, "done 9=0|state 500 10/", 22) == 0);
    CHECK(strstr(told, "|state 500 100/1|state 500 1/0|") != NULL);
    world_end(&w);
}

static void refused_call_is_only_completed(void)
{
    world_start(&w);
    uintptr_t hd_call = make_call(&w, open_ahab(&w), 9, 0x500);
    (void)frames_out(&w);
    send_call(&w, w.last_call, AHAB, T_LINECALLSTATE_DIALING, 0, "101");
    send_answer(&w, 1, LINEERR(INVALADDRESS));
    CHECK_TEXT(callbacks(&w), "done 9=80000010|");
    CHECK_EQUAL(w.p.call_count, 0);
    CHECK_EQUAL(call_close(&w.p, hd_call), 0);
    CHECK_EQUAL(ask(&w, OP_DROP, 10, hd_call), LINEERR(INVALCALLHANDLE));
    CHECK_TEXT(frames_out(&w), "");
    world_end(&w);
}

static void refused_call_closed_before_its_completion_is_completed_first(void)
{
    world_start(&w);
    uintptr_t hd_call = make_call(&w, open_ahab(&w), 9, 0x500);
    (void)frames_out(&w);
    send_answer(&w, 1, LINEERR(INVALADDRESS));
    CHECK_EQUAL(call_close(&w.p, hd_call), 0);
    uint64_t mark = provider_closing_mark(&w.p);
    CHECK(provider_closing(&w.p, mark, hd_call));
    CHECK_TEXT(callbacks(&w), "done 9=80000010|");
    CHECK(!provider_closing(&w.p, mark, hd_call));
    world_end(&w);
}

static void answer_with_a_positive_result_is_a_failure(void)
{
    world_start(&w);
    make_call(&w, open_ahab(&w), 9, 0x500);
    (void)frames_out(&w);
    send_answer(&w, 1, 5);
    CHECK_TEXT(callbacks(&w), "done 9=80000048|");
    world_end(&w);
}

static uintptr_t connected(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    CHECK_TEXT(callbacks(&w), "new|state 1000 100/1|info 1000 8340|");
    return w.last_handle;
}

static void operations_complete_each_once(void)
{
    static const uint16_t operations[] = {
        OP_DIAL, OP_ANSWER, OP_ACCEPT, OP_HOLD, OP_UNHOLD, OP_DROP};
    uintptr_t hd_call = connected();
    for (uint32_t i = 0; i < 6; i++) {
        CHECK_EQUAL(ask(&w, operations[i], 100 + i, hd_call), 100 + i);
    }
    CHECK_TEXT(
        frames_out(&w), "DIAL#1 2a|ANSWER#2 2a|ACCEPT#3 2a|HOLD#4 2a|UNHOLD#5 2a|DROP#6 2a|");
    for (uint32_t i = 6; i >= 1; i--) {
        send_answer(&w, i, i == 2 ? LINEERR(INVALCALLSTATE) : 0);
        send_answer(&w, i, 0);
    }
    CHECK_TEXT(
        callbacks(&w), "done 105=0|done 104=0|done 103=0|done 102=0|done 101=8000001c|done 100=0|");
    CHECK_EQUAL(w.p.open_requests, 0);
    world_end(&w);
}

static void drop_and_close_at_once_completes_tells_idle_and_notices(void)
{
    uintptr_t hd_call = connected();
    CHECK_EQUAL(ask(&w, OP_HOLD, 8, hd_call), 8);
    CHECK_EQUAL(ask(&w, OP_DROP, 9, hd_call), 9);
    CHECK_EQUAL(call_close(&w.p, hd_call), 0);
    CHECK_TEXT(frames_out(&w), "HOLD#1 2a|DROP#2 2a|CLOSE_CALL#0 2a|");
    uint64_t mark = provider_closing_mark(&w.p);
    CHECK(provider_closing(&w.p, mark, hd_call));
    const char *told = callbacks(&w);
    CHECK(strstr(told, "done 8=80000048|") != NULL);
    CHECK(strstr(told, "done 9=0|") != NULL);
    CHECK(strstr(told, "state 1000 1/0|") != NULL);
    CHECK(!provider_closing(&w.p, mark, hd_call));
    send_answer(&w, 2, 0);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "123");
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(w.p.call_count, 0);
    world_end(&w);
}

static void idle_that_was_queued_is_told_before_close_returns(void)
{
    uintptr_t hd_call = connected();
    send_call(&w, 42, AHAB, T_LINECALLSTATE_DISCONNECTED, 1, "123");
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "123");
    CHECK_EQUAL(call_close(&w.p, hd_call), 0);
    CHECK(provider_closing(&w.p, provider_closing_mark(&w.p), hd_call));
    CHECK_TEXT(callbacks(&w), "state 1000 1/0|");
    CHECK_TEXT(frames_out(&w), "");
    world_end(&w);
}

static void close_waits_for_the_callback_that_runs_for_the_call(void)
{
    struct delivery running;
    uintptr_t hd_call = connected();
    send_call(&w, 42, AHAB, T_LINECALLSTATE_ONHOLD, 0, "123");
    CHECK(provider_next(&w.p, w.now, &running));
    CHECK_EQUAL(call_close(&w.p, hd_call), 0);
    CHECK(provider_closing(&w.p, provider_closing_mark(&w.p), hd_call));
    provider_delivered(&w.p, &running, 0, w.now);
    CHECK(!provider_closing(&w.p, provider_closing_mark(&w.p), hd_call));
    CHECK_TEXT(callbacks(&w), "");
    world_end(&w);
}

static void close_waits_for_its_completions_behind_another_newcall(void)
{
    struct delivery running;
    uintptr_t hd_call = connected();
    CHECK_EQUAL(ask(&w, OP_HOLD, 8, hd_call), 8);
    send_call(&w, 43, AHAB, T_LINECALLSTATE_OFFERING, 1, "5");
    CHECK(provider_next(&w.p, w.now, &running));
    CHECK_EQUAL(running.kind, DELIVER_NEWCALL);
    CHECK_EQUAL(call_close(&w.p, hd_call), 0);
    CHECK(provider_closing(&w.p, provider_closing_mark(&w.p), hd_call));
    provider_delivered(&w.p, &running, 0x1001, w.now);
    CHECK(callback(&w));
    CHECK(!provider_closing(&w.p, provider_closing_mark(&w.p), hd_call));
    world_end(&w);
}

static void newcall_that_runs_while_its_line_closes_leads_to_nothing(void)
{
    struct delivery running;
    world_start(&w);
    uintptr_t hd_line = open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "5");
    CHECK(provider_next(&w.p, w.now, &running));
    CHECK_EQUAL(line_close(&w.p, hd_line), 0);
    CHECK(!provider_closing(&w.p, provider_closing_mark(&w.p), hd_line));
    provider_delivered(&w.p, &running, 0x1000, w.now);
    CHECK_TEXT(callbacks(&w), "");
    CHECK_TEXT(frames_out(&w), "CLOSE_LINE#0|");
    open_ahab(&w);
    CHECK_TEXT(callbacks(&w), "new|state 1000 2/1|info 1000 8340|ring 0|");
    world_end(&w);
}

static void drop_of_an_ended_call_succeeds_and_others_do_not(void)
{
    uintptr_t hd_call = connected();
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "123");
    CHECK_EQUAL(ask(&w, OP_HOLD, 8, hd_call), LINEERR(INVALCALLSTATE));
    CHECK_EQUAL(ask(&w, OP_DROP, 9, hd_call), 9);
    CHECK_TEXT(frames_out(&w), "");
    CHECK_TEXT(callbacks(&w), "state 1000 1/0|done 9=0|");
    world_end(&w);
}

static void request_over_its_limit_fails_and_the_call_is_given_up(void)
{
    world_start(&w);
    make_call(&w, open_ahab(&w), 9, 0x500);
    (void)frames_out(&w);
    CHECK_EQUAL(provider_tick(&w.p, w.now), w.now + 12000);
    w.now += 12000;
    provider_tick(&w.p, w.now);
    CHECK_TEXT(frames_out(&w), "CLOSE_CALL#0 own1|");
    CHECK_TEXT(callbacks(&w), "done 9=80000048|");
    send_answer(&w, 1, 0);
    send_call(&w, w.last_call, AHAB, T_LINECALLSTATE_CONNECTED, 1, "1");
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(w.p.call_count, 0);
    world_end(&w);
}

static void requests_are_bounded(void)
{
    uintptr_t hd_call = connected();
    for (uint32_t i = 1; i <= MAX_OPEN_REQUESTS; i++) {
        CHECK_EQUAL(ask(&w, OP_HOLD, i, hd_call), i);
    }
    CHECK_EQUAL(ask(&w, OP_HOLD, 999, hd_call), LINEERR(RESOURCEUNAVAIL));
    (void)frames_out(&w);
    send_answer(&w, 1, 0);
    CHECK_EQUAL(ask(&w, OP_HOLD, 999, hd_call), 999);
    world_end(&w);
}

static void line_close_completes_everything_and_ends_all_events(void)
{
    world_start(&w);
    uintptr_t hd_line = open_ahab(&w);
    make_call(&w, hd_line, 9, 0x500);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    CHECK_EQUAL(line_close(&w.p, hd_line), 0);
    CHECK(provider_closing(&w.p, provider_closing_mark(&w.p), hd_line));
    CHECK_TEXT(callbacks(&w), "done 9=80000048|");
    CHECK_EQUAL(w.p.call_count, 1); /* the incoming one, which TAPI never took */
    CHECK_TEXT(frames_out(&w), "MAKE_CALL#1 own1|CLOSE_CALL#0 own1|CLOSE_LINE#0|");
    send_line(&w, AHAB, false, "Captain Ahab (101)");
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(line_close(&w.p, hd_line), LINEERR(INVALLINEHANDLE));
    world_end(&w);
}

static void shutdown_completes_open_and_queued_requests(void)
{
    uintptr_t hd_call = connected();
    for (uint32_t i = 1; i <= 100; i++) {
        CHECK_EQUAL(ask(&w, OP_HOLD, i, hd_call), i);
    }
    send_answer(&w, 1, 0); /* queued, not delivered */
    provider_shutdown(&w.p);
    int completed = 0;
    const char *told = callbacks(&w);
    for (const char *at = told; (at = strstr(at, "done ")) != NULL; at++) {
        completed++;
    }
    CHECK_EQUAL(completed, 100);
    CHECK(strstr(told, "state") == NULL);
    world_end(&w);
}

void request_tests(void)
{
    tap_run("request: a made call completes, then tells its states",
        made_call_completes_then_tells_its_states);
    tap_run("request: a tentative call is silent whatever comes",
        tentative_call_is_silent_whatever_comes);
    tap_run("request: a refused call is only completed", refused_call_is_only_completed);
    tap_run("request: a refused call that is closed first is completed before",
        refused_call_closed_before_its_completion_is_completed_first);
    tap_run("request: a positive result from the gateway is a failure",
        answer_with_a_positive_result_is_a_failure);
    tap_run("request: all operations complete once each", operations_complete_each_once);
    tap_run("request: drop and close at once completes, tells IDLE, sends both",
        drop_and_close_at_once_completes_tells_idle_and_notices);
    tap_run("request: a queued IDLE is told before CloseCall returns",
        idle_that_was_queued_is_told_before_close_returns);
    tap_run("request: CloseCall waits for a callback that runs for the call",
        close_waits_for_the_callback_that_runs_for_the_call);
    tap_run("request: CloseCall waits for its completions behind another call's NEWCALL",
        close_waits_for_its_completions_behind_another_newcall);
    tap_run("request: NEWCALL that runs while its line closes leads to nothing",
        newcall_that_runs_while_its_line_closes_leads_to_nothing);
    tap_run("request: a repeated drop succeeds", drop_of_an_ended_call_succeeds_and_others_do_not);
    tap_run("request: over its limit it fails and the call is given up",
        request_over_its_limit_fails_and_the_call_is_given_up);
    tap_run("request: at most 256 are open", requests_are_bounded);
    tap_run("request: lineClose completes everything",
        line_close_completes_everything_and_ends_all_events);
    tap_run("request: providerShutdown completes open and queued ones",
        shutdown_completes_open_and_queued_requests);
}
