/* Frames to the gateway: a queue with a bound, emptied by the link thread. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

static struct out_frame *encoded(const struct frame *frame)
{
    size_t room = 256 + 2 * WIRE_MAX_TEXT + WIRE_MAX_BYTES; /* all but CALL frames */
    struct out_frame *out = malloc(sizeof *out + room);
    if (out == NULL) {
        return NULL;
    }
    out->next = NULL;
    out->request = false;
    out->length = wire_encode(frame, out->octets, room);
    if (out->length == 0) {
        free(out);
        return NULL;
    }
    struct out_frame *trimmed = realloc(out, sizeof *out + out->length);
    return trimmed == NULL ? out : trimmed;
}

static void append(struct provider *provider, struct out_frame *out)
{
    *provider->out_end = out;
    provider->out_end = &out->next;
    if (out->request) {
        provider->out_requests++;
    } else {
        provider->out_notices++;
    }
}

bool out_push(struct provider *provider, const struct frame *frame)
{
    struct out_frame *out = encoded(frame);
    if (out == NULL) {
        provider->broken = true;
        return false;
    }
    append(provider, out);
    return true;
}

struct out_frame *provider_take_out(struct provider *provider)
{
    struct out_frame *out = provider->out_first;
    if (out == NULL) {
        return NULL;
    }
    provider->out_first = out->next;
    if (provider->out_first == NULL) {
        provider->out_end = &provider->out_first;
    }
    if (out->request) {
        provider->out_requests--;
    } else {
        provider->out_notices--;
    }
    return out;
}

void out_clear(struct provider *provider)
{
    struct out_frame *out;
    while ((out = provider_take_out(provider)) != NULL) {
        free(out);
    }
}

void out_ask(struct provider *provider, const struct request_frame *asked)
{
    struct frame frame = {.type = FRAME_REQUEST};
    frame.u.request = *asked;
    struct out_frame *out = encoded(&frame);
    if (out == NULL) {
        provider->broken = true;
        return;
    }
    out->request = asked->request != 0;
    append(provider, out);
}

void out_request(struct provider *provider, uint16_t operation, uint32_t wire_id, uint32_t line,
    uint64_t call, struct text target, const struct wire_caller *caller)
{
    out_ask(provider, &(struct request_frame){.request = wire_id,
                          .operation = operation,
                          .line = line,
                          .call = call,
                          .caller = *caller,
                          .target = target});
}

void out_notice(struct provider *provider, uint16_t operation, uint32_t line, uint64_t call,
    const struct wire_caller *caller)
{
    if (!provider->link_ready) {
        return; /* the next connection tells which calls are held; lines are opened again then */
    }
    if (provider->out_notices >= MAX_QUEUED_NOTICES) {
        provider->broken = true; /* start again: a snapshot mends what is not said here */
        return;
    }
    struct text none = {NULL, 0};
    out_request(provider, operation, 0, line, call, none, caller);
}

static bool out_held_call(struct provider *provider, const struct call *call)
{
    size_t size = WIRE_LENGTH_SIZE + call->body_length;
    struct out_frame *out = malloc(sizeof *out + size);
    if (out == NULL) {
        provider->broken = true;
        return false;
    }
    uint32_t length = (uint32_t)call->body_length;
    out->next = NULL;
    out->request = false;
    out->length = size;
    for (unsigned i = 0; i < 4; i++) {
        out->octets[i] = (uint8_t)(length >> (8 * i));
    }
    memcpy(out->octets + WIRE_LENGTH_SIZE, call->body, call->body_length);
    out->octets[4] = FRAME_HELD_CALL & 0xFF;
    out->octets[5] = FRAME_HELD_CALL >> 8;
    append(provider, out);
    return true;
}

enum { MAX_HELD_CALLS = 4096 };

bool provider_link_up(struct provider *provider, uint32_t process, uint8_t bits, struct text build)
{
    unsigned held = 0;
    struct frame hello = {.type = FRAME_HELLO};
    struct frame ready = {.type = FRAME_READY};
    hello.u.hello =
        (struct hello_frame){WIRE_MAGIC, WIRE_VERSION, WIRE_VERSION, process, bits, build};
    out_clear(provider);
    provider->broken = false;
    provider->refused = false;
    provider->welcomed = false;
    provider->in_snapshot = false;
    if (!out_push(provider, &hello)) {
        return false;
    }
    for (const struct line *line = provider->lines; line != NULL; line = line->next) {
        for (const struct call *call = line->calls; call != NULL; call = call->of_line_next) {
            if (call->body_length == 0 || call->ended || held >= MAX_HELD_CALLS) {
                continue;
            }
            if (!out_held_call(provider, call)) {
                return false;
            }
            held++;
        }
    }
    return out_push(provider, &ready);
}
