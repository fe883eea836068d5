#include "layout.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

enum { NEEDED = 4, USED = 8 }; /* places of dwNeededSize and dwUsedSize */

/* A structure in one form and, growing, in the other. */
struct change {
    const uint8_t *in;
    size_t length;
    uint8_t *out;
    size_t total; /* room of `out` */
    size_t used;
    size_t needed;
    bool to_ansi;
    bool to_wide; /* neither: a copy */
};

static uint32_t get(const uint8_t *place)
{
    uint32_t number;
    memcpy(&number, place, sizeof number);
    return number;
}

static void set(uint8_t *place, size_t number)
{
    uint32_t narrow = (uint32_t)number;
    memcpy(place, &narrow, sizeof narrow);
}

static size_t aligned(size_t place)
{
    return (place + 3) & ~(size_t)3;
}

static bool inside(const struct change *change, size_t offset, size_t size)
{
    return offset <= change->length && size <= change->length - offset;
}

/* Where `size` further octets of the output go, or 0 if there is no room for them. */
static size_t append(struct change *change, size_t size)
{
    size_t place = aligned(change->used);
    change->needed = aligned(change->needed) + size;
    if (place > change->total || size > change->total - place) {
        return 0;
    }
    memset(change->out + change->used, 0, place - change->used);
    change->used = place + size;
    return place;
}

static size_t changed_size(const struct change *change, const uint8_t *from, size_t size)
{
    if (change->to_ansi) {
        return text_to_ansi((const uint16_t *)(const void *)from, size / 2, NULL, 0);
    }
    return change->to_wide ? 2 * text_to_wide((const char *)from, size, NULL, 0) : size;
}

static void write_text(
    const struct change *change, const uint8_t *from, size_t size, uint8_t *out, size_t room)
{
    if (change->to_ansi) {
        text_to_ansi((const uint16_t *)(const void *)from, size / 2, (char *)out, room);
    } else if (change->to_wide) {
        text_to_wide((const char *)from, size, (uint16_t *)(void *)out, room / 2);
    } else {
        memcpy(out, from, size);
    }
}

/* Texts are read as UTF-16: a copy on the heap is aligned whatever the structure says. */
static bool add_text(struct change *change, size_t offset, size_t size, uint8_t *pair)
{
    uint8_t *from = malloc(size + 2);
    if (!from) {
        return false;
    }
    memcpy(from, change->in + offset, size);
    size_t length = changed_size(change, from, size);
    size_t place = append(change, length);
    if (place) {
        write_text(change, from, size, change->out + place, length);
    }
    free(from);
    if (pair) {
        set(pair, place ? length : 0);
        set(pair + 4, place);
    }
    return true;
}

static size_t line_units(const uint8_t *line, size_t width)
{
    size_t units = 0;
    while (2 * units + 1 < width && (line[2 * units] || line[2 * units + 1])) {
        units++;
    }
    return units;
}

/* Texts of one width: the width becomes that of the longest one with its NUL. */
static bool add_lines(
    struct change *change, const struct part *part, size_t offset, size_t size, uint8_t *pair)
{
    size_t width = get(change->in + part->count), longest = 0;
    if (width == 0 || width % 2 || offset % 2) {
        return false;
    }
    size_t lines = size / width;
    for (size_t i = 0; i < lines; i++) {
        const uint8_t *line = change->in + offset + i * width;
        size_t length = changed_size(change, line, 2 * line_units(line, width)) + 1;
        longest = length > longest ? length : longest;
    }
    size_t place = append(change, longest * lines);
    for (size_t i = 0; place && i < lines; i++) {
        const uint8_t *line = change->in + offset + i * width;
        uint8_t *out = change->out + place + i * longest;
        memset(out, 0, longest);
        write_text(change, line, 2 * line_units(line, width), out, longest - 1);
    }
    set(change->out + part->count, longest);
    set(pair, place ? longest * lines : 0);
    set(pair + 4, place);
    return true;
}

static bool add_entries(
    struct change *change, const struct part *part, size_t offset, size_t size, uint8_t *pair)
{
    size_t number = get(change->in + part->count);
    size_t stride = number ? size / number : 0;
    size_t place = append(change, size);
    if (place) {
        memcpy(change->out + place, change->in + offset, size);
    }
    set(pair, place ? size : 0);
    set(pair + 4, place);
    for (size_t i = 0; i < number && stride; i++) {
        for (const struct part *text = part->entry; text->kind != PART_END; text++) {
            size_t field = i * stride + text->field;
            if (text->field + 8u > stride) {
                continue;
            }
            size_t length = get(change->in + offset + field);
            size_t from = get(change->in + offset + field + 4);
            if (length &&
                (!inside(change, from, length) ||
                    !add_text(change, from, length, place ? change->out + place + field : NULL))) {
                return false;
            }
        }
    }
    return true;
}

static bool add_part(struct change *change, const struct part *part)
{
    size_t size = get(change->in + part->field), offset = get(change->in + part->field + 4);
    uint8_t *pair = change->out + part->field;
    struct change bytes = *change;
    if (size == 0) {
        return true;
    }
    switch (part->kind) {
    case PART_TEXT:
        return add_text(change, offset, size, pair);
    case PART_LINES:
        return add_lines(change, part, offset, size, pair);
    case PART_ENTRIES:
        return add_entries(change, part, offset, size, pair);
    default:
        bytes.to_ansi = bytes.to_wide = false;
        if (!add_text(&bytes, offset, size, pair)) {
            return false;
        }
        change->used = bytes.used;
        change->needed = bytes.needed;
        return true;
    }
}

/* The end of the fixed part, at most `fixed`; 0: a part lies outside the structure. */
static size_t fixed_part(const struct layout *layout, const struct change *change, size_t fixed)
{
    for (const struct part *part = layout->parts; part->kind != PART_END; part++) {
        if (part->field + 8u > fixed) {
            continue;
        }
        size_t size = get(change->in + part->field), offset = get(change->in + part->field + 4);
        if (size && (!inside(change, offset, size) || offset < part->field + 8u)) {
            return 0;
        }
        fixed = size && offset < fixed ? offset : fixed;
    }
    return fixed;
}

/* Copies the fixed part and adds all others behind it. */
static bool run(struct change *change, const struct layout *layout, size_t fixed)
{
    fixed = fixed_part(layout, change, fixed);
    if (fixed == 0 || fixed > change->total) {
        return false;
    }
    memcpy(change->out, change->in, fixed);
    change->used = change->needed = fixed;
    for (const struct part *part = layout->parts; part->kind != PART_END; part++) {
        if (part->field + 8u <= fixed && !add_part(change, part)) {
            return false;
        }
    }
    return true;
}

bool layout_write(const struct layout *layout, const uint8_t *wide, size_t length, uint8_t *out,
    size_t total, bool ansi)
{
    enum { ASCII = 1, UNICODE_TEXT = 3 }; /* STRINGFORMAT_ */
    struct change change = {
        .in = wide, .length = length, .out = out, .total = total, .to_ansi = ansi};
    if (length < layout->smallest || total < layout->smallest) {
        return false;
    }
    if (layout == &layout_varstring && get(wide + layout->format) != UNICODE_TEXT) {
        change.to_ansi = false; /* octets */
    }
    uint32_t announced = get(out); /* dwTotalSize is the program's */
    if (!run(&change, layout, length)) {
        return false;
    }
    set(out, announced);
    set(out + NEEDED, change.needed);
    set(out + USED, change.used);
    if (layout->format && change.to_ansi) {
        set(out + layout->format, ASCII); /* whatever a provider calls its UTF-16 */
    }
    return true;
}

/* Entries stand directly behind dwTotalSize and dwNumEntries. */
static bool run_forward_list(struct change *change, size_t entry)
{
    static const uint8_t pairs[] = {4, 16};
    size_t number = get(change->in + 4);
    size_t fixed = 8 + number * entry;
    if (number > change->length / entry || fixed > change->length) {
        return false;
    }
    memcpy(change->out, change->in, fixed);
    change->used = change->needed = fixed;
    for (size_t i = 0; i < 2 * number; i++) {
        size_t field = 8 + (i / 2) * entry + pairs[i % 2];
        size_t size = get(change->in + field), offset = get(change->in + field + 4);
        if (size && (!inside(change, offset, size) ||
                        !add_text(change, offset, size, change->out + field))) {
            return false;
        }
    }
    return true;
}

uint8_t *layout_input(const struct layout *layout, const uint8_t *in, size_t total, size_t fixed,
    bool ansi, size_t *length)
{
    /* Several fields may name the same text: as much as the largest structure has fields. */
    size_t room = total * 2 + 24 * total + 64;
    struct change change = {.in = in, .length = total, .total = room, .to_wide = ansi};
    change.out = calloc(1, room);
    if (!change.out) {
        return NULL;
    }
    bool good = layout == &layout_forward_list
                    ? run_forward_list(&change, fixed ? fixed : layout_forward_entry_size(0))
                    : run(&change, layout, fixed && fixed < total ? fixed : total);
    if (!good || change.needed > change.used) {
        free(change.out);
        return NULL;
    }
    set(change.out, change.used);
    *length = change.used;
    return change.out;
}
