/* What the files of the core share with each other and with nobody else. */
#ifndef ISHMAEL_INSIDE_H
#define ISHMAEL_INSIDE_H

#include "provider.h"
#include "tapi_layout.h"

/* As an operation for call_own_new: the conference, beside the consultation call. */
enum { CONFERENCE_ITSELF = 0xFFFF };

enum event_kind {
    EVENT_NEWCALL,      /* target hdCall */
    EVENT_CALLSTATE,    /* target hdCall, a state, b mode */
    EVENT_CALLINFO,     /* target hdCall, a bits */
    EVENT_LINESTATE,    /* target hdLine, a bits, b ring count */
    EVENT_ADDRESSSTATE, /* target hdLine, a bits */
    EVENT_COMPLETION,   /* target wire id of the request */
    EVENT_CREATE,       /* target line id */
    EVENT_REMOVE,       /* target device id */
    EVENT_DIALOG        /* target wire id of the request */
};

void event_push(
    struct provider *provider, enum event_kind kind, uintptr_t target, uint32_t a, uint32_t b);
void events_clear(struct provider *provider);

/* ---- lines ---- */
void line_apply(struct provider *provider, const struct line_frame *frame, const uint8_t *octets,
    size_t length);
void line_vanish(struct provider *provider, struct line *line);
void line_refresh_service(struct provider *provider, struct line *line);
/* Queues LINEDEVSTATE or ADDRESSSTATE for the bits that TAPI asked for. */
void line_state(struct provider *provider, struct line *line, uint32_t bits, uint32_t rings);
void address_state(struct provider *provider, struct line *line, uint32_t bits);
bool line_may_announce(const struct line *line);
void line_announce_calls(struct provider *provider, struct line *line);
/* Frees a line that is gone and that nobody holds any more. */
void line_forget_gone(struct provider *provider, struct line *line);
void line_free(struct provider *provider, struct line *line);
void line_unsettle(struct provider *provider, struct line *line);

/* ---- calls ---- */
struct call *call_new(struct provider *provider, struct line *line, uint64_t id);
void call_free(struct provider *provider, struct call *call);
void call_apply(struct provider *provider, const struct call_frame *frame, const uint8_t *octets,
    size_t length);
void call_take_frame(struct provider *provider, struct call *call, const struct call_frame *frame,
    const uint8_t *octets, size_t length);
void call_announce(struct provider *provider, struct call *call);
/* The line closed before TAPI took the call: a new handle, so that no old event finds it. */
void call_unannounce(struct provider *provider, struct call *call);
/* The phone system knows it no more: IDLE. */
void call_vanish(struct provider *provider, struct call *call);
void call_release_held_back(struct provider *provider, struct call *call, uint64_t now);
uint32_t call_info_difference(const struct call_frame *before, const struct call_frame *after);
void call_ring_start(struct provider *provider, struct call *call, uint64_t now);
void call_ring_stop(struct provider *provider, struct call *call);
/* A tentative call of TAPI's, described as far as it is known; NULL without memory. */
struct call *call_own_new(struct provider *provider, struct line *line, uintptr_t ht_call,
    uint16_t operation, struct text target);
bool provider_has_room(const struct provider *provider);
/* Queues a request that needs no gateway as done. Returns its id or a LINEERR_. */
int32_t request_done(struct provider *provider, uint32_t request, struct call *call, uint64_t now);
void call_remember_closed(struct provider *provider, const struct call *call);
bool call_was_closed(const struct provider *provider, uint64_t id);
/* A line is opened anew: what was closed on it may be announced again. */
void calls_forget_closed(struct provider *provider, uint32_t line);

/* ---- requests ---- */
struct request *request_new(struct provider *provider, uint32_t tapi_id, uint16_t operation,
    struct call *call, uint64_t now);
void request_answer(struct provider *provider, struct request *request, int32_t result);
/* Delivered before all queued events, see provider_closing(). */
void request_answer_urgently(struct provider *provider, struct request *request, int32_t result);
/* A further call that the request is about, or makes. */
void request_join(struct request *request, struct call *call, bool created);
void request_free(struct provider *provider, struct request *request);
/* The calls it was to make will not be: TAPI hears of the failure only. */
void request_fail_created(struct provider *provider, struct request *request);
/* The gateway may still make them: it is told to forget them. Before request_fail_created. */
void request_disown_created(struct provider *provider, struct request *request);
void requests_fail_all(struct provider *provider);
void requests_answered(struct provider *provider, const struct answer_frame *answer, uint64_t now);

/* ---- dialogs ---- */
/* Who asks, as the gateway is told: a program that the probe could not tell is asked itself. */
struct wire_caller request_caller(
    struct provider *provider, struct request *request, const struct wire_caller *caller);
void dialogs_take_pipe(struct provider *provider, struct text pipe);
bool deliver_dialog(struct provider *provider, const struct request *request, struct delivery *out);
void dialog_delivered(
    struct provider *provider, const struct delivery *delivery, uintptr_t ht_dialog);

/* ---- frames out ---- */
bool out_push(struct provider *provider, const struct frame *frame);
void out_request(struct provider *provider, uint16_t operation, uint32_t wire_id, uint32_t line,
    uint64_t call, struct text target, const struct wire_caller *caller);
void out_ask(struct provider *provider, const struct request_frame *asked);
void out_notice(struct provider *provider, uint16_t operation, uint32_t line, uint64_t call,
    const struct wire_caller *caller);
void out_clear(struct provider *provider);

/* ---- versions ---- */
uint32_t downgrade_mode(uint32_t state, uint32_t mode, uint32_t version);
uint32_t downgrade_origin(uint32_t origin, uint32_t version);
uint32_t downgrade_reason(uint32_t reason, uint32_t version);

#endif
