#include "world.h"

#include "fill.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct wire_caller nobody = {CALLER_NOBODY, 1702, 0, {NULL, 0}};

struct text ascii_text(const char *ascii)
{
    static uint8_t rooms[16][512];
    static unsigned next;
    uint8_t *room = rooms[next++ % 16];
    size_t length = strlen(ascii);
    for (size_t i = 0; i < length; i++) {
        room[2 * i] = (uint8_t)ascii[i];
        room[2 * i + 1] = 0;
    }
    return (struct text){room, (uint16_t)length};
}

static void proc(void)
{
}

static uint8_t next_ticket;

static bool make_ticket(uint8_t *out)
{
    memset(out, ++next_ticket, WIRE_TICKET);
    return true;
}

void world_start_bare(struct world *world)
{
    memset(world, 0, sizeof *world);
    world->tickets = "";
    world->now = 1000;
    world->next_ht = 0x1000;
    next_ticket = 0;
    provider_start(&world->p, 0);
}

void world_end(struct world *world)
{
    provider_free(&world->p);
}

static void send(struct world *world, const struct frame *frame)
{
    static uint8_t octets[WIRE_LENGTH_SIZE + WIRE_MAX_LENGTH];
    size_t length = wire_encode(frame, octets, sizeof octets);
    CHECK(length > 0);
    uint8_t *tight = malloc(length);
    memcpy(tight, octets + WIRE_LENGTH_SIZE, length - WIRE_LENGTH_SIZE);
    CHECK_EQUAL(provider_frame(&world->p, tight, length - WIRE_LENGTH_SIZE, world->now), WIRE_OK);
    free(tight);
}

void send_plain(struct world *world, uint16_t type)
{
    struct frame frame = {.type = type};
    send(world, &frame);
}

void send_line(struct world *world, uint32_t id, bool in_service, const char *name)
{
    struct frame frame = {.type = FRAME_LINE};
    frame.u.line = (struct line_frame){.line = id,
        .in_service = in_service,
        .name = ascii_text(name),
        .address = ascii_text("101"),
        .line_features = T_LINEFEATURE_MAKECALL,
        .address_features = T_LINEADDRFEATURE_MAKECALL,
        .call_features = 0x080008C5,
        .max_active = 1,
        .max_on_hold = 4};
    send(world, &frame);
}

void send_able_line(
    struct world *world, uint32_t id, uint16_t max_in_conference, const char *forwarded_to)
{
    struct frame frame = {.type = FRAME_LINE};
    frame.u.line = (struct line_frame){.line = id,
        .in_service = 1,
        .name = ascii_text("Captain Ahab (101)"),
        .address = ascii_text("101"),
        .line_features = T_LINEFEATURE_MAKECALL,
        .address_features = T_LINEADDRFEATURE_MAKECALL,
        .call_features = 0x7FFFFFFF,
        .max_active = 1,
        .max_on_hold = 4,
        .max_in_conference = max_in_conference,
        .forwarded_to = ascii_text(forwarded_to)};
    send(world, &frame);
}

void send_line_gone(struct world *world, uint32_t id)
{
    struct frame frame = {.type = FRAME_LINE_GONE};
    frame.u.line_gone.line = id;
    send(world, &frame);
}

void send_call(struct world *world, uint64_t id, uint32_t line, uint32_t state, uint32_t mode,
    const char *caller)
{
    struct frame frame = {.type = FRAME_CALL};
    frame.u.call = (struct call_frame){.call = id,
        .line = line,
        .state = state,
        .mode = mode,
        .features = T_LINECALLFEATURE_DROP,
        .origin = T_LINECALLORIGIN_INBOUND,
        .reason = T_LINECALLREASON_DIRECT,
        .call_id = 7,
        .since = 1764000000123u};
    frame.u.call.caller.flags = T_LINECALLPARTYID_ADDRESS;
    frame.u.call.caller.number = ascii_text(caller);
    send(world, &frame);
}

static void send_variant(struct world *world, uint32_t state, const struct call_frame *differences)
{
    struct frame frame = {.type = FRAME_CALL};
    frame.u.call = *differences;
    frame.u.call.state = state;
    frame.u.call.mode = state == T_LINECALLSTATE_CONNECTED ? 1 : 0;
    frame.u.call.features = T_LINECALLFEATURE_DROP;
    frame.u.call.origin = T_LINECALLORIGIN_INBOUND;
    frame.u.call.reason = T_LINECALLREASON_DIRECT;
    frame.u.call.call_id = 7;
    frame.u.call.since = 1764000000123u;
    frame.u.call.caller.flags = T_LINECALLPARTYID_ADDRESS;
    frame.u.call.caller.number = ascii_text(differences->call >> 63 ? "" : "123");
    send(world, &frame);
}

void send_part(struct world *world, uint64_t id, uint32_t line, uint64_t conference)
{
    send_variant(world, T_LINECALLSTATE_CONFERENCED,
        &(struct call_frame){.call = id, .line = line, .conference = conference});
}

void send_details(struct world *world, uint64_t id, uint32_t line, const char *details)
{
    send_variant(world, T_LINECALLSTATE_CONNECTED,
        &(struct call_frame){.call = id, .line = line, .details = ascii_text(details)});
}

int32_t fill_call_info_of(struct world *world, uintptr_t hd_call, void *out)
{
    return fill_call_info(call_of_handle(&world->p, hd_call), out);
}

void send_answer(struct world *world, uint32_t request, int32_t result)
{
    struct frame frame = {.type = FRAME_ANSWER};
    frame.u.answer = (struct answer_frame){request, (uint32_t)result};
    send(world, &frame);
}

void world_welcome(struct world *world)
{
    struct frame frame = {.type = FRAME_WELCOME};
    frame.u.welcome = (struct welcome_frame){.version = 1,
        .limit = 10000,
        .gateway = ascii_text("0.1.0"),
        .tickets = ascii_text(world->tickets)};
    send(world, &frame);
}

void world_link(struct world *world)
{
    CHECK(provider_link_up(&world->p, 1, 64, ascii_text("t")));
}

void send_snapshot(struct world *world, uint64_t call, uint32_t state)
{
    send_plain(world, FRAME_SNAPSHOT);
    send_line(world, AHAB, true, "Captain Ahab (101)");
    send_line(world, ISHMAEL, true, "Ishmael (102)");
    if (call != 0) {
        send_call(world, call, AHAB, state, 0, "1");
    }
    send_plain(world, FRAME_SNAPSHOT_END);
}

void world_start(struct world *world)
{
    world_start_bare(world);
    world_link(world);
    CHECK_TEXT(frames_out(world), "HELLO|READY|");
    world_welcome(world);
    send_snapshot(world, 0, 0);
    CHECK_EQUAL(provider_enumerate(&world->p, 0xABC, proc), 2);
    CHECK_EQUAL(provider_init(&world->p, FIRST_DEVICE, 2, proc), 0);
    CHECK_TEXT(callbacks(world), "");
}

uintptr_t open_ahab(struct world *world)
{
    uintptr_t hd_line = 0;
    CHECK_EQUAL(
        line_open(&world->p, FIRST_DEVICE, 0x77, VERSION_HIGHEST, proc, &nobody, &hd_line), 0);
    CHECK_EQUAL(line_detect_media(&world->p, hd_line, 4, world->now), 0);
    CHECK_EQUAL(line_status_messages(&world->p, hd_line, 0xFFFFFFFF, 0xFFFFFFFF), 0);
    world->now += SETTLE_MS;
    provider_tick(&world->p, world->now);
    CHECK_TEXT(frames_out(world), "OPEN_LINE#0|");
    return hd_line;
}

uintptr_t make_call(struct world *world, uintptr_t hd_line, uint32_t request, uintptr_t ht_call)
{
    uintptr_t hd_call = 0;
    CHECK_EQUAL(call_create(&world->p, OP_MAKE_CALL, request, hd_line, ht_call, ascii_text("102"),
                    &nobody, world->now, &hd_call),
        request);
    CHECK(hd_call != 0);
    return hd_call;
}

struct consultation consultation(
    uint16_t operation, uint32_t request, uintptr_t hd_call, uintptr_t hd_other, uintptr_t ht)
{
    return (struct consultation){.operation = operation,
        .request = request,
        .hd_call = hd_call,
        .hd_other = hd_other,
        .mode = operation == OP_COMPLETE_TRANSFER ? T_LINETRANSFERMODE_TRANSFER : 0,
        .ht_consult = ht,
        .ht_conference = operation == OP_COMPLETE_TRANSFER ? ht : ht + 1};
}

int32_t ask(struct world *world, uint16_t operation, uint32_t request, uintptr_t hd_call)
{
    return call_request(
        &world->p, operation, request, hd_call, ascii_text(""), &nobody, world->now);
}

void world_ask_programs(struct world *world)
{
    world->tickets = "\\\\.\\pipe\\t";
    world->p.make_ticket = make_ticket;
    world_welcome(world);
}

static void add(struct world *world, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct world *world, const char *format, ...)
{
    size_t used = strlen(world->text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(world->text + used, sizeof world->text - used, format, arguments);
    va_end(arguments);
}

static void add_call(struct world *world, uint64_t id)
{
    if ((id & 0xFFFFFFFF) != 0) {
        add(world, " %s%llx", id >> 63 ? "own" : "", (unsigned long long)id & 0xFFFFFFFF);
    }
}

const char *frames_out(struct world *world)
{
    struct out_frame *out;
    world->text[0] = '\0';
    while ((out = provider_take_out(&world->p)) != NULL) {
        struct frame frame;
        CHECK_EQUAL(wire_decode(out->octets + 4, out->length - 4, &frame), WIRE_OK);
        if (frame.type == FRAME_REQUEST) {
            const struct request_frame *request = &frame.u.request;
            world->last_request = request->request;
            world->last_call = request->call;
            if (request->request != 0) {
                world->last_other = request->other;
                world->last_third = request->third;
            }
            add(world, "%s#%u", wire_operation_name(request->operation), request->request);
            add_call(world, request->call);
            add_call(world, request->other);
            add_call(world, request->third);
            if (request->caller.status == CALLER_ASKED) {
                add(world, " asked %x", request->caller.sid.octets[0]);
            }
            if (request->option != 0) {
                add(world, " mode %u", request->option);
            }
        } else {
            add(world, "%s", wire_frame_name(frame.type));
        }
        add(world, "|");
        free(out);
    }
    return world->text;
}

static void describe(struct world *world, const struct delivery *delivery)
{
    unsigned long p1 = (unsigned long)delivery->p1;
    unsigned long p2 = (unsigned long)delivery->p2;
    unsigned long ht = (unsigned long)delivery->ht_call;
    if (delivery->kind == DELIVER_COMPLETION) {
        add(world, "done %u=%x|", delivery->request, (unsigned)delivery->result);
    } else if (delivery->kind == DELIVER_NEWCALL) {
        add(world, "new|");
    } else if (delivery->kind == DELIVER_DIALOG) {
        CHECK_EQUAL(delivery->message, T_LINE_CREATEDIALOGINSTANCE);
        CHECK_EQUAL(delivery->ht_line, 0xABC);
        CHECK_EQUAL(ht, 0);
        add(world, "ask %u %lx|", delivery->request, p1);
        memcpy(world->block, delivery->block, sizeof world->block);
        world->block_size = delivery->block_size;
    } else if (delivery->message == T_LINE_CALLSTATE) {
        CHECK_EQUAL(delivery->p3, T_LINEMEDIAMODE_INTERACTIVEVOICE);
        add(world, "state %lx %lx/%lx|", ht, p1, p2);
    } else if (delivery->message == T_LINE_CALLINFO) {
        add(world, "info %lx %lx|", ht, p1);
    } else if (delivery->message == T_LINE_LINEDEVSTATE && p1 == T_LINEDEVSTATE_RINGING) {
        CHECK_EQUAL(p2, 1);
        add(world, "ring %lu|", (unsigned long)delivery->p3);
    } else if (delivery->message == T_LINE_LINEDEVSTATE) {
        add(world, "line %lx|", p1);
    } else if (delivery->message == T_LINE_ADDRESSSTATE) {
        CHECK_EQUAL(p1, 0);
        add(world, "address %lx|", p2);
    } else if (delivery->message == T_LINE_CREATE) {
        CHECK_EQUAL(p1, 0xABC);
        CHECK_EQUAL(delivery->ht_line, 0);
        add(world, "create %lx|", p2);
    } else {
        CHECK_EQUAL(delivery->message, T_LINE_REMOVE);
        add(world, "remove %lu|", p1);
    }
}

bool callback(struct world *world)
{
    struct delivery delivery;
    uintptr_t ht_call = 0;
    if (!provider_next(&world->p, world->now, &delivery)) {
        return false;
    }
    CHECK(delivery.proc != NULL);
    describe(world, &delivery);
    if (delivery.kind == DELIVER_NEWCALL) {
        CHECK_EQUAL(delivery.p1, delivery.call);
        CHECK_EQUAL(delivery.ht_line, 0x77);
        world->last_handle = delivery.p1;
        ht_call = world->next_ht;
        world->next_ht += world->next_ht == 0 ? 0 : 1;
        if (world->during_newcall != NULL) {
            world->during_newcall(world, delivery.p1);
        }
    }
    if (delivery.kind == DELIVER_DIALOG) {
        ht_call = world->next_dialog;
    }
    provider_delivered(&world->p, &delivery, ht_call, world->now);
    return true;
}

const char *callbacks(struct world *world)
{
    world->text[0] = '\0';
    while (callback(world)) {
    }
    return world->text;
}
