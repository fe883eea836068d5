#include "programs_structs.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BUILT = PROGRAMS_MAX_RESULTS - 64, TOTAL_AT = 0, NEEDED_AT = 4, USED_AT = 8 };

static DWORD number_at(const unsigned char *data, size_t offset)
{
    DWORD number;
    memcpy(&number, data + offset, sizeof number);
    return number;
}

LONG built_start(struct built *built, const struct layout *layout, DWORD version, DWORD total)
{
    DWORD fixed = layout_size(layout, version);
    memset(built, 0, sizeof *built);
    if (total < fixed) {
        return (LONG)LINEERR_STRUCTURETOOSMALL;
    }
    built->layout = layout;
    built->room = total < MAX_BUILT ? total : MAX_BUILT;
    built->fixed = fixed;
    built->used = fixed;
    built->needed = fixed;
    built->data = calloc(built->room, 1);
    if (!built->data) {
        return (LONG)LINEERR_NOMEM;
    }
    memcpy(built->data, &total, sizeof total);
    return 0;
}

void built_set(const struct built *built, size_t offset, DWORD value)
{
    if (offset + sizeof value <= built->fixed) {
        memcpy(built->data + offset, &value, sizeof value);
    }
}

DWORD built_get(const struct built *built, size_t offset)
{
    return offset + sizeof(DWORD) <= built->fixed ? number_at(built->data, offset) : 0;
}

DWORD built_place(struct built *built, const void *data, DWORD size)
{
    DWORD padded = (size + 3) / 4 * 4;
    DWORD at = built->used;
    built->needed += padded;
    if (padded > built->room - built->used || built->used + padded > built->room) {
        return 0;
    }
    memcpy(built->data + at, data, size);
    built->used += padded;
    return at;
}

void built_append(
    struct built *built, size_t size_at, size_t offset_at, const void *data, DWORD size)
{
    if (size == 0 || offset_at + sizeof(DWORD) > built->fixed) {
        return;
    }
    DWORD at = built_place(built, data, size);
    built_set(built, size_at, at ? size : 0);
    built_set(built, offset_at, at);
}

void built_finish(const struct built *built)
{
    built_set(built, NEEDED_AT, built->needed);
    built_set(built, USED_AT, built->used);
}

/*
 * LINEADDRESSSTATUS: the list's entries name texts by their offset from the structure's start
 * (LINEFORWARD page), so that list and texts move together. A list that does not fit is left out.
 */
static void move_forwards(
    struct built *built, const unsigned char *from, DWORD size, DWORD from_version, DWORD version)
{
    static const size_t texts[2][2] = {
        {offsetof(LINEFORWARD, dwCallerAddressSize), offsetof(LINEFORWARD, dwCallerAddressOffset)},
        {offsetof(LINEFORWARD, dwDestAddressSize), offsetof(LINEFORWARD, dwDestAddressOffset)}};
    DWORD count = number_at(from, offsetof(LINEADDRESSSTATUS, dwForwardNumEntries));
    DWORD start = number_at(from, offsetof(LINEADDRESSSTATUS, dwForwardOffset));
    DWORD old = forward_size(from_version);
    DWORD own = forward_size(version);
    if (start == 0 || start > size || count > (size - start) / old) {
        return;
    }
    unsigned char *block = calloc(count, own);
    DWORD at = block ? built_place(built, block, count * own) : 0;
    free(block);
    for (DWORD i = 0; i < count; i++) {
        const unsigned char *entry = from + start + i * old;
        unsigned char *to = at ? built->data + at + i * own : NULL;
        if (to) {
            memcpy(to, entry, old < own ? old : own);
        }
        for (int t = 0; t < 2; t++) {
            DWORD length = number_at(entry, texts[t][0]);
            DWORD offset = number_at(entry, texts[t][1]);
            bool inside = length && offset <= size && length <= size - offset;
            DWORD moved = inside ? built_place(built, from + offset, length) : 0;
            if (to) {
                memcpy(to + texts[t][0], moved ? &length : &(DWORD){0}, sizeof length);
                memcpy(to + texts[t][1], &moved, sizeof moved);
            }
        }
    }
    built_set(built, offsetof(LINEADDRESSSTATUS, dwForwardOffset), at);
    built_set(built, offsetof(LINEADDRESSSTATUS, dwForwardSize), at ? count * own : 0);
    if (!at) {
        built_set(built, offsetof(LINEADDRESSSTATUS, dwForwardNumEntries), 0);
    }
}

static bool is_part(const struct field *field)
{
    return field->kind == FIELD_TEXT || field->kind == FIELD_LIST || field->kind == FIELD_BYTES;
}

static void move_part(struct built *built, const struct field *field, const unsigned char *from,
    DWORD size, DWORD from_fixed)
{
    DWORD length = 0;
    DWORD offset = 0;
    if (field->where + sizeof(DWORD) <= from_fixed) {
        length = number_at(from, field->offset);
        offset = number_at(from, field->where);
    }
    built_set(built, field->offset, 0);
    built_set(built, field->where, 0);
    if (length && offset <= size && length <= size - offset) {
        built_append(built, field->offset, field->where, from + offset, length);
    }
}

LONG built_from(struct built *built, enum struct_kind kind, const unsigned char *from, DWORD size,
    DWORD from_version, DWORD version, DWORD total)
{
    const struct layout *layout = layout_of(kind);
    DWORD from_fixed = layout_size(layout, from_version);
    LONG result = built_start(built, layout, version, total);
    if (result != 0) {
        return result;
    }
    DWORD common = from_fixed < built->fixed ? from_fixed : built->fixed;
    memcpy(built->data + NEEDED_AT, from + NEEDED_AT, common - NEEDED_AT);
    for (unsigned i = 0; i < layout->field_count; i++) {
        const struct field *field = &layout->fields[i];
        if (!is_part(field)) {
            continue;
        }
        if (kind == STRUCT_ADDRESSSTATUS && strcmp(field->name, "dwForward") == 0) {
            built_set(built, field->offset, 0);
            built_set(built, field->where, 0);
            move_forwards(built, from, size, from_version, version);
        } else {
            move_part(built, field, from, size, from_fixed);
        }
    }
    return 0;
}

static DWORD disconnect_mode(DWORD mode, DWORD version)
{
    bool unknown = (mode > LINEDISCONNECTMODE_NODIALTONE && version < VERSION_2_0) ||
                   (mode == LINEDISCONNECTMODE_NODIALTONE && version < VERSION_1_4);
    return unknown ? LINEDISCONNECTMODE_UNKNOWN : mode;
}

/* Source: LINEDISCONNECTMODE_, LINECONNECTEDMODE_ and LINEOFFERINGMODE_ Constants pages. */
DWORD mode_for_version(DWORD state, DWORD mode, DWORD version)
{
    switch (state) {
    case LINECALLSTATE_DISCONNECTED:
        return disconnect_mode(mode, version);
    case LINECALLSTATE_CONNECTED:
    case LINECALLSTATE_OFFERING:
        return version < VERSION_1_4 ? 0 : mode;
    default:
        return mode;
    }
}

/* Source: LINEDEVSTATE_ Constants page. */
DWORD line_states_for_version(DWORD states, DWORD version)
{
    return version < VERSION_1_4 ? states & (LINEDEVSTATE_CAPSCHANGE - 1) : states;
}

/* Source: LINECALLINFOSTATE_ Constants page. */
DWORD call_info_states_for_version(DWORD states, DWORD version)
{
    return version < VERSION_2_0 ? states & (LINECALLINFOSTATE_TREATMENT - 1) : states;
}
