/*
 * A provider with a gateway and a TAPI that are played by the test: frames in, frames out and
 * callbacks as short texts. Time stands still unless the test moves it.
 */
#ifndef ISHMAEL_WORLD_H
#define ISHMAEL_WORLD_H

#include "inside.h"
#include "tap.h"

enum { AHAB = 0x101, ISHMAEL = 0x102, FIRST_DEVICE = 5, TEXT_ROOM = 8192 };

struct world {
    struct provider p;
    uint64_t now;
    char text[TEXT_ROOM];
    uint32_t last_request; /* wire id of the last REQUEST that went out */
    uint64_t last_call;
    uint64_t last_other;
    uint64_t last_third;
    uintptr_t last_handle;       /* hdCall of the last NEWCALL */
    uintptr_t next_ht;           /* what the next NEWCALL hands back; counts up, 0 stays 0 */
    const char *tickets;         /* the pipe that WELCOME names; empty at first */
    uintptr_t next_dialog;       /* htDlgInst that TAPI gives; 0: it can not */
    uint8_t block[DIALOG_BLOCK]; /* of the last dialog instance */
    uint32_t block_size;
    void (*during_newcall)(struct world *world, uintptr_t hd_call);
};

/* Linked, two lines known, initialised; nothing open. */
void world_start(struct world *world);
/* Not linked, nothing known, not initialised. */
void world_start_bare(struct world *world);
void world_end(struct world *world);

void world_link(struct world *world);
void world_welcome(struct world *world);
/* WELCOME again, with a pipe for tickets; the tickets are 0101…, 0202…, … of this process. */
void world_ask_programs(struct world *world);
void send_plain(struct world *world, uint16_t type);
void send_line(struct world *world, uint32_t id, bool in_service, const char *name);
/* One that can do all that there is. */
void send_able_line(
    struct world *world, uint32_t id, uint16_t max_in_conference, const char *forwarded_to);
/* A call that is a party of a conference. */
void send_part(struct world *world, uint64_t id, uint32_t line, uint64_t conference);
/* A call that talks, with details. */
void send_details(struct world *world, uint64_t id, uint32_t line, const char *details);
int32_t fill_call_info_of(struct world *world, uintptr_t hd_call, void *out);
void send_line_gone(struct world *world, uint32_t id);
void send_call(struct world *world, uint64_t id, uint32_t line, uint32_t state, uint32_t mode,
    const char *caller);
void send_answer(struct world *world, uint32_t request, int32_t result);
/* A complete snapshot of the two lines and at most one call (id 0: none). */
void send_snapshot(struct world *world, uint64_t call, uint32_t state);

/* Opens Ahab's line with media detection and waits until it has settled. */
uintptr_t open_ahab(struct world *world);
uintptr_t make_call(struct world *world, uintptr_t hd_line, uint32_t request, uintptr_t ht_call);
/* Transfers are of mode TRANSFER; htCall of a new consultation call is `ht`, of a conference the
 * next one, or `ht` too if there is no consultation call. */
struct consultation consultation(
    uint16_t operation, uint32_t request, uintptr_t hd_call, uintptr_t hd_other, uintptr_t ht);
int32_t ask(struct world *world, uint16_t operation, uint32_t request, uintptr_t hd_call);

/* All frames that wait to be written: "DROP#3 2a|". */
const char *frames_out(struct world *world);
/* All callbacks: "new|state 1000 2/1|done 7=0|ring 0|". */
const char *callbacks(struct world *world);
/* One callback; false: none. */
bool callback(struct world *world);

struct text ascii_text(const char *ascii);

#endif
