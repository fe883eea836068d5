/* Structures for programs: asked for in the provider's version, given in the program's. */
#include "programs_functions.h"
#include "programs_structs.h"

#include "guard.h"
#include "lines.h"

#include <stddef.h>
#include <stdlib.h>

static LONG deliver(struct ask *ask, struct built *built)
{
    built_finish(built);
    results_bytes(ask->out, built->data, built->used);
    free(built->data);
    return 0;
}

/* The line of a question that names its version, or NULL and the problem. */
static const struct line *versioned_line(const struct ask *ask, LONG *problem)
{
    DWORD version = ask_number(ask, "version");
    model_lock();
    const struct line *line = ask_line(ask, problem);
    model_unlock();
    if (line && (version < VERSION_1_3 || version > VERSION_3_1)) {
        *problem = (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
        return NULL;
    }
    return line;
}

/* The answer of the provider, made anew for the program; the query's data is freed. */
static LONG convert(
    struct built *built, struct query *query, LONG result, DWORD version, DWORD total)
{
    if (result == 0) {
        DWORD used;
        memcpy(&used, query->data + 2 * sizeof(DWORD), sizeof used);
        result = built_from(built, query->kind, query->data,
            used < query->size ? used : query->size, query->version, version, total);
    }
    free(query->data);
    return result;
}

LONG ask_dev_caps(struct ask *ask)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    struct built built;
    LONG result = 0;
    const struct line *line = versioned_line(ask, &result);
    if (!line) {
        return result;
    }
    DWORD version = ask_number(ask, "version");
    result =
        convert(&built, &query, query_dev_caps(&query, line), version, ask_number(ask, "total"));
    if (result != 0) {
        return result;
    }
    DWORD own =
        LINEDEVSTATE_OPEN | LINEDEVSTATE_CLOSE | LINEDEVSTATE_REINIT | LINEDEVSTATE_TRANSLATECHANGE;
    DWORD states = built_get(&built, offsetof(LINEDEVCAPS, dwLineStates)) | own;
    built_set(
        &built, offsetof(LINEDEVCAPS, dwLineStates), line_states_for_version(states, version));
    return deliver(ask, &built);
}

LONG ask_address_caps(struct ask *ask)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    struct built built;
    LONG result = 0;
    const struct line *line = versioned_line(ask, &result);
    if (!line) {
        return result;
    }
    DWORD version = ask_number(ask, "version");
    result = query_address_caps(&query, line, ask_number(ask, "address"));
    result = convert(&built, &query, result, version, ask_number(ask, "total"));
    if (result != 0) {
        return result;
    }
    DWORD info = built_get(&built, offsetof(LINEADDRESSCAPS, dwCallInfoStates)) |
                 LINECALLINFOSTATE_NUMOWNERINCR | LINECALLINFOSTATE_NUMOWNERDECR |
                 LINECALLINFOSTATE_NUMMONITORS;
    built_set(&built, offsetof(LINEADDRESSCAPS, dwCallInfoStates),
        call_info_states_for_version(info, version));
    built_set(&built, offsetof(LINEADDRESSCAPS, dwCallStates),
        built_get(&built, offsetof(LINEADDRESSCAPS, dwCallStates)) | LINECALLSTATE_UNKNOWN);
    return deliver(ask, &built);
}

/* One LINEAPPINFO for each program that has the line open; its texts' offsets are the structure's.
 */
static void append_apps(struct built *built, const struct seat *seats)
{
    DWORD count = 0;
    for (const struct seat *seat = seats; seat; seat = seat->next) {
        count++;
    }
    LINEAPPINFO *block = count ? calloc(count, sizeof *block) : NULL;
    DWORD size = count * (DWORD)sizeof *block;
    if (!block || offsetof(LINEDEVSTATUS, dwAppInfoOffset) + sizeof(DWORD) > built->fixed) {
        free(block);
        return;
    }
    DWORD at = built_place(built, block, size);
    LINEAPPINFO *entry = block;
    for (const struct seat *seat = seats; seat; seat = seat->next, entry++) {
        const wchar_t *file = seat->usage->program->file;
        const wchar_t *name = seat->usage->name;
        entry->dwModuleFilenameSize = (DWORD)((wcslen(file) + 1) * sizeof *file);
        entry->dwModuleFilenameOffset = built_place(built, file, entry->dwModuleFilenameSize);
        entry->dwFriendlyNameSize = (DWORD)((wcslen(name) + 1) * sizeof *name);
        entry->dwFriendlyNameOffset = built_place(built, name, entry->dwFriendlyNameSize);
        entry->dwMediaModes = seat->media;
        entry->dwAddressID =
            seat->privileges & LINEOPENOPTION_SINGLEADDRESS ? seat->address : 0xFFFFFFFF;
        if (!entry->dwModuleFilenameOffset) {
            entry->dwModuleFilenameSize = 0;
        }
        if (!entry->dwFriendlyNameOffset) {
            entry->dwFriendlyNameSize = 0;
        }
    }
    if (at) {
        memcpy(built->data + at, block, size);
        built_set(built, offsetof(LINEDEVSTATUS, dwAppInfoSize), size);
        built_set(built, offsetof(LINEDEVSTATUS, dwAppInfoOffset), at);
    }
    free(block);
}

/* The seat of the argument "line", whose line stays open until line_release. */
static const struct seat *use_seat(const struct ask *ask, LONG *problem)
{
    model_lock();
    const struct seat *seat = ask_seat(ask, "line", problem);
    if (seat && !line_use(seat->line)) {
        *problem = (LONG)LINEERR_INVALLINEHANDLE;
        seat = NULL;
    }
    model_unlock();
    return seat;
}

LONG ask_line_status(struct ask *ask)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    struct built built;
    LONG result = 0;
    const struct seat *seat = use_seat(ask, &result);
    if (!seat) {
        return result;
    }
    struct line *line = seat->line;
    result = convert(
        &built, &query, query_line_status(&query, line), seat->version, ask_number(ask, "total"));
    if (result == 0) {
        DWORD media = 0;
        model_lock();
        for (const struct seat *other = line->seats; other; other = other->next) {
            media |= other->media;
        }
        built_set(&built, offsetof(LINEDEVSTATUS, dwNumOpens), line->opens);
        built_set(&built, offsetof(LINEDEVSTATUS, dwOpenMediaModes),
            media | (line->script_opens ? line->script_media : 0));
        append_apps(&built, line->seats);
        model_unlock();
        deliver(ask, &built);
    }
    line_release(line);
    return result;
}

LONG ask_address_status(struct ask *ask)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    struct built built;
    LONG result = 0;
    const struct seat *seat = use_seat(ask, &result);
    if (!seat) {
        return result;
    }
    result = query_address_status(&query, seat->line, ask_number(ask, "address"));
    result = convert(&built, &query, result, seat->version, ask_number(ask, "total"));
    if (result == 0) {
        deliver(ask, &built);
    }
    line_release(seat->line);
    return result;
}

static const struct grip *use_grip(const struct ask *ask, LONG *problem)
{
    model_lock();
    const struct grip *grip = ask_grip(ask, "call", false, problem);
    if (grip && !call_use(grip->call)) {
        *problem = (LONG)LINEERR_INVALCALLHANDLE;
        grip = NULL;
    }
    model_unlock();
    return grip;
}

static void append_note(struct built *built, size_t size_at, size_t offset_at, const wchar_t *text)
{
    if (text && *text && built_get(built, size_at) == 0) {
        built_append(built, size_at, offset_at, text, (DWORD)((wcslen(text) + 1) * sizeof *text));
    }
}

/* The members that belong to the service: TSPI_lineGetCallInfo page. */
static void fill_call_info(struct built *built, const struct grip *grip)
{
    const struct call *call = grip->call;
    DWORD digits = 0;
    DWORD media = 0;
    for (const struct grip *other = call->grips; other; other = other->next) {
        digits |= other->digit_modes;
        media |= other->media_modes;
    }
    built_set(built, offsetof(LINECALLINFO, hLine), grip->seat->handle);
    built_set(built, offsetof(LINECALLINFO, dwMonitorDigitModes), digits);
    built_set(built, offsetof(LINECALLINFO, dwMonitorMediaModes), media);
    built_set(built, offsetof(LINECALLINFO, dwNumOwners),
        grips_count(call, LINECALLPRIVILEGE_OWNER) + (call->line->script_opens > 0));
    built_set(
        built, offsetof(LINECALLINFO, dwNumMonitors), grips_count(call, LINECALLPRIVILEGE_MONITOR));
#define NOTE(field, text)                                                                          \
    append_note(                                                                                   \
        built, offsetof(LINECALLINFO, field##Size), offsetof(LINECALLINFO, field##Offset), text)
    NOTE(dwAppName, call->app_name);
    NOTE(dwDisplayableAddress, call->notes.displayable);
    NOTE(dwCalledParty, call->notes.called);
    NOTE(dwComment, call->notes.comment);
#undef NOTE
}

LONG ask_call_info(struct ask *ask)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    struct built built;
    LONG result = 0;
    const struct grip *grip = use_grip(ask, &result);
    if (!grip) {
        return result;
    }
    result = convert(&built, &query, query_call_info(&query, grip->call), grip->seat->version,
        ask_number(ask, "total"));
    if (result == 0) {
        model_lock();
        fill_call_info(&built, grip);
        model_unlock();
        deliver(ask, &built);
    }
    call_release(grip->call);
    return result;
}

LONG ask_call_status(struct ask *ask)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    struct built built;
    LONG result = 0;
    const struct grip *grip = use_grip(ask, &result);
    if (!grip) {
        return result;
    }
    result = convert(&built, &query, query_call_status(&query, grip->call), grip->seat->version,
        ask_number(ask, "total"));
    if (result == 0) {
        DWORD state = built_get(&built, offsetof(LINECALLSTATUS, dwCallState));
        DWORD mode = built_get(&built, offsetof(LINECALLSTATUS, dwCallStateMode));
        built_set(&built, offsetof(LINECALLSTATUS, dwCallPrivilege), grip->privilege);
        built_set(&built, offsetof(LINECALLSTATUS, dwCallStateMode),
            mode_for_version(state, mode, grip->seat->version));
        deliver(ask, &built);
    }
    call_release(grip->call);
    return result;
}
