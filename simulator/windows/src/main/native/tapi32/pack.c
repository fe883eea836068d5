#include "pack.h"

#include <stdlib.h>
#include <string.h>

static uint8_t *grow(struct packer *packer, size_t more)
{
    if (packer->failed || more > PROGRAMS_MAX_ARGUMENTS - packer->used) {
        packer->failed = true;
        return NULL;
    }
    if (packer->used + more > packer->room) {
        size_t room = (packer->used + more) * 2;
        uint8_t *data = realloc(packer->data, room);
        if (!data) {
            packer->failed = true;
            return NULL;
        }
        packer->data = data;
        packer->room = room;
    }
    uint8_t *place = packer->data + packer->used;
    packer->used += more;
    return place;
}

static void store(uint8_t *place, uint32_t number)
{
    for (int i = 0; i < 4; i++) {
        place[i] = (uint8_t)(number >> (8 * i));
    }
}

void pack_number(struct packer *packer, uint32_t number)
{
    uint8_t *place = grow(packer, 4);
    if (place) {
        store(place, number);
    }
}

void pack_number_at(struct packer *packer, size_t place, uint32_t number)
{
    if (!packer->failed && place + 4 <= packer->used) {
        store(packer->data + place, number);
    }
}

static void pack_counted(struct packer *packer, uint32_t count, const void *bytes, size_t length)
{
    size_t padded = (length + 3) & ~(size_t)3;
    pack_number(packer, count);
    uint8_t *place = padded ? grow(packer, padded) : NULL;
    if (place) {
        memset(place + length, 0, padded - length);
        memcpy(place, bytes, length);
    }
}

void pack_text(struct packer *packer, const uint16_t *text)
{
    size_t units = 0;
    if (!text) {
        pack_number(packer, (uint32_t)PROGRAMS_NULL);
        return;
    }
    while (units < PROGRAMS_MAX_ARGUMENTS && text[units]) {
        units++;
    }
    pack_counted(packer, (uint32_t)units, text, units * 2);
}

void pack_bytes(struct packer *packer, const void *bytes, size_t length)
{
    if (!bytes) {
        pack_number(packer, (uint32_t)PROGRAMS_NULL);
    } else if (length > PROGRAMS_MAX_ARGUMENTS) {
        packer->failed = true;
    } else {
        pack_counted(packer, (uint32_t)length, bytes, length);
    }
}

void pack_free(struct packer *packer)
{
    free(packer->data);
    memset(packer, 0, sizeof *packer);
}

static const uint8_t *take(struct unpacker *unpacker, size_t length)
{
    if (unpacker->failed || length > unpacker->length - unpacker->place) {
        unpacker->failed = true;
        return NULL;
    }
    const uint8_t *place = unpacker->data + unpacker->place;
    unpacker->place += length;
    return place;
}

uint32_t unpack_number(struct unpacker *unpacker)
{
    const uint8_t *place = take(unpacker, 4);
    return place ? (uint32_t)place[0] | (uint32_t)place[1] << 8 | (uint32_t)place[2] << 16 |
                       (uint32_t)place[3] << 24
                 : 0;
}

static const uint8_t *unpack_counted(struct unpacker *unpacker, size_t size, size_t *count)
{
    uint32_t number = unpack_number(unpacker);
    *count = 0;
    if (unpacker->failed || number == (uint32_t)PROGRAMS_NULL) {
        return NULL;
    }
    if (number > PROGRAMS_MAX_RESULTS / size) {
        unpacker->failed = true;
        return NULL;
    }
    const uint8_t *bytes = take(unpacker, ((size_t)number * size + 3) & ~(size_t)3);
    *count = bytes ? number : 0;
    return bytes;
}

const uint8_t *unpack_bytes(struct unpacker *unpacker, size_t *length)
{
    return unpack_counted(unpacker, 1, length);
}

const uint8_t *unpack_text(struct unpacker *unpacker, size_t *units)
{
    return unpack_counted(unpacker, 2, units);
}
