/* What a closing still owes, and what must never come after it. */
#include "fill.h"
#include "world.h"

#include <stdlib.h>
#include <time.h>

static struct world w;

static void connect_two_calls(uintptr_t *first, uintptr_t *second)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "1");
    (void)callbacks(&w);
    *first = w.last_handle;
    send_call(&w, 43, AHAB, T_LINECALLSTATE_CONNECTED, 1, "2");
    (void)callbacks(&w);
    *second = w.last_handle;
}

static void closing_waits_for_its_own_idle_behind_completions_of_another(void)
{
    uintptr_t first = 0;
    uintptr_t second = 0;
    connect_two_calls(&first, &second);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "1");
    CHECK_EQUAL(call_close(&w.p, first), 0);
    uint64_t mark = provider_closing_mark(&w.p);
    CHECK_EQUAL(ask(&w, OP_HOLD, 5, second), 5);
    CHECK_EQUAL(call_close(&w.p, second), 0);
    uint64_t mark_of_second = provider_closing_mark(&w.p);
    w.text[0] = '\0';
    CHECK(callback(&w));
    CHECK_TEXT(w.text, "done 5=80000048|");
    CHECK(provider_closing(&w.p, mark, first));
    CHECK(provider_closing(&w.p, mark_of_second, second));
    CHECK(callback(&w));
    CHECK_TEXT(w.text, "done 5=80000048|state 1000 1/0|");
    CHECK(!provider_closing(&w.p, mark, first));
    CHECK(!provider_closing(&w.p, mark_of_second, second));
    world_end(&w);
}

static void idle_that_comes_too_late_is_given_up(void)
{
    struct delivery stuck;
    uintptr_t first = 0;
    uintptr_t second = 0;
    connect_two_calls(&first, &second);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "1");
    send_call(&w, 43, AHAB, T_LINECALLSTATE_CONNECTED, 2, "2");
    CHECK_EQUAL(ask(&w, OP_HOLD, 5, first), LINEERR(INVALCALLSTATE));
    CHECK_EQUAL(ask(&w, OP_HOLD, 6, second), 6);
    CHECK(provider_next(&w.p, w.now, &stuck));
    CHECK_EQUAL(call_close(&w.p, first), 0);
    uint64_t mark = provider_closing_mark(&w.p);
    send_call(&w, 43, AHAB, T_LINECALLSTATE_IDLE, 0, "2");
    CHECK_EQUAL(call_close(&w.p, second), 0);
    uint64_t later = provider_closing_mark(&w.p);
    provider_give_up_closing(&w.p, mark);
    CHECK(provider_closing(&w.p, later, second));
    provider_give_up_closing(&w.p, later);
    provider_delivered(&w.p, &stuck, 0, w.now);
    CHECK_TEXT(callbacks(&w), "done 6=80000048|");
    CHECK(!provider_closing(&w.p, later, second));
    CHECK_EQUAL(w.p.call_count, 0);
    world_end(&w);
}

static void completion_is_waited_for_even_while_newcall_runs(void)
{
    struct delivery newcall;
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_CONNECTED, 1, "1");
    CHECK(provider_next(&w.p, w.now, &newcall));
    CHECK_EQUAL(newcall.kind, DELIVER_NEWCALL);
    CHECK_EQUAL(ask(&w, OP_DROP, 5, newcall.p1), 5);
    uint64_t since = provider_closing_mark(&w.p);
    CHECK_EQUAL(call_close(&w.p, newcall.p1), 0);
    uint64_t mark = provider_closing_mark(&w.p);
    CHECK(!provider_closing(&w.p, mark, newcall.p1));
    CHECK(provider_owes(&w.p, since, mark));
    CHECK(!provider_owes(&w.p, mark, mark));
    provider_delivered(&w.p, &newcall, 0x2000, w.now);
    w.text[0] = '\0';
    CHECK(callback(&w));
    CHECK_TEXT(w.text, "done 5=0|");
    CHECK(!provider_owes(&w.p, since, mark));
    world_end(&w);
}

/* What the sender is woken for: nothing but deliveries and earlier deadlines. */
static void sender_is_due_for_deliveries_and_deadlines_only(void)
{
    static uint32_t room[256] = {sizeof room};
    uintptr_t hd_line;
    world_start(&w);
    hd_line = open_ahab(&w);
    (void)callbacks(&w);
    CHECK_EQUAL(provider_due(&w.p), UINT64_MAX);
    CHECK_EQUAL(fill_dev_status(line_of_handle(&w.p, hd_line), room), 0);
    CHECK_EQUAL(provider_due(&w.p), UINT64_MAX);
    (void)make_call(&w, hd_line, 7, 0x3000);
    CHECK_EQUAL(provider_due(&w.p), w.now + w.p.limit_ms + LIMIT_MARGIN_MS);
    CHECK_EQUAL(provider_due(&w.p), provider_tick(&w.p, w.now));
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 1, "1");
    CHECK_EQUAL(provider_due(&w.p), 0);
    (void)callbacks(&w);
    CHECK(provider_due(&w.p) == w.now + RING_PERIOD_MS);
    provider_shutdown(&w.p);
    CHECK_EQUAL(provider_due(&w.p), 0); /* the completion of request 7 */
    (void)callbacks(&w);
    CHECK_EQUAL(provider_due(&w.p), UINT64_MAX);
    world_end(&w);
}

static void closing_is_not_over_while_its_callback_runs(void)
{
    struct delivery delivery;
    uintptr_t first = 0;
    uintptr_t second = 0;
    connect_two_calls(&first, &second);
    CHECK_EQUAL(ask(&w, OP_HOLD, 5, first), 5);
    CHECK_EQUAL(call_close(&w.p, first), 0);
    uint64_t mark = provider_closing_mark(&w.p);
    CHECK(provider_next(&w.p, w.now, &delivery));
    CHECK(provider_closing(&w.p, mark, first));
    provider_delivered(&w.p, &delivery, 0, w.now);
    CHECK(!provider_closing(&w.p, mark, first));
    world_end(&w);
}

static void silence_ends_all_callbacks_and_leaks_nothing(void)
{
    uintptr_t first = 0;
    uintptr_t second = 0;
    connect_two_calls(&first, &second);
    CHECK_EQUAL(ask(&w, OP_HOLD, 5, first), 5);
    send_call(&w, 43, AHAB, T_LINECALLSTATE_IDLE, 0, "2");
    CHECK_EQUAL(call_close(&w.p, second), 0);
    provider_shutdown(&w.p);
    provider_silence(&w.p);
    CHECK_TEXT(callbacks(&w), "");
    world_end(&w);
}

static void second_entry_is_refused_while_the_first_is_initialised(void)
{
    world_start_bare(&w);
    CHECK(provider_claim(&w.p, 3));
    CHECK(provider_claim(&w.p, 4)); /* 3 was only enumerated */
    CHECK(!provider_is_owner(&w.p, 3));
    CHECK_EQUAL(provider_init(&w.p, 0, 0, w.p.create_proc), 0);
    CHECK(!provider_claim(&w.p, 3));
    CHECK(provider_claim(&w.p, 4));
    CHECK(provider_is_owner(&w.p, 4));
    provider_shutdown(&w.p);
    CHECK(provider_claim(&w.p, 3));
    world_end(&w);
}

static void completions_that_nobody_takes_are_bounded(void)
{
    uintptr_t first = 0;
    uintptr_t second = 0;
    connect_two_calls(&first, &second);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_IDLE, 0, "1");
    for (uint32_t i = 1; i <= MAX_REQUESTS; i++) {
        CHECK_EQUAL(ask(&w, OP_DROP, i, first), i);
    }
    CHECK_EQUAL(ask(&w, OP_DROP, 9999, first), LINEERR(RESOURCEUNAVAIL));
    CHECK_EQUAL(ask(&w, OP_HOLD, 9999, second), LINEERR(RESOURCEUNAVAIL));
    CHECK_EQUAL(call_set_app_specific(&w.p, second, 1), LINEERR(RESOURCEUNAVAIL));
    while (callback(&w)) {
        w.text[0] = '\0';
    }
    CHECK_EQUAL(ask(&w, OP_DROP, 9999, first), 9999);
    CHECK_EQUAL(call_set_app_specific(&w.p, second, 1), 0);
    world_end(&w);
}

static void app_specific_of_a_tentative_call_does_not_pass_its_completion(void)
{
    world_start(&w);
    uintptr_t hd_call = make_call(&w, open_ahab(&w), 9, 0x500);
    CHECK_EQUAL(call_set_app_specific(&w.p, hd_call, 7), 0);
    (void)frames_out(&w);
    send_answer(&w, 1, 0);
    CHECK_EQUAL(call_set_app_specific(&w.p, hd_call, 8), 0);
    CHECK_TEXT(callbacks(&w), "done 9=0|info 500 20|");
    world_end(&w);
}

enum { MANY_LINES = 16000, TIMES_SETUP = 8, ATTEMPTS = 3 };

static void nothing(void)
{
}

static long cpu_us(void)
{
    return (long)(clock() / (CLOCKS_PER_SEC / 1000000));
}

static void forget_frames_out(void)
{
    struct out_frame *out;
    while ((out = provider_take_out(&w.p)) != NULL) {
        free(out);
    }
}

/* Each step is done for all lines before the next: a walk over the others would show. */
static bool all_lines_at_once(void)
{
    static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};
    static uintptr_t opened[MANY_LINES];
    long start = cpu_us();
    world_start_bare(&w);
    world_link(&w);
    world_welcome(&w);
    send_plain(&w, FRAME_SNAPSHOT);
    for (uint32_t i = 0; i < MANY_LINES; i++) {
        send_line(&w, i + 1, true, "a");
        send_call(&w, i + 1, i + 1, T_LINECALLSTATE_CONNECTED, 0, "1");
    }
    send_plain(&w, FRAME_SNAPSHOT_END);
    CHECK_EQUAL(provider_enumerate(&w.p, 0xABC, nothing), MANY_LINES);
    CHECK_EQUAL(provider_init(&w.p, 0, MANY_LINES, nothing), 0);
    forget_frames_out();
    long setup = cpu_us() - start;
    start = cpu_us();
    for (uint32_t i = 0; i < MANY_LINES; i++) {
        CHECK_EQUAL(line_open(&w.p, i, 0x77, VERSION_HIGHEST, nothing, &nobody, &opened[i]), 0);
        CHECK_EQUAL(line_detect_media(&w.p, opened[i], 4, w.now), 0);
        CHECK_EQUAL(line_detect_media(&w.p, opened[i], 4, w.now), 0);
        (void)provider_tick(&w.p, w.now);
    }
    w.now += SETTLE_MS;
    CHECK_EQUAL(provider_tick(&w.p, w.now), UINT64_MAX);
    CHECK_EQUAL(w.p.events.count, 3 * MANY_LINES);
    for (uint32_t i = MANY_LINES; i > 0; i--) {
        CHECK_EQUAL(line_close(&w.p, opened[i - 1]), 0);
    }
    for (uint32_t i = MANY_LINES; i > 0; i--) {
        send_line_gone(&w, i);
    }
    CHECK_EQUAL(w.p.line_count, 0);
    CHECK_EQUAL(w.p.call_count, 0);
    bool linear = cpu_us() - start < TIMES_SETUP * setup;
    world_end(&w);
    return linear;
}

/* A busy machine may disturb one measurement; a walk disturbs all. */
static void all_lines_at_once_take_linear_time(void)
{
    bool linear = false;
    for (int i = 0; i < ATTEMPTS && !linear; i++) {
        linear = all_lines_at_once();
    }
    CHECK(linear);
}

static void lines_and_calls_beyond_the_bounds_are_left_out(void)
{
    world_start(&w);
    open_ahab(&w);
    for (uint32_t i = 1; i <= MAX_LINES; i++) {
        send_line(&w, 0x1000 + i, true, "a");
    }
    for (uint32_t i = 1; i <= MAX_CALLS + 5; i++) {
        send_call(&w, i, ISHMAEL, T_LINECALLSTATE_CONNECTED, 0, "1");
    }
    CHECK_EQUAL(w.p.line_count, MAX_LINES);
    CHECK_EQUAL(w.p.call_count, MAX_CALLS);
    CHECK_EQUAL(w.p.beyond_bounds, 2 + 5);
    CHECK(!w.p.broken);
    send_line(&w, AHAB, false, "Captain Ahab (101)");
    w.p.events.count = 0; /* LINE_CREATE of the others */
    send_line(&w, AHAB, true, "Captain Ahab (101)");
    CHECK_TEXT(callbacks(&w), "line 40|");
    world_end(&w);
}

static void ringing_goes_on_when_the_link_is_back(void)
{
    world_start(&w);
    open_ahab(&w);
    send_call(&w, 42, AHAB, T_LINECALLSTATE_OFFERING, 0, "1");
    CHECK_TEXT(callbacks(&w), "new|state 1000 2/0|info 1000 8340|ring 0|");
    provider_link_down(&w.p);
    CHECK_TEXT(callbacks(&w), "line 80|");
    w.now += RING_PERIOD_MS;
    CHECK_EQUAL(provider_tick(&w.p, w.now), UINT64_MAX);
    world_link(&w);
    world_welcome(&w);
    send_snapshot(&w, 42, T_LINECALLSTATE_OFFERING);
    CHECK_TEXT(callbacks(&w), "line 40|ring 0|");
    w.now += RING_PERIOD_MS;
    CHECK_EQUAL(provider_tick(&w.p, w.now), w.now + RING_PERIOD_MS);
    CHECK_TEXT(callbacks(&w), "ring 1|");
    world_end(&w);
}

static void settling_lines_come_due_in_order(void)
{
    static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};
    uintptr_t ahab = 0;
    uintptr_t ishmael = 0;
    world_start(&w);
    CHECK_EQUAL(line_open(&w.p, FIRST_DEVICE, 0x77, VERSION_HIGHEST, nothing, &nobody, &ahab), 0);
    CHECK_EQUAL(
        line_open(&w.p, FIRST_DEVICE + 1, 0x77, VERSION_HIGHEST, nothing, &nobody, &ishmael), 0);
    CHECK_EQUAL(line_detect_media(&w.p, ahab, 4, w.now), 0);
    CHECK_EQUAL(line_detect_media(&w.p, ishmael, 4, w.now + 10), 0);
    CHECK_EQUAL(provider_tick(&w.p, w.now), w.now + SETTLE_MS);
    CHECK_EQUAL(line_detect_media(&w.p, ahab, 4, w.now + 20), 0); /* begins anew, behind */
    CHECK_EQUAL(provider_tick(&w.p, w.now), w.now + 10 + SETTLE_MS);
    CHECK_EQUAL(line_close(&w.p, ishmael), 0);
    CHECK_EQUAL(provider_tick(&w.p, w.now), w.now + 20 + SETTLE_MS);
    CHECK_EQUAL(provider_tick(&w.p, w.now + 20 + SETTLE_MS), UINT64_MAX);
    CHECK_EQUAL(line_detect_media(&w.p, ahab, 0, w.now + 30), 0);
    CHECK_EQUAL(provider_tick(&w.p, w.now + 30), UINT64_MAX);
    world_end(&w);
}

void closing_tests(void)
{
    tap_run("call: ringing goes on when the link is back", ringing_goes_on_when_the_link_is_back);
    tap_run("bounds: lines and calls beyond them are left out, the others served",
        lines_and_calls_beyond_the_bounds_are_left_out);
    tap_run("line: 16 000 at once take linear time", all_lines_at_once_take_linear_time);
    tap_run("line: settling ones come due in order", settling_lines_come_due_in_order);
    tap_run("request: completions that nobody takes are bounded",
        completions_that_nobody_takes_are_bounded);
    tap_run("call: dwAppSpecific of a tentative one does not pass its completion",
        app_specific_of_a_tentative_call_does_not_pass_its_completion);
    tap_run("closing: silence ends all callbacks and leaks nothing",
        silence_ends_all_callbacks_and_leaks_nothing);
    tap_run("provider: a second entry is refused while the first is initialised",
        second_entry_is_refused_while_the_first_is_initialised);
    tap_run("closing: waits for its own IDLE behind completions of another call",
        closing_waits_for_its_own_idle_behind_completions_of_another);
    tap_run("closing: an IDLE that comes too late is given up, a completion is not",
        idle_that_comes_too_late_is_given_up);
    tap_run("closing: is not over while its callback runs",
        closing_is_not_over_while_its_callback_runs);
    tap_run("closing: the sender is due for deliveries and deadlines only",
        sender_is_due_for_deliveries_and_deadlines_only);
    tap_run("closing: an open request is completed first, even while the call's NEWCALL runs",
        completion_is_waited_for_even_while_newcall_runs);
}
