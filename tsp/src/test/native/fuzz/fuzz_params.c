/* What a program passes with a call: LINECALLPARAMS of any content, and a number. */
#include "fuzz.h"

#include "call_params.h"

#include <string.h>

static const struct wire_caller nobody = {CALLER_NOBODY, 1702, 0, {NULL, 0}};

/* A text that was taken from a program is one that the gateway understands. */
static void say(struct text target)
{
    static uint8_t octets[WIRE_LENGTH_SIZE + WIRE_MAX_LENGTH];
    struct frame frame = {.type = FRAME_REQUEST};
    MUST(target.units <= MAX_ADDRESS_UNITS);
    frame.u.request = (struct request_frame){
        .request = 1, .operation = OP_MAKE_CALL, .line = 1, .caller = nobody, .target = target};
    size_t size = wire_encode(&frame, octets, sizeof octets);
    MUST(size > WIRE_LENGTH_SIZE);
    MUST(wire_decode(octets + WIRE_LENGTH_SIZE, size - WIRE_LENGTH_SIZE, &frame) == WIRE_OK);
    MUST(frame.u.request.target.units == target.units);
}

static void take_params(const uint8_t *octets, size_t size, uint8_t *room)
{
    uint32_t total = (uint32_t)size;
    struct text target;
    if (size < sizeof total) {
        return;
    }
    uint8_t *params = malloc(size);
    MUST(params != NULL);
    memcpy(params, octets, size);
    memcpy(params, &total, sizeof total);
    MUST(params_check(params) <= 0);
    int32_t result = params_target(params, room, &target);
    MUST(result <= 0 && (result == 0 || target.units == 0));
    if (result == 0) {
        say(target);
    }
    free(params);
}

static void take_number(const uint8_t *octets, size_t size, uint8_t *room)
{
    size_t units = size / 2;
    uint16_t *number = calloc(units + 1, sizeof *number);
    MUST(number != NULL);
    memcpy(number, octets, units * 2);
    int32_t result = address_scan(number);
    MUST(result <= 0);
    if (result == 0) {
        size_t length = text_length(number, MAX_ADDRESS_UNITS);
        MUST(length <= units);
        say(text_from_program(number, length, room));
    }
    free(number);
}

void fuzz_params(const uint8_t *octets, size_t size)
{
    uint8_t *room = malloc(2 * MAX_ADDRESS_UNITS);
    MUST(room != NULL);
    take_params(octets, size, room);
    take_number(octets, size, room);
    free(room);
}
