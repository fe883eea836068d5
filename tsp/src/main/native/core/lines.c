/* Lines: LINE frames, opening and closing, status messages. */
#include "inside.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

static struct line *line_new(struct provider *provider, uint32_t id)
{
    struct line *line = calloc(1, sizeof *line);
    if (line == NULL || !map_put(&provider->lines_by_id, id, line)) {
        free(line);
        return NULL;
    }
    line->id = id;
    line->device = DEVICE_UNKNOWN;
    line->ordinal = DEVICE_UNKNOWN;
    line->link = provider->lines_end;
    *provider->lines_end = line;
    provider->lines_end = &line->next;
    provider->line_count++;
    return line;
}

static void report_difference(
    struct provider *provider, struct line *line, const struct line_frame *before)
{
    const struct line_frame *after = &line->frame;
    if (!text_equal(before->name, after->name)) {
        line_state(provider, line, T_LINEDEVSTATE_CAPSCHANGE, 0);
    }
    if (before->line_features != after->line_features) {
        line_state(provider, line, T_LINEDEVSTATE_OTHER, 0);
    }
    if (!text_equal(before->address, after->address) ||
        before->call_features != after->call_features || before->max_active != after->max_active ||
        before->max_on_hold != after->max_on_hold ||
        before->max_in_conference != after->max_in_conference) {
        address_state(provider, line, T_LINEADDRESSSTATE_CAPSCHANGE);
    }
    if (!text_equal(before->forwarded_to, after->forwarded_to)) {
        address_state(provider, line, T_LINEADDRESSSTATE_FORWARD);
    }
    if (before->address_features != after->address_features) {
        address_state(provider, line, T_LINEADDRESSSTATE_OTHER);
    }
}

void line_apply(
    struct provider *provider, const struct line_frame *frame, const uint8_t *octets, size_t length)
{
    struct line *line = map_get(&provider->lines_by_id, frame->line);
    bool known = line != NULL;
    struct frame decoded;
    if (!known && provider->line_count >= MAX_LINES) {
        provider->beyond_bounds++; /* a new link would bring it again: serve the others */
        return;
    }
    uint8_t *body = malloc(length);
    if (!known && body != NULL) {
        line = line_new(provider, frame->line);
    }
    if (line == NULL || body == NULL) {
        free(body);
        provider->broken = true;
        return;
    }
    memcpy(body, octets, length);
    (void)wire_decode(body, length, &decoded); /* succeeded on the same octets before */
    struct line_frame before = line->frame;
    uint8_t *old_body = line->body;
    line->frame = decoded.u.line;
    line->body = body;
    line->seen = true;
    if (known) {
        report_difference(provider, line, &before);
    } else if (provider->initialised) {
        event_push(provider, EVENT_CREATE, line->id, 0, 0);
    }
    line_refresh_service(provider, line);
    free(old_body);
}

void line_vanish(struct provider *provider, struct line *line)
{
    struct call *next;
    for (struct call *call = line->calls; call != NULL; call = next) {
        next = call->of_line_next;
        if (!call->tentative) {
            call_vanish(provider, call);
        }
    }
    map_remove(&provider->lines_by_id, line->id);
    line->gone = true;
    line_refresh_service(provider, line);
    if (line->device != DEVICE_UNKNOWN) {
        event_push(provider, EVENT_REMOVE, line->device, 0, 0);
    }
    line_forget_gone(provider, line);
}

void line_free(struct provider *provider, struct line *line)
{
    *line->link = line->next;
    if (line->next != NULL) {
        line->next->link = line->link;
    } else {
        provider->lines_end = line->link;
    }
    if (map_get(&provider->lines_by_id, line->id) == line) {
        map_remove(&provider->lines_by_id, line->id);
    }
    if (line->device != DEVICE_UNKNOWN) {
        map_remove(&provider->lines_by_device, (uint64_t)line->device + 1);
    }
    line_unsettle(provider, line);
    handle_release(&provider->line_handles, line->handle);
    provider->line_count--;
    free(line->body);
    free(line);
}

void line_forget_gone(struct provider *provider, struct line *line)
{
    bool numbered = line->ordinal == DEVICE_UNKNOWN || provider->initialised;
    if (line->gone && !line->open && line->calls == NULL && numbered) {
        line_free(provider, line);
    }
}

void line_refresh_service(struct provider *provider, struct line *line)
{
    bool service = provider->link_ready && line->frame.in_service && !line->gone;
    if (service == line->service) {
        return;
    }
    line->service = service;
    line_state(provider, line, service ? T_LINEDEVSTATE_INSERVICE : T_LINEDEVSTATE_OUTOFSERVICE, 0);
}

void line_state(struct provider *provider, struct line *line, uint32_t bits, uint32_t rings)
{
    bits &= line->line_states;
    if (line->open && bits != 0) {
        event_push(provider, EVENT_LINESTATE, line->handle, bits, rings);
    }
}

void address_state(struct provider *provider, struct line *line, uint32_t bits)
{
    bits &= line->address_states;
    if (line->open && bits != 0) {
        event_push(provider, EVENT_ADDRESSSTATE, line->handle, bits, 0);
    }
}

bool line_may_announce(const struct line *line)
{
    return line->open && !line->gone && line->settle_until == 0 && line->media_modes != 0;
}

/* Oldest first: calls are linked youngest first. */
void line_announce_calls(struct provider *provider, struct line *line)
{
    struct call *last = line->calls;
    while (last != NULL && last->of_line_next != NULL) {
        last = last->of_line_next;
    }
    for (struct call *call = last; call != NULL;) {
        struct call *before = call->of_line_link == &line->calls
                                  ? NULL
                                  : (struct call *)(void *)((char *)call->of_line_link -
                                                            offsetof(struct call, of_line_next));
        if (!call->fresh) {
            call_announce(provider, call);
        }
        call = before;
    }
}

static void line_settle(struct provider *provider, struct line *line, uint64_t now)
{
    line->settle_until = now + SETTLE_MS;
    line->settle_after = NULL;
    line->settle_before = provider->settle_last;
    if (provider->settle_last != NULL) {
        provider->settle_last->settle_after = line;
    } else {
        provider->settle_first = line;
    }
    provider->settle_last = line;
}

void line_unsettle(struct provider *provider, struct line *line)
{
    if (line->settle_until == 0) {
        return;
    }
    if (line->settle_before != NULL) {
        line->settle_before->settle_after = line->settle_after;
    } else {
        provider->settle_first = line->settle_after;
    }
    if (line->settle_after != NULL) {
        line->settle_after->settle_before = line->settle_before;
    } else {
        provider->settle_last = line->settle_before;
    }
    line->settle_until = 0;
}

struct line *line_of_handle(struct provider *provider, uintptr_t hd_line)
{
    return handle_get(&provider->line_handles, hd_line);
}

struct line *line_of_device(struct provider *provider, uint32_t device)
{
    struct line *line = map_get(&provider->lines_by_device, (uint64_t)device + 1);
    return line == NULL || line->gone ? NULL : line;
}

int32_t line_open(struct provider *provider, uint32_t device, uintptr_t ht_line, uint32_t version,
    any_proc event_proc, const struct wire_caller *caller, uintptr_t *hd_line)
{
    struct line *line = line_of_device(provider, device);
    if (line == NULL) {
        return LINEERR(NODEVICE);
    }
    if (version < VERSION_LOWEST || version > VERSION_HIGHEST) {
        return LINEERR(INCOMPATIBLEAPIVERSION);
    }
    if (line->open) {
        return LINEERR(ALLOCATED);
    }
    line->handle = handle_new(&provider->line_handles, line);
    if (line->handle == 0) {
        return LINEERR(NOMEM);
    }
    line->open = true;
    line->ht_line = ht_line;
    line->event_proc = event_proc;
    line->version = version;
    line->media_modes = 0;
    line->line_states = 0;
    line->address_states = 0;
    line->extension = 0;
    *hd_line = line->handle;
    calls_forget_closed(provider, line->id);
    out_notice(provider, OP_OPEN_LINE, line->id, 0, caller);
    return 0;
}

int32_t line_close(struct provider *provider, uintptr_t hd_line)
{
    static const struct wire_caller nobody = {CALLER_NOBODY, 0, 0, {NULL, 0}};
    struct line *line = line_of_handle(provider, hd_line);
    struct call *next;
    if (line == NULL) {
        return LINEERR(INVALLINEHANDLE);
    }
    for (struct call *call = line->calls; call != NULL; call = next) {
        next = call->of_line_next;
        if (call->own || call->announced) {
            call_close(provider, call->handle);
        } else if (call->announcing) {
            call_unannounce(provider, call);
        }
    }
    line_unsettle(provider, line);
    handle_release(&provider->line_handles, line->handle);
    line->open = false;
    line->handle = 0;
    line->media_modes = 0;
    out_notice(provider, OP_CLOSE_LINE, line->id, 0, &nobody);
    line_forget_gone(provider, line);
    return 0;
}

int32_t line_detect_media(
    struct provider *provider, uintptr_t hd_line, uint32_t modes, uint64_t now)
{
    struct line *line = line_of_handle(provider, hd_line);
    if (line == NULL) {
        return LINEERR(INVALLINEHANDLE);
    }
    if ((modes & ~(uint32_t)(T_LINEMEDIAMODE_INTERACTIVEVOICE | T_LINEMEDIAMODE_UNKNOWN)) != 0) {
        return LINEERR(INVALMEDIAMODE);
    }
    line->media_modes = modes;
    line_unsettle(provider, line);
    if (modes != 0) {
        line_settle(provider, line, now);
    }
    return 0;
}

int32_t line_select_extension(struct provider *provider, uintptr_t hd_line, uint32_t version)
{
    struct line *line = line_of_handle(provider, hd_line);
    if (line == NULL) {
        return LINEERR(INVALLINEHANDLE);
    }
    if (version != 0 && version != EXTENSION_VERSION) {
        return LINEERR(INCOMPATIBLEEXTVERSION);
    }
    line->extension = version;
    return 0;
}

int32_t line_status_messages(
    struct provider *provider, uintptr_t hd_line, uint32_t line_states, uint32_t address_states)
{
    struct line *line = line_of_handle(provider, hd_line);
    if (line == NULL) {
        return LINEERR(INVALLINEHANDLE);
    }
    line->line_states = line_states;
    line->address_states = address_states;
    return 0;
}
