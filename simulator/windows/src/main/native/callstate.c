/* The call state model: which state may follow which, and what goes with a state. */
#include "callbacks.h"
#include "names.h"
#include "rules.h"

#include <stdio.h>

#define S(name) LINECALLSTATE_##name
#define ENDS (S(DISCONNECTED) | S(IDLE) | S(UNKNOWN))
#define PROGRESS (S(PROCEEDING) | S(RINGBACK) | S(BUSY) | S(SPECIALINFO) | S(CONNECTED))
#define HELD (S(ONHOLD) | S(ONHOLDPENDTRANSFER) | S(ONHOLDPENDCONF) | S(CONFERENCED))

/*
 * States that may follow a state; steps may be left out. UNKNOWN may come before and after any
 * state but the last ones. Source: TAPI Call States and Call State Model pages, TSPI LINE_CALLSTATE
 * page.
 */
static const struct {
    DWORD state;
    DWORD next;
} graph[] = {
    {S(OFFERING), S(ACCEPTED) | S(CONNECTED) | ENDS},
    {S(ACCEPTED), S(CONNECTED) | ENDS},
    {S(DIALTONE), S(DIALING) | PROGRESS | HELD | ENDS},
    {S(DIALING), S(DIALTONE) | PROGRESS | HELD | ENDS},
    {S(PROCEEDING), PROGRESS | HELD | ENDS},
    {S(RINGBACK), PROGRESS | HELD | ENDS},
    {S(BUSY), ENDS},
    {S(SPECIALINFO), PROGRESS | ENDS},
    {S(CONNECTED), HELD | ENDS},
    {S(ONHOLD), S(CONNECTED) | HELD | ENDS},
    {S(ONHOLDPENDTRANSFER), S(CONNECTED) | HELD | ENDS},
    {S(ONHOLDPENDCONF), S(CONNECTED) | HELD | ENDS},
    {S(CONFERENCED), S(CONNECTED) | HELD | ENDS},
    {S(DISCONNECTED), S(IDLE)},
    {S(UNKNOWN), 0xFFFFFFFF},
};

static bool may_follow(DWORD before, DWORD after)
{
    for (unsigned i = 0; i < sizeof graph / sizeof *graph; i++) {
        if (graph[i].state == before) {
            return (graph[i].next & after) != 0;
        }
    }
    return true; /* the first state */
}

static const char *state_name(DWORD state)
{
    const char *name = name_of(call_state_names, state);
    return name ? name : "?";
}

struct mode_rule {
    DWORD legal; /* in the line's version */
    DWORD announced;
    bool needed; /* 0 is no answer */
};

static DWORD legal_disconnect_modes(DWORD version)
{
    DWORD legal = mask_of(disconnect_mode_names);
    if (version < VERSION_2_0) {
        legal &= LINEDISCONNECTMODE_NODIALTONE * 2 - 1;
    }
    if (version < VERSION_1_4) {
        legal &= ~(DWORD)LINEDISCONNECTMODE_NODIALTONE;
    }
    return legal;
}

static bool mode_rule_of(const struct line *line, DWORD state, struct mode_rule *rule)
{
    const struct caps *caps = &line->caps;
    DWORD modern = line->version >= VERSION_1_4 ? 0xFFFFFFFF : 0;
    switch (state) {
    case S(DISCONNECTED):
        *rule =
            (struct mode_rule){legal_disconnect_modes(line->version), caps->disconnect_modes, true};
        return true;
    case S(BUSY):
        *rule = (struct mode_rule){mask_of(busy_mode_names), caps->busy_modes, true};
        return true;
    case S(DIALTONE):
        *rule = (struct mode_rule){mask_of(dialtone_mode_names), caps->dialtone_modes, true};
        return true;
    case S(SPECIALINFO):
        *rule = (struct mode_rule){mask_of(special_info_names), caps->special_info, true};
        return true;
    case S(CONNECTED):
        *rule = (struct mode_rule){mask_of(connected_mode_names) & modern,
            line->version >= VERSION_2_0 ? caps->connected_modes : 0xFFFFFFFF, false};
        return true;
    case S(OFFERING):
        *rule = (struct mode_rule){mask_of(offering_mode_names) & modern,
            line->version >= VERSION_2_0 ? caps->offering_modes : 0xFFFFFFFF, false};
        return true;
    default:
        return false;
    }
}

static void judge_conference(const struct call *call, DWORD_PTR mode)
{
    bool truncated;
    const struct handle *found = mode ? handle_find(mode, &truncated) : NULL;
    if (mode && (!found || found->kind != HANDLE_CALL)) {
        violate(
            RULE_STATE_MODE, "call %d CONFERENCED in %p, which is no call", call->id, (void *)mode);
    }
}

static void judge_mode(const struct call *call, DWORD state, DWORD_PTR mode)
{
    struct mode_rule rule;
    const struct line *line = call->line;
    if (state == S(CONFERENCED)) {
        judge_conference(call, mode);
        return;
    }
    if (!mode_rule_of(line, state, &rule)) {
        return;
    }
    if ((mode & ~(DWORD_PTR)rule.legal) || (rule.needed && mode == 0) || (mode & (mode - 1))) {
        violate(RULE_STATE_MODE, "call %d %s with mode 0x%lx, line version 0x%lx", call->id,
            state_name(state), (unsigned long)mode, (unsigned long)line->version);
    } else if (line->caps.known && (mode & ~(DWORD_PTR)rule.announced)) {
        violate(RULE_CAPS_MODES, "call %d %s with mode 0x%lx, announced are 0x%lx", call->id,
            state_name(state), (unsigned long)mode, (unsigned long)rule.announced);
    }
}

static void judge_media(const struct call *call, DWORD_PTR media)
{
    const struct caps *caps = &call->line->caps;
    DWORD legal = caps->known ? caps->media_modes : mask_of(media_mode_names);
    if (media == 0 || (media & ~(DWORD_PTR)legal)) {
        violate(RULE_STATE_MEDIA, "call %d: 0x%lx, the line has 0x%lx", call->id,
            (unsigned long)media, (unsigned long)legal);
    }
}

bool judge_state(struct call *call, DWORD_PTR state, DWORD_PTR mode, DWORD_PTR media)
{
    const struct caps *caps = &call->line->caps;
    DWORD now = (DWORD)state;
    if (state != now || !name_of(call_state_names, now)) {
        violate(RULE_STATE_BITS, "call %d: 0x%lx", call->id, (unsigned long)state);
        return false;
    }
    if (now == call->state && mode == call->mode && media == call->media) {
        violate(RULE_STATE_CHANGED, "call %d: %s again", call->id, state_name(now));
    } else if (now != call->state && !may_follow(call->state, now)) {
        violate(RULE_STATE_GRAPH, "call %d: %s after %s", call->id, state_name(now),
            state_name(call->state));
    }
    if (caps->known && !(caps->call_states & now) && now != S(UNKNOWN)) {
        violate(RULE_CAPS_STATES, "call %d: %s, announced are 0x%lx", call->id, state_name(now),
            (unsigned long)caps->call_states);
    }
    judge_mode(call, now, mode);
    judge_media(call, media);
    call->needs_state = false;
    call->state = now;
    call->mode = mode;
    call->media = (DWORD)media;
    return true;
}
