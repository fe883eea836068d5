/* What a closing still owes, and what must never come after it. */
#include "world.h"

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

void closing_tests(void)
{
    tap_run("closing: silence ends all callbacks and leaks nothing",
        silence_ends_all_callbacks_and_leaks_nothing);
    tap_run("provider: a second entry is refused while the first is initialised",
        second_entry_is_refused_while_the_first_is_initialised);
    tap_run("closing: waits for its own IDLE behind completions of another call",
        closing_waits_for_its_own_idle_behind_completions_of_another);
    tap_run("closing: is not over while its callback runs",
        closing_is_not_over_while_its_callback_runs);
}
