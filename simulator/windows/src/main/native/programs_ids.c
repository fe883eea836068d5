/* Device identifiers and configurations, which are a VARSTRING in all versions. */
#include "programs_functions.h"
#include "programs_structs.h"

#include "guard.h"
#include "lines.h"

#include <stdlib.h>

/* Gives what the provider wrote, cut to the program's buffer. */
static LONG deliver(struct ask *ask, struct query *query, LONG result)
{
    struct built built;
    if (result == 0) {
        result = built_from(&built, STRUCT_VARSTRING, query->data, query->size, VERSION_1_3,
            VERSION_1_3, ask_number(ask, "total"));
    }
    if (result == 0) {
        built_finish(&built);
        results_bytes(ask->out, built.data, built.used);
        free(built.data);
    }
    free(query->data);
    return result;
}

static void *seal_text(const wchar_t *text)
{
    return guard_copy(text, (wcslen(text) + 1) * sizeof *text, "device class");
}

static void aim(struct query *query, struct line *line, enum fn function, unsigned slot)
{
    query->invocation.provider = line->provider;
    query->invocation.function = function;
    query->invocation.caller = CALLER_NONE;
    query->kind = STRUCT_VARSTRING;
    query->slot = slot;
    query->version = line->version;
}

/* What dwSelect names: the line of a call, or the line itself. */
static LONG select_device(const struct ask *ask, struct line **line, struct call **call)
{
    LONG problem = 0;
    DWORD select = ask_number(ask, "select");
    if (select == LINECALLSELECT_CALL) {
        struct grip *grip = ask_grip(ask, "call", false, &problem);
        if (grip && call_use(grip->call)) {
            *call = grip->call;
            *line = grip->call->line;
        } else if (!problem) {
            problem = (LONG)LINEERR_INVALCALLHANDLE;
        }
    } else if (select == LINECALLSELECT_LINE || select == LINECALLSELECT_ADDRESS) {
        struct seat *seat = ask_seat(ask, "line", &problem);
        *line = seat ? seat->line : NULL;
    } else {
        problem = (LONG)LINEERR_INVALCALLSELECT;
    }
    if (*line && !line_use(*line)) {
        problem = (LONG)LINEERR_INVALLINEHANDLE;
        *line = NULL;
    }
    return problem;
}

LONG ask_get_id(struct ask *ask)
{
    const wchar_t *class = ask_text(ask, "class");
    struct query query = {0};
    struct line *line = NULL;
    struct call *call = NULL;
    if (!class) {
        return (LONG)LINEERR_INVALPOINTER;
    }
    model_lock();
    LONG result = select_device(ask, &line, &call);
    model_unlock();
    if (line) {
        void *name = seal_text(class);
        aim(&query, line, FN_lineGetID, 4);
        query.invocation.a[0] = line->driver;
        query.invocation.a[1] = ask_number(ask, "address");
        query.invocation.a[2] = call ? call->driver : 0;
        query.invocation.a[3] = ask_number(ask, "select");
        query.invocation.a[5] = (DWORD_PTR)name;
        query.invocation.a[6] = (DWORD_PTR)ask->program->process;
        result = deliver(ask, &query, name ? query_run(&query) : (LONG)LINEERR_NOMEM);
        guard_free(name);
        line_release(line);
    }
    if (call) {
        call_release(call);
    }
    return result;
}

static struct line *configured(const struct ask *ask, LONG *problem)
{
    struct line *line = line_find(ask_number(ask, "device"));
    if (!line) {
        *problem = (LONG)LINEERR_BADDEVICEID;
    } else if (line->removed) {
        *problem = (LONG)LINEERR_NODEVICE;
    } else if (!ask_text(ask, "class")) {
        *problem = (LONG)LINEERR_INVALPOINTER;
    }
    return *problem ? NULL : line;
}

LONG ask_get_dev_config(struct ask *ask)
{
    struct query query = {0};
    LONG result = 0;
    struct line *line = configured(ask, &result);
    if (line) {
        void *name = seal_text(ask_text(ask, "class"));
        aim(&query, line, FN_lineGetDevConfig, 1);
        query.invocation.a[0] = line->device;
        query.invocation.a[2] = (DWORD_PTR)name;
        result = deliver(ask, &query, name ? query_run(&query) : (LONG)LINEERR_NOMEM);
        guard_free(name);
    }
    return result;
}

LONG ask_set_dev_config(struct ask *ask)
{
    const struct value *config = argument(&ask->in, "config");
    LONG result = 0;
    struct line *line = configured(ask, &result);
    if (line && config->size == 0) {
        return (LONG)LINEERR_INVALPARAM;
    }
    if (line) {
        void *name = seal_text(ask_text(ask, "class"));
        void *data = guard_copy(config->data, config->size, "device configuration");
        struct invocation invocation = {.provider = line->provider,
            .function = FN_lineSetDevConfig,
            .caller = CALLER_NONE,
            .a = {line->device, (DWORD_PTR)data, config->size, (DWORD_PTR)name}};
        result = name && data ? tspi_call(&invocation) : (LONG)LINEERR_NOMEM;
        guard_free(data);
        guard_free(name);
    }
    return result;
}

LONG ask_address_id(struct ask *ask)
{
    const wchar_t *text = ask_text(ask, "address");
    LONG result = 0;
    if (!text) {
        return (LONG)LINEERR_INVALPOINTER;
    }
    if (ask_number(ask, "mode") != LINEADDRESSMODE_DIALABLEADDR) {
        return (LONG)LINEERR_INVALADDRESSMODE;
    }
    model_lock();
    struct seat *seat = ask_seat(ask, "line", &result);
    bool open = seat && line_use(seat->line);
    model_unlock();
    if (!open) {
        return result ? result : (LONG)LINEERR_INVALLINEHANDLE;
    }
    size_t size = (wcslen(text) + 1) * sizeof *text;
    void *address = guard_copy(text, size, "address");
    DWORD *id = guard_alloc(sizeof *id, "address id");
    if (address && id) {
        *id = 0;
        struct invocation invocation = {.provider = seat->line->provider,
            .function = FN_lineGetAddressID,
            .caller = CALLER_NONE,
            .a = {seat->line->driver, (DWORD_PTR)id, ask_number(ask, "mode"), (DWORD_PTR)address,
                size}};
        result = tspi_call(&invocation);
        results_number(ask->out, *id);
    } else {
        result = (LONG)LINEERR_NOMEM;
    }
    guard_free(id);
    guard_free(address);
    line_release(seat->line);
    return result;
}
