#include "text.h"

#include "tapi_layout.h"

#include <string.h>

size_t text_length(const uint16_t *units, size_t limit)
{
    size_t count = 0;
    while (count < limit && units[count] != 0) {
        count++;
    }
    return count;
}

static bool is_high(uint16_t unit)
{
    return (unit & 0xFC00) == 0xD800;
}

static bool is_low(uint16_t unit)
{
    return (unit & 0xFC00) == 0xDC00;
}

struct text text_from_program(const uint16_t *from, size_t units, uint8_t *out)
{
    for (size_t i = 0; i < units; i++) {
        uint16_t unit = from[i];
        bool paired = (is_high(unit) && i + 1 < units && is_low(from[i + 1])) ||
                      (is_low(unit) && i > 0 && is_high(from[i - 1]));
        if ((is_high(unit) || is_low(unit)) && !paired) {
            unit = 0xFFFD;
        }
        out[2 * i] = (uint8_t)unit;
        out[2 * i + 1] = (uint8_t)(unit >> 8);
    }
    return (struct text){out, (uint16_t)units};
}

int32_t address_scan(const uint16_t *units)
{
    if (units == NULL) {
        return 0;
    }
    size_t count = text_length(units, MAX_ADDRESS_UNITS + 1);
    if (count > MAX_ADDRESS_UNITS) {
        return LINEERR(INVALADDRESS);
    }
    for (size_t i = 0; i < count; i++) {
        switch (units[i]) {
        case '?':
            return LINEERR(DIALPROMPT);
        case 'W':
        case 'w':
            return LINEERR(DIALDIALTONE);
        case '@':
            return LINEERR(DIALQUIET);
        case '$':
            return LINEERR(DIALBILLING);
        case '|': /* sub-address, name and further numbers may hold any character */
        case '^':
        case '\r':
            return 0;
        default:
            break;
        }
    }
    return 0;
}

bool text_equal(struct text a, struct text b)
{
    return a.units == b.units &&
           (a.units == 0 || memcmp(a.octets, b.octets, (size_t)a.units * 2) == 0);
}

bool party_equal(const struct party *a, const struct party *b)
{
    return a->flags == b->flags && text_equal(a->number, b->number) && text_equal(a->name, b->name);
}

void text_for_trace(struct text text, bool mask, char *out, size_t room)
{
    size_t digits = 0;
    size_t count = text.units < room - 1 ? text.units : room - 1;
    for (size_t i = 0; i < count; i++) {
        uint16_t unit = wire_u16(text.octets + 2 * i);
        out[i] = unit >= 0x20 && unit < 0x7F ? (char)unit : '?';
    }
    out[count] = '\0';
    for (size_t i = count; mask && i-- > 0;) {
        if (out[i] >= '0' && out[i] <= '9' && ++digits > 2) {
            out[i] = 'x';
        }
    }
}
