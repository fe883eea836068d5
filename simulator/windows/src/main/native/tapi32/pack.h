/* Packing of arguments and unpacking of results, as programs.h describes them. Portable. */
#ifndef TAPI32_PACK_H
#define TAPI32_PACK_H

#include "../programs/programs.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Packed arguments. `failed` stays set once there is no memory or PROGRAMS_MAX_ARGUMENTS is full.
 */
struct packer {
    uint8_t *data;
    size_t used;
    size_t room;
    bool failed;
};

void pack_number(struct packer *packer, uint32_t number);
/* UTF-16 with NUL, or NULL. */
void pack_text(struct packer *packer, const uint16_t *text);
void pack_bytes(struct packer *packer, const void *bytes, size_t length);
/* Overwrites the number that was packed at this place. */
void pack_number_at(struct packer *packer, size_t place, uint32_t number);
void pack_free(struct packer *packer);

/* Packed results. `failed` stays set once something is not there as asked for. */
struct unpacker {
    const uint8_t *data;
    size_t length;
    size_t place;
    bool failed;
};

uint32_t unpack_number(struct unpacker *unpacker);
/* NULL and length 0 for PROGRAMS_NULL; the bytes stay the unpacker's. */
const uint8_t *unpack_bytes(struct unpacker *unpacker, size_t *length);
/* The units of a text without NUL, as unpack_bytes; `units` counts them. */
const uint8_t *unpack_text(struct unpacker *unpacker, size_t *units);

#endif
