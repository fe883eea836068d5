/* Handles of calls and lines that go: what becomes of the calls. */
#include "programs_calls.h"

#include "lines.h"

struct ending {
    struct call *call;
    bool drop;
    bool close;
};

/*
 * What a call needs when this handle goes. A program that leaves takes the calls with it that only
 * it owns (lineClose page); lineDeallocateCall leaves them as they are. Without any handle the call
 * is closed, unless the script has the line open. Model locked.
 */
static struct ending end_of(struct grip *grip, enum release why)
{
    struct call *call = grip->call;
    bool owner = grip->privilege == LINECALLPRIVILEGE_OWNER && !grip->tentative;
    bool sole = owner && grips_count(call, LINECALLPRIVILEGE_OWNER) == 1;
    bool alive = !call->closed && !call->closing && call->driver != 0;
    bool script = call->line->script_opens > 0;
    grip_end(grip);
    if (alive && call->grips) {
        calls_tell_info(
            call, NULL, owner ? LINECALLINFOSTATE_NUMOWNERDECR : LINECALLINFOSTATE_NUMMONITORS);
    }
    return (struct ending){call,
        alive && sole && why == RELEASE_CLOSE && !script && !call->tentative &&
            call->state != LINECALLSTATE_IDLE,
        alive && !call->grips && !script};
}

static void finish(const struct ending *ending)
{
    DWORD request;
    if (ending->drop) {
        call_drop(ending->call, CALLER_NONE, &request);
    }
    if (ending->close) {
        call_close(ending->call, CALLER_NONE);
    }
}

void grip_release(struct grip *grip, enum release why)
{
    model_lock();
    struct ending ending = {0};
    if (!grip->closed) {
        ending = end_of(grip, why);
    }
    model_unlock();
    finish(&ending);
}

static struct grip *any_grip(const struct seat *seat)
{
    for (int id = 1; id <= call_count(); id++) {
        struct call *call = call_find(id);
        if (call->line == seat->line && call->grips) {
            struct grip *grip = grip_find(seat, call);
            if (grip) {
                return grip;
            }
        }
    }
    return NULL;
}

void seat_release_calls(struct seat *seat)
{
    model_lock();
    struct grip *grip = any_grip(seat);
    while (grip) {
        struct ending ending = end_of(grip, RELEASE_CLOSE);
        model_unlock();
        finish(&ending);
        model_lock();
        grip = any_grip(seat);
    }
    model_unlock();
}

void seat_end(struct seat *seat)
{
    seat->closed = true;
    ticket_end(seat->handle);
}

void seats_lose(struct line *line)
{
    model_lock();
    while (line->seats) {
        struct seat *seat = line->seats;
        line->seats = seat->next;
        if (!seat->closed) {
            post_to_seat(seat, LINE_CLOSE, 0, 0, 0);
        }
        for (struct grip *grip = any_grip(seat); grip; grip = any_grip(seat)) {
            grip_end(grip);
        }
        seat_end(seat);
    }
    model_unlock();
}
