/*
 * The provider without Windows: lines, calls, requests, and what follows from each frame and each
 * TSPI call. Not thread-safe: the caller holds one lock around every function. Nothing here calls
 * back, blocks or reads a clock: callbacks are handed out by provider_next(), `now` is passed in
 * (milliseconds, monotonic). All LINEERR_ results are negative.
 */
#ifndef ISHMAEL_PROVIDER_H
#define ISHMAEL_PROVIDER_H

#include "handles.h"
#include "map.h"
#include "wire.h"

enum {
    MAX_LINES = 16384,
    MAX_CALLS = 32000,
    MAX_OPEN_REQUESTS = 256,
    MAX_REQUESTS = 4096,        /* with those whose completion waits for a callback to return */
    MAX_QUEUED_NOTICES = 20000, /* above MAX_LINES: OPEN_LINE of all lines */
    MAX_HELD_BACK = 16,         /* CALL frames kept for a call whose request is not answered */
    MAX_CALL_DATA = 4096,
    MAX_CLOSED_CALLS = 1024, /* remembered ids of calls that TAPI closed */
    MAX_PIPE_UNITS = 256,
    MAX_DIALOGS = 256,  /* programs that are asked who they are at a time */
    EVENTS_FULL = 4096, /* from here on the link thread waits for the sender */
    RING_PERIOD_MS = 6000,
    SETTLE_MS = 50, /* from SetDefaultMediaDetection to the first NEWCALL of an existing call */
    LIMIT_MARGIN_MS = 2000,
    DEFAULT_LIMIT_MS = 10000,
    MAX_LIMIT_MS = 120000
};

#define VERSION_LOWEST 0x00020001u
#define VERSION_HIGHEST 0x00020002u
#define EXTENSION_VERSION 0x00010000u /* of docs/dev-specific.md */
#define DEVICE_UNKNOWN 0xFFFFFFFFu

/* What the program's half of the provider is given: the same octets for each bitness. */
enum { DIALOG_BLOCK = 4 + WIRE_TICKET + 2 * (MAX_PIPE_UNITS + 1) };

typedef void (*any_proc)(void); /* a callback of tapisrv, cast by the Windows half */

struct event {
    uint8_t kind;
    uintptr_t target; /* hdLine, hdCall, request, device id or line id, by kind */
    uint32_t a;
    uint32_t b;
};

struct event_queue {
    struct event *ring;
    size_t capacity;
    size_t first;
    size_t count;
};

/* What a request has to do with one call. */
struct stake {
    struct request *request;
    struct call *call; /* NULL once the call is gone */
    bool created;      /* the call comes into being by the request */
    struct stake *of_call_next;
};

enum { MAX_STAKES = 3 };

struct request {
    uint32_t wire_id;
    uint32_t tapi_id;
    uint16_t operation;
    bool answered;
    uint8_t ticket[WIRE_TICKET]; /* if its program is asked who it is */
    int32_t result;
    uint64_t deadline;
    struct stake stakes[MAX_STAKES]; /* the call it was asked of, or that it makes, comes first */
    unsigned stake_count;
    struct request *older, *younger; /* by deadline while not answered */
    struct request *urgent_next;
    uint64_t urgent_number;
};

struct held_back {
    struct held_back *next;
    size_t length;
    uint8_t body[];
};

struct call {
    uint64_t id;
    struct line *line;
    uintptr_t handle; /* hdCall */
    uintptr_t ht_call;
    bool own;        /* TAPI made it: ht_call is known from the start */
    bool tentative;  /* its request is not answered: no event yet */
    bool failed;     /* its request was refused */
    bool announced;  /* TAPI knows it */
    bool announcing; /* a NEWCALL is queued or running */
    bool ended;      /* an IDLE frame came, or it vanished */
    bool idle_sent;
    bool drop_asked;
    bool seen;  /* named since SNAPSHOT */
    bool fresh; /* `frame` is made up here: no CALL frame came so far */
    uint32_t app_specific;
    uint8_t *body; /* of the last CALL frame, from its type on; `frame` points into it */
    size_t body_length;
    struct call_frame frame;
    struct stake *stakes; /* in requests whose completion TAPI has not heard of */
    bool is_conference;   /* TAPI made it as one */
    uint8_t *data;        /* of lineSetCallData */
    uint32_t data_size;
    struct held_back *held_first, **held_last;
    unsigned held_count;
    struct call *of_line_next, **of_line_link;
    uint64_t next_ring; /* 0: not ringing */
    uint32_t rings;
    struct call *ring_before, *ring_after; /* by next_ring */
    struct call *closing_next;
    uint64_t closing_number;
};

struct line {
    uint32_t id;
    uint32_t device;  /* DEVICE_UNKNOWN until TAPI gave it a number */
    uint32_t ordinal; /* position in the last enumeration, or DEVICE_UNKNOWN */
    bool gone;
    bool seen;
    bool service; /* as last reported */
    bool open;
    uintptr_t handle; /* hdLine; 0: closed */
    uintptr_t ht_line;
    any_proc event_proc;
    uint32_t version;
    uint32_t media_modes;
    uint32_t line_states;
    uint32_t address_states;
    uint32_t extension;                        /* as selected; 0: none */
    uint64_t settle_until;                     /* 0: settled */
    struct line *settle_before, *settle_after; /* by settle_until */
    uint8_t *body;
    struct line_frame frame;
    struct call *calls;
    struct line *next, **link;
};

struct out_frame {
    struct out_frame *next;
    bool request;
    size_t length;
    uint8_t octets[];
};

struct provider {
    struct map lines_by_id;
    struct map lines_by_device;
    struct line *lines, **lines_end;
    uint32_t line_count;
    struct map calls_by_id;
    uint32_t call_count;
    struct handles line_handles;
    struct handles call_handles;
    struct map requests;
    struct request *oldest, *youngest;
    uint32_t next_wire_id;
    uint32_t open_requests;
    uint64_t next_call_id;
    struct closed_call {
        uint64_t id;
        uint32_t line;
    } closed_calls[MAX_CLOSED_CALLS];
    struct map closed_by_id;
    uint32_t closed_next;

    struct event_queue events;
    struct request *urgent_first, **urgent_end;
    struct call *closing_first, **closing_end;
    uint64_t urgent_queued; /* the last number given to what is owed at once */
    struct line *settle_first, *settle_last;
    struct call *ring_first, *ring_last;
    struct delivery_note {
        bool active;
        bool newcall;
        uintptr_t line;
        uintptr_t calls[MAX_STAKES];
        uint64_t number; /* 0: not urgent */
    } in_flight;

    bool initialised;
    bool silent; /* nothing is handed out any more */
    bool claimed;
    uint32_t owner;  /* permanent id of the entry that loaded us, if claimed */
    bool link_ready; /* WELCOME and a whole snapshot came */
    bool in_snapshot;
    bool welcomed;
    bool refused;
    bool broken; /* out of memory or over a bound: the link must start again */
    uint32_t limit_ms;
    uint32_t device_base;
    uint64_t unknown_frames;
    uint64_t beyond_bounds; /* lines and calls that were left out */
    uint64_t generation;    /* counts snapshots that were complete */
    struct out_frame *out_first, **out_end;
    uint32_t out_requests;
    uint32_t out_notices;

    any_proc completion_proc;
    any_proc create_proc;
    uintptr_t create_handle; /* hProvider */
    char refusal[96];

    /* Programs are asked who they are while `tickets` names a pipe; docs/isolation.md. */
    bool (*make_ticket)(uint8_t *ticket); /* WIRE_TICKET random octets; false: none to be had */
    uint8_t tickets[2 * MAX_PIPE_UNITS];
    uint16_t tickets_units;
    uintptr_t dialogs[MAX_DIALOGS]; /* hdDlgInst of those that TAPI has not freed; 0: none */
    uintptr_t last_dialog;
    uint64_t unasked; /* programs that could not be asked: too many dialogs, or no ticket */
};

/* `seed` makes the call ids of this process differ from those of the one before. */
void provider_start(struct provider *provider, uint64_t seed);
void provider_free(struct provider *provider);

/* ---- life cycle ---- */
/* Numbers the lines that are known and returns how many there are. */
uint32_t provider_enumerate(
    struct provider *provider, uintptr_t create_handle, any_proc create_proc);
int32_t provider_init(
    struct provider *provider, uint32_t device_base, uint32_t lines, any_proc completion_proc);
int32_t provider_create_line(struct provider *provider, uintptr_t temp_id, uint32_t device);
/* Answers all that is open; afterwards provider_next() hands out these completions only. */
void provider_shutdown(struct provider *provider);
/* After a shutdown that could not wait longer: provider_next() hands out nothing any more. */
void provider_silence(struct provider *provider);
/*
 * One instance serves one entry of Telephony\Providers. False: it serves another one, which is
 * initialised. Otherwise the instance is `owner`'s until its shutdown.
 */
bool provider_claim(struct provider *provider, uint32_t owner);
bool provider_is_owner(const struct provider *provider, uint32_t owner);

/* ---- the link ---- */
/* Queues HELLO, the held calls and READY for a connection that has just been made. */
bool provider_link_up(struct provider *provider, uint32_t process, uint8_t bits, struct text build);
void provider_link_down(struct provider *provider);
/* One frame, from its type on. WIRE_OK and WIRE_UNKNOWN_TYPE: go on; others end the connection. */
enum wire_error provider_frame(
    struct provider *provider, const uint8_t *octets, size_t length, uint64_t now);
/* The next frame to write, which the caller frees; NULL: none. */
struct out_frame *provider_take_out(struct provider *provider);

/* ---- TSPI, lines ---- */
int32_t line_open(struct provider *provider, uint32_t device, uintptr_t ht_line, uint32_t version,
    any_proc event_proc, const struct wire_caller *caller, uintptr_t *hd_line);
int32_t line_close(struct provider *provider, uintptr_t hd_line);
int32_t line_detect_media(
    struct provider *provider, uintptr_t hd_line, uint32_t modes, uint64_t now);
/* 0 deselects; else EXTENSION_VERSION. */
int32_t line_select_extension(struct provider *provider, uintptr_t hd_line, uint32_t version);
int32_t line_status_messages(
    struct provider *provider, uintptr_t hd_line, uint32_t line_states, uint32_t address_states);
struct line *line_of_handle(struct provider *provider, uintptr_t hd_line);
/* NULL also for a line that is gone. */
struct line *line_of_device(struct provider *provider, uint32_t device);

/* ---- TSPI, calls ---- */
struct call *call_of_handle(struct provider *provider, uintptr_t hd_call);
/* MAKE_CALL and PICKUP. Returns the request id, or a LINEERR_ and nothing happens later. */
int32_t call_create(struct provider *provider, uint16_t operation, uint32_t request,
    uintptr_t hd_line, uintptr_t ht_call, struct text target, const struct wire_caller *caller,
    uint64_t now, uintptr_t *hd_call);
/* All operations on one call that exists and no other. */
int32_t call_request(struct provider *provider, uint16_t operation, uint32_t request,
    uintptr_t hd_call, struct text target, const struct wire_caller *caller, uint64_t now);
/* Operations with two or three calls; those that exist are of one line. */
struct consultation {
    uint16_t operation;
    uint32_t request;
    uintptr_t hd_call;    /* the call, or the conference */
    uintptr_t hd_other;   /* the held call of SWAP_HOLD, or the consultation call that exists */
    uint32_t mode;        /* LINETRANSFERMODE_, of COMPLETE_TRANSFER */
    uint32_t parties;     /* asked for by SETUP_CONFERENCE; 0: not said */
    struct text target;   /* of a consultation call made in one step */
    uintptr_t ht_consult; /* of the calls that come into being */
    uintptr_t ht_conference;
    uintptr_t hd_consult; /* results */
    uintptr_t hd_conference;
};
/* Returns the request id and the new handles, or a LINEERR_ and nothing happens later. */
int32_t call_consult(struct provider *provider, struct consultation *asked,
    const struct wire_caller *caller, uint64_t now);
int32_t call_close(struct provider *provider, uintptr_t hd_call);
int32_t call_set_app_specific(struct provider *provider, uintptr_t hd_call, uint32_t value);
/* Returns the request id; the completion is queued, then CALLINFO(CALLDATA). */
int32_t call_set_data(struct provider *provider, uint32_t request, uintptr_t hd_call,
    const void *data, uint32_t size, uint64_t now);
/* Writes the answer into `buffer` at once and queues the completion. docs/dev-specific.md */
int32_t call_dev_specific(struct provider *provider, uint32_t request, uintptr_t hd_line,
    uintptr_t hd_call, void *buffer, uint32_t size, uint64_t now);

/* The dialog instance is over. INVALPARAM: there is none. */
int32_t dialog_free(struct provider *provider, uintptr_t hd_dialog);

/* ---- the sender ---- */
enum delivery_kind {
    DELIVER_NONE,
    DELIVER_COMPLETION, /* request, result */
    DELIVER_EVENT,      /* ht_line, ht_call, message, p1 … p3 */
    DELIVER_NEWCALL,    /* ht_line, p1 = hd_call; the answer goes to provider_delivered */
    DELIVER_DIALOG      /* ht_line = hProvider, request, p1 = hd_dialog; htDlgInst is the answer */
};

struct delivery {
    enum delivery_kind kind;
    any_proc proc;
    uintptr_t ht_line;
    uintptr_t ht_call;
    uint32_t message;
    uintptr_t p1, p2, p3;
    uint32_t request;
    int32_t result;
    uintptr_t line;                       /* hdLine it belongs to, or 0 */
    uintptr_t call;                       /* hdCall it belongs to, or 0 */
    uintptr_t more_calls[MAX_STAKES - 1]; /* a completion's others, or 0 */
    uint64_t number;                      /* of what is owed at once; 0: not urgent */
    uint8_t block[DIALOG_BLOCK];          /* of DIALOG: what goes to the program */
    uint32_t block_size;
};

/* What is to be called next, with no lock held. False: nothing now. */
bool provider_next(struct provider *provider, uint64_t now, struct delivery *out);
/* The callback of `delivery` returned; `ht_call` is what a NEWCALL or DIALOG wrote. */
void provider_delivered(
    struct provider *provider, const struct delivery *delivery, uintptr_t ht_call, uint64_t now);
/* Does what time asks for; returns when to come again, UINT64_MAX: not before something happens. */
uint64_t provider_tick(struct provider *provider, uint64_t now);
/* When the sender must look: 0 if something waits to be delivered, else when time asks for it. */
uint64_t provider_due(const struct provider *provider);
bool provider_events_full(const struct provider *provider);

/*
 * After line_close, call_close and provider_shutdown: whether callbacks that the closing owes, or
 * one that runs for the closed object, are still to be waited for. `mark` is what
 * provider_closing_mark() said right after the closing, under the same lock.
 */
uint64_t provider_closing_mark(const struct provider *provider);
bool provider_closing(const struct provider *provider, uint64_t mark, uintptr_t handle);
/*
 * Whether callbacks that were queued by this very closing wait: `since` is the mark right before
 * it. They are waited for even while a NEWCALL of the closed object runs, for which
 * provider_closing() does not wait.
 */
bool provider_owes(const struct provider *provider, uint64_t since, uint64_t mark);
/* The wait is over: no IDLE may follow for what is closed. Completions are still delivered. */
void provider_give_up_closing(struct provider *provider, uint64_t mark);

#endif
