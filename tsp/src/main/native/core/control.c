/* Calls: what TAPI asks of them. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};

bool call_was_closed(const struct provider *provider, uint64_t id)
{
    return map_get(&provider->closed_by_id, id) != NULL;
}

void call_remember_closed(struct provider *provider, const struct call *call)
{
    struct closed_call *place = &provider->closed_calls[provider->closed_next];
    provider->closed_next = (provider->closed_next + 1) % MAX_CLOSED_CALLS;
    if (map_get(&provider->closed_by_id, place->id) == place) {
        map_remove(&provider->closed_by_id, place->id);
    }
    *place = (struct closed_call){call->id, call->line->id};
    if (!map_put(&provider->closed_by_id, call->id, place)) {
        place->id = 0;
    }
}

void calls_forget_closed(struct provider *provider, uint32_t line)
{
    for (size_t i = 0; i < MAX_CLOSED_CALLS; i++) {
        struct closed_call *place = &provider->closed_calls[i];
        if (place->id != 0 && place->line == line) {
            map_remove(&provider->closed_by_id, place->id);
            place->id = 0;
        }
    }
}

static uint32_t origin_of(uint16_t operation)
{
    return operation == OP_PICKUP           ? T_LINECALLORIGIN_UNKNOWN
           : operation == CONFERENCE_ITSELF ? T_LINECALLORIGIN_CONFERENCE
                                            : T_LINECALLORIGIN_OUTBOUND;
}

/* What TAPI is shown of an own call until the gateway says more. */
static bool describe_own(struct call *call, uint16_t operation, struct text target)
{
    static const struct party unknown = {T_LINECALLPARTYID_UNAVAIL, {NULL, 0}, {NULL, 0}};
    struct call_frame *frame = &call->frame;
    size_t size = (size_t)target.units * 2;
    call->body = malloc(size == 0 ? 1 : size);
    if (call->body == NULL) {
        return false;
    }
    if (size != 0) {
        memcpy(call->body, target.octets, size);
    }
    frame->features = T_LINECALLFEATURE_DROP;
    frame->origin = origin_of(operation);
    frame->reason = operation == OP_PICKUP ? T_LINECALLREASON_PICKUP : T_LINECALLREASON_DIRECT;
    frame->caller = unknown;
    frame->called = unknown;
    frame->connected = unknown;
    frame->redirection = unknown;
    frame->redirecting = unknown;
    if (size != 0 && operation != OP_PICKUP) {
        frame->called.flags = T_LINECALLPARTYID_ADDRESS;
        frame->called.number = (struct text){call->body, target.units};
    }
    return true;
}

static uint64_t own_call_id(struct provider *provider)
{
    uint64_t id;
    do {
        id = ++provider->next_call_id | (uint64_t)1 << 63;
    } while (map_get(&provider->calls_by_id, id) != NULL);
    return id;
}

bool provider_has_room(const struct provider *provider)
{
    return provider->link_ready && !provider->broken &&
           provider->open_requests < MAX_OPEN_REQUESTS && provider->requests.count < MAX_REQUESTS;
}

struct call *call_own_new(struct provider *provider, struct line *line, uintptr_t ht_call,
    uint16_t operation, struct text target)
{
    struct call *call = call_new(provider, line, own_call_id(provider));
    if (call == NULL) {
        return NULL;
    }
    call->own = true;
    call->tentative = true;
    call->ht_call = ht_call;
    call->is_conference = operation == CONFERENCE_ITSELF;
    if (!describe_own(call, operation, target)) {
        call_free(provider, call);
        return NULL;
    }
    return call;
}

int32_t call_create(struct provider *provider, uint16_t operation, uint32_t request,
    uintptr_t hd_line, uintptr_t ht_call, struct text target, const struct wire_caller *caller,
    uint64_t now, uintptr_t *hd_call)
{
    struct line *line = line_of_handle(provider, hd_line);
    if (line == NULL) {
        return LINEERR(INVALLINEHANDLE);
    }
    if (line->gone) {
        return LINEERR(NODEVICE);
    }
    if (!provider_has_room(provider)) {
        return LINEERR(RESOURCEUNAVAIL);
    }
    struct call *call = call_own_new(provider, line, ht_call, operation, target);
    if (call == NULL) {
        return LINEERR(NOMEM);
    }
    struct request *made = request_new(provider, request, operation, call, now);
    if (made == NULL) {
        call_free(provider, call);
        return LINEERR(NOMEM);
    }
    *hd_call = call->handle;
    struct wire_caller who = request_caller(provider, made, caller);
    out_request(provider, operation, made->wire_id, line->id, call->id, target, &who);
    return (int32_t)request;
}

int32_t call_request(struct provider *provider, uint16_t operation, uint32_t request,
    uintptr_t hd_call, struct text target, const struct wire_caller *caller, uint64_t now)
{
    struct call *call = call_of_handle(provider, hd_call);
    if (call == NULL || call->failed) {
        return LINEERR(INVALCALLHANDLE);
    }
    bool repeated_drop = call->ended && operation == OP_DROP;
    if (call->ended && !repeated_drop) {
        return LINEERR(INVALCALLSTATE);
    }
    if (repeated_drop ? provider->requests.count >= MAX_REQUESTS : !provider_has_room(provider)) {
        return LINEERR(RESOURCEUNAVAIL);
    }
    struct request *made = request_new(provider, request, operation, call, now);
    if (made == NULL) {
        return LINEERR(NOMEM);
    }
    if (repeated_drop) {
        request_answer(provider, made, 0);
        return (int32_t)request;
    }
    call->drop_asked = call->drop_asked || operation == OP_DROP;
    struct wire_caller who = request_caller(provider, made, caller);
    out_request(provider, operation, made->wire_id, call->line->id, call->id, target, &who);
    return (int32_t)request;
}

/* Completes what is open; a drop that is under way counts as done, the others as failed. */
static void close_requests(struct provider *provider, struct call *call)
{
    while (call->stakes != NULL) {
        struct stake *stake = call->stakes;
        struct request *request = stake->request;
        call->stakes = stake->of_call_next;
        stake->call = NULL; /* it is told to forget this call by the closing itself */
        if (map_get(&provider->requests, request->wire_id) == request) {
            request_answer_urgently(
                provider, request, request->operation == OP_DROP ? 0 : LINEERR(OPERATIONFAILED));
            request_disown_created(provider, request);
            request_fail_created(provider, request);
        }
    }
}

int32_t call_close(struct provider *provider, uintptr_t hd_call)
{
    struct call *call = call_of_handle(provider, hd_call);
    if (call == NULL) {
        return 0; /* ended with a failed request, or closed before */
    }
    bool owes_idle = call->announced && !call->idle_sent && (call->drop_asked || call->ended);
    close_requests(provider, call);
    if (!call->ended) {
        out_notice(provider, OP_CLOSE_CALL, call->line->id, call->id, &nobody);
        call_remember_closed(provider, call);
        call->ended = true;
        map_remove(&provider->calls_by_id, call->id);
    }
    if (!owes_idle) {
        call_free(provider, call);
        return 0;
    }
    call_ring_stop(provider, call);
    handle_release(&provider->call_handles, call->handle);
    call->idle_sent = true;
    call->closing_next = NULL;
    *provider->closing_end = call;
    provider->closing_end = &call->closing_next;
    call->closing_number = ++provider->urgent_queued;
    return 0;
}

int32_t call_set_app_specific(struct provider *provider, uintptr_t hd_call, uint32_t value)
{
    struct call *call = call_of_handle(provider, hd_call);
    if (call == NULL) {
        return LINEERR(INVALCALLHANDLE);
    }
    if (provider_events_full(provider)) {
        return LINEERR(RESOURCEUNAVAIL); /* a callback does not return */
    }
    call->app_specific = value;
    if (call->announced) { /* else the event could pass the completion that announces the call */
        event_push(provider, EVENT_CALLINFO, call->handle, T_LINECALLINFOSTATE_APPSPECIFIC, 0);
    }
    return 0;
}
