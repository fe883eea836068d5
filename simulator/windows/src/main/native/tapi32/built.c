#include "built.h"

#include <stdlib.h>
#include <string.h>

static bool grow(struct built *built, size_t used)
{
    if (used > built->room && !built->failed) {
        uint8_t *data = realloc(built->data, used * 2);
        built->failed = data == NULL;
        if (data) {
            memset(data + built->room, 0, used * 2 - built->room);
            built->data = data;
            built->room = used * 2;
        }
    }
    return !built->failed;
}

struct built built_new(size_t fixed)
{
    struct built built = {0};
    if (grow(&built, fixed)) {
        built.used = fixed;
    }
    return built;
}

void built_number(struct built *built, size_t place, DWORD number)
{
    if (!built->failed) {
        memcpy(built->data + place, &number, sizeof number);
    }
}

size_t built_bytes(struct built *built, size_t field, const void *bytes, size_t size)
{
    size_t place = (built->used + 3) & ~(size_t)3;
    if (!grow(built, place + size)) {
        return 0;
    }
    if (bytes) {
        memcpy(built->data + place, bytes, size);
    }
    built->used = place + size;
    built_number(built, field, (DWORD)size);
    built_number(built, field + 4, (DWORD)place);
    return place;
}

void built_text(struct built *built, size_t field, const uint16_t *text)
{
    built_bytes(built, field, text, (wcslen(text) + 1) * sizeof *text);
}

void built_ascii(struct built *built, size_t field, const char *text)
{
    size_t length = strlen(text) + 1;
    size_t place = built_bytes(built, field, NULL, length * 2);
    for (size_t i = 0; place && i < length; i++) {
        built->data[place + 2 * i] = (uint8_t)text[i];
    }
}

LONG built_write(struct built *built, void *structure, const struct layout *layout, enum form form)
{
    DWORD total = 0;
    LONG result = 0;
    if (built->failed) {
        result = (LONG)LINEERR_NOMEM;
    } else if (!readable(structure, sizeof total)) {
        result = (LONG)LINEERR_INVALPOINTER;
    } else {
        memcpy(&total, structure, sizeof total);
        if (total < layout->smallest) {
            result = (LONG)LINEERR_STRUCTURETOOSMALL;
        } else if (!writable(structure, total)) {
            result = (LONG)LINEERR_INVALPOINTER;
        } else if (!layout_write(
                       layout, built->data, built->used, structure, total, form == ANSI)) {
            result = (LONG)LINEERR_OPERATIONFAILED;
        }
    }
    free(built->data);
    built->data = NULL;
    return result;
}
