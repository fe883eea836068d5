#include "programs_functions.h"

#include "json.h"
#include "lines.h"

static const struct {
    const char *name;
    const char *arguments;
} functions[PROGRAM_FUNCTIONS] = {
#define PROGRAM_CALL(name, arguments, results) {#name, arguments},
#include "programs/programs.def"
#undef PROGRAM_CALL
};

#define ON(function, handler) [PROGRAM_##function] = handler

/* What is not here is a request to the provider. */
static handler *const handlers[PROGRAM_FUNCTIONS] = {ON(lineInitialize, ask_initialize),
    ON(lineShutdown, ask_shutdown), ON(lineNegotiateAPIVersion, ask_negotiate_api),
    ON(lineNegotiateExtVersion, ask_negotiate_ext), ON(lineGetDevCaps, ask_dev_caps),
    ON(lineGetAddressCaps, ask_address_caps), ON(lineGetDevConfig, ask_get_dev_config),
    ON(lineSetDevConfig, ask_set_dev_config), ON(lineOpen, ask_open), ON(lineClose, ask_close),
    ON(lineGetLineDevStatus, ask_line_status), ON(lineGetAddressStatus, ask_address_status),
    ON(lineGetAddressID, ask_address_id), ON(lineGetID, ask_get_id),
    ON(lineGetStatusMessages, ask_get_status_messages),
    ON(lineSetStatusMessages, ask_set_status_messages), ON(lineGetNumRings, ask_get_num_rings),
    ON(lineSetNumRings, ask_set_num_rings), ON(lineGetAppPriority, ask_get_priority),
    ON(lineSetAppPriority, ask_set_priority),
    ON(lineRegisterRequestRecipient, ask_register_recipient), ON(lineGetRequest, ask_get_request),
    ON(tapiRequestMakeCall, ask_make_call_for_me), ON(lineDeallocateCall, ask_deallocate),
    ON(lineGetCallInfo, ask_call_info), ON(lineGetCallStatus, ask_call_status),
    ON(lineGetNewCalls, ask_new_calls), ON(lineGetConfRelatedCalls, ask_conference_calls),
    ON(lineSetCallPrivilege, ask_set_privilege), ON(lineHandoff, ask_handoff),
    ON(lineGetProviderList, ask_provider_list), ON(uiFile, ask_ui_file),
    ON(addProviderBegin, ask_add_begin), ON(addProviderEnd, ask_add_end),
    ON(removeProvider, ask_remove_provider), ON(genericDialogData, ask_dialog_data),
    ON(dialogBegin, ask_dialog_begin), ON(dialogNext, ask_dialog_next),
    ON(dialogEnd, ask_dialog_end)};

#undef ON

const char *program_function_name(enum program_function function)
{
    return functions[function].name;
}

LONG program_perform(struct program *program, DWORD function, const void *arguments, size_t length,
    struct results *results)
{
    if (function >= PROGRAM_FUNCTIONS) {
        return (LONG)LINEERR_OPERATIONUNAVAIL;
    }
    struct ask ask = {
        .function = (enum program_function)function, .program = program, .out = results};
    LONG result = (LONG)LINEERR_INVALPARAM;
    if (arguments_read(&ask.in, functions[function].arguments, arguments, length)) {
        handler *handle = handlers[function] ? handlers[function] : ask_request;
        result = handle(&ask);
    }
    if (result >= 0 && results->full) {
        result = (LONG)LINEERR_NOMEM;
    }
    arguments_free(&ask.in);
    return result;
}

DWORD ask_number(const struct ask *ask, const char *name)
{
    return argument(&ask->in, name)->number;
}

const wchar_t *ask_text(const struct ask *ask, const char *name)
{
    return argument(&ask->in, name)->text;
}

static bool is_initialised(const struct program *program)
{
    for (const struct usage *usage = program->usages; usage; usage = usage->next) {
        if (!usage->closed) {
            return true;
        }
    }
    return false;
}

static void *find(
    const struct ask *ask, const char *name, enum ticket_kind kind, DWORD error, LONG *problem)
{
    void *object = ticket_find(ask_number(ask, name), kind, ask->program);
    if (!object) {
        *problem = (LONG)(is_initialised(ask->program) ? error : LINEERR_UNINITIALIZED);
    }
    return object;
}

struct usage *ask_usage(const struct ask *ask, const char *name, LONG *problem)
{
    return find(ask, name, TICKET_USAGE, LINEERR_INVALAPPHANDLE, problem);
}

struct seat *ask_seat(const struct ask *ask, const char *name, LONG *problem)
{
    return find(ask, name, TICKET_SEAT, LINEERR_INVALLINEHANDLE, problem);
}

struct grip *ask_grip(const struct ask *ask, const char *name, bool owner, LONG *problem)
{
    struct grip *grip = find(ask, name, TICKET_GRIP, LINEERR_INVALCALLHANDLE, problem);
    if (grip && (grip->tentative || grip->call->closed || grip->call->closing)) {
        *problem = (LONG)LINEERR_INVALCALLHANDLE;
        return NULL;
    }
    if (grip && owner && grip->privilege != LINECALLPRIVILEGE_OWNER) {
        *problem = (LONG)LINEERR_NOTOWNER;
        return NULL;
    }
    return grip;
}

struct line *ask_line(const struct ask *ask, LONG *problem)
{
    if (!ask_usage(ask, "lineApp", problem)) {
        return NULL;
    }
    struct line *line = line_find(ask_number(ask, "device"));
    if (!line) {
        *problem = (LONG)LINEERR_BADDEVICEID;
    } else if (line->removed || !line->provider->initialised) {
        *problem = (LONG)LINEERR_NODEVICE;
        line = NULL;
    }
    return line;
}
