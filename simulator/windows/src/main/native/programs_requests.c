/* Requests of programs that become one function of the provider, in a table as operations.c's. */
#include "programs_calls.h"
#include "programs_functions.h"

#include "callbacks.h"
#include "guard.h"
#include "lines.h"
#include "programs_structs.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Parameters, in the order of the provider's function; names are those of programs.def:
 *   r            request id                    line[?]:key  HDRVLINE (0 if the handle is 0)
 *   own:key      HDRVCALL of an owner          any:key      of an owner or monitor
 *   own?:key     0 if the handle is 0          any?:key     the same
 *   new          HTAPICALL and LPHDRVCALL      new?:key     0 and NULL if that number is 0
 *   text:key number:key bytes:key (pointer and size)        input:key (pointer)
 *   params:key   LINECALLPARAMS                forward:key  LINEFORWARDLIST
 *   inout:key    buffer and size               room:key     VARSTRING of that dwTotalSize
 *   dword        where a DWORD is written      token        the handle, for LINE_GENERATE
 * Results: made (handles of new calls), inout, room, dword.
 */
static const struct request_form {
    enum program_function name;
    enum fn function;
    const char *parameters;
    const char *result;
} forms[] = {
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

enum { MAX_INPUTS = 8, MAX_USED = 3 };

struct build {
    const struct ask *ask;
    const struct request_form *form;
    struct invocation invocation;
    unsigned parameters;
    struct seat *seat;
    struct line *line;
    bool line_used;
    struct grip *grips[MAX_USED];
    unsigned grip_count;
    struct request *request;
    DWORD_PTR *drivers;
    struct call *created[MAX_CREATED];
    struct grip *made[MAX_CREATED];
    unsigned created_count;
    void *inputs[MAX_INPUTS];
    unsigned input_count;
    void *output;
    DWORD output_size;
    LONG problem;
};

static void push(struct build *build, DWORD_PTR value)
{
    build->invocation.a[build->parameters++] = value;
}

static void push_input(struct build *build, void *input)
{
    if (input) {
        build->inputs[build->input_count++] = input;
    }
    push(build, (DWORD_PTR)input);
}

static void take_line(struct build *build, struct seat *seat)
{
    if (build->line) {
        return;
    }
    build->seat = seat;
    build->line = seat->line;
    build->line_used = line_use(build->line);
    if (!build->line_used) {
        build->problem = (LONG)LINEERR_INVALLINEHANDLE;
    }
}

static void push_line(struct build *build, const char *key, bool optional)
{
    if (!(optional && ask_number(build->ask, key) == 0)) {
        struct seat *seat = ask_seat(build->ask, key, &build->problem);
        if (seat) {
            take_line(build, seat);
        }
    } else if (!build->line) {
        build->problem = (LONG)LINEERR_INVALLINEHANDLE;
    }
    push(build, build->line ? build->line->driver : 0);
}

static void push_call(struct build *build, const char *key, bool owner, bool optional)
{
    if (optional && ask_number(build->ask, key) == 0) {
        push(build, 0);
        return;
    }
    struct grip *grip = ask_grip(build->ask, key, owner, &build->problem);
    if (!grip || !call_use(grip->call)) {
        build->problem = build->problem ? build->problem : (LONG)LINEERR_INVALCALLHANDLE;
        return;
    }
    build->grips[build->grip_count++] = grip;
    take_line(build, grip->seat);
    push(build, grip->call->driver);
}

static void push_new(struct build *build, bool wanted)
{
    if (!wanted || build->problem) {
        push(build, 0);
        push(build, 0);
        return;
    }
    unsigned n = build->created_count++;
    struct call *call = call_add(build->line);
    call->tentative = true;
    wcsncpy(call->app_name, build->seat->usage->name, MAX_NAME - 1);
    build->created[n] = call;
    build->made[n] = grip_add(build->seat, call, LINECALLPRIVILEGE_OWNER);
    build->made[n]->tentative = true;
    build->drivers[n] = 0;
    push(build, call->handle);
    push(build, (DWORD_PTR)&build->drivers[n]);
}

static void push_bytes(struct build *build, const struct value *value, bool with_size)
{
    push_input(build, value->size ? guard_copy(value->data, value->size, value->name) : NULL);
    if (with_size) {
        push(build, value->size);
    }
}

static void push_text(struct build *build, const wchar_t *text)
{
    push_input(build, text ? guard_copy(text, (wcslen(text) + 1) * sizeof *text, "text") : NULL);
}

static void push_output(struct build *build, const void *data, DWORD size)
{
    build->output = size ? guard_alloc(size, "buffer") : NULL;
    build->output_size = build->output ? size : 0;
    if (build->output) {
        memset(build->output, 0, size);
        memcpy(build->output, data ? data : &size, data ? size : sizeof size);
    }
    push(build, (DWORD_PTR)build->output);
}

static void push_params(struct build *build, const struct value *value)
{
    void *input = NULL;
    if (value->data && !build->problem) {
        build->problem = call_params_judge(value->data, value->size, build->seat->version);
        if (!build->problem) {
            input = call_params_convert(value->data, build->seat->version, build->line->version);
            call_params_notes(
                value->data, build->seat->version, build->created_count ? build->created[0] : NULL);
        }
    }
    push_input(build, input);
}

static void push_forward(struct build *build, const struct value *value)
{
    void *input = NULL;
    if (value->data && !build->problem) {
        build->problem = forward_list_convert(
            value->data, value->size, build->seat->version, build->line->version, &input);
    }
    push_input(build, input);
}

static void push_token(struct build *build, const char *token, const char *key)
{
    const struct value *value = argument(&build->ask->in, key);
    switch (token[0] << 8 | token[1]) {
    case 'r' << 8:
        push(build, 0); /* known when the line is */
        break;
    case 'l' << 8 | 'i':
        push_line(build, key, token[4] == '?');
        break;
    case 'o' << 8 | 'w':
        push_call(build, key, true, token[3] == '?');
        break;
    case 'a' << 8 | 'n':
        push_call(build, key, false, token[3] == '?');
        break;
    case 'n' << 8 | 'e':
        push_new(build, token[3] != '?' || value->number != 0);
        break;
    case 't' << 8 | 'e':
        push_text(build, value->text);
        break;
    case 'n' << 8 | 'u':
        push(build, value->number);
        break;
    case 'b' << 8 | 'y':
        push_bytes(build, value, true);
        break;
    case 'i' << 8 | 'n':
        if (strcmp(token, "inout") == 0) {
            push_output(build, value->data, value->size);
            push(build, value->size);
        } else {
            push_bytes(build, value, false);
        }
        break;
    case 'p' << 8 | 'a':
        push_params(build, value);
        break;
    case 'f' << 8 | 'o':
        push_forward(build, value);
        break;
    case 'r' << 8 | 'o':
        push_output(build, NULL,
            value->number < sizeof(VARSTRING) ? (DWORD)sizeof(VARSTRING)
                                              : (value->number + 3) / 4 * 4);
        break;
    case 'd' << 8 | 'w':
        push_output(build, &(DWORD){0}, sizeof(DWORD));
        break;
    default: /* token */
        push(build, build->grips[0]->handle);
    }
}

static void push_all(struct build *build)
{
    char tokens[160];
    char *rest = NULL;
    snprintf(tokens, sizeof tokens, "%s", build->form->parameters);
    for (char *token = strtok_s(tokens, " ", &rest); token && !build->problem;
         token = strtok_s(NULL, " ", &rest)) {
        char *key = strchr(token, ':');
        if (key) {
            *key++ = 0;
        }
        push_token(build, token, key ? key : "");
    }
}

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

static LONG perform(struct build *build, struct results *out)
{
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
    push_all(&build);
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
