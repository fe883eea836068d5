#include "operations.h"

#include "callbacks.h"
#include "guard.h"
#include "inputs.h"
#include "names.h"
#include "structs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Parameters, in the order of the function's page:
 *   r            request id                     line        HDRVLINE of the member "line"
 *   call[:key]   HDRVCALL of a call             call?[:key] the same, 0 if absent
 *   new          HTAPICALL and LPHDRVCALL       new?        the same, but 0 and NULL without
 * "conference":true text:key     UTF-16 or NULL                 number:key  DWORD, 0 if absent
 *   params       LINECALLPARAMS or NULL         bytes:key   pointer and size of UTF-8 text
 *   forward      LINEFORWARDLIST or NULL        park        VARSTRING for an answer
 */
static const struct operation {
    const char *name;
    enum fn function;
    const char *parameters;
} operations[] = {
    {"makeCall", FN_lineMakeCall, "r line new text:number number:country params"},
    {"dial", FN_lineDial, "r call text:number number:country"},
    {"answer", FN_lineAnswer, "r call bytes:userUser"},
    {"accept", FN_lineAccept, "r call bytes:userUser"},
    {"drop", FN_lineDrop, "r call bytes:userUser"},
    {"hold", FN_lineHold, "r call"},
    {"unhold", FN_lineUnhold, "r call"},
    {"swapHold", FN_lineSwapHold, "r call call:held"},
    {"blindTransfer", FN_lineBlindTransfer, "r call text:number number:country"},
    {"pickup", FN_linePickup, "r line number:address new text:number text:group"},
    {"forward", FN_lineForward, "r line number:all number:address forward number:rings new params"},
    {"setupTransfer", FN_lineSetupTransfer, "r call new params"},
    {"completeTransfer", FN_lineCompleteTransfer, "r call call:consult new? number:mode"},
    {"setupConference", FN_lineSetupConference, "r call? line new new number:parties params"},
    {"prepareAddToConference", FN_linePrepareAddToConference, "r call new params"},
    {"addToConference", FN_lineAddToConference, "r call:conference call:consult"},
    {"removeFromConference", FN_lineRemoveFromConference, "r call"},
    {"redirect", FN_lineRedirect, "r call text:number number:country"},
    {"park", FN_linePark, "r call number:mode text:number park"},
    {"unpark", FN_lineUnpark, "r line number:address new text:number"},
    {"devSpecific", FN_lineDevSpecific, "r line number:address call? bytes:data"},
    {"devSpecificFeature", FN_lineDevSpecificFeature, "r line number:feature bytes:data"},
    {"setCallData", FN_lineSetCallData, "r call bytes:data"},
    {"sendUserUserInfo", FN_lineSendUserUserInfo, "r call bytes:userUser"},
    {"releaseUserUserInfo", FN_lineReleaseUserUserInfo, "r call"},
    {"secureCall", FN_lineSecureCall, "r call"},
    {"setCallTreatment", FN_lineSetCallTreatment, "r call number:treatment"},
    {"uncompleteCall", FN_lineUncompleteCall, "r line number:completion"},
    {"setLineDevStatus", FN_lineSetLineDevStatus, "r line number:status number:on"},
    {"setAppSpecific", FN_lineSetAppSpecific, "call number:value"},
    {"setMediaMode", FN_lineSetMediaMode, "call number:media"},
    {"generateDigits", FN_lineGenerateDigits,
        "call number:endToEnd number:mode text:digits number:duration"},
    {"monitorDigits", FN_lineMonitorDigits, "call number:modes"},
    {"monitorMedia", FN_lineMonitorMedia, "call number:media"},
    {"setStatusMessages", FN_lineSetStatusMessages, "line number:lineStates number:addressStates"},
    {"conditionalMediaDetection", FN_lineConditionalMediaDetection, "line number:media params"},
    {"selectExtVersion", FN_lineSelectExtVersion, "line number:version"},
};

enum { MAX_INPUTS = 8, MAX_CALLS_USED = 3 };

struct build {
    const struct json *command;
    struct invocation invocation;
    unsigned parameters;
    struct line *line;
    struct call *used[MAX_CALLS_USED];
    unsigned used_count;
    struct request *request;
    DWORD_PTR *drivers; /* where the provider writes HDRVCALLs */
    struct call *created[MAX_CREATED];
    unsigned created_count;
    void *inputs[MAX_INPUTS];
    unsigned input_count;
    LONG problem;
};

void result_write(struct out *out, LONG result)
{
    out_number(out, "result", result);
    if (result < 0) {
        name_write(out, "error", error_names, (DWORD)result);
    }
}

static void push(struct build *build, DWORD_PTR value)
{
    if (build->parameters < MAX_PARAMETERS) {
        build->invocation.a[build->parameters++] = value;
    } else {
        build->problem = (LONG)LINEERR_OPERATIONFAILED;
    }
}

static void push_input(struct build *build, void *input)
{
    if (input && build->input_count < MAX_INPUTS) {
        build->inputs[build->input_count++] = input;
    }
    push(build, (DWORD_PTR)input);
}

/* The line comes first or with the first call; programs name calls that live, others never reach a
 * provider. */
static void push_call(struct build *build, const char *key, bool optional)
{
    const struct json *id = json_get(build->command, key);
    if (!id && optional) {
        push(build, 0);
        return;
    }
    struct call *call = call_find((int)json_number(build->command, key, 0));
    if (!call || !call->driver || build->used_count == MAX_CALLS_USED || !call_use(call)) {
        build->problem = (LONG)LINEERR_INVALCALLHANDLE;
        return;
    }
    build->used[build->used_count++] = call;
    if (!build->line) {
        build->line = call->line;
    }
    push(build, call->driver);
}

static void push_line(struct build *build)
{
    struct line *line = build->line;
    if (!line) {
        line = line_find((DWORD)json_number(build->command, "line", -1));
    }
    if (!line || line->state != LINE_OPEN) {
        build->problem = (LONG)LINEERR_INVALLINEHANDLE;
        return;
    }
    build->line = line;
    push(build, line->driver);
}

static void push_new(struct build *build, bool wanted)
{
    if (!wanted || build->created_count == MAX_CREATED) {
        push(build, 0);
        push(build, 0);
        return;
    }
    struct call *call = call_add(build->line);
    call->tentative = true;
    build->drivers[build->created_count] = 0;
    push(build, call->handle);
    push(build, (DWORD_PTR)&build->drivers[build->created_count]);
    build->created[build->created_count++] = call;
}

static void push_bytes(struct build *build, const char *key)
{
    const char *text = json_text(build->command, key, NULL);
    size_t size = text ? strlen(text) : 0;
    push_input(build, size ? guard_copy(text, size, key) : NULL);
    push(build, size);
}

static void push_text(struct build *build, const char *key)
{
    wchar_t *text = json_wide(build->command, key);
    push_input(build, text ? guard_copy(text, (wcslen(text) + 1) * sizeof *text, key) : NULL);
    free(text);
}

static bool is(const char *token, const char *name, const char **key)
{
    size_t length = strlen(name);
    if (strncmp(token, name, length) != 0 || (token[length] && token[length] != ':')) {
        return false;
    }
    if (token[length] == ':') {
        *key = token + length + 1;
    }
    return true;
}

static void push_token(struct build *build, const char *token)
{
    const char *key = "call";
    const DWORD version = build->line ? build->line->version : VERSION_1_3;
    if (is(token, "r", &key)) {
        push(build, 0); /* known when the line is */
    } else if (is(token, "line", &key)) {
        push_line(build);
    } else if (is(token, "call", &key)) {
        push_call(build, key, false);
    } else if (is(token, "call?", &key)) {
        push_call(build, key, true);
    } else if (is(token, "new", &key)) {
        push_new(build, true);
    } else if (is(token, "new?", &key)) {
        push_new(build, json_bool(build->command, "conference", false));
    } else if (is(token, "text", &key)) {
        push_text(build, key);
    } else if (is(token, "number", &key)) {
        push(build, (DWORD)json_number(build->command, key, 0));
    } else if (is(token, "params", &key)) {
        push_input(build, input_call_params(build->command, version));
    } else if (is(token, "bytes", &key)) {
        push_bytes(build, key);
    } else if (is(token, "forward", &key)) {
        push_input(build, input_forward_list(build->command, version));
    } else if (is(token, "park", &key)) {
        push_input(build, input_var_string());
    }
}

static void push_all(struct build *build, const char *parameters)
{
    char tokens[128];
    char *rest = NULL;
    snprintf(tokens, sizeof tokens, "%s", parameters);
    for (char *token = strtok_s(tokens, " ", &rest); token && !build->problem;
         token = strtok_s(NULL, " ", &rest)) {
        push_token(build, token);
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
    build->request = request_add(
        build->invocation.function, build->line, build->used_count ? build->used[0] : NULL);
    memcpy(build->request->created, build->created, sizeof build->created);
    build->invocation.a[0] = build->request->id;
}

static void release(struct build *build)
{
    for (unsigned i = 0; i < build->used_count; i++) {
        call_release(build->used[i]);
    }
    for (unsigned i = 0; i < build->input_count; i++) {
        guard_free(build->inputs[i]);
    }
    guard_free(build->drivers);
}

static void perform(struct build *build, const struct operation *operation, struct out *out)
{
    static const char *const keys[MAX_CREATED] = {"call", "consult"};
    build->invocation.provider = build->line->provider;
    build->invocation.after = returned;
    build->invocation.context = build;
    if (!build->invocation.provider->functions[operation->function]) {
        for (unsigned i = 0; i < build->created_count; i++) {
            build->created[i]->closed = true;
        }
        result_write(out, (LONG)LINEERR_OPERATIONUNAVAIL);
        return;
    }
    LONG result = tspi_call(&build->invocation);
    result_write(out, result > 0 && build->request ? 0 : result);
    if (build->request) {
        out_number(out, "request", build->request->id);
    }
    for (unsigned i = 0; i < build->created_count && result >= 0; i++) {
        out_number(out, keys[i], build->created[i]->id);
    }
}

static void run(const struct operation *operation, const struct json *command, enum caller caller,
    struct out *out)
{
    struct build build = {.command = command};
    build.invocation.function = operation->function;
    build.invocation.caller = caller;
    build.drivers = guard_alloc(MAX_CREATED * sizeof *build.drivers, "call handle");
    if (!build.drivers) {
        result_write(out, (LONG)LINEERR_NOMEM);
        return;
    }
    model_lock();
    push_all(&build, operation->parameters);
    if (!build.problem && fn_kind(operation->function) == KIND_ASYNC) {
        make_request(&build);
    }
    model_unlock();
    if (build.problem) {
        result_write(out, build.problem);
    } else {
        perform(&build, operation, out);
    }
    release(&build);
}

bool operation_run(
    const char *name, const struct json *command, enum caller caller, struct out *out)
{
    for (unsigned i = 0; i < sizeof operations / sizeof *operations; i++) {
        if (strcmp(operations[i].name, name) == 0) {
            run(&operations[i], command, caller, out);
            return true;
        }
    }
    return false;
}
