/* lineInitialize and lineShutdown of programs, and the versions they agree on. */
#include "programs_calls.h"
#include "programs_dialogs.h"
#include "programs_functions.h"

#include "guard.h"
#include "lines.h"
#include "loader.h"

LONG ask_initialize(struct ask *ask)
{
    DWORD version = ask_number(ask, "apiVersion");
    if (version < VERSION_1_3) {
        return (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
    }
    if (!loader_running()) { /* the first program that needs them has the providers loaded */
        loader_init(lines_highest_known());
    }
    model_lock();
    const struct usage *usage = usage_add(ask->program, ask_text(ask, "appName"),
        version > VERSION_3_1 ? (DWORD)VERSION_3_1 : version);
    results_number(ask->out, usage->handle);
    results_number(ask->out, next_device());
    model_unlock();
    return 0;
}

/* A seat of this usage handle that is still open, or NULL. */
static struct seat *seat_of(const struct usage *usage)
{
    for (int i = 0; i < line_count(); i++) {
        for (struct seat *seat = line_at(i)->seats; seat; seat = seat->next) {
            if (seat->usage == usage && !seat->closed) {
                return seat;
            }
        }
    }
    return NULL;
}

static void shut_down(struct usage *usage)
{
    dialogs_end_of_usage(usage); /* while lines and calls that they are about are there */
    model_lock();
    struct seat *seat = seat_of(usage);
    while (seat) {
        model_unlock();
        seat_close(seat);
        model_lock();
        seat = seat_of(usage);
    }
    usage->closed = true;
    usage->request_modes = 0;
    ticket_end(usage->handle);
    model_unlock();
    dialogs_end_of_usage(usage); /* that came meanwhile */
}

LONG ask_shutdown(struct ask *ask)
{
    LONG problem = 0;
    model_lock();
    struct usage *usage = ask_usage(ask, "lineApp", &problem);
    model_unlock();
    if (usage) {
        shut_down(usage);
    }
    return problem;
}

void program_shut_down(struct program *program)
{
    for (struct usage *usage = program->usages; usage; usage = usage->next) {
        if (!usage->closed) {
            shut_down(usage);
        }
    }
}

/* Zeros if the line has no extensions. */
static void extension_id(const struct line *line, unsigned char id[16])
{
    unsigned char *answer = guard_alloc(16, "LINEEXTENSIONID");
    memset(id, 0, 16);
    if (!answer) {
        return;
    }
    memset(answer, 0, 16);
    struct invocation invocation = {.provider = line->provider,
        .function = FN_lineGetExtensionID,
        .caller = CALLER_NONE,
        .a = {line->device, line->version, (DWORD_PTR)answer}};
    if (tspi_call(&invocation) == 0) {
        memcpy(id, answer, 16);
    }
    guard_free(answer);
}

/* The highest version of TAPI in the range, 0 if there is none. */
static DWORD highest_version(DWORD low, DWORD high)
{
    static const DWORD known[] = {
        VERSION_3_1, VERSION_3_0, VERSION_2_2, VERSION_2_1, VERSION_2_0, VERSION_1_4, VERSION_1_3};
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i] <= high) {
            return known[i] >= low ? known[i] : 0;
        }
    }
    return 0;
}

LONG ask_negotiate_api(struct ask *ask)
{
    DWORD version = highest_version(ask_number(ask, "low"), ask_number(ask, "high"));
    LONG problem = 0;
    unsigned char id[16];
    model_lock();
    const struct line *line = ask_line(ask, &problem);
    model_unlock();
    if (!line) {
        return problem;
    }
    if (version == 0 || line->version == 0) {
        return (LONG)LINEERR_INCOMPATIBLEAPIVERSION;
    }
    extension_id(line, id);
    results_number(ask->out, version);
    results_bytes(ask->out, id, sizeof id);
    return 0;
}

LONG ask_negotiate_ext(struct ask *ask)
{
    LONG problem = 0;
    model_lock();
    const struct line *line = ask_line(ask, &problem);
    model_unlock();
    DWORD *version = line ? guard_alloc(sizeof *version, "extension version") : NULL;
    if (!version) {
        return problem ? problem : (LONG)LINEERR_NOMEM;
    }
    *version = 0;
    struct invocation invocation = {.provider = line->provider,
        .function = FN_lineNegotiateExtVersion,
        .caller = CALLER_NONE,
        .a = {line->device, line->version, ask_number(ask, "low"), ask_number(ask, "high"),
            (DWORD_PTR)version}};
    LONG result = tspi_call(&invocation);
    if (result == 0) {
        results_number(ask->out, *version);
    }
    guard_free(version);
    return result;
}
