/* What programs do about the ownership of calls. Source: the functions' pages. */
#include "programs_calls.h"
#include "programs_functions.h"
#include "programs_structs.h"

#include <stddef.h>
#include <stdlib.h>

static bool is_sole_owner(const struct grip *grip)
{
    return grip->privilege == LINECALLPRIVILEGE_OWNER &&
           grips_count(grip->call, LINECALLPRIVILEGE_OWNER) == 1 &&
           grip->call->line->script_opens == 0;
}

static bool is_idle(const struct call *call)
{
    return call->state == LINECALLSTATE_IDLE || call->closed;
}

LONG ask_deallocate(struct ask *ask)
{
    LONG problem = 0;
    model_lock();
    struct grip *grip = ticket_find(ask_number(ask, "call"), TICKET_GRIP, ask->program);
    if (!grip || grip->tentative) {
        grip = ask_grip(ask, "call", false, &problem);
    } else if (grip->seat->version < VERSION_2_0 && is_sole_owner(grip) && !is_idle(grip->call)) {
        problem = (LONG)LINEERR_INVALCALLSTATE;
        grip = NULL;
    }
    model_unlock();
    if (grip) {
        grip_release(grip, RELEASE_DEALLOCATE);
    }
    return problem;
}

static LONG become(struct grip *grip, DWORD privilege)
{
    bool owner = privilege == LINECALLPRIVILEGE_OWNER;
    if (grip->privilege == privilege) {
        return 0;
    }
    if (!owner && is_sole_owner(grip) && !is_idle(grip->call)) {
        return (LONG)LINEERR_INVALCALLSTATE;
    }
    grip->privilege = privilege;
    calls_tell_info(grip->call, grip,
        (owner ? LINECALLINFOSTATE_NUMOWNERINCR : LINECALLINFOSTATE_NUMOWNERDECR) |
            LINECALLINFOSTATE_NUMMONITORS);
    return 0;
}

LONG ask_set_privilege(struct ask *ask)
{
    DWORD privilege = ask_number(ask, "privilege");
    LONG result = 0;
    model_lock();
    struct grip *grip = ask_grip(ask, "call", false, &result);
    if (grip && privilege != LINECALLPRIVILEGE_OWNER && privilege != LINECALLPRIVILEGE_MONITOR) {
        result = (LONG)LINEERR_INVALCALLPRIVILEGE;
    } else if (grip) {
        result = become(grip, privilege);
    }
    model_unlock();
    return result;
}

static struct seat *named_target(const struct grip *grip, const wchar_t *file)
{
    for (struct seat *seat = grip->call->line->seats; seat; seat = seat->next) {
        if (!seat->closed && (seat->privileges & LINECALLPRIVILEGE_OWNER) &&
            _wcsicmp(seat->usage->program->file, file) == 0) {
            return seat;
        }
    }
    return NULL;
}

static LONG target_of(
    const struct grip *grip, const wchar_t *file, DWORD media, struct seat **target)
{
    if (file) {
        *target = named_target(grip, file);
        return *target ? 0 : (LONG)LINEERR_TARGETNOTFOUND;
    }
    if (media == 0 || (media & (media - 1))) {
        return (LONG)LINEERR_INVALMEDIAMODE;
    }
    *target = calls_best_owner(grip->call->line, media, grip->call->address);
    if (!*target) {
        return (LONG)LINEERR_TARGETNOTFOUND;
    }
    return (*target)->usage->program == grip->seat->usage->program ? (LONG)LINEERR_TARGETSELF : 0;
}

/* The target becomes an owner; the one who hands off stays one (lineHandoff page). */
static void hand_over(const struct call *call, struct seat *target)
{
    struct grip *own = grip_find(target, call);
    bool fresh = !own;
    if (fresh) {
        own = grip_add(target, (struct call *)(uintptr_t)call, LINECALLPRIVILEGE_OWNER);
    }
    bool monitored = own->privilege == LINECALLPRIVILEGE_MONITOR;
    bool more = fresh || monitored;
    own->privilege = LINECALLPRIVILEGE_OWNER;
    own->told = false;
    if (fresh) {
        grip_announce(own, call->state, call->mode);
    } else {
        grip_send_state(own, call->state, call->mode);
    }
    if (more) {
        calls_tell_info(call, own,
            LINECALLINFOSTATE_NUMOWNERINCR | (monitored ? LINECALLINFOSTATE_NUMMONITORS : 0));
    }
}

LONG ask_handoff(struct ask *ask)
{
    LONG result = 0;
    struct seat *target = NULL;
    model_lock();
    const struct grip *grip = ask_grip(ask, "call", true, &result);
    if (grip) {
        result = target_of(grip, ask_text(ask, "fileName"), ask_number(ask, "media"), &target);
    }
    if (grip && result == 0) {
        hand_over(grip->call, target);
    }
    model_unlock();
    return result;
}

/* LINECALLLIST: for the calls that fit the program gets handles, the others only count. */
struct list {
    DWORD *handles;
    DWORD count;
    DWORD wanted;
    DWORD room;
};

static LONG list_start(struct list *list, DWORD total)
{
    if (total < sizeof(LINECALLLIST)) {
        return (LONG)LINEERR_STRUCTURETOOSMALL;
    }
    DWORD most = PROGRAMS_MAX_RESULTS / 2;
    list->room = ((total < most ? total : most) - (DWORD)sizeof(LINECALLLIST)) / sizeof(DWORD);
    list->handles = calloc(list->room ? list->room : 1, sizeof(DWORD));
    return list->handles ? 0 : (LONG)LINEERR_NOMEM;
}

static void list_add(struct list *list, struct seat *seat, struct call *call)
{
    list->wanted++;
    if (list->count == list->room) {
        return;
    }
    struct grip *grip = grip_find(seat, call);
    if (!grip) {
        grip = grip_add(seat, call, LINECALLPRIVILEGE_MONITOR);
        grip->told = true;
        calls_tell_info(call, grip, LINECALLINFOSTATE_NUMMONITORS);
    }
    list->handles[list->count++] = grip->handle;
}

static void list_deliver(struct ask *ask, struct list *list)
{
    const DWORD head = sizeof(LINECALLLIST);
    DWORD size = list->count * (DWORD)sizeof(DWORD);
    unsigned char *data = calloc(head + size, 1);
    if (data) {
        LINECALLLIST fixed = {ask_number(ask, "total"), head + list->wanted * (DWORD)sizeof(DWORD),
            head + size, list->count, size, size ? head : 0};
        memcpy(data, &fixed, head);
        memcpy(data + head, list->handles, size);
        results_bytes(ask->out, data, head + size);
    }
    free(data);
    free(list->handles);
}

static bool selected(const struct ask *ask, const struct seat *seat, const struct call *call)
{
    return call->line == seat->line && call->line_handle == seat->line->handle && call->shared &&
           !call->closed && !call->closing && !call->tentative &&
           (ask_number(ask, "select") == LINECALLSELECT_LINE ||
               call->address == ask_number(ask, "address"));
}

LONG ask_new_calls(struct ask *ask)
{
    DWORD select = ask_number(ask, "select");
    struct list list = {0};
    LONG result = 0;
    if (select != LINECALLSELECT_LINE && select != LINECALLSELECT_ADDRESS) {
        return (LONG)LINEERR_INVALCALLSELECT;
    }
    model_lock();
    struct seat *seat = ask_seat(ask, "line", &result);
    result = seat ? list_start(&list, ask_number(ask, "total")) : result;
    for (int id = 1; id <= call_count() && result == 0; id++) {
        struct call *call = call_find(id);
        if (selected(ask, seat, call) && !grip_find(seat, call)) {
            list_add(&list, seat, call);
        }
    }
    model_unlock();
    if (result == 0) {
        list_deliver(ask, &list);
    }
    return result;
}

/* The conference's own call comes first. */
LONG ask_conference_calls(struct ask *ask)
{
    struct list list = {0};
    LONG result = 0;
    model_lock();
    const struct grip *grip = ask_grip(ask, "call", false, &result);
    struct call *conference = grip ? grip->call->conference : NULL;
    if (grip && !conference) {
        result = (LONG)LINEERR_NOCONFERENCE;
    }
    result = result ? result : list_start(&list, ask_number(ask, "total"));
    if (result == 0 && !conference->closed) {
        list_add(&list, grip->seat, conference);
    }
    for (int id = 1; id <= call_count() && result == 0; id++) {
        struct call *call = call_find(id);
        if (call != conference && call->conference == conference && !call->closed) {
            list_add(&list, grip->seat, call);
        }
    }
    model_unlock();
    if (result == 0) {
        list_deliver(ask, &list);
    }
    return result;
}
