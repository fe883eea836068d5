/*
 * Asking a program who it is: a dialog instance without a dialog. TAPI carries a ticket into the
 * program that made a request, and the provider's half there shows it to the gateway.
 * Source: LINE_CREATEDIALOGINSTANCE, TUISPICREATEDIALOGINSTANCEPARAMS; ADR 026.
 */
#include "inside.h"

#include <string.h>

/* The first number of a block: this layout. */
enum { BLOCK_KIND = 1 };

void dialogs_take_pipe(struct provider *provider, struct text pipe)
{
    provider->tickets_units = pipe.units < MAX_PIPE_UNITS ? pipe.units : 0;
    if (provider->tickets_units != 0) {
        memcpy(provider->tickets, pipe.octets, (size_t)pipe.units * 2);
    }
}

/* A drop by nobody is the telephony service tidying up: there is no program to ask. */
static bool is_to_be_asked(
    const struct provider *provider, uint16_t operation, const struct wire_caller *caller)
{
    return provider->tickets_units != 0 && provider->make_ticket != NULL &&
           (caller->status == CALLER_FAILED ||
               (caller->status == CALLER_NOBODY && operation != OP_DROP));
}

static uintptr_t *place_of(struct provider *provider, uintptr_t hd_dialog)
{
    for (size_t i = 0; i < MAX_DIALOGS; i++) {
        if (provider->dialogs[i] == hd_dialog) {
            return &provider->dialogs[i];
        }
    }
    return NULL;
}

struct wire_caller request_caller(
    struct provider *provider, struct request *request, const struct wire_caller *caller)
{
    if (!is_to_be_asked(provider, request->operation, caller)) {
        return *caller;
    }
    if (place_of(provider, 0) == NULL || !provider->make_ticket(request->ticket)) {
        provider->unasked++;
        return *caller;
    }
    event_push(provider, EVENT_DIALOG, request->wire_id, 0, 0);
    return (struct wire_caller){CALLER_ASKED, caller->error, 0, {request->ticket, WIRE_TICKET}};
}

static uint32_t write_block(
    const struct provider *provider, const struct request *request, uint8_t *out)
{
    size_t name = (size_t)provider->tickets_units * 2;
    memset(out, 0, DIALOG_BLOCK);
    out[0] = BLOCK_KIND;
    memcpy(out + 4, request->ticket, WIRE_TICKET);
    memcpy(out + 4 + WIRE_TICKET, provider->tickets, name);
    return (uint32_t)(4 + WIRE_TICKET + name + 2);
}

bool deliver_dialog(struct provider *provider, const struct request *request, struct delivery *out)
{
    uintptr_t *place = place_of(provider, 0);
    const struct call *call = request == NULL ? NULL : request->stakes[0].call;
    if (call == NULL || request->answered || !call->line->open || provider->tickets_units == 0) {
        return false; /* over before the program could be asked */
    }
    if (place == NULL) {
        provider->unasked++;
        return false;
    }
    provider->last_dialog += provider->last_dialog == UINTPTR_MAX ? 2 : 1;
    *place = provider->last_dialog;
    out->kind = DELIVER_DIALOG;
    out->proc = call->line->event_proc;
    out->ht_line = provider->create_handle;
    out->message = T_LINE_CREATEDIALOGINSTANCE;
    out->request = request->tapi_id;
    out->p1 = *place;
    out->call = call->handle;
    out->line = call->line->handle;
    out->block_size = write_block(provider, request, out->block);
    return true;
}

void dialog_delivered(
    struct provider *provider, const struct delivery *delivery, uintptr_t ht_dialog)
{
    if (ht_dialog == 0) { /* TAPI can not reach the program: the gateway's limit decides */
        (void)dialog_free(provider, delivery->p1);
    }
}

int32_t dialog_free(struct provider *provider, uintptr_t hd_dialog)
{
    uintptr_t *place = hd_dialog == 0 ? NULL : place_of(provider, hd_dialog);
    if (place == NULL) {
        return LINEERR(INVALPARAM);
    }
    *place = 0;
    return 0;
}
