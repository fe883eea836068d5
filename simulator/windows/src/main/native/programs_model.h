/*
 * Programs and what they hold: usage handles (HLINEAPP), opened lines (HLINE, a "seat" at a line),
 * handles of calls (HCALL, a "grip" on a call). Guarded by model_lock; what has ended is marked and
 * kept, so that a pointer outlives the lock.
 */
#ifndef TAPISRV_PROGRAMS_MODEL_H
#define TAPISRV_PROGRAMS_MODEL_H

#include "model.h"
#include "programs/programs.h"

enum { MAX_NAME = 64, MAX_RINGS = 16, VERSION_3_1 = 0x00030001, MAX_QUEUED = 8192 };

struct queue {
    struct program_message *messages;
    unsigned room;
    unsigned head;
    unsigned length;
    unsigned lost;
};

struct program {
    DWORD pid;
    HANDLE process;
    HANDLE watch;
    wchar_t file[MAX_PATH]; /* without folder */
    bool gone;              /* takes no requests any more */
    unsigned inside;        /* requests that run */
    struct usage *usages;
    struct queue queue;
    struct program *next;
};

struct usage {
    DWORD handle;
    struct program *program;
    DWORD version;
    wchar_t name[MAX_NAME];
    bool closed;
    DWORD request_modes;
    DWORD request_instance;
    unsigned request_order;
    struct usage *next;
};

struct seat {
    DWORD handle;
    struct usage *usage;
    struct line *line;
    DWORD version;
    DWORD extension;
    DWORD privileges; /* LINECALLPRIVILEGE_ and LINEOPENOPTION_ */
    DWORD media;      /* 0 unless it may own calls */
    DWORD address;    /* of LINEOPENOPTION_SINGLEADDRESS */
    DWORD proxies;    /* bits of the LINEPROXYREQUEST_ it handles */
    DWORD line_states;
    DWORD address_states;
    DWORD rings[MAX_RINGS];
    unsigned order; /* earlier ones have lower numbers */
    bool closed;
    struct seat *next;
};

struct grip {
    DWORD handle;
    struct seat *seat;
    struct call *call;
    DWORD privilege;
    bool tentative; /* its request has not succeeded yet */
    bool told;      /* of its privilege, by LINE_CALLSTATE */
    bool closed;
    DWORD digit_modes; /* LINE_MONITORDIGITS */
    DWORD media_modes; /* LINE_MONITORMEDIA */
    struct grip *next;
};

enum ticket_kind { TICKET_USAGE = 1, TICKET_SEAT, TICKET_GRIP, TICKET_DIALOG };

/* 32-bit handles, never used twice, and nobody's but the program's. */
DWORD ticket_new(enum ticket_kind kind, void *object, struct program *program);
void *ticket_find(DWORD handle, enum ticket_kind kind, const struct program *program);
void ticket_end(DWORD handle);

struct program *program_add(DWORD pid, HANDLE process, const wchar_t *file);
struct program *programs_first(void);
unsigned programs_alive(void);

struct usage *usage_add(struct program *program, const wchar_t *name, DWORD version);
struct seat *seat_new(struct usage *usage, struct line *line);
struct grip *grip_add(struct seat *seat, struct call *call, DWORD privilege);
/* The handle's object is marked as ended and left by its call. */
void grip_end(struct grip *grip);
/* The living grip of this seat on this call, or NULL. */
struct grip *grip_find(const struct seat *seat, const struct call *call);
unsigned grips_count(const struct call *call, DWORD privilege);

/* ---- messages ---- */

/* Queues a message; wakes the program that waits for it. Never blocks. */
void post_to_usage(const struct usage *usage, const struct seat *seat, DWORD device, LONG message,
    uint64_t p1, uint64_t p2, uint64_t p3);
void post_to_seat(const struct seat *seat, LONG message, uint64_t p1, uint64_t p2, uint64_t p3);
void post_to_grip(const struct grip *grip, LONG message, uint64_t p1, uint64_t p2, uint64_t p3);
/* A message about a dialog instance, for tapi32.dll itself; false: it cannot be queued. */
bool post_to_program(const struct usage *usage, DWORD dialog, LONG message, uint64_t p1);
/* Takes up to `room` messages, waiting at most limit_ms for the first. */
unsigned queue_take(
    struct program *program, struct program_message *into, unsigned room, DWORD limit_ms);
/* How many messages may wait for each program, at most MAX_QUEUED. */
void queue_bound(unsigned limit);
/* Somebody waits in vain: wakes all. */
void queue_wake(void);

#endif
