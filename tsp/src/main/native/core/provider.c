/* Life cycle, and what each frame from the gateway does. */
#include "inside.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

void provider_start(struct provider *provider, uint64_t seed)
{
    memset(provider, 0, sizeof *provider);
    provider->lines_end = &provider->lines;
    provider->out_end = &provider->out_first;
    provider->urgent_end = &provider->urgent_first;
    provider->closing_end = &provider->closing_first;
    provider->limit_ms = DEFAULT_LIMIT_MS;
    provider->call_handles.kind = 1;
    provider->next_call_id = seed & (UINT64_MAX >> 1);
}

void provider_free(struct provider *provider)
{
    while (provider->lines != NULL) {
        struct line *line = provider->lines;
        line->gone = false; /* not freed while its calls are */
        while (line->calls != NULL) {
            call_free(provider, line->calls);
        }
        line_free(provider, line);
    }
    for (size_t i = 0; i < provider->requests.capacity; i++) {
        free(provider->requests.entries[i].value);
    }
    while (provider->urgent_first != NULL) {
        struct request *request = provider->urgent_first;
        provider->urgent_first = request->urgent_next;
        free(request);
    }
    out_clear(provider);
    map_free(&provider->lines_by_id);
    map_free(&provider->lines_by_device);
    map_free(&provider->calls_by_id);
    map_free(&provider->requests);
    map_free(&provider->closed_by_id);
    handles_free(&provider->line_handles);
    handles_free(&provider->call_handles);
    free(provider->events.ring);
    memset(provider, 0, sizeof *provider);
}

uint32_t provider_enumerate(
    struct provider *provider, uintptr_t create_handle, any_proc create_proc)
{
    uint32_t count = 0;
    provider->create_handle = create_handle;
    provider->create_proc = create_proc;
    if (provider->initialised) {
        return 0; /* numbers are given; what is new comes by LINE_CREATE */
    }
    for (struct line *line = provider->lines; line != NULL; line = line->next) {
        line->ordinal = line->gone ? DEVICE_UNKNOWN : count++;
    }
    return count;
}

bool provider_claim(struct provider *provider, uint32_t owner)
{
    if (provider->initialised && !provider_is_owner(provider, owner)) {
        return false;
    }
    provider->claimed = true;
    provider->owner = owner;
    return true;
}

bool provider_is_owner(const struct provider *provider, uint32_t owner)
{
    return provider->claimed && provider->owner == owner;
}

static bool number_line(struct provider *provider, struct line *line, uint32_t device)
{
    if (!map_put(&provider->lines_by_device, (uint64_t)device + 1, line)) {
        return false;
    }
    line->device = device;
    return true;
}

int32_t provider_init(
    struct provider *provider, uint32_t device_base, uint32_t lines, any_proc completion_proc)
{
    struct line *next;
    if (provider->initialised) {
        return 0;
    }
    for (struct line *line = provider->lines; line != NULL; line = line->next) {
        if (line->ordinal < lines && !number_line(provider, line, device_base + line->ordinal)) {
            return LINEERR(NOMEM);
        }
    }
    provider->initialised = true;
    provider->device_base = device_base;
    provider->completion_proc = completion_proc;
    for (struct line *line = provider->lines; line != NULL; line = next) {
        next = line->next;
        if (line->gone && line->device != DEVICE_UNKNOWN) {
            event_push(provider, EVENT_REMOVE, line->device, 0, 0);
        } else if (!line->gone && line->device == DEVICE_UNKNOWN) {
            event_push(provider, EVENT_CREATE, line->id, 0, 0);
        }
        line_forget_gone(provider, line);
    }
    return 0;
}

int32_t provider_create_line(struct provider *provider, uintptr_t temp_id, uint32_t device)
{
    struct line *line = map_get(&provider->lines_by_id, temp_id);
    if (line == NULL) {
        return LINEERR(NODEVICE);
    }
    if (line->device != DEVICE_UNKNOWN) {
        return LINEERR(OPERATIONFAILED);
    }
    return number_line(provider, line, device) ? 0 : LINEERR(NOMEM);
}

void provider_shutdown(struct provider *provider)
{
    struct map *requests = &provider->requests;
    for (size_t i = 0; i < requests->capacity; i++) {
        while (requests->entries[i].value != NULL) { /* removal moves a later one here */
            struct request *request = requests->entries[i].value;
            request_answer_urgently(provider, request, LINEERR(OPERATIONFAILED));
        }
    }
    events_clear(provider);
    for (struct line *line = provider->lines; line != NULL; line = line->next) {
        line->media_modes = 0;
        line->line_states = 0;
        line->address_states = 0;
        for (struct call *call = line->calls; call != NULL; call = call->of_line_next) {
            call_ring_stop(provider, call);
        }
    }
    provider->initialised = false;
}

void provider_silence(struct provider *provider)
{
    provider->silent = true;
}

void provider_link_down(struct provider *provider)
{
    requests_fail_all(provider);
    provider->link_ready = false;
    provider->welcomed = false;
    provider->in_snapshot = false;
    for (struct line *line = provider->lines; line != NULL; line = line->next) {
        line_refresh_service(provider, line);
    }
    while (provider->ring_first != NULL) {
        call_ring_stop(provider, provider->ring_first);
    }
    out_clear(provider);
}

static void take_welcome(struct provider *provider, const struct welcome_frame *welcome)
{
    provider->welcomed = true;
    provider->limit_ms = welcome->limit > MAX_LIMIT_MS ? MAX_LIMIT_MS : welcome->limit;
    dialogs_take_pipe(provider, welcome->tickets);
}

static void begin_snapshot(struct provider *provider)
{
    provider->in_snapshot = true;
    for (struct line *line = provider->lines; line != NULL; line = line->next) {
        line->seen = false;
        for (struct call *call = line->calls; call != NULL; call = call->of_line_next) {
            call->seen = call->tentative;
        }
    }
}

static void drop_unseen_calls(struct provider *provider, struct line *line)
{
    struct call *next;
    for (struct call *call = line->calls; call != NULL; call = next) {
        next = call->of_line_next;
        if (!call->seen) {
            call_vanish(provider, call);
        }
    }
}

/* Calls that ring as they did before the link was lost: no CALLSTATE starts their ringing. */
static void ring_again(struct provider *provider, const struct line *line, uint64_t now)
{
    for (struct call *call = line->calls; call != NULL; call = call->of_line_next) {
        bool alerting = call->frame.state == T_LINECALLSTATE_OFFERING ||
                        call->frame.state == T_LINECALLSTATE_ACCEPTED;
        if (alerting && call->announced && !call->ended) {
            call_ring_start(provider, call, now);
        }
    }
}

static void end_snapshot(struct provider *provider, uint64_t now)
{
    static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};
    struct line *next;
    if (!provider->in_snapshot) {
        return;
    }
    provider->in_snapshot = false;
    provider->link_ready = true;
    provider->generation++;
    for (struct line *line = provider->lines; line != NULL; line = next) {
        next = line->next;
        if (line->gone) {
            continue;
        }
        if (!line->seen) {
            line_vanish(provider, line);
            continue;
        }
        drop_unseen_calls(provider, line);
        line_refresh_service(provider, line);
        ring_again(provider, line, now);
        if (line->open) { /* the gateway may be another process than before */
            out_notice(provider, OP_OPEN_LINE, line->id, 0, &nobody);
        }
    }
}

static void take_refused(struct provider *provider, const struct refused_frame *refused)
{
    provider->refused = true;
    text_for_trace(refused->reason, false, provider->refusal, sizeof provider->refusal);
}

static void take_line_gone(struct provider *provider, uint32_t id)
{
    struct line *line = map_get(&provider->lines_by_id, id);
    if (line != NULL) {
        line_vanish(provider, line);
    }
}

static void take_ping(struct provider *provider, uint64_t stamp)
{
    struct frame pong = {.type = FRAME_PONG};
    pong.u.stamp.stamp = stamp;
    if (provider->out_notices < MAX_QUEUED_NOTICES) {
        (void)out_push(provider, &pong);
    }
}

enum wire_error provider_frame(
    struct provider *provider, const uint8_t *octets, size_t length, uint64_t now)
{
    struct frame frame;
    enum wire_error error = wire_decode(octets, length, &frame);
    if (error == WIRE_UNKNOWN_TYPE) {
        provider->unknown_frames++;
        return WIRE_OK;
    }
    if (error != WIRE_OK) {
        return error;
    }
    if (!provider->welcomed && frame.type != FRAME_WELCOME && frame.type != FRAME_REFUSED &&
        frame.type != FRAME_PING) {
        return WIRE_BAD_VALUE;
    }
    switch (frame.type) {
    case FRAME_WELCOME:
        take_welcome(provider, &frame.u.welcome);
        return frame.u.welcome.version == WIRE_VERSION ? WIRE_OK : WIRE_BAD_VALUE;
    case FRAME_REFUSED:
        take_refused(provider, &frame.u.refused);
        return WIRE_OK;
    case FRAME_SNAPSHOT:
        begin_snapshot(provider);
        return WIRE_OK;
    case FRAME_SNAPSHOT_END:
        end_snapshot(provider, now);
        return WIRE_OK;
    case FRAME_LINE:
        line_apply(provider, &frame.u.line, octets, length);
        return WIRE_OK;
    case FRAME_LINE_GONE:
        take_line_gone(provider, frame.u.line_gone.line);
        return WIRE_OK;
    case FRAME_CALL:
        call_apply(provider, &frame.u.call, octets, length);
        return WIRE_OK;
    case FRAME_ANSWER:
        requests_answered(provider, &frame.u.answer, now);
        return WIRE_OK;
    case FRAME_PING:
        take_ping(provider, frame.u.stamp.stamp);
        return WIRE_OK;
    default:
        return WIRE_BAD_VALUE; /* a peer's frame: it makes no sense here */
    }
}
