#include "wire.h"

#include <string.h>

enum kind { U8, U16, U32, U64, TEXT, BYTES, END };

struct field {
    uint8_t kind;
    uint16_t offset;
};

#define AT(member) ((uint16_t)offsetof(struct frame, u.member))
#define PARTY(member)                                                                              \
    {U32, AT(member.flags)}, {TEXT, AT(member.number)},                                            \
    {                                                                                              \
        TEXT, AT(member.name)                                                                      \
    }

static const struct field no_fields[] = {{END, 0}};

static const struct field hello_fields[] = {{U32, AT(hello.magic)}, {U16, AT(hello.lowest)},
    {U16, AT(hello.highest)}, {U32, AT(hello.process)}, {U8, AT(hello.bits)},
    {TEXT, AT(hello.build)}, {END, 0}};

static const struct field request_fields[] = {{U32, AT(request.request)},
    {U16, AT(request.operation)}, {U32, AT(request.line)}, {U64, AT(request.call)},
    {U64, AT(request.other)}, {U8, AT(request.caller.status)}, {U32, AT(request.caller.error)},
    {U32, AT(request.caller.session)}, {BYTES, AT(request.caller.sid)}, {TEXT, AT(request.target)},
    {U32, AT(request.option)}, {BYTES, AT(request.data)}, {U64, AT(request.third)}, {END, 0}};

static const struct field welcome_fields[] = {{U16, AT(welcome.version)}, {U32, AT(welcome.limit)},
    {TEXT, AT(welcome.gateway)}, {TEXT, AT(welcome.tickets)}, {END, 0}};

static const struct field refused_fields[] = {
    {U32, AT(refused.code)}, {TEXT, AT(refused.reason)}, {END, 0}};

static const struct field line_fields[] = {{U32, AT(line.line)}, {U8, AT(line.in_service)},
    {TEXT, AT(line.name)}, {TEXT, AT(line.address)}, {TEXT, AT(line.reason)},
    {U32, AT(line.line_features)}, {U32, AT(line.address_features)}, {U32, AT(line.call_features)},
    {U16, AT(line.max_active)}, {U16, AT(line.max_on_hold)}, {U16, AT(line.max_in_conference)},
    {TEXT, AT(line.forwarded_to)}, {END, 0}};

static const struct field line_gone_fields[] = {{U32, AT(line_gone.line)}, {END, 0}};

static const struct field call_fields[] = {{U64, AT(call.call)}, {U32, AT(call.line)},
    {U32, AT(call.state)}, {U32, AT(call.mode)}, {U32, AT(call.features)}, {U32, AT(call.origin)},
    {U32, AT(call.reason)}, {U32, AT(call.call_id)}, {U32, AT(call.related_call_id)},
    {U64, AT(call.since)}, PARTY(call.caller), PARTY(call.called), PARTY(call.connected),
    PARTY(call.redirection), PARTY(call.redirecting), {TEXT, AT(call.comment)},
    {BYTES, AT(call.memo)}, {U64, AT(call.conference)}, {TEXT, AT(call.details)}, {END, 0}};

static const struct field answer_fields[] = {
    {U32, AT(answer.request)}, {U32, AT(answer.result)}, {END, 0}};

static const struct field stamp_fields[] = {{U64, AT(stamp.stamp)}, {END, 0}};

static const struct {
    uint16_t type;
    const char *name;
    const struct field *fields;
} layouts[] = {{FRAME_HELLO, "HELLO", hello_fields}, {FRAME_HELD_CALL, "HELD_CALL", call_fields},
    {FRAME_READY, "READY", no_fields}, {FRAME_REQUEST, "REQUEST", request_fields},
    {FRAME_PONG, "PONG", stamp_fields}, {FRAME_WELCOME, "WELCOME", welcome_fields},
    {FRAME_REFUSED, "REFUSED", refused_fields}, {FRAME_SNAPSHOT, "SNAPSHOT", no_fields},
    {FRAME_SNAPSHOT_END, "SNAPSHOT_END", no_fields}, {FRAME_LINE, "LINE", line_fields},
    {FRAME_LINE_GONE, "LINE_GONE", line_gone_fields}, {FRAME_CALL, "CALL", call_fields},
    {FRAME_ANSWER, "ANSWER", answer_fields}, {FRAME_PING, "PING", stamp_fields}};

static const struct field *fields_of(uint16_t type)
{
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        if (layouts[i].type == type) {
            return layouts[i].fields;
        }
    }
    return NULL;
}

uint16_t wire_u16(const uint8_t *octets)
{
    return (uint16_t)(octets[0] | octets[1] << 8);
}

uint32_t wire_u32(const uint8_t *octets)
{
    return (uint32_t)wire_u16(octets) | (uint32_t)wire_u16(octets + 2) << 16;
}

static uint64_t wire_u64(const uint8_t *octets)
{
    return (uint64_t)wire_u32(octets) | (uint64_t)wire_u32(octets + 4) << 32;
}

/* Numbers of up to 8 octets, little-endian. */
static void put_number(uint8_t *out, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        out[i] = (uint8_t)(value >> (8 * i));
    }
}

static enum wire_error check_text(const struct text *text)
{
    bool high = false;
    for (size_t i = 0; i < text->units; i++) {
        uint16_t unit = wire_u16(text->octets + 2 * i);
        bool low = (unit & 0xFC00) == 0xDC00;
        if (unit == 0) {
            return WIRE_TEXT_NUL;
        }
        if (low != high) {
            return WIRE_LONE_SURROGATE;
        }
        high = (unit & 0xFC00) == 0xD800;
    }
    return high ? WIRE_LONE_SURROGATE : WIRE_OK;
}

struct cursor {
    const uint8_t *next;
    size_t left;
};

static const uint8_t *take(struct cursor *cursor, size_t count)
{
    if (cursor->left < count) {
        return NULL;
    }
    const uint8_t *at = cursor->next;
    cursor->next += count;
    cursor->left -= count;
    return at;
}

static enum wire_error read_counted(
    struct cursor *cursor, size_t max, size_t size, enum wire_error too_long, struct bytes *out)
{
    const uint8_t *at = take(cursor, 2);
    if (at == NULL) {
        return WIRE_TRUNCATED;
    }
    out->count = wire_u16(at);
    if (out->count > max) {
        return too_long;
    }
    out->octets = take(cursor, out->count * size);
    return out->octets == NULL ? WIRE_TRUNCATED : WIRE_OK;
}

static enum wire_error read_field(struct cursor *cursor, unsigned kind, void *out)
{
    static const uint8_t sizes[] = {1, 2, 4, 8};
    if (kind == TEXT) {
        struct bytes units = {0};
        enum wire_error error = read_counted(cursor, WIRE_MAX_TEXT, 2, WIRE_TEXT_TOO_LONG, &units);
        struct text text = {units.octets, units.count};
        memcpy(out, &text, sizeof text);
        return error != WIRE_OK ? error : check_text(&text);
    }
    if (kind == BYTES) {
        return read_counted(cursor, WIRE_MAX_BYTES, 1, WIRE_BYTES_TOO_LONG, out);
    }
    const uint8_t *at = take(cursor, sizes[kind]);
    if (at == NULL) {
        return WIRE_TRUNCATED;
    }
    if (kind == U8) {
        *(uint8_t *)out = *at;
    } else if (kind == U16) {
        *(uint16_t *)out = wire_u16(at);
    } else if (kind == U32) {
        *(uint32_t *)out = wire_u32(at);
    } else {
        *(uint64_t *)out = wire_u64(at);
    }
    return WIRE_OK;
}

static enum wire_error check_hello(const struct hello_frame *hello)
{
    if (hello->magic != WIRE_MAGIC) {
        return WIRE_BAD_MAGIC;
    }
    bool bits = hello->bits == 32 || hello->bits == 64;
    return bits && hello->lowest <= hello->highest ? WIRE_OK : WIRE_BAD_VALUE;
}

static enum wire_error check_request(const struct request_frame *request)
{
    uint16_t sid = request->caller.sid.count;
    if (request->line == 0) {
        return WIRE_ZERO_ID;
    }
    if (request->caller.status > CALLER_ASKED) {
        return WIRE_BAD_VALUE;
    }
    if (request->caller.status == CALLER_KNOWN) {
        return sid >= WIRE_MIN_SID && sid <= WIRE_MAX_SID ? WIRE_OK : WIRE_BAD_VALUE;
    }
    return sid == (request->caller.status == CALLER_ASKED ? WIRE_TICKET : 0) ? WIRE_OK
                                                                             : WIRE_BAD_VALUE;
}

static enum wire_error check_values(const struct frame *frame)
{
    switch (frame->type) {
    case FRAME_HELLO:
        return check_hello(&frame->u.hello);
    case FRAME_REQUEST:
        return check_request(&frame->u.request);
    case FRAME_LINE:
        if (frame->u.line.line == 0) {
            return WIRE_ZERO_ID;
        }
        return frame->u.line.in_service <= 1 ? WIRE_OK : WIRE_BAD_VALUE;
    case FRAME_LINE_GONE:
        return frame->u.line_gone.line == 0 ? WIRE_ZERO_ID : WIRE_OK;
    case FRAME_CALL:
    case FRAME_HELD_CALL:
        return frame->u.call.call == 0 || frame->u.call.line == 0 ? WIRE_ZERO_ID : WIRE_OK;
    default:
        return WIRE_OK;
    }
}

enum wire_error wire_decode(const uint8_t *octets, size_t length, struct frame *out)
{
    if (length < WIRE_MIN_LENGTH || length > WIRE_MAX_LENGTH) {
        return WIRE_LENGTH;
    }
    memset(out, 0, sizeof *out);
    out->type = wire_u16(octets);
    const struct field *field = fields_of(out->type);
    if (field == NULL) {
        return WIRE_UNKNOWN_TYPE;
    }
    struct cursor cursor = {octets + WIRE_TYPE_SIZE, length - WIRE_TYPE_SIZE};
    for (; field->kind != END; field++) {
        enum wire_error error = read_field(&cursor, field->kind, (uint8_t *)out + field->offset);
        if (error != WIRE_OK) {
            return error;
        }
    }
    return check_values(out);
}

/* Writes one field, or returns 0 if it does not fit. */
static size_t write_field(unsigned kind, const void *in, uint8_t *out, size_t room)
{
    static const uint8_t sizes[] = {1, 2, 4, 8};
    if (kind == TEXT || kind == BYTES) {
        struct bytes counted;
        if (kind == TEXT) {
            const struct text *text = in;
            counted = (struct bytes){text->octets, text->units};
        } else {
            counted = *(const struct bytes *)in;
        }
        size_t size = (size_t)counted.count * (kind == TEXT ? 2u : 1u);
        size_t max = kind == TEXT ? WIRE_MAX_TEXT : WIRE_MAX_BYTES;
        if (counted.count > max || room < size + 2) {
            return 0;
        }
        put_number(out, counted.count, 2);
        if (size != 0) {
            memcpy(out + 2, counted.octets, size);
        }
        return size + 2;
    }
    size_t size = sizes[kind];
    if (room < size) {
        return 0;
    }
    uint64_t value = kind == U8    ? *(const uint8_t *)in
                     : kind == U16 ? *(const uint16_t *)in
                     : kind == U32 ? *(const uint32_t *)in
                                   : *(const uint64_t *)in;
    put_number(out, value, size);
    return size;
}

size_t wire_encode(const struct frame *frame, uint8_t *out, size_t room)
{
    const struct field *field = fields_of(frame->type);
    size_t used = WIRE_LENGTH_SIZE + WIRE_TYPE_SIZE;
    if (field == NULL || room < used) {
        return 0;
    }
    put_number(out + WIRE_LENGTH_SIZE, frame->type, 2);
    for (; field->kind != END; field++) {
        size_t count = write_field(
            field->kind, (const uint8_t *)frame + field->offset, out + used, room - used);
        if (count == 0) {
            return 0;
        }
        used += count;
    }
    if (used - WIRE_LENGTH_SIZE > WIRE_MAX_LENGTH) {
        return 0;
    }
    put_number(out, used - WIRE_LENGTH_SIZE, WIRE_LENGTH_SIZE);
    return used;
}

const char *wire_error_name(enum wire_error error)
{
    static const char *const names[] = {"OK", "UNKNOWN_TYPE", "LENGTH", "TRUNCATED",
        "TEXT_TOO_LONG", "TEXT_NUL", "LONE_SURROGATE", "BYTES_TOO_LONG", "BAD_MAGIC", "ZERO_ID",
        "BAD_VALUE"};
    return names[error];
}

const char *wire_frame_name(uint16_t type)
{
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        if (layouts[i].type == type) {
            return layouts[i].name;
        }
    }
    return "?";
}

const char *wire_operation_name(uint16_t operation)
{
    static const char *const names[] = {"?", "MAKE_CALL", "DIAL", "ANSWER", "ACCEPT", "DROP",
        "CLOSE_CALL", "HOLD", "UNHOLD", "PICKUP", "OPEN_LINE", "CLOSE_LINE", "SWAP_HOLD",
        "BLIND_TRANSFER", "REDIRECT", "SETUP_TRANSFER", "COMPLETE_TRANSFER", "SETUP_CONFERENCE",
        "PREPARE_ADD_TO_CONFERENCE", "ADD_TO_CONFERENCE", "REMOVE_FROM_CONFERENCE"};
    return operation < sizeof names / sizeof names[0] ? names[operation] : "?";
}
