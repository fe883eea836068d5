/* The queue of events and their delivery, one at a time. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

static bool grow(struct event_queue *queue)
{
    size_t capacity = queue->capacity == 0 ? 256 : queue->capacity * 2;
    struct event *ring = malloc(capacity * sizeof *ring);
    if (ring == NULL) {
        return false;
    }
    for (size_t i = 0; i < queue->count; i++) {
        ring[i] = queue->ring[(queue->first + i) & (queue->capacity - 1)];
    }
    free(queue->ring);
    *queue = (struct event_queue){ring, capacity, 0, queue->count};
    return true;
}

void event_push(
    struct provider *provider, enum event_kind kind, uintptr_t target, uint32_t a, uint32_t b)
{
    struct event_queue *queue = &provider->events;
    if (!provider->initialised) {
        return;
    }
    if (queue->count == queue->capacity && !grow(queue)) {
        provider->broken = true;
        return;
    }
    queue->ring[(queue->first + queue->count) & (queue->capacity - 1)] =
        (struct event){(uint8_t)kind, target, a, b};
    queue->count++;
}

void events_clear(struct provider *provider)
{
    provider->events.count = 0;
    provider->events.first = 0;
}

bool provider_events_full(const struct provider *provider)
{
    return provider->events.count >= EVENTS_FULL;
}

static void about_line(const struct line *line, struct delivery *out)
{
    out->kind = DELIVER_EVENT;
    out->proc = line->event_proc;
    out->ht_line = line->ht_line;
    out->line = line->handle;
}

static void about_call(const struct call *call, uint32_t message, struct delivery *out)
{
    about_line(call->line, out);
    out->ht_call = call->ht_call;
    out->call = call->handle;
    out->message = message;
}

/* htCall of the conference that the call belongs to; 0 if TAPI does not know that. */
static uintptr_t conference_of(const struct provider *provider, const struct call *call)
{
    const struct call *conference = call->frame.conference == 0
                                        ? NULL
                                        : map_get(&provider->calls_by_id, call->frame.conference);
    return conference == NULL || !conference->announced || conference->line != call->line
               ? 0
               : conference->ht_call;
}

static void state_delivery(const struct provider *provider, const struct call *call, uint32_t state,
    uint32_t mode, struct delivery *out)
{
    about_call(call, T_LINE_CALLSTATE, out);
    out->p1 = state;
    out->p2 = state == T_LINECALLSTATE_CONFERENCED
                  ? conference_of(provider, call)
                  : downgrade_mode(state, mode, call->line->version);
    out->p3 = T_LINEMEDIAMODE_INTERACTIVEVOICE;
}

/* A call that TAPI was never told of ends silently. */
static void call_ended_unseen(struct provider *provider, struct call *call)
{
    if (!call->announced && !call->own) {
        call_free(provider, call);
    }
}

static bool deliver_newcall(struct provider *provider, struct call *call, struct delivery *out)
{
    if (!line_may_announce(call->line) || call->announced) {
        call->announcing = false;
        return false;
    }
    about_line(call->line, out);
    out->kind = DELIVER_NEWCALL;
    out->message = T_LINE_NEWCALL;
    out->call = call->handle;
    out->p1 = call->handle;
    (void)provider;
    return true;
}

static bool deliver_state(struct provider *provider, struct call *call, const struct event *event,
    uint64_t now, struct delivery *out)
{
    bool idle = event->a == T_LINECALLSTATE_IDLE;
    if (!call->announced || call->idle_sent) {
        if (idle) {
            call_ended_unseen(provider, call);
        }
        return false;
    }
    state_delivery(provider, call, event->a, event->b, out);
    call->idle_sent = idle;
    if (event->a == T_LINECALLSTATE_OFFERING || event->a == T_LINECALLSTATE_ACCEPTED) {
        call_ring_start(provider, call, now);
    } else {
        call_ring_stop(provider, call);
    }
    return true;
}

static bool deliver_call(
    struct provider *provider, const struct event *event, uint64_t now, struct delivery *out)
{
    struct call *call = call_of_handle(provider, event->target);
    if (call == NULL || !call->line->open) {
        if (call != NULL && event->kind == EVENT_NEWCALL) {
            call->announcing = false;
        }
        if (call != NULL && event->kind == EVENT_CALLSTATE && event->a == T_LINECALLSTATE_IDLE) {
            call_ended_unseen(provider, call);
        }
        return false;
    }
    if (event->kind == EVENT_NEWCALL) {
        return deliver_newcall(provider, call, out);
    }
    if (event->kind == EVENT_CALLSTATE) {
        return deliver_state(provider, call, event, now, out);
    }
    if (!call->announced || call->idle_sent) {
        return false;
    }
    about_call(call, T_LINE_CALLINFO, out);
    out->p1 = event->a;
    return true;
}

static bool deliver_line(struct provider *provider, const struct event *event, struct delivery *out)
{
    struct line *line = line_of_handle(provider, event->target);
    if (line == NULL) {
        return false;
    }
    about_line(line, out);
    if (event->kind == EVENT_ADDRESSSTATE) {
        out->message = T_LINE_ADDRESSSTATE;
        out->p2 = event->a; /* p1 is the address: 0 */
        return true;
    }
    out->message = T_LINE_LINEDEVSTATE;
    out->p1 = event->a;
    if (event->a == T_LINEDEVSTATE_RINGING) {
        out->p2 = 1; /* the only ring mode */
        out->p3 = event->b;
    }
    return true;
}

static void completion_delivery(
    struct provider *provider, struct request *request, struct delivery *out)
{
    struct call *calls[MAX_STAKES] = {NULL};
    out->kind = DELIVER_COMPLETION;
    out->proc = provider->completion_proc;
    out->request = request->tapi_id;
    out->result = request->result;
    for (unsigned i = 0; i < request->stake_count; i++) {
        calls[i] = request->stakes[i].call;
        if (calls[i] != NULL) {
            *(i == 0 ? &out->call : &out->more_calls[i - 1]) = calls[i]->handle;
            out->line = calls[i]->line->handle;
        }
    }
    request_free(provider, request);
    for (unsigned i = 0; i < MAX_STAKES; i++) {
        if (calls[i] != NULL && calls[i]->failed && calls[i]->stakes == NULL) {
            call_free(provider, calls[i]);
        }
    }
}

static bool deliver_device(
    struct provider *provider, const struct event *event, struct delivery *out)
{
    out->kind = DELIVER_EVENT;
    out->proc = provider->create_proc;
    if (event->kind == EVENT_REMOVE) {
        out->message = T_LINE_REMOVE;
        out->p1 = event->target;
        return true;
    }
    const struct line *line = map_get(&provider->lines_by_id, event->target);
    if (line == NULL || line->device != DEVICE_UNKNOWN) {
        return false;
    }
    out->message = T_LINE_CREATE;
    out->p1 = provider->create_handle;
    out->p2 = event->target;
    return true;
}

static bool deliver(
    struct provider *provider, const struct event *event, uint64_t now, struct delivery *out)
{
    switch (event->kind) {
    case EVENT_COMPLETION: {
        struct request *request = map_get(&provider->requests, event->target);
        if (request != NULL) {
            completion_delivery(provider, request, out);
        }
        return request != NULL;
    }
    case EVENT_DIALOG:
        return deliver_dialog(provider, map_get(&provider->requests, event->target), out);
    case EVENT_CREATE:
    case EVENT_REMOVE:
        return deliver_device(provider, event, out);
    case EVENT_LINESTATE:
    case EVENT_ADDRESSSTATE:
        return deliver_line(provider, event, out);
    default:
        return deliver_call(provider, event, now, out);
    }
}

static void unlink_first_closing(struct provider *provider)
{
    provider->closing_first = provider->closing_first->closing_next;
    if (provider->closing_first == NULL) {
        provider->closing_end = &provider->closing_first;
    }
}

/* Completions of what is being closed, then the last IDLE of a call that is being closed. */
static bool deliver_urgent(struct provider *provider, struct delivery *out)
{
    struct request *request = provider->urgent_first;
    struct call *call = provider->closing_first;
    if (request != NULL) {
        provider->urgent_first = request->urgent_next;
        if (provider->urgent_first == NULL) {
            provider->urgent_end = &provider->urgent_first;
        }
        out->number = request->urgent_number;
        completion_delivery(provider, request, out);
        return true;
    }
    if (call != NULL) {
        unlink_first_closing(provider);
        out->number = call->closing_number;
        state_delivery(provider, call, T_LINECALLSTATE_IDLE, 0, out);
        call_free(provider, call);
        return true;
    }
    return false;
}

bool provider_next(struct provider *provider, uint64_t now, struct delivery *out)
{
    struct event_queue *queue = &provider->events;
    memset(out, 0, sizeof *out);
    if (provider->silent) {
        return false;
    }
    bool found = deliver_urgent(provider, out);
    while (!found && queue->count != 0) {
        struct event event = queue->ring[queue->first];
        queue->first = (queue->first + 1) & (queue->capacity - 1);
        queue->count--;
        memset(out, 0, sizeof *out);
        found = deliver(provider, &event, now, out);
    }
    if (found) {
        provider->in_flight = (struct delivery_note){true, out->kind == DELIVER_NEWCALL, out->line,
            {out->call, out->more_calls[0], out->more_calls[1]}, out->number};
    }
    return found;
}

void provider_delivered(
    struct provider *provider, const struct delivery *delivery, uintptr_t ht_call, uint64_t now)
{
    (void)now;
    provider->in_flight.active = false;
    if (delivery->kind == DELIVER_DIALOG) {
        dialog_delivered(provider, delivery, ht_call);
    }
    if (delivery->kind != DELIVER_NEWCALL) {
        return;
    }
    struct call *call = call_of_handle(provider, delivery->call);
    if (call == NULL) { /* closed while NEWCALL ran */
        return;
    }
    call->announcing = false;
    call->announced = ht_call != 0;
    call->ht_call = ht_call;
}

uint64_t provider_closing_mark(const struct provider *provider)
{
    return provider->urgent_queued;
}

/* Both queues are in the order of their numbers, but completions pass the IDLE of other calls. */
static bool is_owed(const struct provider *provider, uint64_t mark)
{
    const struct request *request = provider->urgent_first;
    const struct call *call = provider->closing_first;
    const struct delivery_note *running = &provider->in_flight;
    return (request != NULL && request->urgent_number <= mark) ||
           (call != NULL && call->closing_number <= mark) ||
           (running->active && running->number != 0 && running->number <= mark);
}

bool provider_owes(const struct provider *provider, uint64_t since, uint64_t mark)
{
    const struct delivery_note *running = &provider->in_flight;
    bool owed = running->active && running->number > since && running->number <= mark;
    for (const struct request *request = provider->urgent_first; request != NULL && !owed;
         request = request->urgent_next) {
        owed = request->urgent_number > since && request->urgent_number <= mark;
    }
    for (const struct call *call = provider->closing_first; call != NULL && !owed;
         call = call->closing_next) {
        owed = call->closing_number > since && call->closing_number <= mark;
    }
    return owed;
}

bool provider_closing(const struct provider *provider, uint64_t mark, uintptr_t handle)
{
    const struct delivery_note *running = &provider->in_flight;
    bool concerned =
        running->active && (running->line == handle || running->calls[0] == handle ||
                               running->calls[1] == handle || running->calls[2] == handle);
    if (concerned && running->newcall) {
        return false; /* it began before the closing; it may be what waits for us */
    }
    return concerned || is_owed(provider, mark);
}

void provider_give_up_closing(struct provider *provider, uint64_t mark)
{
    struct call *call;
    while ((call = provider->closing_first) != NULL && call->closing_number <= mark) {
        unlink_first_closing(provider);
        call_free(provider, call);
    }
}
