/* lineOpen, lineClose and what a program says about an open line. Source: the functions' pages. */
#include "programs_calls.h"
#include "programs_functions.h"

#include "lines.h"
#include "names.h"
#include "programs_structs.h"

#include <stddef.h>

enum { ANY_PRIVILEGE = LINECALLPRIVILEGE_MONITOR | LINECALLPRIVILEGE_OWNER };

struct wish {
    DWORD version;
    DWORD privileges;
    DWORD media;
    DWORD extension;
    const struct value *params;
};

static DWORD param(const struct wish *wish, size_t offset)
{
    DWORD number = 0;
    if (wish->params->data && offset + sizeof number <= wish->params->size) {
        memcpy(&number, wish->params->data + offset, sizeof number);
    }
    return number;
}

static LONG judge_privileges(const struct wish *wish)
{
    const DWORD options = LINEOPENOPTION_SINGLEADDRESS | LINEOPENOPTION_PROXY;
    DWORD plain = wish->privileges & ~options;
    bool good = plain == LINECALLPRIVILEGE_NONE || (plain && !(plain & ~(DWORD)ANY_PRIVILEGE));
    if (plain == 0 && (wish->privileges & LINEOPENOPTION_PROXY)) {
        good = true; /* an agent handler needs no calls */
    }
    if (!good || ((wish->privileges & options) && wish->version < VERSION_2_0)) {
        return (LONG)LINEERR_INVALPRIVSELECT;
    }
    return 0;
}

static LONG judge(const struct wish *wish)
{
    if (wish->version < VERSION_1_3 || wish->version > VERSION_3_1) {
        return (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
    }
    LONG result = judge_privileges(wish);
    if (result == 0 && (wish->privileges & LINECALLPRIVILEGE_OWNER) &&
        (wish->media == 0 || (wish->media & ~mask_of(media_mode_names)))) {
        return (LONG)LINEERR_INVALMEDIAMODE;
    }
    if (result == 0 && wish->params->data) {
        return call_params_judge(wish->params->data, wish->params->size, wish->version);
    }
    return result;
}

static LONG take_address(const struct wish *wish, const struct line *line, struct seat *seat)
{
    if (!(wish->privileges & LINEOPENOPTION_SINGLEADDRESS)) {
        return 0;
    }
    struct query query = {.invocation.caller = CALLER_NONE};
    seat->address = param(wish, offsetof(LINECALLPARAMS, dwAddressID));
    LONG result = 0;
    if (!wish->params->data ||
        param(wish, offsetof(LINECALLPARAMS, dwAddressMode)) != LINEADDRESSMODE_ADDRESSID ||
        query_address_caps(&query, line, seat->address) != 0) {
        result = (LONG)LINEERR_INVALADDRESSID;
    }
    free(query.data);
    return result;
}

/* The LINEPROXYREQUEST_ numbers of the call parameters, each for one program only. */
static LONG take_proxies(const struct wish *wish, const struct line *line, struct seat *seat)
{
    if (!(wish->privileges & LINEOPENOPTION_PROXY)) {
        return 0;
    }
    DWORD size = param(wish, offsetof(LINECALLPARAMS, dwDevSpecificSize));
    DWORD offset = param(wish, offsetof(LINECALLPARAMS, dwDevSpecificOffset));
    for (DWORD at = 0; at + sizeof(DWORD) <= size; at += sizeof(DWORD)) {
        DWORD request = param(wish, offset + at);
        if (request == 0 || request > LINEPROXYREQUEST_SETAGENTSTATEEX) {
            return (LONG)LINEERR_INVALPARAM;
        }
        seat->proxies |= 1u << request;
    }
    for (const struct seat *other = line->seats; other; other = other->next) {
        if (other->proxies & seat->proxies) {
            return (LONG)LINEERR_NOTREGISTERED;
        }
    }
    return seat->proxies ? 0 : (LONG)LINEERR_INVALPARAM;
}

static LONG select_extension(const struct seat *seat)
{
    if (seat->extension == 0) {
        return 0;
    }
    struct invocation invocation = {.provider = seat->line->provider,
        .function = FN_lineSelectExtVersion,
        .caller = CALLER_NONE,
        .a = {seat->line->driver, seat->extension}};
    return tspi_call(&invocation);
}

static LONG open_seat(struct seat *seat, const struct wish *wish)
{
    struct opening opening = {.caller = CALLER_NONE, .version = lines_highest_known()};
    LONG result = take_address(wish, seat->line, seat);
    if (result == 0) {
        model_lock();
        result = take_proxies(wish, seat->line, seat);
        model_unlock();
    }
    if (result == 0) {
        result = line_open(seat->line, &opening, seat);
    }
    if (result == 0) {
        result = select_extension(seat);
        if (result != 0) {
            line_leave(seat->line, CALLER_NONE, false, seat);
        }
    }
    return result;
}

static LONG open_line(
    struct usage *usage, struct line *line, const struct wish *wish, DWORD *handle)
{
    model_lock();
    struct seat *seat = seat_new(usage, line);
    seat->version = wish->version;
    seat->extension = wish->extension;
    seat->privileges = wish->privileges;
    seat->media = wish->privileges & LINECALLPRIVILEGE_OWNER ? wish->media : 0;
    model_unlock();
    LONG result = open_seat(seat, wish);
    if (result != 0) {
        model_lock();
        seat_end(seat);
        model_unlock();
        return result;
    }
    *handle = seat->handle;
    model_lock();
    bool late = usage->closed; /* nobody else would close the line again */
    model_unlock();
    if (late) {
        seat_close(seat);
        return (LONG)LINEERR_INVALAPPHANDLE;
    }
    lines_tell(line, seat, LINEDEVSTATE_OPEN);
    return 0;
}

static bool fits(struct line *line, const struct wish *wish)
{
    struct query query = {.invocation.caller = CALLER_NONE};
    bool fit = false;
    if (!line->removed && line->version && query_dev_caps(&query, line) == 0) {
        DWORD bearer = param(wish, offsetof(LINECALLPARAMS, dwBearerMode));
        DWORD media = param(wish, offsetof(LINECALLPARAMS, dwMediaMode));
        fit = !(bearer & ~query_number(&query, offsetof(LINEDEVCAPS, dwBearerModes))) &&
              !(media & ~query_number(&query, offsetof(LINEDEVCAPS, dwMediaModes)));
    }
    free(query.data);
    return fit;
}

/* LINEMAPPER: the first line that can do it and lets itself be opened. */
static LONG open_any(struct usage *usage, const struct wish *wish, DWORD *handle, DWORD *device)
{
    if (!wish->params->data) {
        return (LONG)LINEERR_INVALPOINTER;
    }
    for (int i = 0; i < line_count(); i++) {
        struct line *line = line_at(i);
        if (fits(line, wish) && open_line(usage, line, wish, handle) == 0) {
            *device = line->device;
            return 0;
        }
    }
    return (LONG)LINEERR_LINEMAPPERFAILED;
}

LONG ask_open(struct ask *ask)
{
    struct wish wish = {ask_number(ask, "version"), ask_number(ask, "privileges"),
        ask_number(ask, "media"), ask_number(ask, "ext"), argument(&ask->in, "params")};
    DWORD device = ask_number(ask, "device");
    DWORD handle = 0;
    LONG result = 0;
    model_lock();
    struct usage *usage = ask_usage(ask, "lineApp", &result);
    struct line *line = usage && device != LINEMAPPER ? ask_line(ask, &result) : NULL;
    model_unlock();
    if (result == 0) {
        result = judge(&wish);
    }
    if (result == 0) {
        result = line ? open_line(usage, line, &wish, &handle)
                      : open_any(usage, &wish, &handle, &device);
    }
    if (result == 0) {
        results_number(ask->out, handle);
        results_number(ask->out, device);
    }
    return result;
}

LONG seat_close(struct seat *seat)
{
    model_lock();
    bool first = !seat->closed;
    seat->closed = true;
    ticket_end(seat->handle);
    model_unlock();
    if (!first) {
        return (LONG)LINEERR_INVALLINEHANDLE;
    }
    seat_release_calls(seat);
    LONG result = line_leave(seat->line, CALLER_NONE, false, seat);
    lines_tell(seat->line, seat, LINEDEVSTATE_CLOSE);
    return result;
}

LONG ask_close(struct ask *ask)
{
    LONG problem = 0;
    model_lock();
    struct seat *seat = ask_seat(ask, "line", &problem);
    model_unlock();
    return seat ? seat_close(seat) : problem;
}

LONG ask_get_status_messages(struct ask *ask)
{
    LONG problem = 0;
    model_lock();
    const struct seat *seat = ask_seat(ask, "line", &problem);
    if (seat) {
        results_number(ask->out, seat->line_states);
        results_number(ask->out, seat->address_states);
    }
    model_unlock();
    return problem;
}

LONG ask_set_status_messages(struct ask *ask)
{
    DWORD line_states = ask_number(ask, "lineStates");
    DWORD address_states = ask_number(ask, "addressStates");
    LONG problem = 0;
    if (line_states & ~mask_of(dev_state_names)) {
        return (LONG)LINEERR_INVALLINESTATE;
    }
    if (address_states & ~mask_of(addr_state_names)) {
        return (LONG)LINEERR_INVALADDRESSSTATE;
    }
    model_lock();
    struct seat *seat = ask_seat(ask, "line", &problem);
    if (seat) {
        seat->line_states = line_states;
        seat->address_states = address_states;
    }
    model_unlock();
    if (seat) {
        lines_settle_messages(seat->line);
    }
    return problem;
}

LONG ask_get_num_rings(struct ask *ask)
{
    DWORD address = ask_number(ask, "address");
    DWORD rings = 0;
    LONG problem = 0;
    model_lock();
    const struct seat *seat = ask_seat(ask, "line", &problem);
    if (seat && address >= MAX_RINGS) {
        problem = (LONG)LINEERR_INVALADDRESSID;
    } else if (seat) {
        for (const struct seat *other = seat->line->seats; other; other = other->next) {
            DWORD own = other->rings[address];
            rings = own && (!rings || own < rings) ? own : rings;
        }
        results_number(ask->out, rings);
    }
    model_unlock();
    return problem;
}

LONG ask_set_num_rings(struct ask *ask)
{
    DWORD address = ask_number(ask, "address");
    LONG problem = 0;
    model_lock();
    struct seat *seat = ask_seat(ask, "line", &problem);
    if (seat && address >= MAX_RINGS) {
        problem = (LONG)LINEERR_INVALADDRESSID;
    } else if (seat) {
        seat->rings[address] = ask_number(ask, "rings");
    }
    model_unlock();
    return problem;
}
