/*
 * Where texts stand in TAPI's structures, and the change between their A and W forms. Portable: the
 * program's code page comes in through two functions (text.h).
 *
 * Offsets in structures count from the start of the whole structure. The fixed part has the size
 * of the API version in use: variable parts begin directly behind it, so the first of them (or
 * the end of what is used) tells where it ends. Source: TAPI 2.2, Memory Allocation; LINEDEVCAPS.
 */
#ifndef TAPI32_LAYOUT_H
#define TAPI32_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum part_kind {
    PART_BYTES,
    PART_TEXT,    /* one text, or several with a NUL each */
    PART_LINES,   /* texts of one width; `count` is the field of the width */
    PART_ENTRIES, /* structures; `count` is the field of their number */
    PART_END
};

/* A pair of fields, size and then offset, and what they describe. */
struct part {
    uint16_t field; /* place of the size field */
    uint16_t count; /* place of a further field, by kind */
    uint8_t kind;
    const struct part *entry; /* of PART_ENTRIES: the pairs in each entry */
};

struct layout {
    uint16_t smallest; /* fixed part in API version 1.3 */
    uint16_t format;   /* place of dwStringFormat, or 0 */
    const struct part *parts;
};

extern const struct layout layout_dev_caps, layout_address_caps, layout_call_info,
    layout_call_status, layout_dev_status, layout_address_status, layout_call_list,
    layout_provider_list, layout_country_list, layout_translate_caps, layout_translate_output,
    layout_varstring;
/* Inputs, whose dwTotalSize is followed by no needed and used sizes. */
extern const struct layout layout_call_params, layout_forward_list;

/*
 * Writes the W structure `wide` (of `length` octets), in the A form if `ansi`, to `out`, of which
 * `total` octets may be used; parts that do not fit have size and offset 0. Needed and used sizes
 * are those of the written form, dwTotalSize stays. False: the W structure contradicts itself.
 */
bool layout_write(const struct layout *layout, const uint8_t *wide, size_t length, uint8_t *out,
    size_t total, bool ansi);

/*
 * The W form of an A input structure of `total` octets, or a copy if it is W already (`ansi`
 * false). `fixed` is the size of the fixed part, 0 if that is not known. malloc; NULL: the
 * structure contradicts itself or there is no memory.
 */
uint8_t *layout_input(const struct layout *layout, const uint8_t *in, size_t total, size_t fixed,
    bool ansi, size_t *length);

/* Sizes of fixed parts by API version. */
size_t layout_call_params_size(uint32_t version);
size_t layout_forward_entry_size(uint32_t version);

#endif
