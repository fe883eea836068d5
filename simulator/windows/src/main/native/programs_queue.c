/* Messages for programs: one bounded queue for each, taken by the program's Wait. */
#include "programs_model.h"

#include "json.h"

#include <stdlib.h>

enum { FIRST_ROOM = 64 };

static CONDITION_VARIABLE filled = CONDITION_VARIABLE_INIT;
static volatile unsigned queue_limit = MAX_QUEUED;

void queue_bound(unsigned limit)
{
    queue_limit = limit >= 1 && limit <= MAX_QUEUED ? limit : MAX_QUEUED;
}

/* A program that does not take its messages loses the newest ones; nobody waits for it. */
static bool make_room(struct program *program)
{
    struct queue *queue = &program->queue;
    unsigned limit = queue_limit;
    if (queue->length >= limit) {
        return false;
    }
    if (queue->length < queue->room) {
        return true;
    }
    unsigned room = queue->room ? queue->room * 2 : FIRST_ROOM;
    room = room < limit ? room : limit;
    struct program_message *grown = calloc(room, sizeof *grown);
    if (!grown) {
        return false;
    }
    for (unsigned i = 0; i < queue->length; i++) {
        grown[i] = queue->messages[(queue->head + i) % queue->room];
    }
    free(queue->messages);
    queue->messages = grown;
    queue->room = room;
    queue->head = 0;
    return true;
}

static void say_full(const struct program *program)
{
    struct out out = {0};
    out_open(&out, NULL, '{');
    out_text(&out, "event", "programQueueFull");
    out_number(&out, "pid", program->pid);
    out_number(&out, "limit", queue_limit);
    out_close(&out);
    out_send(&out);
}

static bool post(struct program *program, const struct program_message *message)
{
    struct queue *queue = &program->queue;
    if (program->gone) {
        return false;
    }
    if (!make_room(program)) {
        if (queue->lost++ == 0) {
            say_full(program);
        }
        return false;
    }
    queue->messages[(queue->head + queue->length++) % queue->room] = *message;
    WakeAllConditionVariable(&filled);
    return true;
}

bool post_to_program(const struct usage *usage, DWORD dialog, LONG message, uint64_t p1)
{
    return post(usage->program,
        &(struct program_message){
            .app = usage->handle, .device = dialog, .message = (uint32_t)message, .p1 = p1});
}

void post_to_usage(const struct usage *usage, const struct seat *seat, DWORD device, LONG message,
    uint64_t p1, uint64_t p2, uint64_t p3)
{
    if (!usage->closed) {
        post(usage->program, &(struct program_message){.app = usage->handle,
                                 .line = seat ? seat->handle : 0,
                                 .device = device,
                                 .message = (uint32_t)message,
                                 .p1 = p1,
                                 .p2 = p2,
                                 .p3 = p3});
    }
}

void post_to_seat(const struct seat *seat, LONG message, uint64_t p1, uint64_t p2, uint64_t p3)
{
    post_to_usage(seat->usage, seat, seat->handle, message, p1, p2, p3);
}

void post_to_grip(const struct grip *grip, LONG message, uint64_t p1, uint64_t p2, uint64_t p3)
{
    post_to_usage(grip->seat->usage, grip->seat, grip->handle, message, p1, p2, p3);
}

unsigned queue_take(
    struct program *program, struct program_message *into, unsigned room, DWORD limit_ms)
{
    struct queue *queue = &program->queue;
    ULONGLONG end = GetTickCount64() + limit_ms;
    unsigned taken = 0;
    model_lock();
    while (queue->length == 0 && !program->gone) {
        ULONGLONG now = GetTickCount64();
        if (now >= end || !model_sleep(&filled, (DWORD)(end - now))) {
            break;
        }
    }
    while (taken < room && queue->length > 0) {
        into[taken++] = queue->messages[queue->head];
        queue->head = (queue->head + 1) % queue->room;
        queue->length--;
    }
    if (queue->length == 0) {
        queue->lost = 0; /* the next time it is full is news again */
    }
    model_unlock();
    return taken;
}

void queue_wake(void)
{
    WakeAllConditionVariable(&filled);
}
