#include "commands.h"

#include "callbacks.h"
#include "identity.h"
#include "lines.h"
#include "loader.h"
#include "names.h"
#include "operations.h"
#include "programs_model.h"
#include "programs_dialogs.h"
#include "programs_rpc.h"
#include "questions.h"
#include "registry.h"
#include "resources.h"
#include "rules.h"
#include "worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static DWORD version_of(const struct context *c, DWORD otherwise)
{
    static const struct {
        const char *text;
        DWORD version;
    } known[] = {{"1.3", VERSION_1_3}, {"1.4", VERSION_1_4}, {"2.0", VERSION_2_0},
        {"2.1", VERSION_2_1}, {"2.2", VERSION_2_2}, {"3.0", VERSION_3_0}};
    const char *text = json_text(c->command, "version", "");
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].text, text) == 0) {
            return known[i].version;
        }
    }
    return otherwise;
}

static void write_lines(struct out *out)
{
    out_open(out, "lines", '[');
    for (int i = 0; i < line_count(); i++) {
        const struct line *line = line_at(i);
        char version[16];
        snprintf(version, sizeof version, "%lu.%lu", (unsigned long)line->version >> 16,
            (unsigned long)line->version & 0xFFFF);
        out_open(out, NULL, '{');
        out_number(out, "line", line->device);
        out_number(out, "provider", line->provider->permanent_id);
        out_number(out, "permanentLineID", line->permanent_id);
        out_text(out, "version", version);
        out_bool(out, "open", line->state == LINE_OPEN);
        out_bool(out, "removed", line->removed);
        out_close(out);
    }
    out_close(out);
}

static void write_providers(struct out *out)
{
    out_open(out, "providers", '[');
    for (int i = 0; i < provider_count(); i++) {
        const struct provider *provider = provider_at(i);
        out_open(out, NULL, '{');
        out_number(out, "provider", provider->permanent_id);
        out_wide(out, "file", provider->file, wcslen(provider->file));
        out_bool(out, "initialised", provider->initialised);
        out_number(out, "lines", provider->line_count);
        out_bool(out, "impersonates", provider->impersonates);
        out_close(out);
    }
    out_close(out);
}

static void do_init(struct context *c)
{
    if (loader_running()) {
        result_write(c->out, (LONG)LINEERR_ALLOCATED);
        return;
    }
    loader_init(version_of(c, VERSION_3_0));
    result_write(c->out, 0);
    write_providers(c->out);
    write_lines(c->out);
}

static void do_shutdown(struct context *c)
{
    loader_shutdown(json_bool(c->command, "unload", false));
    result_write(c->out, 0);
}

static void do_add(struct context *c)
{
    wchar_t *file = json_wide(c->command, "file");
    DWORD id = 0;
    LONG result = file ? loader_add(file, json_bool(c->command, "install", true), &id)
                       : (LONG)LINEERR_INVALPARAM;
    result_write(c->out, result);
    out_number(c->out, "provider", id);
    free(file);
}

static void do_remove(struct context *c)
{
    result_write(c->out, loader_remove((DWORD)json_number(c->command, "provider", 0),
                             json_bool(c->command, "install", true)));
}

static void do_clear(struct context *c)
{
    result_write(c->out, registry_write(NULL, 0) ? 0 : (LONG)LINEERR_INIFILECORRUPT);
}

static void do_serve(struct context *c)
{
    result_write(c->out, programs_serve());
}

static void do_lines(struct context *c)
{
    result_write(c->out, 0);
    write_providers(c->out);
    write_lines(c->out);
}

static void do_open(struct context *c)
{
    struct line *line = line_of(c);
    if (!line || line->removed) {
        result_write(c->out, (LONG)(line ? LINEERR_NODEVICE : LINEERR_BADDEVICEID));
        return;
    }
    struct opening opening = {.caller = c->caller,
        .version = version_of(c, lines_highest_known()),
        .media_modes = (DWORD)json_number(c->command, "media", LINEMEDIAMODE_INTERACTIVEVOICE),
        .line_states = (DWORD)json_number(c->command, "lineStates", mask_of(dev_state_names)),
        .address_states =
            (DWORD)json_number(c->command, "addressStates", mask_of(addr_state_names))};
    result_write(c->out, line_open(line, &opening, NULL));
    out_number(c->out, "opens", line->opens);
    out_number(c->out, "version", line->version);
}

static void do_close(struct context *c)
{
    struct line *line = open_line_of(c);
    if (!line) {
        return;
    }
    if (line->script_opens == 0) {
        result_write(c->out, (LONG)LINEERR_INVALLINEHANDLE);
        return;
    }
    result_write(c->out, line_leave(line, c->caller, json_bool(c->command, "drop", true), NULL));
    out_number(c->out, "opens", line->opens);
}

static void do_close_call(struct context *c)
{
    struct call *call = call_of(c);
    if (call) {
        result_write(c->out, call_close(call, c->caller));
    }
}

/* A program exits: lineDrop, then lineCloseCall at once, without waiting, and not from the
 * program's thread. */
static void do_drop_and_close(struct context *c)
{
    struct call *call = call_of(c);
    DWORD request = 0;
    if (call) {
        LONG dropped = call_drop(call, CALLER_NONE, &request);
        result_write(c->out, call_close(call, CALLER_NONE));
        out_number(c->out, "request", request);
        out_number(c->out, "dropped", dropped > 0 ? 0 : dropped);
    }
}

static void do_set_media(struct context *c)
{
    struct line *line = open_line_of(c);
    if (line) {
        line->script_media = (DWORD)json_number(c->command, "media", 0);
        result_write(c->out, line_set_media(line, c->caller, line->script_media));
    }
}

static void do_calls(struct context *c)
{
    result_write(c->out, 0);
    out_open(c->out, "calls", '[');
    model_lock();
    for (int id = 1; id <= call_count(); id++) {
        const struct call *call = call_find(id);
        if (!call->closed) {
            out_open(c->out, NULL, '{');
            out_number(c->out, "call", call->id);
            out_number(c->out, "line", call->line->device);
            out_bool(c->out, "tentative", call->tentative);
            name_write(c->out, "state", call_state_names, call->state);
            out_close(c->out);
        }
    }
    model_unlock();
    out_close(c->out);
}

static void do_negotiate(struct context *c)
{
    struct line *line = line_of(c);
    if (!line || line->state != LINE_CLOSED) {
        result_write(c->out, (LONG)(line ? LINEERR_ALLOCATED : LINEERR_BADDEVICEID));
        return;
    }
    DWORD version = version_of(c, lines_highest_known());
    result_write(
        c->out, line_negotiate(
                    line, json_bool(c->command, "exact", false) ? version : VERSION_1_3, version));
    out_number(c->out, "version", line->version);
}

static void do_rules(struct context *c)
{
    result_write(c->out, 0);
    rules_write(c->out);
}

static void do_strict(struct context *c)
{
    bool found = rules_switch(json_text(c->command, "rule", ""), json_bool(c->command, "on", true));
    result_write(c->out, found ? 0 : (LONG)LINEERR_INVALPARAM);
}

static void do_violations(struct context *c)
{
    worker_flush(10000);
    result_write(c->out, 0);
    violations_write(c->out);
    if (json_bool(c->command, "clear", false)) {
        violations_clear();
    }
}

static void do_stress(struct context *c)
{
    stress.slow_ms = (LONG)json_number(c->command, "slowCallbackMs", stress.slow_ms);
    stress.null_new_calls = (LONG)json_number(c->command, "nullNewCalls", stress.null_new_calls);
    stress.close_during_new =
        (LONG)json_number(c->command, "closeCallDuringNewCall", stress.close_during_new);
    stress.probe = json_bool(c->command, "probe", stress.probe != 0);
    stress.keep_failed = json_bool(c->command, "keepFailedCalls", stress.keep_failed != 0);
    if (json_get(c->command, "nullDialogs")) {
        dialogs_refuse((unsigned)json_number(c->command, "nullDialogs", 0));
    }
    worker_ask_status(json_bool(c->command, "features", true));
    requests_from((DWORD)json_number(c->command, "firstRequest", 0));
    if (json_get(c->command, "programQueue")) {
        queue_bound((unsigned)json_number(c->command, "programQueue", MAX_QUEUED));
    }
    if (json_get(c->command, "smallHandles")) {
        handles_small(json_bool(c->command, "smallHandles", false));
    }
    result_write(c->out, 0);
}

static void do_limits(struct context *c)
{
    tspi_limits(json_number(c->command, "ordinaryMs", 50), json_number(c->command, "loadMs", 2000));
    result_write(c->out, 0);
}

static void do_timings(struct context *c)
{
    result_write(c->out, 0);
    timings_write(c->out);
}

static void do_resources(struct context *c)
{
    result_write(c->out, 0);
    resources_write(c->out);
}

static void do_end(struct context *c)
{
    if (loader_running()) {
        loader_shutdown(false);
    }
    result_write(c->out, 0);
    c->end = true;
}

static const struct {
    const char *name;
    void (*run)(struct context *context);
    bool needs_providers;
} commands[] = {{"init", do_init, false}, {"shutdown", do_shutdown, true},
    {"addProvider", do_add, false}, {"removeProvider", do_remove, false},
    {"clearProviders", do_clear, false}, {"serve", do_serve, false}, {"lines", do_lines, false},
    {"open", do_open, true}, {"close", do_close, true}, {"closeCall", do_close_call, true},
    {"dropAndClose", do_drop_and_close, true}, {"calls", do_calls, false},
    {"setDefaultMediaDetection", do_set_media, true}, {"devCaps", do_dev_caps, true},
    {"addressCaps", do_address_caps, true}, {"lineStatus", do_line_status, true},
    {"addressStatus", do_address_status, true}, {"callInfo", do_call_info, true},
    {"callStatus", do_call_status, true}, {"getId", do_get_id, true},
    {"numAddressIds", do_number, true}, {"negotiate", do_negotiate, true},
    {"rules", do_rules, false}, {"strict", do_strict, false}, {"violations", do_violations, false},
    {"stress", do_stress, false}, {"limits", do_limits, false}, {"timings", do_timings, false},
    {"resources", do_resources, false}, {"identity", do_identity, false}, {"end", do_end, false}};

static bool run_named(struct context *c, const char *name)
{
    for (unsigned i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            if (commands[i].needs_providers && !loader_running()) {
                result_write(c->out, (LONG)LINEERR_UNINITIALIZED);
            } else {
                commands[i].run(c);
            }
            return true;
        }
    }
    return operation_run(name, c->command, c->caller, c->out);
}

static void refuse(const char *problem, const struct json *command)
{
    struct out out = {0};
    out_open(&out, NULL, '{');
    if (json_get(command, "id")) {
        out_number(&out, "id", json_number(command, "id", 0));
    }
    out_text(&out, "problem", problem);
    out_close(&out);
    out_send(&out);
}

/* Answers one command; frees it. True if the program is to end. */
static bool answer(struct json *command)
{
    struct out out = {0};
    const char *caller = json_text(command, "caller", "program");
    struct context c = {
        command, strcmp(caller, "none") == 0 ? CALLER_NONE : CALLER_PROGRAM, &out, false};
    out_open(&out, NULL, '{');
    out_number(&out, "id", json_number(command, "id", 0));
    if (!run_named(&c, json_text(command, "do", ""))) {
        out_text(&out, "problem", "no such command");
    }
    out_close(&out);
    out_send(&out);
    json_free(command);
    return c.end;
}

static DWORD WINAPI answer_apart(void *command)
{
    answer(command);
    return 0;
}

bool command_run(const char *line)
{
    const char *problem = NULL;
    struct json *command = json_read(line, &problem);
    if (!command || command->kind != JSON_OBJECT || !json_text(command, "do", NULL)) {
        refuse(problem ? problem : "an object with \"do\" is expected", command);
        json_free(command);
        return true;
    }
    if (json_bool(command, "apart", false)) {
        HANDLE thread = CreateThread(NULL, 0, answer_apart, command, 0, NULL);
        if (thread) {
            CloseHandle(thread);
            return true;
        }
    }
    return !answer(command);
}
