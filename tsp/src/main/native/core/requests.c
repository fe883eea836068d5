/* Requests that wait for the gateway's answer: each is completed exactly once. */
#include "inside.h"

#include <stdlib.h>

static void unlink_deadline(struct provider *provider, struct request *request)
{
    if (request->older != NULL) {
        request->older->younger = request->younger;
    } else {
        provider->oldest = request->younger;
    }
    if (request->younger != NULL) {
        request->younger->older = request->older;
    } else {
        provider->youngest = request->older;
    }
    request->older = NULL;
    request->younger = NULL;
}

void request_join(struct request *request, struct call *call, bool created)
{
    struct stake *stake = &request->stakes[request->stake_count++];
    *stake = (struct stake){request, call, created, call->stakes};
    call->stakes = stake;
}

struct request *request_new(struct provider *provider, uint32_t tapi_id, uint16_t operation,
    struct call *call, uint64_t now)
{
    struct request *request = calloc(1, sizeof *request);
    if (request == NULL) {
        return NULL;
    }
    do {
        provider->next_wire_id = (provider->next_wire_id + 1) & 0x7FFFFFFF;
    } while (provider->next_wire_id == 0 ||
             map_get(&provider->requests, provider->next_wire_id) != NULL);
    request->wire_id = provider->next_wire_id;
    if (!map_put(&provider->requests, request->wire_id, request)) {
        free(request);
        return NULL;
    }
    request->tapi_id = tapi_id;
    request->operation = operation;
    request->deadline = now + provider->limit_ms + LIMIT_MARGIN_MS;
    request_join(request, call, operation == OP_MAKE_CALL || operation == OP_PICKUP);
    request->older = provider->youngest;
    if (provider->youngest != NULL) {
        provider->youngest->younger = request;
    } else {
        provider->oldest = request;
    }
    provider->youngest = request;
    provider->open_requests++;
    return request;
}

static void settle(struct provider *provider, struct request *request, int32_t result)
{
    unlink_deadline(provider, request);
    request->answered = true;
    request->result = result;
    provider->open_requests--;
}

void request_answer(struct provider *provider, struct request *request, int32_t result)
{
    settle(provider, request, result);
    event_push(provider, EVENT_COMPLETION, request->wire_id, 0, 0);
    if (provider->broken) { /* no room for the event: deliver it the other way */
        request_answer_urgently(provider, request, result);
    }
}

void request_answer_urgently(struct provider *provider, struct request *request, int32_t result)
{
    if (!request->answered) {
        settle(provider, request, result);
    }
    map_remove(&provider->requests, request->wire_id); /* a queued completion finds nothing */
    request->urgent_next = NULL;
    *provider->urgent_end = request;
    provider->urgent_end = &request->urgent_next;
    request->urgent_number = ++provider->urgent_queued;
}

void request_free(struct provider *provider, struct request *request)
{
    if (map_get(&provider->requests, request->wire_id) == request) {
        map_remove(&provider->requests, request->wire_id);
    }
    for (unsigned i = 0; i < request->stake_count; i++) {
        struct stake *stake = &request->stakes[i];
        if (stake->call != NULL) {
            struct stake **link = &stake->call->stakes;
            while (*link != stake) {
                link = &(*link)->of_call_next;
            }
            *link = stake->of_call_next;
        }
    }
    free(request);
}

static struct call *created_call(const struct request *request, unsigned i)
{
    struct call *call = request->stakes[i].call;
    return call != NULL && request->stakes[i].created && call->tentative ? call : NULL;
}

void request_disown_created(struct provider *provider, struct request *request)
{
    static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};
    for (unsigned i = 0; i < request->stake_count; i++) {
        const struct call *call = created_call(request, i);
        if (call != NULL && !call->ended) {
            out_notice(provider, OP_CLOSE_CALL, call->line->id, call->id, &nobody);
            call_remember_closed(provider, call);
        }
    }
}

void request_fail_created(struct provider *provider, struct request *request)
{
    for (unsigned i = 0; i < request->stake_count; i++) {
        struct call *call = created_call(request, i);
        if (call != NULL) {
            call->failed = true;
            call->ended = true;
            map_remove(&provider->calls_by_id, call->id);
        }
    }
}

static void confirm_created(struct provider *provider, struct request *request, uint64_t now)
{
    for (unsigned i = 0; i < request->stake_count; i++) {
        struct call *call = created_call(request, i);
        if (call != NULL) {
            call->tentative = false;
            call->announced = true;
            call_release_held_back(provider, call, now);
        }
    }
}

/* What an answer means for the calls, before TAPI hears of it. */
static void conclude(
    struct provider *provider, struct request *request, int32_t result, uint64_t now)
{
    struct call *call = request->stakes[0].call;
    request_answer(provider, request, result);
    if (call != NULL && request->operation == OP_DROP && result != 0) {
        call->drop_asked = false;
    }
    if (result != 0) {
        request_fail_created(provider, request);
    } else {
        confirm_created(provider, request, now);
    }
}

void requests_answered(struct provider *provider, const struct answer_frame *answer, uint64_t now)
{
    struct request *request = map_get(&provider->requests, answer->request);
    int32_t result = (int32_t)answer->result;
    if (request == NULL || request->answered) {
        return; /* answered by us before: limit, link loss or closing */
    }
    conclude(provider, request, result > 0 ? LINEERR(OPERATIONFAILED) : result, now);
}

void requests_fail_all(struct provider *provider)
{
    while (provider->oldest != NULL) {
        conclude(provider, provider->oldest, LINEERR(OPERATIONFAILED), 0);
    }
}

int32_t request_done(struct provider *provider, uint32_t request, struct call *call, uint64_t now)
{
    if (provider->requests.count >= MAX_REQUESTS) {
        return LINEERR(RESOURCEUNAVAIL); /* a callback does not return */
    }
    struct request *made = request_new(provider, request, 0, call, now);
    if (made == NULL) {
        return LINEERR(NOMEM);
    }
    request_answer(provider, made, 0);
    return (int32_t)request;
}

/* Requests over their limit: the gateway promised an answer earlier. */
static void expire(struct provider *provider, uint64_t now)
{
    while (provider->oldest != NULL && provider->oldest->deadline <= now) {
        struct request *request = provider->oldest;
        request_disown_created(provider, request);
        conclude(provider, request, LINEERR(OPERATIONFAILED), now);
    }
}

static void settle_lines(struct provider *provider, uint64_t now)
{
    while (provider->settle_first != NULL && provider->settle_first->settle_until <= now) {
        struct line *line = provider->settle_first;
        line_unsettle(provider, line);
        line_announce_calls(provider, line);
    }
}

static void ring(struct provider *provider, uint64_t now)
{
    while (provider->ring_first != NULL && provider->ring_first->next_ring <= now) {
        struct call *call = provider->ring_first;
        uint32_t rings = call->rings + 1;
        call_ring_stop(provider, call);
        call->rings = rings;
        call_ring_start(provider, call, now);
    }
}

static uint64_t next_deadline(const struct provider *provider)
{
    uint64_t next = UINT64_MAX;
    if (provider->oldest != NULL) {
        next = provider->oldest->deadline;
    }
    if (provider->ring_first != NULL && provider->ring_first->next_ring < next) {
        next = provider->ring_first->next_ring;
    }
    if (provider->settle_first != NULL && provider->settle_first->settle_until < next) {
        next = provider->settle_first->settle_until;
    }
    return next;
}

uint64_t provider_tick(struct provider *provider, uint64_t now)
{
    expire(provider, now);
    settle_lines(provider, now);
    ring(provider, now);
    return next_deadline(provider);
}

uint64_t provider_due(const struct provider *provider)
{
    bool waits = provider->events.count != 0 || provider->urgent_first != NULL ||
                 provider->closing_first != NULL;
    return waits ? 0 : next_deadline(provider);
}
