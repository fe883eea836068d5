/* Calls: what CALL frames make of them, and how TAPI learns of it. */
#include "inside.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

struct call *call_new(struct provider *provider, struct line *line, uint64_t id)
{
    if (provider->call_count >= MAX_CALLS) {
        return NULL;
    }
    struct call *call = calloc(1, sizeof *call);
    if (call == NULL) {
        return NULL;
    }
    call->id = id;
    call->line = line;
    call->held_last = &call->held_first;
    call->fresh = true;
    call->frame.call = id;
    call->frame.line = line->id;
    call->frame.state = T_LINECALLSTATE_UNKNOWN;
    call->handle = handle_new(&provider->call_handles, call);
    if (call->handle == 0 || !map_put(&provider->calls_by_id, id, call)) {
        handle_release(&provider->call_handles, call->handle);
        free(call);
        return NULL;
    }
    call->of_line_next = line->calls;
    call->of_line_link = &line->calls;
    if (line->calls != NULL) {
        line->calls->of_line_link = &call->of_line_next;
    }
    line->calls = call;
    provider->call_count++;
    return call;
}

void call_free(struct provider *provider, struct call *call)
{
    call_ring_stop(provider, call);
    if (map_get(&provider->calls_by_id, call->id) == call) {
        map_remove(&provider->calls_by_id, call->id);
    }
    handle_release(&provider->call_handles, call->handle);
    for (struct stake *stake = call->stakes; stake != NULL; stake = stake->of_call_next) {
        stake->call = NULL;
    }
    while (call->held_first != NULL) {
        struct held_back *held = call->held_first;
        call->held_first = held->next;
        free(held);
    }
    *call->of_line_link = call->of_line_next;
    if (call->of_line_next != NULL) {
        call->of_line_next->of_line_link = call->of_line_link;
    }
    provider->call_count--;
    line_forget_gone(provider, call->line);
    free(call->data);
    free(call->body);
    free(call);
}

struct call *call_of_handle(struct provider *provider, uintptr_t hd_call)
{
    return handle_get(&provider->call_handles, hd_call);
}

uint32_t call_info_difference(const struct call_frame *before, const struct call_frame *after)
{
    uint32_t bits = 0;
    bits |= party_equal(&before->caller, &after->caller) ? 0u : T_LINECALLINFOSTATE_CALLERID;
    bits |= party_equal(&before->called, &after->called) ? 0u : T_LINECALLINFOSTATE_CALLEDID;
    bits |=
        party_equal(&before->connected, &after->connected) ? 0u : T_LINECALLINFOSTATE_CONNECTEDID;
    bits |= party_equal(&before->redirection, &after->redirection)
                ? 0u
                : T_LINECALLINFOSTATE_REDIRECTIONID;
    bits |= party_equal(&before->redirecting, &after->redirecting)
                ? 0u
                : T_LINECALLINFOSTATE_REDIRECTINGID;
    bits |= before->origin == after->origin ? 0u : T_LINECALLINFOSTATE_ORIGIN;
    bits |= before->reason == after->reason ? 0u : T_LINECALLINFOSTATE_REASON;
    bits |= before->call_id == after->call_id ? 0u : T_LINECALLINFOSTATE_CALLID;
    bits |=
        before->related_call_id == after->related_call_id ? 0u : T_LINECALLINFOSTATE_RELATEDCALLID;
    /* there is no bit for the comment alone */
    bits |= text_equal(before->details, after->details) ? 0u : T_LINECALLINFOSTATE_DEVSPECIFIC;
    bits |= text_equal(before->comment, after->comment) ? 0u : T_LINECALLINFOSTATE_OTHER;
    return bits;
}

static void push_state(struct provider *provider, const struct call *call)
{
    event_push(provider, EVENT_CALLSTATE, call->handle, call->frame.state, call->frame.mode);
}

/* The details are a part of LINECALLINFO only for programs that selected the extension. */
static uint32_t info_bits(const struct call *call, const struct call_frame *before)
{
    uint32_t bits = call_info_difference(before, &call->frame);
    return call->line->extension != 0 ? bits : bits & ~(uint32_t)T_LINECALLINFOSTATE_DEVSPECIFIC;
}

/* NEWCALL, then CALLSTATE, then whatever is worth a CALLINFO. */
void call_announce(struct provider *provider, struct call *call)
{
    static const struct call_frame nothing = {0};
    if (call->own || call->announced || call->announcing || call->ended ||
        !line_may_announce(call->line)) {
        return;
    }
    call->announcing = true;
    event_push(provider, EVENT_NEWCALL, call->handle, 0, 0);
    push_state(provider, call);
    event_push(provider, EVENT_CALLINFO, call->handle, info_bits(call, &nothing), 0);
}

/* Replaces the cached data. False without memory. */
static bool keep_body(struct provider *provider, struct call *call, const uint8_t *octets,
    size_t length, struct call_frame *before, uint8_t **old_body)
{
    struct frame decoded;
    uint8_t *body = malloc(length);
    if (body == NULL) {
        provider->broken = true;
        return false;
    }
    memcpy(body, octets, length);
    if (wire_decode(body, length, &decoded) != WIRE_OK) { /* it was decoded once already */
        free(body);
        return false;
    }
    *before = call->frame;
    *old_body = call->body;
    call->body = body;
    call->body_length = length;
    call->frame = decoded.u.call;
    return true;
}

static void end_call(struct provider *provider, struct call *call)
{
    call->ended = true;
    map_remove(&provider->calls_by_id, call->id);
    if (call->announced || call->announcing) {
        event_push(provider, EVENT_CALLSTATE, call->handle, T_LINECALLSTATE_IDLE, 0);
    } else {
        call_free(provider, call);
    }
}

static void report_change(
    struct provider *provider, struct call *call, const struct call_frame *before)
{
    bool told = call->announced || call->announcing;
    bool idle = call->frame.state == T_LINECALLSTATE_IDLE;
    if (idle) {
        end_call(provider, call);
        return;
    }
    if (!told) {
        call_announce(provider, call);
        return;
    }
    uint32_t bits = info_bits(call, before);
    bool state = call->fresh || before->state != call->frame.state ||
                 before->mode != call->frame.mode || before->conference != call->frame.conference;
    if (call->fresh) {
        push_state(provider, call);
        state = false;
    }
    if (bits != 0) {
        event_push(provider, EVENT_CALLINFO, call->handle, bits, 0);
    }
    if (state) {
        push_state(provider, call);
    }
}

void call_take_frame(struct provider *provider, struct call *call, const struct call_frame *frame,
    const uint8_t *octets, size_t length)
{
    struct call_frame before;
    uint8_t *old_body;
    if (frame->line != call->line->id) {
        return; /* a call never changes its line */
    }
    if (!keep_body(provider, call, octets, length, &before, &old_body)) {
        return;
    }
    bool fresh = call->fresh;
    bool idle = frame->state == T_LINECALLSTATE_IDLE;
    report_change(provider, call, &before);
    if (fresh && !idle) {
        call->fresh = false;
    }
    free(old_body);
}

static void hold_back(
    struct provider *provider, struct call *call, const uint8_t *octets, size_t length)
{
    if (call->held_count >= MAX_HELD_BACK) {
        struct held_back *oldest = call->held_first; /* later frames say all that counts */
        call->held_first = oldest->next;
        call->held_count--;
        free(oldest);
    }
    struct held_back *held = malloc(sizeof *held + length);
    if (held == NULL) {
        provider->broken = true;
        return;
    }
    held->next = NULL;
    held->length = length;
    memcpy(held->body, octets, length);
    *call->held_last = held;
    call->held_last = &held->next;
    call->held_count++;
}

void call_release_held_back(struct provider *provider, struct call *call, uint64_t now)
{
    struct held_back *held = call->held_first;
    bool ended = false;
    (void)now;
    call->held_first = NULL;
    call->held_last = &call->held_first;
    call->held_count = 0;
    while (held != NULL) {
        struct held_back *next = held->next;
        struct frame frame;
        if (!ended && wire_decode(held->body, held->length, &frame) == WIRE_OK) {
            ended = frame.u.call.state == T_LINECALLSTATE_IDLE;
            call_take_frame(provider, call, &frame.u.call, held->body, held->length);
        }
        free(held);
        held = next;
    }
}

void call_apply(
    struct provider *provider, const struct call_frame *frame, const uint8_t *octets, size_t length)
{
    struct call *call = map_get(&provider->calls_by_id, frame->call);
    struct line *line = map_get(&provider->lines_by_id, frame->line);
    bool idle = frame->state == T_LINECALLSTATE_IDLE;
    if (call_was_closed(provider, frame->call)) {
        return;
    }
    if (call == NULL) {
        if (line == NULL || line->gone || idle) {
            return;
        }
        if (provider->call_count >= MAX_CALLS) {
            provider->beyond_bounds++; /* a new link would bring it again */
            return;
        }
        call = call_new(provider, line, frame->call);
        if (call == NULL) {
            provider->broken = true;
            return;
        }
    }
    call->seen = true;
    if (call->tentative) {
        hold_back(provider, call, octets, length);
        return;
    }
    call_take_frame(provider, call, frame, octets, length);
}

void call_unannounce(struct provider *provider, struct call *call)
{
    handle_release(&provider->call_handles, call->handle);
    call->handle = handle_new(&provider->call_handles, call);
    call->announcing = false;
    if (call->handle == 0 || call->ended) {
        call_free(provider, call);
    }
}

void call_vanish(struct provider *provider, struct call *call)
{
    if (!call->ended) {
        call->frame.state = T_LINECALLSTATE_IDLE;
        call->frame.mode = 0;
        call->frame.features = 0;
        end_call(provider, call);
    }
}

void call_ring_start(struct provider *provider, struct call *call, uint64_t now)
{
    if (call->next_ring != 0) {
        return;
    }
    line_state(provider, call->line, T_LINEDEVSTATE_RINGING, call->rings);
    call->next_ring = now + RING_PERIOD_MS;
    call->ring_after = NULL;
    call->ring_before = provider->ring_last;
    if (provider->ring_last != NULL) {
        provider->ring_last->ring_after = call;
    } else {
        provider->ring_first = call;
    }
    provider->ring_last = call;
}

void call_ring_stop(struct provider *provider, struct call *call)
{
    if (call->next_ring == 0) {
        return;
    }
    if (call->ring_before != NULL) {
        call->ring_before->ring_after = call->ring_after;
    } else {
        provider->ring_first = call->ring_after;
    }
    if (call->ring_after != NULL) {
        call->ring_after->ring_before = call->ring_before;
    } else {
        provider->ring_last = call->ring_before;
    }
    call->next_ring = 0;
    call->rings = 0;
}
