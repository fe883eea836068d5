/* How a variable structure is packed: a copy of the fixed part, then texts from the front on. */
#ifndef ISHMAEL_FILL_BUFFER_H
#define ISHMAEL_FILL_BUFFER_H

#include "fill.h"

struct fill {
    uint8_t *out;
    uint32_t total;
    uint32_t fixed;
    uint32_t used;
    uint32_t needed;
};

/* Fields that TAPI fills; a list ends with size 0. */
struct owned {
    uint16_t offset;
    uint16_t size;
};

/*
 * `copy` (of `size` octets, the greatest version) is zeroed but for dwTotalSize and for what TAPI
 * owns (`owned`, NULL: nothing), which is taken over from `out`.
 */
int32_t fill_begin(struct fill *fill, void *out, uint32_t fixed, void *copy, uint32_t size,
    const struct owned *owned);
/* Writes the sizes and the fixed part back; returns 0. */
int32_t fill_end(struct fill *fill, void *copy);
/* Nothing for no octets. */
void fill_bytes(struct fill *fill, const uint8_t *octets, uint32_t count, uint32_t *size_field,
    uint32_t *offset_field);
/* Room for `size` octets behind what is there, or NULL; keeps DWORD alignment. */
uint8_t *fill_room(struct fill *fill, uint32_t size, uint32_t *size_field, uint32_t *offset_field);
/* Nothing for an empty text. */
void fill_text(struct fill *fill, struct text text, uint32_t *size_field, uint32_t *offset_field);
/* `count` characters including terminators. */
void fill_ascii(struct fill *fill, const char *text, uint32_t count, uint32_t *size_field,
    uint32_t *offset_field);

#endif
