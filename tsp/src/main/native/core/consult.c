/* Operations with several calls: swap, transfer, conference. */
#include "inside.h"

static bool makes_consultation(uint16_t operation)
{
    return operation == OP_SETUP_TRANSFER || operation == OP_SETUP_CONFERENCE ||
           operation == OP_PREPARE_ADD_TO_CONFERENCE;
}

static bool makes_conference(const struct consultation *asked)
{
    return asked->operation == OP_SETUP_CONFERENCE ||
           (asked->operation == OP_COMPLETE_TRANSFER &&
               asked->mode == T_LINETRANSFERMODE_CONFERENCE);
}

static bool is_of_conference(uint16_t operation)
{
    return operation == OP_PREPARE_ADD_TO_CONFERENCE || operation == OP_ADD_TO_CONFERENCE;
}

/* One that TAPI made, or that calls of its line say they belong to. */
static bool is_conference(const struct call *call)
{
    bool found = call->is_conference;
    for (const struct call *part = call->line->calls; part != NULL && !found;
         part = part->of_line_next) {
        found = part->frame.conference == call->id;
    }
    return found;
}

static int32_t check_mode(const struct consultation *asked, const struct line *line)
{
    bool conferences = line->frame.max_in_conference != 0;
    if (asked->operation == OP_COMPLETE_TRANSFER && asked->mode != T_LINETRANSFERMODE_TRANSFER &&
        (asked->mode != T_LINETRANSFERMODE_CONFERENCE || !conferences)) {
        return LINEERR(INVALTRANSFERMODE);
    }
    if (asked->operation == OP_SETUP_CONFERENCE) {
        return !conferences                                     ? LINEERR(OPERATIONUNAVAIL)
               : asked->parties > line->frame.max_in_conference ? LINEERR(CONFERENCEFULL)
                                                                : 0;
    }
    return 0;
}

/* The call, or conference, that is asked for something. */
static int32_t check_subject(const struct consultation *asked, const struct call *call)
{
    bool conference = is_of_conference(asked->operation);
    if (call == NULL || call->failed) {
        return conference ? LINEERR(INVALCONFCALLHANDLE) : LINEERR(INVALCALLHANDLE);
    }
    if (conference && !is_conference(call)) {
        return LINEERR(INVALCONFCALLHANDLE);
    }
    if (call->ended || call->tentative) {
        return LINEERR(INVALCALLSTATE);
    }
    return call->line->gone ? LINEERR(NODEVICE) : check_mode(asked, call->line);
}

/* The second call, where there is one already. */
static int32_t check_other(
    const struct consultation *asked, const struct call *call, const struct call *other)
{
    if (makes_consultation(asked->operation)) {
        return 0;
    }
    if (other == NULL || other->failed || other == call || other->line != call->line) {
        return asked->operation == OP_SWAP_HOLD ? LINEERR(INVALCALLHANDLE)
                                                : LINEERR(INVALCONSULTCALLHANDLE);
    }
    return other->ended || other->tentative ? LINEERR(INVALCALLSTATE) : 0;
}

static void send_request(struct provider *provider, const struct consultation *asked,
    struct request *made, const struct wire_caller *caller, const struct call *conference)
{
    const struct call *call = made->stakes[0].call;
    const struct call *other = made->stakes[1].call;
    out_ask(provider, &(struct request_frame){.request = made->wire_id,
                          .operation = asked->operation,
                          .line = call->line->id,
                          .call = call->id,
                          .other = other->id,
                          .caller = request_caller(provider, made, caller),
                          .target = asked->target,
                          .option = asked->mode,
                          .third = conference == NULL ? 0 : conference->id});
}

static void free_if(struct provider *provider, struct call *call)
{
    if (call != NULL) {
        call_free(provider, call);
    }
}

/* With checked calls: makes the new ones and asks the gateway. */
static int32_t ask(struct provider *provider, struct consultation *asked, struct call *call,
    struct call *other, const struct wire_caller *caller, uint64_t now)
{
    struct call *consult = NULL;
    struct call *conference = NULL;
    struct request *made = NULL;
    int32_t result = LINEERR(NOMEM);
    if (makes_conference(asked)) {
        conference = call_own_new(
            provider, call->line, asked->ht_conference, CONFERENCE_ITSELF, (struct text){NULL, 0});
        if (conference == NULL) {
            goto out;
        }
    }
    if (makes_consultation(asked->operation)) {
        consult =
            call_own_new(provider, call->line, asked->ht_consult, asked->operation, asked->target);
        if (consult == NULL) {
            goto out;
        }
        consult->frame.related_call_id = call->frame.call_id;
    }
    made = request_new(provider, asked->request, asked->operation, call, now);
    if (made == NULL) {
        goto out;
    }
    request_join(made, consult != NULL ? consult : other, consult != NULL);
    if (conference != NULL) {
        request_join(made, conference, true);
    }
    asked->hd_consult = consult == NULL ? 0 : consult->handle;
    asked->hd_conference = conference == NULL ? 0 : conference->handle;
    send_request(provider, asked, made, caller, conference);
    result = (int32_t)asked->request;
out:
    if (made == NULL) {
        free_if(provider, consult);
        free_if(provider, conference);
    }
    return result;
}

int32_t call_consult(struct provider *provider, struct consultation *asked,
    const struct wire_caller *caller, uint64_t now)
{
    struct call *call = call_of_handle(provider, asked->hd_call);
    struct call *other = call_of_handle(provider, asked->hd_other);
    int32_t result = check_subject(asked, call);
    result = result == 0 ? check_other(asked, call, other) : result;
    if (result != 0) {
        return result;
    }
    return provider_has_room(provider) ? ask(provider, asked, call, other, caller, now)
                                       : LINEERR(RESOURCEUNAVAIL);
}
