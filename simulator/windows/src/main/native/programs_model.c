#include "programs_model.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_TICKETS = 1024, MAX_TICKETS = 1 << 24, STEP = 16, FIRST_HANDLE = 0x10000 };

struct ticket {
    enum ticket_kind kind; /* 0: ended */
    void *object;
    struct program *program;
};

static struct ticket *tickets;
static unsigned ticket_count;
static unsigned ticket_room;
static struct program *programs;
static unsigned last_order;

static void *need(void *memory)
{
    if (!memory) {
        ExitProcess(4);
    }
    return memory;
}

DWORD ticket_new(enum ticket_kind kind, void *object, struct program *program)
{
    if (ticket_count == ticket_room) {
        if (ticket_room >= MAX_TICKETS) {
            ExitProcess(4);
        }
        ticket_room = ticket_room ? ticket_room * 2 : FIRST_TICKETS;
        tickets = need(realloc(tickets, ticket_room * sizeof *tickets));
    }
    tickets[ticket_count] = (struct ticket){kind, object, program};
    return FIRST_HANDLE + ticket_count++ * STEP + (unsigned)kind;
}

static struct ticket *ticket_at(DWORD handle)
{
    unsigned n = (handle - FIRST_HANDLE) / STEP;
    if (handle < FIRST_HANDLE || n >= ticket_count ||
        (handle - FIRST_HANDLE) % STEP != (unsigned)tickets[n].kind) {
        return NULL;
    }
    return &tickets[n];
}

void *ticket_find(DWORD handle, enum ticket_kind kind, const struct program *program)
{
    const struct ticket *ticket = ticket_at(handle);
    return ticket && ticket->kind == kind && ticket->program == program ? ticket->object : NULL;
}

void ticket_end(DWORD handle)
{
    struct ticket *ticket = ticket_at(handle);
    if (ticket) {
        memset(ticket, 0, sizeof *ticket);
    }
}

struct program *program_add(DWORD pid, HANDLE process, const wchar_t *file)
{
    struct program *program = need(calloc(1, sizeof *program));
    const wchar_t *name = wcsrchr(file, L'\\');
    program->pid = pid;
    program->process = process;
    wcsncpy(program->file, name ? name + 1 : file, MAX_PATH - 1);
    program->next = programs;
    programs = program;
    return program;
}

struct program *programs_first(void)
{
    return programs;
}

unsigned programs_alive(void)
{
    unsigned count = 0;
    for (const struct program *program = programs; program; program = program->next) {
        count += !program->gone;
    }
    return count;
}

struct usage *usage_add(struct program *program, const wchar_t *name, DWORD version)
{
    struct usage *usage = need(calloc(1, sizeof *usage));
    wcsncpy(usage->name, name ? name : program->file, MAX_NAME - 1);
    usage->program = program;
    usage->version = version;
    usage->handle = ticket_new(TICKET_USAGE, usage, program);
    usage->next = program->usages;
    program->usages = usage;
    return usage;
}

struct seat *seat_new(struct usage *usage, struct line *line)
{
    struct seat *seat = need(calloc(1, sizeof *seat));
    seat->usage = usage;
    seat->line = line;
    seat->order = ++last_order;
    seat->handle = ticket_new(TICKET_SEAT, seat, usage->program);
    return seat;
}

struct grip *grip_add(struct seat *seat, struct call *call, DWORD privilege)
{
    struct grip *grip = need(calloc(1, sizeof *grip));
    grip->seat = seat;
    grip->call = call;
    grip->privilege = privilege;
    grip->handle = ticket_new(TICKET_GRIP, grip, seat->usage->program);
    struct grip **last = &call->grips;
    while (*last) {
        last = &(*last)->next;
    }
    *last = grip;
    return grip;
}

void grip_end(struct grip *grip)
{
    if (!grip->closed) {
        grip->closed = true;
        ticket_end(grip->handle);
        for (struct grip **at = &grip->call->grips; *at; at = &(*at)->next) {
            if (*at == grip) {
                *at = grip->next;
                break;
            }
        }
    }
}

struct grip *grip_find(const struct seat *seat, const struct call *call)
{
    for (struct grip *grip = call->grips; grip; grip = grip->next) {
        if (grip->seat == seat) {
            return grip;
        }
    }
    return NULL;
}

unsigned grips_count(const struct call *call, DWORD privilege)
{
    unsigned count = 0;
    for (const struct grip *grip = call->grips; grip; grip = grip->next) {
        count += (grip->privilege & privilege) != 0;
    }
    return count;
}
