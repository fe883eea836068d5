/* The frames of the line protocol: one description, read both ways. Source: docs/line-protocol.md.
 */
#ifndef ISHMAEL_WIRE_H
#define ISHMAEL_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WIRE_MAGIC = 0x4D485349,
    WIRE_VERSION = 1,
    WIRE_LENGTH_SIZE = 4,
    WIRE_TYPE_SIZE = 2,
    WIRE_MIN_LENGTH = 2,
    WIRE_MAX_LENGTH = 65536,
    WIRE_MAX_TEXT = 4096,
    WIRE_MAX_BYTES = 1024,
    WIRE_MIN_SID = 8,
    WIRE_MAX_SID = 68,
    WIRE_TICKET = 16
};

enum frame_type {
    FRAME_HELLO = 0x0001,
    FRAME_HELD_CALL = 0x0002,
    FRAME_READY = 0x0003,
    FRAME_REQUEST = 0x0004,
    FRAME_PONG = 0x0005,
    FRAME_WELCOME = 0x0101,
    FRAME_REFUSED = 0x0102,
    FRAME_SNAPSHOT = 0x0103,
    FRAME_SNAPSHOT_END = 0x0104,
    FRAME_LINE = 0x0105,
    FRAME_LINE_GONE = 0x0106,
    FRAME_CALL = 0x0107,
    FRAME_ANSWER = 0x0108,
    FRAME_PING = 0x0109
};

enum operation {
    OP_MAKE_CALL = 1,
    OP_DIAL = 2,
    OP_ANSWER = 3,
    OP_ACCEPT = 4,
    OP_DROP = 5,
    OP_CLOSE_CALL = 6,
    OP_HOLD = 7,
    OP_UNHOLD = 8,
    OP_PICKUP = 9,
    OP_OPEN_LINE = 10,
    OP_CLOSE_LINE = 11,
    OP_SWAP_HOLD = 12,
    OP_BLIND_TRANSFER = 13,
    OP_REDIRECT = 14,
    OP_SETUP_TRANSFER = 15,
    OP_COMPLETE_TRANSFER = 16,
    OP_SETUP_CONFERENCE = 17,
    OP_PREPARE_ADD_TO_CONFERENCE = 18,
    OP_ADD_TO_CONFERENCE = 19,
    OP_REMOVE_FROM_CONFERENCE = 20
};

/* ASKED: unknown, but the program was given a ticket, which stands in the place of the SID. */
enum caller_status { CALLER_KNOWN = 0, CALLER_NOBODY = 1, CALLER_FAILED = 2, CALLER_ASKED = 3 };

enum wire_error {
    WIRE_OK,
    WIRE_UNKNOWN_TYPE, /* well formed as far as one can tell: skip it */
    WIRE_LENGTH,
    WIRE_TRUNCATED,
    WIRE_TEXT_TOO_LONG,
    WIRE_TEXT_NUL,
    WIRE_LONE_SURROGATE,
    WIRE_BYTES_TOO_LONG,
    WIRE_BAD_MAGIC,
    WIRE_ZERO_ID,
    WIRE_BAD_VALUE
};

/* A view of UTF-16LE units without terminator; the octets need not be aligned. */
struct text {
    const uint8_t *octets;
    uint16_t units;
};

struct bytes {
    const uint8_t *octets;
    uint16_t count;
};

struct party {
    uint32_t flags;
    struct text number;
    struct text name;
};

struct wire_caller {
    uint8_t status;
    uint32_t error;
    uint32_t session;
    struct bytes sid;
};

struct hello_frame {
    uint32_t magic;
    uint16_t lowest;
    uint16_t highest;
    uint32_t process;
    uint8_t bits;
    struct text build;
};

struct request_frame {
    uint32_t request;
    uint16_t operation;
    uint32_t line;
    uint64_t call;
    uint64_t other;
    struct wire_caller caller;
    struct text target;
    uint32_t option;
    struct bytes data;
    uint64_t third;
};

struct welcome_frame {
    uint16_t version;
    uint32_t limit;
    struct text gateway;
    struct text tickets; /* the pipe for tickets; empty: programs are not asked */
};

struct refused_frame {
    uint32_t code;
    struct text reason;
};

struct line_frame {
    uint32_t line;
    uint8_t in_service;
    struct text name;
    struct text address;
    struct text reason;
    uint32_t line_features;
    uint32_t address_features;
    uint32_t call_features;
    uint16_t max_active;
    uint16_t max_on_hold;
    uint16_t max_in_conference;
    struct text forwarded_to;
};

struct line_gone_frame {
    uint32_t line;
};

struct call_frame {
    uint64_t call;
    uint32_t line;
    uint32_t state;
    uint32_t mode;
    uint32_t features;
    uint32_t origin;
    uint32_t reason;
    uint32_t call_id;
    uint32_t related_call_id;
    uint64_t since; /* i64 on the wire; read with call_since() */
    struct party caller;
    struct party called;
    struct party connected;
    struct party redirection;
    struct party redirecting;
    struct text comment;
    struct bytes memo;
    uint64_t conference;
    struct text details;
};

struct answer_frame {
    uint32_t request;
    uint32_t result; /* i32 on the wire: 0 or LINEERR_ */
};

struct stamp_frame {
    uint64_t stamp;
};

struct frame {
    uint16_t type;
    union {
        struct hello_frame hello;
        struct request_frame request;
        struct welcome_frame welcome;
        struct refused_frame refused;
        struct line_frame line;
        struct line_gone_frame line_gone;
        struct call_frame call;
        struct answer_frame answer;
        struct stamp_frame stamp;
    } u;
};

/*
 * Reads one frame: `octets` starts at the type, `length` is what the length field said.
 * The views in `out` point into `octets`.
 */
enum wire_error wire_decode(const uint8_t *octets, size_t length, struct frame *out);

/* Writes length, type and body; returns the octets written, or 0 if `room` or a limit is exceeded.
 */
size_t wire_encode(const struct frame *frame, uint8_t *out, size_t room);

const char *wire_error_name(enum wire_error error);
const char *wire_frame_name(uint16_t type);
const char *wire_operation_name(uint16_t operation);

uint16_t wire_u16(const uint8_t *octets);
uint32_t wire_u32(const uint8_t *octets);

/* Cuts a stream of octets into frames; holds at most one frame of the greatest length. */
struct frame_stream {
    uint8_t buffer[WIRE_LENGTH_SIZE + WIRE_MAX_LENGTH];
    size_t start;
    size_t end;
};

void frame_stream_reset(struct frame_stream *stream);
/* Where the next octets go; `room` is at least 1 whenever frame_stream_next said "more". */
uint8_t *frame_stream_space(struct frame_stream *stream, size_t *room);
void frame_stream_filled(struct frame_stream *stream, size_t count);

enum stream_step { STREAM_MORE, STREAM_FRAME, STREAM_BROKEN };
/* The next whole frame (from its type on). The view holds until the next frame_stream_space. */
enum stream_step frame_stream_next(
    struct frame_stream *stream, const uint8_t **octets, size_t *length);

#endif
