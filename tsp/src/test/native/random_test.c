/*
 * Random frames, TAPI calls, link losses and deliveries in any order. Whatever comes: a request is
 * completed once, an event names a call that TAPI knows, nothing follows IDLE or a closing.
 */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 6000, RUNS = 40, LINES = 3, CALLS = 5, HT_BASE = 0x10000, MAX_TAPI_CALLS = 4000 };

struct tapi_call {
    uintptr_t hd_call;
    bool tentative, failed, idle, closed, wants_state;
};

struct tapi_request {
    bool open;
    unsigned calls[3]; /* those that come into being are the last ones */
    unsigned count;
    unsigned created;
};

static struct world w;
static uint32_t seed;
static struct tapi_call calls[MAX_TAPI_CALLS];
static unsigned call_count;
static struct tapi_request requests[STEPS + 1];
static uint32_t request_count;
static uint32_t wire_requests[256];
static unsigned wire_count;
static uint64_t gateway_calls[CALLS];
static uint64_t next_gateway_call;
static uintptr_t lines[LINES]; /* hdLine; 0: closed */
static uint32_t devices[LINES];
static uint32_t next_device;
static bool linked;
static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};

static uint32_t pick(uint32_t limit)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % limit;
}

static struct tapi_call *known_call(uintptr_t ht_call)
{
    uintptr_t index = ht_call - HT_BASE;
    return CHECK(index < call_count) ? &calls[index] : &calls[0];
}

static void check_event(const struct delivery *delivery)
{
    if (delivery->ht_call == 0) {
        return;
    }
    struct tapi_call *call = known_call(delivery->ht_call);
    CHECK(!call->tentative);
    CHECK(!call->failed);
    CHECK(!call->idle);
    CHECK(!call->closed);
    bool state = delivery->message == T_LINE_CALLSTATE;
    CHECK(state || !call->wants_state);
    call->wants_state = false;
    call->idle = state && delivery->p1 == T_LINECALLSTATE_IDLE;
}

static void check_completion(const struct delivery *delivery)
{
    if (!CHECK(delivery->request <= request_count)) {
        return;
    }
    struct tapi_request *request = &requests[delivery->request];
    CHECK(request->open);
    CHECK(delivery->result <= 0);
    request->open = false;
    for (unsigned i = request->count - request->created; i < request->count; i++) {
        calls[request->calls[i]].tentative = false;
        calls[request->calls[i]].failed = delivery->result != 0;
    }
}

static uintptr_t take_newcall(const struct delivery *delivery)
{
    if (pick(5) == 0 || call_count == MAX_TAPI_CALLS) {
        return 0;
    }
    calls[call_count] = (struct tapi_call){.hd_call = delivery->p1, .wants_state = true};
    return HT_BASE + call_count++;
}

static void close_line(unsigned line);

/* What TAPI does when a line comes or goes for good. */
static void follow_device(const struct delivery *delivery)
{
    if (delivery->message == T_LINE_CREATE) {
        if (provider_create_line(&w.p, delivery->p2, next_device) == 0) {
            devices[delivery->p2 - AHAB] = next_device++;
        }
        return;
    }
    for (unsigned line = 0; line < LINES; line++) {
        if (devices[line] == delivery->p1 && lines[line] != 0) {
            close_line(line);
        }
    }
}

static bool deliver_one(void)
{
    struct delivery delivery;
    uintptr_t ht_call = 0;
    if (!provider_next(&w.p, w.now, &delivery)) {
        return false;
    }
    if (delivery.kind == DELIVER_COMPLETION) {
        check_completion(&delivery);
    } else if (delivery.kind == DELIVER_NEWCALL) {
        ht_call = take_newcall(&delivery);
    } else {
        check_event(&delivery);
    }
    provider_delivered(&w.p, &delivery, ht_call, w.now);
    if (delivery.kind == DELIVER_EVENT &&
        (delivery.message == T_LINE_CREATE || delivery.message == T_LINE_REMOVE)) {
        follow_device(&delivery);
    }
    return true;
}

static void pay(uintptr_t handle)
{
    uint64_t mark = provider_closing_mark(&w.p);
    while (provider_closing(&w.p, mark, handle)) {
        if (!CHECK(deliver_one())) {
            return;
        }
    }
}

static void check_closed(unsigned call)
{
    calls[call].closed = true;
    for (uint32_t i = 1; i <= request_count; i++) {
        for (unsigned at = 0; at < requests[i].count; at++) {
            CHECK(!requests[i].open || requests[i].calls[at] != call);
        }
    }
}

static void close_call(unsigned call)
{
    CHECK_EQUAL(call_close(&w.p, calls[call].hd_call), 0);
    pay(calls[call].hd_call);
    check_closed(call);
}

/* TAPI closes all calls of a line before the line. */
static void close_line(unsigned line)
{
    uintptr_t hd_line = lines[line];
    for (unsigned i = 0; i < call_count; i++) {
        const struct call *call = call_of_handle(&w.p, calls[i].hd_call);
        if (!calls[i].closed && (call == NULL || call->line->handle == hd_line)) {
            close_call(i);
        }
    }
    CHECK_EQUAL(line_close(&w.p, hd_line), 0);
    pay(hd_line);
    lines[line] = 0;
}

static void tapi_line(void)
{
    unsigned line = pick(LINES);
    if (lines[line] == 0) {
        (void)line_open(
            &w.p, devices[line], 0x77, VERSION_LOWEST, w.p.completion_proc, &nobody, &lines[line]);
    } else if (pick(6) == 0) {
        close_line(line);
    } else {
        (void)line_detect_media(&w.p, lines[line], pick(4) == 0 ? 0 : 4, w.now);
        (void)line_status_messages(&w.p, lines[line], 0xFFFFFFFF, pick(2));
    }
}

static void note_created(struct tapi_request *request, uintptr_t hd_call)
{
    if (hd_call != 0) {
        calls[call_count] = (struct tapi_call){.hd_call = hd_call, .tentative = true};
        request->calls[request->count++] = call_count++;
        request->created++;
    }
}

static void tapi_make(void)
{
    uint32_t request = request_count + 1;
    uintptr_t hd_call = 0;
    if (call_count == MAX_TAPI_CALLS) {
        return;
    }
    int32_t result = call_create(&w.p, OP_MAKE_CALL, request, lines[pick(LINES)],
        HT_BASE + call_count, ascii_text("1"), &nobody, w.now, &hd_call);
    if (result > 0) {
        CHECK_EQUAL(result, request);
        requests[++request_count] = (struct tapi_request){.open = true};
        note_created(&requests[request], hd_call);
    }
}

static unsigned recent_call(void)
{
    return call_count - 1 - pick(call_count < 8 ? call_count : 8);
}

/* With a second call that exists, or one or two that come into being. */
static void tapi_consult(void)
{
    static const uint16_t operations[] = {OP_SWAP_HOLD, OP_SETUP_TRANSFER, OP_COMPLETE_TRANSFER,
        OP_SETUP_CONFERENCE, OP_PREPARE_ADD_TO_CONFERENCE, OP_ADD_TO_CONFERENCE};
    uint32_t number = request_count + 1;
    unsigned subject = recent_call();
    unsigned other = recent_call();
    struct consultation asked = consultation(operations[pick(6)], number, calls[subject].hd_call,
        calls[other].hd_call, HT_BASE + call_count);
    asked.mode = 1 + pick(2);
    int32_t result = call_consult(&w.p, &asked, &nobody, w.now);
    CHECK(result == (int32_t)number || (result < 0 && asked.hd_consult + asked.hd_conference == 0));
    if (result > 0) {
        struct tapi_request *request = &requests[++request_count];
        *request = (struct tapi_request){true, {subject, other}, 1, 0};
        request->count += asked.hd_consult == 0 ? 1 : 0;
        note_created(request, asked.hd_consult);
        note_created(request, asked.hd_conference);
    }
}

static void tapi_ask(void)
{
    static const uint16_t operations[] = {OP_DIAL, OP_ANSWER, OP_HOLD, OP_UNHOLD, OP_DROP, OP_DROP};
    uint32_t request = request_count + 1;
    unsigned call = recent_call();
    int32_t result = ask(&w, operations[pick(6)], request, calls[call].hd_call);
    if (calls[call].closed) {
        CHECK_EQUAL(result, LINEERR(INVALCALLHANDLE));
    }
    if (result > 0) {
        CHECK_EQUAL(result, request);
        requests[++request_count] = (struct tapi_request){true, {call}, 1, 0};
    }
    if (pick(4) == 0 && !calls[call].closed) {
        close_call(call);
    }
}

static void collect_out(void)
{
    struct out_frame *out;
    while ((out = provider_take_out(&w.p)) != NULL) {
        struct frame frame;
        CHECK_EQUAL(wire_decode(out->octets + 4, out->length - 4, &frame), WIRE_OK);
        if (frame.type == FRAME_REQUEST && frame.u.request.request != 0 && wire_count < 256) {
            wire_requests[wire_count++] = frame.u.request.request;
            if (frame.u.request.operation == OP_MAKE_CALL) {
                gateway_calls[pick(CALLS)] = frame.u.request.call;
            }
        }
        free(out);
    }
}

static void gateway_answers(void)
{
    collect_out();
    if (wire_count != 0) {
        unsigned at = pick(wire_count);
        send_answer(&w, wire_requests[at], pick(3) == 0 ? LINEERR(OPERATIONFAILED) : 0);
        wire_requests[at] = wire_requests[--wire_count];
    }
}

static void gateway_call(void)
{
    char number[2] = {(char)('0' + pick(10)), '\0'};
    unsigned at = pick(CALLS);
    uint32_t state = 1u << pick(15);
    uint64_t id = gateway_calls[at];
    const struct call *call = map_get(&w.p.calls_by_id, id);
    uint32_t line = call == NULL ? AHAB + pick(LINES) : call->line->id;
    send_call(&w, id, line, state, pick(3), number);
    if (state == T_LINECALLSTATE_IDLE) {
        gateway_calls[at] = ++next_gateway_call;
    }
}

static void gateway_line(void)
{
    uint32_t line = AHAB + pick(LINES);
    if (pick(8) == 0) {
        send_line_gone(&w, line);
    } else {
        send_line(&w, line, pick(3) != 0, pick(2) == 0 ? "a" : "b");
        if (pick(2) == 0) {
            send_able_line(&w, line, 3, pick(2) == 0 ? "1" : "");
        }
    }
}

static void cut_or_join(void)
{
    if (linked) {
        provider_link_down(&w.p);
        wire_count = 0;
        linked = false;
        return;
    }
    world_link(&w);
    collect_out();
    world_welcome(&w);
    send_plain(&w, FRAME_SNAPSHOT);
    for (uint32_t line = AHAB; line < AHAB + LINES; line++) {
        send_line(&w, line, true, "a");
    }
    gateway_call();
    send_plain(&w, FRAME_SNAPSHOT_END);
    linked = true;
}

static void step(void)
{
    uint32_t what = pick(100);
    if (what < 25) {
        for (uint32_t i = pick(6); i > 0 && deliver_one(); i--) {
        }
    } else if (what < 50 && linked) {
        gateway_call();
    } else if (what < 62 && linked) {
        gateway_answers();
    } else if (what < 66 && linked) {
        gateway_line();
    } else if (what < 76) {
        tapi_line();
    } else if (what < 82) {
        tapi_make();
    } else if (what < 88 && call_count != 0 && call_count + 2 < MAX_TAPI_CALLS) {
        tapi_consult();
    } else if (what < 92 && call_count != 0) {
        tapi_ask();
    } else if (what < 98) {
        w.now += pick(4000);
        (void)provider_tick(&w.p, w.now);
    } else {
        cut_or_join();
    }
}

static void run(uint32_t first_seed)
{
    world_start(&w);
    send_line(&w, AHAB + 2, true, "Starbuck (103)");
    CHECK_EQUAL(provider_create_line(&w.p, AHAB + 2, FIRST_DEVICE + 2), 0);
    seed = first_seed;
    call_count = 0;
    request_count = 0;
    wire_count = 0;
    linked = true;
    memset(lines, 0, sizeof lines);
    next_device = FIRST_DEVICE + LINES;
    for (unsigned line = 0; line < LINES; line++) {
        devices[line] = FIRST_DEVICE + line;
    }
    for (unsigned i = 0; i < CALLS; i++) {
        gateway_calls[i] = ++next_gateway_call;
    }
    for (int i = 0; i < STEPS; i++) {
        step();
    }
    CHECK(!w.p.broken);
    provider_shutdown(&w.p);
    while (deliver_one()) {
    }
    for (uint32_t i = 1; i <= request_count; i++) {
        CHECK(!requests[i].open);
    }
    CHECK(call_count > 20 && request_count > 20);
    world_end(&w);
}

void random_tests(void)
{
    for (uint32_t i = 1; i <= RUNS; i++) {
        run(i * 7919);
        tap_done("random: %d steps, seed %u: rules hold", STEPS, i * 7919);
    }
}
