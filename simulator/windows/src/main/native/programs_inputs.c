/* LINECALLPARAMS and LINEFORWARDLIST of programs: judged, and made anew in the provider's version.
 */
#include "programs_structs.h"

#include "guard.h"
#include "names.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FORWARDS = 64 };

static DWORD number_at(const unsigned char *data, size_t offset)
{
    DWORD number;
    memcpy(&number, data + offset, sizeof number);
    return number;
}

static bool one_of(DWORD value, DWORD mask)
{
    return value && !(value & (value - 1)) && (value & mask);
}

static bool parts_inside(const unsigned char *params, DWORD total, DWORD fixed)
{
    const struct layout *layout = layout_of(STRUCT_CALLPARAMS);
    for (unsigned i = 0; i < layout->field_count; i++) {
        const struct field *field = &layout->fields[i];
        if (field->where + sizeof(DWORD) > fixed) {
            continue;
        }
        DWORD size = number_at(params, field->offset);
        DWORD offset = number_at(params, field->where);
        if (size && (offset < fixed || offset > total || size > total - offset)) {
            return false;
        }
    }
    return true;
}

/* Source: LINECALLPARAMS page; lineMakeCall page. Whether a line has a mode is the provider's. */
LONG call_params_judge(const unsigned char *params, DWORD size, DWORD version)
{
    DWORD fixed = layout_size(layout_of(STRUCT_CALLPARAMS), version);
    if (size < fixed || number_at(params, 0) > size || number_at(params, 0) < fixed) {
        return (LONG)LINEERR_STRUCTURETOOSMALL;
    }
    DWORD bearer = number_at(params, offsetof(LINECALLPARAMS, dwBearerMode));
    DWORD media = number_at(params, offsetof(LINECALLPARAMS, dwMediaMode));
    DWORD mode = number_at(params, offsetof(LINECALLPARAMS, dwAddressMode));
    if (bearer && !one_of(bearer, mask_of(bearer_mode_names))) {
        return (LONG)LINEERR_INVALBEARERMODE;
    }
    if (media & ~mask_of(media_mode_names)) {
        return (LONG)LINEERR_INVALMEDIAMODE;
    }
    if (mode && !one_of(mode, mask_of(address_mode_names))) {
        return (LONG)LINEERR_INVALADDRESSMODE;
    }
    return parts_inside(params, number_at(params, 0), fixed) ? 0 : (LONG)LINEERR_INVALCALLPARAMS;
}

/* 0 stands for these: LINECALLPARAMS page. */
static void set_default(const struct built *built, size_t offset, DWORD value)
{
    if (built_get(built, offset) == 0) {
        built_set(built, offset, value);
    }
}

void *call_params_convert(const unsigned char *params, DWORD from, DWORD to)
{
    struct built built;
    DWORD size = number_at(params, 0);
    DWORD room = size + (DWORD)sizeof(LINECALLPARAMS) + 4 * 16;
    if (built_from(&built, STRUCT_CALLPARAMS, params, size, from, to, room) != 0) {
        return NULL;
    }
    set_default(&built, offsetof(LINECALLPARAMS, dwBearerMode), LINEBEARERMODE_VOICE);
    set_default(&built, offsetof(LINECALLPARAMS, dwMediaMode), LINEMEDIAMODE_INTERACTIVEVOICE);
    set_default(&built, offsetof(LINECALLPARAMS, dwAddressMode), LINEADDRESSMODE_ADDRESSID);
    memcpy(built.data, &built.used, sizeof built.used); /* dwTotalSize */
    void *sealed = guard_copy(built.data, built.used, "LINECALLPARAMS");
    free(built.data);
    return sealed;
}

static wchar_t *text_at(const unsigned char *params, size_t size_at, size_t offset_at)
{
    DWORD size = number_at(params, size_at);
    wchar_t *text = size ? calloc(size / sizeof(wchar_t) + 1, sizeof(wchar_t)) : NULL;
    if (text) {
        memcpy(text, params + number_at(params, offset_at), size / sizeof(wchar_t) * 2);
    }
    return text;
}

void call_params_notes(const unsigned char *params, struct call *call)
{
#define TEXT_OF(field)                                                                             \
    text_at(params, offsetof(LINECALLPARAMS, field##Size), offsetof(LINECALLPARAMS, field##Offset))
    call->notes.displayable = TEXT_OF(dwDisplayableAddress);
    call->notes.called = TEXT_OF(dwCalledParty);
    call->notes.comment = TEXT_OF(dwComment);
#undef TEXT_OF
}

/* LINEFORWARD page: the two address types came with 3.0. */
DWORD forward_size(DWORD version)
{
    return version < VERSION_3_0 ? (DWORD)offsetof(LINEFORWARD, dwCallerAddressType)
                                 : (DWORD)sizeof(LINEFORWARD);
}

struct forwards {
    const unsigned char *from;
    DWORD size;
    unsigned char *to;
    DWORD room;
    DWORD used;
};

/* False if the text lies outside of the list, or texts overlap too often. */
static bool move_text(
    struct forwards *forwards, const unsigned char *entry, unsigned char *own, size_t at)
{
    DWORD size = number_at(entry, at);
    DWORD offset = number_at(entry, at + sizeof(DWORD));
    DWORD place = 0;
    if (size) {
        if (offset > forwards->size || size > forwards->size - offset ||
            size + 4 > forwards->room - forwards->used) {
            return false;
        }
        place = forwards->used;
        memcpy(forwards->to + place, forwards->from + offset, size);
        forwards->used = (place + size + 3) / 4 * 4;
    }
    memcpy(own + at, &size, sizeof size);
    memcpy(own + at + sizeof(DWORD), &place, sizeof place);
    return true;
}

LONG forward_list_convert(
    const unsigned char *list, DWORD size, DWORD from, DWORD to, void **converted)
{
    const DWORD head = offsetof(LINEFORWARDLIST, ForwardList);
    DWORD old = forward_size(from);
    DWORD own = forward_size(to);
    if (size < head || number_at(list, 0) > size) {
        return (LONG)LINEERR_STRUCTURETOOSMALL;
    }
    DWORD count = number_at(list, offsetof(LINEFORWARDLIST, dwNumEntries));
    if (count > MAX_FORWARDS || count * old > size - head) {
        return (LONG)LINEERR_INVALPARAM;
    }
    DWORD room = head + count * own + size + count * 8 + 8;
    struct forwards forwards = {list, size, calloc(room, 1), room, head + count * own};
    bool good = forwards.to != NULL;
    for (DWORD i = 0; i < count && good; i++) {
        const unsigned char *entry = list + head + i * old;
        unsigned char *place = forwards.to + head + i * own;
        memcpy(place, entry, old < own ? old : own);
        good = move_text(&forwards, entry, place, offsetof(LINEFORWARD, dwCallerAddressSize)) &&
               move_text(&forwards, entry, place, offsetof(LINEFORWARD, dwDestAddressSize));
    }
    if (good) {
        memcpy(forwards.to, &forwards.used, sizeof forwards.used);
        memcpy(forwards.to + offsetof(LINEFORWARDLIST, dwNumEntries), &count, sizeof count);
        *converted = guard_copy(forwards.to, forwards.used, "LINEFORWARDLIST");
    }
    free(forwards.to);
    return good ? 0 : (LONG)LINEERR_INVALPARAM;
}
