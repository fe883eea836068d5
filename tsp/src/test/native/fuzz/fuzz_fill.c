/*
 * Structures of any version and size, filled from a line and a call as frames describe them. Input:
 * version u8, calls u8, room u16, then a LINE and a CALL frame as on the wire; what does not decode
 * is left out.
 */
#include "fuzz.h"

#include "fill.h"

#include <string.h>

enum { CANARY = 0xA5, HEADER = 12, COUNTED_CALLS = 3 };

struct subject {
    struct line line;
    struct call calls[COUNTED_CALLS];
    uint32_t version;
};

typedef int32_t (*filler)(const struct subject *subject, void *out);

static int32_t dev_caps(const struct subject *subject, void *out)
{
    return fill_dev_caps(&subject->line, subject->version, out);
}

static int32_t address_caps(const struct subject *subject, void *out)
{
    return fill_address_caps(&subject->line, subject->version, out);
}

static int32_t dev_status(const struct subject *subject, void *out)
{
    return fill_dev_status(&subject->line, out);
}

static int32_t address_status(const struct subject *subject, void *out)
{
    return fill_address_status(&subject->line, out);
}

static int32_t call_info(const struct subject *subject, void *out)
{
    return fill_call_info(&subject->calls[0], out);
}

static int32_t call_status(const struct subject *subject, void *out)
{
    return fill_call_status(&subject->calls[0], out);
}

static const struct {
    enum structure structure;
    filler fill;
} structures[] = {
    {DEV_CAPS, dev_caps},
    {ADDRESS_CAPS, address_caps},
    {DEV_STATUS, dev_status},
    {ADDRESS_STATUS, address_status},
    {CALL_INFO, call_info},
    {CALL_STATUS, call_status},
};
enum { STRUCTURES = sizeof structures / sizeof *structures };

/* TAPI's promise: the size stands in the first four octets, whatever else there is room for. */
static uint8_t *room_of(uint32_t total)
{
    size_t size = total < sizeof total ? sizeof total : total;
    uint8_t *out = malloc(size);
    MUST(out != NULL);
    memset(out, CANARY, size);
    memcpy(out, &total, sizeof total);
    return out;
}

static void untouched(const uint8_t *out, uint32_t from, uint32_t total)
{
    for (uint32_t i = from; i < total; i++) {
        MUST(out[i] == CANARY);
    }
}

/* Fills one structure of `total` octets, judges it, and returns dwNeededSize (0: refused). */
static uint32_t fill_one(const struct subject *subject, unsigned which, uint32_t total)
{
    uint32_t fixed = fixed_size(structures[which].structure, subject->version);
    uint8_t *out = room_of(total);
    int32_t result = structures[which].fill(subject, out);
    uint32_t needed = 0;
    MUST(wire_u32(out) == total);
    if (total < fixed) {
        MUST(result == LINEERR(STRUCTURETOOSMALL));
        untouched(out, sizeof total, total);
    } else {
        uint32_t used = wire_u32(out + 8);
        needed = wire_u32(out + 4);
        MUST(result == 0);
        MUST(used >= fixed && used <= total && used <= needed);
        MUST(used == needed || total < needed);
        untouched(out, used, total);
    }
    free(out);
    return needed;
}

static void fill_all_sizes(const struct subject *subject, unsigned which, uint32_t room)
{
    uint32_t fixed = fixed_size(structures[which].structure, subject->version);
    uint32_t needed = fill_one(subject, which, fixed);
    MUST(needed >= fixed && needed < 2 * WIRE_MAX_LENGTH);
    const uint32_t totals[] = {
        0, HEADER, fixed - 1, fixed + 1, needed - 1, needed, needed + 1, room % (needed + 64)};
    for (unsigned i = 0; i < sizeof totals / sizeof *totals; i++) {
        uint32_t again = fill_one(subject, which, totals[i]);
        MUST(again == 0 || again == needed);
    }
}

static void fill_device_ids(uint32_t device, uint32_t room)
{
    for (uint32_t total = room % 40; total < 40; total += 7) {
        uint8_t *out = room_of(total);
        int32_t result = fill_device_id(device, out);
        MUST((result == 0) == (total >= sizeof(struct var_string)));
        if (result == 0) {
            untouched(out, wire_u32(out + 8), total);
        }
        free(out);
    }
}

/* Decodes an exact copy of the next frame, which the caller frees; NULL: there is none. */
static uint8_t *next_frame(const uint8_t **octets, size_t *left, struct frame *frame)
{
    if (*left < WIRE_LENGTH_SIZE) {
        return NULL;
    }
    size_t length = wire_u32(*octets);
    *octets += WIRE_LENGTH_SIZE;
    *left -= WIRE_LENGTH_SIZE;
    length = length > *left ? *left : length;
    if (length == 0) {
        return NULL;
    }
    uint8_t *copy = malloc(length);
    MUST(copy != NULL);
    memcpy(copy, *octets, length);
    *octets += length;
    *left -= length;
    if (wire_decode(copy, length, frame) != WIRE_OK) {
        frame->type = 0;
    }
    return copy;
}

static uint32_t version_of(uint8_t choice)
{
    static const uint32_t known[] = {
        0x00010003, 0x00010004, 0x00020000, 0x00020001, 0x00020002, 0x00030000, 0x00030001};
    return choice < 0xF0 ? known[choice % 7] : (uint32_t)choice << 12;
}

/* Two bits for each call: announced, ended; the line is in service by the lowest. */
static void begin(struct subject *subject, uint8_t version, uint8_t calls)
{
    memset(subject, 0, sizeof *subject);
    subject->version = version_of(version);
    subject->line.version = subject->version;
    subject->line.id = 1;
    subject->line.device = 7;
    subject->line.service = (calls & 1) != 0;
    for (unsigned i = 0; i < COUNTED_CALLS; i++) {
        struct call *call = &subject->calls[i];
        call->line = &subject->line;
        call->announced = (calls >> (2 * i + 1) & 1) != 0;
        call->ended = (calls >> (2 * i + 2) & 1) != 0;
        call->frame.state = 1u << (calls + i) % 16;
        call->of_line_next = i + 1 < COUNTED_CALLS ? call + 1 : NULL;
    }
    subject->line.calls = subject->calls;
}

static void take(struct subject *subject, const struct frame *frame)
{
    if (frame->type == FRAME_LINE) {
        subject->line.id = frame->u.line.line;
        subject->line.frame = frame->u.line;
    } else if (frame->type == FRAME_CALL) {
        subject->calls[0].frame = frame->u.call;
    }
}

void fuzz_fill(const uint8_t *octets, size_t size)
{
    static struct subject subject;
    struct frame frame;
    uint8_t *copies[2] = {NULL, NULL};
    if (size < 4) {
        return;
    }
    uint32_t room = wire_u16(octets + 2);
    size_t left = size - 4;
    begin(&subject, octets[0], octets[1]);
    octets += 4;
    for (int i = 0; i < 2; i++) {
        copies[i] = next_frame(&octets, &left, &frame);
        if (copies[i] != NULL) {
            take(&subject, &frame);
        }
    }
    for (unsigned i = 0; i < STRUCTURES; i++) {
        fill_all_sizes(&subject, i, room);
    }
    fill_device_ids(subject.line.device, room);
    free(copies[0]);
    free(copies[1]);
}
