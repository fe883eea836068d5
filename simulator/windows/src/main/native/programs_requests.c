/* Requests of programs that become one function of the provider, in a table as operations.c's. */
#include "programs_calls.h"
#include "programs_build.h"

#include "callbacks.h"
#include "guard.h"
#include "lines.h"
#include "programs_structs.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct request_form forms[] = {
#define FORM(name, parameters, result)                                                             \
    {                                                                                              \
        PROGRAM_##name, FN_##name, parameters, result                                              \
    }
    FORM(lineMakeCall, "r line:line new text:number number:country params:params", "made"),
    FORM(lineDial, "r own:call text:number number:country", ""),
    FORM(lineAnswer, "r own:call bytes:userUser", ""),
    FORM(lineAccept, "r own:call bytes:userUser", ""),
    FORM(lineDrop, "r own:call bytes:userUser", ""),
    FORM(lineHold, "r own:call", ""),
    FORM(lineUnhold, "r own:call", ""),
    FORM(lineSwapHold, "r own:active own:held", ""),
    FORM(lineBlindTransfer, "r own:call text:number number:country", ""),
    FORM(lineSetupTransfer, "r own:call new params:params", "made"),
    FORM(lineCompleteTransfer, "r own:call own:consult new?:wantsConference number:mode", "made"),
    FORM(
        lineSetupConference, "r own?:call line?:line new new number:parties params:params", "made"),
    FORM(linePrepareAddToConference, "r own:conference new params:params", "made"),
    FORM(lineAddToConference, "r own:conference own:consult", ""),
    FORM(lineRemoveFromConference, "r own:call", ""),
    FORM(lineRedirect, "r own:call text:number number:country", ""),
    FORM(linePickup, "r line:line number:address new text:number text:group", "made"),
    FORM(linePark, "r own:call number:mode text:address room:total", "room"),
    FORM(lineUnpark, "r line:line number:address new text:number", "made"),
    FORM(lineForward,
        "r line:line number:all number:address forward:list number:rings new?:wantsConsult "
        "params:params",
        "made"),
    FORM(lineCompleteCall, "r own:call dword number:mode number:message", "dword"),
    FORM(lineUncompleteCall, "r line:line number:completion", ""),
    FORM(lineSecureCall, "r own:call", ""),
    FORM(lineDevSpecific, "r line:line number:address any?:call inout:params", "inout"),
    FORM(lineDevSpecificFeature, "r line:line number:feature inout:params", "inout"),
    FORM(lineSetCallData, "r own:call bytes:data", ""),
    FORM(lineSendUserUserInfo, "r own:call bytes:userUser", ""),
    FORM(lineReleaseUserUserInfo, "r own:call", ""),
    FORM(lineSetCallParams,
        "r own:call number:bearer number:minRate number:maxRate input:dialParams", ""),
    FORM(lineSetAppSpecific, "own:call number:value", ""),
    FORM(lineSetMediaMode, "own:call number:media", ""),
    FORM(lineGenerateDigits, "own:call token number:mode text:digits number:duration", ""),
    FORM(lineMonitorDigits, "any:call number:modes", ""),
    FORM(lineMonitorMedia, "any:call number:media", ""),
#undef FORM
};

static void returned(struct invocation *invocation)
{
    struct build *build = invocation->context;
    if (build->request) {
        request_returned(build->request, invocation->result, build->drivers);
    }
}

static void make_request(struct build *build)
{
    struct request *request = request_add(
        build->form->function, build->line, build->grip_count ? build->grips[0]->call : NULL);
    request->asker = build->seat;
    request->about = build->grip_count ? build->grips[0] : NULL;
    request->output = build->output;
    request->output_users = 2; /* this one and the completion */
    memcpy(request->created, build->created, sizeof build->created);
    memcpy(request->made, build->made, sizeof build->made);
    build->request = request;
    build->invocation.a[0] = request->id;
}

static bool unavailable(struct build *build)
{
    build->invocation.provider = build->line->provider;
    if (!build->invocation.provider->functions[build->form->function]) {
        build->problem = (LONG)LINEERR_OPERATIONUNAVAIL;
    }
    return build->problem != 0;
}

/* Nothing came of it. */
static void take_back(struct build *build)
{
    model_lock();
    for (unsigned i = 0; i < build->created_count; i++) {
        build->created[i]->closed = true;
        build->created[i]->failed = true;
        grip_end(build->made[i]);
    }
    model_unlock();
    guard_free(build->output);
    build->output = NULL;
}

static void write_results(struct build *build, struct results *out)
{
    const char *result = build->form->result;
    if (strcmp(result, "made") == 0) {
        bool both = build->form->name == PROGRAM_lineSetupConference;
        for (unsigned i = 0; i < (both ? 2u : 1u); i++) {
            results_number(out, i < build->created_count ? build->made[i]->handle : 0);
        }
    } else if (strcmp(result, "dword") == 0) {
        DWORD number;
        memcpy(&number, build->output, sizeof number);
        results_number(out, number);
    } else if (result[0]) {
        results_bytes(out, build->output, build->output_size);
    }
}

/* What the service keeps about a call because of the request. */
static void note(struct build *build)
{
    struct grip *grip = build->grip_count ? build->grips[0] : NULL;
    model_lock();
    switch (build->form->name) {
    case PROGRAM_lineMonitorDigits:
        grip->digit_modes = ask_number(build->ask, "modes");
        break;
    case PROGRAM_lineMonitorMedia:
        grip->media_modes = ask_number(build->ask, "media");
        break;
    case PROGRAM_lineAnswer:
    case PROGRAM_lineAccept:
        wcsncpy(grip->call->app_name, grip->seat->usage->name, MAX_NAME - 1);
        break;
    default:
        break;
    }
    model_unlock();
}

/* The provider is told what all programs together listen for. */
static void listen_together(struct build *build)
{
    const struct grip *own = build->grip_count ? build->grips[0] : NULL;
    model_lock();
    for (const struct grip *grip = own ? own->call->grips : NULL; grip; grip = grip->next) {
        if (grip != own && build->form->name == PROGRAM_lineMonitorDigits) {
            build->invocation.a[1] |= grip->digit_modes;
        } else if (grip != own && build->form->name == PROGRAM_lineMonitorMedia) {
            build->invocation.a[1] |= grip->media_modes;
        }
    }
    model_unlock();
}

static LONG perform(struct build *build, struct results *out)
{
    listen_together(build);
    build->invocation.after = returned;
    build->invocation.context = build;
    LONG result = tspi_call(&build->invocation);
    if (result < 0) {
        take_back(build);
        return result;
    }
    note(build);
    if (!build->request) {
        return result;
    }
    write_results(build, out);
    request_output_release(build->request);
    return (LONG)build->request->id;
}

static void release(struct build *build)
{
    for (unsigned i = 0; i < build->grip_count; i++) {
        call_release(build->grips[i]->call);
    }
    for (unsigned i = 0; i < build->input_count; i++) {
        guard_free(build->inputs[i]);
    }
    if (build->line_used) {
        line_release(build->line);
    }
    guard_free(build->drivers);
}

static const struct request_form *form_of(enum program_function name)
{
    for (unsigned i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (forms[i].name == name) {
            return &forms[i];
        }
    }
    return NULL;
}

LONG ask_request(struct ask *ask)
{
    struct build build = {.ask = ask, .form = form_of(ask->function)};
    if (!build.form) {
        return (LONG)LINEERR_OPERATIONUNAVAIL;
    }
    build.invocation.function = build.form->function;
    build.invocation.caller = CALLER_NONE;
    build.drivers = guard_alloc(MAX_CREATED * sizeof *build.drivers, "call handle");
    if (!build.drivers) {
        return (LONG)LINEERR_NOMEM;
    }
    model_lock();
    build_push(&build);
    if (!build.problem && !unavailable(&build) && fn_kind(build.form->function) == KIND_ASYNC) {
        make_request(&build);
    }
    model_unlock();
    LONG result = build.problem;
    if (result == 0) {
        result = perform(&build, ask->out);
    } else {
        take_back(&build);
    }
    release(&build);
    return result;
}
