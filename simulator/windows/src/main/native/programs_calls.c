#include "programs_calls.h"

#include "callbacks.h"
#include "guard.h"
#include "lines.h"
#include "programs_priority.h"
#include "programs_structs.h"

#include <stdlib.h>

void grip_send_state(struct grip *grip, DWORD state, DWORD_PTR mode)
{
    DWORD version = grip->seat->version;
    uint64_t detail = mode_for_version(state, (DWORD)mode, version);
    if (state == LINECALLSTATE_CONFERENCED) {
        const struct grip *parent =
            grip->call->conference ? grip_find(grip->seat, grip->call->conference) : NULL;
        detail = parent ? parent->handle : 0;
    }
    post_to_grip(grip, LINE_CALLSTATE, state, detail, grip->told ? 0 : grip->privilege);
    grip->told = true;
}

void grip_announce(struct grip *grip, DWORD state, DWORD_PTR mode)
{
    if (grip->seat->version >= VERSION_2_0) {
        post_to_seat(
            grip->seat, LINE_APPNEWCALL, grip->call->address, grip->handle, grip->privilege);
    }
    grip_send_state(grip, state, mode);
}

void calls_tell_info(const struct call *call, const struct grip *except, DWORD bits)
{
    for (const struct grip *grip = call->grips; grip; grip = grip->next) {
        if (grip != except && !grip->tentative) {
            post_to_grip(grip, LINE_CALLINFO, bits, 0, 0);
        }
    }
}

void lines_tell(const struct line *line, const struct seat *except, DWORD bits)
{
    model_lock();
    for (const struct seat *seat = line->seats; seat; seat = seat->next) {
        if (seat != except && !seat->closed && (seat->line_states & bits)) {
            post_to_seat(seat, LINE_LINEDEVSTATE, bits, 0, 0);
        }
    }
    model_unlock();
}

static bool wants(const struct seat *seat, DWORD media, DWORD address)
{
    return !seat->closed && (seat->media & media) &&
           !((seat->privileges & LINEOPENOPTION_SINGLEADDRESS) && seat->address != address);
}

/* An unclassified call goes to a program that takes those, if there is one: LINEMEDIAMODE_UNKNOWN.
 */
static struct seat *best_for(const struct line *line, DWORD media, DWORD address)
{
    struct seat *best = NULL;
    for (struct seat *seat = line->seats; seat; seat = seat->next) {
        if (wants(seat, media, address) &&
            (!best || priority_before(seat, best, media & seat->media))) {
            best = seat;
        }
    }
    return best;
}

struct seat *calls_best_owner(const struct line *line, DWORD media, DWORD address)
{
    struct seat *best = NULL;
    if (media & LINEMEDIAMODE_UNKNOWN) {
        best = best_for(line, LINEMEDIAMODE_UNKNOWN, address);
    }
    return best ? best : best_for(line, media, address);
}

/* TSPI_lineGetCallAddressID; 0 if the provider does not say. */
static DWORD address_of(const struct call *call)
{
    DWORD address = 0;
    DWORD *answer = call->driver ? calloc(1, sizeof *answer) : NULL;
    if (answer) {
        struct invocation invocation = {.provider = call->line->provider,
            .function = FN_lineGetCallAddressID,
            .caller = CALLER_NONE,
            .a = {call->driver, (DWORD_PTR)answer}};
        address = tspi_call(&invocation) == 0 ? *answer : 0;
        free(answer);
    }
    return address;
}

/* A program that only monitors sees each call of the line. */
static void add_monitors(struct call *call)
{
    for (struct seat *seat = call->line->seats; seat; seat = seat->next) {
        if (!seat->closed && (seat->privileges & LINECALLPRIVILEGE_MONITOR) &&
            !grip_find(seat, call)) {
            grip_add(seat, call, LINECALLPRIVILEGE_MONITOR);
        }
    }
}

/* Nobody has it: TAPI drops the call (Unowned Calls page). */
static void drop_unowned(struct call *call)
{
    DWORD request;
    if (call->state != LINECALLSTATE_IDLE) {
        call_drop(call, CALLER_NONE, &request);
    }
    call_close(call, CALLER_NONE);
}

/* A call that the provider announced: on its first LINE_CALLSTATE. False if nobody has it. */
static bool share(struct call *call, DWORD media)
{
    DWORD address = call->line->seats ? address_of(call) : 0;
    model_lock();
    call->shared = true;
    call->address = address;
    struct seat *owner = calls_best_owner(call->line, media, address);
    if (owner) {
        grip_add(owner, call, LINECALLPRIVILEGE_OWNER);
    }
    add_monitors(call);
    bool held = call->grips || call->line->script_opens > 0 || call->line->state != LINE_OPEN;
    model_unlock();
    return held;
}

static void report_state(const struct report *report)
{
    struct call *call = report->call;
    DWORD state = (DWORD)report->p1;
    model_lock();
    bool first = !call->shared && !call->grips;
    bool usable = first && call_use(call);
    model_unlock();
    bool held = !usable || share(call, (DWORD)report->p3);
    if (usable) {
        call_release(call);
    }
    model_lock();
    if (state == LINECALLSTATE_CONFERENCED) {
        bool truncated;
        const struct handle *found = handle_find(report->p2, &truncated);
        call->conference = found && found->kind == HANDLE_CALL ? found->object : NULL;
        if (call->conference) {
            call->conference->conference = call->conference;
        }
    } else if (call->conference != call) {
        call->conference = NULL;
    }
    for (struct grip *grip = call->grips; grip; grip = grip->next) {
        if (usable) {
            grip_announce(grip, state, report->p2);
        } else if (!grip->tentative) {
            grip_send_state(grip, state, report->p2);
        }
    }
    model_unlock();
    if (!held) {
        drop_unowned(call);
    }
}

void request_output_release(struct request *request)
{
    void *output = NULL;
    model_lock();
    if (request->output && --request->output_users == 0) {
        output = request->output;
        request->output = NULL;
    }
    model_unlock();
    guard_free(output);
}

/* New calls of a program, for the others; what the program did not live to hear of is dropped. */
static void share_created(const struct request *request, struct call *orphans[MAX_CREATED])
{
    for (int i = 0; i < MAX_CREATED; i++) {
        struct call *call = request->created[i];
        if (!call || request->result != 0 || call->closed) {
            continue;
        }
        call->shared = true; /* also if the provider completes before it returns */
        add_monitors(call);
        for (struct grip *grip = call->grips; grip; grip = grip->next) {
            if (grip->privilege == LINECALLPRIVILEGE_MONITOR && !grip->told) {
                grip_announce(grip, LINECALLSTATE_UNKNOWN, 0);
            }
        }
        if (request->asker && request->made[i]->closed && !call->grips && call->driver) {
            orphans[i] = call;
        }
    }
}

static void report_completion(struct request *request)
{
    struct call *orphans[MAX_CREATED] = {0};
    model_lock();
    for (int i = 0; i < MAX_CREATED; i++) {
        struct grip *grip = request->made[i];
        if (grip && request->result != 0) {
            grip_end(grip);
        } else if (grip) {
            grip->tentative = false;
        }
    }
    const struct seat *asker = request->asker;
    bool forgotten = request->about && request->about->closed && asker->version < VERSION_2_0;
    if (asker && !asker->closed && !forgotten) {
        post_to_usage(asker->usage, asker, 0, LINE_REPLY, request->id,
            (uint64_t)(uint32_t)request->result, 0);
    }
    share_created(request, orphans);
    model_unlock();
    for (int i = 0; i < MAX_CREATED; i++) {
        if (orphans[i]) {
            drop_unowned(orphans[i]);
        }
    }
    request_output_release(request);
}

static void report_line_state(const struct report *report)
{
    DWORD bits = (DWORD)report->p1;
    for (const struct seat *seat = report->line->seats; seat; seat = seat->next) {
        DWORD wanted = bits & (seat->line_states | LINEDEVSTATE_REINIT);
        wanted = line_states_for_version(wanted, seat->version);
        if (wanted && !seat->closed) {
            post_to_seat(seat, LINE_LINEDEVSTATE, wanted, report->p2, report->p3);
        }
    }
}

static void report_address_state(const struct report *report)
{
    for (const struct seat *seat = report->line->seats; seat; seat = seat->next) {
        DWORD wanted = (DWORD)report->p2 & seat->address_states;
        if (wanted && !seat->closed) {
            post_to_seat(seat, LINE_ADDRESSSTATE, report->p1, wanted, 0);
        }
    }
}

/* LINE_CREATE and LINE_REMOVE go to all that have initialised; older ones must start anew. */
void calls_tell_device(LONG message, DWORD device)
{
    model_lock();
    for (struct program *program = programs_first(); program; program = program->next) {
        for (const struct usage *usage = program->usages; usage; usage = usage->next) {
            if (usage->version >= VERSION_1_4) {
                post_to_usage(usage, NULL, 0, message, device, 0, 0);
            } else {
                post_to_usage(usage, NULL, 0, LINE_LINEDEVSTATE, LINEDEVSTATE_REINIT, 0, 0);
            }
        }
    }
    model_unlock();
}

static void post_info(const struct grip *grip, DWORD states)
{
    DWORD known = call_info_states_for_version(states, grip->seat->version);
    if (known) {
        post_to_grip(grip, LINE_CALLINFO, known, 0, 0);
    }
}

static void report_to_calls(const struct report *report)
{
    for (const struct grip *grip = report->call->grips; grip; grip = grip->next) {
        if (grip->tentative) {
            continue;
        }
        switch ((LONG)report->message) {
        case LINE_CALLINFO:
            post_info(grip, (DWORD)report->p1);
            break;
        case LINE_MONITORDIGITS:
            if (grip->digit_modes & report->p2) {
                post_to_grip(grip, LINE_MONITORDIGITS, report->p1, report->p2, report->p3);
            }
            break;
        case LINE_MONITORMEDIA:
            if (grip->media_modes & report->p1) {
                post_to_grip(grip, LINE_MONITORMEDIA, report->p1, 0, report->p3);
            }
            break;
        case LINE_GENERATE: /* dwEndToEndID is the handle of the program that asked */
            if (grip->handle == report->p2) {
                post_to_grip(grip, LINE_GENERATE, report->p1, 0, report->p3);
            }
            break;
        case LINE_CALLDEVSPECIFIC:
            post_to_grip(grip, LINE_DEVSPECIFIC, report->p1, report->p2, report->p3);
            break;
        case LINE_CALLDEVSPECIFICFEATURE:
            post_to_grip(grip, LINE_DEVSPECIFICFEATURE, report->p1, report->p2, report->p3);
            break;
        default:
            break; /* gathering digits, tones, quality of service: no program can ask for them */
        }
    }
}

static void report_event(const struct report *report)
{
    switch ((LONG)report->message) {
    case LINE_NEWCALL:
    case LINE_CLOSE: /* seats_lose, when the line is closed */
        break;
    case LINE_LINEDEVSTATE:
        report_line_state(report);
        break;
    case LINE_ADDRESSSTATE:
        report_address_state(report);
        break;
    case LINE_REMOVE:
        calls_tell_device(LINE_REMOVE, report->line->device);
        break;
    case LINE_DEVSPECIFIC:
    case LINE_DEVSPECIFICFEATURE:
        for (const struct seat *seat = report->line->seats; seat; seat = seat->next) {
            post_to_seat(seat, (LONG)report->message, report->p1, report->p2, report->p3);
        }
        break;
    default:
        if (report->call) {
            report_to_calls(report);
        }
    }
}

void calls_report(const struct report *report)
{
    if (report->kind == REPORT_COMPLETION) {
        if (report->request->asker) {
            request_await_return(report->request);
        }
        report_completion(report->request);
        return;
    }
    if (report->kind == REPORT_EVENT && report->message == (DWORD)LINE_CALLSTATE) {
        report_state(report);
        return;
    }
    model_lock();
    report_event(report);
    model_unlock();
}
