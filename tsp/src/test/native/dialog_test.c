/* Programs that are asked who they are: LINE_CREATEDIALOGINSTANCE with a ticket. */
#include "world.h"

#include <string.h>

static struct world w;

static const struct wire_caller refused = {CALLER_FAILED, 5, 0, {NULL, 0}};
static const uint8_t sid[8] = {1, 0, 0, 0, 0, 0, 0, 5};
static const struct wire_caller known = {CALLER_KNOWN, 0, 3, {sid, sizeof sid}};

/* A call that talks on Ahab's line, with programs being asked. */
static uintptr_t talk(void)
{
    world_start(&w);
    world_ask_programs(&w);
    w.next_dialog = 0x900;
    open_ahab(&w);
    send_call(&w, 0x2a, AHAB, T_LINECALLSTATE_CONNECTED, 1, "123");
    CHECK_TEXT(callbacks(&w), "new|state 1000 100/1|info 1000 8340|");
    return w.last_handle;
}

static int32_t ask_as(
    uint16_t operation, uint32_t request, uintptr_t hd_call, const struct wire_caller *caller)
{
    return call_request(&w.p, operation, request, hd_call, ascii_text(""), caller, w.now);
}

static void program_that_was_refused_is_asked_before_the_completion(void)
{
    static const uint8_t begin[] = {1, 0, 0, 0, 1, 1, 1, 1};
    static const uint8_t pipe[] = "\\\0\\\0.\0\\\0p\0i\0p\0e\0\\\0t\0\0";
    uintptr_t hd_call = talk();
    CHECK_EQUAL(ask_as(OP_HOLD, 7, hd_call, &refused), 7);
    CHECK_TEXT(frames_out(&w), "HOLD#1 2a asked 1|");
    send_answer(&w, 1, 0);
    CHECK_TEXT(callbacks(&w), "done 7=0|"); /* answered before anybody could ask: too late */
    CHECK_EQUAL(ask_as(OP_HOLD, 8, hd_call, &refused), 8);
    CHECK_TEXT(frames_out(&w), "HOLD#2 2a asked 2|");
    CHECK_TEXT(callbacks(&w), "ask 8 1|");
    send_answer(&w, 2, 0);
    CHECK_TEXT(callbacks(&w), "done 8=0|");
    CHECK_EQUAL(w.block[4], 2);
    CHECK_EQUAL(w.block[4 + WIRE_TICKET - 1], 2);
    CHECK(memcmp(w.block, begin, 4) == 0);
    CHECK_EQUAL(w.block_size, 4 + WIRE_TICKET + 2 * 11);
    CHECK(memcmp(w.block + 4 + WIRE_TICKET, pipe, 2 * 11) == 0);
    CHECK_EQUAL(dialog_free(&w.p, 1), 0);
    CHECK_EQUAL(dialog_free(&w.p, 1), LINEERR(INVALPARAM));
    CHECK_EQUAL(dialog_free(&w.p, 0), LINEERR(INVALPARAM));
    world_end(&w);
}

static void all_requests_ask_but_the_drop_of_nobody(void)
{
    uintptr_t hd_call = talk();
    CHECK_EQUAL(ask(&w, OP_DROP, 1, hd_call), 1);
    CHECK_TEXT(frames_out(&w), "DROP#1 2a|");
    CHECK_EQUAL(ask(&w, OP_HOLD, 2, hd_call), 2);
    CHECK_TEXT(frames_out(&w), "HOLD#2 2a asked 1|");
    CHECK_EQUAL(ask_as(OP_DROP, 3, hd_call, &refused), 3);
    CHECK_TEXT(frames_out(&w), "DROP#3 2a asked 2|");
    CHECK_EQUAL(ask_as(OP_HOLD, 4, hd_call, &known), 4);
    CHECK_TEXT(frames_out(&w), "HOLD#4 2a|");
    make_call(&w, w.p.lines->handle, 5, 0x500);
    CHECK_TEXT(frames_out(&w), "MAKE_CALL#5 own1 asked 3|");
    struct consultation asked = consultation(OP_SETUP_TRANSFER, 6, hd_call, 0, 0x600);
    CHECK_EQUAL(call_consult(&w.p, &asked, &refused, w.now), 6);
    CHECK_TEXT(frames_out(&w), "SETUP_TRANSFER#6 2a own2 asked 4|");
    CHECK_TEXT(callbacks(&w), "ask 2 1|ask 3 2|ask 5 3|ask 6 4|");
    CHECK_EQUAL(call_close(&w.p, hd_call), 0);
    CHECK_TEXT(frames_out(&w), "CLOSE_CALL#0 own2|CLOSE_CALL#0 2a|");
    world_end(&w);
}

static void nobody_is_asked_while_the_switch_is_off(void)
{
    uintptr_t hd_call = talk();
    w.tickets = "";
    world_welcome(&w);
    CHECK_EQUAL(ask_as(OP_HOLD, 1, hd_call, &refused), 1);
    CHECK_TEXT(frames_out(&w), "HOLD#1 2a|");
    CHECK_TEXT(callbacks(&w), "");
    world_end(&w);
}

static void program_whose_request_is_over_is_not_asked(void)
{
    uintptr_t hd_call = talk();
    CHECK_EQUAL(ask_as(OP_HOLD, 1, hd_call, &refused), 1);
    provider_link_down(&w.p);
    CHECK_TEXT(callbacks(&w), "done 1=80000048|line 80|");
    world_link(&w);
    world_welcome(&w);
    send_snapshot(&w, 0x2a, T_LINECALLSTATE_CONNECTED);
    (void)callbacks(&w);
    CHECK_EQUAL(ask_as(OP_HOLD, 2, hd_call, &refused), 2);
    CHECK_EQUAL(call_close(&w.p, hd_call), 0);
    CHECK_TEXT(callbacks(&w), "done 2=80000048|");
    CHECK_EQUAL(w.p.last_dialog, 0);
    world_end(&w);
}

static void program_that_tapi_does_not_reach_takes_no_place(void)
{
    uintptr_t hd_call = talk();
    w.next_dialog = 0;
    for (uint32_t i = 1; i <= MAX_DIALOGS + 1; i++) {
        CHECK_EQUAL(ask_as(OP_HOLD, i, hd_call, &refused), i);
        CHECK(strncmp(callbacks(&w), "ask ", 4) == 0);
        frames_out(&w);
        send_answer(&w, w.last_request, 0);
        (void)callbacks(&w);
    }
    CHECK_EQUAL(w.p.unasked, 0);
    world_end(&w);
}

static bool no_ticket(uint8_t *out)
{
    (void)out;
    return false;
}

static void programs_are_asked_up_to_a_bound(void)
{
    uintptr_t hd_call = talk();
    for (uint32_t i = 1; i <= MAX_DIALOGS; i++) {
        CHECK_EQUAL(ask_as(OP_HOLD, i, hd_call, &refused), i);
        CHECK(strncmp(callbacks(&w), "ask ", 4) == 0);
        frames_out(&w);
        send_answer(&w, w.last_request, 0);
        (void)callbacks(&w);
    }
    CHECK_EQUAL(ask_as(OP_HOLD, 1000, hd_call, &refused), 1000);
    CHECK(strstr(frames_out(&w), "asked") == NULL);
    CHECK_TEXT(callbacks(&w), "");
    CHECK_EQUAL(w.p.unasked, 1);
    CHECK_EQUAL(dialog_free(&w.p, 17), 0);
    CHECK_EQUAL(ask_as(OP_HOLD, 1001, hd_call, &refused), 1001);
    CHECK(strstr(frames_out(&w), "asked") != NULL);
    CHECK_TEXT(callbacks(&w), "ask 1001 101|");
    CHECK_EQUAL(dialog_free(&w.p, 18), 0);
    w.p.make_ticket = no_ticket;
    CHECK_EQUAL(ask_as(OP_HOLD, 1002, hd_call, &refused), 1002);
    CHECK(strstr(frames_out(&w), "asked") == NULL);
    CHECK_EQUAL(w.p.unasked, 2);
    world_end(&w);
}

static void pipe_name_that_is_too_long_switches_off(void)
{
    static char name[MAX_PIPE_UNITS + 1];
    uintptr_t hd_call = talk();
    memset(name, 'x', MAX_PIPE_UNITS);
    w.tickets = name;
    world_welcome(&w);
    CHECK_EQUAL(ask_as(OP_HOLD, 1, hd_call, &refused), 1);
    CHECK_TEXT(frames_out(&w), "HOLD#1 2a|");
    world_end(&w);
}

void dialog_tests(void)
{
    tap_run("dialog asks a program before its request is completed, or not at all",
        program_that_was_refused_is_asked_before_the_completion);
    tap_run("dialog asks for all requests but the drop of nobody",
        all_requests_ask_but_the_drop_of_nobody);
    tap_run("dialog asks nobody while the gateway names no pipe",
        nobody_is_asked_while_the_switch_is_off);
    tap_run("dialog does not ask for a request that is over",
        program_whose_request_is_over_is_not_asked);
    tap_run("dialog that TAPI does not make takes no place",
        program_that_tapi_does_not_reach_takes_no_place);
    tap_run(
        "dialog is bounded, and free again when TAPI frees one", programs_are_asked_up_to_a_bound);
    tap_run("dialog with a pipe name that is too long is switched off",
        pipe_name_that_is_too_long_switches_off);
}
